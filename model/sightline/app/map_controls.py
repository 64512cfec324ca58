"""What the reader of the map asks for: search, focus, filters, folding, layout. All of it stands in the address.

A widget shows what is chosen; where it says something else, that is chosen and the page is drawn anew. A widget whose
choice can also change elsewhere (by a click on the map, a button of the inspector) has that choice in its key.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st
from streamlit.errors import StreamlitAPIException

from sightline.app.blocks import current_ink, draw
from sightline.app.parts.line_search import element_labels
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.catalogue import AREAS
from sightline.document.vocabulary import ELEMENT_KINDS
from sightline.phrases import clean
from sightline.pictures.map_choice import MapChoice, find_units
from sightline.pictures.map_legend import legend_picture
from sightline.pictures.map_model import MapView
from sightline.pictures.map_notes import KIND_NAMES
from sightline.pictures.vega_style import AREA_TITLES

ALL, NEAR, LINES, INSIDE = "all", "near", "lines", "inside"
"""The scopes of the map: everything, some steps around one element, its routes to customers, the parts of a unit."""
_SCOPES: Final = {ALL: "Everything", NEAR: "Around it", LINES: "Its routes", INSIDE: "Inside it"}
SIGHT, ORG, TABLE = "sight", "org", "table"
_FORMS: Final = {
    SIGHT: ":material/hub: By sight",
    ORG: ":material/account_tree: Org chart",
    TABLE: ":material/table_rows: Table",
}
MOST_STEPS: Final = 6
_USUAL_STEPS: Final = 2
LEGEND_WIDTH: Final = 720
_FILTERS: Final = ("map-kind", "map-unit", "map-area", "map-finding")


def show_controls(user: Session) -> MapChoice:
    """Draw all controls of the map in one row, and give what they ask for."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _show_search(user)
        _show_scope(user)
        _show_filters(user)
        _show_folding(user)
        _show_form(user)
    return read_choice(user)


def read_choice(user: Session) -> MapChoice:
    """Read what is chosen; what an address says beyond what there is counts for nothing."""
    scope, around = scope_of(user), around_of(user)
    units = {around} if scope == INSIDE and around is not None else set(user.choice("map-unit"))
    return MapChoice(
        kinds=frozenset(kind for kind in ELEMENT_KINDS if kind in user.choice("map-kind")),
        units=frozenset(units.intersection(_units(user))),
        areas=frozenset(user.choice("map-area")).intersection(AREAS),
        findings=frozenset(user.choice("map-finding")).intersection(_finding_codes(user)),
        focus=around if scope == NEAR else None,
        upstream=_steps(user, "map-up"),
        downstream=_steps(user, "map-down"),
        only_line_of=around if scope == LINES else None,
        folded=frozenset(user.choice("map-fold")).intersection(_units(user)),
        layout="org" if form_of(user) == ORG else "sight",
    )


def form_of(user: Session) -> str:
    """Give the form that the map is shown in."""
    form = (*user.choice("map-form"), SIGHT)[0]
    return form if form in _FORMS else SIGHT


def scope_of(user: Session) -> str:
    """Give the scope of the map; everything, where it is around no element."""
    scope = (*user.choice("map-scope"), ALL)[0]
    return scope if scope in _SCOPES and around_of(user) is not None else ALL


def around_of(user: Session) -> str | None:
    """Give the element that the scope is about; it stays when another element is selected."""
    around = next(iter(user.choice("map-around")), None)
    return around if around in user.open_model.snapshot.network.elements.row else None


def set_scope(user: Session, scope: str, around: str | None) -> None:
    """Show everything, or only what has to do with one element."""
    user.choose("map-scope", () if scope == ALL else (scope,))
    user.choose("map-around", () if scope == ALL or around is None else (around,))
    if scope == INSIDE and around is not None:
        fold(user, around, folded=False)


