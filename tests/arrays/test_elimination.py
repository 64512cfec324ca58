"""Elimination without subtraction: right to rounding, however rarely a loop is left."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.arrays.elimination import Elimination
from sightline.document import Tree, build_organization
from sightline.pipeline import analyze


@given(st.integers(1, 12), st.integers(0, 2**32 - 1), st.booleans())
def test_it_solves_both_ways(size: int, seed: int, transposed: bool) -> None:
    draw = np.random.default_rng(seed)
    matrix = draw.random((size, size)) * (draw.random((size, size)) < 0.5)
    leaving = draw.random(size) + 0.01
    total = matrix.sum(axis=1) + leaving
    matrix, leaving = matrix / total[:, None], leaving / total
    right = draw.random(size)
    solved = Elimination(matrix, leaving).solve(right, transposed=transposed)
    whole = np.eye(size) - (matrix.T if transposed else matrix)
    np.testing.assert_allclose(whole @ solved, right, atol=1e-12)


@pytest.mark.parametrize("exit_", [1e-3, 1e-9, 1e-20, 1e-200])
def test_a_loop_with_hardly_a_way_out_is_exact(exit_: float) -> None:
    """Two rows hand everything to each other, but the first lets a part out: x1 = 1 + (1 - part) x2, x2 = 1 + x1."""
    part = Fraction(exit_)
    matrix = np.array([[0.0, 1.0 - exit_], [1.0, 0.0]])
    solved = Elimination(matrix, np.array([exit_, 0.0])).solve(np.ones(2), transposed=False)
    first = (2 - part) / part
    np.testing.assert_allclose(solved, [float(first), float(first + 1)], rtol=1e-13)


@pytest.mark.parametrize("volume", [1e-6, 1e-13, 1e-20])
@pytest.mark.parametrize("severity", [0.0, 0.3])
def test_an_organization_that_hardly_lets_go_is_analyzed(volume: float, severity: float) -> None:
    team = {"delivers": [{"to": "c", "volume": volume}, "b"], "obstacles": [{"kind": "own", "severity": severity}]}
    raw = {"sightline": 1, "customers": {"c": {}}, "teams": {"a": team, "b": {"delivers": "a"}}}
    analysis = analyze(build_organization(Tree(raw)))
    sight, occlusion = analysis.sight, analysis.occlusion
    assert sight.clear_index == pytest.approx(1.0)
    assert sight.index is not None
    # Of what arrives at a, (1 - severity) goes on; a part of volume / (1 + volume) of that leaves, the rest comes back.
    out = volume / (1 + volume)
    seen = (1 - severity) * out / ((1 - severity) * out + severity)
    assert sight.index == pytest.approx(seen, rel=1e-9)
    account = sight.account
    parts = (account.seen, account.blocked, account.handoffs, account.no_route)
    assert sum(part for part in parts if part is not None) == pytest.approx(1.0, abs=1e-9)
    assert occlusion.obstacles.gain.sum() == pytest.approx(1.0 - seen, abs=1e-9)
    assert occlusion.obstacles.share.sum() == pytest.approx(1.0 - seen, abs=1e-9)
