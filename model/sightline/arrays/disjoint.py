"""Node-disjoint routes and the minimum cut of one element (Menger 1927): how many ways out share nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from sightline.arrays.network import Network
from sightline.arrays.routes import Routes


@dataclass(frozen=True, slots=True)
class Disjoint:
    """Routes that share no element but their start and the external customers they end at; as many as there can be.

    ``routes`` hold element rows, the start first. ``cut_elements`` and ``cut_relations`` (direct ones to an external
    customer, which no element stands on) are a smallest set without which there is no route; as many as the routes.
    """

    routes: tuple[tuple[int, ...], ...]
    cut_elements: tuple[int, ...]
    cut_relations: tuple[tuple[int, int], ...]


def find_disjoint(network: Network, routes: Routes, row: int) -> Disjoint:
    """Find a largest set of node-disjoint routes of one element to external customers, and a smallest cut.

    A maximum flow where every element but the start lets one unit pass: each is split in an entry and an exit.
    """
    if routes.hops[row] <= 0:
        return Disjoint((), (), ())
    size = len(network.elements)
    source, sink = size + row, 2 * size
    rows = np.concatenate((routes.onward, routes.last))
    supplier, customer = network.relations.supplier[rows], network.relations.customer[rows]
    useful = (customer != row) & (supplier != customer)
    pairs = np.unique(np.column_stack((supplier[useful], customer[useful])), axis=0)
    customers = np.flatnonzero(network.elements.is_customer)
    inner = routes.inner[routes.inner != row]
    plenty = size + 1
    direct = (pairs[:, 0] == row) & network.elements.is_customer[pairs[:, 1]]
    tails = np.concatenate((inner, size + pairs[:, 0], customers))
    heads = np.concatenate((size + inner, pairs[:, 1], np.full(len(customers), sink)))
    room = np.concatenate((np.ones(len(inner)), np.where(direct, 1, plenty), np.full(len(customers), plenty))).astype(
        np.int32
    )
    graph = sp.csr_array((room, (tails, heads)), shape=(2 * size + 1, 2 * size + 1))
    flow = maximum_flow(graph, source, sink).flow
    moved = flow.tocoo()
    taken = moved.data > 0
    follow: dict[int, list[int]] = {}
    for tail, head, units in zip(
        moved.row[taken].tolist(), moved.col[taken].tolist(), moved.data[taken].tolist(), strict=True
    ):
        follow.setdefault(tail, []).extend([head] * (units if tail == source else 1))
    found = []
    for first in sorted(follow.get(source, ())):
        route, here = [row], first
        while True:
            route.append(here)
            if network.elements.is_customer[here]:
                break
            here = follow[size + here].pop()
        found.append(tuple(route))
    left = sp.csr_array(graph - flow)
    left.data = np.maximum(left.data, 0)
    left.eliminate_zeros()
    reached = np.zeros(2 * size + 1, dtype=np.bool_)
    reached[breadth_first_order(left, source, return_predecessors=False)] = True
    cut = inner[reached[inner] & ~reached[size + inner]]
    lost = [(row, int(end)) for start, end in pairs[direct].tolist() if not reached[end]]
    return Disjoint(tuple(sorted(found, key=lambda route: (len(route), route))), tuple(cut.tolist()), tuple(lost))
