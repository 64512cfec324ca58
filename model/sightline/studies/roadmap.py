"""A dated roadmap: steps in order of their dates, and the index along the way."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sightline.document import Organization
from sightline.errors import UsageError
from sightline.snapshot import Snapshot
from sightline.studies.candidates import ObstacleFinder
from sightline.studies.changes import Change, ClearObstacle, SetSeverity
from sightline.studies.effect import Effect
from sightline.studies.naming import list_obstacles
from sightline.studies.scenario import Scenario
from sightline.studies.what_if import WhatIf

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is done on one day: an intervention of the file by its id, or a scenario."""

    date: datetime.date
    what: str | Scenario

    @property
    def name(self) -> str:
        """The id of the intervention, or the name of the scenario."""
        return self.what if isinstance(self.what, str) else self.what.name


@dataclass(frozen=True, slots=True)
class Stage:
    """One milestone that was reached: what it is called, and what it does to the index as it is by then."""

    date: datetime.date
    name: str
    effect: Effect

    @property
    def delta(self) -> float:
        """How much the index rises on that day; 0 where there is none."""
        return self.effect.delta or 0.0

    @property
    def worsens(self) -> bool:
        """Whether the index falls on that day."""
        return self.delta < -_NOTHING


@dataclass(frozen=True, slots=True)
class Roadmap:
    """All milestones in order of their dates. ``undated`` are ids of interventions that have no date."""

    start: Snapshot
    stages: tuple[Stage, ...]
    undated: tuple[str, ...] = ()

    @property
    def setbacks(self) -> tuple[Stage, ...]:
        """The stages that make it worse than the day before."""
        return tuple(stage for stage in self.stages if stage.worsens)

    def recovers(self, stage: Stage) -> datetime.date | None:
        """Give the day on which the index is back where it was before a stage; None where it never is."""
        before = (stage.effect.index_before or 0.0) - _NOTHING
        later = self.stages[self.stages.index(stage) + 1 :]
        return next((one.date for one in later if (one.effect.index_after or 0.0) >= before), None)


def make_roadmap(snapshot: Snapshot, scenarios: Iterable[tuple[datetime.date, Scenario]] = ()) -> Roadmap:
    """Go through the dated interventions of the file, and dated scenarios, in order; those of one day as they stand.

    Raises UsageError for a scenario that cannot be made on what is there by then, and without a document.
    """
    organization = snapshot.organization
    if organization is None:
        raise UsageError("what is read straight into arrays has no roadmap; read it as a document")
    planned = [Milestone(one.date, one.id) for one in organization.interventions if one.date is not None]
    planned += [Milestone(date, scenario) for date, scenario in scenarios]
    stages: list[Stage] = []
    study = WhatIf(snapshot)
    for milestone in sorted(planned, key=lambda one: one.date):
        assert study.snapshot.organization is not None  # noqa: S101 - begun with one, and changes give one
        try:
            effect = study.evaluate(_changes(study.snapshot.organization, milestone))
        except UsageError as error:
            raise UsageError(f"{milestone.name}, on {milestone.date}: {error}") from None
        stages.append(Stage(milestone.date, _title(organization, milestone), effect))
        study = WhatIf(effect.after)
    undated = tuple(one.id for one in organization.interventions if one.date is None)
    return Roadmap(snapshot, tuple(stages), undated)


def _changes(organization: Organization, milestone: Milestone) -> Sequence[Change]:
    """Give what an intervention still has to change by then, or the changes of the scenario."""
    if isinstance(milestone.what, Scenario):
        return milestone.what.changes
    finder = ObstacleFinder(organization)
    by_row = {spot.row: (identifier, spot.obstacle) for identifier, spot in list_obstacles(organization).items()}
    changes: list[Change] = []
    for intervention in organization.interventions:
        for clearance in intervention.clears if intervention.id == milestone.what else ():
            for row in finder.rows(clearance):
                identifier, obstacle = by_row[row]
                if clearance.to < obstacle.weight:
                    kept = clearance.to > 0
                    changes.append(SetSeverity(identifier, clearance.to) if kept else ClearObstacle(identifier))
    return changes


def _title(organization: Organization, milestone: Milestone) -> str:
    names = {one.id: one.name or one.id for one in organization.interventions}
    return names[milestone.what] if isinstance(milestone.what, str) else milestone.what.name
