"""The structure of an organization as an outline: who is in which unit or reports to whom, and how a unit sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sightline.app.model import Model
from sightline.arrays.network import Floats, Rows
from sightline.phrases import counted, percent
from sightline.pictures.icicle import Structure
from sightline.pipeline import Analysis
from sightline.snapshot import Snapshot

EVERYTHING: Final = -1
"""Stands above all that has nothing above it."""


@dataclass(frozen=True, eq=False)
class Outline:
    """A forest of element rows, external customers left out, written as an outline.

    ``rows`` lists each element before what is beneath it; ``level`` and ``size`` (itself included) are in that order.
    ``above`` and ``place`` (in ``rows``, -1 for a customer) have one entry per element.
    """

    rows: Rows
    level: Rows
    size: Rows
    above: Rows
    place: Rows

    def beneath(self, row: int) -> Rows:
        """List an element and all that is beneath it; everything for ``EVERYTHING``."""
        if row == EVERYTHING:
            return self.rows
        first = int(self.place[row])
        return self.rows[first : first + int(self.size[first])]

    def parts(self, row: int) -> tuple[int, ...]:
        """List what is right beneath an element, in the order of the document."""
        return tuple(np.sort(self.rows[self.above[self.rows] == row]).tolist())

    def is_unit(self, row: int) -> bool:
        """Whether anything is beneath an element."""
        return self.place[row] >= 0 and bool(self.size[self.place[row]] > 1)

    @property
    def units(self) -> tuple[int, ...]:
        """All elements with something beneath them, in the order of the outline."""
        return tuple(self.rows[self.size > 1].tolist())

    def trail(self, row: int) -> tuple[int, ...]:
        """List what stands above an element, the top first and itself last."""
        steps: list[int] = []
        while row != EVERYTHING:
            steps.append(row)
            row = int(self.above[row])
        return tuple(reversed(steps))


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """How what is in a unit sees: ``sights`` in ascending order; ``looked_at`` is the assessed share of its elements.

    Elements that only group others are in no figure.
    """

    members: Rows
    effort: float
    sights: Floats
    looked_at: float

    @property
    def least(self) -> float:
        """The sight of who sees least; NaN where nothing is in the unit."""
        return float(self.sights[0]) if len(self.sights) else float("nan")

    @property
    def median(self) -> float:
        """The sight that half of its elements do not reach."""
        return float(np.median(self.sights)) if len(self.sights) else float("nan")

    @property
    def most(self) -> float:
        """The sight of who sees most."""
        return float(self.sights[-1]) if len(self.sights) else float("nan")

    @property
    def spread(self) -> str:
        """Say how sight is spread: ``sight 12 % to 80 %, half below 24 %``."""
        if not len(self.sights):
            return "nothing that works"
        if len(self.sights) == 1 or self.least == self.most:
            return f"sight {percent(self.least)}"
        return f"sight {percent(self.least)} to {percent(self.most)}, half at {percent(self.median)} or less"

    @property
    def sentence(self) -> str:
        """Say how many there are and how they see: ``9 elements, sight ...``."""
        return f"{counted(len(self.members), 'element')}, {self.spread}"


def structures(model: Model) -> tuple[Structure, ...]:
    """Tell which structures an organization records."""
    found: list[Structure] = []
    if (model.snapshot.network.elements.parent >= 0).any():
        found.append("part_of")
    if any(relation.kind == "reports_to" for relation in model.organization.relations):
        found.append("reports_to")
    return tuple(found)


def outline_of(snapshot: Snapshot, structure: Structure) -> Outline:
    """Write one structure as an outline; of several superiors the first counts."""
    elements = snapshot.network.elements
    above = elements.parent.copy() if structure == "part_of" else _superiors(snapshot)
    inside = np.flatnonzero(~elements.is_customer)
    beneath: dict[int, list[int]] = {}
    for row in inside.tolist():
        beneath.setdefault(int(above[row]), []).append(row)
    rows: list[int] = []
    level = np.zeros(len(elements), dtype=np.int64)
    waiting = beneath.get(EVERYTHING, [])[::-1]
    while waiting:
        rows.append(row := waiting.pop())
        for part in reversed(beneath.get(row, ())):
            level[part] = level[row] + 1
            waiting.append(part)
    size = np.ones(len(elements), dtype=np.int64)
    for row in reversed(rows):
        if above[row] != EVERYTHING:
            size[above[row]] += size[row]
    order = np.array(rows, dtype=np.int64)
    place = np.full(len(elements), -1, dtype=np.int64)
    place[order] = np.arange(len(order))
    return Outline(order, level[order], size[order], above, place)


def _superiors(snapshot: Snapshot) -> Rows:
    above = np.full(len(snapshot.network.elements), EVERYTHING, dtype=np.int64)
    row = snapshot.network.elements.row
    for relation in snapshot.organization.relations if snapshot.organization is not None else ():
        if relation.kind == "reports_to" and above[row[relation.supplier]] == EVERYTHING:
            above[row[relation.supplier]] = row[relation.customer]
    return above


def figures_of(analysis: Analysis, outline: Outline, row: int) -> UnitFigures:
    """Work out how an element and all that is beneath it see."""
    network = analysis.snapshot.network
    beneath = outline.beneath(row)
    members = beneath[~network.containers[beneath]]
    return UnitFigures(
        members=members,
        effort=float(network.elements.effort[members].sum()),
        sights=np.sort(analysis.sight.sight[members]),
        looked_at=float(analysis.coverage.elements[members].mean()) if len(members) else float("nan"),
    )
