"""The k best lines of one element: loopless routes in order of clarity.

Yen (1971) with Lawler's rule, on relations rather than pairs, so that parallel relations make lines of their own. Each
deviation is an A* search guided by the best lines of all elements, which never overestimate; it looks at a handful of
elements even in a very large organization.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from sightline.arrays.best_lines import TIE, BestLines, find_vague
from sightline.arrays.flow import Flow
from sightline.arrays.network import SERVES, Flags, Floats, Rows
from sightline.document.collation import sort_keys

_MORE: Final = 32

Cost = tuple[int, float]
"""Opaque steps, and the depth of the others; compared in that order."""


@dataclass(frozen=True, slots=True)
class Route:
    """One loopless route: its relation rows in order, its opaque steps and the depth of the others."""

    relations: tuple[int, ...]
    opaque: int
    depth: float

    @property
    def clarity(self) -> float:
        """The product of the clarities along it."""
        return 0.0 if self.opaque else math.exp(-self.depth)


def find_k_best(flow: Flow, lines: BestLines, row: int, k: int) -> tuple[Route, ...]:
    """Find the k best lines of one element; ties within 1e-12 are broken as for the best line."""
    if flow.routes.hops[row] <= 0 or k < 1:
        return ()
    search = _Search(flow, lines)
    first = search.from_spur(row, frozenset(), frozenset())
    if first is None:
        return ()
    accepted: list[Route] = [first]
    waiting: list[tuple[Cost, tuple[int, ...], Route]] = []
    known = {first.relations}
    while len(accepted) < k + _MORE:
        latest = accepted[-1]
        for cut in range(len(latest.relations)):
            root = latest.relations[:cut]
            spur = search.end_of(row, root)
            banned = frozenset(route.relations[cut] for route in accepted if route.relations[:cut] == root)
            passed = frozenset((row, *(search.customer[step] for step in root[:-1]))) if root else frozenset()
            tail = search.from_spur(spur, passed, banned)
            if tail is None or (*root, *tail.relations) in known:
                continue
            opaque, depth = search.cost_of(root)
            whole = Route((*root, *tail.relations), opaque + tail.opaque, depth + tail.depth)
            known.add(whole.relations)
            heapq.heappush(waiting, ((whole.opaque, whole.depth), whole.relations, whole))
        if not waiting:
            break
        following = heapq.heappop(waiting)[2]
        if len(accepted) >= k and not _is_tie(accepted[k - 1], following):
            break
        accepted.append(following)
    return tuple(search.settle_ties(accepted)[:k])


def _is_tie(one: Route, other: Route) -> bool:
    return one.opaque == other.opaque and abs(one.depth - other.depth) <= TIE


class _Search:
    """A* from one element to any external customer, without given elements and first relations."""

    def __init__(self, flow: Flow, lines: BestLines) -> None:
        self._flow = flow
        self._lines = lines
        network, routes = flow.network, flow.routes
        relations = network.relations
        self.customer = relations.customer
        rows = np.concatenate((routes.onward, routes.last))
        self._rows = rows[np.argsort(relations.supplier[rows], kind="stable")]
        self._starts = np.searchsorted(relations.supplier[self._rows], np.arange(len(network.elements) + 1))

    @cached_property
    def _step_cost(self) -> tuple[Rows, Floats]:
        relations = self._flow.network.relations
        clarity = self._flow.clarity
        passing = clarity.elements[relations.supplier] * relations.handoff * clarity.relations
        depth = np.zeros(len(relations))
        np.log(passing, out=depth, where=passing > 0)
        return (passing <= 0).astype(np.int64), -depth

    def cost_of(self, steps: tuple[int, ...]) -> Cost:
        """Add up the cost of some steps."""
        opaque, depth = self._step_cost
        return sum(int(opaque[step]) for step in steps), math.fsum(float(depth[step]) for step in steps)

    def end_of(self, row: int, steps: tuple[int, ...]) -> int:
        """Where some steps lead."""
        return int(self.customer[steps[-1]]) if steps else row

    def from_spur(self, spur: int, passed: frozenset[int], banned: frozenset[int]) -> Route | None:
        """Find the best route from ``spur`` that avoids elements already passed and begins with no banned step."""
        opaque_of, depth_of = self._step_cost
        is_customer = self._flow.network.elements.is_customer
        if is_customer[spur]:
            return None
        closed = set(passed)
        queue: list[tuple[int, float, int, int, float, tuple[int, ...]]] = []
        heapq.heappush(queue, (int(self._lines.opaque[spur]), float(self._lines.depth[spur]), spur, 0, 0.0, ()))
        while queue:
            _, _, here, opaque, depth, steps = heapq.heappop(queue)
            if is_customer[here]:
                return Route(steps, opaque, depth)
            if here in closed:
                continue
            closed.add(here)
            for step in self._rows[self._starts[here] : self._starts[here + 1]].tolist():
                target = int(self.customer[step])
                if target in closed or (here == spur and step in banned):
                    continue
                so_far, deep = opaque + int(opaque_of[step]), depth + float(depth_of[step])
                ahead, beyond = int(self._lines.opaque[target]), float(self._lines.depth[target])
                heapq.heappush(queue, (so_far + ahead, deep + beyond, target, so_far, deep, (*steps, step)))
        return None

    def settle_ties(self, routes: list[Route]) -> list[Route]:
        """Order the routes, those as clear as each other by handoffs, hops, what nobody assessed, and ids."""
        ordered = sorted(routes, key=lambda route: (route.opaque, route.depth))
        settled: list[Route] = []
        cluster: list[Route] = []
        for route in ordered:
            if cluster and not _is_tie(cluster[0], route):
                settled += sorted(cluster, key=self._order)
                cluster = []
            cluster.append(route)
        return settled + sorted(cluster, key=self._order)

    def _order(self, route: Route) -> tuple[int, int, int, list[str], tuple[int, ...]]:
        network = self._flow.network
        element, relation = self._vague
        steps = list(route.relations)
        handoffs = int((network.relations.kinds[steps] == SERVES).sum())
        unknown = int(element[network.relations.supplier[steps]].sum() + relation[steps].sum())
        ids = sort_keys(network.elements.ids[self.customer[steps]].tolist())
        return handoffs, len(steps), unknown, ids, route.relations

    @cached_property
    def _vague(self) -> tuple[Flags, Flags]:
        return find_vague(self._flow.network)
