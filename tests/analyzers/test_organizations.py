"""The organizations drawn by hand: Sightline finds the figures that were worked out on paper."""

from __future__ import annotations

from collections.abc import Callable
from math import log

import pytest

from sightline.pipeline import Analysis
from tests import organizations as drawn_by_hand
from tests.analyzers.agreement import (
    analyzed,
    as_if_large,
    find_differences,
    find_tolerance,
    told_by_sightline,
    told_by_twins,
)
from tests.drawing import Body
from tests.organizations import ORGANIZATIONS
from tests.reference import figures


def near(value: object) -> object:
    """Expect a figure to rounding."""
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def column(analysis: Analysis, result: str, name: str, subject: str = "elements") -> dict[str, object]:
    """Take one column of a result by label."""
    table = analysis[result].table(subject)
    return dict(zip([str(label) for label in table.labels], list(table.columns[name]), strict=True))


def account_of(analysis: Analysis) -> tuple[float | None, ...]:
    account = analysis.sight.account
    return (account.seen, account.blocked, account.handoffs, account.no_route)


def indexes(analysis: Analysis) -> tuple[float | None, float | None]:
    return analysis.sight.index, analysis.sight.clear_index


@pytest.mark.parametrize("organization", ORGANIZATIONS)
def test_every_figure_is_that_of_the_slow_twins(organization: Callable[[], Body]) -> None:
    raw = organization()
    found = figures(raw)
    expected = told_by_twins(found)
    assert find_differences(told_by_sightline(analyzed(raw)), expected, 1e-12) == []
    with as_if_large():
        told = told_by_sightline(analyzed(raw))
    assert find_differences(told, expected, find_tolerance(found, iterated=True), iterated=True) == []


def test_worked_example() -> None:
    found = analyzed(drawn_by_hand.worked_example())
    assert indexes(found) == near((0.6194, 0.931))
    assert account_of(found) == near((0.6194, 0.328, 0.0526, 0))
    sight = {"clinic": 1, "patient": 1, "device": 0.95, "planning": 0.361, "workshop": 0.76, "helpdesk": 0.95}
    assert column(found, "sight", "sight") == near(sight)
    assert column(found, "sight", "best_line") == near(sight)
    assert column(found, "sight", "arrivals") == near(
        {"clinic": 3.933, "patient": 2.261, "device": 5.52, "planning": 4, "workshop": 6.9, "helpdesk": 1}
    )
    hops = {"clinic": 0, "patient": 0, "device": 1, "planning": 3, "workshop": 2, "helpdesk": 1}
    assert column(found, "sight", "hops") == hops
    assert column(found, "sight", "handoffs") == {**hops, "planning": 2, "workshop": 1}
    assert found.sight.route("planning") == ("planning", "workshop", "device", "clinic")
    assert column(found, "occlusion", "blocked", "obstacles") == near({"late-changes": 0.19, "sign-offs": 0.138})
    assert column(found, "occlusion", "gain", "obstacles") == near({"late-changes": 0.1444, "sign-offs": 0.1311})
    assert column(found, "occlusion", "share", "obstacles") == near({"late-changes": 0.16245, "sign-offs": 0.14915})
    assert column(found, "occlusion", "gain", "themes") == near({"planning": 0.3116})
    assert column(found, "occlusion", "gain", "relations")["planning -> workshop"] == near(0.1444)
    assert column(found, "customers", "clarity", "customers") == near({"clinic": 437 / 750, "patient": 2261 / 3250})
    assert column(found, "customers", "seen", "customers") == near({"clinic": 0.3933, "patient": 0.2261})
    assert found.customers.worst_seen == "clinic"
    assert column(found, "customers", "share", "customer_shares") == near(
        {
            "clinic < sign-offs": 0.14915 * 0.75,
            "patient < sign-offs": 0.14915 * 0.25,
            "clinic < late-changes": 0.16245 * 0.75,
            "patient < late-changes": 0.16245 * 0.25,
        }
    )
    inherited = column(found, "rub_off", "inherited")
    assert (inherited["workshop"], inherited["device"]) == near((4 / 9 * log(2), log(1.25) + 4 / 9 * log(2)))
    assert column(found, "rub_off", "depth", "rub_off")["device < late-changes"] == near(4 / 9 * log(2))
    depends = column(found, "chokepoints", "depends")
    assert (depends["device"], depends["workshop"], depends["helpdesk"]) == (9, 4, 0)
    assert found.chokepoints.on_every_route("planning") == ("workshop", "device")
    assert found.coverage.coverage == near(0.6)


