"""A forest in breadth-first order: what hangs below each row, how deep it lies, and its number in preorder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sightline.arrays.network import Floats, Rows

_ROWS_PER_LEVEL = 30
"""Fewer rows in a level on average, and a plain loop over the rows is faster than array operations on the levels."""


@dataclass(frozen=True, eq=False)
class Hanging:
    """A forest whose rows stand in breadth-first order: the tops first, siblings beside each other.

    ``above`` is the position of each one's parent in this order, -1 for the tops. All vectors are in this order.
    """

    above: Rows

    @classmethod
    def of(cls, order: Rows, parent: Rows) -> Hanging:
        """Take a forest from its breadth-first order and the parent of each row, -1 or outside of it for the tops."""
        position = np.full(len(parent) + 1, -1, dtype=np.int64)
        position[order] = np.arange(len(order))
        return cls(position[parent[order]])

    @cached_property
    def depth(self) -> Rows:
        """How many rows stand above each."""
        depth = np.zeros(len(self.above), dtype=np.int64)
        for level, (start, stop) in enumerate(self._levels):
            depth[start:stop] = level
        return depth

    @cached_property
    def size(self) -> Rows:
        """How many rows hang below each, itself included."""
        return np.rint(self.sum_up(np.ones(len(self.above)))).astype(np.int64)

    @cached_property
    def number(self) -> Rows:
        """Number the rows in preorder: each one's whole part has the numbers that follow its own."""
        before = np.cumsum(self.size) - self.size
        number = before - before[np.searchsorted(self.above, self.above)]
        if self._is_deep:
            numbers, above = number.tolist(), self.above.tolist()
            for row in range(self._tops, len(numbers)):
                numbers[row] += numbers[above[row]] + 1
            return np.array(numbers, dtype=np.int64)
        for start, stop in self._levels[1:]:
            number[start:stop] += number[self.above[start:stop]] + 1
        return number

    def sum_up(self, values: Floats) -> Floats:
        """Add up the values of everything that hangs below each, its own included."""
        if self._is_deep:
            sums, above = values.tolist(), self.above.tolist()
            for row in range(len(sums) - 1, self._tops - 1, -1):
                sums[above[row]] += sums[row]
            return np.array(sums, dtype=np.float64)
        total = values.astype(np.float64)
        for (first, past), (start, stop) in reversed(list(zip(self._levels, self._levels[1:], strict=False))):
            total[first:past] += np.bincount(self.above[start:stop] - first, total[start:stop], minlength=past - first)
        return total

    @cached_property
    def _tops(self) -> int:
        return int(np.searchsorted(self.above, 0))

    @cached_property
    def _levels(self) -> list[tuple[int, int]]:
        """Where each level starts and stops."""
        levels = [(0, self._tops)] if len(self.above) else []
        while levels and (stop := int(np.searchsorted(self.above, levels[-1][1]))) > levels[-1][1]:
            levels.append((levels[-1][1], stop))
        return levels

    @cached_property
    def _is_deep(self) -> bool:
        return len(self._levels) * _ROWS_PER_LEVEL > len(self.above)
