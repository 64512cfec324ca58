"""An organization condensed to the few places that a plan can change: the index of very many choices at once.

A severity changes one row of M. With R the rows that any choice can change, the index after a choice hangs on the work
arriving at R, on the sight where the relations leaving R lead, and on the visits from there to R: numbers that are
solved once. What remains for each choice is one small system of as many equations as R has rows (Woodbury, as in
:mod:`sightline.studies.severities`), and thousands of them are solved together.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from sightline.arrays.network import Floats, Rows
from sightline.snapshot import Snapshot

_FLOATS_AT_ONCE: Final = 4_000_000


class Condensed:
    """One snapshot as it looks from some of its obstacles (rows of the network); all others stay as they are."""

    def __init__(self, snapshot: Snapshot, obstacles: Rows) -> None:
        network, routes, flow = snapshot.network, snapshot.routes, snapshot.flow
        placed, relations = network.obstacles, network.relations
        self.obstacles = obstacles
        self.index = flow.index
        owner = placed.element.copy()
        on_relation = placed.relation >= 0
        owner[on_relation] = relations.supplier[placed.relation[on_relation]]
        places = np.unique(owner[obstacles])
        self._places = places[routes.place[places] >= 0]
        number = np.full(len(network.elements), -1, dtype=np.int64)
        number[self._places] = np.arange(len(self._places))
        leaving = routes.taken[number[relations.supplier[routes.taken]] >= 0]
        leaving = leaving[np.argsort(number[relations.supplier[leaving]], kind="stable")]
        self._owner = number[relations.supplier[leaving]]
        self._starts = np.searchsorted(self._owner, np.arange(len(self._places)))
        self._moved = network.share[leaving] * relations.handoff[leaving]
        ends = relations.customer[leaving]
        self._sight = flow.sight[ends]
        self._visits = np.zeros((len(leaving), len(self._places)))
        onward = routes.place[ends] >= 0
        for column, row in enumerate(self._places.tolist()):
            self._visits[onward, column] = flow.visits(row)[ends[onward]]
        self._arrivals = flow.arrivals[self._places] / max(network.total_effort, np.finfo(np.float64).tiny)
        self._group = np.full(len(placed), -1, dtype=np.int64)
        self._group[~on_relation] = number[placed.element[~on_relation]]
        position = np.full(len(relations), -1, dtype=np.int64)
        position[leaving] = len(self._places) + np.arange(len(leaving))
        self._group[on_relation] = position[placed.relation[on_relation]]
        self.severity = placed.severity[obstacles]
        self._fixed = self._product(1.0 - placed.severity[None, :], self._fixed_rows(len(placed)))
        self._passing = self._find_passing(self.severity[None, :])

    def indices(self, severities: Floats) -> Floats:
        """Give the index of each row of ``severities``, choices by obstacles."""
        if not len(self._places):
            return np.full(len(severities), self.index)
        at_once = max(_FLOATS_AT_ONCE // max(self._visits.size, 1), 1)
        parts = [self._solve(severities[start : start + at_once]) for start in range(0, len(severities), at_once)]
        return np.concatenate([*parts, np.empty(0)])

    def _solve(self, severities: Floats) -> Floats:
        change = self._moved * (self._find_passing(severities) - self._passing)
        rows = np.add.reduceat(change[:, :, None] * self._visits, self._starts, axis=1)
        right = np.add.reduceat(change * self._sight, self._starts, axis=1)
        corrected = np.linalg.solve(np.eye(len(self._places)) - rows, right[:, :, None])[:, :, 0]
        found: Floats = self.index + corrected @ self._arrivals
        return found

    def _find_passing(self, severities: Floats) -> Floats:
        """Give what passes the supplier and its relation, choices by leaving relations; handoffs not included."""
        clarity = self._fixed * self._product(1.0 - severities, list(enumerate(self._group[self.obstacles].tolist())))
        passing: Floats = clarity[:, self._owner] * clarity[:, len(self._places) :]
        return passing

    def _fixed_rows(self, count: int) -> list[tuple[int, int]]:
        free = set(self.obstacles.tolist())
        return [(row, int(self._group[row])) for row in range(count) if row not in free]

    def _product(self, passing: Floats, columns: list[tuple[int, int]]) -> Floats:
        """Multiply what passes the obstacles of each place: first the elements, then the relations leaving them."""
        product = np.ones((len(passing), len(self._places) + len(self._owner)))
        for column, group in columns:
            if group >= 0:
                product[:, group] *= passing[:, column]
        return product
