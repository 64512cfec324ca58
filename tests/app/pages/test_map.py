"""The page Map: its answer, its controls, and that all of it stands in the address."""

from __future__ import annotations

import pytest

from sightline.app.map_controls import (
    INSIDE,
    LINES,
    NEAR,
    fold,
    pick,
    picked_relation,
    read_choice,
    set_scope,
    take_sought,
)
from sightline.app.pages.map import build_view, highlight
from sightline.app.state import Session
from sightline.document import Tree, build_organization
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of
from tests.app.hostile import hostile_organization


def _view_of(user: Session) -> set[str]:
    return {node.id for node in build_view(user.open_model, read_choice(user)).nodes}


@pytest.mark.parametrize("sample", ["harbor", "concord", "bucket_brigade"])
def test_the_page_says_who_sees_least_and_counts_what_is_drawn(sample: str) -> None:
    app = open_app("map", sample=sample)
    assert_drawn(app)
    assert "have a line of sight to a customer" in app.header[0].value
    assert "are drawn." in all_text(app)


def test_the_inspector_tells_about_the_selected_element() -> None:
    app = open_app("map", sample="harbor", element="claims-adjusters")
    assert_drawn(app)
    text = all_text(app)
    assert "Claims adjusters" in text
    assert "of a customer, most clearly through Concierge team to Claimants." in text
    assert "Overload: takes 25" in text


def test_a_search_selects_what_was_found_and_brings_it_into_sight_once() -> None:
    app = open_app("map", sample="harbor")
    app.selectbox[0].select("concierge-team").run()
    assert_drawn(app)
    assert user_of(app).element == "concierge-team"
    assert user_of(app).choice("sought") == ()


def test_an_empty_organization_says_what_to_do() -> None:
    app = open_app("map", organization=build_organization(Tree({"sightline": 1, "name": "Nobody"})))
    assert_drawn(app)
    assert "nothing to see yet" in app.header[0].value


def test_an_organization_without_customers_is_drawn() -> None:
    raw = {"sightline": 1, "name": "Inward", "teams": {"lone": {}}}
    app = open_app("map", organization=build_organization(Tree(raw)), element="lone")
    assert_drawn(app)
    assert "names none" in app.header[0].value
    assert "Sees no customer" in all_text(app)


@pytest.mark.parametrize("form", ["sight", "org", "table"])
def test_hostile_names_are_drawn_in_every_form(form: str) -> None:
    user = opened(organization=hostile_organization(), element="e3")
    user.choose("map-form", [form])
    app = open_app("map", user=user)
    assert_drawn(app)
    assert all("<img" not in shown.value.replace("\\<", "") for shown in app.markdown)


def test_an_address_that_says_nonsense_counts_for_nothing() -> None:
    user = opened(sample="harbor")
    for name in ("map-kind", "map-unit", "map-area", "map-finding", "map-fold", "map-form", "map-scope", "map-around"):
        user.choose(name, ["<b>nonsense"])
    for name in ("map-up", "map-down"):
        user.choose(name, ["²"])
    assert read_choice(user) == read_choice(opened(sample="harbor"))
    assert_drawn(open_app("map", user=user))


def test_filters_hide_and_the_number_hidden_is_told() -> None:
    user = opened(sample="harbor")
    everything = _view_of(user)
    user.choose("map-kind", ["team", "customer"])
    assert _view_of(user) < everything
    app = open_app("map", user=user)
    assert_drawn(app)
    assert "hidden by filters" in all_text(app)


def test_the_scope_stays_where_it_is_when_another_element_is_selected() -> None:
    user = opened(sample="harbor", element="claims-adjusters")
    set_scope(user, NEAR, "claims-adjusters")
    near = _view_of(user)
    pick(user, element="concierge-team")
    assert "claims-adjusters" in near
    assert _view_of(user) == near
    set_scope(user, LINES, "claims-adjusters")
    assert {"claims-adjusters", "concierge-team", "claimants"} <= _view_of(user) < _view_of(opened(sample="harbor"))


def test_a_unit_is_folded_unfolded_and_looked_into() -> None:
    user = opened(sample="harbor")
    everything = _view_of(user)
    elements = user.open_model.snapshot.network.elements
    unit = str(elements.ids[elements.parent[elements.row["claims-adjusters"]]])
    fold(user, unit, folded=True)
    assert unit in _view_of(user)
    assert "claims-adjusters" not in _view_of(user)
    fold(user, unit, folded=False)
    assert _view_of(user) == everything
    set_scope(user, INSIDE, unit)
    assert "claims-adjusters" in _view_of(user) < everything


def test_an_element_selected_elsewhere_goes_before_a_relation_on_the_map() -> None:
    user = opened(sample="harbor")
    pick(user, relation="claims-adjusters -> concierge-team")
    assert picked_relation(user) == "claims-adjusters -> concierge-team"
    user.select("billing")
    assert picked_relation(user) is None
    pick(user, element="billing", sought=True)
    assert (take_sought(user), take_sought(user)) == ("billing", None)


def test_a_click_lights_up_and_leaves_the_picture_as_it_is() -> None:
    user = opened(sample="harbor")
    before = build_view(user.open_model, read_choice(user))
    pick(user, element="claims-adjusters")
    after = build_view(user.open_model, read_choice(user))
    assert before is after
    lit = highlight(user, after, frozenset())
    assert lit.line[0] == "claims-adjusters"
    assert "concierge-team" in lit.line
    pick(user, relation="claims-adjusters -> concierge-team")
    assert highlight(user, after, frozenset()).line[:3] == (
        "claims-adjusters",
        "claims-adjusters -> concierge-team",
        "concierge-team",
    )
