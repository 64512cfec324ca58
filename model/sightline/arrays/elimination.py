"""Solve small systems without a single subtraction, however rarely a loop is left.

The elimination of Grassmann, Taksar and Heyman (1985) takes what leaves each row as a given and never forms 1 - M_vv
from a difference, so that every entry of the solution is right to rounding: a loop that lets one unit in 1e20 out is no
harder than any other. It takes one array operation a row, which pays for some hundreds of rows.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.linalg

Floats = npt.NDArray[np.float64]

_TINY = 16
"""Rows up to which a loop is faster than the threads of LAPACK: a large organization has thousands of small loops."""


class Elimination:
    """I - M as a product of two triangles, made from M and from what leaves each of its rows for good.

    ``matrix`` is square and not negative; ``leaving`` is 1 less the sum of each row, as it is known and not as it
    would come out of a subtraction. Every row must have a way out.
    """

    def __init__(self, matrix: Floats, leaving: Floats) -> None:
        rest = matrix.copy()
        out = leaving.copy()
        size = len(out)
        pivots = np.ones(size)
        for row in range(size - 1, -1, -1):
            pivots[row] = pivot = float(rest[row, :row].sum() + out[row])
            column = rest[:row, row] / pivot
            rest[:row, row] = column
            out[:row] += column * out[row]
            rest[:row, :row] += np.outer(column, rest[row, :row])
        self._upper = np.eye(size) - np.triu(rest, 1)
        self._lower = np.diag(pivots) - np.tril(rest, -1)

    def solve(self, right: Floats, *, transposed: bool) -> Floats:
        """Solve x = right + M x, or the transposed system."""
        if transposed:
            return _substitute(self._upper.T, _substitute(self._lower.T, right, lower=False), lower=True)
        return _substitute(self._lower, _substitute(self._upper, right, lower=False), lower=True)


def _substitute(triangle: Floats, right: Floats, *, lower: bool) -> Floats:
    if len(triangle) <= _TINY:
        found = right.astype(np.float64)
        for row in range(len(found)) if lower else reversed(range(len(found))):
            done = slice(row) if lower else slice(row + 1, None)
            found[row] = (found[row] - triangle[row, done] @ found[done]) / triangle[row, row]
        return found
    solved = scipy.linalg.solve_triangular(triangle, right, lower=lower, check_finite=False)
    return np.asarray(solved, dtype=np.float64)
