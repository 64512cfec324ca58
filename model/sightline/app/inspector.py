"""The inspector beside the map: all that is known of the element or relation that is selected, and where to go next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
import streamlit as st

from sightline.app.blocks import explain
from sightline.app.map_controls import INSIDE, LINES, NEAR, fold, pick, set_scope
from sightline.app.model import Model
from sightline.app.parts.obstacle_evidence import record_of
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.phrases import amount, clean, counted, cut, listed, percent
from sightline.pictures.map_model import MapEdge, MapView
from sightline.pictures.map_notes import KIND_NAMES
from sightline.report import explaining, wording

MOST_LISTED: Final = 8
"""Elements listed under one heading; the others are counted."""
_LONGEST_EVIDENCE: Final = 400


def show_inspector(user: Session, view: MapView, relation: str | None) -> None:
    """Show what is selected; with nothing selected, where to look first."""
    edge = next((edge for edge in view.edges if edge.id == relation), None)
    if user.element is not None:
        _show_element(user, user.element, view)
    elif edge is not None:
        _show_relation(user, edge)
    else:
        _show_start(user)


def sentence_of(model: Model, row: int) -> str:
    """Say how much of a customer one element sees, and through whom."""
    network, sight, names = model.snapshot.network, model.analysis.sight, model.names
    if network.elements.is_customer[row]:
        customers = model.analysis.customers
        clarity = float(customers.clarity[customers.rows.tolist().index(row)])
        return (
            "Nobody's work is meant for this customer yet."
            if np.isnan(clarity)
            else f"Sees {percent(clarity)} of what is meant for it."
        )
    if sight.hops[row] < 0:
        if network.containers[row]:
            return "Groups others; no work of its own is recorded."
        return "Sees no customer: no chain of work leads from here to anyone outside."
    *between, customer = (names.element(network.elements.row[stop]) for stop in sight.route(_id(model, row))[1:])
    way = f"through {listed(between, 4)} to {customer}" if between else f"straight to {customer}"
    return f"Sees {percent(float(sight.sight[row]))} of a customer, most clearly {way}.".replace("`", "")


# -------------------------------------------------------------------------------------------------- nothing selected


def _show_start(user: Session) -> None:
    """Show the elements to look at first."""
    model = user.open_model
    analysis = model.analysis
    st.markdown("**Where to look first**")
    st.caption("Select an element or a relation on the map, or one of these.")
    sight = analysis.sight
    darkest = wording.least_sight(analysis, 6)
    _list_elements(user, "Least sight", darkest, [f"sees {percent(float(sight.sight[row]))}" for row in darkest])
    gates = wording.most_depended(analysis, 5)
    waiting = [f"{counted(int(analysis.chokepoints.stands_before[row]), 'element')}" for row in gates]
    _list_elements(user, "Chokepoints: most depends on them", gates, waiting)
    stranded = np.flatnonzero((sight.hops < 0) & ~model.snapshot.network.containers)
    order = stranded[np.argsort(-model.snapshot.network.elements.effort[stranded], kind="stable")].tolist()
    _list_elements(user, "No line of sight", order, ["" for _ in order])
    if not darkest and not order:
        st.caption("Every element sees all of a customer, or none is recorded.")


# ------------------------------------------------------------------------------------------------------- an element


def _show_element(user: Session, element: str, view: MapView) -> None:
    model = user.open_model
    row = model.snapshot.network.elements.row[element]
    _show_title(model, row)
    st.markdown(f"**{plain(sentence_of(model, row))}**")
    for node in view.nodes:
        if node.id == element and node.members:
            st.markdown(plain(f"Here {', '.join(node.note.splitlines()[2:])}."))
    _show_figures(model, row)
    _show_actions(user, element, view)
    _show_obstacles(model, np.flatnonzero(model.snapshot.network.obstacles.element == row).tolist(), "Its obstacles")
    _show_neighbours(user, row)
    _show_dependence(user, row)


def _show_title(model: Model, row: int) -> None:
    elements = model.snapshot.network.elements
    st.subheader(plain(model.names.label(row)), anchor=False)
    parent = int(elements.parent[row])
    unit = f", part of {model.names.label(parent)}" if parent >= 0 else ""
    st.caption(plain(f"{KIND_NAMES[elements.kind(row)].capitalize()}{unit}"))


def _show_figures(model: Model, row: int) -> None:
    """Show the figures of an element, and how they are computed."""
    network, sight = model.snapshot.network, model.analysis.sight
    if network.elements.is_customer[row]:
        explain(explaining.of_customer(model.analysis, row))
        return
    effort, parts = float(network.elements.effort[row]), []
    if sight.hops[row] >= 0:
        parts.append(f"{counted(int(sight.hops[row]), 'step')} away from a customer")
        parts.append(f"its best line keeps {percent(float(sight.best_line[row]))}")
    if effort > 0:
        parts.append(f"effort {amount(effort)}")
    if not model.analysis.coverage.elements[row]:
        parts.append("not all of its line has been looked at")
    if parts:
        said = ", ".join(parts)
        st.markdown(plain(f"{said[:1].upper()}{said[1:]}."))
    explain(explaining.of_sight(model.analysis, row))


def _show_actions(user: Session, element: str, view: MapView) -> None:
    """Offer what can be done with an element, here and on other pages."""
    with st.container(horizontal=True, gap="small"):
        for page, label, icon in (
            ("line-of-sight", "Line of sight", ":material/route:"),
            ("what-if", "What if", ":material/tune:"),
            ("data", "Edit", ":material/edit:"),
        ):
            if st.button(label, icon=icon, key=f"inspector-{page}"):
                go_to(user, page, element=element)
    elements = user.open_model.snapshot.network.elements
    has_parts = bool((elements.parent == elements.row[element]).any())
    is_folded = any(node.id == element and node.members for node in view.nodes)
    by_choice = element in user.choice("map-fold")
    with st.container(horizontal=True, gap="small"):
        _scope_button(user, "Only around it", NEAR, element)
        _scope_button(user, "Only its routes", LINES, element)
        if has_parts:
            _scope_button(user, "Only inside it", INSIDE, element)
        if has_parts and is_folded == by_choice:  # what is folded to fit cannot be unfolded
            st.button(
                "Unfold" if by_choice else "Fold into one node",
                type="tertiary",
                on_click=partial(fold, user, element, folded=not by_choice),
                key="inspector-fold",
            )


def _scope_button(user: Session, label: str, scope: str, element: str) -> None:
    st.button(label, type="tertiary", on_click=set_scope, args=(user, scope, element), key=f"inspector-{scope}")


def _show_neighbours(user: Session, row: int) -> None:
    """List whom an element serves and who serves it."""
    network = user.open_model.snapshot.network
    relations = network.relations
    live = relations.volume > 0
    onward = np.flatnonzero((relations.supplier == row) & live)
    inward = np.flatnonzero((relations.customer == row) & live)
    onward = onward[np.argsort(-network.share[onward], kind="stable")]
    parts = [
        _relation_note(user.open_model, way, f"{percent(float(network.share[way]))} of its work")
        for way in onward.tolist()
    ]
    _list_elements(user, "Whom it serves", relations.customer[onward].tolist(), parts, onward.tolist())
    parts = [_relation_note(user.open_model, way, "") for way in inward.tolist()]
    _list_elements(user, "Who serves it", relations.supplier[inward].tolist(), parts, inward.tolist())


def _relation_note(model: Model, relation: int, text: str) -> str:
    network = model.snapshot.network
    hindered = "with an obstacle" if network.has_obstacle[1][relation] else ""
    member = "as part of it" if network.relations.implied[relation] else ""
    return ", ".join(part for part in (text, member, hindered) if part)


def _show_dependence(user: Session, row: int) -> None:
    """Show who stands on all its routes, and how much hangs on it."""
    model = user.open_model
    found, elements = model.analysis.chokepoints, model.snapshot.network.elements
    if elements.is_customer[row]:
        return
    gates = [elements.row[stop] for stop in found.on_every_route(_id(model, row))]
    _list_elements(user, "On every way to a customer", gates, ["" for _ in gates])
    if found.stands_before[row]:
        st.markdown("**Who depends on it**")
        st.markdown(plain(f"{wording.depends(model.analysis, row)}: no route to a customer without it."))
        explain(explaining.of_chokepoint(model.analysis, row))


# ------------------------------------------------------------------------------------------------------- a relation


def _show_relation(user: Session, edge: MapEdge) -> None:
    """Show one relation, or the sum of those between two folded units."""
    model = user.open_model
    network = model.snapshot.network
    supplier, customer = network.elements.row[edge.supplier], network.elements.row[edge.customer]
    st.subheader(plain(f"{model.names.label(supplier)} → {model.names.label(customer)}"), anchor=False)
    between = (network.relations.supplier == supplier) & (network.relations.customer == customer)
    row = next((row for row in np.flatnonzero(between).tolist() if network.spell_relation(row) == edge.id), None)
    if row is None:
        st.markdown(plain(f"{'. '.join(line.capitalize() for line in edge.note.splitlines()[1:])}."))
    else:
        st.caption(plain("Membership" if network.relations.implied[row] else network.relations.kind(row).capitalize()))
        st.markdown(f"**{plain(relation_sentence(model, row))}**")
        where = np.flatnonzero(network.obstacles.relation == row).tolist()
        _show_obstacles(model, where, "Its obstacles")
    _list_elements(user, "From and to", (supplier, customer), ("", ""))
    with st.container(horizontal=True, gap="small"):
        if st.button("What if", icon=":material/tune:", key="inspector-what-if"):
            go_to(user, "what-if", element=edge.supplier)
        if st.button("Edit", icon=":material/edit:", key="inspector-data"):
            go_to(user, "data", element=edge.supplier)


def relation_sentence(model: Model, row: int) -> str:
    """Say how much of its supplier's work goes along a relation, and how much of it arrives."""
    network, flow = model.snapshot.network, model.snapshot.flow
    passing = float(network.relations.handoff[row] * flow.clarity.relations[row])
    supplier = model.names.element(int(network.relations.supplier[row]))
    share = f"{percent(float(network.share[row]))} of what leaves {supplier} goes here"
    arriving = "all of it arrives" if passing >= 1 - 1e-9 else f"{percent(passing)} of it arrives"
    handoff = float(network.relations.handoff[row])
    lost = f" ({percent(1 - handoff)} is lost in the handoff itself)" if handoff < 1 - 1e-9 else ""
    return f"{share}; {arriving}{lost}.".replace("`", "")


