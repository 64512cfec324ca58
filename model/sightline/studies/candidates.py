"""What a plan can choose from: the interventions of the file, and remedies proposed from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from sightline.catalogue.details import Aim, Catalogue
from sightline.document import Clearance, Intervention, Organization
from sightline.phrases import counted, listed
from sightline.snapshot import Snapshot
from sightline.studies.naming import list_obstacles, spell_relations
from sightline.studies.proposals import propose_interventions

Source = Literal["file", "catalogue", "both"]
SOURCES: Final[tuple[Source, ...]] = get_args(Source)

CONSIDERED: Final = 60
"""Candidates that are searched at most: those against the obstacles that cost most for each point."""
_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """One intervention that a plan can choose: its cost, and what it leaves of which obstacles (rows of the network).

    ``proposed`` are those of the catalogue; only they have an ``aim``.
    """

    intervention: Intervention
    cost: float
    leaves: Mapping[int, float]
    proposed: bool = False
    aim: Aim | None = None

    @property
    def id(self) -> str:
        """Its id."""
        return self.intervention.id

    @property
    def title(self) -> str:
        """What people call it: the name, else the id."""
        return self.intervention.name or self.intervention.id


@dataclass(frozen=True, slots=True)
class Candidates:
    """What can be chosen, and sentences about what was left out and why."""

    chosen: tuple[Candidate, ...]
    notices: tuple[str, ...] = ()


def find_candidates(
    snapshot: Snapshot, kinds: Catalogue, *, source: Source = "both", touch_mandated: bool = False
) -> Candidates:
    """Collect what a plan of one snapshot, made of a document, can choose from.

    Mandated obstacles stay as they are, whatever an intervention says of them, unless they may be touched; the
    catalogue proposes nothing against them. An intervention without a cost, or that takes nothing off any obstacle,
    cannot be chosen. Of two that clear the same, the one that costs more and leaves more is never chosen.
    """
    organization = snapshot.organization
    assert organization is not None  # noqa: S101 - said above
    found, notices = ([], []) if source == "catalogue" else _from_file(snapshot, touch_mandated=touch_mandated)
    if source != "file":
        proposed = _from_catalogue(organization, kinds)
        if found and proposed:
            notices.append("The costs of the file and the points of the catalogue are added up as one unit.")
        found = [*found, *proposed]
    severity = snapshot.network.obstacles.severity
    helps = [any(left < severity[row] for row, left in one.leaves.items()) for one in found]
    if idle := [f"`{one.id}`" for one, does in zip(found, helps, strict=True) if not does and not one.proposed]:
        notices.append(f"Left out, as nothing less would remain of any obstacle: {listed(idle, _NAMED)}.")
    kept = undominated([one for one, does in zip(found, helps, strict=True) if does])
    if len(kept) > CONSIDERED:
        notices.append(f"Of {counted(len(kept), 'possible step')}, the {CONSIDERED} against the costliest were tried.")
        kept = _costliest(snapshot, kept)
    return Candidates(tuple(kept), tuple(notices))


def undominated(candidates: Sequence[Candidate], *, at_any_cost: bool = False) -> list[Candidate]:
    """Leave out whatever another one does as well or better, for the same cost or less."""
    touching: dict[int, list[tuple[int, Candidate]]] = {}
    for number, one in enumerate(candidates):
        for row in one.leaves:
            touching.setdefault(row, []).append((number, one))

    def is_beaten(number: int, one: Candidate) -> bool:
        rivals = touching[next(iter(one.leaves))]
        return any(
            _does_as_well(other, one, at_any_cost=at_any_cost)
            and (place < number or not _does_as_well(one, other, at_any_cost=at_any_cost))
            for place, other in rivals
            if place != number
        )

    return [one for number, one in enumerate(candidates) if not is_beaten(number, one)]


def leaves_of(candidates: Sequence[Candidate], severity: Mapping[int, float]) -> dict[int, float]:
    """Give what several leave together of each obstacle that they touch: the least that any of them leaves."""
    left: dict[int, float] = {}
    for one in candidates:
        for row, to in one.leaves.items():
            left[row] = min(to, left.get(row, severity[row]))
    return left


def _does_as_well(one: Candidate, other: Candidate, *, at_any_cost: bool) -> bool:
    return (at_any_cost or one.cost <= other.cost) and all(
        row in one.leaves and one.leaves[row] <= left for row, left in other.leaves.items()
    )


def _from_file(snapshot: Snapshot, *, touch_mandated: bool) -> tuple[list[Candidate], list[str]]:
    organization, mandated = snapshot.organization, snapshot.network.obstacles.mandated
    assert organization is not None  # noqa: S101 - as in find_candidates
    finder = ObstacleFinder(organization)
    found, without_cost, held = [], [], set[str]()
    for intervention in organization.interventions:
        leaves: dict[int, float] = {}
        for clearance in intervention.clears:
            for row in finder.rows(clearance):
                leaves[row] = min(clearance.to, leaves.get(row, 1.0))
        fixed = [row for row in leaves if mandated[row] and not touch_mandated]
        held.update(str(snapshot.network.obstacles.ids[row]) for row in fixed)
        if intervention.cost is None:
            without_cost.append(f"`{intervention.id}`")
        elif not leaves or len(fixed) < len(leaves):
            free = {row: left for row, left in leaves.items() if row not in fixed}
            found.append(Candidate(intervention, intervention.cost, free))
    notices = []
    if without_cost:
        notices.append(f"Left out, as no cost is recorded: {listed(without_cost, _NAMED)}.")
    if held:
        names = listed([f"`{one}`" for one in sorted(held)], _NAMED)
        notices.append(f"Mandated, and so left as it is although an intervention names it: {names}.")
    return found, notices


def _from_catalogue(organization: Organization, kinds: Catalogue) -> list[Candidate]:
    spots = list_obstacles(organization)
    found = []
    for intervention in propose_interventions(organization, kinds):
        identifier = intervention.clears[0].obstacle or ""
        remedies = kinds[spots[identifier].obstacle.kind].remedies
        aim = next(one.aim for one in remedies if one.text == intervention.name)
        leaves = {spots[identifier].row: intervention.clears[0].to}
        found.append(Candidate(intervention, intervention.cost or 0.0, leaves, proposed=True, aim=aim))
    return found


class ObstacleFinder:
    """Finds the obstacles of an organization that interventions name, by id or by place and kind."""

    def __init__(self, organization: Organization) -> None:
        self._rows: dict[str, int] = {}
        self._there: dict[tuple[str, str], list[int]] = {}
        spelled = spell_relations(organization)
        for identifier, spot in list_obstacles(organization).items():
            self._rows[identifier] = spot.row
            holder = spot.holder.position
            if spot.holder.among == "elements":
                names = {organization.elements[holder].id}
            else:
                relation = organization.relations[holder]
                names = {spelled[holder], f"{relation.supplier} -> {relation.customer}", relation.id or spelled[holder]}
            for name in names:
                self._there.setdefault((name, spot.obstacle.kind), []).append(spot.row)

    def rows(self, clearance: Clearance) -> list[int]:
        """Give the rows that a clearance names; none where there is no such obstacle any more."""
        if clearance.obstacle is not None:
            return [self._rows[clearance.obstacle]] if clearance.obstacle in self._rows else []
        return self._there.get((clearance.on or "", clearance.kind or ""), [])


def _costliest(snapshot: Snapshot, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Take those against the obstacles of the largest shares, in proportion to what they take off, for each point."""
    share, severity = snapshot.shares.share, snapshot.network.obstacles.severity
    worth = [
        sum(share[row] * (1.0 - left / severity[row]) for row, left in one.leaves.items() if left < severity[row])
        / max(one.cost, 0.1)
        for one in candidates
    ]
    best = set(np.argsort(-np.array(worth), kind="stable")[:CONSIDERED].tolist())
    return [one for number, one in enumerate(candidates) if number in best]
