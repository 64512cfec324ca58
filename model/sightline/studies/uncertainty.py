"""How sure the figures are: everything that is not known for sure is drawn many times, and each draw is solved.

Monte Carlo over the severities, volumes, missing relations and the handoff clarity (what is drawn, and how:
:mod:`sightline.studies.beliefs` and :mod:`sightline.studies.draws`). Every interval is the central 90 % of the draws.
The figure of the file itself, the *point*, need not lie in its middle: sight is a product, and a spread of severities
weighs more on one side; a relation that is missing sends all work by the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from sightline.analyzers.coverage import CoverageAnalyzer
from sightline.arrays.clarity import without_each
from sightline.arrays.gains import gain_of_elements, gain_of_relations
from sightline.arrays.network import Floats, Network, Rows
from sightline.errors import UsageError
from sightline.findings import Column, Figure, Result, Table
from sightline.snapshot import Snapshot
from sightline.studies.beliefs import DOUBTS, Doubts
from sightline.studies.drawn_figures import PARTS, Figures, Measuring
from sightline.studies.draws import Chances, blocks
from sightline.studies.parallel import Workers
from sightline.studies.tornado import (
    ALONE,
    DRAWN_ALONE,
    HIGH,
    LOW,
    Influence,
    choose_obstacles,
    draw_alone,
    find_influences,
)

DRAWS: Final = 1_000
FOLLOWED: Final = 20
"""Obstacles whose gain is followed through the draws: those that gain most by the file."""
TOP: Final = 5

Told = Callable[[int, int], None]
"""Told how many draws are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Interval:
    """One figure as the file has it, and the 5 % and 95 % of it over the draws; NaN is not defined."""

    point: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Intervals:
    """Several figures of one kind: as the file has them, and their 5 % and 95 % over the draws."""

    point: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, point: Floats, drawn: Floats) -> Intervals:
        """Take the ends of the central 90 %, column by column; a draw in which a figure is not defined is left out."""
        low, high = np.full(len(point), np.nan), np.full(len(point), np.nan)
        known = ~np.isnan(drawn).all(axis=0)
        if known.any():
            low[known], high[known] = np.nanquantile(drawn[:, known], (LOW, HIGH), axis=0)
        return cls(point, low, high)

    def at(self, position: int) -> Interval:
        """Give one of them."""
        return Interval(float(self.point[position]), float(self.low[position]), float(self.high[position]))


