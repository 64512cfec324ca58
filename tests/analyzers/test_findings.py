"""Findings: each with an organization in which it fires, and one in which it just does not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sightline.findings import CODES, Finding
from tests.analyzers.agreement import analyzed
from tests.drawing import Body
from tests.organizations import (
    ORGANIZATIONS,
    closed_reporting_loop,
    nobody_serves_the_second_customer,
    rework_between_two_desks,
    unit_with_members,
)

CLIENT: Body = {"sightline": 1, "name": "Drawn", "customers": {"client": {}}}


def findings(raw: Mapping[str, object], code: str) -> list[Finding]:
    """List the findings of one code."""
    return [one for one in analyzed({"sightline": 1, "name": "Drawn", **raw}).findings if one.code == code]


def the(raw: Mapping[str, object], code: str) -> Finding:
    """Expect one finding of a code."""
    (finding,) = findings(raw, code)
    return finding


# stranded


def test_stranded_work_is_told_with_the_effort_that_ends_there() -> None:
    finding = the(closed_reporting_loop(), "stranded")
    assert finding.severity == "warning"
    assert finding.value == pytest.approx(0.875)
    assert set(finding.elements) == {"controllers", "reporting", "board-office"}
    assert finding.elements[0] == "controllers", "where most of it ends comes first"


def test_a_way_out_for_one_of_a_circle_is_enough() -> None:
    raw = closed_reporting_loop()
    teams = raw["teams"]
    assert isinstance(teams, dict)
    teams["board-office"] = {"supports": ["controllers", {"to": "client", "volume": 0.001}]}
    assert findings(raw, "stranded") + findings(raw, "closed-loop") == []


def test_a_way_of_volume_0_is_not() -> None:
    raw = {**CLIENT, "teams": {"a": {"serves": {"to": "client", "volume": 0}}, "b": {"serves": "client"}}}
    assert the(raw, "stranded").elements == ("a",)


def test_stranded_without_effort_is_for_information_only() -> None:
    finding = the({**CLIENT, "teams": {"a": {"serves": "client"}}, "systems": {"archive": {}}}, "stranded")
    assert (finding.elements, finding.severity, finding.value) == (("archive",), "info", 0)


def test_a_container_is_no_finding() -> None:
    found = analyzed(unit_with_members())
    named = {element for one in found.findings for element in one.elements}
    assert found.findings
    assert "division" not in named


def test_a_container_with_effort_is_one() -> None:
    raw = {**CLIENT, "teams": {"unit": {"effort": 1}, "a": {"part_of": "unit", "serves": "client"}}}
    assert the(raw, "stranded").elements == ("unit",)
    assert the(raw, "no-internal-customer").elements == ("unit",)


# unserved-customer


def test_a_customer_whom_nobody_serves() -> None:
    finding = the(nobody_serves_the_second_customer(), "unserved-customer")
    assert (finding.elements, finding.severity) == (("forgotten",), "warning")


@pytest.mark.parametrize("section", ["processes", "systems", "roles", "people"])
def test_a_customer_whom_only_other_kinds_reach_is_a_notice(section: str) -> None:
    finding = the({**CLIENT, section: {"a": {"serves": "client"}}}, "unserved-customer")
    assert finding.severity == "notice"


@pytest.mark.parametrize("section", ["products", "teams"])
def test_a_product_or_a_team_serves(section: str) -> None:
    assert findings({**CLIENT, section: {"a": {"supports": "client"}}}, "unserved-customer") == []


# closed-loop


def test_a_circle_without_a_way_out() -> None:
    finding = the(closed_reporting_loop(), "closed-loop")
    assert finding.value == pytest.approx(0.875)
    assert set(finding.elements) == {"controllers", "reporting", "board-office"}


def test_a_circle_with_a_way_out_is_none() -> None:
    assert findings(rework_between_two_desks(), "closed-loop") == []


def test_whoever_works_for_nobody_else_is_a_circle_of_one() -> None:
    raw = {**CLIENT, "teams": {"a": {"supports": "a"}, "b": {"supports": "client"}}}
    assert the(raw, "closed-loop").elements == ("a",)
    ended = {**CLIENT, "teams": {"a": {"supports": {"to": "a", "volume": 0}}, "b": {"supports": "client"}}}
    assert findings(ended, "closed-loop") == []


# rework-loop


def over_again(share: float, **thresholds: float) -> Body:
    """Draw a desk that hands a share of its work to itself, and the rest to its client."""
    work = [{"to": "desk", "volume": share}, {"to": "client", "volume": 1 - share}]
    return {**CLIENT, "teams": {"desk": {"supports": work}}, "thresholds": thresholds}


def test_work_that_comes_back_passes_once_more() -> None:
    finding = the(over_again(0.2), "rework-loop")
    assert finding.value == pytest.approx(0.2 / 0.8), "0.2 + 0.2 ** 2 + ..."
    assert finding.elements == ("desk",)
    assert finding.title == "Work goes round again at desk"


def test_hardly_any_work_that_comes_back_is_no_finding() -> None:
    assert findings(over_again(0.047), "rework-loop") == []
    assert len(findings(over_again(0.048), "rework-loop")) == 1


def test_a_file_may_ask_for_less_or_more_rework() -> None:
    assert findings(over_again(0.2, rework_least=0.26), "rework-loop") == []
    assert the(over_again(0.01, rework_least=0.01), "rework-loop").threshold == 0.01


def test_two_desks_that_hand_work_back_and_forth_are_one_loop() -> None:
    finding = the(rework_between_two_desks(), "rework-loop")
    assert len(finding.elements) == 2
    assert finding.title.startswith("Work goes round again between ")


def test_a_circle_without_a_way_out_is_no_rework() -> None:
    assert findings(closed_reporting_loop(), "rework-loop") == []


# gate


def in_front_of(count: int, others: int, **thresholds: float) -> Body:
    """Draw a gate before so many teams, beside others that serve the client themselves."""
    behind = {f"behind-{number}": {"serves": "gate"} for number in range(count)}
    free = {f"free-{number}": {"serves": "client"} for number in range(others)}
    raw: Body = {**CLIENT, "teams": {"gate": {"serves": "client"}, **behind, **free}}
    return {**raw, "thresholds": thresholds} if thresholds else raw


def test_a_gate_stands_before_three_at_least() -> None:
    finding = the(in_front_of(3, 0), "gate")
    assert (finding.elements, finding.value, finding.threshold) == (("gate",), 3, 3)
    assert findings(in_front_of(2, 0), "gate") == []


def test_in_a_large_organization_it_stands_before_a_tenth() -> None:
    assert the(in_front_of(4, 35), "gate").threshold == pytest.approx(4)
    assert findings(in_front_of(4, 36), "gate") == []


def test_the_file_may_ask_for_other_gates() -> None:
    assert findings(in_front_of(4, 0, gate_least=5), "gate") == []
    assert the(in_front_of(4, 36, gate_share=0.05), "gate").threshold == pytest.approx(3)
    assert findings(in_front_of(4, 2, gate_share=0.75), "gate") == []
    assert the(in_front_of(1, 0, gate_least=1), "gate").value == 1


def test_containers_do_not_make_an_organization_larger() -> None:
    raw = in_front_of(4, 35)
    teams = raw["teams"]
    assert isinstance(teams, dict)
    for number in range(5):
        teams[f"unit-{number}"] = {}
        teams[f"free-{number}"]["part_of"] = f"unit-{number}"
    assert the(raw, "gate").threshold == pytest.approx(4)


def test_no_customer_is_a_gate() -> None:
    raw = {**CLIENT, "teams": {f"free-{number}": {"serves": "client"} for number in range(9)}}
    assert findings(raw, "gate") == []


def test_the_largest_gate_comes_first() -> None:
    raw = in_front_of(5, 0)
    teams = raw["teams"]
    assert isinstance(teams, dict)
    teams["gate"] = {"serves": "outer"}
    teams["outer"] = {"serves": "client"}
    assert [one.elements for one in findings(raw, "gate")] == [("outer",), ("gate",)]


# no-internal-customer, ownerless


def test_teams_roles_and_people_who_serve_nobody() -> None:
    raw = {
        **CLIENT,
        "teams": {"a": {}, "b": {"serves": {"to": "client", "volume": 0}}, "c": {"serves": "client"}},
        "roles": {"r": {}},
        "people": {"p": {}},
        "systems": {"s": {}},
    }
    finding = the(raw, "no-internal-customer")
    assert finding.elements == ("a", "b", "r", "p")
    assert finding.value == 4


def test_a_member_serves_its_unit() -> None:
    raw = {**CLIENT, "teams": {"unit": {"serves": "client"}}, "roles": {"r": {"part_of": "unit"}}}
    assert findings(raw, "no-internal-customer") == []


@pytest.mark.parametrize(
    ("more", "owned"),
    [
        ({}, False),
        ({"systems": {"s": {"supports": "process"}}}, False),
        ({"teams": {"a": {"performs": {"to": "process", "volume": 0}}}}, False),
        ({"teams": {"a": {"performs": "process"}}}, True),
        ({"roles": {"r": {"supports": "process"}}}, True),
        ({"people": {"p": {"serves": "process"}}}, True),
    ],
)
def test_a_process_is_owned_by_whoever_works_in_it(more: Body, owned: bool) -> None:
    raw = {**CLIENT, "processes": {"process": {"delivers": "client"}}, **more}
    assert [one.elements for one in findings(raw, "ownerless")] == ([] if owned else [("process",)])


def test_a_process_that_is_part_of_a_unit_has_an_owner() -> None:
    raw = {**CLIENT, "teams": {"unit": {}}, "processes": {"process": {"delivers": "client", "part_of": "unit"}}}
    assert findings(raw, "ownerless") == []


@pytest.mark.parametrize(("decider", "owned"), [(None, False), (["a"], True), (["a", "b"], False), ("a", True)])
def test_a_decision_has_exactly_one_decider(decider: object, owned: bool) -> None:
    decision: Body = {"about": ["client"]}
    if decider is not None:
        decision["decider"] = decider
    raw = {**CLIENT, "teams": {"a": {"serves": "client"}, "b": {"serves": "client"}}, "decisions": {"price": decision}}
    assert [one.decisions for one in findings(raw, "ownerless")] == ([] if owned else [("price",)])


# low-coverage


def half_known(assessed: int, of: int, **thresholds: float) -> Body:
    """Draw so many teams of equal effort whose line is assessed, of so many in a unit that groups them."""
    line = {"part_of": "unit", "serves": [{"to": "client", "assessed": True}]}
    teams: Body = {f"team-{number}": {**line, "assessed": number < assessed} for number in range(of)}
    raw: Body = {**CLIENT, "teams": {"unit": {}, **teams}}
    return {**raw, "thresholds": thresholds} if thresholds else raw


def test_coverage_is_low_below_half() -> None:
    finding = the(half_known(2, 5), "low-coverage")
    assert finding.value == pytest.approx(0.4)
    assert (finding.threshold, finding.elements) == (0.5, ("unit",))
    assert findings(half_known(2, 4), "low-coverage") == []


def test_the_file_may_ask_for_more_or_less() -> None:
    assert findings(half_known(2, 5, coverage_least=0.4), "low-coverage") == []
    assert the(half_known(4, 5, coverage_least=0.9), "low-coverage").elements == ()
    assert the(half_known(4, 5, coverage_least=0.9, unit_coverage_least=0.9), "low-coverage").elements == ("unit",)


def test_one_unknown_step_leaves_the_line_uncovered() -> None:
    raw = {**CLIENT, "teams": {"a": {"assessed": True, "serves": "client"}}}
    assert the(raw, "low-coverage").value == 0


def test_without_effort_nothing_is_said_of_coverage() -> None:
    assert findings({**CLIENT, "teams": {"a": {"effort": 0, "serves": "client"}}}, "low-coverage") == []


# all of them


@pytest.mark.parametrize("organization", ORGANIZATIONS)
def test_every_finding_says_all_it_has_to_and_names_what_exists(organization: object) -> None:
    assert callable(organization)
    found = analyzed(organization())
    ids = set(found.snapshot.network.elements.ids)
    for one in found.findings:
        assert one.code in CODES
        assert set(one.elements) <= ids
        assert all(text.strip() for text in (one.title, one.why, one.evidence_against, one.action))
        assert one.severity in {"info", "notice", "warning"}
    order = [("warning", "notice", "info").index(one.severity) for one in found.findings]
    assert order == sorted(order)
