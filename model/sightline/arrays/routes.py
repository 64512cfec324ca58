"""Who has a route at all: hops to the nearest external customer, and the relations that work really takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from sightline.arrays.network import Flags, Network, Rows
from sightline.arrays.solving import neighbours
from sightline.arrays.wiring import Wiring


@dataclass(frozen=True, eq=False)
class Routes:
    """The routes of one network; they depend on volumes only, not on how clear anything is.

    ``hops`` per element: fewest carrying relations of positive volume to any external customer, -1 where there is no
    chain (*stranded*). ``inner`` lists the element rows that have a route and are no customer; ``place`` is an
    element's position in ``inner``, -1 for all others. The relations whose supplier has a route and whose volume is
    positive are split by where they lead: to another element with a route, to an external customer (``last``), or to a
    stranded element (``lost``); each list holds relation rows, in order.
    """

    network: Network
    hops: Rows
    inner: Rows
    place: Rows
    onward: Rows
    last: Rows
    lost: Rows

    @property
    def taken(self) -> Rows:
        """The relations by which work goes on to an element with a route or to an external customer."""
        return np.concatenate((self.onward, self.last))

    @cached_property
    def wiring(self) -> Wiring:
        """The places of the onward relations in a matrix over the inner elements."""
        relations = self.network.relations
        return Wiring.of(
            self.onward,
            supplier=self.place[relations.supplier[self.onward]],
            customer=self.place[relations.customer[self.onward]],
            size=len(self.inner),
        )

    @property
    def stranded(self) -> Flags:
        """Which elements no chain of work leads out of to an external customer."""
        stranded: Flags = np.less(self.hops, 0)
        return stranded


def find_routes(network: Network) -> Routes:
    """Find who has a route, and the relations that work takes."""
    size = len(network.elements)
    supplier, customer = network.relations.supplier, network.relations.customer
    live = np.flatnonzero(network.relations.volume > 0)
    hops = np.where(network.elements.is_customer, 0, -1).astype(np.int64)
    ones = np.ones(len(live), dtype=np.int8)
    towards = sp.csr_array((ones, (customer[live], supplier[live])), shape=(size, size))
    frontier, steps = np.flatnonzero(hops == 0).astype(np.int64), 0
    while len(frontier):
        steps += 1
        near = neighbours(towards, frontier)
        frontier = near[hops[near] < 0]
        hops[frontier] = steps
    inner = np.flatnonzero(hops > 0).astype(np.int64)
    place = np.full(size, -1, dtype=np.int64)
    place[inner] = np.arange(len(inner))
    taken = live[hops[supplier[live]] > 0]
    ends = hops[customer[taken]]
    return Routes(
        network=network,
        hops=hops,
        inner=inner,
        place=place,
        onward=taken[ends > 0],
        last=taken[ends == 0],
        lost=taken[ends < 0],
    )


def find_fed(network: Network, routes: Routes) -> Flags:
    """Find the elements with a route, and the external customers, that any effort reaches where nothing is blocked."""
    size = len(network.elements)
    taken = routes.taken
    ends = (network.relations.supplier[taken], network.relations.customer[taken])
    onwards = sp.csr_array((np.ones(len(taken), dtype=np.int8), ends), shape=(size, size))
    frontier = np.flatnonzero((network.elements.effort > 0) & (routes.hops > 0)).astype(np.int64)
    fed = np.zeros(size, dtype=np.bool_)
    fed[frontier] = True
    while len(frontier):
        near = neighbours(onwards, frontier)
        frontier = near[~fed[near]]
        fed[frontier] = True
    return fed
