"""Solve ``x = b + M x`` and its transpose for the sparse substochastic matrices that work flows make.

Rows of M add up to at most 1, and from every row some chain leads out, so I - M is a nonsingular M-matrix. Small
systems are factorized densely. Large ones are iterated with BiCGSTAB (van der Vorst 1992): a random network of
1,000,000 elements needs about 20 steps, where sparse LU fills in hopelessly. What stalls a Krylov method (long chains,
circles, loops with hardly a way out) is taken by a block Gauss-Seidel sweep along the order of the work, which solves
everything but large loops in one step and serves as the preconditioner for those.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
import scipy.sparse.linalg as spl
from scipy.sparse.csgraph import connected_components, dijkstra

from sightline.arrays.elimination import Elimination
from sightline.arrays.iterating import iterate, product
from sightline.arrays.sums import sum_by_row
from sightline.errors import SightlineError

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

DENSE_UP_TO: Final = 200
"""Rows up to which elimination without subtraction is the most exact way, and fast."""
PRECISION: Final = 1e-13
"""Backward error at which a solution is taken: the residual against the right side and the solution, in the 1-norm."""
ROUGH_FROM: Final = 50_000
"""Rows from which corrections are first solved in single precision."""
_ROUGHLY: Final = 1e-5
_ROUGH_TRIES: Final = 5
_PLAIN_STEPS: Final = 100
_SWEPT_STEPS: Final = 200
_BLOCK_UP_TO: Final = 64
_DIRECT_UP_TO: Final = 50_000


class NotSolvedError(SightlineError):
    """No method reached the precision: in a large organization, work circles and hardly anything leaves."""


class System:
    """The matrix M of one flow of work, ready to be solved for many right sides in both directions.

    ``leaving`` is what leaves each row for good, 1 less its sum: given by whoever knows it better than a subtraction
    would tell. ``turned`` makes the transposed matrix where there is a faster way than transposing it.
    """

    def __init__(
        self,
        matrix: sp.csr_array,
        *,
        leaving: Floats | None = None,
        turned: Callable[[], sp.csr_array] | None = None,
        dense_up_to: int = DENSE_UP_TO,
    ) -> None:
        self.matrix = matrix
        self._leaving = leaving
        self._turn = turned
        self.size = int(matrix.shape[0])
        self._dense = self.size <= dense_up_to

    def solve(self, right: Floats, guess: Floats | None = None, *, precision: float = PRECISION) -> Floats:
        """Solve x = right + M x; ``right`` is a vector or a matrix of one column per right side."""
        return self._solve(right, guess, precision, transposed=False)

    def solve_transposed(self, right: Floats, guess: Floats | None = None, *, precision: float = PRECISION) -> Floats:
        """Solve a = right + M^T a; ``right`` is a vector or a matrix of one column per right side."""
        return self._solve(right, guess, precision, transposed=True)

    def _solve(self, right: Floats, guess: Floats | None, precision: float, *, transposed: bool) -> Floats:
        if self.size == 0 or right.size == 0:
            return right.copy()
        if self._dense:
            return self._elimination.solve(right, transposed=transposed)
        if right.ndim == 1:
            return self._iterate(right, guess, precision, transposed=transposed)
        columns = [
            self._iterate(right[:, k], None if guess is None else guess[:, k], precision, transposed=transposed)
            for k in range(right.shape[1])
        ]
        return np.column_stack(columns)

    def _iterate(self, right: Floats, guess: Floats | None, precision: float, *, transposed: bool) -> Floats:
        """Refine until the backward error is small: first plainly, then swept, at last directly."""
        matrix = self._turned if transposed else self.matrix
        solution = np.zeros_like(right) if guess is None else guess
        error = np.inf

        def without_matrix(vector: Floats) -> Floats:
            return _as_floats(vector - matrix @ vector)

        if self.size >= ROUGH_FROM:
            solution = self._approach(right, solution, precision, transposed=transposed)
        for method in ("plain", "plain", "swept", "swept", "swept", "direct"):
            residual = _as_floats(right + matrix @ solution - solution)
            left = float(np.abs(residual).sum())
            size = max(float(np.abs(right).sum() + np.abs(solution).sum()), np.finfo(np.float64).tiny)
            error = left / size
            if error <= precision:
                return solution
            if method == "direct":
                break
            sweep: Callable[[Floats], Floats] | None = None
            if method == "swept":
                sweep = self._backward if transposed else self._forward
            goal = 0.25 * precision * size / math.sqrt(self.size)
            tried = solution + iterate(
                without_matrix,
                residual,
                goal=goal,
                steps=_SWEPT_STEPS if sweep is not None else _PLAIN_STEPS,
                precondition=sweep,
            )
            if np.abs(right + matrix @ tried - tried).sum() < left:
                solution = tried
        if self.size <= _DIRECT_UP_TO:
            solution, error = self._solve_directly(matrix, right)
        if not error <= 1e4 * precision:
            raise NotSolvedError(
                "work goes round in circles that hardly anything leaves, so that nothing exact can be said "
                f"({self.size:,} elements, precise to {error:.0e}); look for volumes that are tiny beside others"
            )
        return solution

    def _approach(self, right: Floats, solution: Floats, precision: float, *, transposed: bool) -> Floats:
        """Solve for corrections in single precision, which takes half the memory and time, as long as they help."""
        rough, matrix = (self._rough_turned, self._turned) if transposed else (self._rough, self.matrix)
        best, least = solution, math.inf
        for _ in range(_ROUGH_TRIES):
            residual = right + matrix @ solution - solution
            left = float(np.abs(residual).sum())
            if not left < least:
                break
            best, least = solution, left
            wanted = precision * float(np.abs(right).sum() + np.abs(solution).sum())
            if left <= wanted:
                break
            scale = math.sqrt(product(residual, residual))
            step = iterate(
                lambda vector: vector - rough @ vector,
                (residual / scale).astype(np.float32),
                goal=max(0.25 * wanted / left, _ROUGHLY),
                steps=_PLAIN_STEPS,
            )
            solution = solution + scale * step.astype(np.float64)
        return best

    @cached_property
    def _rough(self) -> sp.csr_array:
        return _in_single_precision(self.matrix)

    @cached_property
    def _rough_turned(self) -> sp.csr_array:
        return _in_single_precision(self._turned)

    def _solve_directly(self, matrix: sp.csr_array, right: Floats) -> tuple[Floats, float]:
        """Factorize the whole sparse system, and tell the backward error of the solution; the last resort."""
        try:
            factor = spl.splu((sp.eye_array(self.size, format="csr") - matrix).tocsc())
        except RuntimeError:  # singular to machine precision
            return right, math.inf
        solution = _as_floats(factor.solve(right))
        residual = float(np.abs(right + matrix @ solution - solution).sum())
        return solution, residual / float(np.abs(right).sum() + np.abs(solution).sum())

    @cached_property
    def _elimination(self) -> Elimination:
        matrix = self.matrix.toarray()
        leaving = np.maximum(1.0 - matrix.sum(axis=1), 0.0) if self._leaving is None else self._leaving
        return Elimination(matrix, leaving)

    @cached_property
    def _turned(self) -> sp.csr_array:
        return self.matrix.T.tocsr() if self._turn is None else self._turn()

    @cached_property
    def _order(self) -> tuple[Rows, Rows]:
        """Order the rows so that work mostly runs to earlier rows, and number the blocks that are solved at once.

        SciPy numbers strong components so that arcs run to equal or lower numbers: a sweep in this order is exact
        between components. Inside a small one all is solved at once; inside a large one the sweep follows the
        shortest way out of it.
        """
        # Parallel relations stand in the matrix apart, and SciPy's search for components never ends with such entries.
        matrix = self.matrix.copy()
        matrix.sum_duplicates()
        count, label = connected_components(matrix, connection="strong")
        arcs = matrix.tocoo()
        inside = label[arcs.row] == label[arcs.col]
        kept = sum_by_row(arcs.row[inside], arcs.data[inside], self.size)
        exits = np.flatnonzero(kept < 1 - 1e-12)
        depth = np.full(self.size, -1.0)
        if len(exits):
            ones = np.ones(int(inside.sum()))
            towards = sp.csr_array((ones, (arcs.col[inside], arcs.row[inside])), shape=matrix.shape)
            steps = dijkstra(towards, unweighted=True, indices=exits, min_only=True)
            depth = np.where(np.isfinite(steps), steps, -1.0)
        small = np.bincount(label, minlength=count)[label] <= _BLOCK_UP_TO
        block = np.where(small, label, -1).astype(np.int64)
        return np.lexsort((depth, label)).astype(np.int64), block

    @cached_property
    def _forward(self) -> _Sweep:
        return _Sweep(self.matrix, *self._order, lower=True)

    @cached_property
    def _backward(self) -> _Sweep:
        return _Sweep(self._turned, *self._order, lower=False)


class _Sweep:
    """One block Gauss-Seidel sweep along an order: the solution of the block triangular part of I - M."""

    def __init__(self, matrix: sp.csr_array, order: Rows, block: Rows, *, lower: bool) -> None:
        self._order = order
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        arcs = matrix.tocoo()
        row, col = place[arcs.row], place[arcs.col]
        same = (block[arcs.row] >= 0) & (block[arcs.row] == block[arcs.col])
        kept = same | ((row >= col) if lower else (row <= col))
        part = sp.csc_array((arcs.data[kept], (row[kept], col[kept])), shape=matrix.shape)
        triangle = (sp.eye_array(matrix.shape[0], format="csc") - part).tocsc()
        self._factor = spl.splu(triangle, permc_spec="NATURAL", diag_pivot_thresh=0.0)

    def __call__(self, right: Floats) -> Floats:
        solved = np.empty_like(right)
        solved[self._order] = self._factor.solve(right[self._order])
        return solved


def neighbours(matrix: sp.csr_array, rows: Rows) -> Rows:
    """List the columns that these rows reach in one step, each once, in order."""
    starts = matrix.indptr[rows].astype(np.int64)
    counts = matrix.indptr[rows + 1].astype(np.int64) - starts
    before = np.concatenate(([0], np.cumsum(counts)[:-1]))
    spread = np.repeat(starts - before, counts) + np.arange(int(counts.sum()))
    reached = matrix.indices[spread]
    if len(reached) * 8 < matrix.shape[1]:
        return np.unique(reached).astype(np.int64)
    marked = np.zeros(matrix.shape[1], dtype=np.bool_)
    marked[reached] = True
    return np.flatnonzero(marked)


def _in_single_precision(matrix: sp.csr_array) -> sp.csr_array:
    """Give the same matrix in half the memory; the places are shared."""
    return sp.csr_array((matrix.data.astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)


def _as_floats(values: npt.ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)
