"""Tables about lines of sight: the alternatives, whom an element reaches, who needs it, who reaches a customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import streamlit as st

from sightline.analyzers.paths import Paths
from sightline.app.blocks import note
from sightline.app.model import Model
from sightline.app.state import Session
from sightline.arrays.network import Floats
from sightline.phrases import listed
from sightline.report import line_wording

SHARE = "%.0f %%"
MOST_ROWS = 500
ROW, HEAD = 35, 37
"""Pixels of a row and of the head of a table."""


def choose_line(user: Session, found: Paths) -> int:
    """Show the best lines as rows, one of which is chosen; give its place, 0 for the best."""
    model = user.open_model
    names, row = model.names, model.snapshot.network.elements.row
    chosen = chosen_line(user, found)
    best = set(found.lines[0].elements)
    records = [
        {
            "Line": place,
            "Clarity": 100 * line.clarity,
            "Unlike the best line": ", ".join(
                names.label(row[stop]) for stop in line.elements[:-1] if stop not in best
            ),
            "Handoffs": line.handoffs,
            "Reaches": names.label(row[line.elements[-1]]),
            "Weakest link": line_wording.weakest_place(line, names) if line.weakest_clarity < 1 else "",
            "Lets through": 100 * line.weakest_clarity,
            "Through": listed([names.label(row[stop]) for stop in line.elements[1:-1]])
            if line.steps[1:]
            else "directly",
        }
        for place, line in enumerate(found.lines, start=1)
    ]
    state: Any = st.dataframe(
        records,
        hide_index=True,
        height="content",
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [chosen]}},
        key=f"line-choice-{user.generation}-{found.element}-{len(found.lines)}",
        alt="The best lines of the element, the clearest first",
        column_config={
            "Line": st.column_config.NumberColumn(width=50),
            "Clarity": share_column(),
            "Handoffs": st.column_config.NumberColumn(width=80),
            "Unlike the best line": st.column_config.TextColumn(width="medium"),
            "Weakest link": st.column_config.TextColumn(width="medium"),
            "Lets through": share_column(),
            "Through": st.column_config.TextColumn(width="large"),
        },
    )
    rows = cast("Sequence[int]", state["selection"]["rows"])
    place = min(rows[0], len(found.lines) - 1) if rows else chosen
    user.choose("line", (found.element, str(place + 1)))
    return place


def chosen_line(user: Session, found: Paths) -> int:
    """Give the place of the line that was chosen before, 0 where none of this element was."""
    kept = user.choice("line")
    number = int(kept[1]) if len(kept) == 2 and kept[0] == found.element and kept[1].isdecimal() else 1
    return min(max(number, 1), len(found.lines)) - 1


def share_column() -> Any:  # noqa: ANN401 - Streamlit's own type is not public
    """Show a share, given in per cent, as a bar with its number."""
    return st.column_config.ProgressColumn(format=SHARE, min_value=0, max_value=100, width="small")


def show_reached(model: Model, found: Paths) -> None:
    """Show the external customers, and how much of the element's work each of them sees."""
    elements = model.snapshot.network.elements
    seen = {str(identifier): 0.0 for identifier in elements.ids[elements.is_customer]} | dict(found.reaches)
    st.dataframe(
        [
            {"External customer": model.names.label(elements.row[identifier]), "Sees of its work": 100 * share}
            for identifier, share in sorted(seen.items(), key=lambda entry: -entry[1])
        ],
        hide_index=True,
        height="content" if len(seen) <= 5 else 212,
        key="line-reached",
        alt="What each external customer sees of this element's work",
        column_config={"Sees of its work": share_column()},
    )


def follow_row(
    user: Session,
    rows: Sequence[int],
    *,
    key: str,
    alt: str,
    height: int = 212,
    shares: Mapping[str, Floats] | None = None,
    amounts: Mapping[str, Floats] | None = None,
) -> None:
    """Show elements as rows; choosing one selects it everywhere in the app.

    ``shares`` and ``amounts`` are further columns, by their titles, with one entry per element of the organization.
    """
    model = user.open_model
    elements = model.snapshot.network.elements
    shown = list(rows[:MOST_ROWS])
    parts = {title: 100 * values for title, values in (shares or {}).items()}
    further = {**parts, **(amounts or {})}
    records = [
        {
            "Element": model.names.label(row),
            "Kind": elements.kind(row),
            "Sight": 100 * float(model.analysis.sight.sight[row]),
            **{title: float(values[row]) for title, values in further.items()},
        }
        for row in shown
    ]
    state: Any = st.dataframe(
        records,
        hide_index=True,
        height="content" if HEAD + ROW * len(shown) <= height else height,
        on_select="rerun",
        selection_mode="single-row",
        key=f"{key}-{user.generation}-{user.element}",
        alt=alt,
        column_config={title: share_column() for title in ("Sight", *parts)},
    )
    if len(rows) > MOST_ROWS:
        note(f"The first {MOST_ROWS} of {len(rows):,} are shown.")
    picked = cast("Sequence[int]", state["selection"]["rows"])
    if picked and picked[0] < len(shown):
        user.select(str(elements.ids[shown[picked[0]]]))
        st.rerun()
