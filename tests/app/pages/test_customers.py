"""Customers: who sees least, what is kept from whom and by what, and what rubs off on customers and products."""

from __future__ import annotations

import pytest

from sightline.app.parts.customer_lists import list_customers, list_products
from sightline.document import Organization, Tree, build_organization
from tests import organizations
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of


def test_it_begins_with_the_customer_who_sees_least() -> None:
    app = open_app("customers", sample="concord")
    assert_drawn(app)
    assert "The worst-seen external customer is End users at client firms" in all_text(app)
    assert app.subheader[0].value == "End users at client firms"


def test_the_chosen_customer_lives_in_the_address() -> None:
    user = opened(sample="harbor")
    user.choose("customer", ["independent-brokers"])
    app = open_app("customers", user=user)
    assert app.subheader[0].value.replace("\\", "") == "Independent brokers"
    assert user_of(app).choice("customer") == ("independent-brokers",)


def test_what_is_kept_from_a_customer_adds_up() -> None:
    model = opened(sample="harbor").open_model
    cost = model.analysis.customers.cost
    assert cost is not None
    for customer in list_customers(model):
        assert float(cost[:, customer.place].sum()) == pytest.approx(customer.clear_seen - customer.seen)
    said = all_text(open_app("customers", sample="harbor"))
    assert "Obstacles keep 17.2\u00a0% of all effort from Claimants: without them it would see 32.2\u00a0%" in said


def test_a_product_shows_its_own_haze_beside_what_it_inherits() -> None:
    user = opened(sample="concord")
    product = list_products(user.open_model)[0]
    assert product.haze is not None
    assert product.inherited is not None
    assert (1 - product.own) * (1 - product.inherited) == pytest.approx(1 - product.haze)
    user.choose("customer", [product.id])
    said = all_text(open_app("customers", user=user))
    assert "is inherited: look further in than the product itself" in said


def test_a_customer_whom_nobody_serves_is_told_apart() -> None:
    organization = build_organization(Tree(organizations.nobody_serves_the_second_customer()))
    user = opened(organization=organization)
    last = list_customers(user.open_model)[-1]
    assert last.clarity is None
    user.choose("customer", [last.id])
    said = all_text(open_app("customers", user=user))
    assert f"No work is meant for {last.name}" in said
    assert "Whom nobody serves, nobody sees." in said


def test_without_customers_and_products_it_says_what_to_add() -> None:
    app = open_app("customers", organization=Organization(name="Nothing yet"))
    assert_drawn(app)
    assert "Nobody outside is named yet" in all_text(app)
