"""Ratings: loved inside, and blind spots; firing and just not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sightline.analyzers.ratings import Rated, RatingsAnalyzer, tell_blind_spots
from sightline.document import Thresholds, Tree, build_organization
from sightline.evidence.blind_spots import BlindSpot
from sightline.evidence.question_ids import MIRROR
from sightline.snapshot import Snapshot
from tests.evidence.surveys import HANDOFF, answered, applied


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


DESK = build_organization(
    Tree({"sightline": 1, "customers": {"c": {}}, "teams": {"desk": {"name": "Help desk", "serves": "c"}, "shop": {}}})
)


def test_a_self_rating_clearly_above_the_receivers_is_a_blind_spot() -> None:
    spots = [BlindSpot("shop", own=0.7, receivers=0.4, is_clear=True), BlindSpot("desk", 0.8, 0.4, is_clear=True)]
    found = list(tell_blind_spots(spots, DESK))
    assert [(one.code, one.elements, one.threshold) for one in found] == [
        ("blind-spot", ("desk",), 0.25),
        ("blind-spot", ("shop",), 0.25),
    ]
    assert [one.value for one in found] == pytest.approx([0.4, 0.3])
    assert found[0].title.startswith("Help desk rates its work at 80")


def test_what_is_in_doubt_is_none() -> None:
    assert list(tell_blind_spots([BlindSpot("desk", own=0.8, receivers=0.4, is_clear=False)], DESK)) == []


@pytest.mark.parametrize(("own", "fires"), [([5, 4] * 6, True), ([5, 4] * 2, False), ([2, 3] * 6, False)])
def test_the_answers_of_a_survey_show_one_or_not(own: list[int], fires: bool) -> None:
    """Twelve receivers say that what arrives is poor; of four who rate themselves nothing is told."""
    result = applied(answered(MIRROR, "sales", own), answered(HANDOFF, "sales -> delivery", [1, 2] * 6))
    found = list(tell_blind_spots(result.blind_spots, result.organization))
    assert [one.elements for one in found] == ([("sales",)] if fires else [])


def test_the_least_number_of_respondents_cannot_be_lowered() -> None:
    with pytest.raises(ValueError, match="respondents_least"):
        Thresholds(respondents_least=4)
