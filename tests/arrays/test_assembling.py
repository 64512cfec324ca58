"""Assembling: effort resolved, membership implied, areas and ids of obstacles settled."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings

from sightline.arrays.network import Network
from tests.drawing import Body, organizations
from tests.networks import draw_network, read_network
from tests.organizations import machines_only, unit_with_members
from tests.reference import figures

HAZE = {"kind": "our-own-kind", "severity": 0.5}


def efforts(teams: Mapping[str, object], **more: object) -> dict[str, float]:
    network = read_network({"teams": teams, **more})
    return dict(zip(network.elements.ids.tolist(), network.elements.effort.tolist(), strict=True))


def ends(network: Network) -> list[tuple[str, str, str]]:
    """List the relations: supplier, customer, kind."""
    ids, relations = network.elements.ids, network.relations
    return [
        (str(ids[supplier]), str(ids[customer]), relations.kind(row))
        for row, (supplier, customer) in enumerate(
            zip(relations.supplier.tolist(), relations.customer.tolist(), strict=True)
        )
    ]


@pytest.mark.parametrize(
    ("teams", "expected"),
    [
        ({"a": {}}, {"a": 1}),
        ({"a": {"headcount": 7}}, {"a": 7}),
        ({"a": {"headcount": 7, "effort": 2}}, {"a": 2}),
        ({"a": {"headcount": 7}, "b": {"part_of": "a", "headcount": 3}}, {"a": 4, "b": 3}),
        ({"a": {"headcount": 2}, "b": {"part_of": "a", "headcount": 3}}, {"a": 0, "b": 3}),
        ({"a": {}, "b": {"part_of": "a"}}, {"a": 0, "b": 1}),
        (
            {"a": {"headcount": 9}, "b": {"part_of": "a", "headcount": 4}, "c": {"part_of": "b", "effort": 1}},
            {"a": 5, "b": 3, "c": 1},
        ),
        ({"a": {"effort": 0}}, {"a": 0}),
    ],
)
def test_effort_follows_the_rule(teams: dict[str, object], expected: dict[str, float]) -> None:
    assert efforts(teams) == expected


def test_what_is_no_team_role_or_person_counts_only_when_it_says_so() -> None:
    assert efforts({"a": {}}, systems={"s": {}}, products={"p": {"effort": 2}}) == {"a": 1, "s": 0, "p": 2}
    parts = {"p": {"part_of": "a", "effort": 3}}
    assert efforts({"a": {"headcount": 5}}, products=parts) == {"a": 5, "p": 3}, "a product is no part of a headcount"


def test_where_nothing_has_effort_every_element_weighs_one_and_it_is_said() -> None:
    network = read_network(machines_only())
    assert not network.effort_given
    assert network.total_effort == 4
    assert any("every element weighs 1" in notice for notice in network.notices)
    zeros = read_network({"customers": {"c": {}}, "teams": {"a": {"effort": 0, "serves": "c"}}})
    assert zeros.total_effort == 0
    assert any("not defined" in notice for notice in zeros.notices)


def test_parts_above_the_headcount_are_noticed_and_equal_ones_are_not() -> None:
    over = read_network({"teams": {"a": {"headcount": 2}, "b": {"part_of": "a", "headcount": 3}}})
    assert over.notices == ("The parts of `a` have 3 people between them, more than its headcount of 2.",)
    even = read_network({"teams": {"a": {"headcount": 3}, "b": {"part_of": "a", "headcount": 3}}})
    assert even.notices == ()


def test_members_without_a_relation_work_through_their_unit() -> None:
    network = read_network(unit_with_members())
    assert ends(network) == [
        ("unit", "client", "serves"),
        ("liaison", "client", "serves"),
        ("planner", "unit", "membership"),
        ("clerk", "unit", "membership"),
    ]
    assert network.relations.position.tolist() == [0, 1, -1, -1]
    assert network.relations.handoff.tolist() == [0.9, 0.9, 1, 1]
    assert network.elements.ids[network.containers].tolist() == ["division"]


def test_a_relation_of_volume_0_ends_membership_and_shares_nothing() -> None:
    network = read_network(
        {
            "customers": {"c": {}},
            "teams": {"a": {"serves": "c"}, "b": {"part_of": "a", "serves": {"to": "c", "volume": 0}}},
        }
    )
    assert ends(network) == [("a", "c", "serves"), ("b", "c", "serves")]
    assert network.share.tolist() == [1, 0]


def test_volumes_are_shared_out() -> None:
    network = draw_network(3, [(1, 0), (1, 2), (2, 0)], volumes=[3, 1, 1000])
    assert network.share.tolist() == [0.75, 0.25, 1]


@pytest.mark.parametrize(
    ("section", "more", "area"),
    [
        ("products", {}, "products_services"),
        ("processes", {}, "operations"),
        ("systems", {}, "operations"),
        ("teams", {}, "organization"),
        ("roles", {}, "individuals"),
        ("people", {}, "individuals"),
        ("people", {"kind": "bottleneck"}, "operations"),
        ("teams", {"area": "individuals"}, "individuals"),
    ],
)
def test_an_obstacle_has_its_own_area_else_that_of_its_kind_else_that_of_its_place(
    section: str, more: dict[str, object], area: str
) -> None:
    on_relation = {"to": "c", "obstacles": [{**HAZE, **more}]}
    network = read_network(
        {"customers": {"c": {}}, section: {"a": {"obstacles": [{**HAZE, **more}], "serves": on_relation}}}
    )
    assert network.obstacles.areas.tolist() == [area, area]


def test_obstacles_without_an_id_are_named_after_place_and_kind() -> None:
    team = {
        "obstacles": [HAZE, {**HAZE, "id": "mine"}, HAZE],
        "serves": [{"to": "c", "obstacles": [HAZE]}, {"to": "c", "obstacles": [HAZE]}],
    }
    taken = {"obstacles": [{**HAZE, "id": "a.our-own-kind"}]}
    network = read_network({"customers": {"c": {}}, "teams": {"a": team, "b": taken}})
    ids = network.obstacles.ids.tolist()
    assert ids == [
        "a.our-own-kind-2",
        "mine",
        "a.our-own-kind-3",
        "a.our-own-kind",
        "a-c.our-own-kind",
        "a-c.our-own-kind-2",
    ]
    assert network.obstacles.row["mine"] == 1
    assert [network.spell_place(row) for row in (0, 4, 5)] == ["a", "a -> c (serves #1)", "a -> c (serves #2)"]


def test_causes_are_rows_and_removed_obstacles_count_nothing() -> None:
    obstacles = [{**HAZE, "id": "root"}, {**HAZE, "caused_by": ["root"]}, {**HAZE, "status": "removed"}]
    network = read_network({"teams": {"a": {"obstacles": obstacles}}})
    assert network.obstacles.causes == [(), (0,), ()]
    assert network.obstacles.severity.tolist() == [0.5, 0.5, 0]


def test_a_relation_is_spelled_with_kind_and_number_where_the_pair_has_several() -> None:
    team = {"serves": ["c", "d", "c"], "delivers": "c"}
    network = read_network({"customers": {"c": {}, "d": {}}, "teams": {"a": team}})
    spelled = [network.spell_relation(row) for row in range(4)]
    assert spelled == ["a -> c (serves #1)", "a -> d", "a -> c (serves #2)", "a -> c (delivers #1)"]


@settings(max_examples=60)
@given(organizations())
def test_effort_is_that_of_the_slow_twin(raw: Body) -> None:
    network, found = read_network(raw), figures(raw)
    assert dict(zip(network.elements.ids.tolist(), network.elements.effort.tolist(), strict=True)) == pytest.approx(
        found.efforts
    )
    assert any("every element weighs 1" in one for one in network.notices) == (
        found.case.equal_effort and not set(network.elements.ids) <= set(found.case.customers)
    )
