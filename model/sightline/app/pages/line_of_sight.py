"""Line of sight: through whom an element reaches an external customer, what that hangs on, and what is in the way."""

from __future__ import annotations

import streamlit as st

from sightline.analyzers.paths import Line, Paths, find_paths
from sightline.app.blocks import answer, current_ink, draw, empty, note
from sightline.app.model import Model
from sightline.app.parts.line_ends import show_end
from sightline.app.parts.line_search import search_element
from sightline.app.parts.line_tables import choose_line, follow_row, show_reached
from sightline.app.parts.line_weakest import show_weakest
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.phrases import counted, percent
from sightline.pictures.line_chain import line_chain
from sightline.report import line_wording
from sightline.report.explaining import Explanation

NUMBERS = ("3", "5", "10", "20")
USUAL = "5"
MOST_ROUTES = 5


def render(user: Session) -> None:
    """Show the lines of one element, or why it has none."""
    model = user.open_model
    first = line_wording.first_asked(model.analysis)
    if first is None:
        answer("There is nothing to see yet: no element is recorded.")
        empty(
            "Nothing is recorded yet",
            "Say who works for whom, up to an external customer, and every line of sight appears here.",
            action="Add elements",
            key="line-add",
            do=lambda: go_to(user, "data"),
        )
        return
    element = search_element(user, "Whose line of sight?", key="line-search", first=first)
    found = find(model, element, _number(user))
    answer(line_wording.reach(found, model.names))
    if not found.lines:
        show_end(user, found)
        return
    note(line_wording.expectation(found, model.names))
    chain = st.container(border=True)
    below = st.container()
    st.subheader("Other lines", anchor=False)
    _choose_number(user)
    line = found.lines[choose_line(user, found)]
    note(
        "Choose a row to draw its line.",
        "Another line is exactly as clear as the first." if found.tied else None,
        f"These are all there are: {counted(len(found.lines), 'line')}." if len(found.lines) < _number(user) else None,
    )
    with chain:
        _draw_line(model, found, line)
    with below:
        _show_around(user, found, line)
    _show_customers_and_dependents(user, found)


def find(model: Model, element: str, number: int) -> Paths:
    """Find the paths of an element, once."""
    return model.recall(("paths", element, number), lambda: find_paths(model.snapshot, element, number))


def _number(user: Session) -> int:
    kept = (*user.choice("lines"), USUAL)[0]
    return int(kept if kept in NUMBERS else USUAL)


def _choose_number(user: Session) -> None:
    """Let the user choose how many lines are shown."""
    before = str(_number(user))
    chosen = st.segmented_control("At most", NUMBERS, default=before, required=True, key="line-number")
    user.choose("lines", () if chosen == USUAL else (chosen,))
    if chosen != before:
        st.rerun()


def _draw_line(model: Model, found: Paths, line: Line) -> None:
    """Draw one line with what passes at each step."""
    elements = model.snapshot.network.elements
    names = {stop: model.names.label(elements.row[stop]) for stop in line.elements}
    kinds = {stop: elements.kind(elements.row[stop]) for stop in line.elements}
    place = found.lines.index(line) + 1
    title = "The best line" if place == 1 else f"Line {place} of {len(found.lines)}"
    st.markdown(f"**{title}**: {plain(line_wording.about_line(line))}")
    draw(
        line_chain(found, line, names, current_ink(), kinds=kinds),
        key="line-chain",
        explanation=Explanation(
            "The clarity of a line",
            "What is left of the view at the end of a line is the product of what every element and every relation "
            "on it lets through.",
            r"\text{clarity} = \prod_{v} c_v \prod_{e} c_e",
            tuple(
                f"{names[step.supplier]} lets {percent(step.clarity_of_supplier)} through, the step to "
                f"{names[step.customer]} {percent(step.clarity_of_relation)}"
                for step in line.steps
            ),
            "Among all routes the best line is the one with the highest clarity.",
        ),
    )


def _show_around(user: Session, found: Paths, line: Line) -> None:
    """Show what takes most from the line, and what all routes hang on."""
    model = user.open_model
    left, right = st.columns(2)
    with left, st.container(border=True, height="stretch"):
        show_weakest(user, line)
    with right, st.container(border=True, height="stretch"):
        st.markdown("**What it hangs on**")
        st.markdown(plain(line_wording.ways(found, model.names)))
        note(line_wording.only_end(found, model.names))
        for number, route in enumerate(found.disjoint[:MOST_ROUTES] if len(found.disjoint) > 1 else (), start=1):
            stops = [model.names.label(model.snapshot.network.elements.row[stop]) for stop in route]
            st.caption(f"{number}\\. {plain(' → '.join(stops))}")
        if len(found.disjoint) > MOST_ROUTES:
            note(f"{len(found.disjoint) - MOST_ROUTES:,} more are not listed.")
        if st.button("Show its routes on the map", icon=":material/hub:", key="line-map"):
            go_to(user, "map", element=found.element)


def _show_customers_and_dependents(user: Session, found: Paths) -> None:
    """Show whom the element reaches and how much each sees, and who needs it."""
    model = user.open_model
    left, right = st.columns(2)
    with left:
        st.subheader("Whom it reaches", anchor=False)
        show_reached(model, found)
    with right:
        st.subheader("Who depends on it", anchor=False)
        st.markdown(plain(line_wording.depending(found, model.names)))
        if found.depending:
            rows = [model.snapshot.network.elements.row[identifier] for identifier in found.depending]
            follow_row(user, rows, key="line-depending", alt="Elements that have no route without this one")
            note("Choose a row to follow that element's line.")