def test_two_suppliers_one_broker() -> None:
    found = analyzed(drawn_by_hand.two_suppliers_one_broker())
    assert column(found, "sight", "sight") == near(
        {"north": 1, "south": 1, "print-shop": 0.405, "web-shop": 0.405, "broker": 0.45}
    )
    assert indexes(found) == near((0.42, 0.84))
    assert found.occlusion.obstacles.gain.tolist() == near([0.42])
    assert found.occlusion.obstacles.share.tolist() == near([0.42])
    assert account_of(found) == near((1.26 / 3, 1.4 / 3, 0.34 / 3, 0))
    assert column(found, "customers", "seen", "customers") == near({"north": 0.21, "south": 0.21})
    assert column(found, "customers", "clarity", "customers") == near({"north": 0.42, "south": 0.42})
    assert column(found, "chokepoints", "depends")["broker"] == 2
    assert found.sight.route("web-shop") == ("web-shop", "broker", "north")
    assert column(found, "sight", "tied")["broker"]


def test_closed_reporting_loop() -> None:
    found = analyzed(drawn_by_hand.closed_reporting_loop())
    assert indexes(found) == near((0.125, 0.125))
    assert account_of(found) == near((0.125, 0, 0, 0.875))
    assert column(found, "sight", "no_route")["controllers"] == near(1.5 / 4)
    assert column(found, "sight", "hops")["reporting"] is None
    (loop,) = found.loops.loops
    assert (loop.is_closed, loop.effort) == (True, near(3.5))


def test_rework_between_two_desks() -> None:
    found = analyzed(drawn_by_hand.rework_between_two_desks())
    assert indexes(found) == near((0.75, 1))
    costs = found.occlusion.obstacles
    assert (float(costs.gain[0]), float(costs.share[0])) == near((0.25, 0.25))
    arrivals = column(found, "sight", "arrivals")
    assert (arrivals["intake"], arrivals["checking"]) == near((2.75, 3.75))
    (loop,) = found.loops.loops
    assert (loop.is_closed, loop.effort) == (False, near(3.5))
    depends = column(found, "chokepoints", "depends")
    assert (depends["checking"], depends["intake"]) == (2, 1)
    depth = column(found, "rub_off", "depth")
    assert (depth["checking"], depth["intake"]) == near((4 / 3 * log(1.25), 4 / 9 * log(1.25)))


def test_one_gate_before_the_customer() -> None:
    found = analyzed(drawn_by_hand.one_gate_before_the_customer())
    assert indexes(found) == near((0.18, 0.8298))
    assert account_of(found) == near((0.18, 0.722, 0.098, 0))
    costs = found.occlusion.obstacles
    assert (float(costs.gain[0]), float(costs.share[0])) == near((0.6498, 0.6498))
    assert column(found, "sight", "arrivals")["release-board"] == near(3.61)
    depends = column(found, "chokepoints", "depends")
    assert (depends["release-board"], depends["build"], depends["hotline"]) == (3, 1, 0)
    assert column(found, "sight", "best_line")["release-board"] == 0


