"""What a returned handover is proposed to take away, against figures worked out by hand and a known library."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from sightline.catalogue import find_obstacle_kind
from sightline.discovery.rework import KIND, LEAST_HANDOVERS, is_candidate, propose_severity


def test_a_quarter_that_comes_back_takes_a_quarter() -> None:
    """4 of 16: with z^2 = 2.7055, (4 + 1.3528) / 18.7055 -+ 1.6449 / 18.7055 * sqrt(3 + 0.6764)."""
    proposed = propose_severity(4, 16)
    assert proposed.value == 0.25
    assert math.isclose(proposed.low, 0.2862 - 0.1686, abs_tol=1e-4)
    assert math.isclose(proposed.high, 0.2862 + 0.1686, abs_tol=1e-4)


@settings(max_examples=50)
@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_wilsons_and_holds_the_share(counts: tuple[int, int]) -> None:
    proposed = propose_severity(*counts)
    known = binomtest(*counts).proportion_ci(confidence_level=0.9, method="wilson")
    assert 0 <= proposed.low <= proposed.value <= proposed.high <= 1
    assert math.isclose(proposed.low, min(known.low, proposed.value), abs_tol=1e-9)
    assert math.isclose(proposed.high, max(known.high, proposed.value), abs_tol=1e-9)


@pytest.mark.parametrize(
    ("returned", "handovers", "candidate"),
    [
        (1, 10, True),
        (1, 11, False),
        (9, 9, False),
        (0, 100, False),
        (10, 100, True),
        (9, 100, False),
    ],
)
def test_one_in_ten_of_at_least_ten_is_a_candidate(returned: int, handovers: int, candidate: bool) -> None:
    assert LEAST_HANDOVERS == 10
    assert is_candidate(returned, handovers) is candidate


def test_without_a_least_share_one_return_is_enough_and_none_is_not() -> None:
    assert is_candidate(1, 1_000, least_share=0.0)
    assert not is_candidate(0, 1_000, least_share=0.0)


def test_counts_that_cannot_be_are_refused() -> None:
    for returned, handovers in ((2, 1), (-1, 1), (0, 0)):
        with pytest.raises(ValueError, match="cannot have come back"):
            propose_severity(returned, handovers)


def test_the_catalogue_knows_the_kind() -> None:
    assert find_obstacle_kind(KIND) is not None
