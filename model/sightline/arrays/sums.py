"""Add up values by row."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def sum_by_row(
    rows: npt.NDArray[np.integer], values: npt.NDArray[np.floating] | npt.NDArray[np.bool_], size: int
) -> npt.NDArray[np.float64]:
    """Add up the values of each row, 0 for rows without one; always floats, also of nothing (bincount gives ints)."""
    return np.bincount(rows, values, minlength=size).astype(np.float64, copy=False)
