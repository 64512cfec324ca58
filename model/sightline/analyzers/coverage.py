"""Coverage: how much of what the figures rest on has been looked at; unknown is not clear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.analyzers.grouping import nearest_team
from sightline.arrays.best_lines import assessed_along
from sightline.arrays.network import Flags, Floats, Network
from sightline.arrays.sums import sum_by_row
from sightline.findings import Figure, Finding, Result, Table
from sightline.phrases import percent
from sightline.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Coverage(Result):
    """Which elements and relations are assessed, and the share of effort whose whole best line is.

    A thing is assessed when somebody said so or an obstacle is recorded on it; memberships and external customers
    count as assessed. ``units`` are the teams with parts, ``unit_share`` the assessed share of what is in them (the
    unit itself counts unless it only groups others).
    """

    name: ClassVar[str] = "coverage"

    network: Network
    coverage: float | None
    elements: Flags
    relations: Flags
    lines: Flags
    units: tuple[str, ...]
    unit_share: Floats

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The share of effort whose best line is assessed."""
        return {"coverage": self.coverage}

    @property
    def tables(self) -> tuple[Table, ...]:
        """Tables about the elements, relations and units."""
        elements = {"assessed": self.elements, "line_assessed": self.lines}
        return (
            Table("elements", self.network.elements.ids, elements),
            Table("relations", range(len(self.network.relations)), {"assessed": self.relations}),  # type: ignore[arg-type]
            Table("units", self.units, {"assessed_share": self.unit_share}),
        )


@dataclass(frozen=True, slots=True)
class CoverageAnalyzer:
    """Ask how much of this we know."""

    name: ClassVar[str] = "coverage"

    def run(self, snapshot: Snapshot) -> Coverage:
        """Follow every best line and ask whether all of it has been looked at."""
        network = snapshot.network
        element_known, relation_known = network.has_obstacle
        elements = network.elements.assessed | element_known | network.elements.is_customer
        relations = network.relations.assessed | relation_known | network.relations.implied
        lines = assessed_along(network, snapshot.best_lines, elements, relations)
        total = network.total_effort
        coverage = float(network.elements.effort[lines].sum()) / total if total > 0 else None
        units, unit_share = _units(network, elements)
        return Coverage(
            network=network,
            coverage=coverage,
            elements=elements,
            relations=relations,
            lines=lines,
            units=units,
            unit_share=unit_share,
            findings=_find_low(snapshot, coverage, units, unit_share),
        )


def _units(network: Network, assessed: Flags) -> tuple[tuple[str, ...], Floats]:
    """Give each unit (a team that others belong to) the share of its assessed elements."""
    team = nearest_team(network)
    size = len(network.elements)
    above = np.where(network.elements.parent >= 0, team[network.elements.parent], -1) if size else team
    counted = ~network.elements.is_customer & ~network.containers
    member = counted & (above >= 0)
    units = np.unique(above[member])
    itself = units[counted[units]]
    total = np.bincount(above[member], minlength=size) + np.bincount(itself, minlength=size)
    known = sum_by_row(above[member], assessed[member], size) + sum_by_row(itself, assessed[itself], size)
    return tuple(str(identifier) for identifier in network.elements.ids[units]), known[units] / total[units]


def _find_low(
    snapshot: Snapshot, coverage: float | None, units: tuple[str, ...], unit_share: Floats
) -> tuple[Finding, ...]:
    threshold = snapshot.thresholds.coverage_least
    if coverage is None or coverage >= threshold:
        return ()
    low = np.flatnonzero(unit_share < snapshot.thresholds.unit_coverage_least)
    order = low[np.argsort(unit_share[low], kind="stable")]
    part = f"Only {percent(coverage)}" if coverage > 0 else "None"
    units_named = tuple(units[position] for position in order.tolist())
    return (
        Finding(
            code="low-coverage",
            title=f"{part} of the effort goes by a line that has been looked at",
            severity="notice",
            value=coverage,
            threshold=threshold,
            elements=units_named,
            why="Where nobody has looked, the figures assume a clear view; the parts that were studied "
            "look worse for it.",
            evidence_against="Effort counts as covered only when every step of its best line is; much may be known "
            "already.",
            action=("Assess the units named here first" if units_named else "Assess what most effort goes through")
            + ", and mark what was found clear with `assessed: true`.",
        ),
    )
