"""The gains of a few obstacles in many draws: what returns to them is solved for all of them at once, from near by.

The formula is that of :mod:`sightline.arrays.gains`. An obstacle changes the row of M of one element, its own or that
of its relation's supplier; what returns to that element is a column of (I - M)^-1. It is iterated from the column of
the organization as it stands, all columns together, x = e + M x: the sparse matrix is read once for all of them.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from sightline.arrays.clarity import clarity_of
from sightline.arrays.flow import Flow
from sightline.arrays.network import Floats, Rows
from sightline.arrays.sums import sum_by_row
from sightline.snapshot import Snapshot

DENSE_UP_TO: Final = 16
"""Rows up to which a draw is eliminated and not iterated: from a near solution few steps are left."""
_PRECISE: Final = 1e-6
"""How far, in the 1-norm, a column may miss its equation."""
_STEPS: Final = 60
_CHECKED: Final = 4
"""Steps between two looks at that, which cost as much as a step."""
_LEAST_LEFT: Final = 1e-5


class Followed:
    """The obstacles (rows of the network) whose gain is followed through the draws."""

    def __init__(self, snapshot: Snapshot, rows: Rows) -> None:
        self.rows = rows
        network, routes = snapshot.network, snapshot.routes
        obstacles, relations = network.obstacles, network.relations
        on_relation = obstacles.element[rows] < 0
        self._element = np.where(on_relation, relations.supplier[obstacles.relation[rows]], obstacles.element[rows])
        self._beside = [_others_at_its_place(snapshot, row) for row in rows.tolist()]
        taken = np.sort(routes.taken)
        arcs = [
            taken[taken == relation] if relation >= 0 else taken[relations.supplier[taken] == element]
            for relation, element in zip(obstacles.relation[rows].tolist(), self._element.tolist(), strict=True)
        ]
        self._arcs = np.concatenate([*arcs, np.empty(0, dtype=np.int64)])
        self._owner = np.repeat(np.arange(len(rows)), np.array([len(of_one) for of_one in arcs], dtype=np.int64))
        self._on_relation = on_relation
        self._places = routes.place[relations.customer[self._arcs]]
        self._find_columns(snapshot)

    def _find_columns(self, snapshot: Snapshot) -> None:
        """Find the elements to which work returns, and solve what returns to each as it stands."""
        components, relations = snapshot.components, snapshot.network.relations
        element, customer = self._element[self._owner], relations.customer[self._arcs]
        inside = components.in_loop[element] & (components.label[element] == components.label[customer])
        starts = np.unique(element[inside])
        column = np.full(len(snapshot.network.elements), -1, dtype=np.int64)
        column[starts] = np.arange(len(starts))
        self._column = np.where(inside, column[element], -1)
        self._starts = snapshot.routes.place[starts]
        self._near = snapshot.flow.system.solve(self._units(len(snapshot.routes.inner)))

    def gains(self, flow: Flow) -> Floats:
        """Give how much the index of this flow rises if each obstacle alone is cleared."""
        network, relations = flow.network, flow.network.relations
        severity, total = network.obstacles.severity, network.total_effort
        others = np.array([np.prod(1.0 - severity[beside]) for beside in self._beside], dtype=np.float64)
        delta = severity[self.rows] * others
        moved = network.share[self._arcs] * relations.handoff[self._arcs]
        on_way = np.where(
            self._on_relation[self._owner],
            flow.clarity.elements[relations.supplier[self._arcs]],
            flow.clarity.relations[self._arcs],
        )
        moved *= on_way
        count = len(self.rows)
        effect = delta * flow.arrivals[self._element]
        effect *= sum_by_row(self._owner, moved * flow.sight[relations.customer[self._arcs]], count)
        left = 1.0 - delta * sum_by_row(self._owner, moved * self._returning(flow), count)
        steep = (left < _LEAST_LEFT) & (effect != 0)
        gain = effect / np.where(steep, 1.0, left) / total
        for position in np.flatnonzero(steep).tolist():
            gain[position] = _solve_cleared(flow, int(self.rows[position])) - flow.index
        return gain

    def _returning(self, flow: Flow) -> Floats:
        """Per relation followed: the visits to its supplier of work that it has delivered."""
        returning = np.zeros(len(self._arcs))
        inside = self._column >= 0
        if inside.any():
            returning[inside] = self._columns(flow)[self._places[inside], self._column[inside]]
        return returning

    def _columns(self, flow: Flow) -> Floats:
        units = self._units(flow.system.size)
        if flow.system.size <= DENSE_UP_TO:
            return flow.system.solve(units)
        columns, matrix, own = self._near, flow.system.matrix, np.arange(len(self._starts))
        for step in range(1, _STEPS + 1):
            following: Floats = matrix @ columns
            following[self._starts, own] += 1.0
            if step % _CHECKED == 0:
                missed = np.abs(following - columns).sum(axis=0)
                if (missed <= _PRECISE * following.sum(axis=0)).all():
                    return following
            columns = following
        return flow.system.solve(units, columns, precision=_PRECISE)

    def _units(self, size: int) -> Floats:
        """Give the unit columns of the elements to which work returns."""
        units = np.zeros((size, len(self._starts)))
        units[self._starts, np.arange(len(self._starts))] = 1.0
        return units


def _others_at_its_place(snapshot: Snapshot, row: int) -> Rows:
    """List the other obstacles on the element or relation of one."""
    obstacles = snapshot.network.obstacles
    same = (obstacles.element == obstacles.element[row]) & (obstacles.relation == obstacles.relation[row])
    same[row] = False
    return np.flatnonzero(same).astype(np.int64)


def _solve_cleared(flow: Flow, row: int) -> float:
    severity = flow.network.obstacles.severity.copy()
    severity[row] = 0.0
    return flow.changed(clarity_of(flow.network, severity)).find_index()
