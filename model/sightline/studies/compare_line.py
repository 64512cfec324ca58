"""The straight line between two states of an organization, and integrals along it.

The states are placed in one list of elements with one place more, where all that reaches an external customer ends:
there, sight is 1. A side's matrix has an entry for each pair of elements that work goes between (relations that join
the same pair are added up), and one from each external customer to that last place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import scipy.sparse as sp

from sightline.arrays.network import Floats, Rows
from sightline.arrays.solving import System
from sightline.arrays.sums import sum_by_row
from sightline.snapshot import Snapshot

POINTS: Final = 8
TOLERANCE: Final = 1e-12
"""What a stretch and its two halves may differ in; what is integrated is weighed as it moves the index."""
_MOST_CUTS: Final = 512
_ROUNDING_UP_TO: Final = 1e-10
"""A difference below this that cutting does not lessen is rounding, not steepness."""


class Side:
    """One state, placed among ``size`` elements: ``rows`` are those of its own elements there."""

    def __init__(self, snapshot: Snapshot, rows: Rows, size: int) -> None:
        network, routes, flow = snapshot.network, snapshot.routes, snapshot.flow
        relations = network.relations
        taken = np.concatenate((routes.onward, routes.last, routes.lost))
        customers = rows[network.elements.is_customer]
        passing = relations.handoff[taken] * flow.clarity.relations[taken]
        ends = rows[relations.supplier[taken]] * (size + 1) + rows[relations.customer[taken]]
        keys, number = np.unique(np.concatenate((ends, customers * (size + 1) + size)), return_inverse=True)
        ones = np.ones(len(customers))
        self.keys: Rows = keys
        self.part: Floats = sum_by_row(number, np.concatenate((network.share[taken], ones)), len(keys))
        passed = sum_by_row(number, np.concatenate((network.share[taken] * passing, ones)), len(keys))
        self.passing: Floats = np.divide(passed, self.part, out=np.ones(len(keys)), where=self.part > 0)
        self.present = np.zeros(size, dtype=np.bool_)
        self.present[rows] = True
        self.clarity = np.ones(size)
        self.clarity[rows] = flow.clarity.elements
        self.effort = np.zeros(size)
        self.effort[rows] = network.elements.effort / network.total_effort
        stopped = sum_by_row(relations.supplier[taken], network.share[taken] * (1.0 - passing), len(rows))
        lost = 1.0 - flow.clarity.elements + flow.clarity.elements * stopped
        self.leaving = np.ones(size)
        self.leaving[rows] = np.where(routes.hops > 0, lost, 1.0)


@dataclass(frozen=True, eq=False)
class Factors:
    """What the entries of M are made of at one end of the line: clarity of the supplier, part of its work, passing."""

    clarity: Floats
    part: Floats
    passing: Floats

    @property
    def entries(self) -> Floats:
        """The entries of M."""
        return self.clarity * self.part * self.passing


class Line:
    """The line from one side to the other: M, the effort and all that follows from them, for t from 0 to 1.

    ``suppliers`` and ``customers`` are the pairs of either side, in the order of the matrix; a customer of ``size`` is
    the last place. An element that only one side has keeps its row all along.
    """

    def __init__(self, before: Side, after: Side) -> None:
        self.size = size = len(before.effort)
        keys = np.union1d(before.keys, after.keys)
        self.suppliers, self.customers = (ends.astype(np.int64) for ends in np.divmod(keys, size + 1))
        (part, passing), (other_part, other_passing) = (_placed(side, keys) for side in (before, after))
        clarity, other_clarity = before.clarity.copy(), after.clarity.copy()
        leaving, other_leaving = before.leaving.copy(), after.leaving.copy()
        for mine, others, here in (
            (part, other_part, ~before.present[self.suppliers]),
            (other_part, part, ~after.present[self.suppliers]),
            (passing, other_passing, part <= 0),
            (other_passing, passing, other_part <= 0),
            (clarity, other_clarity, ~before.present),
            (other_clarity, clarity, ~after.present),
            (leaving, other_leaving, ~before.present),
            (other_leaving, leaving, ~after.present),
        ):
            mine[here] = others[here]
        self.before = Factors(clarity[self.suppliers], part, passing)
        self.after = Factors(other_clarity[self.suppliers], other_part, other_passing)
        self._leaving = leaving, other_leaving
        self._effort = before.effort, after.effort
        self._inner = self.customers < size
        counts = np.bincount(self.suppliers[self._inner], minlength=size)
        self._starts = np.concatenate(([0], np.cumsum(counts)))

    @cached_property
    def moved_effort(self) -> Floats:
        """Per element: the change of its share of the effort."""
        return self._effort[1] - self._effort[0]

    @cached_property
    def moved(self) -> tuple[Floats, Floats, Floats]:
        """Per pair: the change of its entry of M due to clarity, part and passing; together all of it (Shapley)."""
        c, p, k = ((one, other) for one, other in zip(_factors(self.before), _factors(self.after), strict=True))
        return _share_out(c, p, k), _share_out(p, c, k), _share_out(k, c, p)

    def integrate(self) -> tuple[Floats, Floats]:
        """Give, per pair, the integral of arrivals times sight beyond; per element, that of its sight less the index.

        Times the changes of the entries and of the shares of effort, they add up to the change of the index.
        """
        pairs = len(self.suppliers)
        weights = np.concatenate((np.sum(np.abs(self.moved), axis=0), np.abs(self.moved_effort)))
        found = integrate(self._at, weights)
        return found[:pairs], found[pairs:]

    def _at(self, t: float) -> Floats:
        """Solve the state in between."""
        entries = _between(self.before.entries, self.after.entries, t)
        effort = _between(*self._effort, t)
        inner = (entries[self._inner], self.customers[self._inner], self._starts)
        system = System(sp.csr_array(inner, shape=(self.size, self.size)), leaving=_between(*self._leaving, t))
        seen = sum_by_row(self.suppliers[~self._inner], entries[~self._inner], self.size)
        sight = np.append(system.solve(seen), 1.0)
        arrivals = system.solve_transposed(effort)
        index = float(effort @ sight[:-1])
        return np.concatenate((arrivals[self.suppliers] * sight[self.customers], sight[:-1] - index))


def integrate(function: Callable[[float], Floats], weights: Floats) -> Floats:
    """Integrate several functions from 0 to 1, each as precisely as its weight asks for.

    Gauss-Legendre; a stretch whose two halves tell something else than the whole of it is cut.
    """
    nodes, parts = np.polynomial.legendre.leggauss(POINTS)

    def over(start: float, stop: float) -> Floats:
        half = 0.5 * (stop - start)
        points = start + half * (nodes + 1.0)
        found = np.zeros(len(weights))
        for t, part in zip(points.tolist(), parts.tolist(), strict=True):
            found += half * part * function(t)
        return found

    total = np.zeros(len(weights))
    pending = [(0.0, 1.0, over(0.0, 1.0), np.inf)]
    left = _MOST_CUTS
    while pending and left:
        left -= 1
        start, stop, whole, known = pending.pop()
        middle = 0.5 * (start + stop)
        halves = over(start, middle), over(middle, stop)
        error = float(weights @ np.abs(halves[0] + halves[1] - whole))
        if error <= TOLERANCE or (error <= _ROUNDING_UP_TO and 2 * error > known):
            total += halves[0] + halves[1]
        else:
            pending += [(start, middle, halves[0], error), (middle, stop, halves[1], error)]
    return total + sum((whole for _, _, whole, _ in pending), start=np.zeros(len(weights)))


def _placed(side: Side, keys: Rows) -> tuple[Floats, Floats]:
    """Give the parts and what passes for all pairs; no work goes between pairs that the side does not have."""
    part, passing = np.zeros(len(keys)), np.ones(len(keys))
    at = np.searchsorted(keys, side.keys)
    part[at], passing[at] = side.part, side.passing
    return part, passing


def _factors(end: Factors) -> tuple[Floats, Floats, Floats]:
    return end.clarity, end.part, end.passing


def _share_out(mine: tuple[Floats, Floats], one: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> Floats:
    """Give what a factor of three has of the change of their product, over all orders in which they may change."""
    same = one[0] * other[0] + one[1] * other[1]
    mixed = one[0] * other[1] + one[1] * other[0]
    shared: Floats = (mine[1] - mine[0]) * (2.0 * same + mixed) / 6.0
    return shared


def _between(before: Floats, after: Floats, t: float) -> Floats:
    point: Floats = (1.0 - t) * before + t * after
    return point
