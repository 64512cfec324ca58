"""The solver: the same answer densely and iterated, for every matrix that is known to stall a method."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import scipy.sparse as sp

from sightline.arrays import solving
from sightline.arrays.solving import NotSolvedError, System, neighbours

Matrix = sp.csr_array
SIZE = 900


def scattered(kept: float) -> Matrix:
    """Draw three relations per row, anywhere."""
    random = np.random.default_rng(1)
    rows = np.repeat(np.arange(SIZE), 3)
    values = random.random(len(rows))
    matrix = sp.csr_array((values, (rows, random.integers(0, SIZE, len(rows)))), shape=(SIZE, SIZE))
    return sp.csr_array(sp.diags_array(kept / np.asarray(matrix.sum(axis=1)).ravel()) @ matrix)


def chain() -> Matrix:
    order = np.random.default_rng(2).permutation(SIZE)
    return sp.csr_array((np.ones(SIZE - 1), (order[:-1], order[1:])), shape=(SIZE, SIZE))


def circle(kept: float, *, exit_only_once: bool) -> Matrix:
    order = np.random.default_rng(3).permutation(SIZE)
    values = np.full(SIZE, 1.0 if exit_only_once else kept)
    values[-1] = kept
    return sp.csr_array((values, (order, np.roll(order, -1))), shape=(SIZE, SIZE))


def back_and_forth() -> Matrix:
    """Pairs that hand all work to each other but for a tiny part."""
    rows = np.arange(SIZE)
    values = np.ones(SIZE)
    values[::2] = 1 - 10.0 ** np.random.default_rng(4).uniform(-8, -1, SIZE // 2)
    return sp.csr_array((values, (rows, rows ^ 1)), shape=(SIZE, SIZE))


def one_way_out() -> Matrix:
    """Work goes anywhere and is lost at one row only, by a thousandth."""
    lost = np.ones(SIZE)
    lost[0] = 0.999
    return sp.csr_array(sp.diags_array(lost) @ scattered(1.0))


def grid() -> Matrix:
    """A random walk on a square grid that ends at its edge."""
    side = 30
    return sp.csr_array(sp.diags_array([0.25] * 4, offsets=[1, -1, side, -side], shape=(SIZE, SIZE)))


MATRICES: dict[str, Callable[[], Matrix]] = {
    "scattered": lambda: scattered(0.94),
    "scattered, hardly lossy": lambda: scattered(1 - 1e-6),
    "chain": chain,
    "circle": lambda: circle(1 - 1e-6, exit_only_once=True),
    "leaking circle": lambda: circle(0.95, exit_only_once=False),
    "back and forth": back_and_forth,
    "one way out": one_way_out,
    "grid": grid,
    "nothing": lambda: sp.csr_array((SIZE, SIZE)),
}


@pytest.mark.parametrize("name", MATRICES)
def test_iterating_gives_what_the_equation_says(name: str) -> None:
    matrix = MATRICES[name]()
    right = np.random.default_rng(5).random(SIZE)
    system = System(matrix, dense_up_to=0)
    forward, backward = system.solve(right), system.solve_transposed(right)
    scale = np.abs(right).sum()
    assert np.abs(right + matrix @ forward - forward).sum() <= 1e-12 * (scale + np.abs(forward).sum())
    assert np.abs(right + matrix.T @ backward - backward).sum() <= 1e-12 * (scale + np.abs(backward).sum())
    other = np.random.default_rng(6).random(SIZE)
    assert right @ system.solve(other) == pytest.approx(backward @ other, rel=1e-6)


@pytest.mark.parametrize("name", MATRICES)
def test_iterating_agrees_with_factorizing(name: str) -> None:
    matrix = MATRICES[name]()
    rights = np.random.default_rng(7).random((SIZE, 2))
    dense, iterated = System(matrix, dense_up_to=SIZE), System(matrix, dense_up_to=SIZE - 1)
    worst = float(np.linalg.cond(np.eye(SIZE) - matrix.toarray(), 1))
    near = pytest.approx
    for mine, theirs in (
        (iterated.solve(rights), dense.solve(rights)),
        (iterated.solve_transposed(rights), dense.solve_transposed(rights)),
    ):
        assert mine == near(theirs, rel=1e-12 * worst, abs=1e-12 * worst)


def test_relations_that_stand_in_the_matrix_twice_are_added_up() -> None:
    """Parallel relations make entries of the same row and column; what stalls a plain method is swept all the same."""
    merged = circle(1 - 1e-6, exit_only_once=True)
    halves = np.repeat(merged.data / 2, 2)
    twice = sp.csr_array((halves, np.repeat(merged.indices, 2), 2 * merged.indptr), shape=merged.shape)
    assert not twice.has_canonical_format
    right = np.random.default_rng(8).random(SIZE)
    expected = System(merged, dense_up_to=SIZE)
    found = System(twice, dense_up_to=0)
    assert found.solve(right) == pytest.approx(expected.solve(right), rel=1e-5)
    assert found.solve_transposed(right) == pytest.approx(expected.solve_transposed(right), rel=1e-5)


def test_a_good_guess_is_kept() -> None:
    system = System(scattered(0.9), dense_up_to=0)
    right = np.ones(SIZE)
    first = system.solve(right)
    assert system.solve(right, guess=first) is first
    columns = np.column_stack((right, 2 * right))
    again = system.solve(columns, guess=np.column_stack((first, 2 * first)))
    assert np.array_equal(again, np.column_stack((first, 2 * first)))


@pytest.mark.parametrize("dense_up_to", [0, 400])
def test_nothing_solves_to_nothing(dense_up_to: int) -> None:
    system = System(sp.csr_array((0, 0)), dense_up_to=dense_up_to)
    assert system.solve(np.zeros(0)).shape == (0,)
    assert system.solve_transposed(np.zeros((0, 3))).shape == (0, 3)
    assert System(scattered(0.9), dense_up_to=dense_up_to).solve(np.zeros((SIZE, 0))).shape == (SIZE, 0)


def test_where_no_work_comes_nothing_arrives_at_all() -> None:
    """Rows that no work leads to stay exactly at zero, so that what is not defined is known."""
    matrix = scattered(0.94)
    right = np.zeros(SIZE)
    right[5] = 1.0
    arrived = System(matrix, dense_up_to=0).solve_transposed(right)
    reached = np.zeros(SIZE, dtype=np.bool_)
    frontier = np.array([5])
    while len(frontier):
        reached[frontier] = True
        near = neighbours(matrix, frontier)
        frontier = near[~reached[near]]
    assert not reached.all()
    assert (arrived[~reached] == 0).all()
    assert (arrived[reached] > 0).all()


def test_what_cannot_be_solved_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "_DIRECT_UP_TO", 0)
    closed = circle(1.0, exit_only_once=True)
    with pytest.raises(NotSolvedError, match="hardly anything leaves"):
        System(closed, dense_up_to=0).solve(np.ones(SIZE))


def test_neighbours_are_each_named_once_in_order() -> None:
    matrix = sp.csr_array(np.array([[0, 1, 1], [0, 0, 1], [0, 0, 0]], dtype=np.int8))
    assert neighbours(matrix, np.array([0, 1])).tolist() == [1, 2]
    assert neighbours(matrix, np.array([2])).tolist() == []
    assert neighbours(matrix, np.array([], dtype=np.int64)).tolist() == []
