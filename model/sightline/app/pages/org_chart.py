"""Org chart: how the organization sees, by its own structure; a unit shows how sight is spread in it."""

from __future__ import annotations

from typing import Final

import numpy as np
import streamlit as st

from sightline.app.blocks import answer, current_ink, draw, empty, first_id, note
from sightline.app.model import Model
from sightline.app.parts.unit_outline import EVERYTHING, Outline, UnitFigures, figures_of, outline_of, structures
from sightline.app.parts.unit_tree import open_unit, show_tree, show_units
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.phrases import amount, percent
from sightline.pictures.icicle import Structure, icicle
from sightline.pictures.sight_spread import sight_spread
from sightline.report.explaining import Explanation

DEPTH: Final = 3
STRUCTURES: Final[dict[Structure, str]] = {"part_of": "Units", "reports_to": "Reporting lines"}
VIEWS: Final = {"icicle": "Sized by effort", "tree": "Outline"}
SPREAD: Final = Explanation(
    "The spread of sight in a unit",
    "Every element is a block, as high as its part of the unit's effort, above the share of its work that reaches an "
    "external customer. A mean alone would hide who sees nothing.",
    source="The half in the table is the median: one half of the elements sees no more than it, the other no less.",
)


def render(user: Session) -> None:
    """Show the structure, one unit of it where one was opened."""
    model = user.open_model
    found = structures(model)
    if not found:
        _show_no_structure(user)
        return
    structure = _structure(user, found)
    outline = model.recall(("outline", structure), lambda: outline_of(model.snapshot, structure))
    figures = model.recall(
        ("unit-figures", structure),
        lambda: {row: figures_of(model.analysis, outline, row) for row in (EVERYTHING, *outline.units)},
    )
    root = _root(user, outline)
    answer(_sentence(model, outline, figures, root))
    _choose_view(user, found, structure)
    _show_trail(user, outline, root)
    if _view(user) == "tree":
        show_tree(user, outline, figures, root)
    else:
        _draw_icicle(user, outline, structure, root)
    left, right = st.columns([3, 2])
    with left:
        _draw_spread(model, figures[root], root)
    with right:
        _show_selected(user)
    st.subheader("All units", anchor=False)
    show_units(user, outline, figures)
    note(
        "Elements that only group others count in no figure. Half at or below is the median.",
        "Choose a row to open that unit.",
    )


def _structure(user: Session, found: tuple[Structure, ...]) -> Structure:
    kept = (*user.choice("structure"), "")[0]
    return next((one for one in found if one == kept), found[0])


def _view(user: Session) -> str:
    kept = (*user.choice("view"), "")[0]
    return kept if kept in VIEWS else "icicle"


def _root(user: Session, outline: Outline) -> int:
    """Give the row of the unit that is open, or that of everything."""
    kept = (*user.choice("unit"), "")[0]
    row = user.open_model.snapshot.network.elements.row.get(kept, EVERYTHING)
    return row if row != EVERYTHING and outline.is_unit(row) else EVERYTHING


def _sentence(model: Model, outline: Outline, figures: dict[int, UnitFigures], root: int) -> str:
    """Answer how a unit sees; for everything, who sees least and most."""
    names = model.names
    if root != EVERYTHING:
        return f"In {names.element(root)}: {figures[root].sentence}."
    tops = [row for row in outline.parts(EVERYTHING) if outline.is_unit(row) and figures[row].effort > 0]
    if not tops:
        return f"Over the whole structure: {figures[EVERYTHING].sentence}."
    if len(tops) == 1:
        return f"From {names.element(tops[0])} down: {figures[tops[0]].sentence}."
    ordered = sorted(tops, key=lambda row: (figures[row].median, -figures[row].effort))
    least, most = ordered[0], ordered[-1]
    return (
        f"{names.element(least)} sees least, {names.element(most)} most; half of the elements in "
        f"{names.element(least)} see {percent(figures[least].median)} or less, in {names.element(most)} half see "
        f"{percent(figures[most].median)} or less."
    )


