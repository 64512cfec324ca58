"""Fair shares: what each obstacle has of all that obstacles cost (Aumann and Shapley 1974).

Scale every severity by t from 0 to 1; an obstacle's share is the integral of ``severity * -dL/dseverity`` along that
line. The integrals add up to the clear index less the index, which is also the test of the quadrature: the stretch
whose parts miss most of the fall of the index over it is cut, until they add up. Gauss-Legendre with 8 points does
it in one stretch for nearly every organization; loops with hardly a way out make the index fall steeply near t = 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from sightline.arrays.beside import LARGE
from sightline.arrays.clarity import clarity_of, without_each
from sightline.arrays.flow import Flow
from sightline.arrays.network import Floats, Network, Rows
from sightline.arrays.routes import Routes

POINTS: Final = 8
POINTS_IF_LARGE: Final = 6
"""Points of a large network, whose solves take long: 6 close to 1e-11, and where they do not the line is cut."""
_MOST_KEPT: Final = 10
TOLERANCE: Final = 1e-10
_MOST_CUTS: Final = 256
_CUT: Final = 0.25
"""Where a stretch is cut: what is steep is so near its start."""
_ROUNDING_UP_TO: Final = 1e-7
"""An error below this that cutting does not lessen is the rounding of the index itself, not its steepness."""
_LARGEST_GAP: Final = 1e-9
_CUSTOMER_CELLS: Final = 400_000


@dataclass(frozen=True, eq=False)
class Shares:
    """The share of each obstacle, in shares of the whole effort.

    ``by_customer`` splits each by external customer (obstacles by customers, in the order of ``customers``, element
    rows): what the obstacle costs each of them. None where there is no customer or the organization is too large to
    split. ``gap`` is what the quadrature missed of the clear index less the index; beyond 1e-9 (the index falls within
    less of the line than numbers can tell apart) the shares are scaled to close it.
    """

    share: Floats
    customers: Rows
    by_customer: Floats | None
    gap: float


def find_shares(network: Network, routes: Routes, ends: tuple[Flow, Flow] | None = None) -> Shares:
    """Split what obstacles cost, all of it, among them.

    ``ends`` are the flow without obstacles and the one with all of them, where they are known.
    """
    customers = np.flatnonzero(network.elements.is_customer).astype(np.int64)
    split = len(customers) > 0 and len(customers) * len(network.elements) <= _CUSTOMER_CELLS
    count = len(network.obstacles)
    total = network.total_effort
    if not count or total <= 0 or not (network.obstacles.severity > 0).any():
        empty = np.zeros((count, len(customers))) if split else None
        return Shares(np.zeros(count), customers, empty, 0.0)
    line = _Line(network, routes, customers if split else None, ends)
    whole = line.stretch(0.0, 1.0, line.index(0.0), line.index(1.0))
    pending = [whole]
    cost = np.zeros_like(whole.cost)
    for _ in range(_MOST_CUTS):
        if sum(stretch.error for stretch in pending) <= TOLERANCE:
            break
        worst = max(pending, key=lambda stretch: stretch.error)
        pending.remove(worst)
        middle = worst.start + _CUT * (worst.stop - worst.start)
        between = line.index(middle)
        parts = (
            line.stretch(worst.start, middle, worst.before, between),
            line.stretch(middle, worst.stop, between, worst.after),
        )
        rounding = worst.error < _ROUNDING_UP_TO and 2 * sum(half.error for half in parts) > worst.error
        for half in parts:
            if rounding or half.error <= TOLERANCE / _MOST_CUTS:
                cost += half.cost
            else:
                pending.append(half)
    for stretch in pending:
        cost += stretch.cost
    fall = whole.before - whole.after
    gap = float(fall - cost.sum())
    if abs(gap) > _LARGEST_GAP and cost.any():
        cost *= fall / cost.sum()
    return Shares(cost.sum(axis=1), customers, cost if split else None, gap)


@dataclass(frozen=True, eq=False)
class _Stretch:
    """A stretch of the line: where it starts and stops, the index there, and what each obstacle costs over it."""

    start: float
    stop: float
    before: float
    after: float
    cost: Floats

    @cached_property
    def error(self) -> float:
        """What the costs miss of the fall of the index."""
        return abs(float(self.cost.sum()) - (self.before - self.after))


class _Line:
    """The straight line from no obstacle to all of them: what each costs at a point of it, and over a stretch."""

    def __init__(
        self, network: Network, routes: Routes, customers: Rows | None, ends: tuple[Flow, Flow] | None
    ) -> None:
        self._network = network
        self._routes = routes
        self._customers = customers
        self._severity = network.obstacles.severity
        self._on_element = np.flatnonzero(network.obstacles.element >= 0)
        self._on_relation = np.flatnonzero(network.obstacles.relation >= 0)
        large = len(network.relations) >= LARGE
        self._nodes, self._weights = np.polynomial.legendre.leggauss(POINTS_IF_LARGE if large else POINTS)
        self._known: dict[float, Flow] = {} if ends is None else {0.0: ends[0], 1.0: ends[1]}
        self._solved = {t: flow.inner for t, flow in self._known.items()} if large else {}
        self._large = large

    def flow(self, t: float) -> Flow:
        """Build the flow of work where every severity is scaled by t, solved from near where others are known."""
        if t in self._known:
            return self._known[t]
        guess = self._interpolate(t) if self._solved else None
        flow = Flow(self._network, self._routes, clarity_of(self._network, t * self._severity), guess=guess)
        if self._large:
            if len(self._solved) >= _MOST_KEPT:
                del self._solved[max(self._solved, key=lambda known: abs(known - t))]
            self._solved[t] = flow.inner
        return flow

    def index(self, t: float) -> float:
        """Give the index at t."""
        return self.flow(t).index

    def _interpolate(self, t: float) -> tuple[Floats, Floats]:
        """Put a polynomial through the sights and arrivals known (Lagrange)."""
        sight, arrivals = (np.zeros_like(values) for values in next(iter(self._solved.values())))
        for here, (sight_here, arrivals_here) in self._solved.items():
            weight = math.prod((t - there) / (here - there) for there in self._solved if there != here)
            sight += weight * sight_here
            arrivals += weight * arrivals_here
        return sight, arrivals

    def stretch(self, start: float, stop: float, before: float, after: float) -> _Stretch:
        """Integrate the cost of every obstacle over a stretch, given the index at its ends."""
        half = 0.5 * (stop - start)
        points = start + half * (self._nodes + 1.0)
        cost = sum(
            (half * weight * self._cost(float(t)) for t, weight in zip(points, self._weights, strict=True)),
            start=np.zeros(1),
        )
        return _Stretch(start, stop, before, after, cost)

    def _cost(self, t: float) -> Floats:
        """Give severity * -dL/dseverity of every obstacle at t, one column per customer (or one for all)."""
        flow = self.flow(t)
        network, relations = self._network, self._network.relations
        if self._customers is None:
            sight = flow.sight[:, None]
        else:
            sight = flow.sight_to_each(self._customers)
        others = (self._severity * without_each(network, t * self._severity))[:, None]
        cost = np.zeros((len(self._severity), sight.shape[1]))
        rows = network.obstacles.element[self._on_element]
        routed = self._routes.hops[rows] > 0
        onwards = flow.onwards_of(sight)
        cost[self._on_element[routed]] = flow.arrivals[rows[routed], None] * onwards[rows[routed]]
        rows = network.obstacles.relation[self._on_relation]
        supplier = relations.supplier[rows]
        moved = (
            flow.arrivals[supplier] * flow.clarity.elements[supplier] * network.share[rows] * relations.handoff[rows]
        )
        moved = np.where(self._routes.hops[supplier] > 0, moved, 0.0)
        cost[self._on_relation] = moved[:, None] * sight[relations.customer[rows]]
        return cost * others / network.total_effort
