"""Fronts: shells, and fronts that must look back; each where it fires and where it just does not."""

from __future__ import annotations

import copy
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from sightline.analyzers.shell import Fronts, FrontsAnalyzer
from sightline.analyzers.units import unit_of
from sightline.document import Tree, build_organization
from sightline.findings import Finding
from sightline.snapshot import Snapshot
from tests.drawing import Body, organizations
from tests.reference import read_raw
from tests.reference.fronts import find_fronts
from tests.reference.units import find_unit

Raw = dict[str, Any]


def a_shell() -> Raw:
    """Draw kind concierges whom nobody behind them answers.

        care                       back-office
          concierges [0.1] --x4--> (policyholder)
             ^  ^-- trainers          adjusters {3} --x2--> claims --> (policyholder)
             |                            |
             '---------[0.5]--------x1----'

    No handoffs. Work: adjusters 3, of which 1 to the concierges and 2 to the claims; trainers and concierges 1 each, so
    3 from the concierges and 2 from the claims: the front holds 3/5 of all contact. Clarity of the front 0.9, of what
    comes from the back office 0.5; the trainers are of the same unit.
    """
    haze = {"kind": "silo-handoff", "severity": 0.5, "id": "no-answer"}
    return {
        "sightline": 1,
        "customers": {"policyholder": {"feedback": {"to": "concierges", "closed": True}}},
        "teams": {
            "care": {},
            "concierges": {
                "part_of": "care",
                "delivers": {"to": "policyholder", "volume": 4},
                "obstacles": [{"kind": "overload", "severity": 0.1}],
            },
            "trainers": {"part_of": "care", "supports": "concierges"},
            "back-office": {},
            "adjusters": {
                "part_of": "back-office",
                "headcount": 3,
                "supports": {"to": "concierges", "obstacles": [haze]},
                "performs": {"to": "claims", "volume": 2},
            },
        },
        "processes": {"claims": {"part_of": "back-office", "delivers": "policyholder"}},
    }


def with_severity(severity: float) -> Raw:
    raw = a_shell()
    raw["teams"]["adjusters"]["supports"]["obstacles"][0]["severity"] = severity
    return raw


def fronts(raw: Raw) -> Fronts:
    return FrontsAnalyzer().run(Snapshot(build_organization(Tree(raw))))


def findings(raw: Raw, code: str) -> list[Finding]:
    return [one for one in fronts(raw).findings if one.code == code]


def test_the_figures_of_the_drawing() -> None:
    found = fronts(a_shell())
    assert found.table().labels == ["concierges"]
    assert found.clarity == pytest.approx([0.9])
    assert found.inflow == pytest.approx([0.5])
    assert found.contact == pytest.approx([0.6])
    assert found.score == pytest.approx([0.45])


def test_a_clear_front_before_hazy_work_is_a_shell() -> None:
    (finding,) = findings(a_shell(), "shell")
    assert finding.value == pytest.approx(0.5)
    assert finding.threshold == 0.6
    assert finding.elements == ("concierges",)
    assert finding.relations == ("adjusters -> concierges",)


@pytest.mark.parametrize(("severity", "fires"), [(0.41, True), (0.39, False)])
def test_what_comes_is_hazy_enough_or_not(severity: float, fires: bool) -> None:
    assert bool(findings(with_severity(severity), "shell")) is fires


@pytest.mark.parametrize(("severity", "fires"), [(0.14, True), (0.16, False)])
def test_the_front_is_clear_enough_or_not(severity: float, fires: bool) -> None:
    raw = a_shell()
    raw["teams"]["concierges"]["obstacles"][0]["severity"] = severity
    assert bool(findings(raw, "shell")) is fires
    on_the_way = copy.deepcopy(raw)
    on_the_way["teams"]["concierges"]["delivers"]["obstacles"] = on_the_way["teams"]["concierges"].pop("obstacles")
    assert bool(findings(on_the_way, "shell")) is fires


@pytest.mark.parametrize(
    ("to", "closed", "fires"),
    [("adjusters", True, False), ("adjusters", False, True), ("adjusters", None, True), ("trainers", True, True)],
)
def test_a_closed_feedback_to_another_unit_is_enough(to: str, closed: bool | None, fires: bool) -> None:
    raw = a_shell()
    raw["teams"]["concierges"]["feedback"] = {"to": to, "closed": closed}
    assert bool(findings(raw, "shell")) is fires


def test_where_no_feedback_is_recorded_nothing_is_called_a_shell() -> None:
    raw = a_shell()
    del raw["customers"]["policyholder"]["feedback"]
    assert findings(raw, "shell") == []
    assert FrontsAnalyzer().run(Snapshot(network=Snapshot(build_organization(Tree(raw))).network)).findings == ()


def test_the_file_says_who_is_a_front() -> None:
    raw = a_shell()
    raw["teams"]["concierges"]["front"] = False
    raw["teams"]["adjusters"]["front"] = True
    assert fronts(raw).table().labels == ["adjusters"]


@pytest.mark.parametrize(("severity", "fires"), [(0.51, True), (0.49, False)])
def test_a_front_looks_back_when_less_than_half_arrives(severity: float, fires: bool) -> None:
    found = findings(with_severity(severity), "front-looks-back")
    assert [one.elements for one in found] == ([("concierges",)] if fires else [])


@pytest.mark.parametrize(("share", "weight"), [(0.59, "warning"), (0.61, "notice")])
def test_it_is_a_warning_where_many_contacts_go_through_it(share: float, weight: str) -> None:
    raw = with_severity(0.6)
    raw["thresholds"] = {"contact_share": share}
    assert [one.severity for one in findings(raw, "front-looks-back")] == [weight]


def test_the_file_may_ask_for_other_limits() -> None:
    raw = a_shell()
    raw["thresholds"] = {"shell_inflow_most": 0.4, "front_inflow_least": 0.6}
    assert [one.code for one in fronts(raw).findings] == ["front-looks-back"]
    raw["thresholds"] = {"front_clarity_least": 0.95}
    assert fronts(raw).findings == ()


@settings(max_examples=40)
@given(organizations())
def test_fast_and_slow_agree(raw: Body) -> None:
    snapshot = Snapshot(build_organization(Tree(raw)))
    found, case = FrontsAnalyzer().run(snapshot), read_raw(raw)
    ids = snapshot.network.elements.ids
    units = {str(ids[row]): str(ids[unit]) if unit >= 0 else None for row, unit in enumerate(unit_of(snapshot.network))}
    assert units == {one.id: find_unit(case, one.id) for one in case.elements}
    expected = find_fronts(case)
    assert [str(ids[row]) for row in found.rows] == [str(one) for one in ids if one in expected]
    for place, row in enumerate(found.rows):
        twin = expected[str(ids[row])]
        assert found.clarity[place] == pytest.approx(twin.clarity, abs=1e-9)
        assert found.inflow[place] == pytest.approx(
            math.nan if twin.inflow is None else twin.inflow, abs=1e-6, nan_ok=True
        )
        assert found.contact[place] == pytest.approx(twin.contact, abs=1e-9)
    assert np.array_equal(np.isnan(found.score), np.isnan(found.inflow))