@dataclass(frozen=True, eq=False)
class Uncertainty(Result):
    """The figures of one snapshot with their intervals, and what these hang on.

    ``told`` obstacles state an interval or respondents of their own. ``accounting`` follows the parts of the sight
    account. ``clarity`` is that of each external customer (element rows ``customers``). ``hotspots`` are the obstacle
    rows followed, by point gain; ``top`` is the chance of each to be among the five of them that gain most.
    ``coverage`` is not drawn: it tells what the figures rest on.
    """

    name: ClassVar[str] = "uncertainty"

    network: Network
    draws: int
    seed: int
    doubts: Doubts
    told: int
    coverage: float | None
    index: Interval
    accounting: Mapping[str, Interval]
    customers: Rows
    clarity: Intervals
    hotspots: Rows
    gains: Intervals
    top: Floats
    influences: tuple[Influence, ...]

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The index and its interval."""
        return {"index": self.index.point, "index_low": self.index.low, "index_high": self.index.high}

    @property
    def tables(self) -> tuple[Table, ...]:
        """Tables about the hotspots, the external customers and the influences."""
        obstacles, elements = self.network.obstacles, self.network.elements
        hotspots: dict[str, Column] = {**_columns("gain", self.gains), "top5": self.top}
        influences: dict[str, Column] = {
            "index_at_low": [one.at_low for one in self.influences],
            "index_at_high": [one.at_high for one in self.influences],
            "correlation": [one.correlation for one in self.influences],
        }
        return (
            Table("hotspots", obstacles.ids[self.hotspots], hotspots),
            Table("customers", elements.ids[self.customers], _columns("clarity", self.clarity)),
            Table("influences", [self.label(one) for one in self.influences], influences),
        )

    def label(self, influence: Influence) -> str:
        """Give what moves: the id of an obstacle, else the kind of input."""
        return influence.kind if influence.obstacle is None else str(self.network.obstacles.ids[influence.obstacle])


def _columns(name: str, values: Intervals) -> dict[str, Column]:
    return {name: values.point, f"{name}_low": values.low, f"{name}_high": values.high}


def find_uncertainty(
    snapshot: Snapshot,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    doubts: Doubts = DOUBTS,
    workers: Workers = Workers(),  # noqa: B008 - frozen
    told: Told | None = None,
) -> Uncertainty:
    """Draw what could as well be true and give the figures with their intervals.

    The same seed gives the same result, whoever does the work. Raises UsageError where there is no effort at all, so
    that there is no figure, and for fewer than one draw.
    """
    network = snapshot.network
    if network.total_effort <= 0:
        raise UsageError("nothing in this organization carries effort, so there is no figure to be unsure of")
    if draws < 1:
        raise UsageError(f"at least one draw is needed, not {draws}")
    chances = Chances.of(snapshot, doubts)
    gain = _gain_of_each(snapshot)
    hotspots = np.argsort(-gain, kind="stable")
    hotspots = hotspots[network.obstacles.severity[hotspots] > 0][:FOLLOWED].astype(np.int64)
    moved = choose_obstacles(chances.beliefs, gain)
    measuring = Measuring(snapshot, chances, followed=hotspots, influences=moved)
    point = measuring.as_it_stands()
    drawn = _draw_all(measuring, draws, seed, workers, len(network.elements), told)
    alone = draw_alone(measuring, seed, workers, len(network.elements) * ALONE * len(DRAWN_ALONE))
    account = Intervals.of(point.account[0], drawn.account)
    return Uncertainty(
        network=network,
        draws=draws,
        seed=seed,
        doubts=doubts,
        told=chances.beliefs.told,
        coverage=CoverageAnalyzer().run(snapshot).coverage,
        index=Intervals.of(point.index, drawn.index[:, None]).at(0),
        accounting={part: account.at(position) for position, part in enumerate(PARTS)},
        customers=np.flatnonzero(network.elements.is_customer).astype(np.int64),
        clarity=Intervals.of(point.clarity[0], drawn.clarity),
        hotspots=hotspots,
        gains=Intervals.of(point.gains[0], drawn.gains),
        top=_chance_of_top(drawn.gains),
        influences=find_influences(snapshot, chances, moved, drawn, alone),
    )


def _gain_of_each(snapshot: Snapshot) -> Floats:
    """Give the gain of every obstacle as the file has it."""
    obstacles, others = snapshot.network.obstacles, without_each(snapshot.network)
    gain = np.zeros(len(obstacles))
    for rows, measure in ((obstacles.element, gain_of_elements), (obstacles.relation, gain_of_relations)):
        mine = rows >= 0
        gain[mine] = measure(snapshot.flow, snapshot.returning, rows[mine], others[mine]).gain
    return gain


def _draw_all(
    measuring: Measuring, draws: int, seed: int, workers: Workers, elements: int, told: Told | None
) -> Figures:
    parts = [(number, size, seed) for number, size in blocks(draws)]
    done: list[Figures] = []
    for number, found in enumerate(workers.each(measuring.block, parts, size=elements * draws), 1):
        done.append(found)
        if told is not None:
            told(sum(size for _, size, _ in parts[:number]), draws)
    return Figures.joined(done)


def _chance_of_top(gains: Floats) -> Floats:
    """Give the chance of each obstacle that fewer than five others gain more than it, and that it gains at all."""
    count = gains.shape[1]
    if not count:
        return np.zeros(0)
    fifth = np.partition(gains, max(count - TOP, 0), axis=1)[:, max(count - TOP, 0)]
    chance: Floats = ((gains >= fifth[:, None]) & (gains > 0)).mean(axis=0)
    return chance
