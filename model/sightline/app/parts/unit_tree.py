"""The structure as an outline to open and close, and as a table of its units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import streamlit as st

from sightline.app.blocks import note
from sightline.app.parts.line_tables import follow_row, share_column
from sightline.app.parts.unit_outline import EVERYTHING, Outline, UnitFigures
from sightline.app.plain import plain
from sightline.app.state import Session

DEEPEST: Final = 3
"""Levels that open inside each other; what is deeper is opened by itself."""
MOST_UNITS: Final = 40
"""Units listed in one place."""
INDENT: Final = "\u2003"


def show_tree(user: Session, outline: Outline, figures: Mapping[int, UnitFigures], row: int, level: int = 1) -> None:
    """Show what is right beneath an element: units to open, then the elements that have nothing beneath them."""
    names, elements = user.open_model.names, user.open_model.snapshot.network.elements
    parts = outline.parts(row)
    units = [part for part in parts if outline.is_unit(part)]
    chosen = elements.row[user.element] if user.element is not None else EVERYTHING
    opened = set(outline.trail(chosen)) if chosen != EVERYTHING and outline.place[chosen] >= 0 else set(units[:1])
    for unit in units[:MOST_UNITS]:
        key = f"org-unit-{user.generation}-{elements.ids[unit]}"
        title = f"**{plain(names.label(unit))}**: {plain(figures[unit].sentence)}"
        box = st.expander(title, expanded=unit in opened and level == 1, key=key, on_change="rerun")
        if box.open:
            with box:
                if level < DEEPEST:
                    show_tree(user, outline, figures, unit, level + 1)
                elif st.button("Open this unit", icon=":material/open_in_full:", key=f"{key}-open"):
                    open_unit(user, str(elements.ids[unit]))
    if len(units) > MOST_UNITS:
        note(f"{len(units) - MOST_UNITS:,} more units stand in the table below.")
    leaves = [part for part in parts if not outline.is_unit(part)]
    if leaves:
        if row == EVERYTHING and units:
            st.markdown("**Beneath nothing else**")
        follow_row(
            user,
            leaves,
            key=f"org-leaves-{row}",
            alt="Elements right beneath this place",
            amounts={"Effort": elements.effort},
        )


def show_units(user: Session, outline: Outline, figures: Mapping[int, UnitFigures]) -> None:
    """Show all units as a table, indented like the outline; choosing a row opens that unit."""
    names, elements = user.open_model.names, user.open_model.snapshot.network.elements
    units = outline.units
    records = [
        {
            "Unit": INDENT * int(outline.level[outline.place[unit]]) + names.label(unit),
            "Elements": len(figures[unit].members),
            "Effort": figures[unit].effort,
            "Least sight": 100 * figures[unit].least,
            "Half at or below": 100 * figures[unit].median,
            "Most sight": 100 * figures[unit].most,
            "Looked at": 100 * figures[unit].looked_at,
        }
        for unit in units
    ]
    shares = ("Least sight", "Half at or below", "Most sight", "Looked at")
    state: Any = st.dataframe(
        records,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"org-units-{user.generation}-{(*user.choice('unit'), '')[0]}-{len(units)}",
        alt="Units with their elements, effort, sight and how much of them has been looked at",
        column_config={
            "Unit": st.column_config.TextColumn(width="medium"),
            "Effort": st.column_config.NumberColumn(format="localized"),
            **{title: share_column() for title in shares},
        },
    )
    picked = cast("Sequence[int]", state["selection"]["rows"])
    if picked and picked[0] < len(units):
        open_unit(user, str(elements.ids[units[picked[0]]]))


def open_unit(user: Session, unit: str | None) -> None:
    """Show one unit, or everything, and draw the page again."""
    user.choose("unit", () if unit is None else (unit,))
    if unit is not None:
        user.select(unit)
    st.rerun()
