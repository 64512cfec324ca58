"""Exact gains: how much the index rises when one element or one relation becomes clearer.

Sherman and Morrison (1950): a change of one row of M changes the index by a fraction of two numbers that are already
known (arrivals and sight) and of one that is not, the work that comes back. It comes back only inside a loop, so
outside loops the gain is free; a small loop is inverted once for all its members; in a large one each candidate takes
one solve, so only the hottest get it and the others carry a lower bound, marked as such (the true gain is higher).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

import numpy as np

from sightline.arrays.beside import do_beside
from sightline.arrays.clarity import Clarity
from sightline.arrays.components import Components
from sightline.arrays.elimination import Elimination
from sightline.arrays.flow import Flow
from sightline.arrays.network import Flags, Floats, Rows
from sightline.arrays.solving import DENSE_UP_TO
from sightline.arrays.sums import sum_by_row

INVERTED_UP_TO: Final = 2_000
"""Elements in a loop up to which it is inverted whole."""
_WORK: Final = 100_000_000
_CACHED: Final = 500_000
"""Relations that fit the caches of a processor; beyond them each costs several times as much."""
_LEAST_SOLVES: Final = 4
_MOST_SOLVES: Final = 128
_LEAST_LEFT: Final = 1e-5


@dataclass(frozen=True, eq=False)
class Gains:
    """Gains in shares of the whole effort, one per change asked for; ``exact`` is False for a lower bound."""

    gain: Floats
    exact: Flags


class Returning:
    """What comes back: for work that leaves v, the part that arrives at v again, and from each neighbour.

    ``hottest`` lists the elements that may take a solve of their own when they lie in a large loop, hottest first.
    """

    def __init__(self, flow: Flow, components: Components, hottest: Rows) -> None:
        self._flow = flow
        self._components = components
        onward = flow.routes.onward
        relations = flow.network.relations
        supplier = relations.supplier[onward]
        label = components.label
        looping = components.in_loop[supplier] & (label[supplier] == label[relations.customer[onward]])
        self._arcs = onward[looping]
        order = np.argsort(relations.supplier[self._arcs], kind="stable")
        self._arcs = self._arcs[order]
        self._starts = np.searchsorted(relations.supplier[self._arcs], np.arange(len(flow.network.elements) + 1))
        solves = min(max(_LEAST_SOLVES, int(_WORK / (1 + len(onward) * (1 + len(onward) / _CACHED)))), _MOST_SOLVES)
        large = hottest[components.size[label[hottest]] > INVERTED_UP_TO]
        self._allowed = large[components.in_loop[large]][:solves]
        self._blocks: dict[int, tuple[dict[int, int], Floats]] = {}

    def known(self, rows: Rows) -> Flags:
        """Tell of each row whether what comes back to it can be had exactly."""
        component = self._components.label[rows]
        free = ~self._components.is_loop[component] | (self._components.size[component] <= INVERTED_UP_TO)
        return free | np.isin(rows, self._allowed)

    def comes_back(self, rows: Rows, customers: Rows | None = None) -> Flags:
        """Tell of each row whether work that leaves it (for the customer given beside it) may return at all."""
        back = self._components.in_loop[rows]
        if customers is not None:
            back &= self._components.label[rows] == self._components.label[customers]
        return back

    def visits(self, start: int, row: int) -> float:
        """N_start,row: the visits to ``row`` of one unit of work that starts at ``start``; 0 where not known."""
        component = int(self._components.label[row])
        if int(self._components.label[start]) != component:
            return 0.0
        if not self._components.is_loop[component]:
            return 1.0
        if int(self._components.size[component]) <= INVERTED_UP_TO:
            place, inverse = self._block(component)
            return float(inverse[place[start], place[row]])
        return float(self._solved[row][start]) if row in self._solved else 0.0

    def to_itself(self, row: int) -> float:
        """(B N)_vv: the visits to v of one unit of work that has just left v."""
        arcs = self._arcs[self._starts[row] : self._starts[row + 1]]
        customers = self._flow.network.relations.customer[arcs].tolist()
        return sum(
            float(passed) * self.visits(customer, row)
            for passed, customer in zip(self._flow.passing[arcs], customers, strict=True)
        )

    @cached_property
    def _solved(self) -> dict[int, Floats]:
        """The visits to each of the hottest elements in large loops, one solve each, beside each other."""
        flow, rows = self._flow, self._allowed.tolist()
        _ = flow.inner  # what all solves share is there before they begin
        columns = do_beside([partial(flow.visits, row) for row in rows], relations=len(flow.routes.onward))
        return dict(zip(rows, columns, strict=True))

    @cached_property
    def _leaving_loop(self) -> Floats:
        """Per element: the part of its arriving work that leaves the loop it is in."""
        flow, relations, label = self._flow, self._flow.network.relations, self._components.label
        onward = flow.routes.onward
        outward = onward[label[relations.supplier[onward]] != label[relations.customer[onward]]]
        supplier = relations.supplier[outward]
        moved = flow.clarity.elements[supplier] * flow.passing[outward]
        return flow.leaving + sum_by_row(supplier, moved, len(flow.network.elements))

    def _block(self, component: int) -> tuple[dict[int, int], Floats]:
        if component not in self._blocks:
            members = self._components.members(component)
            place = {row: position for position, row in enumerate(members.tolist())}
            matrix = np.zeros((len(members), len(members)))
            relations = self._flow.network.relations
            for row, position in place.items():
                arcs = self._arcs[self._starts[row] : self._starts[row + 1]]
                targets = [place[customer] for customer in relations.customer[arcs].tolist()]
                np.add.at(matrix[position], targets, self._flow.clarity.elements[row] * self._flow.passing[arcs])
            whole = np.eye(len(members))
            if len(members) <= DENSE_UP_TO:
                inverse = Elimination(matrix, self._leaving_loop[members]).solve(whole, transposed=False)
            else:
                inverse = np.linalg.inv(whole - matrix).astype(np.float64, copy=False)
            self._blocks[component] = place, inverse
        return self._blocks[component]


def gain_of_elements(flow: Flow, returning: Returning, rows: Rows, clarity: Floats) -> Gains:
    """Give the gain of each element, alone, taking the clarity given beside it."""
    delta = np.where(flow.routes.hops[rows] > 0, clarity - flow.clarity.elements[rows], 0.0)
    effect = flow.arrivals[rows] * delta * flow.onwards[rows]
    looping = (effect != 0) & (flow.routes.hops[rows] > 0) & returning.comes_back(rows)
    back = np.zeros(len(rows))
    exact = ~looping | returning.known(rows)
    for position in np.flatnonzero(looping & exact).tolist():
        back[position] = returning.to_itself(int(rows[position]))

    def cleared(position: int) -> Clarity:
        elements = flow.clarity.elements.copy()
        elements[rows[position]] = clarity[position]
        return Clarity(elements, flow.clarity.relations)

    return Gains(_gain(flow, effect, 1.0 - delta * back, cleared), exact)


def gain_of_relations(flow: Flow, returning: Returning, rows: Rows, clarity: Floats) -> Gains:
    """Give the gain of each relation, alone, taking the clarity given beside it (its handoff stays)."""
    relations = flow.network.relations
    supplier, customer = relations.supplier[rows], relations.customer[rows]
    moved = flow.clarity.elements[supplier] * flow.network.share[rows] * relations.handoff[rows]
    routed = flow.routes.hops[supplier] > 0
    delta = np.where(routed, moved * (clarity - flow.clarity.relations[rows]), 0.0)
    effect = flow.arrivals[supplier] * delta * flow.sight[customer]
    back = np.zeros(len(rows))
    looping = (effect != 0) & (flow.routes.hops[customer] > 0) & returning.comes_back(supplier, customer)
    exact = ~looping | returning.known(supplier)
    for position in np.flatnonzero(looping & exact).tolist():
        back[position] = returning.visits(int(customer[position]), int(supplier[position]))

    def cleared(position: int) -> Clarity:
        on_relations = flow.clarity.relations.copy()
        on_relations[rows[position]] = clarity[position]
        return Clarity(flow.clarity.elements, on_relations)

    return Gains(_gain(flow, effect, 1.0 - delta * back, cleared), exact)


def _gain(flow: Flow, effect: Floats, left: Floats, cleared: Callable[[int], Clarity]) -> Floats:
    """Divide the effect by what is left of 1; where that is hardly anything, solve with the place cleared."""
    total = flow.network.total_effort
    if total <= 0:
        return np.zeros_like(effect)
    steep = (left < _LEAST_LEFT) & (effect != 0)
    gain = effect / np.where(steep, 1.0, left) / total
    for position in np.flatnonzero(steep).tolist():
        gain[position] = flow.changed(cleared(position)).find_index() - flow.index
    return gain
