"""Rub-off: how much haze the work arriving at each element has come through, and where that haze comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.analyzers.projection_findings import find_inherited, find_projected
from sightline.arrays.network import KIND_CODES, Floats, Network
from sightline.arrays.rub_off import RubOff
from sightline.findings import Column, Result, Table
from sightline.snapshot import Snapshot

TRAILS_UP_TO = 500
"""Products and external customers together up to which the origin of each one's haze is worked out."""


@dataclass(frozen=True, eq=False)
class Trail:
    """Where the haze of one product or external customer comes from; the parts add up to its depth.

    ``obstacles`` has one entry per obstacle row, in optical depths.
    """

    element: str
    depth: float
    inherited: float
    obstacles: Floats


@dataclass(frozen=True, eq=False)
class Projection(Result):
    """Depth and inherited depth of every element, external customers included (docs/concepts.md).

    NaN where nothing flows. ``trails`` holds one entry per product and external customer that work reaches, empty in
    an organization with very many of them; :meth:`trail` gives any other.
    """

    name: ClassVar[str] = "rub_off"

    network: Network
    depth: Floats
    inherited: Floats
    trails: tuple[Trail, ...]
    lens: RubOff

    def trail(self, element: str) -> Trail:
        """Work out where the haze of one element comes from."""
        return _trail(self.network, self.lens, self.network.elements.row[element])

    @property
    def tables(self) -> tuple[Table, ...]:
        """A table about the elements, and one row per trail and obstacle."""
        obstacles = self.network.obstacles
        pairs = [(trail, row) for trail in self.trails for row in np.flatnonzero(trail.obstacles > 0).tolist()]
        columns: dict[str, Column] = {
            "element": [trail.element for trail, _ in pairs],
            "obstacle": [str(obstacles.ids[row]) for _, row in pairs],
            "area": [obstacles.areas[row] for _, row in pairs],
            "themes": [list(obstacles.themes[row]) for _, row in pairs],
            "depth": np.array([trail.obstacles[row] for trail, row in pairs], dtype=np.float64),
            "part": np.array([trail.obstacles[row] / trail.depth for trail, row in pairs], dtype=np.float64),
        }
        elements = {"depth": self.depth, "inherited": self.inherited}
        return (
            Table("elements", self.network.elements.ids, elements),
            Table("rub_off", [f"{trail.element} < {obstacles.ids[row]}" for trail, row in pairs], columns),
        )


@dataclass(frozen=True, slots=True)
class ProjectionAnalyzer:
    """Ask what of the inside rubs off on products and customers."""

    name: ClassVar[str] = "rub_off"

    def run(self, snapshot: Snapshot) -> Projection:
        """Carry the haze along with the work."""
        network, lens = snapshot.network, snapshot.rub_off
        ends = np.flatnonzero((network.elements.kinds == KIND_CODES["product"]) | network.elements.is_customer)
        told = ends[lens.depth[ends] > 0] if len(ends) <= TRAILS_UP_TO else ends[:0]
        trails = tuple(_trail(network, lens, row) for row in told.tolist())
        parts = {network.elements.row[trail.element]: trail.obstacles for trail in trails}
        return Projection(
            network=network,
            depth=lens.depth,
            inherited=lens.inherited,
            trails=trails,
            lens=lens,
            findings=find_projected(snapshot, parts) + find_inherited(snapshot),
        )


def _trail(network: Network, lens: RubOff, row: int) -> Trail:
    return Trail(
        element=str(network.elements.ids[row]),
        depth=float(lens.depth[row]),
        inherited=float(lens.inherited[row]),
        obstacles=lens.split(row),
    )
