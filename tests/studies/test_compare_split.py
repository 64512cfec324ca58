"""The split of the change of the index: closed, as the slow twin has it, and where the change was made."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings

from sightline.arrays.solving import DENSE_UP_TO
from sightline.document import Tree, build_organization
from sightline.snapshot import Snapshot
from sightline.studies.compare_line import integrate
from sightline.studies.compare_split import Split, split_change
from tests.drawing import Body, organizations
from tests.networks import draw_at_random
from tests.organizations import worked_example
from tests.reference import condition_number, read_raw
from tests.reference.compare import split as split_slowly
from tests.samples.readings import read
from tests.studies.drawing_changes import drawn_organizations

EXACT = 1e-9
WELL_POSED = 1e5
"""Condition up to which two ways of solving must agree to nine digits."""


def snapshot(raw: Body) -> Snapshot:
    return Snapshot(build_organization(Tree(raw)))


def split(before: Body, after: Body) -> Split:
    found = split_change(snapshot(before), snapshot(after))
    assert found is not None
    return found


def by_element(found: Split, part: str) -> dict[str, float]:
    return {one: value for one, value in zip(found.elements, found.by_element[part], strict=True) if abs(value) > EXACT}


def by_pair(found: Split, part: str) -> dict[tuple[str, str], float]:
    ids = found.elements
    ends = zip(found.suppliers.tolist(), found.customers.tolist(), strict=True)
    pairs = [(str(ids[one]), str(ids[other])) for one, other in ends]
    return {pair: value for pair, value in zip(pairs, getattr(found, part), strict=True) if abs(value) > EXACT}


@settings(max_examples=40)
@given(before=organizations(), after=organizations())
def test_the_parts_add_up_to_the_change_between_any_two(before: Body, after: Body) -> None:
    found = split_change(snapshot(before), snapshot(after))
    assume(found is not None)
    assert found is not None
    assert found.gap == pytest.approx(0, abs=EXACT)
    assert found.total_by_element.sum() == pytest.approx(found.change, abs=EXACT)


@settings(max_examples=15)
@given(before=organizations(), after=organizations())
def test_every_part_is_that_of_the_slow_twin(before: Body, after: Body) -> None:
    cases = read_raw(before), read_raw(after)
    assume(all(case.effort > 0 and condition_number(case) < WELL_POSED for case in cases))
    told, slow = split(before, after), split_slowly(*cases)
    for part, expected in (("element_clarity", slow.clarity), ("effort", slow.effort)):
        values = dict(zip(told.elements.tolist(), getattr(told, part).tolist(), strict=True))
        assert values == pytest.approx(expected, abs=EXACT)
    for part, ways in (("relation_clarity", slow.passing), ("routing", slow.routing)):
        assert by_pair(told, part) == pytest.approx(
            {pair: value for pair, value in ways.items() if abs(value) > EXACT}, abs=2 * EXACT
        )


@settings(max_examples=10)
@given(organization=drawn_organizations())
def test_nothing_moves_between_a_state_and_itself(organization: object) -> None:
    one = Snapshot(organization)  # type: ignore[arg-type]
    found = split_change(one, one)
    assume(found is not None)
    assert found is not None
    assert list(found.parts.values()) == [0, 0, 0, 0]


def test_an_obstacle_less_is_told_where_it_stood() -> None:
    """Clear the workshop of the worked example: sight rises from 0.6194 by its gain of 0.1311."""
    after = worked_example()
    after["teams"]["workshop"].pop("obstacles")  # type: ignore[index]
    found = split(worked_example(), after)
    assert by_element(found, "element_clarity") == {"workshop": pytest.approx(0.1311)}
    assert found.parts == pytest.approx({"element_clarity": 0.1311, "relation_clarity": 0, "routing": 0, "effort": 0})


def test_two_changes_in_one_line_share_what_they_do_together() -> None:
    """Clear the relation and the workshop, one behind the other: 0.1444 and 0.1311 alone, 0.3116 together.

    10 L = 0.95 + 4.75 w + 3.61 r w with r from 0.5 and w from 0.8 to 1, both along t: the relation has
    0.5 * 3.61 * 0.9 = 1.6245, the workshop 0.2 * (4.75 + 3.61 * 0.75) = 1.4915.
    """
    after = worked_example()
    after["teams"]["workshop"].pop("obstacles")  # type: ignore[index]
    after["teams"]["planning"]["serves"] = "workshop"  # type: ignore[index]
    found = split(worked_example(), after)
    assert found.parts["relation_clarity"] == pytest.approx(0.16245)
    assert found.parts["element_clarity"] == pytest.approx(0.14915)
    assert by_pair(found, "relation_clarity") == {("planning", "workshop"): pytest.approx(0.16245)}


def two_ways(volume: float, effort: float = 1.0) -> Body:
    """Show a desk that works for its customer directly and through a clerk.

    desk {effort} --x{volume}--> clerk {1} [0.5] --> (client)
         `--x1---> (client)
    """
    clerk = {"delivers": "client", "effort": 1, "obstacles": [{"kind": "bottleneck", "severity": 0.5}]}
    ways = {"delivers": [{"to": "client"}, {"to": "clerk", "volume": volume}]}
    return {"sightline": 1, "customers": {"client": {}}, "teams": {"clerk": clerk, "desk": {"effort": effort, **ways}}}


def test_work_that_goes_another_way_is_told_as_such() -> None:
    """Send three quarters through the clerk and not half: the desk sees 0.625 and not 0.75, L falls by 0.0625."""
    found = split(two_ways(1), two_ways(3))
    assert by_element(found, "routing") == {"desk": pytest.approx(-0.0625)}
    assert by_pair(found, "routing") == {
        ("desk", "client"): pytest.approx(-0.125),
        ("desk", "clerk"): pytest.approx(0.0625),
    }
    assert found.parts["routing"] == pytest.approx(found.change)


def test_effort_is_told_against_the_index() -> None:
    """Triple the desk: 3/4 and not 1/2 of the effort sees 0.75, the clerk 0.5; L rises from 0.625 to 0.6875."""
    found = split(two_ways(1), two_ways(1, effort=3))
    assert found.change == pytest.approx(0.0625)
    assert found.parts["effort"] == pytest.approx(0.0625)
    assert by_element(found, "effort") == {
        "clerk": pytest.approx(0.25 * 0.15625),
        "desk": pytest.approx(0.25 * 0.09375),
    }


def test_who_comes_with_a_route_is_told_as_effort_alone() -> None:
    """Add a hotline that sees its client whole to the two: what it brings is its effort, and no way is another."""
    after = two_ways(1)
    after["teams"]["hotline"] = {"delivers": "client"}  # type: ignore[index]
    found = split(two_ways(1), after)
    assert found.change == pytest.approx(0.75 - 0.625)
    assert found.parts == pytest.approx({"element_clarity": 0, "relation_clarity": 0, "routing": 0, "effort": 0.125})


def test_a_step_between_costs_where_work_is_sent_through_it() -> None:
    """Put a check that keeps half between the desk and its client: the desk loses, the check itself does nothing."""
    before: Body = {"sightline": 1, "customers": {"client": {}}, "teams": {"desk": {"delivers": "client"}}}
    half = {"delivers": "client", "obstacles": [{"kind": "bottleneck", "severity": 0.5}]}
    after: Body = {**before, "teams": {"desk": {"delivers": "check"}}, "processes": {"check": half}}
    found = split(before, after)
    assert found.change == pytest.approx(-0.5)
    assert by_element(found, "routing") == {"desk": pytest.approx(-0.5)}
    assert found.parts["element_clarity"] == 0


def test_whoever_finds_a_route_is_told_with_all_of_it() -> None:
    """Let a desk that served nobody serve: all its sight is due to its new way."""
    before: Body = {"sightline": 1, "customers": {"client": {}}, "teams": {"desk": {}, "other": {"delivers": "client"}}}
    after: Body = {**before, "teams": {"desk": {"delivers": "client"}, "other": {"delivers": "client"}}}
    assert by_pair(split(before, after), "routing") == {("desk", "client"): pytest.approx(0.5)}


def test_without_effort_there_is_nothing_to_split() -> None:
    idle: Body = {"sightline": 1, "teams": {"a": {"effort": 0}}}
    assert split_change(snapshot(idle), snapshot(worked_example())) is None


def test_the_story_of_alder_closes() -> None:
    states = [Snapshot(read(f"alder/{file}.yaml")) for file in ("organization", "2024-06-01", "2026-06-01")]
    for before, after in pairwise(states):
        found = split_change(before, after)
        assert found is not None
        assert abs(found.gap) < EXACT
        assert np.abs(found.total_by_element).sum() > 0


@pytest.mark.parametrize("seed", [1, 2])
def test_it_closes_where_the_work_is_solved_sparsely(seed: int) -> None:
    """Change severities, volumes and efforts of a network of more elements than are eliminated densely."""
    before = draw_at_random(seed, size=3 * DENSE_UP_TO, relations=1_500, customers=4, obstacles=300)
    chance = np.random.default_rng(seed)
    severity = before.obstacles.severity * chance.random(len(before.obstacles))
    volume = before.relations.volume * chance.choice([0.2, 1.0, 5.0], len(before.relations))
    after = replace(
        before,
        obstacles=replace(before.obstacles, severity=severity),
        relations=replace(before.relations, volume=volume),
        elements=replace(
            before.elements, effort=before.elements.effort * chance.choice([0.5, 1.0], len(before.elements))
        ),
    )
    found = split_change(Snapshot(network=before), Snapshot(network=after))
    assert found is not None
    assert all(abs(value) > EXACT for value in found.parts.values())
    assert found.gap == pytest.approx(0, abs=EXACT)


def test_what_is_steep_at_an_end_is_cut_until_it_closes() -> None:
    """Integrate 1/(t + e) over [0, 1], which is ln((1 + e)/e), beside something smooth."""
    tiny = 1e-9
    found = integrate(lambda t: np.array([tiny / (t + tiny), t * t]), np.ones(2))
    assert found == pytest.approx([tiny * np.log((1 + tiny) / tiny), 1 / 3], abs=1e-12)
