"""Decisions: how many must agree, and how far from its customers each is taken."""

from __future__ import annotations

import pytest

from sightline.analyzers.decisions import Decisions, DecisionsAnalyzer, Distance
from sightline.document import Tree, build_organization
from sightline.findings import Finding
from sightline.snapshot import Snapshot
from tests.organizations_voice import Raw, a_survey_that_nobody_answers, heard_and_answered


def decisions(raw: Raw) -> Decisions:
    return DecisionsAnalyzer().run(Snapshot(build_organization(Tree(raw))))


def findings(raw: Raw, code: str) -> list[Finding]:
    return [one for one in decisions(raw).findings if one.code == code]


def deciding(**changes: object) -> Raw:
    """Change the one decision of an organization in which everybody is heard."""
    raw = heard_and_answered()
    raw["decisions"]["menu"] |= changes
    return raw


# consensus-load


def test_three_who_agree_and_eight_consulted_are_not_too_many() -> None:
    assert decisions(heard_and_answered()).findings == ()


@pytest.mark.parametrize(
    ("changes", "value", "threshold"),
    [({"approvers": 4}, 4, 3), ({"consulted": 9}, 9, 8), ({"approvers": 4, "consulted": 9}, 4, 3)],
)
def test_one_more_is(changes: Raw, value: float, threshold: float) -> None:
    (finding,) = findings(deciding(**changes), "consensus-load")
    assert (finding.value, finding.threshold, finding.decisions) == (value, threshold, ("menu",))


def test_those_who_must_agree_are_named_where_the_file_names_them() -> None:
    raw = deciding(approvers=["kitchen", "counter"], consulted=["kitchen"]) | {"thresholds": {"vetoes_most": 1}}
    (finding,) = findings(raw, "consensus-load")
    assert finding.value == 2
    assert finding.elements == ("kitchen", "counter")


def test_the_file_may_allow_more() -> None:
    raw = deciding(approvers=9, consulted=99) | {"thresholds": {"vetoes_most": 9, "consulted_most": 99}}
    assert findings(raw, "consensus-load") == []


# far-decision


def test_two_steps_are_near() -> None:
    assert decisions(heard_and_answered()).distances == (Distance(("guest",), ("guest",), steps=2, days=8),)


def test_three_steps_are_far_and_no_way_at_all_is_a_warning() -> None:
    raw = a_survey_that_nobody_answers()
    far, unheard = findings(raw, "far-decision")
    assert (far.value, far.threshold, far.severity) == (3, 3, "notice")
    assert far.elements == ("head", "shop")
    assert (unheard.value, unheard.threshold, unheard.severity) == (0, 1, "warning")
    assert unheard.elements == ("workshop", "resident", "visitor")
    distance = decisions(raw).distances[0]
    assert distance == Distance(("resident", "visitor"), ("resident",), steps=3, days=395)


def test_ninety_days_are_near_and_more_are_far() -> None:
    raw = heard_and_answered()
    raw["teams"]["counter"]["feedback"]["cadence_days"] = 89
    assert findings(raw, "far-decision") == []
    raw["teams"]["counter"]["feedback"]["cadence_days"] = 90
    (finding,) = findings(raw, "far-decision")
    assert (finding.value, finding.threshold) == (91, 90)


def test_the_file_may_draw_the_line_elsewhere() -> None:
    assert len(findings(heard_and_answered() | {"thresholds": {"distance_least": 2}}, "far-decision")) == 1
    assert len(findings(heard_and_answered() | {"thresholds": {"distance_days_most": 7}}, "far-decision")) == 1
    raw = a_survey_that_nobody_answers() | {"thresholds": {"distance_least": 4, "distance_days_most": 395}}
    assert [one.value for one in findings(raw, "far-decision")] == [0]


def test_a_council_hears_its_members_and_members_do_not_hear_their_council() -> None:
    raw = deciding(decider="council")
    raw["teams"] |= {"council": {}}
    raw["teams"]["counter"]["part_of"] = "council"
    assert decisions(raw).distances == (Distance(("guest",), ("guest",), steps=2, days=1),)
    raw["roles"] = {"chair": {"part_of": "council"}}
    raw["decisions"]["menu"]["decider"] = "chair"
    assert decisions(raw).distances == (Distance(("guest",), (), steps=None, days=None),)


def test_what_is_about_a_unit_concerns_the_customers_of_its_parts() -> None:
    raw = deciding(about="division")
    raw["teams"] |= {"division": {}}
    raw["teams"]["counter"]["part_of"] = "division"
    assert decisions(raw).distances == (Distance(("guest",), ("guest",), steps=2, days=8),)


def test_only_customers_whom_the_work_reaches_are_concerned() -> None:
    raw = deciding()
    raw["customers"]["supplier"] = {"feedback": "kitchen"}
    (distance,) = decisions(raw).distances
    assert distance is not None
    assert (distance.concerned, distance.steps) == (("guest",), 2)


@pytest.mark.parametrize("changes", [{"decider": []}, {"about": []}, {"about": "archive"}])
def test_without_a_decider_or_a_customer_there_is_no_distance(changes: Raw) -> None:
    raw = deciding(**changes)
    raw["systems"] = {"archive": {}}
    found = decisions(raw)
    assert found.distances == (None,)
    assert found.findings == ()
    assert found.table().columns["steps"] == [None]
