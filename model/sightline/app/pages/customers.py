"""Customers: what each external customer sees, what does not arrive, and what of the inside rubs off on whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from sightline.app.blocks import answer, empty, explain, note
from sightline.app.model import Model
from sightline.app.parts.customer_blockers import show_blockers
from sightline.app.parts.customer_lists import Hazy, Seen, list_customers, list_products
from sightline.app.parts.customer_trail import show_trail
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.phrases import listed, percent
from sightline.report import explaining, wording

MOST_PILLS: Final = 8
CUSTOMERS, PRODUCTS = "External customers", "Products and services"


def render(user: Session) -> None:
    """Show one external customer or product in full, and all of them in a table."""
    model = user.open_model
    customers = model.recall("customers", lambda: list_customers(model))
    products = model.recall("products", lambda: list_products(model))
    answer(_headline(model, customers))
    if not customers and not products:
        empty(
            "Nobody outside is named yet",
            "Add the external customers on the page Data, and who serves them.",
            action="Go to Data",
            key="customers-data",
            do=lambda: go_to(user, "data"),
        )
        return
    note(wording.assumption(model.analysis), "A small customer is not a badly seen one.")
    upper, lower = st.container(), st.container()
    with upper:
        whom = _choose_list(user, customers, products)
    entries: Sequence[Seen | Hazy] = customers if whom == CUSTOMERS else products
    with lower:
        st.subheader(f"All {whom.lower()}", anchor=False)
        picked = _show_all(user, customers, products, whom)
    with upper:
        _show_one(user, _choose_entry(user, entries, picked))


def _headline(model: Model, customers: Sequence[Seen]) -> str:
    """Say who sees least, and who is reached by nothing."""
    if not customers:
        return "The model names no external customer, so nothing is seen by anybody."
    apart = [customer.name for customer in customers if customer.clarity is None]
    said = wording.worst_seen(model.analysis)
    if said is None:
        return "No work is meant for any external customer in this model."
    said = said.replace("`", "")
    return f"{said.removesuffix('.')}; no work is meant for {listed(apart, 5)}." if apart else said


def _choose_list(user: Session, customers: Sequence[Seen], products: Sequence[Hazy]) -> str:
    """Choose between external customers and products, where there are both."""
    if not customers or not products:
        return CUSTOMERS if customers else PRODUCTS
    kept = next(iter(user.choice("customer")), "")
    default = PRODUCTS if any(product.id == kept for product in products) else CUSTOMERS
    chosen = st.segmented_control(
        "Whom",
        (CUSTOMERS, PRODUCTS),
        default=default,
        required=True,
        key=f"customers-{user.generation}-whom",
        label_visibility="collapsed",
    )
    return str(chosen)


def _choose_entry(user: Session, entries: Sequence[Seen | Hazy], picked: str) -> Seen | Hazy:
    """Choose one entry: by its name, or by its row in the table; the first where nothing is chosen."""
    names = {entry.id: entry.name for entry in entries}
    ids = list(names)
    kept = picked or next(iter(user.choice("customer")), "")
    default = kept if kept in names else ids[0]
    key = f"customers-{user.generation}-{type(entries[0]).__name__}-{picked}"
    if len(ids) <= MOST_PILLS:
        chosen = st.pills(
            "Which one",
            ids,
            default=default,
            required=True,
            format_func=lambda one: plain(names[one], 60),
            key=key,
            label_visibility="collapsed",
        )
    else:
        chosen = st.selectbox("Which one", ids, index=ids.index(default), format_func=names.__getitem__, key=key)
    user.choose("customer", [chosen])
    return next(entry for entry in entries if entry.id == chosen)


def _show_one(user: Session, entry: Seen | Hazy) -> None:
    """Show one external customer or product in full."""
    with st.container(border=True):
        st.subheader(plain(entry.name), anchor=False)
        if isinstance(entry, Seen):
            _show_customer(user.open_model, entry)
        else:
            _show_product(entry)
        with st.container(horizontal=True, gap="small"):
            if st.button("Show on map", icon=":material/hub:", key=f"customers-map-{user.generation}"):
                go_to(user, "map", element=entry.id)
            if isinstance(entry, Seen):
                row = user.open_model.snapshot.network.elements.row[entry.id]
                explain(explaining.of_customer(user.open_model.analysis, row))
    if entry.haze is not None:
        with st.container(border=True):
            show_trail(user, entry.id)


def _show_customer(model: Model, customer: Seen) -> None:
    """Show what one external customer sees, and what is kept from it."""
    if customer.clarity is None:
        st.markdown("No work is meant for this customer in the model. Whom nobody serves, nobody sees.")
        return
    _show_figures(
        ("What arrives", customer.clarity, "Of all that is meant for this customer."),
        ("Seen", customer.seen, "The share of all effort that reaches this customer."),
        ("Without obstacles", customer.clear_seen, "The share of all effort that would reach it; handoffs remain."),
        ("Haze passed", customer.haze, "As much as one obstacle that takes this share of everything."),
    )
    show_blockers(model, customer)


def _show_product(product: Hazy) -> None:
    """Show how much haze a product has of its own, and how much it inherits."""
    if product.haze is None:
        st.markdown("No work flows through this product in the model, so nothing rubs off on it.")
        return
    _show_figures(
        ("Haze", product.haze, "As much as one obstacle that takes this share of everything."),
        ("Own", product.own, "What the obstacles at the product itself take."),
        ("Inherited", product.inherited, "What was picked up before the work got here."),
        ("Inherited part", product.part_inherited, "Of all its haze, in depths, which add up."),
    )
    if product.part_inherited is None:
        st.markdown("The work in this product has passed no obstacle.")
    elif product.part_inherited > 0.5:
        part = percent(product.part_inherited)
        st.markdown(plain(f"{part} of the haze is inherited: look further in than the product itself."))


def _show_figures(*figures: tuple[str, float | None, str]) -> None:
    with st.container(horizontal=True, gap="medium"):
        for title, value, hint in figures:
            st.metric(title, percent(value), help=hint)


def _show_all(user: Session, customers: Sequence[Seen], products: Sequence[Hazy], whom: str) -> str:
    """Show all in a table; give the id of the row that is chosen in it, empty where none is."""
    rows: list[dict[str, object]]
    if whom == CUSTOMERS:
        ids = [customer.id for customer in customers]
        rows = [
            {
                "External customer": customer.name,
                "What arrives": customer.clarity,
                "Seen": customer.seen,
                "Without obstacles": customer.clear_seen,
                "Haze passed": customer.haze,
            }
            for customer in customers
        ]
    else:
        ids = [product.id for product in products]
        rows = [
            {
                "Product or service": product.name,
                "Haze": product.haze,
                "Own": product.own,
                "Inherited": product.inherited,
                "Inherited part": product.part_inherited,
            }
            for product in products
        ]
    bars = ("What arrives", "Inherited part")
    config: dict[str, Any] = {
        title: st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
        if title in bars
        else st.column_config.NumberColumn(format="percent")
        for title in list(rows[0])[1:]
    }
    state: Any = st.dataframe(
        [{title: round(cell, 3) if isinstance(cell, float) else cell for title, cell in row.items()} for row in rows],
        column_config=config,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"customers-{user.generation}-{whom}-all",
    )
    return next((ids[row] for row in state["selection"]["rows"] if row < len(ids)), "")
