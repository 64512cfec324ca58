"""The best line of every element at once: the clearest route to any external customer.

A shortest path under -ln(c_v c_e) from all customers over reversed relations (Dijkstra; scipy's compiled one). Ties
within 1e-12 are broken in this order: fewer handoffs, fewer hops, more of it assessed, ids. Where every route is
opaque, the one with the fewest opaque steps. Each criterion is settled by a search over the relations that the ones
before it left open, so no two criteria are ever mixed into one number that could round.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.sparse.csgraph import dijkstra

from sightline.arrays.dominators import find_dominators
from sightline.arrays.flow import Flow
from sightline.arrays.network import SERVES, Flags, Floats, Network, Rows
from sightline.arrays.routes import Routes, find_routes
from sightline.arrays.wiring import Wiring
from sightline.document.collation import sort_keys

TIE: Final = 1e-12
"""Two depths that differ by no more are the same."""


@dataclass(frozen=True, eq=False)
class BestLines:
    """One best line per element, as the relation it takes next.

    ``step`` is a relation row (-1 at customers and stranded elements), ``depth`` the sum of -ln(c_v c_e) along the
    line over its steps that let anything through, ``opaque`` the number of steps that let nothing through, ``tied``
    whether another first step leads to a line as clear.
    """

    step: Rows
    depth: Floats
    opaque: Rows
    handoffs: Rows
    length: Rows
    tied: Flags

    @property
    def clarity(self) -> Floats:
        """Per element: the product of the clarities along its best line; 0 where opaque or stranded."""
        return np.where((self.opaque == 0) & np.isfinite(self.depth), np.exp(-self.depth), 0.0)


def find_best_lines(flow: Flow) -> BestLines:
    """Find the best line of every element."""
    network, routes = flow.network, flow.routes
    open_rows = np.sort(np.concatenate((routes.onward, routes.last)))
    relations = network.relations
    passing = flow.clarity.elements[relations.supplier] * relations.handoff * flow.clarity.relations
    blocked = passing[open_rows] <= 0
    depth_of = np.zeros(len(relations))
    depth_of[open_rows[~blocked]] = -np.log(passing[open_rows[~blocked]])
    search = _Search(network, routes)

    opaque = np.where(routes.hops >= 0, 0.0, np.inf)
    tight = open_rows
    if blocked.any():
        step_opaque = np.zeros(len(relations))
        step_opaque[open_rows[blocked]] = 1.0
        opaque, tight = search.shortest(tight, step_opaque, tolerance=0.0)
    depth, tight = search.shortest(tight, depth_of, tolerance=TIE)
    clearest = tight
    handoff = (relations.kinds == SERVES).astype(np.float64)
    most = len(network.elements) + 1.0
    length, tight = search.shortest(tight, handoff * most + 1.0, tolerance=0.0)
    chosen = tight
    if len(tight) > np.count_nonzero(routes.hops > 0):
        vague_element, vague_relation = find_vague(network)
        vague = vague_element[relations.supplier].astype(np.float64) + vague_relation
        _, chosen = search.shortest(tight, vague, tolerance=0.0)
    step = _first_by_id(network, chosen)
    handoffs, hops = np.divmod(np.where(np.isfinite(length), length, 0.0), most)
    return BestLines(
        step=step,
        depth=depth,
        opaque=np.where(np.isfinite(opaque), opaque, 0).astype(np.int64),
        handoffs=handoffs.astype(np.int64),
        length=hops.astype(np.int64),
        tied=_find_ties(network, clearest, depth, length),
    )


def follow(network: Network, lines: BestLines, row: int) -> list[int]:
    """List the relation rows of one element's best line, in order."""
    route: list[int] = []
    while (step := int(lines.step[row])) >= 0:
        route.append(step)
        row = int(network.relations.customer[step])
    return route


