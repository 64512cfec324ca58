"""What was planned, and what became of it: each intervention with a date, and the index that it promised."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sightline.document import Intervention
from sightline.snapshot import Snapshot
from sightline.studies.candidates import ObstacleFinder
from sightline.studies.compare import Comparison
from sightline.studies.compare_split import Split
from sightline.studies.displacement import match_obstacles
from sightline.studies.what_if import WhatIf

Kept = Literal["done", "in part", "not done"]
_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Promise:
    """One intervention that was due: what it alone would have done to the index, and what became of its obstacles.

    ``obstacles`` are their rows in the earlier state.
    """

    intervention: Intervention
    predicted: float
    kept: Kept
    obstacles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the interventions due between two states promised for the index, and what it did.

    ``predicted`` is their effect together, all else as it was; ``observed`` the change of the index. ``at_places`` is
    what obstacles and handoffs have of it at the places that were planned for: the rest happened elsewhere.
    """

    promises: tuple[Promise, ...]
    predicted: float
    observed: float
    at_places: float


def find_forecast(comparison: Comparison, start: datetime.date, end: datetime.date) -> Forecast | None:
    """Set what was due after one date, and on another at the latest, beside what happened; None where nothing was."""
    before, split = comparison.before, comparison.split
    if before.organization is None or split is None:
        return None
    study, index = WhatIf(before), before.flow.index
    severity = before.network.obstacles.severity
    now = _severity_after(comparison)
    promises: list[Promise] = []
    leaves: dict[int, float] = {}
    for intervention, cleared in _due(before, start, end):
        left = {row: min(to, float(severity[row])) for row, to in cleared.items()}
        alone = study.index_with(left) - index
        promises.append(Promise(intervention, alone, _what_became(left, now, before), tuple(left)))
        leaves |= {row: min(to, leaves.get(row, to)) for row, to in left.items()}
    if not promises:
        return None
    predicted = study.index_with(leaves) - index
    return Forecast(tuple(promises), predicted, split.change, _at_places(before, split, leaves))


def _due(
    snapshot: Snapshot, start: datetime.date, end: datetime.date
) -> Iterator[tuple[Intervention, Mapping[int, float]]]:
    """Give each intervention that was due, with what it was to leave of which obstacles; one with none is left out."""
    organization = snapshot.organization
    if organization is None:
        return
    finder = ObstacleFinder(organization)
    for one in organization.interventions:
        if one.date is not None and start < one.date <= end:
            cleared: dict[int, float] = {}
            for clearance in one.clears:
                for row in finder.rows(clearance):
                    cleared[row] = min(clearance.to, cleared.get(row, 1.0))
            if cleared:
                yield one, cleared


def _severity_after(comparison: Comparison) -> dict[int, float]:
    """Give what became of the severity of each obstacle of the earlier state."""
    after = comparison.after.network.obstacles.severity
    pairs = match_obstacles(comparison.before.network, comparison.after.network)
    return {mine: float(after[other]) if other >= 0 else 0.0 for mine, other in pairs if mine >= 0}


def _what_became(left: Mapping[int, float], now: Mapping[int, float], before: Snapshot) -> Kept:
    severity = before.network.obstacles.severity
    if all(now[row] <= to + _NOTHING for row, to in left.items()):
        return "done"
    return "in part" if any(now[row] < severity[row] - _NOTHING for row in left) else "not done"


def _at_places(before: Snapshot, split: Split, planned: Mapping[int, float]) -> float:
    """Sum what clarity has of the change at the places of the obstacles planned for."""
    network = before.network
    elements = {str(network.elements.ids[row]) for row in network.obstacles.element[list(planned)].tolist() if row >= 0}
    ends = network.elements.ids
    relations = {
        (str(ends[network.relations.supplier[row]]), str(ends[network.relations.customer[row]]))
        for row in network.obstacles.relation[list(planned)].tolist()
        if row >= 0
    }
    own = zip(split.elements.tolist(), split.element_clarity.tolist(), strict=True)
    ways = zip(split.suppliers.tolist(), split.customers.tolist(), split.relation_clarity.tolist(), strict=True)
    found = [float(value) for one, value in own if one in elements]
    found += [float(value) for one, other, value in ways if (split.elements[one], split.elements[other]) in relations]
    return sum(found)