def _choose_view(user: Session, found: tuple[Structure, ...], structure: Structure) -> None:
    """Let the user choose the structure, where there are two, and how it is drawn."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = st.segmented_control(
            "Drawn as", list(VIEWS), default=_view(user), format_func=VIEWS.__getitem__, required=True, key="org-view"
        )
        other = structure
        if len(found) > 1:
            other = st.segmented_control(
                "Structure",
                list(found),
                default=structure,
                format_func=STRUCTURES.__getitem__,
                required=True,
                key="org-structure",
            )
        if st.button("Show on the map", icon=":material/hub:", key="org-map"):
            go_to(user, "map")
    if (view, other) != (_view(user), structure):
        user.choose("view", () if view == "icicle" else (view,))
        user.choose("structure", () if other == found[0] else (other,))
        if other != structure:
            user.choose("unit")
        st.rerun()


def _show_trail(user: Session, outline: Outline, root: int) -> None:
    """Show where one is, each step above it to go back to."""
    model = user.open_model
    ids = model.snapshot.network.elements.ids
    trail = outline.trail(root)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", height=56, border=False):
        if st.button("Everything", type="tertiary", disabled=root == EVERYTHING, key="org-up-all"):
            open_unit(user, None)
        for row in trail:
            st.markdown(":material/chevron_right:", width="content")
            title = plain(model.names.label(row), 40)
            if st.button(title, type="tertiary", disabled=row == root, key=f"org-up-{ids[row]}"):
                open_unit(user, str(ids[row]))


def _draw_icicle(user: Session, outline: Outline, structure: Structure, root: int) -> None:
    """Draw the structure by effort; a click opens a unit, or selects an element."""
    model = user.open_model
    elements = model.snapshot.network.elements
    unit = None if root == EVERYTHING else str(elements.ids[root])
    ink = current_ink()
    picture = model.recall(
        ("icicle", structure, unit, ink.mode), lambda: icicle(model.analysis, ink, unit, DEPTH, structure=structure)
    )
    if not picture.keys:
        empty("No effort is recorded here", "Nothing can be sized by effort. The outline shows what is there.")
        return
    note(picture.alt, "Choose a unit to open it; hatched is what nobody has looked at.")
    picked = first_id(draw(picture, key=f"org-icicle-{user.generation}-{structure}-{root}", selects=True))
    if picked not in elements.row:
        return
    if outline.is_unit(elements.row[picked]) and picked != unit:
        open_unit(user, picked)
    user.select(picked)


def _draw_spread(model: Model, figures: UnitFigures, root: int) -> None:
    """Draw how sight is spread in the unit that is open."""
    elements, members = model.snapshot.network.elements, figures.members
    title = "Everything" if root == EVERYTHING else model.names.label(root)
    st.subheader(
        plain(f"How sight is spread in {title}" if root != EVERYTHING else "How sight is spread"), anchor=False
    )
    ink = current_ink()
    picture = model.recall(
        ("unit-spread", root, len(members), ink.mode),
        lambda: sight_spread(
            model.analysis.sight.sight[members].tolist(),
            elements.effort[members].tolist(),
            [model.names.label(row) for row in members.tolist()],
            ink,
            ids=[str(identifier) for identifier in elements.ids[members]],
        ),
    )
    if figures.effort > 0:
        draw(picture, key=f"org-spread-{root}", explanation=SPREAD)
    note(picture.alt)


def _show_selected(user: Session) -> None:
    """Show the selected element, and where to go with it."""
    model = user.open_model
    st.subheader("Selected", anchor=False)
    with st.container(border=True, height=250):
        if user.element is None:
            note("Nothing is selected. Choose an element above; it stays selected on every page.")
            return
        elements = model.snapshot.network.elements
        row = elements.row[user.element]
        st.markdown(f"**{plain(model.names.label(row))}**, {elements.kind(row)}")
        sight, hops = float(model.analysis.sight.sight[row]), int(model.analysis.sight.hops[row])
        if model.snapshot.network.containers[row]:
            st.markdown("It only groups others and does no work of its own.")
        else:
            reaches = f"{percent(sight)} of its work reaches an external customer." if hops >= 0 else "It has no route."
            st.markdown(plain(reaches))
            looked = bool(np.any(model.analysis.coverage.elements[row]))
            note(
                f"Effort {amount(float(elements.effort[row]))}.",
                None if looked else "Nobody has looked at it: it is unknown, not clear.",
            )
        if st.button("Open its line of sight", icon=":material/route:", key="org-line"):
            go_to(user, "line-of-sight")


def _show_no_structure(user: Session) -> None:
    """Say that there is no structure, and how to add one."""
    nothing = not len(user.open_model.snapshot.network.elements)
    answer("There is nothing to see yet: no element is recorded." if nothing else "No structure is recorded yet.")
    empty(
        "Add who belongs where",
        "On the page Data, fill in for each element the unit that it is part of, or add relations of the kind "
        "reports_to. This page then shows who sees how much by your own structure.",
        action="Add structure",
        key="org-add",
        do=lambda: go_to(user, "data"),
    )