def assessed_along(network: Network, lines: BestLines, elements: Flags, relations: Flags) -> Flags:
    """Per element: whether every element and relation on its best line is marked; False where there is no line."""
    marked = elements.copy()
    step = lines.step
    moving = step >= 0
    marked[moving] &= relations[step[moving]]
    marked[~moving & ~network.elements.is_customer] = False
    ahead = np.arange(len(step))
    ahead[moving] = network.relations.customer[step[moving]]
    while True:
        joined = marked & marked[ahead]
        further = ahead[ahead]
        if np.array_equal(further, ahead):
            return joined
        marked, ahead = joined, further


class _Search:
    """Shortest ways from all external customers back along given relations."""

    def __init__(self, network: Network, routes: Routes) -> None:
        self._supplier = network.relations.supplier
        self._customer = network.relations.customer
        self._customers = np.flatnonzero(network.elements.is_customer)
        self._size = len(network.elements)
        self._hops = routes.hops

    def shortest(self, rows: Rows, cost: Floats, *, tolerance: float) -> tuple[Floats, Rows]:
        """Give every element's cost to a customer along ``rows``, and those of the rows that lie on a cheapest way."""
        distance = np.full(self._size, np.inf)
        distance[self._customers] = 0.0
        if not len(rows) or not len(self._customers):
            return distance, rows[:0]
        weight = cost[rows]
        supplier, customer = self._supplier[rows], self._customer[rows]
        wiring = Wiring.of(np.arange(len(rows)), supplier=customer, customer=supplier, size=self._size)
        backwards = wiring.matrix(weight[wiring.order])  # parallel relations stay apart: each is one more way
        distance = dijkstra(backwards, directed=True, indices=self._customers, min_only=True)
        excess = weight + distance[customer] - distance[supplier]
        return distance, rows[np.isfinite(distance[supplier]) & (excess <= tolerance)]


def _find_ties(network: Network, clearest: Rows, depth: Floats, length: Floats) -> Flags:
    """Which elements have several first steps to a line as clear, given the relations on clearest lines.

    A step that costs nothing may lead in a circle. It begins a line where it comes nearer to a customer by depth or
    by length, else where the element does not stand on every clearest line of where it leads.
    """
    supplier, customer = network.relations.supplier[clearest], network.relations.customer[clearest]
    nearer = (length[customer] < length[supplier]) | (depth[customer] < depth[supplier] - TIE * len(depth))
    ways = np.bincount(supplier[nearer], minlength=len(depth))
    unsure = np.flatnonzero(~nearer & (ways[supplier] < 2))
    if len(unsure):
        volume = np.zeros(len(network.relations))
        volume[clearest] = 1.0
        narrowed = replace(network, relations=replace(network.relations, volume=volume))
        tree = find_dominators(narrowed, find_routes(narrowed))
        begins = ~tree.stands_before(supplier[unsure], customer[unsure])
        ways += np.bincount(supplier[unsure[begins]], minlength=len(depth))
    return np.greater(ways, 1)


def find_vague(network: Network) -> tuple[Flags, Flags]:
    """Which elements and relations nobody has looked at; customers and memberships count as assessed."""
    element_known, relation_known = network.has_obstacle
    elements = ~(network.elements.assessed | element_known | network.elements.is_customer)
    relations = ~(network.relations.assessed | relation_known | network.relations.implied)
    return elements, relations


def _first_by_id(network: Network, rows: Rows) -> Rows:
    """Choose one relation per supplier: the one to the smallest id, then the first."""
    step = np.full(len(network.elements), -1, dtype=np.int64)
    if not len(rows):
        return step
    supplier, customer = network.relations.supplier[rows], network.relations.customer[rows]
    several = np.bincount(supplier, minlength=len(network.elements))[supplier] > 1
    step[supplier[~several]] = rows[~several]
    choices = rows[several]
    if len(choices):
        names = np.array(sort_keys(network.elements.ids[customer[several]].tolist()))
        order = np.lexsort((choices, names, supplier[several]))[::-1]
        step[supplier[several][order]] = choices[order]
    return step
