"""Rows pasted out of a spreadsheet: matched to those of a table, shown, and added as one edit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from sightline.app.blocks import tell_problems
from sightline.app.parts.data_columns import column_title
from sightline.app.parts.data_editor import check, show_problems, tables_of
from sightline.app.parts.data_edits import EDITED, PASTED, Edits, Record, describe, title
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.document import Organization
from sightline.errors import InputError, Problem
from sightline.formats.columns import COMMON, TABLES, Cell, write_cell
from sightline.formats.csv_folder import read_csv
from sightline.formats.source import TableLimits
from sightline.formats.table_records import read_records
from sightline.formats.table_rows import Rows
from sightline.phrases import counted

MOST_PREVIEWED: Final = 50
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "elements": ("id",),
    "relations": ("from", "to", "kind"),
    "obstacles": ("on", "kind"),
}
"""What tells that a pasted row is about a row that is there: then its cells are changed."""
_NAMING: Final = {"elements": ("id",), "relations": ("from", "to"), "obstacles": ("on", "kind")}
"""The columns that every paste needs; what else a new row needs is told of that row."""
_MISSING: Final = " is missing from the table "
_EXAMPLES: Final = {
    "elements": "id\tkind\tname\theadcount\nclaims-desk\tteam\tClaims desk\t12",
    "relations": "from\tto\tkind\nclaims-desk\tpayments\tserves",
    "obstacles": "on\tkind\tseverity\nclaims-desk\tapproval-overload\t0.4",
}


def show_paste(user: Session) -> None:
    """Let the user paste rows, see what they would change, and add them."""
    key = f"data-{user.generation}-{len(user.done)}-paste"
    table = st.segmented_control(
        "Rows of", EDITED, default="elements", format_func=title, key=f"{key}-table", required=True
    )
    known = ", ".join(column.name for column in TABLES[table][: COMMON[table]])
    text = st.text_area(
        "Rows with a header, separated by tabs, commas or semicolons",
        height=180,
        placeholder=_EXAMPLES[table],
        key=f"{key}-{table}-text",
        help=f"Columns: {known}, and all others of the format. A row whose {' and '.join(KEYS[table])} is there "
        "already changes that row; a blank cell changes nothing.",
    )
    if not text.strip():
        return
    try:
        edits = {table: read_pasted(table, tables_of(user.open_model)[table], text)}
    except InputError as error:
        tell_problems(error, lead="These rows cannot be read; nothing has changed.")
        return
    if not edits[table]:
        st.caption("The model says all of this already.")
        return
    _show_preview(edits[table], key)
    outcome = check(user.open_model, edits)
    if isinstance(outcome, Organization):
        if st.button(plain(describe(edits)), type="primary", key=f"{key}-apply"):
            user.edit(outcome, f"{describe(edits)} (pasted)")
            st.rerun()
    else:
        st.markdown(f":material/report: **{plain(counted(len(outcome), 'mistake'))}**, so nothing can be added yet.")
        show_problems(outcome, key=f"{key}-problems")


def _show_preview(edits: Edits, key: str) -> None:
    rows: list[tuple[str, Record]] = [("new", record) for record in edits.added]
    rows += [(f"changes row {number}", record) for number, record in edits.changed.items()]
    st.dataframe(
        [
            {"": what} | {column_title(name): "" if cell is None else str(cell) for name, cell in record.items()}
            for what, record in rows[:MOST_PREVIEWED]
        ],
        hide_index=True,
        key=f"{key}-preview",
        placeholder="",
    )
    if len(rows) > MOST_PREVIEWED:
        st.caption(f"and {counted(len(rows) - MOST_PREVIEWED, 'more row')}")


def read_pasted(table: str, rows: Rows, text: str) -> Edits:
    """Read pasted rows as edits of a table; raises InputError for what is no table, or has columns of another one."""
    problems: list[Problem] = []
    found = list(read_records(table, read_csv(text.encode(), file=PASTED, limits=TableLimits()), problems))
    told = [one for one in problems if _MISSING not in one.message or one.value in _NAMING[table]]
    if told:
        raise InputError(told)
    names = [column.name for column in rows.columns]
    there = {number: dict(zip(names, cells, strict=True)) for number, cells in enumerate(rows.cells, 1)}
    known = {_key(table, record): number for number, record in there.items()}
    changed: dict[int, Record] = {}
    added: list[Record] = []
    pasted: dict[int, int] = {}
    for row in found:
        record: Record = {name: _cell(row.columns[name].name, table, value) for name, value in row.cells.items()}
        number = known.get(_key(table, record))
        if number is None:
            added.append(record)
            pasted[len(there) + len(added)] = row.number
        elif other := {name: cell for name, cell in record.items() if there[number].get(name) != cell}:
            changed[number] = changed.get(number, {}) | other
            pasted[number] = row.number
    return Edits(changed, tuple(added), pasted=pasted)


def _key(table: str, record: Mapping[str, Cell]) -> tuple[Cell, ...]:
    default = "serves" if table == "relations" else None
    return tuple(
        str(record.get(name) or default or "").replace("_", "-") if name == "kind" else record.get(name)
        for name in KEYS[table]
    )


def _cell(name: str, table: str, value: object) -> Cell:
    return write_cell(next(column for column in TABLES[table] if column.name == name), value)
