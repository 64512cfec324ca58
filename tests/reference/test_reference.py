"""The reference checks itself: against figures worked out by hand, and against what must always hold."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given, settings

from tests import organizations as drawn_by_hand
from tests.drawing import organizations, permuted, renamed
from tests.reference import (
    Figures,
    ObstacleKey,
    count_disjoint_routes,
    figures,
    find_best_lines,
    find_minimum_cut,
    list_lines,
    read_raw,
    relax_lines,
)
from tests.reference.account import build_chain

EXACT = 1e-12


def near(value: object) -> object:
    """Expect a figure to rounding; None is expected as it is."""
    return None if value is None else pytest.approx(value, rel=EXACT, abs=EXACT)


def account_of(found: Figures) -> tuple[float, float, float, float]:
    """Give the account in the order seen, blocked, handoffs, no route."""
    assert found.account is not None
    return (found.account.seen, found.account.blocked, found.account.handoffs, found.account.no_route)


def only(found: Figures, on: str | int) -> ObstacleKey:
    """Name the only obstacle of a place."""
    (key,) = [key for key in found.case.obstacles() if key.on == on]
    return key


def test_worked_example_has_the_figures_of_its_docstring() -> None:
    found = figures(drawn_by_hand.worked_example())
    changes, sign_offs = ObstacleKey(2, 0), ObstacleKey("workshop", 0)
    assert found.sight == near(
        {"clinic": 1, "patient": 1, "device": 0.95, "planning": 0.361, "workshop": 0.76, "helpdesk": 0.95}
    )
    assert (found.index, found.clear_index) == (near(0.6194), near(0.931))
    assert account_of(found) == near((0.6194, 0.328, 0.0526, 0))
    assert found.arrivals == near(
        {"clinic": 3.933, "patient": 2.261, "device": 5.52, "planning": 4, "workshop": 6.9, "helpdesk": 1}
    )
    assert found.obstacle_blocked == near({changes: 0.19, sign_offs: 0.138})
    assert found.obstacle_gain == near({changes: 0.1444, sign_offs: 0.1311})
    assert found.gain_of([changes, sign_offs]) == near(0.3116)
    assert found.obstacle_share == near({changes: 0.16245, sign_offs: 0.14915})
    assert found.obstacle_customer_share == near(
        {
            (changes, "clinic"): 0.16245 * 0.75,
            (changes, "patient"): 0.16245 * 0.25,
            (sign_offs, "clinic"): 0.14915 * 0.75,
            (sign_offs, "patient"): 0.14915 * 0.25,
        }
    )
    assert found.clarity_by_customer == near({"clinic": 437 / 750, "patient": 2261 / 3250})
    assert found.depth["workshop"] == near(log(1.25) + 4 / 9 * log(2))
    assert found.inherited["workshop"] == near(4 / 9 * log(2))
    assert found.inherited["device"] == near(log(1.25) + 4 / 9 * log(2))
    assert found.depth_split["device"] == near({changes: 4 / 9 * log(2), sign_offs: log(1.25)})
    assert (found.depth["planning"], found.depth["helpdesk"]) == (0, 0)
    assert {one: effort for one, effort in found.depends.items() if effort} == {
        "device": 9,
        "workshop": 4,
        "patient": 1,
    }
    assert found.coverage == near(0.6)
    assert found.best_line == near(found.sight)
    assert found.hops == {"clinic": 0, "patient": 0, "device": 1, "planning": 3, "workshop": 2, "helpdesk": 1}
    assert found.handoffs == {"clinic": 0, "patient": 0, "device": 1, "planning": 2, "workshop": 1, "helpdesk": 1}
    line = found.lines["device"]
    assert line is not None
    assert line.elements == ("device", "clinic")
    assert found.ties["device"] == 1
    assert found.themes == {"planning": (sign_offs, changes)}


def test_two_suppliers_one_broker() -> None:
    found = figures(drawn_by_hand.two_suppliers_one_broker())
    assert found.sight == near({"north": 1, "south": 1, "print-shop": 0.405, "web-shop": 0.405, "broker": 0.45})
    assert (found.index, found.clear_index) == (near(0.42), near(0.84))
    assert found.obstacle_gain == near({ObstacleKey("broker", 0): 0.42})
    assert found.obstacle_share == near({ObstacleKey("broker", 0): 0.42})
    assert found.arrivals["broker"] == near(2.8)
    assert account_of(found) == near((1.26 / 3, 1.4 / 3, 0.34 / 3, 0))
    assert found.seen_by_customer == near({"north": 0.21, "south": 0.21})
    assert found.clarity_by_customer == near({"north": 0.42, "south": 0.42})
    assert found.depends["broker"] == 2
    line = found.lines["web-shop"]
    assert line is not None
    assert line.elements == ("web-shop", "broker", "north")
    assert found.ties["web-shop"] == 1


def test_closed_reporting_loop() -> None:
    found = figures(drawn_by_hand.closed_reporting_loop())
    circle = {"controllers", "reporting", "board-office"}
    assert found.stranded == circle
    assert (found.index, found.clear_index) == (near(0.125), near(0.125))
    assert account_of(found) == near((0.125, 0, 0, 0.875))
    assert found.arrivals["controllers"] == near(1.5)
    (loop,) = found.loops
    assert (set(loop.elements), loop.is_closed, loop.effort) == (circle, True, near(3.5))
    assert found.hops["reporting"] is None


def test_rework_between_two_desks() -> None:
    found = figures(drawn_by_hand.rework_between_two_desks())
    key = ObstacleKey("checking", 0)
    assert found.sight == near({"client": 1, "post-room": 0.75, "intake": 0.75, "checking": 0.75, "archive": 0.75})
    assert (found.index, found.clear_index) == (near(0.75), near(1))
    assert (found.obstacle_gain[key], found.obstacle_share[key]) == (near(0.25), near(0.25))
    assert (found.arrivals["intake"], found.arrivals["checking"]) == (near(2.75), near(3.75))
    assert account_of(found) == near((0.75, 0.25, 0, 0))
    (loop,) = found.loops
    assert (set(loop.elements), loop.is_closed, loop.effort) == ({"intake", "checking"}, False, near(3.5))
    assert (found.depends["checking"], found.depends["intake"]) == (2, 1)
    assert found.flow["checking"] == near(4)
    assert (found.depth["checking"], found.depth["intake"]) == (near(4 / 3 * log(1.25)), near(4 / 9 * log(1.25)))


def test_one_gate_before_the_customer() -> None:
    found = figures(drawn_by_hand.one_gate_before_the_customer())
    key = ObstacleKey("release-board", 0)
    assert (found.index, found.clear_index) == (near(0.18), near(0.8298))
    assert (found.obstacle_gain[key], found.obstacle_share[key]) == (near(0.6498), near(0.6498))
    assert account_of(found) == near((0.18, 0.722, 0.098, 0))
    assert found.arrivals["release-board"] == near(3.61)
    assert (found.depends["release-board"], found.depends["build"], found.depends["hotline"]) == (3, 1, 0)
    line = found.lines["release-board"]
    assert line is not None
    assert (line.opaque, line.clarity) == (1, 0)


def test_unit_with_members() -> None:
    found = figures(drawn_by_hand.unit_with_members())
    assert found.efforts == {"client": 0, "division": 0, "unit": 4, "planner": 3, "liaison": 2, "clerk": 1}
    assert found.sight == near(
        {"client": 1, "division": 0, "unit": 0.45, "planner": 0.45, "liaison": 0.9, "clerk": 0.45}
    )
    assert (found.index, found.clear_index) == (near(0.54), near(0.9))
    assert found.obstacle_gain == near({ObstacleKey("unit", 0): 0.36})
    assert account_of(found) == near((0.54, 0.4, 0.06, 0))
    assert found.hops == {"client": 0, "division": None, "unit": 1, "planner": 2, "liaison": 1, "clerk": 2}
    assert found.containers == {"division"}
    assert found.depends["unit"] == 4
    assert [(one.supplier, one.customer) for one in found.case.relations if one.implicit] == [
        ("planner", "unit"),
        ("clerk", "unit"),
    ]


def test_blind_front() -> None:
    found = figures(drawn_by_hand.blind_front())
    root, effect = only(found, 0), only(found, "middle")
    assert found.sight == near({"client": 1, "back": 0.4, "lab": 0.5, "middle": 0.5, "front": 1})
    assert (found.index, found.clear_index) == (near(0.6), near(1))
    assert account_of(found) == near((0.6, 0.4, 0, 0))
    assert found.obstacle_gain == near({root: 0.025, effect: 0.35})
    assert found.gain_with_effects == near({root: 0.4, effect: 0.35})
    assert found.obstacle_share == near({root: 0.0375, effect: 0.3625})
    assert found.coverage == near(0.25)


def test_opaque_in_series() -> None:
    found = figures(drawn_by_hand.opaque_in_series())
    first, second = ObstacleKey("first-approval", 0), ObstacleKey("second-approval", 0)
    assert (found.index, found.clear_index) == (0, near(1))
    assert found.obstacle_gain == {first: 0, second: 0}
    assert found.gain_of([first, second]) == near(1)
    assert found.obstacle_share == near({first: 0.5, second: 0.5})
    assert found.obstacle_blocked == near({first: 1, second: 0})
    line = found.lines["desk"]
    assert line is not None
    assert line.opaque == 2
    assert found.depth["second-approval"] == near(2 * log(1000))
    assert found.inherited["second-approval"] == near(log(1000))
    assert found.without_flow == frozenset()


def test_nobody_serves_the_second_customer() -> None:
    found = figures(drawn_by_hand.nobody_serves_the_second_customer())
    assert found.sight == near({"client": 1, "forgotten": 1, "product": 0.6, "maker": 0.6, "seller": 0.8})
    assert (found.index, found.clear_index) == (near(0.7), near(0.8))
    assert found.clarity_by_customer["client"] == near(0.7)
    assert found.clarity_by_customer["forgotten"] is None
    assert found.unserved == {"forgotten"}


def test_a_process_nobody_owns() -> None:
    found = figures(drawn_by_hand.a_process_nobody_owns())
    key = ObstacleKey("billing", 0)
    assert (found.index, found.clear_index) == (near(0.95), near(1))
    assert (found.sight["billing"], found.sight["ledger"]) == (near(0.6), near(0.6))
    assert (found.obstacle_blocked[key], found.obstacle_gain[key], found.obstacle_share[key]) == (0, 0, 0)
    assert found.depth["billing"] is None
    assert found.own_depth["billing"] == near(log(5 / 3))
    assert found.without_flow == {key}


def test_haze_that_rubs_off() -> None:
    found = figures(drawn_by_hand.haze_that_rubs_off())
    assert (found.index, found.clear_index) == (near(0.25), near(1))
    assert found.depth["council"] == near(log(4))
    assert (found.depth["engineers"], found.inherited["engineers"]) == (near(2 * log(2)), near(log(2)))
    assert (found.depth["mail"], found.inherited["mail"]) == (near(log(5)), near(log(4)))
    assert found.depth_split["mail"] == near(
        {ObstacleKey("mail", 0): log(1.25), ObstacleKey("council", 0): log(2), ObstacleKey("engineers", 0): log(2)}
    )


def test_two_ways_round() -> None:
    found = figures(drawn_by_hand.two_ways_round())
    line = found.lines["shop"]
    assert line is not None
    assert (line.elements, line.clarity) == (("shop", "depot", "carrier", "client"), near(0.5))
    assert (found.hops["shop"], found.index) == (2, near(0.45))
    assert count_disjoint_routes(found.case, "shop") == 2
    assert len(find_minimum_cut(found.case, "shop") or ()) == 2
    assert found.element_gain["express"] == near(0.3)
    assert found.element_gain["depot"] == near(0.25)
    assert (found.depends["carrier"], found.depends["depot"], found.depends["express"]) == (2, 1, 0)
    assert [one.elements[1] for one in find_best_lines(found.case, "shop", 5)] == ["depot", "express"]


def test_machines_only() -> None:
    found = figures(drawn_by_hand.machines_only())
    assert found.case.equal_effort
    assert found.index == near(0.8)


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
    assert figures({"teams": teams}).efforts == expected


def test_explicit_zeros_leave_no_index() -> None:
    found = figures({"customers": {"c": {}}, "teams": {"a": {"effort": 0, "serves": "c"}}})
    assert (found.index, found.clear_index, found.account, found.coverage) == (None, None, None, None)


def test_a_relation_of_volume_zero_ends_membership() -> None:
    teams = {"a": {"serves": "c"}, "b": {"part_of": "a"}, "d": {"part_of": "a", "serves": {"to": "c", "volume": 0}}}
    found = figures({"customers": {"c": {}}, "teams": teams})
    assert found.stranded == {"d"}


def test_blocked_within_a_place_is_split_by_depth_and_opaque_ones_take_all() -> None:
    def split(*severities: float) -> list[float]:
        obstacles = [{"kind": "x", "severity": severity} for severity in severities]
        raw = {"customers": {"c": {}}, "teams": {"a": {"supports": "c", "obstacles": obstacles}}}
        return list(figures(raw).obstacle_blocked.values())

    assert split(0.5, 0.75) == near([0.875 / 3, 2 * 0.875 / 3])
    assert split(1, 0.5, 1) == near([0.5, 0, 0.5])
    assert split(0, 0) == [0, 0]


@settings(max_examples=150)
@given(organizations())
def test_effort_is_conserved(raw: dict[str, object]) -> None:
    found = figures(raw)
    if found.index is None:
        assert found.effort == 0
        return
    assert sum(account_of(found)) == near(1)
    assert found.account is not None
    assert found.account.seen == near(found.index)
    parts = [found.seen_by_customer, found.element_blocked, found.no_route]
    total = sum(sum(part.values()) for part in parts)
    total += sum(found.relation_blocked.values()) + sum(found.relation_handoffs.values())
    assert total == near(1)
    assert sum(found.obstacle_blocked.values()) == near(found.account.blocked)
    assert sum(found.seen_by_customer.values()) == near(found.index)


@settings(max_examples=60)
@given(organizations())
def test_shares_close_and_gains_are_not_negative(raw: dict[str, object]) -> None:
    found = figures(raw)
    if found.index is not None and found.clear_index is not None:
        assert sum(found.obstacle_share.values()) == near(found.clear_index - found.index)
        assert found.gain_of(list(found.case.obstacles())) == near(found.clear_index - found.index)
    for key, gain in found.obstacle_gain.items():
        assert gain >= -EXACT
        assert found.gain_with_effects[key] >= gain - EXACT


@settings(max_examples=60)
@given(organizations())
def test_gain_is_the_slope_where_work_does_not_come_back(raw: dict[str, object]) -> None:
    found = figures(raw)
    for element in found.case.elements:
        in_loop = any(element.id in loop.elements for loop in found.loops)
        if in_loop or found.effort == 0 or element.clarity == 0 or found.sight[element.id] == 0:
            continue
        slope = found.arrivals[element.id] * found.sight[element.id] / element.clarity / found.effort
        assert found.element_gain[element.id] == near(slope * (1 - element.clarity))


@settings(max_examples=60)
@given(organizations())
def test_removing_states_one_by_one_solves_the_equations(raw: dict[str, object]) -> None:
    found = figures(raw)
    chain = build_chain(found.case)
    seen = [position for position, label in enumerate(chain.labels) if label.how == "seen"]
    sight = np.array([found.sight[state] for state in chain.states])
    arrivals = np.array([found.arrivals[state] for state in chain.states])
    efforts = np.array([found.efforts[state] for state in chain.states])
    assert chain.moves @ sight + chain.ends[:, seen].sum(axis=1) == near(sight)
    assert chain.moves.T @ arrivals + efforts == near(arrivals)


@settings(max_examples=60)
@given(organizations())
def test_relaxation_finds_the_first_of_all_lines(raw: dict[str, object]) -> None:
    case = read_raw(raw)
    relaxed = relax_lines(case)
    for element in case.elements:
        listed = find_best_lines(case, element.id, 1)
        assert listed == ((relaxed[element.id],) if element.id in relaxed else ())
        assert bool(listed) == bool(list_lines(case, element.id))


@settings(max_examples=50)
@given(organizations())
def test_parts_of_a_depth_add_up_to_it(raw: dict[str, object]) -> None:
    found = figures(raw)
    for element_id, parts in found.depth_split.items():
        assert sum(parts.values()) == near(found.depth[element_id])


@settings(max_examples=50)
@given(organizations())
def test_as_many_routes_share_nothing_as_a_cut_takes(raw: dict[str, object]) -> None:
    case = read_raw(raw)
    for element in case.elements[:6]:
        cut = find_minimum_cut(case, element.id)
        if cut is not None and element.kind != "customer":
            assert count_disjoint_routes(case, element.id) == len(cut)


@settings(max_examples=50)
@given(organizations())
def test_neither_file_order_nor_names_matter(raw: dict[str, object]) -> None:
    before, shuffled = figures(raw), figures(permuted(raw, seed=7))
    assert shuffled.sight == near(before.sight)
    assert shuffled.best_line == near(before.best_line)
    assert (shuffled.index, shuffled.coverage) == (near(before.index), near(before.coverage))
    names = {one.id: f"{one.id}-renamed" for one in before.case.elements}
    other = figures(renamed(raw, names))
    assert other.sight == near({names[one]: value for one, value in before.sight.items()})
    assert other.index == near(before.index)
    assert other.depends == {names[one]: value for one, value in before.depends.items()}
