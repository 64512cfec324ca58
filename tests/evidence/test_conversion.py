"""Counted answers become the severities of the published vectors; evidence adds up, ages, and may be contested."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.evidence.conversion import Belief, convert
from sightline.evidence.pooling import aged, are_contested, capped, pooled

ROOT = Path(__file__).resolve().parents[2]
VECTORS = [
    ((0, 0, 1, 3, 1), 0.695, 0.102, (13.56, 5.94), (0.52, 0.85)),
    ((2, 0, 0, 0, 3), 0.578, 0.197, (3.05, 2.23), (0.24, 0.88)),
    ((3, 4, 1, 0, 0), 0.242, 0.093, (4.85, 15.17), (0.10, 0.41)),
    ((0, 6, 8, 6, 0), 0.500, 0.074, (22.39, 22.39), (0.38, 0.62)),
    ((0, 0, 0, 0, 0), 0.5, 0.25, (1.5, 1.5), (0.10, 0.90)),
]


@pytest.mark.parametrize(("counts", "mean", "deviation", "shape", "interval"), VECTORS)
def test_the_vectors(
    counts: tuple[int, ...],
    mean: float,
    deviation: float,
    shape: tuple[float, float],
    interval: tuple[float, float],
) -> None:
    belief = convert(counts, items=1, respondents=sum(counts))
    assert belief.mean == pytest.approx(mean, abs=5e-4)
    assert belief.deviation == pytest.approx(deviation, abs=5e-4)
    assert (belief.alpha, belief.beta) == pytest.approx(shape, abs=5e-3)
    assert belief.interval == pytest.approx(interval, abs=6e-3)


def test_the_page_shows_the_vectors() -> None:
    page = (ROOT / "docs" / "survey-answers.md").read_text(encoding="utf-8")
    for counts, mean, deviation, _, (low, high) in VECTORS[:-1]:
        row = f"| {', '.join(map(str, counts))} | {mean:.3f} | {deviation:.3f} | {low:.2f} to {high:.2f} |"
        assert row in page


COUNTS = st.tuples(*[st.integers(0, 30)] * 5).filter(any)


@settings(max_examples=50, deadline=None)
@given(COUNTS)
def test_the_scale_turned_round_turns_the_severity_round(counts: tuple[int, ...]) -> None:
    there, back = (convert(one, items=1, respondents=sum(counts)) for one in (counts, counts[::-1]))
    assert back.mean == pytest.approx(1 - there.mean)
    assert back.kappa == pytest.approx(there.kappa)


@settings(max_examples=50, deadline=None)
@given(COUNTS, st.integers(1, 5))
def test_more_items_answered_alike_say_no_more(counts: tuple[int, ...], items: int) -> None:
    people = sum(counts)
    once = convert(counts, items=1, respondents=people)
    often = convert([items * one for one in counts], items=items, respondents=people)
    assert (often.mean, often.kappa) == pytest.approx((once.mean, once.kappa))


@settings(max_examples=50, deadline=None)
@given(COUNTS)
def test_the_interval_holds_the_mean(counts: tuple[int, ...]) -> None:
    belief = convert(counts, items=1, respondents=sum(counts))
    low, high = belief.interval
    assert 0 <= low <= belief.mean <= high <= 1


def test_a_survey_and_an_interview_add_up() -> None:
    together = pooled([capped(convert((0, 0, 1, 3, 1), items=1, respondents=5)), Belief(0.5, 8)])
    assert (together.alpha, together.beta) == pytest.approx((17.56, 9.94), abs=5e-3)
    assert together.mean == pytest.approx(0.639, abs=5e-4)
    assert together.interval == pytest.approx((0.48, 0.78), abs=6e-3)


def test_many_opinions_count_for_twenty() -> None:
    many = convert((10, 200, 400, 200, 10), items=1, respondents=820)
    assert many.kappa > 20
    assert capped(many) == Belief(many.mean, 20.0)


def test_evidence_far_apart_is_contested_and_no_nearer() -> None:
    assert are_contested([Belief(0.2, 8), Belief(0.55, 8)])
    assert not are_contested([Belief(0.25, 8), Belief(0.55, 8)])


def test_a_year_halves_what_evidence_counts() -> None:
    belief, day = Belief(0.4, 8), datetime.date(2024, 3, 1)
    later = aged(belief, day, datetime.date(2025, 3, 1))
    assert later.mean == belief.mean
    assert later.kappa == pytest.approx(4, abs=0.01)
    assert aged(belief, day, datetime.date(2020, 1, 1)) == belief
    low, high = belief.interval
    assert later.interval[0] < low < high < later.interval[1]
