"""Explanations: the numbers in the text are those of the case, and a pocket calculator gets the figure from them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from sightline.document import Tree, build_organization
from sightline.pipeline import Analysis, analyze
from sightline.report import explaining
from tests import organizations
from tests.drawing import organizations as drawn

CONCEPTS = Path(__file__).parents[2] / "docs" / "concepts.md"
ONE_PLACE = 0.00051
"""What rounding to a tenth of a per cent may hide."""


@pytest.fixture(scope="module")
def worked() -> Analysis:
    return analyze(build_organization(Tree(organizations.worked_example())))


def _row(analysis: Analysis, element: str) -> int:
    return analysis.snapshot.network.elements.row[element]


def _obstacle(analysis: Analysis, identifier: str) -> int:
    return analysis.snapshot.network.obstacles.row[identifier]


def _shares(text: str) -> list[float]:
    """Read the percentages in a text."""
    return [float(found) / 100 for found in re.findall(r"(-?[\d.]+)\u00a0%", text)]


def _all(analysis: Analysis) -> list[explaining.Explanation]:
    """Explain everything about an analysis."""
    network = analysis.snapshot.network
    of_element = (
        explaining.of_sight,
        explaining.of_best_line,
        explaining.of_hops,
        explaining.of_depth,
        explaining.of_chokepoint,
    )
    of_obstacle = (explaining.of_blocked, explaining.of_gain, explaining.of_share)
    return [
        *(explain(analysis) for explain in (explaining.of_index, explaining.of_account, explaining.of_coverage)),
        *(explain(analysis, row) for row in range(len(network.elements)) for explain in of_element),
        *(explaining.of_customer(analysis, row) for row in analysis.customers.rows.tolist()),
        *(explain(analysis, row) for row in range(len(network.obstacles)) for explain in of_obstacle),
    ]


def test_the_worked_example_is_explained_as_on_paper(worked: Analysis) -> None:
    said = " ".join(explaining.of_index(worked).numbers)
    assert "workshop: effort 5 × sight 76.0\u00a0% = 3.8." in said
    assert "Together 6.194 of 10: 61.9\u00a0%." in said
    gain = " ".join(explaining.of_gain(worked, _obstacle(worked, "late-changes")).numbers)
    assert "38.0\u00a0% gets as far as the way between planning and workshop" in gain
    assert "38.0\u00a0% × 50.0\u00a0% more × 76.0\u00a0% = 14.4\u00a0%." in gain
    seen = " ".join(explaining.of_customer(worked, _row(worked, "clinic")).numbers)
    assert "From device: 3.933 of 6.75 effort. Together 3.933 of 6.75: 58.3\u00a0%." in seen
    assert explaining.of_hops(worked, _row(worked, "planning")).numbers[-1] == "That makes 3 steps."


def test_the_ways_of_an_element_add_up_to_its_sight(worked: Analysis) -> None:
    *ways, own = explaining.of_sight(worked, _row(worked, "device")).numbers
    assert len(ways) == 2
    assert sum(_shares(way)[-1] for way in ways) == pytest.approx(_shares(own)[2], abs=len(ways) * ONE_PLACE)
    assert _shares(own)[1] * _shares(own)[2] == pytest.approx(_shares(own)[3], abs=2 * ONE_PLACE)


def test_shares_of_obstacles_add_up_to_what_all_cost(worked: Analysis) -> None:
    numbers = explaining.of_share(worked, _obstacle(worked, "sign-offs")).numbers
    (clear, index), (cost,), (own,), (others,), (part,) = (_shares(line) for line in numbers)
    assert clear - index == pytest.approx(cost, abs=2 * ONE_PLACE)
    assert own + others == pytest.approx(cost, abs=2 * ONE_PLACE)
    assert own / cost == pytest.approx(part, abs=4 * ONE_PLACE)


def test_work_that_comes_back_counts_more_than_once() -> None:
    analysis = analyze(build_organization(Tree(organizations.rework_between_two_desks())))
    assert len(analysis.snapshot.network.obstacles) == 1
    numbers = explaining.of_gain(analysis, 0).numbers
    times = float(next(re.findall(r"([\d.]+) times", line)[0] for line in numbers if "times" in line))
    once = _shares(numbers[3])[-1]
    assert times > 1
    assert once * times == pytest.approx(float(analysis.occlusion.obstacles.gain[0]), abs=0.003)


def test_every_source_is_a_section_of_our_docs(worked: Analysis) -> None:
    sections = {line.removeprefix("## ").strip().lower() for line in CONCEPTS.read_text("utf-8").splitlines()}
    made = _all(worked)
    assert len(made) > 30
    assert {made_.source.removeprefix("Concepts, ") for made_ in made} <= sections


@given(drawn())
def test_everything_can_be_explained_and_reproduced(raw: dict[str, object]) -> None:
    analysis = analyze(build_organization(Tree(raw)))
    assert all(made.title and made.meaning and made.numbers for made in _all(analysis))
    account = [_shares(line)[0] for line in explaining.of_account(analysis).numbers if _shares(line)]
    if account and "under" not in " ".join(explaining.of_account(analysis).numbers):
        assert sum(account[:4]) == pytest.approx(1.0, abs=4 * ONE_PLACE)
    gain = analysis.occlusion.obstacles.gain
    for obstacle in np.flatnonzero(gain > 0.01).tolist():
        last = explaining.of_gain(analysis, obstacle).numbers[-1]
        assert _shares(last)[2] == pytest.approx(float(gain[obstacle]), abs=ONE_PLACE)
    for row in np.flatnonzero((analysis.sight.hops > 0) & (analysis.sight.best_line > 0.01)).tolist():
        numbers = explaining.of_best_line(analysis, row).numbers
        assert float(np.prod([share for line in numbers[:-1] for share in _shares(line)])) == pytest.approx(
            _shares(numbers[-1])[0], abs=ONE_PLACE * (2 * len(numbers))
        )
        assert explaining.of_hops(analysis, row).numbers[-1].startswith(f"That makes {analysis.sight.hops[row]} step")
