"""Other severities on the same work: the flow of it, solved anew where many rows change, else corrected.

A severity changes one row of M, that of its element or of its relation's supplier. With V the k changed rows, E_V
their unit columns, D the change of these rows and d that of their exits, the changed sight is x' = x + N E_V y, where
y solves the k equations (I - D N E_V) y = d + D x (Woodbury). A column of N = (I - M)^-1 takes one solve, once a row.

How far the result can be off is proved afterwards: with t' near to N'1, the residual of t' below 1/2 and everything
non-negative, N'1 <= 2 t' for an M-matrix, so no entry errs by more than 2 max(t') times the largest residual.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import numpy as np
import scipy.sparse as sp

from sightline.arrays.clarity import Clarity, clarity_of
from sightline.arrays.flow import Flow
from sightline.arrays.network import Floats, Rows
from sightline.arrays.solving import NotSolvedError
from sightline.errors import UsageError
from sightline.snapshot import Snapshot

_MOST_NEW: Final = 8
"""Columns that one question may ask for the first time; a full solve costs no more than a few of them."""
_MOST_ROWS: Final = 64
_FLOATS_KEPT: Final = 20_000_000
_PRECISE: Final = 1e-10
"""How far a corrected sight may be off at most; else it is solved anew."""


class Severities:
    """One snapshot under other severities, given by obstacle row; the others stay as they are."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._columns: dict[int, Floats] = {}

    def severity(self, changed: Mapping[int, float]) -> Floats:
        """Give the severity of every obstacle; raises UsageError for a row that is none, or no severity."""
        severity = self._snapshot.network.obstacles.severity.copy()
        for row, value in changed.items():
            if not 0 <= row < len(severity):
                raise UsageError(f"there is no obstacle row {row}; there are {len(severity):,}")
            if not 0.0 <= value <= 1.0:
                raise UsageError(f"a severity is a number from 0 to 1, not {value}")
            severity[row] = value
        return severity

    def flow(self, changed: Mapping[int, float]) -> Flow:
        """Give the whole flow of the same work under other severities, solved from near to what is known of it."""
        clarity = clarity_of(self._snapshot.network, self.severity(changed))
        return self._solve(clarity, near=self._correct(clarity))

    def sight(self, changed: Mapping[int, float]) -> Floats:
        """Give the sight of every element under other severities."""
        clarity = clarity_of(self._snapshot.network, self.severity(changed))
        corrected = self._correct(clarity)
        if corrected is None:
            return self._solve(clarity, near=None).sight
        sight = self._snapshot.flow.sight.copy()
        sight[self._snapshot.routes.inner] = corrected
        return sight

    def index(self, changed: Mapping[int, float]) -> float:
        """Give the index under other severities; 0 where there is no effort at all."""
        network = self._snapshot.network
        total = network.total_effort
        return float(network.elements.effort @ self.sight(changed)) / total if total > 0 else 0.0

    def _solve(self, clarity: Clarity, *, near: Floats | None) -> Flow:
        sight, arrivals = self._snapshot.flow.inner
        guess = (sight if near is None else near, arrivals)
        return Flow(self._snapshot.network, self._snapshot.routes, clarity, guess=guess)

    def _correct(self, clarity: Clarity) -> Floats | None:
        """Correct the inner sight; None where too much changes, or the result could not be proved."""
        flow, place = self._snapshot.flow, self._snapshot.routes.place
        supplier = self._snapshot.network.relations.supplier
        rows = np.union1d(
            np.flatnonzero(clarity.elements != flow.clarity.elements),
            supplier[clarity.relations != flow.clarity.relations],
        )
        rows = rows[place[rows] >= 0].astype(np.int64)
        new = sum(row not in self._columns for row in rows.tolist())
        if new > _MOST_NEW or len(rows) > _MOST_ROWS:
            return None
        if not len(rows):
            return flow.inner[0]
        try:
            return self._proved(rows, *self._change(rows, clarity))
        except (NotSolvedError, np.linalg.LinAlgError):
            return None

    def _proved(self, rows: Rows, change: sp.csr_array, exits: Floats) -> Floats | None:
        """Correct the inner sight and, beside it, the steps; None where they do not prove each other."""
        flow, sight, inner = self._snapshot.flow, self._snapshot.flow.inner[0], self._snapshot.routes.place[rows]
        visits = np.column_stack([self._column(row) for row in rows.tolist()])
        known = np.column_stack([sight, self._steps])
        right = np.column_stack([exits, np.zeros(len(rows))])
        weights = np.linalg.solve(np.eye(len(rows)) - change @ visits, right + change @ known)
        corrected = known + visits @ weights
        residual = np.column_stack([self._exits, np.ones(len(sight))]) + flow.system.matrix @ corrected - corrected
        residual[inner] += right + change @ corrected
        off, unproved = np.abs(residual).max(axis=0) + np.finfo(np.float64).eps
        steps = corrected[:, 1]
        proved = steps.min() >= 0.0 and unproved <= 0.5 and 2.0 * steps.max() * off <= _PRECISE
        return np.clip(corrected[:, 0], 0.0, 1.0) if proved else None

    def _change(self, rows: Rows, clarity: Clarity) -> tuple[sp.csr_array, Floats]:
        """Give D, the change of these rows of M, and the change of their exits to external customers."""
        network, routes, flow = self._snapshot.network, self._snapshot.routes, self._snapshot.flow
        relations = network.relations
        number = np.full(len(network.elements), -1, dtype=np.int64)
        number[rows] = np.arange(len(rows))
        leaving = routes.taken[number[relations.supplier[routes.taken]] >= 0]
        supplier, customer = relations.supplier[leaving], relations.customer[leaving]
        moved = network.share[leaving] * relations.handoff[leaving]
        after, before = (
            chosen.elements[supplier] * moved * chosen.relations[leaving] for chosen in (clarity, flow.clarity)
        )
        onward = routes.place[customer] >= 0
        size = (len(rows), len(routes.inner))
        places = (number[supplier[onward]], routes.place[customer[onward]])
        change = sp.csr_array(((after - before)[onward], places), shape=size)
        exits = np.bincount(number[supplier[~onward]], (after - before)[~onward], minlength=len(rows))
        return change, exits.astype(np.float64, copy=False)

    def _column(self, row: int) -> Floats:
        """Give the visits to one row from every inner element; solved when first asked for, the latest are kept."""
        if row not in self._columns:
            while len(self._columns) * len(self._snapshot.routes.inner) > _FLOATS_KEPT:
                self._columns.pop(next(iter(self._columns)))
            self._columns[row] = self._snapshot.flow.visits(row)[self._snapshot.routes.inner]
        return self._columns[row]

    @cached_property
    def _steps(self) -> Floats:
        """N1: the steps that work takes on average from each inner element until it ends."""
        return self._snapshot.flow.system.solve(np.ones(len(self._snapshot.routes.inner)))

    @cached_property
    def _exits(self) -> Floats:
        """The part of the work arriving at each inner element that goes straight to an external customer."""
        network, routes, flow = self._snapshot.network, self._snapshot.routes, self._snapshot.flow
        supplier = network.relations.supplier[routes.last]
        moved = flow.clarity.elements[supplier] * flow.passing[routes.last]
        return np.bincount(routes.place[supplier], moved, minlength=len(routes.inner)).astype(np.float64, copy=False)
