"""The tables as an editor: nothing changes in the model until all of it is right and the user says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from sightline.app.model import Model
from sightline.app.parts.data_columns import ROW, column_title, configure_columns
from sightline.app.parts.data_edits import (
    EDITED,
    Edits,
    apply_edits,
    describe,
    find_edits,
    is_about_id,
    lost_with,
    show_cell,
    title,
)
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.document import Organization
from sightline.errors import InputError, Problem
from sightline.formats.table_rows import Rows, to_tables
from sightline.phrases import clean, counted, cut, listed

MOST_ROWS: Final = 500
MOST_PROBLEMS: Final = 200
CHECKED_AT_ONCE: Final = 2_000
"""Elements up to which edits are checked while they are made; beyond, when they are to be applied."""
_PLACE: Final = re.compile(r"(?:(?P<row>(?:new )?row \d+))?(?:, )?(?:column (?P<column>.+))?")


@dataclass
class Editing:
    """What is under way in the editor of one model. ``turn`` counts how often edits were discarded."""

    turn: int = 0
    pending: bool = False


def tables_of(model: Model) -> dict[str, Rows]:
    """Give the tables of the model."""
    return model.recall("data-tables", lambda: to_tables(model.organization))


def editing_of(model: Model) -> Editing:
    """Give what is under way."""
    return model.recall("data-editing", Editing)


def show_filter(user: Session) -> str:
    """Show the filter of all tables; it waits while edits are pending, which would be lost with their rows."""
    model = user.open_model
    editing = editing_of(model)
    typed = st.text_input(
        "Show only rows with",
        next(iter(user.choice("data-filter")), ""),
        placeholder="Show only rows that hold …",
        icon=":material/filter_list:",
        key=f"data-{user.generation}-filter",
        label_visibility="collapsed",
        disabled=editing.pending,
        help="Apply or discard your edits first." if editing.pending else None,
    )
    user.choose("data-filter", [typed] if typed else [])
    return typed


def show_table(user: Session, table: str, wanted: str) -> Edits:
    """Show one table to be edited; give what was done to it."""
    model = user.open_model
    rows = tables_of(model)[table]
    matching = model.recall(("data-rows", table, wanted.casefold()), lambda: _matching(rows, wanted))
    shown = matching[:MOST_ROWS]
    if len(shown) < len(matching):
        st.caption(
            f"The first {len(shown):,} of {counted(len(matching), 'row')} are shown. Filter to reach the others; the "
            "figures rest on all of them."
        )
    elif len(matching) < len(rows.cells):
        st.caption(f"Shown: {len(matching):,} of {counted(len(rows.cells), 'row')}.")
    edited = st.data_editor(
        _frame(rows, shown),
        num_rows="dynamic",
        hide_index=True,
        height=min(480, 38 * (len(shown) + 2)),
        column_config=model.recall(("data-columns", table), lambda: configure_columns(model, table, rows)),
        key=f"data-{user.generation}-{len(user.done)}-{editing_of(model).turn}-{table}",
        placeholder="",
        alt=f"The table {title(table)}, to be edited",
    )
    read = edited.astype(object).where(edited.notna(), None)
    return find_edits(rows, shown, {str(column): read[column].tolist() for column in read.columns}, ROW)


def _frame(rows: Rows, shown: Sequence[int]) -> pd.DataFrame:
    """Lay rows out for the editor, every column of a type of its own, also where all of it is blank."""
    columns = {ROW: pd.Series(shown, dtype="float64")}
    for position, column in enumerate(rows.columns):
        cells = [show_cell(rows.cells[number - 1][position]) for number in shown]
        columns[column.name] = pd.Series(cells, dtype="float64" if column.kind in ("number", "whole") else "string")
    return pd.DataFrame(columns)


def _matching(rows: Rows, wanted: str) -> tuple[int, ...]:
    """Find the rows that hold a text in any cell, by their numbers."""
    sought = wanted.casefold()
    return tuple(
        number
        for number, cells in enumerate(rows.cells, 1)
        if not sought or any(sought in str(cell).casefold() for cell in cells if cell is not None)
    )


def show_pending(user: Session, edits: Mapping[str, Edits], *, key: str) -> None:
    """Say what waits to be applied, and what is wrong with it; apply or discard it when the user says so."""
    made = {name: found for name, found in edits.items() if found}
    if not made:
        return
    model = user.open_model
    with st.container(border=True):
        outcome = None
        if len(model.organization.elements) <= CHECKED_AT_ONCE:
            outcome = check(model, made)
        sentence = describe(made)
        if isinstance(outcome, tuple):
            stand = "stands" if len(outcome) == 1 else "stand"
            st.markdown(
                f":material/report: **{plain(counted(len(outcome), 'mistake'))} {stand} in the way** of what you ask: "
                f"{plain(sentence[:1].lower() + sentence[1:])}. Nothing has changed yet."
            )
            show_problems(outcome, key=f"{key}-problems")
        else:
            lost = lost_with(tables_of(model), made)
            also = [f"{counted(count, 'row')} of {title(name)}" for name, count in lost.items()]
            st.markdown(f"**Not in the model yet:** {plain(sentence[:1].lower() + sentence[1:])}.")
            if also:
                st.caption(plain(f"With what is removed, {listed(also)} that stood on it will go too."))
        with st.container(horizontal=True, gap="small"):
            wanted = st.button("Apply", type="primary", disabled=isinstance(outcome, tuple), key=f"{key}-apply")
            if st.button("Discard", key=f"{key}-discard"):
                editing_of(model).turn += 1
                editing_of(model).pending = False
                st.rerun()
        if wanted:
            outcome = outcome or check(model, made)
            if isinstance(outcome, Organization):
                user.edit(outcome, sentence)
                st.rerun()
            show_problems(outcome, key=f"{key}-told")


def check(model: Model, edits: Mapping[str, Edits]) -> Organization | tuple[Problem, ...]:
    """Give the organization with the edits made, or all mistakes in them."""
    try:
        return model.recall(("data-checked", repr(edits)), lambda: apply_edits(tables_of(model), edits))
    except InputError as error:
        return error.problems


def show_problems(problems: tuple[Problem, ...], *, key: str) -> None:
    """Show mistakes as a table: where each stands, what was found, and what is expected."""
    st.dataframe(
        [_spell(problem) for problem in problems[:MOST_PROBLEMS]],
        hide_index=True,
        key=key,
        column_config={"What is wrong": st.column_config.TextColumn(width="large")},
    )
    if len(problems) > MOST_PROBLEMS:
        st.caption(f"and {len(problems) - MOST_PROBLEMS:,} more")


def _spell(problem: Problem) -> dict[str, str]:
    found = _PLACE.fullmatch(problem.place.part or "")
    row, column = (found["row"], found["column"]) if found else (None, problem.place.part)
    column = column or ("id" if is_about_id(problem) else None)
    return {
        "Table": clean(problem.place.file or ""),
        "Row": (row or "").replace("row ", ""),
        "Column": column_title(column) if column else "",
        "Found": cut(clean(problem.value or ""), 80),
        "What is wrong": clean(problem.message).replace("`", "'"),
        "Perhaps": clean(problem.suggestion or ""),
    }


def settle(user: Session, edits: Mapping[str, Edits]) -> None:
    """Draw anew where the filter must begin or end to wait."""
    editing, pending = editing_of(user.open_model), any(edits[name] for name in EDITED)
    if editing.pending != pending:
        editing.pending = pending
        st.rerun()
