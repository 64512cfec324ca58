"""Structure: coordination, ties and groups beside the units; firing and just not, and fast against slow."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.analyzers.flow_groups import GROUPS_UP_TO, adjusted_rand
from sightline.analyzers.structure import Structure, StructureAnalyzer
from sightline.document import Tree, build_organization
from sightline.findings import Finding
from sightline.snapshot import Snapshot
from tests.drawing import Body, organizations, permuted
from tests.reference import read_raw
from tests.reference.units import count_ties, expect_e_i, find_unit, measure_agreement

Raw = dict[str, Any]


def two_lines_of_work() -> Raw:
    """Draw two lines of work, each with a unit of its own, that meet at one handover.

    north                             south
      n1 -> n2 -> n3 -> (client)        s1 -> s2 -> s3 -> (client)
      n1 -> n3                          s1 -> s3
             n3 ------------------------> s1
    """
    teams: Raw = {"north": {}, "south": {}}
    for unit in ("north", "south"):
        one, two, three = (f"{unit[0]}{number}" for number in (1, 2, 3))
        teams |= {
            one: {"part_of": unit, "supports": [two, three]},
            two: {"part_of": unit, "supports": three},
            three: {"part_of": unit, "serves": "client"},
        }
    teams["n3"]["supports"] = "s1"
    return {
        "sightline": 1,
        "customers": {"client": {"feedback": {"to": "n3"}}},
        "teams": teams,
    }


def across_the_lines() -> Raw:
    """Draw the same work with units that cut across it: whoever is first, second and third in either line."""
    raw = two_lines_of_work()
    teams = raw["teams"]
    del teams["north"], teams["south"]
    teams |= {"first": {}, "second": {}, "third": {}}
    for name, unit in (("1", "first"), ("2", "second"), ("3", "third")):
        teams[f"n{name}"]["part_of"] = teams[f"s{name}"]["part_of"] = unit
    return raw


def structure(raw: Raw) -> Structure:
    return StructureAnalyzer().run(Snapshot(build_organization(Tree(raw))))


def the(raw: Raw, words: str) -> list[Finding]:
    found = structure(raw).findings
    assert {one.code for one in found} <= {"structure-mismatch"}
    return [one for one in found if words in one.title]


def test_the_figures_of_two_lines_of_work() -> None:
    found = structure(two_lines_of_work())
    assert found.table("unit_ties").labels == ["north", "south"]
    assert found.members.tolist() == [3, 3]
    assert found.internal.tolist() == [3, 3]
    assert found.external.tolist() == [1, 1]
    assert found.e_i == pytest.approx([-0.5, -0.5])
    assert found.e_i_expected == pytest.approx([0.5, 0.5]), "3 * 3 pairs across, 3 within"
    assert found.figures == {"congruence": 0.0, "crossing_unanswered": 1.0, "unit_agreement": pytest.approx(1.0)}


# coordination


def test_units_that_hand_work_across_and_do_not_coordinate() -> None:
    (finding,) = the(two_lines_of_work(), "hands work across")
    assert (finding.value, finding.threshold) == (0, 0.5)
    assert finding.elements == ("north", "south")
    assert finding.relations == ("n3 -> s1",)
    assert "reporting" not in finding.why


@pytest.mark.parametrize(
    ("change", "fires"),
    [
        ({"teams": {"s2": {"feedback": "n1"}}}, False),
        ({"teams": {"n2": {"feedback": "s3"}}}, False),
        ({"teams": {"s2": {"feedback": "s1"}}}, True),
        ({"decisions": {"price": {"about": ["n1"], "decider": ["n2"], "consulted": ["s2"]}}}, False),
        ({"decisions": {"price": {"about": ["n1"], "decider": ["n2"], "consulted": ["n3"]}}}, True),
        ({"decisions": {"price": {"about": ["s1"], "decider": ["n2"], "consulted": 4}}}, True),
        ({"teams": {"s1": {"reports_to": "n1"}}}, True),
    ],
)
def test_feedback_or_a_decision_in_common_coordinates(change: Raw, fires: bool) -> None:
    raw = two_lines_of_work()
    for section, bodies in change.items():
        for name, body in bodies.items():
            raw.setdefault(section, {}).setdefault(name, {}).update(body)
    found = the(raw, "hands work across")
    assert bool(found) is fires
    assert [("1 pair is tied by a line of reporting only" in one.why) for one in found] == (
        [change == {"teams": {"s1": {"reports_to": "n1"}}}] if fires else []
    )


def test_half_of_the_pairs_are_enough() -> None:
    raw = two_lines_of_work()
    raw["teams"] |= {"west": {}, "w1": {"part_of": "west", "supports": "s2"}}
    raw["teams"]["s1"]["feedback"] = "w1"
    assert structure(raw).figures["congruence"] == 0.5
    assert the(raw, "work across") == []
    raw["thresholds"] = {"congruence_least": 0.51}
    assert len(the(raw, "work across")) == 1


def test_the_pair_with_most_work_between_is_named_first() -> None:
    raw = two_lines_of_work()
    raw["teams"] |= {"west": {}, "w1": {"part_of": "west", "headcount": 50, "supports": ["s2", "s3"]}}
    (finding,) = the(raw, "hand work across")
    assert finding.relations == ("w1 -> s2", "n3 -> s1")


def test_without_any_feedback_or_decision_nobody_knows_who_coordinates() -> None:
    raw = two_lines_of_work()
    del raw["customers"]["client"]["feedback"]
    found = structure(raw)
    assert (found.coordination, found.crossing_unanswered) == (None, None)
    assert found.findings == ()


def test_a_return_answers_a_relation_that_crosses() -> None:
    raw = two_lines_of_work()
    raw["teams"]["n1"]["supports"].append("s2")
    raw["teams"]["s1"]["feedback"] = "n3"
    assert structure(raw).crossing_unanswered == 0.5


# ties


def test_units_whose_members_work_no_more_with_each_other_than_by_chance() -> None:
    raw = across_the_lines()
    raw["thresholds"] = {"unit_members_least": 2}
    (finding,) = the(raw, "than chance")
    assert set(finding.elements) == {"first", "second", "third"}
    assert finding.value == pytest.approx(1 - 7 / 9)
    assert the(across_the_lines(), "than chance") == [], "units of two are too small to tell"
    assert the(two_lines_of_work(), "than chance") == []


@pytest.mark.parametrize(("crossing", "fires"), [(3, True), (2, False)])
def test_as_many_ties_across_as_by_chance_or_one_fewer(crossing: int, fires: bool) -> None:
    teams: Raw = {"north": {}, "south": {}}
    for number in range(3):
        teams[f"n{number}"] = {"part_of": "north", "supports": [f"s{number}"] if number < crossing else []}
        teams[f"s{number}"] = {"part_of": "south", "serves": "client"}
    teams["n0"]["supports"].append("n1")
    teams["s0"]["supports"] = "s1"
    raw = {"sightline": 1, "customers": {"client": {}}, "teams": teams}
    found = the(raw, "than chance")
    assert [one.elements for one in found] == ([("north", "south")] if fires else [])


def test_products_are_made_in_a_unit_and_no_members() -> None:
    raw = two_lines_of_work()
    raw["products"] = {f"p{number}": {"part_of": "north", "supports": "s1"} for number in range(5)}
    assert structure(raw).members.tolist() == [3, 3]


# groups


def test_the_work_forms_groups_that_are_not_the_units() -> None:
    (finding,) = the(across_the_lines(), "not the units")
    assert finding.value < 0.25
    assert the(two_lines_of_work(), "not the units") == []


def test_the_agreement_is_enough_or_not() -> None:
    raw = across_the_lines()
    raw["thresholds"] = {"unit_agreement_least": 0.0}
    assert structure(raw).groups is not None
    assert len(the(raw, "not the units")) == 1, "they agree less than by chance"
    mixed = two_lines_of_work()
    mixed["teams"]["n1"]["part_of"] = "south"
    agreement = structure(mixed).figures["unit_agreement"]
    assert isinstance(agreement, float)
    assert 0.25 < agreement < 1
    assert the(mixed, "not the units") == []
    mixed["thresholds"] = {"unit_agreement_least": agreement + 0.01}
    assert len(the(mixed, "not the units")) == 1


def test_groups_are_looked_for_only_where_there_is_something_to_compare() -> None:
    alone = two_lines_of_work()
    alone["teams"] = {"north": {}, "n1": {"part_of": "north", "serves": "client"}}
    single: Raw = {"sightline": 1, "teams": {"a": {"serves": "b"}, "b": {"serves": "client"}}}
    large = copy.deepcopy(two_lines_of_work())
    large["teams"] |= {f"t{number}": {"part_of": "north", "supports": "n1"} for number in range(GROUPS_UP_TO)}
    for raw in (alone, single, large):
        raw["customers"] = {"client": {}}
        found = structure(raw)
        assert found.groups is None
        assert list(found.table("flow_groups").labels) == []


# fast and slow


@settings(max_examples=40)
@given(organizations())
def test_ties_are_those_of_the_twin(raw: Body) -> None:
    found, expected = structure(raw), count_ties(read_raw(raw))
    labels = list(found.table("unit_ties").labels)
    assert set(labels) == set(expected)
    sizes = {name: ties.members for name, ties in expected.items()}
    for place, name in enumerate(labels):
        ties = expected[str(name)]
        told = (found.members[place], found.internal[place], found.external[place])
        assert told == (ties.members, ties.internal, ties.external)
        chance = expect_e_i(sizes, str(name))
        assert found.e_i_expected[place] == pytest.approx(np.nan if chance is None else chance, nan_ok=True)


@settings(max_examples=25)
@given(organizations(), st.integers(0, 1000))
def test_the_order_of_the_file_does_not_matter(raw: Body, seed: int) -> None:
    found, shuffled = structure(raw), structure(permuted(raw, seed))
    assert shuffled.figures == pytest.approx(found.figures)
    assert _groups(shuffled) == _groups(found)


def _groups(found: Structure) -> list[set[str]]:
    ids = found.network.elements.ids
    return [{str(one) for one in ids[group]} for group in (found.groups.groups if found.groups else ())]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12))
def test_agreement_is_that_of_all_pairs(labels: list[tuple[int, int]]) -> None:
    one, other = ([pair[side] for pair in labels] for side in (0, 1))
    told = adjusted_rand(np.array(one, dtype=np.int64), np.array(other, dtype=np.int64))
    assert told == pytest.approx(measure_agreement(one, other))


def test_a_team_of_teams_is_a_unit_and_so_is_a_team_alone() -> None:
    raw: Body = {
        "customers": {"c": {}},
        "teams": {"division": {}, "team": {"part_of": "division", "serves": "c"}, "alone": {"serves": "c"}},
        "roles": {"clerk": {"part_of": "team"}},
        "systems": {"crm": {"part_of": "clerk"}, "mail": {}},
    }
    case = read_raw(raw)
    units = {name: find_unit(case, name) for name in ("division", "team", "clerk", "crm", "alone", "mail", "c")}
    assert units == {
        "division": "division",
        "team": "team",
        "clerk": "team",
        "crm": "team",
        "alone": "alone",
        "mail": None,
        "c": None,
    }