# ------------------------------------------------------------------------------------------------------------- parts


def _show_obstacles(model: Model, rows: Sequence[int], title: str) -> None:
    """Show obstacles with their severity, what clearing each would gain, and the evidence."""
    st.markdown(f"**{title}**")
    if not rows:
        st.caption("None is recorded here.")
    obstacles, occlusion = model.snapshot.network.obstacles, model.analysis.occlusion.obstacles
    for row in rows:
        evidence = record_of(model, row).evidence
        what = model.names.obstacle(row).partition(" at " if obstacles.element[row] >= 0 else " between ")[0]
        gain = wording.gain(float(occlusion.gain[row]), exact=bool(occlusion.exact[row]))
        with st.container(border=True, gap="xsmall"):
            st.markdown(plain(f"{what}: takes {percent(float(obstacles.severity[row]))}"))
            st.caption(plain(f"Clearing it alone would gain {gain} of all effort."))
            for piece in evidence[:2]:
                st.caption(plain(f"{clean(piece.type or 'Evidence').capitalize()}: {piece.text}", _LONGEST_EVIDENCE))
            if not evidence:
                st.caption("No evidence is recorded.")
            explain(explaining.of_gain(model.analysis, row))


def _list_elements(
    user: Session, title: str, rows: Sequence[int], notes: Sequence[str], relations: Sequence[int] = ()
) -> None:
    """List elements as buttons that select them, each with a note; with ``relations`` also the relation to each."""
    if not rows:
        return
    model = user.open_model
    network = model.snapshot.network
    st.markdown(f"**{title}**")
    with st.container(gap=None):
        for place, (row, text) in enumerate(zip(rows[:MOST_LISTED], notes, strict=False)):
            key = f"inspector-{title}-{place}-{_id(model, row)}"
            with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
                st.button(
                    plain(cut(model.names.element(row).replace("`", ""), 40)),
                    type="tertiary",
                    on_click=partial(pick, user, element=_id(model, row), sought=True),
                    key=key,
                )
                if text:
                    st.caption(plain(text), width="content")
                if relations:
                    st.button(
                        "",
                        icon=":material/line_end_arrow:",
                        type="tertiary",
                        help="Show this relation",
                        on_click=partial(pick, user, relation=network.spell_relation(relations[place])),
                        key=f"{key}-relation",
                    )
    if len(rows) > MOST_LISTED:
        st.caption(f"And {len(rows) - MOST_LISTED:,} more; the table of the map has them all.")


def _id(model: Model, row: int) -> str:
    return str(model.snapshot.network.elements.ids[row])
