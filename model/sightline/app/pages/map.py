"""Map: who serves whom, and where it goes dark."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Final, cast

import numpy as np
import streamlit as st

from sightline.app.blocks import answer, current_ink, empty, note
from sightline.app.graph_view import graph_view
from sightline.app.inspector import show_inspector
from sightline.app.map_controls import (
    NEAR,
    TABLE,
    again,
    around_of,
    form_of,
    pick,
    picked_relation,
    scope_of,
    show_controls,
    show_legend,
    take_sought,
)
from sightline.app.model import Model
from sightline.app.parts.file_offer import offer_file
from sightline.app.state import Session, go_to, show_in_address
from sightline.phrases import counted, percent
from sightline.pictures.map_choice import MapChoice, find_downstream, find_upstream, line_highlight
from sightline.pictures.map_folding import Folding
from sightline.pictures.map_model import Highlight, MapView
from sightline.pictures.map_svg import map_svg
from sightline.pictures.map_view import build_map
from sightline.pictures.palette import LIGHT
from sightline.report.wording import least_sight, organization_name

HEIGHT: Final = 620
INSPECTOR_WIDTH: Final = 390
"""In pixels; wide enough that the inspector goes below the map in a window of 900 pixels."""


def render(user: Session) -> None:
    """Show the map with its inspector."""
    model = user.open_model
    if not len(model.snapshot.network.elements):
        answer("There is nothing to see yet: no element is recorded.")
        empty(
            "Nothing is recorded yet",
            "Say who works for whom, up to an external customer, and the map draws itself.",
            action="Add elements",
            key="map-add",
            do=lambda: go_to(user, "data"),
        )
        return
    answer(sentence(model))
    _show_map(user)


def sentence(model: Model) -> str:
    """Say how many elements have a line of sight, and which sees least."""
    network, sight = model.snapshot.network, model.analysis.sight
    if not network.elements.is_customer.any():
        return "Nobody can see a customer: the model names none."
    working = ~network.elements.is_customer & ~network.containers
    seeing = int((working & (sight.hops > 0)).sum())
    every = counted(int(working.sum()), "element")
    some = f"All {every}" if seeing == working.sum() > 1 else f"{seeing:,} of {every}"
    head = f"{some} {'has' if seeing == 1 else 'have'} a line of sight to a customer"
    darkest = least_sight(model.analysis, 1)
    if not darkest:
        return f"{head}."
    least = f"the least is seen from {model.names.element(darkest[0])}: {percent(float(sight.sight[darkest[0]]))}"
    return f"{head}; {least} of a customer."


@st.fragment
def _show_map(user: Session) -> None:
    """Show controls, map and inspector; a click draws this anew and nothing else."""
    model, choice = user.open_model, show_controls(user)
    view = build_view(model, choice)
    with st.container(horizontal=True, gap="small"):
        with st.container(width="stretch", gap="small"):
            if form_of(user) == TABLE:
                _show_table(user, view)
            else:
                _show_picture(user, view)
            _count(user, view)
        with st.container(border=True, width=INSPECTOR_WIDTH, height=HEIGHT, key="map-inspector"):
            show_inspector(user, view, picked_relation(user))
    with st.container(horizontal=True):
        if form_of(user) != TABLE:
            show_legend(view)
        _offer_download(user, view)
    show_in_address(user)


def build_view(model: Model, choice: MapChoice) -> MapView:
    """Build the map of a choice, once."""
    return model.recall(("map", choice), lambda: build_map(model.analysis, choice))


def _show_picture(user: Session, view: MapView) -> None:
    """Draw the map, and take over what was clicked."""
    model = user.open_model
    folded = frozenset(node.id for node in view.nodes if node.members)
    element, relation = _drawn(model, user.element, folded), picked_relation(user)
    clicked = graph_view(
        view,
        key=f"map-{user.generation}",
        selected=element or relation,
        highlight=highlight(user, view, folded),
        focus=_drawn(model, take_sought(user), folded),
        height=HEIGHT,
        mode=current_ink().mode,
    )
    if clicked.opened is not None:
        go_to(user, "line-of-sight", element=clicked.opened)
    if (clicked.element, clicked.relation) != (element, relation):
        pick(user, element=clicked.element, relation=clicked.relation)
        again()


def _drawn(model: Model, element: str | None, folded: frozenset[str]) -> str | None:
    """Give the node that an element is drawn as."""
    network = model.snapshot.network
    return None if element is None else Folding(network, folded).node(network.elements.row[element])


def highlight(user: Session, view: MapView, folded: frozenset[str]) -> Highlight:
    """Light up the best line of what is selected; around the element in focus also who is up and down the stream."""
    analysis, element = user.open_model.analysis, user.element
    edge = next((edge for edge in view.edges if edge.id == picked_relation(user)), None)
    if element is None and edge is not None:
        onward = line_highlight(analysis, edge.customer, folded=folded)
        return Highlight(line=(edge.supplier, edge.id, *onward.line), fade=True)
    around = around_of(user) if scope_of(user) == NEAR else None
    element = element or around
    if element is None:
        return Highlight()
    found = line_highlight(analysis, element, folded=folded)
    seeing = analysis.sight.hops[analysis.snapshot.network.elements.row[element]] > 0
    if seeing and element != around:
        return found
    return replace(
        found,
        line=found.line[:1],
        upstream=find_upstream(analysis, element, None if element == around else 1, folded=folded),
        downstream=find_downstream(analysis, element, folded=folded),
    )


def _show_table(user: Session, view: MapView) -> None:
    """Show what is drawn as a table; a row that is chosen is selected."""
    model = user.open_model
    network, sight = model.snapshot.network, model.analysis.sight
    rows = sorted((network.elements.row[node.id] for node in view.nodes), key=lambda row: float(sight.sight[row]))
    records = model.recall(("map-table", view.digest), lambda: _records(model, rows))
    ids = [str(network.elements.ids[row]) for row in rows]
    chosen = [ids.index(user.element)] if user.element in ids else []
    state: Any = st.dataframe(
        records,
        hide_index=True,
        height=HEIGHT,
        on_select="rerun",
        selection_mode="single-row",
        selection_default=cast("Any", {"selection": {"rows": chosen}}),
        key=f"map-table-{user.generation}-{view.digest}-{user.element}",
        alt="The elements of the map with their figures, the least sight first",
        column_config={
            "Sight": st.column_config.ProgressColumn(format="%.0f %%", min_value=0.0, max_value=100.0),
            "Name": st.column_config.TextColumn(width="medium", pinned=True),
        },
    )
    picked = [ids[row] for row in state.selection.rows if row < len(ids)]
    if picked != [ids[row] for row in chosen]:
        pick(user, element=picked[0] if picked else None, sought=True)
        again()


def _records(model: Model, rows: list[int]) -> list[dict[str, object]]:
    network, sight = model.snapshot.network, model.analysis.sight
    elements = network.elements
    obstacles = np.bincount(network.obstacles.element[network.obstacles.element >= 0], minlength=len(elements))
    return [
        {
            "Name": model.names.label(row),
            "Kind": elements.kind(row),
            "Part of": model.names.label(int(elements.parent[row])) if elements.parent[row] >= 0 else "",
            "Sight": None if elements.is_customer[row] else 100 * float(sight.sight[row]),
            "Steps": int(sight.hops[row]) if sight.hops[row] >= 0 else None,
            "Effort": float(elements.effort[row]),
            "Obstacles": int(obstacles[row]),
        }
        for row in rows
    ]


def _count(user: Session, view: MapView) -> None:
    """Say how much is drawn, how much is not and why, and what the colours of a focus mean."""
    said = [
        f"{counted(len(view.nodes), 'element')} and {counted(len(view.edges), 'relation')} are drawn.",
        *view.notices,
    ]
    if scope_of(user) == NEAR:
        said.append("Amber dashes: who works for the element in focus. Green dots: whom it works for.")
    note(*said)


def _offer_download(user: Session, view: MapView) -> None:
    """Offer the map as a picture."""
    title = organization_name(user.open_model.analysis)
    offer_file(
        user,
        "map-download",
        (user.open_model, view.digest),
        partial(_svg, view, title),
        file_name="sightline-map.svg",
        mime="image/svg+xml",
        prepare="Picture as SVG",
    )


def _svg(view: MapView, title: str) -> bytes:
    return map_svg(view, LIGHT, title=title).encode()
