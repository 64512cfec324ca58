"""A journey: one organization at several dates, what its figures did, and whether that was what was planned."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sightline.analyzers.coverage import CoverageAnalyzer
from sightline.analyzers.registry import ANALYZERS
from sightline.analyzers.sight import Account, SightAnalyzer
from sightline.errors import UsageError
from sightline.findings import Finding
from sightline.snapshot import Snapshot
from sightline.studies.compare import Comparison
from sightline.studies.displacement import ObstacleChange
from sightline.studies.journey_folder import Dated
from sightline.studies.journey_plan import Forecast, find_forecast
from sightline.studies.uncertainty import Interval, find_uncertainty

Told = Callable[[str], None]
"""Told the name of each step as it begins."""


@dataclass(frozen=True, eq=False)
class Stage:
    """One organization at one date, with what is told of it; ``interval`` is that of the index, None if not drawn."""

    date: datetime.date
    label: str
    snapshot: Snapshot
    index: float | None
    account: Account
    coverage: float | None
    findings: tuple[Finding, ...]
    interval: Interval | None = None

    @property
    def codes(self) -> Mapping[str, int]:
        """How many findings there are of each code."""
        return Counter(one.code for one in self.findings)


@dataclass(frozen=True, eq=False)
class Step:
    """What happened from one date to the next.

    ``forecast`` sets it beside what was planned at the earlier date, None where nothing was due. ``reopened`` are the
    obstacles that came and had been there at a date before the earlier one.
    """

    start: Stage
    end: Stage
    comparison: Comparison
    forecast: Forecast | None
    reopened: tuple[ObstacleChange, ...]


@dataclass(frozen=True, eq=False)
class Journey:
    """The stages of one organization, the earliest first."""

    stages: tuple[Stage, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What happened from each date to the next."""
        steps = []
        known: set[str] = set()
        for start, end in zip(self.stages, self.stages[1:], strict=False):
            comparison = Comparison(start.snapshot, end.snapshot)
            came = comparison.turnover.among("opened")
            reopened = tuple(one for one in came if one.id in known)
            steps.append(Step(start, end, comparison, find_forecast(comparison, start.date, end.date), reopened))
            obstacles = start.snapshot.network.obstacles
            known |= set(obstacles.ids[obstacles.severity > 0].tolist())
        return tuple(steps)

    @cached_property
    def whole(self) -> Comparison:
        """The first stage beside the last."""
        return Comparison(self.stages[0].snapshot, self.stages[-1].snapshot)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all findings of all stages, those that came first before the others."""
        return tuple(dict.fromkeys(code for stage in self.stages for code in stage.codes))


def follow(states: Sequence[Dated], *, draws: int = 0, seed: int = 1, told: Told | None = None) -> Journey:
    """Follow an organization over its dates, which stand in order.

    ``draws`` says how often each state is drawn for the interval of its index; 0 leaves the intervals out. Raises
    UsageError for fewer than two states.
    """
    if len(states) < 2:
        raise UsageError("a journey needs two dates at least; for one state, see what analyze tells")
    stages = []
    for state in states:
        if told is not None:
            told(f"analyzing {state.date.isoformat()}")
        snapshot = Snapshot(state.organization)
        sight = SightAnalyzer().run(snapshot)
        drawn = draws and sight.index is not None
        stages.append(
            Stage(
                date=state.date,
                label=state.label,
                snapshot=snapshot,
                index=sight.index,
                account=sight.account,
                coverage=CoverageAnalyzer().run(snapshot).coverage,
                findings=tuple(one for analyzer in ANALYZERS for one in analyzer.run(snapshot).findings),
                interval=find_uncertainty(snapshot, draws=draws, seed=seed).index if drawn else None,
            )
        )
    return Journey(tuple(stages))
