"""What to beware of in a plan: symptoms, training, the front or gestures alone; nobody's steps; a polished front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sightline.analyzers.shell import FrontsAnalyzer
from sightline.findings import Finding
from sightline.phrases import counted, listed
from sightline.snapshot import Snapshot
from sightline.studies.candidates import Candidate, leaves_of
from sightline.studies.effect import points
from sightline.studies.what_if import WhatIf

_NAMED = 3


@dataclass(frozen=True, slots=True)
class PolishedFront:
    """A front that is clear itself while what other units hand to it is not.

    ``gain``: what clearing all obstacles on it, and on its relations to external customers, would add to the index.
    """

    element: int
    clarity: float
    inflow: float
    gain: float


def find_polished_fronts(snapshot: Snapshot) -> tuple[PolishedFront, ...]:
    """Find the fronts where polishing gains little because the haze lies behind them, the haziest inflow first.

    The thresholds are those of the finding `shell`; a closed feedback inward changes nothing here.
    """
    fronts, limits, network = FrontsAnalyzer().run(snapshot), snapshot.thresholds, snapshot.network
    study, relations, placed = WhatIf(snapshot), network.relations, network.obstacles
    outward = network.elements.is_customer[relations.customer]
    found = []
    for at, row in enumerate(fronts.rows.tolist()):
        if fronts.clarity[at] >= limits.front_clarity_least and fronts.inflow[at] <= limits.shell_inflow_most:
            leaving = np.flatnonzero(outward & (relations.supplier == row))
            own = np.flatnonzero((placed.element == row) | np.isin(placed.relation, leaving))
            gain = study.index_with(dict.fromkeys(own.tolist(), 0.0)) - snapshot.flow.index
            found.append(PolishedFront(row, float(fronts.clarity[at]), float(fronts.inflow[at]), gain))
    return tuple(sorted(found, key=lambda one: one.inflow))


def find_weaknesses(snapshot: Snapshot, chosen: Sequence[Candidate]) -> tuple[Finding, ...]:
    """Tell where a plan is weak (finding `weak-plan`); a plan without any step is not judged."""
    if not chosen:
        return ()
    places = tuple(dict.fromkeys(snapshot.network.spell_place(row) for one in chosen for row in one.leaves))
    weaknesses = (
        _symptoms_only(snapshot, chosen),
        _training_only(snapshot, chosen),
        _front_only(snapshot, chosen),
        _gestures_only(chosen),
        _nobodys(chosen),
    )
    elements = tuple(place for place in places if place in snapshot.network.elements.row)
    others = tuple(place for place in places if place not in snapshot.network.elements.row)
    return tuple(
        Finding(
            code="weak-plan",
            title=title,
            severity="warning" if threshold else "notice",
            value=value,
            threshold=threshold,
            why=why,
            evidence_against="What the model does not say (recorded causes, aims, owners) may still be in the plan.",
            action=action,
            elements=elements,
            relations=others,
        )
        for title, value, threshold, why, action in filter(None, weaknesses)
    )


_Weakness = tuple[str, float, float, str, str]
"""Title, value, threshold, why it matters, and what to do."""


def _symptoms_only(snapshot: Snapshot, chosen: Sequence[Candidate]) -> _Weakness | None:
    placed, severity = snapshot.network.obstacles, snapshot.network.obstacles.severity
    left = leaves_of(chosen, dict(enumerate(severity.tolist())))
    open_causes = {
        row: [cause for cause in _ancestors(snapshot, row) if severity[cause] > 0 and cause not in left] for row in left
    }
    if not all(open_causes.values()):
        return None
    causes = sorted({cause for found in open_causes.values() for cause in found})
    study, before = WhatIf(snapshot), snapshot.flow.index
    alone = study.index_with(left) - before
    together = study.index_with({**left, **dict.fromkeys(causes, 0.0)}) - before
    names = listed([f"`{placed.ids[cause]}`" for cause in causes], _NAMED)
    why = (
        f"Every obstacle it touches has a recorded cause that stays: {names}. The plan brings {points(alone)}; with "
        f"its causes cleared as well it would be {points(together)}."
    )
    return (
        "The plan treats symptoms only",
        1.0,
        1.0,
        why,
        "Put a step against one of these causes first.",
    )


def _ancestors(snapshot: Snapshot, row: int) -> list[int]:
    """List the recorded causes of an obstacle, and theirs."""
    reached: dict[int, None] = {}
    pending = list(snapshot.network.obstacles.causes[row])
    while pending:
        cause = pending.pop()
        if cause not in reached and cause != row:
            reached[cause] = None
            pending += snapshot.network.obstacles.causes[cause]
    return list(reached)


def _training_only(snapshot: Snapshot, chosen: Sequence[Candidate]) -> _Weakness | None:
    areas = snapshot.network.obstacles.areas
    if not all(one.aim == "training" or _all(areas[row] == "individuals" for row in one.leaves) for one in chosen):
        return None
    return (
        "The plan works on people only",
        1.0,
        1.0,
        "Skills then meet the same rules, systems and handoffs as before.",
        "Add a step that changes a rule, a process or a handoff.",
    )


def _front_only(snapshot: Snapshot, chosen: Sequence[Candidate]) -> _Weakness | None:
    network, placed = snapshot.network, snapshot.network.obstacles
    fronts = set(FrontsAnalyzer().run(snapshot).rows.tolist())

    def is_front(row: int) -> bool:
        relation = int(placed.relation[row])
        if relation < 0:
            return int(placed.element[row]) in fronts
        ends = int(network.relations.supplier[relation]), int(network.relations.customer[relation])
        return ends[0] in fronts and bool(network.elements.is_customer[ends[1]])

    if not all(one.aim == "front" or _all(is_front(row) for row in one.leaves) for one in chosen):
        return None
    return (
        "The plan polishes the front only",
        1.0,
        1.0,
        "Customers meet a clearer front, and what stands behind it stays as it is.",
        "Add a step against an obstacle behind the front.",
    )


def _gestures_only(chosen: Sequence[Candidate]) -> _Weakness | None:
    if not all(one.aim == "gesture" for one in chosen):
        return None
    return (
        "The plan consists of gestures only",
        1.0,
        1.0,
        "A gesture is welcome once and removes no obstacle.",
        "Add a step that removes what the gesture makes up for.",
    )


def _nobodys(chosen: Sequence[Candidate]) -> _Weakness | None:
    bare = [one for one in chosen if one.intervention.owner is None or one.intervention.date is None]
    if not bare:
        return None
    return (
        f"{len(bare)} of {counted(len(chosen), 'step')} {'has' if len(bare) == 1 else 'have'} no owner or no date",
        len(bare) / len(chosen),
        0.0,
        "A decision alone changes nothing; a step that nobody owns and no day ends is easily put off.",
        "Write the steps into the file under `interventions`, each with `owner` and `date`, and measure again after.",
    )


def _all(flags: Iterable[bool]) -> bool:
    """Tell whether all hold, and there is one at all."""
    known = list(flags)
    return bool(known) and all(known)
