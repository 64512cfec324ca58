"""What lies between two states: who goes out of sight and who comes into it, and every fact that is different."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from sightline.document import Organization, Tree, build_organization
from sightline.document.raw_form import to_raw
from sightline.merging.difference import Difference
from sightline.merging.plain_form import difference_to_plain
from sightline.merging.wording import describe_arrival, describe_difference, headline
from tests.formats.decorating import decorated_organizations
from tests.merging.drawn import drawn
from tests.organizations import ORGANIZATIONS, Raw, unit_with_members

WITH_CUSTOMER = drawn(
    customers={"c": {"name": "Client"}},
    teams={
        "front": {"serves": "c", "headcount": 4},
        "back": {"supports": "front"},
        "unit": {},
        "in": {"part_of": "unit"},
    },
)
WITHOUT = drawn(
    customers={"c": {"name": "Client"}},
    teams={
        "front": {"headcount": 3},
        "back": {"supports": "front"},
        "unit": {"serves": "c"},
        "in": {"part_of": "unit"},
    },
)


def test_the_first_sentence_says_who_goes_dark_and_who_comes_to_light() -> None:
    """front and back lose the only way; the unit and what is in it gain one."""
    assert headline(Difference(WITH_CUSTOMER, WITHOUT)) == (
        "This takes 2 teams out of sight of any external customer"
        " and brings 2 teams into sight of an external customer."
    )


@pytest.mark.parametrize("draw", ORGANIZATIONS, ids=lambda draw: draw.__name__)
def test_nothing_lies_between_an_organization_and_itself(draw: object) -> None:
    raw: Raw = draw()  # type: ignore[operator]
    same = [build_organization(Tree(raw)) for _ in range(2)]
    difference = Difference(*same)
    assert headline(difference) == "Nothing changes."
    assert not difference.is_darker
    assert difference.added + difference.removed == ()
    assert difference.changed == ()


def test_what_only_groups_others_is_not_said_to_go_dark() -> None:
    """The division is a container; all who see anything see it through the unit or the liaison."""
    before = build_organization(Tree(unit_with_members()))
    relations = tuple(one for one in before.relations if one.customer != "client")
    after = build_organization(Tree(to_raw(before.model_copy(update={"relations": relations}))))
    difference = Difference(before, after)
    assert "division" not in difference.effect.went_dark
    account = describe_difference(difference)
    (dark,) = [one for one in account.listings if one.title.startswith("Out of sight")]
    assert {name for name, _ in dark.rows} == {"unit", "planner", "clerk", "liaison"}
    assert "Nobody works any more for client." in account.sentences


def test_facts_that_differ_are_told_before_and_after() -> None:
    def state(severity: float, volume: float, heads: float) -> Organization:
        obstacle = {"kind": "overload", "severity": severity}
        tie = {"to": "c", "volume": volume}
        return drawn(customers={"c": {}}, teams={"t": {"headcount": heads, "serves": tie, "obstacles": [obstacle]}})

    changed = Difference(state(0.5, 1, 4), state(0.2, 3, 5)).changed
    assert [(one.what, one.on, one.fact, one.before, one.after) for one in changed] == [
        ("element", "t", "headcount", 4.0, 5.0),
        ("relation", "t -> c (serves)", "volume", 1.0, 3.0),
        ("obstacle", "overload on t", "severity", 0.5, 0.2),
    ]


def test_customers_elements_and_relations_that_come_and_go_are_named() -> None:
    before = drawn(customers={"c": {}, "d": {"name": "Dealers"}}, teams={"t": {"serves": ["c", "d"]}})
    after = drawn(customers={"c": {}, "e": {"name": "Embassies"}}, teams={"t": {"serves": "c"}, "new": {}})
    account = describe_difference(Difference(before, after))
    assert "New external customer: Embassies." in account.sentences
    assert "No longer named as external customer: Dealers." in account.sentences
    assert "New: 1 internal element, of which 0 have a route to an external customer." in account.sentences
    plain = difference_to_plain(Difference(before, after))
    assert {one["on"] for one in plain["added"]} == {"e", "new"}
    assert {one["on"] for one in plain["removed"]} == {"d", "t -> d (serves)"}


def test_a_list_is_cut_and_says_so() -> None:
    many = drawn(customers={"c": {}}, teams={f"t{at}": {} for at in range(12)})
    account = describe_difference(Difference(drawn(customers={"c": {}}), many), top=5)
    (added,) = account.listings
    assert added.title == "Added, 5 of 12"
    assert len(added.rows) == 5


def test_an_arrival_is_told_where_nothing_was_there_before() -> None:
    account = describe_arrival(None, WITHOUT)
    assert account.sentences[0] == (
        "This brings 5 elements and 2 relations."
        " 2 of 4 internal elements have a route to an external customer (Client)."
    )
    assert [{name for name, _ in one.rows} for one in account.listings] == [{"front", "back"}]
    assert "no external customer" in describe_arrival(None, drawn(teams={"t": {}})).sentences[0]


def test_an_arrival_beside_what_is_there_is_a_difference() -> None:
    assert describe_arrival(Organization(), WITHOUT) == describe_arrival(None, WITHOUT)
    assert describe_arrival(WITH_CUSTOMER, WITHOUT) == describe_difference(Difference(WITH_CUSTOMER, WITHOUT))


@settings(max_examples=25, deadline=None)
@given(decorated_organizations(), decorated_organizations())
def test_there_and_back_is_the_same_the_other_way_round(one: Organization, other: Organization) -> None:
    there, back = Difference(one, other), Difference(other, one)
    assert sorted(thing.on for thing in there.added) == sorted(thing.on for thing in back.removed)
    assert len(there.changed) == len(back.changed)
    assert there.effect.went_dark == tuple(sorted(back.effect.came_to_light, key=list(one.by_id).index))
    assert describe_difference(there).sentences
