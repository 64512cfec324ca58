"""The information graph: along which ways what customers say can travel, and how far it gets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import dijkstra

from sightline.arrays.network import Floats, Network, Rows
from sightline.arrays.solving import neighbours
from sightline.document import Organization

HEARD_BY = ("feedback", "reports_to")
"""The kinds of relations whose customer hears what the supplier knows; a whole hears its parts too."""


@dataclass(frozen=True, eq=False)
class Information:
    """Who hears whom, between element rows; nothing is heard along a relation that carries work.

    ``graph`` leads from who speaks to who hears; its values are the days between two times of feedback, of the quickest
    where several join a pair. Reporting, membership, and feedback whose rhythm nobody noted count 0 days, so what is
    said of days is the least that it takes.
    """

    graph: sp.csr_array

    def steps_to(self, rows: Rows) -> Rows:
        """Count, for each element, the fewest steps in which any of these rows hears of it; -1 where none ever does."""
        return count_steps(self._heard, rows)

    def days_to(self, rows: Rows) -> Floats:
        """Sum the days along the quickest way from each element to any of these rows; infinite where none leads."""
        if not len(rows):
            return np.full(self._heard.shape[0], np.inf)
        days: Floats = dijkstra(self._heard, indices=rows, min_only=True)
        return days

    @cached_property
    def _heard(self) -> sp.csr_array:
        """The same from who hears to who speaks."""
        return self.graph.T.tocsr()


def read_information(organization: Organization, network: Network) -> Information:
    """Take feedback, reporting lines upwards, and membership from a document and its arrays."""
    row, size = network.elements.row, len(network.elements)
    spoken = [relation for relation in organization.relations if relation.kind in HEARD_BY]
    parts = np.flatnonzero(network.elements.parent >= 0)
    speaker = np.array([row[relation.supplier] for relation in spoken] + parts.tolist(), dtype=np.int64)
    hearer = np.array(
        [row[relation.customer] for relation in spoken] + network.elements.parent[parts].tolist(), dtype=np.int64
    )
    days = np.array([relation.cadence_days or 0.0 for relation in spoken] + [0.0] * len(parts), dtype=np.float64)
    order = np.lexsort((days, hearer, speaker))
    speaker, hearer, days = speaker[order], hearer[order], days[order]
    first = np.diff(speaker * size + hearer, prepend=-1) != 0
    return Information(sp.csr_array((days[first], (speaker[first], hearer[first])), shape=(size, size)))


def work_graph(network: Network) -> sp.csr_array:
    """Build the matrix of who works for whom, supplier by customer; volume 0 joins nobody."""
    relations, size = network.relations, len(network.elements)
    live = relations.volume > 0
    ends = (relations.supplier[live], relations.customer[live])
    return sp.csr_array((np.ones(int(live.sum())), ends), shape=(size, size))


def count_steps(graph: sp.csr_array, rows: Rows) -> Rows:
    """Count the fewest steps from any of these rows to each; -1 where none lead there."""
    steps = np.full(graph.shape[0], -1, dtype=np.int64)
    frontier, step = rows, 0
    while len(frontier):
        steps[frontier] = step
        near = neighbours(graph, frontier)
        frontier, step = near[steps[near] < 0], step + 1
    return steps
