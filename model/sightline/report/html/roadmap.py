"""What is planned: the interventions of the file in the order of their dates, with what each would gain."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.document.decisions import Clearance, Intervention
from sightline.phrases import amount, clean, cut, percent
from sightline.report.html.subject import Subject
from sightline.studies.effect import points
from sightline.studies.what_if import WhatIf


@dataclass(frozen=True, slots=True)
class Step:
    """One planned change: when, what, by which team or role, at what cost, and what the index does then."""

    date: str
    name: str
    owner: str
    cost: str
    clears: tuple[str, ...]
    alone: str
    index: str


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The steps one after another, and the index with none of them and with all."""

    steps: tuple[Step, ...]
    before: str
    after: str


def build_roadmap(subject: Subject) -> Roadmap | None:
    """Follow the plan of the file step by step; None where there is none, or no index that it could raise."""
    organization, index = subject.analysis.snapshot.organization, subject.analysis.sight.index
    if organization is None or not organization.interventions or index is None:
        return None
    trial = WhatIf(subject.analysis.snapshot)
    severity = subject.analysis.snapshot.network.obstacles.severity
    done: dict[int, float] = {}
    steps: list[Step] = []
    planned = sorted(organization.interventions, key=lambda one: (one.date is None, one.date))
    for one in planned:
        mine = _remaining(subject, one)
        done |= {row: min(left, done.get(row, left)) for row, left in mine.items()}
        steps.append(
            Step(
                date="no date" if one.date is None else str(one.date),
                name=cut(clean(one.name or one.id), 120),
                owner=cut(clean(one.owner or "nobody named")),
                cost="not given" if one.cost is None else amount(one.cost),
                clears=tuple(
                    f"{subject.obstacle(row)}: from {percent(float(severity[row]))} to {percent(left)}"
                    for row, left in mine.items()
                ),
                alone=points(trial.index_with(mine) - index),
                index=percent(trial.index_with(done), 1),
            )
        )
    return Roadmap(tuple(steps), percent(index, 1), steps[-1].index)


def _remaining(subject: Subject, plan: Intervention) -> dict[int, float]:
    """Give the rows of the obstacles that a plan clears, each with the severity that remains; none is made worse."""
    severity = subject.analysis.snapshot.network.obstacles.severity
    pairs = ((row, clearance.to) for clearance in plan.clears for row in _rows(subject, clearance))
    return {row: min(left, float(severity[row])) for row, left in pairs}


def _rows(subject: Subject, clearance: Clearance) -> list[int]:
    """Find the obstacle that a clearance names, by its id or by its place and kind."""
    network = subject.analysis.snapshot.network
    if clearance.obstacle is not None:
        return [network.obstacles.row[clearance.obstacle]] if clearance.obstacle in network.obstacles.row else []
    of_kind = [row for row, kind in enumerate(network.obstacles.kinds.tolist()) if kind == clearance.kind]
    return [row for row in of_kind if network.spell_place(row) == clearance.on]
