"""What is planned: the interventions of the file in the order of their dates, and the index along the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sightline.document.decisions import Intervention
from sightline.phrases import amount, clean, cut, percent
from sightline.report.handover.subject import Subject
from sightline.report.plan_wording import roadmap_headline, setback
from sightline.studies.candidates import ObstacleFinder
from sightline.studies.effect import points
from sightline.studies.roadmap import Stage

_LATEST: Final = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Step:
    """One planned change: when, what, whose, at what cost, what it clears, and what the index does that day.

    ``plan`` is what the file says of it, ``stage`` the day of the roadmap, None without a date.
    """

    date: str
    name: str
    owner: str
    cost: str
    clears: tuple[str, ...]
    change: str
    index: str
    plan: Intervention
    stage: Stage | None


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan in sentences, and step by step; a step without a date comes last and moves nothing."""

    sentences: tuple[str, ...]
    steps: tuple[Step, ...]


def build_roadmap(subject: Subject) -> Planned | None:
    """Follow the plan of the file; None where there is none, or no index that it could raise."""
    organization, index = subject.analysis.snapshot.organization, subject.analysis.sight.index
    if organization is None or not organization.interventions or index is None:
        return None
    roadmap = subject.roadmap
    stages = iter(roadmap.stages)
    finder = ObstacleFinder(organization)
    steps = []
    for plan in sorted(organization.interventions, key=lambda one: str(one.date or _LATEST)):
        stage = None if plan.date is None else next(stages)
        steps.append(
            Step(
                date="no date" if plan.date is None else str(plan.date),
                name=cut(clean(plan.name or plan.id), 120),
                owner=cut(clean(plan.owner or "nobody named")),
                cost="not given" if plan.cost is None else amount(plan.cost),
                clears=tuple(_cleared(subject, finder, plan)),
                change="" if stage is None else points(stage.delta),
                index="" if stage is None else percent(stage.effect.index_after, 1),
                plan=plan,
                stage=stage,
            )
        )
    return Planned(
        (f"{roadmap_headline(roadmap)}.", *(setback(roadmap, one) for one in roadmap.setbacks)), tuple(steps)
    )


def _cleared(subject: Subject, finder: ObstacleFinder, plan: Intervention) -> Iterator[str]:
    """Say what a plan leaves of each obstacle that it names."""
    severity = subject.analysis.snapshot.network.obstacles.severity
    for clearance in plan.clears:
        for row in finder.rows(clearance):
            yield f"{subject.obstacle(row)}: from {percent(float(severity[row]))} to {percent(clearance.to)}"
