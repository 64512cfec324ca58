"""Knowledge: surveys alone, and models from one side; firing and just not."""

from __future__ import annotations

from typing import Any

import pytest

from sightline.analyzers.knowledge import Knowledge, KnowledgeAnalyzer
from sightline.document import Tree, build_organization
from sightline.snapshot import Snapshot

Raw = dict[str, Any]


def knowledge(raw: Raw) -> Knowledge:
    return KnowledgeAnalyzer().run(Snapshot(build_organization(Tree({"sightline": 1, **raw}))))


def known_by(**obstacle: object) -> Raw:
    """Draw a desk whose relation to the client is known by observation, and itself by what is given."""
    observed = {"kind": "bottleneck", "severity": 0.2, "evidence": [{"type": "observation", "text": "queues"}]}
    return {
        "customers": {"client": {}},
        "teams": {
            "desk": {
                "serves": {"to": "client", "obstacles": [observed]},
                "obstacles": [{"kind": "overload", "severity": 0.3, **obstacle}],
            }
        },
    }


SURVEY = {"type": "survey", "text": "12 of 20 agree"}


@pytest.mark.parametrize(
    ("obstacle", "fires"),
    [
        ({"evidence": [SURVEY]}, True),
        ({"evidence": [SURVEY, {"type": "Questionnaire ", "text": "8 of 9"}]}, True),
        ({"n": 7}, True),
        ({"evidence": [SURVEY, {"type": "usage data", "text": "40 % leave"}]}, False),
        ({"evidence": [{"text": "somebody said so"}]}, False),
        ({"evidence": [{"type": "interview", "text": "said so"}], "n": 7}, False),
        ({"evidence": [SURVEY], "status": "removed"}, False),
        ({}, False),
    ],
)
def test_an_obstacle_is_known_from_surveys_only_or_not(obstacle: Raw, fires: bool) -> None:
    found = [one for one in knowledge(known_by(**obstacle)).findings if one.code == "survey-only"]
    assert [(one.elements, one.relations, one.value) for one in found] == ([(("desk",), (), 1)] if fires else [])


def test_relations_are_named_too() -> None:
    raw = known_by(n=5)
    raw["teams"]["desk"]["serves"]["obstacles"][0] = {"kind": "bottleneck", "severity": 0.2, "n": 5}
    (finding,) = knowledge(raw).findings
    assert (finding.elements, finding.relations) == (("desk",), ("desk -> client",))


def of_one_kind(teams: int, systems: int, **thresholds: float) -> Raw:
    return {
        "customers": {"client": {}},
        "teams": {f"team-{number}": {"serves": "client"} for number in range(teams)},
        "systems": {f"system-{number}": {"serves": "client"} for number in range(systems)},
        "thresholds": thresholds,
    }


def lenses(raw: Raw) -> list[str]:
    found = knowledge(raw).findings
    assert {one.code for one in found} <= {"lens-bias"}
    return [one.title.replace("\u00a0", " ") for one in found]


@pytest.mark.parametrize(
    ("raw", "fires"),
    [
        (of_one_kind(9, 2), True),
        (of_one_kind(8, 2), False),
        (of_one_kind(9, 0), False),
        (of_one_kind(10, 0), True),
        (of_one_kind(9, 0, lens_least=9), True),
        (of_one_kind(9, 2, lens_share=0.9), False),
    ],
)
def test_more_than_four_fifths_of_the_elements_are_of_one_area_or_not(raw: Raw, fires: bool) -> None:
    assert [title.endswith("organization") for title in lenses(raw)] == ([True] if fires else [])


def test_containers_are_no_elements_of_a_lens() -> None:
    raw = of_one_kind(8, 2)
    raw["teams"] |= {"unit": {}, "other": {}}
    raw["teams"]["team-0"]["part_of"], raw["teams"]["team-1"]["part_of"] = "unit", "other"
    assert lenses(raw) == []


@pytest.mark.parametrize(("overloads", "fires"), [(9, True), (8, False)])
def test_obstacles_of_one_area(overloads: int, fires: bool) -> None:
    raw = of_one_kind(5, 5)
    kinds = ["overload"] * overloads + ["bottleneck"] * (10 - overloads)
    raw["teams"]["team-0"]["obstacles"] = [{"kind": kind, "severity": 0.1} for kind in kinds]
    assert lenses(raw) == (["90 % of the obstacles are of one side: individuals"] if fires else [])


@pytest.mark.parametrize(("sales", "fires"), [(9, True), (8, False)])
def test_elements_of_one_function(sales: int, fires: bool) -> None:
    raw = of_one_kind(10, 10)
    for number in range(10):
        raw["teams"][f"team-{number}"]["function"] = "sales" if number < sales else "finance"
    assert lenses(raw) == (["90 % of the elements with a function are of one side: sales"] if fires else [])
