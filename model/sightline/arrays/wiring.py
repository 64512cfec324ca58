"""Where the relations between elements with a route stand in a matrix: found once, whatever values they take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from sightline.arrays.network import Floats, Rows

Numbers = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Wiring:
    """The places of some relations in a square matrix, from their suppliers' rows to their customers' columns.

    ``order`` lists the relations as the matrix holds them; parallel ones keep a place each.
    """

    size: int
    order: Rows
    starts: Numbers
    columns: Numbers

    @classmethod
    def of(cls, relations: Rows, *, supplier: Rows, customer: Rows, size: int) -> Wiring:
        """Find the places of relations, given their ends as rows of the matrix."""
        forward = _arrange(supplier, customer, size)
        return cls(size, relations[forward.data], forward.indptr, forward.indices)

    def matrix(self, values: Floats) -> sp.csr_array:
        """Give the matrix of these values, one per relation in ``order``."""
        return sp.csr_array((values, self.columns, self.starts), shape=(self.size, self.size))

    def turned(self, values: Floats) -> sp.csr_array:
        """Give the transposed matrix of these values, one per relation in ``order``."""
        places = self._turned
        return sp.csr_array((values[places.data], places.indices, places.indptr), shape=(self.size, self.size))

    @cached_property
    def _turned(self) -> sp.csr_array:
        rows = np.repeat(np.arange(self.size, dtype=self.columns.dtype), np.diff(self.starts))
        return _arrange(self.columns, rows, self.size)


def _arrange(rows: Numbers, columns: Numbers, size: int) -> sp.csr_array:
    """Sort arcs by row, in the order given; the values are their positions."""
    positions = np.arange(len(rows))
    # Every arc in a column of its own: SciPy sorts by counting, and finds nothing to add up.
    sorter = sp.coo_array((np.ones(len(rows), dtype=np.int8), (rows, positions)), shape=(size, max(len(rows), 1)))
    by_row = sorter.tocsr()
    order = by_row.indices
    return sp.csr_array((order, columns[order].astype(order.dtype), by_row.indptr), shape=(size, size))
