"""Rub-off: the haze that work has passed on its way to each element, in optical depths.

The second lens, looking back from the customer: where nothing were blocked, how much haze has the work arriving at v
come through? Depths add up, so the answer is linear in the haze of every obstacle and its split is exact.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np

from sightline.arrays.clarity import Clarity
from sightline.arrays.network import Floats, Network, Rows
from sightline.arrays.routes import Routes, find_fed
from sightline.arrays.solving import System
from sightline.arrays.sums import sum_by_row

FLOOR: Final = 0.001
"""The least clarity that a depth is taken of: -ln of nothing would drown everything else."""


class RubOff:
    """The haze carried by the work of one network; no handoff counts here, only obstacles."""

    def __init__(self, network: Network, routes: Routes, clarity: Clarity) -> None:
        self._network = network
        self._routes = routes
        self.own = -np.log(np.maximum(clarity.elements, FLOOR))
        """Per element: tau, the depth of its own obstacles."""
        self.on_relations = -np.log(np.maximum(clarity.relations, FLOOR))
        """Per relation: the depth of its obstacles."""

    @cached_property
    def system(self) -> System:
        """The matrix P of where work goes if nothing is blocked, over the elements that have a route."""
        wiring = self._routes.wiring
        share = self._network.share[wiring.order]
        ends = np.concatenate((self._routes.last, self._routes.lost))
        supplier = self._network.relations.supplier[ends]
        leaving = sum_by_row(supplier, self._network.share[ends], len(self._network.elements))[self._routes.inner]
        return System(wiring.matrix(share), leaving=leaving, turned=lambda: wiring.turned(share))

    @cached_property
    def flow(self) -> Floats:
        """Per element: f, the work arriving if nothing were blocked (effort units); at customers too."""
        arriving = self._arriving(self._network.elements.effort, np.zeros(len(self._network.relations)))
        return np.where(find_fed(self._network, self._routes), np.maximum(arriving, 0.0), 0.0)

    @cached_property
    def carried(self) -> Floats:
        """Per element: D, the haze that its arriving work has come through, its own included; f times the depth."""
        return self._arriving(self.flow * self.own, self.flow[self._network.relations.supplier] * self.on_relations)

    @cached_property
    def depth(self) -> Floats:
        """Per element and external customer: D / f; NaN where nothing flows."""
        depth: Floats = np.divide(self.carried, self.flow, out=np.full(len(self.flow), np.nan), where=self.flow > 0)
        return depth

    @cached_property
    def inherited(self) -> Floats:
        """Per element: the depth that is not its own; NaN where nothing flows."""
        return np.where(np.isnan(self.depth), np.nan, np.maximum(self.depth - self.own, 0.0))

    def origins(self, row: int) -> tuple[Floats, Floats]:
        """Split the depth of one element or customer by where it comes from: per element, and per relation."""
        network, routes = self._network, self._routes
        relations = network.relations
        elements, on_relations = np.zeros(len(network.elements)), np.zeros(len(relations))
        if not self.flow[row] > 0:
            return elements, on_relations
        reaching = np.zeros(len(network.elements))
        if network.elements.is_customer[row]:
            last = routes.last[relations.customer[routes.last] == row]
            entry = sum_by_row(routes.place[relations.supplier[last]], network.share[last], len(routes.inner))
            reaching[routes.inner] = self.system.solve(entry)
            reaching[row] = 1.0
        else:
            start = np.zeros(len(routes.inner))
            start[routes.place[row]] = 1.0
            reaching[routes.inner] = self.system.solve(start)
        elements = self.flow * self.own * reaching / self.flow[row]
        taken = np.concatenate((routes.onward, routes.last))
        supplier, customer = relations.supplier[taken], relations.customer[taken]
        haze = network.share[taken] * self.flow[supplier] * self.on_relations[taken]
        on_relations[taken] = haze * reaching[customer] / self.flow[row]
        return elements, on_relations

    def split(self, row: int) -> Floats:
        """Split the depth of one element or customer by obstacle; the parts add up to it."""
        at_elements, at_relations = self.origins(row)
        obstacles = self._network.obstacles
        whole = np.where(
            obstacles.element >= 0, _pick(at_elements, obstacles.element), _pick(at_relations, obstacles.relation)
        )
        return whole * part_of_place(self._network)

    def _arriving(self, started: Floats, on_way: Floats) -> Floats:
        """Sum up what starts at each element and what is picked up on the way, wherever the work goes."""
        network, routes, relations = self._network, self._routes, self._network.relations
        onward = routes.onward
        picked = network.share * on_way
        entering = sum_by_row(relations.customer[onward], picked[onward], len(network.elements))
        arrived = np.zeros(len(network.elements))
        arrived[routes.inner] = self.system.solve_transposed((started + entering)[routes.inner])
        last = routes.last
        delivered = network.share[last] * arrived[relations.supplier[last]] + picked[last]
        np.add.at(arrived, relations.customer[last], delivered)
        return arrived


def part_of_place(network: Network) -> Floats:
    """Per obstacle: its part of the depth of its place, in proportion to -ln max(1 - severity, FLOOR)."""
    obstacles = network.obstacles
    depth = -np.log(np.maximum(1.0 - obstacles.severity, FLOOR))
    part = np.zeros(len(obstacles))
    for rows, size in ((obstacles.element, len(network.elements)), (obstacles.relation, len(network.relations))):
        mine = rows >= 0
        whole = sum_by_row(rows[mine], depth[mine], size)[rows[mine]]
        part[mine] = np.divide(depth[mine], whole, out=np.zeros_like(whole), where=whole > 0)
    return part


def _pick(values: Floats, rows: Rows) -> Floats:
    """Take the value at each row, 0 where the row is -1."""
    return np.where(rows >= 0, values[rows], 0.0) if len(values) else np.zeros(len(rows))
