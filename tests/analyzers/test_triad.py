"""Triad: the six directions between sales, marketing and operations."""

from __future__ import annotations

import pytest

from sightline.analyzers.triad import DIRECTIONS, Triad, TriadAnalyzer
from sightline.document import Tree, build_organization
from sightline.snapshot import Snapshot
from tests.organizations_voice import Raw, three_functions


def triad(raw: Raw) -> Triad:
    return TriadAnalyzer().run(Snapshot(build_organization(Tree(raw))))


def joined(raw: Raw) -> set[tuple[str, str]]:
    found = triad(raw)
    return {direction for direction, joins in zip(found.directions, found.joined, strict=True) if joins}


def test_four_directions_of_six_are_enough() -> None:
    found = triad(three_functions())
    assert (found.index, len(DIRECTIONS)) == (4, 6)
    assert joined(three_functions()) == {
        ("marketing", "sales"),
        ("sales", "operations"),
        ("operations", "sales"),
        ("operations", "marketing"),
    }
    assert found.findings == ()


def test_three_are_not() -> None:
    raw = three_functions()
    del raw["teams"]["plant"]["feedback"]
    (finding,) = triad(raw).findings
    assert (finding.code, finding.value, finding.threshold) == ("triad", 3, 4)
    assert finding.elements == ("selling", "advertising", "works", "plant")
    assert "operations -> sales" in finding.action
    assert triad(raw | {"thresholds": {"triad_least": 3}}).findings == ()


def test_work_that_is_too_hazy_joins_nobody() -> None:
    raw = three_functions()
    raw["teams"]["plant"]["serves"]["obstacles"][0]["severity"] = 0.41
    assert ("operations", "marketing") not in joined(raw)
    assert ("operations", "marketing") in joined(raw | {"thresholds": {"triad_clarity_least": 0.5}})


def test_haze_on_the_process_between_counts_and_a_handoff_does_not() -> None:
    raw = three_functions()
    raw["processes"]["planning"]["obstacles"] = [{"kind": "bottleneck", "severity": 0.3}]
    raw["assumptions"] = {"handoff_clarity": 0.5}
    found = triad(raw)
    assert found.clarity[DIRECTIONS.index(("sales", "operations"))] == pytest.approx(0.7)


def test_only_a_process_stands_between() -> None:
    raw = three_functions()
    raw["teams"]["planning"] = raw.pop("processes")["planning"]
    assert ("sales", "operations") not in joined(raw)


def test_what_carries_nothing_joins_nobody() -> None:
    raw = three_functions() | {"thresholds": {"triad_clarity_least": 0}}
    raw["teams"]["advertising"]["serves"] = [{"to": "selling", "volume": 0}, "dealer"]
    raw["teams"]["plant"]["serves"]["obstacles"][0]["severity"] = 1
    assert joined(raw) == {("sales", "operations"), ("operations", "sales")}


@pytest.mark.parametrize("function", [None, "purchasing"])
def test_where_a_function_is_not_named_nothing_is_said(function: str | None) -> None:
    raw = three_functions()
    raw["teams"]["works"]["function"] = function
    found = triad(raw)
    assert found.index is None
    assert found.findings == ()
    assert len(found.table().labels) == 0


def test_a_part_has_its_own_function_before_that_of_its_whole() -> None:
    raw = three_functions()
    raw["teams"]["plant"]["function"] = "purchasing"
    assert joined(raw) == {("marketing", "sales")}