def fold(user: Session, unit: str, *, folded: bool) -> None:
    """Draw a unit as one node, or as its parts."""
    others = [other for other in user.choice("map-fold") if other != unit]
    user.choose("map-fold", [*others, unit] if folded else others)


def pick(user: Session, *, element: str | None = None, relation: str | None = None, sought: bool = False) -> None:
    """Select an element or a relation, or nothing; ``sought``: the map brings the element into sight."""
    user.select(element)
    user.choose("relation", (relation,) if relation is not None and element is None else ())
    user.choose("sought", (element,) if sought and element is not None else ())


def picked_relation(user: Session) -> str | None:
    """Give the relation that is selected; an element that was selected since goes before it."""
    return None if user.element is not None else next(iter(user.choice("relation")), None)


def take_sought(user: Session) -> str | None:
    """Give the element to be brought into sight, once."""
    sought = next(iter(user.choice("sought")), None)
    user.choose("sought")
    return sought


def again() -> None:
    """Draw what is chosen now: the fragment where it alone runs, else the page."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:  # this run is one of the whole page
        st.rerun()


def show_legend(view: MapView) -> None:
    """Say what the marks of this map mean, as marks and in words."""
    with st.container(width=LEGEND_WIDTH, gap="xsmall"):
        draw(legend_picture(view, current_ink(), width=float(LEGEND_WIDTH)), key="map-legend")


# ------------------------------------------------------------------------------------------------------ the widgets


def _show_search(user: Session) -> None:
    labels = element_labels(user.open_model)
    options = list(labels)
    found = st.selectbox(
        "Find an element",
        options,
        index=options.index(user.element) if user.element is not None else None,
        format_func=labels.__getitem__,
        key=f"map-search-{user.generation}-{user.element}",
        placeholder="Type a name",
        label_visibility="collapsed",
        icon=":material/search:",
        width=300,
    )
    if found != user.element:
        pick(user, element=found, sought=True)
        again()


def _show_scope(user: Session) -> None:
    scope, around, selected = scope_of(user), around_of(user), user.element
    about = around or selected
    label = "Focus" if around is None else f"Focus: {plain(_name(user, around), 24)}"
    with st.popover(label, icon=":material/center_focus_strong:", key="map-focus-panel", width="content"):
        if about is None:
            st.caption("Select an element first: by search, on the map or in the table.")
            return
        options = [option for option in _SCOPES if option != INSIDE or about in _units(user)]
        st.markdown(f"In focus: **{plain(_name(user, about), 60)}**")
        chosen = st.segmented_control(
            "Show",
            options,
            default=scope if scope in options else ALL,
            required=True,
            format_func=_SCOPES.__getitem__,
            key=f"map-scope-{user.generation}-{scope}-{around}-{selected}",
            label_visibility="collapsed",
        )
        for name, text in (("map-up", "Steps back: who works for it"), ("map-down", "Steps on: whom it works for")):
            steps = st.slider(text, 0, MOST_STEPS, _steps(user, name), key=f"{name}-steps", disabled=chosen != NEAR)
            _take(user, name, () if steps == _USUAL_STEPS else (str(steps),))
        if around is not None and selected not in (None, around):
            st.button(
                f"Focus on {plain(_name(user, selected), 40)} instead",
                on_click=set_scope,
                args=(user, scope, selected),
                key="map-refocus",
            )
    if chosen != scope:
        set_scope(user, str(chosen), about)
        again()


def _show_filters(user: Session) -> None:
    network = user.open_model.snapshot.network
    chosen = sum(len(user.choice(name)) for name in _FILTERS)
    label = f"Filters · {chosen}" if chosen else "Filters"
    kinds = [kind for code, kind in enumerate(ELEMENT_KINDS) if (network.elements.kinds == code).any()]
    areas = [area for area in AREAS if (network.obstacles.areas == area).any()]
    with st.popover(label, icon=":material/filter_alt:", key="map-filter-panel", width="content"):
        _choose_pills(user, "map-kind", "Kind", kinds, {kind: KIND_NAMES[kind].capitalize() for kind in kinds})
        _choose_many(user, "map-unit", "Part of", _units(user), _unit_names(user), key="map-unit")
        _choose_pills(user, "map-area", "With an obstacle in", areas, {area: AREA_TITLES[area] for area in areas})
        codes = _finding_codes(user)
        spelled = {code: clean(code.replace("-", " ")).capitalize() for code in codes}
        _choose_pills(user, "map-finding", "Named by a finding", codes, spelled)
        st.caption("External customers stay, unless the kinds leave them out. What is hidden is counted below the map.")


def _show_folding(user: Session) -> None:
    units = _units(user)
    if not units:
        return
    folded = [unit for unit in user.choice("map-fold") if unit in units]
    label = f"Units · {len(folded)} folded" if folded else "Units"
    with st.popover(label, icon=":material/unfold_less:", key="map-fold-panel", width="content"):
        key = f"map-fold-{user.generation}-{','.join(folded)}"
        _choose_many(user, "map-fold", "Draw each of these as one node", units, _unit_names(user), key=key)
        with st.container(horizontal=True):
            st.button("Fold all", on_click=user.choose, args=("map-fold", _topmost(user)), key="map-fold-all")
            st.button("Unfold all", on_click=user.choose, args=("map-fold",), key="map-unfold-all")
        st.caption("A folded unit shows the worst sight in it, and its relations summed.")


def _show_form(user: Session) -> None:
    form = form_of(user)
    chosen = st.segmented_control(
        "Form",
        list(_FORMS),
        default=form,
        required=True,
        format_func=_FORMS.__getitem__,
        key="map-form",
        label_visibility="collapsed",
    )
    _take(user, "map-form", () if chosen == SIGHT else (str(chosen),))


def _choose_pills(user: Session, name: str, label: str, options: Sequence[str], spelled: dict[str, str]) -> None:
    if options:
        chosen = [option for option in options if option in user.choice(name)]
        picked = st.pills(
            label, options, selection_mode="multi", default=chosen, format_func=spelled.__getitem__, key=name
        )
        _take(user, name, picked)


def _choose_many(
    user: Session, name: str, label: str, options: Sequence[str], spelled: dict[str, str], *, key: str
) -> None:
    if options:
        chosen = [option for option in user.choice(name) if option in options]
        picked = st.multiselect(
            label, options, default=chosen, format_func=spelled.__getitem__, key=key, placeholder="Choose units"
        )
        _take(user, name, picked)


def _take(user: Session, name: str, values: Sequence[str]) -> None:
    """Take over what a widget says, and draw anew where that is another choice."""
    before = user.choice(name)
    user.choose(name, values)
    if user.choice(name) != before:
        again()


# --------------------------------------------------------------------------------------------- what there is to choose


def _steps(user: Session, name: str) -> int:
    said = next(iter(user.choice(name)), "")
    return min(int(said), MOST_STEPS) if said.isascii() and said.isdecimal() and len(said) < 3 else _USUAL_STEPS


def _name(user: Session, element: str | None) -> str:
    model = user.open_model
    return model.names.label(model.snapshot.network.elements.row[element]) if element is not None else ""


def _units(user: Session) -> tuple[str, ...]:
    model = user.open_model
    return model.recall("units", lambda: find_units(model.analysis))


def _unit_names(user: Session) -> dict[str, str]:
    labels = element_labels(user.open_model)
    return {unit: labels[unit] for unit in _units(user)}


def _topmost(user: Session) -> tuple[str, ...]:
    """List the units that are part of no other one."""
    elements = user.open_model.snapshot.network.elements
    return tuple(unit for unit in _units(user) if elements.parent[elements.row[unit]] < 0)


def _finding_codes(user: Session) -> tuple[str, ...]:
    """List the codes of the findings that name elements, in their order."""
    return tuple(dict.fromkeys(finding.code for finding in user.open_model.analysis.findings if finding.elements))
