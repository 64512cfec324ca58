"""Ratings: loved inside, and blind spots; firing and just not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sightline.analyzers.ratings import Mirror, Opinion, Rated, RatingsAnalyzer, find_blind_spots
from sightline.document import Thresholds, Tree, build_organization
from sightline.snapshot import Snapshot

APART = Mirror(
    element="help-desk",
    title="Help desk",
    own=Opinion(mean=0.8, low=0.7, high=0.9, respondents=6),
    receivers=Opinion(mean=0.5, low=0.4, high=0.6, respondents=12),
)
"""A help desk that rates itself at 0.8 where its receivers say 0.5, each give or take 0.1."""


def rated(**thresholds: float) -> Rated:
    """Draw a form that insiders love (4.2 against 3.2), a desk that clients love, and a page rated inside only."""
    raw: dict[str, Any] = {
        "sightline": 1,
        "customers": {"citizen": {}},
        "products": {
            "form": {"serves": "citizen", "ratings": {"internal": 4.2, "client": 3.2, "expected": 4.0}},
            "page": {"serves": "citizen", "ratings": {"internal": 5.0}},
        },
        "teams": {"desk": {"serves": "citizen", "ratings": {"internal": 3.0, "client": 4.5}}, "back": {}},
        "thresholds": thresholds,
    }
    return RatingsAnalyzer().run(Snapshot(build_organization(Tree(raw))))


def test_what_is_rated_stands_side_by_side() -> None:
    found = rated()
    assert found.table().labels == ["form", "page", "desk"]
    assert found.inside_gap == pytest.approx([1.0, np.nan, -1.5], nan_ok=True)
    assert found.surprise == pytest.approx([0.8, np.nan, np.nan], nan_ok=True)


def test_what_insiders_love_a_point_more_is_a_finding() -> None:
    (finding,) = rated().findings
    assert (finding.code, finding.elements, finding.threshold) == ("inside-love", ("form",), 1)
    assert finding.value == pytest.approx(1)


@pytest.mark.parametrize(("points", "fires"), [(0.99, True), (1.01, False), (0.0, True)])
def test_the_file_may_ask_for_a_wider_gap(points: float, fires: bool) -> None:
    assert [one.elements for one in rated(inside_love_points=points).findings] == ([("form",)] if fires else [])


def test_nothing_is_rated_in_arrays_alone() -> None:
    network = Snapshot(build_organization(Tree({"sightline": 1}))).network
    assert RatingsAnalyzer().run(Snapshot(network=network)).elements == ()


def blind(mirror: Mirror, **thresholds: float) -> list[tuple[str, ...]]:
    found = list(find_blind_spots([mirror], Thresholds.model_validate(thresholds)))
    assert {one.code for one in found} <= {"blind-spot"}
    return [one.elements for one in found]


def test_a_self_rating_far_above_the_receivers_is_a_blind_spot() -> None:
    (finding,) = find_blind_spots([APART], Thresholds())
    assert finding.value == pytest.approx(0.3)
    assert finding.elements == ("help-desk",)


@pytest.mark.parametrize(("gap", "fires"), [(0.29, True), (0.31, False)])
def test_the_gap_is_wide_enough_or_not(gap: float, fires: bool) -> None:
    assert bool(blind(APART, blind_spot_gap=gap)) is fires


@pytest.mark.parametrize(("low", "fires"), [(0.61, True), (0.6, False), (0.55, False)])
def test_the_intervals_are_apart_or_not(low: float, fires: bool) -> None:
    assert bool(blind(replace(APART, own=replace(APART.own, low=low)))) is fires


@pytest.mark.parametrize("side", ["own", "receivers"])
def test_of_fewer_than_five_respondents_nothing_is_said(side: str) -> None:
    said = getattr(APART, side)
    assert blind(replace(APART, **{side: replace(said, respondents=5)})) == [("help-desk",)]
    assert blind(replace(APART, **{side: replace(said, respondents=4)})) == []
    assert blind(replace(APART, **{side: replace(said, respondents=5)}), respondents_least=6) == []


def test_the_least_number_of_respondents_cannot_be_lowered() -> None:
    with pytest.raises(ValueError, match="respondents_least"):
        Thresholds(respondents_least=4)


def test_whoever_rates_themselves_lower_has_no_blind_spot() -> None:
    assert blind(replace(APART, own=APART.receivers, receivers=APART.own)) == []
