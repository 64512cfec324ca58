"""Units folded into one node each: which element is drawn as which node, and how elements and relations are spelled."""

from __future__ import annotations

from collections.abc import Collection
from heapq import heapify, heappop, heappush

import numpy as np

from sightline.arrays.network import Flags, Network, Rows


class Folding:
    """Which element is drawn as which node.

    ``drawn`` gives per element the row of its node: that of the outermost folded unit that it is part of, or its own.
    ``folded`` marks the elements inside of folded units, the units themselves included.
    """

    drawn: Rows
    folded: Flags

    def __init__(self, network: Network, units: Collection[str]) -> None:
        self._network = network
        elements = network.elements
        is_folded = np.zeros(len(elements), dtype=np.bool_)
        is_folded[[elements.row[unit] for unit in units if unit in elements.row]] = True
        self.drawn = np.arange(len(elements))
        self.folded = np.zeros(len(elements), dtype=np.bool_)
        above = self.drawn
        while is_folded.any() and (climbing := above >= 0).any():
            inside = climbing & is_folded[above]
            self.drawn = np.where(inside, above, self.drawn)
            self.folded |= inside
            above = np.where(climbing, elements.parent[above], -1)

    def node(self, row: int) -> str:
        """Give the id of the node that an element is drawn as."""
        return str(self._network.elements.ids[self.drawn[row]])

    def edge(self, row: int) -> str | None:
        """Give the id of the edge that a relation is drawn as; None where it lies inside of a folded unit."""
        supplier, customer = int(self._network.relations.supplier[row]), int(self._network.relations.customer[row])
        if not (self.folded[supplier] or self.folded[customer]):
            return self._network.spell_relation(row)
        if self.drawn[supplier] == self.drawn[customer]:
            return None
        return f"{self.node(supplier)} -> {self.node(customer)}"

    def spell(self, elements: Rows, relations: Rows) -> frozenset[str]:
        """Give the ids of nodes and edges that these elements and relations are drawn as."""
        edges = {self.edge(row) for row in relations.tolist()}
        return frozenset({self.node(row) for row in elements.tolist()} | {edge for edge in edges if edge is not None})


def fold_to_fit(network: Network, shown: Rows, limit: int) -> frozenset[str]:
    """Choose the units to fold so that at most ``limit`` nodes are drawn for these elements, if units allow it.

    All begins folded into the topmost units; then the fullest unit that still fits is opened, again and again. Nothing
    is chosen where all fits anyway.
    """
    if len(shown) <= limit:
        return frozenset()
    parent = network.elements.parent
    content = np.zeros(len(network.elements), dtype=np.int64)
    above = shown
    while len(above):
        np.add.at(content, above, 1)
        above = parent[above]
        above = above[above >= 0]
    parts: dict[int, list[int]] = {}
    for row in np.flatnonzero(content).tolist():
        parts.setdefault(int(parent[row]), []).append(row)
    own = np.zeros(len(network.elements), dtype=np.bool_)
    own[shown] = True

    drawn = len(parts[-1])
    closed = [(-int(content[row]), row) for row in parts[-1] if content[row] > 1]
    heapify(closed)
    folded = []
    while closed:
        _, unit = heappop(closed)
        opened = drawn - 1 + len(parts[unit]) + int(own[unit])
        if opened > limit:
            folded.append(str(network.elements.ids[unit]))
            continue
        drawn = opened
        for row in parts[unit]:
            if content[row] > 1:
                heappush(closed, (-int(content[row]), row))
    return frozenset(folded)
