"""Where there is no line to draw: at a customer, in a group, and where work reaches nobody."""

from __future__ import annotations

import numpy as np
import streamlit as st

from sightline.analyzers.paths import Paths
from sightline.app.blocks import empty, note
from sightline.app.parts.line_tables import follow_row
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.phrases import counted, percent
from sightline.report import line_wording


def show_end(user: Session, found: Paths) -> None:
    """Show what there is to know of an element that has no line."""
    network = user.open_model.snapshot.network
    row = network.elements.row[found.element]
    if network.elements.is_customer[row]:
        _show_customer(user, row)
    elif network.containers[row]:
        _show_group(user, row)
    else:
        _show_stranded(user, row)


def _show_customer(user: Session, row: int) -> None:
    """Show who reaches an external customer."""
    model = user.open_model
    flow, elements = model.snapshot.flow, model.snapshot.network.elements
    towards = model.recall(("towards", row), lambda: flow.sight_to_each(np.array([row]))[:, 0])
    reaching = np.flatnonzero((towards > 0) & ~elements.is_customer)
    arriving = elements.effort * towards
    order = reaching[np.lexsort((-towards[reaching], -arriving[reaching]))]
    customers = model.analysis.customers
    clarity = float(customers.clarity[customers.rows.tolist().index(row)])
    if not len(order):
        empty(
            "Nobody reaches this customer",
            "No work of anybody arrives here. Record who serves this customer, or clear what blocks all of it.",
            action="Add a relation",
            key="line-add-relation",
            do=lambda: go_to(user, "data"),
        )
        return
    note(
        f"{counted(len(order), 'element')} reach it.",
        None if np.isnan(clarity) else f"It sees {percent(clarity)} of what is meant for it.",
    )
    st.markdown("**Who reaches this customer**")
    follow_row(
        user,
        order.tolist(),
        key="line-reaching",
        alt="Elements whose work this customer sees, the most first",
        height=422,
        shares={"Of its work, seen here": towards},
        amounts={"Effort that arrives": arriving},
    )
    note("Most of what arrives first. Choose a row to follow that element's line.")
    with st.container(horizontal=True, gap="small"):
        if st.button("What rubs off on it", icon=":material/groups:", key="line-customers"):
            go_to(user, "customers")
        if st.button("Show on the map", icon=":material/hub:", key="line-customer-map"):
            go_to(user, "map")


def _show_group(user: Session, row: int) -> None:
    """Show what is in a unit that does no work of its own."""
    inside = np.flatnonzero(user.open_model.snapshot.network.elements.parent == row)
    note("It has no relation and no effort of its own, so it has no line either. The Org chart shows it as a whole.")
    st.markdown("**What is in it**")
    follow_row(user, inside.tolist(), key="line-inside", alt="The elements of this unit", height=422)
    if st.button("Show on the org chart", icon=":material/account_tree:", key="line-org-chart"):
        go_to(user, "org-chart")


def _show_stranded(user: Session, row: int) -> None:
    """Show where work without a route ends, and which relation to look for."""
    model = user.open_model
    network = model.snapshot.network
    with st.container(border=True):
        st.markdown("**A relation may be missing**")
        st.markdown(plain(line_wording.missing_relation(network, row, model.names)))
        note(
            "If a relation or a stakeholder such as a regulator or an owner is missing from the model, add it.",
            "If nothing is missing, ask the receivers what they would miss if this work stopped.",
        )
        with st.container(horizontal=True, gap="small"):
            if st.button("Add the relation", icon=":material/add:", type="primary", key="line-add-missing"):
                go_to(user, "data")
            if st.button("Show on the map", icon=":material/hub:", key="line-stranded-map"):
                go_to(user, "map")
    suppliers = np.unique(network.relations.supplier[network.relations.customer == row])
    if len(suppliers):
        st.markdown("**Who works for it**")
        follow_row(
            user, suppliers[suppliers != row].tolist(), key="line-suppliers", alt="The suppliers of this element"
        )