def test_unit_with_members() -> None:
    found = analyzed(drawn_by_hand.unit_with_members())
    efforts = {"client": 0, "division": 0, "unit": 4, "planner": 3, "liaison": 2, "clerk": 1}
    assert column(found, "sight", "effort") == efforts
    assert column(found, "sight", "sight") == near(
        {"client": 1, "division": 0, "unit": 0.45, "planner": 0.45, "liaison": 0.9, "clerk": 0.45}
    )
    assert indexes(found) == near((0.54, 0.9))
    assert account_of(found) == near((0.54, 0.4, 0.06, 0))
    hops = {"client": 0, "division": None, "unit": 1, "planner": 2, "liaison": 1, "clerk": 2}
    assert column(found, "sight", "hops") == hops
    assert column(found, "chokepoints", "depends")["unit"] == 4


def test_blind_front() -> None:
    found = analyzed(drawn_by_hand.blind_front())
    assert indexes(found) == near((0.6, 1))
    gains = column(found, "occlusion", "gain", "obstacles")
    assert (gains.pop("root"), *gains.values()) == near((0.025, 0.35))
    assert column(found, "occlusion", "gain_with_effects", "obstacles")["root"] == near(0.4)
    assert column(found, "occlusion", "share", "obstacles")["root"] == near(0.0375)
    assert found.coverage.coverage == near(0.25)


def test_opaque_in_series() -> None:
    found = analyzed(drawn_by_hand.opaque_in_series())
    assert indexes(found) == (0, near(1))
    assert found.occlusion.obstacles.gain.tolist() == [0, 0]
    assert found.occlusion.obstacles.share.tolist() == near([0.5, 0.5])
    assert found.occlusion.obstacles.blocked.tolist() == near([1, 0])
    assert column(found, "occlusion", "gain", "areas") == near({"organization": 1})
    assert column(found, "rub_off", "depth")["second-approval"] == near(2 * log(1000))
    assert found.occlusion.notices == ()


def test_nobody_serves_the_second_customer() -> None:
    found = analyzed(drawn_by_hand.nobody_serves_the_second_customer())
    assert indexes(found) == near((0.7, 0.8))
    assert column(found, "customers", "clarity", "customers") == pytest.approx(
        {"client": 0.7, "forgotten": float("nan")}, nan_ok=True
    )
    assert found.customers.worst_seen == "client"


def test_a_process_nobody_owns() -> None:
    found = analyzed(drawn_by_hand.a_process_nobody_owns())
    assert indexes(found) == near((0.95, 1))
    costs = found.occlusion.obstacles
    assert (costs.blocked[1], costs.gain[1], costs.share[1]) == (0, 0, 0)
    assert column(found, "rub_off", "depth")["billing"] != column(found, "rub_off", "depth")["billing"], "not defined"
    (notice,) = found.occlusion.notices
    assert "`billing.inward-process`" in notice


def test_haze_that_rubs_off() -> None:
    found = analyzed(drawn_by_hand.haze_that_rubs_off())
    assert indexes(found) == near((0.25, 1))
    depth, inherited = column(found, "rub_off", "depth"), column(found, "rub_off", "inherited")
    assert (depth["council"], depth["engineers"], depth["mail"]) == near((log(4), 2 * log(2), log(5)))
    assert (inherited["engineers"], inherited["mail"]) == near((log(2), log(4)))
    assert found.rub_off.trail("mail").obstacles.tolist() == near([log(1.25), log(2), log(2)])
    assert found.rub_off.trail("buyer").obstacles.tolist() == near([log(1.25), log(2), log(2)])


def test_two_ways_round() -> None:
    found = analyzed(drawn_by_hand.two_ways_round())
    assert found.sight.route("shop") == ("shop", "depot", "carrier", "client")
    assert found.sight.index == near(0.45)
    gains = column(found, "occlusion", "gain")
    assert (gains["express"], gains["depot"]) == near((0.3, 0.25))
    depends = column(found, "chokepoints", "depends")
    assert (depends["carrier"], depends["depot"], depends["express"]) == (2, 1, 0)


def test_machines_only() -> None:
    found = analyzed(drawn_by_hand.machines_only())
    assert found.sight.index == near(0.8)
    assert any("weighs 1" in notice for notice in found.notices)
