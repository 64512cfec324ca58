"""Interventions proposed from the catalogue, for obstacles that no plan of the file touches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sightline.catalogue.details import ANCHORS, Aim, Catalogue, Remedy
from sightline.document import Clearance, Intervention, Organization
from sightline.studies.naming import Spot, list_obstacles, obstacle_name

PROPOSED: Final = "Proposed from the catalogue"
"""How the description of a proposed intervention begins."""
WEAK_AIMS: Final[frozenset[Aim]] = frozenset({"symptom", "gesture"})
"""What leaves the cause as it is: such a remedy takes off less."""


def propose_interventions(organization: Organization, kinds: Catalogue) -> tuple[Intervention, ...]:
    """Propose one intervention for each remedy of each obstacle that no intervention of the file clears.

    The cost is the effort in points. What remains of the severity is an assumption, said in the description: a remedy
    of one to three points takes an obstacle one anchor down (0.8 to 0.5, 0.5 to 0.2, 0.2 to 0.05), a larger one two;
    what works on symptoms only takes off a third. Removed and accepted obstacles, and mandated ones, get none. Ids are
    ``obstacle.remedy-1``.
    """
    touched = set(_touched(organization))
    proposed: list[Intervention] = []
    for identifier, spot in list_obstacles(organization).items():
        obstacle = spot.obstacle
        details = kinds.get(obstacle.kind)
        if details is None or identifier in touched or obstacle.mandated or obstacle.status in ("removed", "accepted"):
            continue
        for number, remedy in enumerate(details.remedies, start=1):
            proposed.append(_propose(organization, identifier, spot, remedy, number))
    return tuple(proposed)


def _propose(organization: Organization, identifier: str, spot: Spot, remedy: Remedy, number: int) -> Intervention:
    severity = spot.obstacle.weight
    left = (
        round(severity * 2 / 3, 3) if remedy.aim in WEAK_AIMS else _step_down(severity, 1 if remedy.points <= 3 else 2)
    )
    return Intervention(
        id=f"{identifier}.remedy-{number}",
        name=remedy.text,
        description=f"{PROPOSED} against {obstacle_name(organization, spot)}; what remains is an assumption.",
        cost=float(remedy.points),
        clears=(Clearance(obstacle=identifier, to=left),),
    )


def _step_down(severity: float, steps: int) -> float:
    """Take a severity down by anchors, in proportion between them; below the lowest, to a quarter for each step."""
    lower = (0.05, *ANCHORS)
    for _ in range(steps):
        at = next((number for number, anchor in enumerate(lower[1:], start=1) if severity <= anchor), len(lower) - 1)
        severity = severity / 4 if at == 1 else severity * lower[at - 1] / lower[at]
    return round(severity, 3)


def _touched(organization: Organization) -> Iterator[str]:
    """Give the ids of the obstacles that an intervention of the file clears, by id or by place and kind."""
    spots = list_obstacles(organization)
    by_place: dict[tuple[str, str], str] = {}
    for identifier, spot in spots.items():
        if spot.holder.among == "elements":
            names = [organization.elements[spot.holder.position].id]
        else:
            relation = organization.relations[spot.holder.position]
            names = [f"{relation.supplier} -> {relation.customer}", *([relation.id] if relation.id else [])]
        by_place |= {(name, spot.obstacle.kind): identifier for name in names}
    for intervention in organization.interventions:
        for clearance in intervention.clears:
            if clearance.obstacle is not None:
                yield clearance.obstacle
            elif (clearance.on or "", clearance.kind or "") in by_place:
                yield by_place[clearance.on or "", clearance.kind or ""]
