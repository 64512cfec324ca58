"""An analysis in sentences: facts about them on drawn organizations, for each way an organization can be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from sightline.document import Tree, build_organization
from sightline.phrases import NBSP
from sightline.pipeline import Analysis, analyze
from sightline.report import wording
from tests.drawing import organizations

Raw = dict[str, Any]


def analysis(**sections: Any) -> Analysis:  # noqa: ANN401 - raw sections of a file
    return analyze(build_organization(Tree({"sightline": 1, **sections})))


def blocked(severity: float, kind: str = "turnover") -> list[Raw]:
    return [{"kind": kind, "severity": severity}]


def plain(text: str | None) -> str:
    return (text or "").replace(NBSP, " ")


def test_the_headline_adds_up_and_names_the_place() -> None:
    """a -> b -> customer; half is blocked at b."""
    teams = {"a": {"serves": "b"}, "b": {"name": "Bee", "serves": "c", "obstacles": blocked(0.5)}}
    said = plain(wording.headline(analysis(name="Hive", customers={"c": {}}, teams=teams)))
    assert said == (
        "46 % of Hive's effort reaches an external customer unobstructed; 49 % is blocked, all of it at Bee;"
        " 5 % is lost in handoffs."
    )


def test_a_relation_is_named_by_its_two_ends() -> None:
    teams = {"a": {"name": "Ann", "serves": [{"to": "b", "obstacles": blocked(0.5)}]}, "b": {"serves": "c"}}
    said = plain(wording.headline(analysis(customers={"c": {}}, teams=teams)))
    assert "all of it between Ann and b" in said


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ((0.5, 0.1, 0.1), "most of it at t0 ("),
        ((0.3, 0.3, 0.3, 0.3, 0.3), "the largest parts at t0 ("),
        ((0.3, 0.3, 0.1), "most of it at t0 ("),
    ],
)
def test_most_is_said_only_of_more_than_half(severities: tuple[float, ...], words: str) -> None:
    teams = {f"t{at}": {"serves": "c", "obstacles": blocked(severity)} for at, severity in enumerate(severities)}
    assert words in plain(wording.headline(analysis(customers={"c": {}}, teams=teams)))


def test_elements_of_one_name_are_told_apart() -> None:
    teams = {
        "a": {"name": "Office", "serves": "c", "obstacles": blocked(0.5)},
        "b": {"name": "Office", "serves": "c", "obstacles": blocked(0.4)},
    }
    names = wording.Names(analysis(customers={"c": {}}, teams=teams).snapshot.network)
    assert [names.element(row) for row in range(3)] == ["c", "Office (`a`)", "Office (`b`)"]


def test_names_that_end_in_s_and_long_names_fit_the_sentence() -> None:
    parts: Raw = {"customers": {"c": {}}, "teams": {"a": {"serves": "c"}}}
    assert "Meridian Industries' effort" in wording.headline(analysis(name="Meridian Industries", **parts))
    assert "the organization's effort" in wording.headline(analysis(name="long name " * 40, **parts))
    assert "the organization's effort" in wording.headline(analysis(**parts))


def test_nothing_blocked_is_said_and_so_is_everything_seen() -> None:
    clear = analysis(assumptions={"handoff_clarity": 1}, customers={"c": {}}, teams={"a": {"serves": "c"}})
    assert wording.headline(clear).startswith("All of")
    assert "no obstacle is recorded" in wording.headline(clear)
    none_counts = analysis(customers={"c": {}}, teams={"a": {"serves": "c", "obstacles": blocked(0)}})
    assert "nothing is blocked" in wording.headline(none_counts)
    assert "nothing is lost in a handoff itself" in wording.assumption(clear)
    assert wording.root(clear) is None
    assert wording.worst_seen(clear) == "Every external customer sees all that is meant for it."
    dark = analysis(customers={"c": {}}, teams={"a": {"serves": "c", "obstacles": blocked(1)}})
    assert wording.headline(dark).startswith("None of")
    assert plain(wording.worst_seen(dark)) == "0 % of what is meant for c arrives."


def test_the_worst_seen_is_the_one_with_the_lowest_clarity_not_the_smallest() -> None:
    teams = {
        "a": {"headcount": 1, "serves": "small"},
        "b": {"headcount": 99, "serves": "big", "obstacles": blocked(0.5)},
    }
    found = analysis(customers={"small": {}, "big": {}, "nobody": {}}, teams=teams)
    assert plain(wording.worst_seen(found)).startswith("The worst-seen external customer is big: 48 %")


def test_a_cause_is_named_where_it_gains_far_more_with_its_effects() -> None:
    teams = {
        "lead": {"name": "Lead", "serves": "a", "obstacles": [{**blocked(0.1, "reluctance-to-empower")[0], "id": "r"}]},
        "a": {"serves": "c", "obstacles": [{**blocked(0.6)[0], "id": "e", "caused_by": ["r"]}]},
    }
    found = analysis(customers={"c": {}}, teams=teams)
    said = plain(wording.root(found))
    assert said.startswith(
        "The recorded cause that gains most together with its effects is reluctance to empower at Lead (`r`):"
        " clearing it alone gains "
    )
    assert "clearing it with the obstacle recorded as its effect gains" in said
    assert wording.count_effects(found, found.snapshot.network.obstacles.row["r"]) == 1


def test_effects_of_effects_count() -> None:
    obstacles: list[Raw] = [
        {"id": "x", "kind": "turnover", "severity": 0.1, "caused_by": ["z"]},
        {"id": "y", "kind": "overload", "severity": 0.1, "caused_by": ["x"]},
    ]
    obstacles.append({"id": "z", "kind": "attitude", "severity": 0.1})
    found = analysis(customers={"c": {}}, teams={"a": {"serves": "c", "obstacles": obstacles}})
    assert wording.count_effects(found, found.snapshot.network.obstacles.row["z"]) == 2


def test_kinds_of_ones_own_are_spelled_as_words() -> None:
    teams = {"a": {"name": "Ann", "serves": "c", "obstacles": blocked(0.5, "too-many-meetings")}}
    found = analysis(customers={"c": {}}, teams=teams)
    assert wording.Names(found.snapshot.network).obstacle(0) == "Too many meetings at Ann"


def test_a_lower_bound_says_so() -> None:
    assert plain(wording.gain(0.054, exact=False)) == "at least 5.4 %"
    assert plain(wording.gain(0.054, exact=True)) == "5.4 %"


def test_findings_name_what_they_are_about_and_count_the_rest() -> None:
    teams: Raw = {f"t{at:02}": {} for at in range(30)} | {"a": {"serves": "c"}}
    found = analysis(customers={"c": {}}, teams=teams)
    stranded = next(finding for finding in found.findings if finding.code == "stranded")
    facts = wording.finding_facts(stranded, most=3)
    assert facts.startswith("30 elements: t")
    assert facts.endswith("and 27 more")


@pytest.mark.parametrize("only", ["sight", "occlusion", "customers", "coverage", "chokepoints"])
def test_what_was_left_out_has_no_sentence(only: str) -> None:
    organization = build_organization(Tree({"sightline": 1, "customers": {"c": {}}, "teams": {"a": {"serves": "c"}}}))
    found = analyze(organization, only=[only])
    assert (wording.coverage(found) is None) == (only != "coverage")
    assert (wording.worst_seen(found) is None) == (only != "customers")
    assert wording.contents(found).startswith("2 elements (1 external customer), 1 relation that carries work")


@settings(max_examples=60)
@given(organizations())
def test_every_organization_has_its_sentences(raw: Raw) -> None:
    found = analyze(build_organization(Tree(raw)))
    texts = [
        wording.headline(found),
        wording.assumption(found),
        wording.coverage(found),
        wording.root(found),
        wording.worst_seen(found),
        wording.contents(found),
        *(wording.depends(found, row) for row in wording.most_depended(found, 5)),
    ]
    for text in texts:
        assert "nan" not in plain(text).split()
        assert "None %" not in plain(text)
    parts = wording.account(found)
    assert not parts or sum(share for _, share in parts) == pytest.approx(1, abs=1e-9)
    sight = found.sight.sight
    least = wording.least_sight(found, 5)
    assert [sight[row] for row in least] == sorted(sight[row] for row in least)
