"""The obstacles of a merge: which of them are one, what they are called, and how plans go on to name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sightline.document import Clearance, Obstacle
from sightline.merging.facts import merge_obstacle
from sightline.merging.ledger import Ledger
from sightline.merging.origins import Origin
from sightline.merging.pairing import OBSTACLE_RULES, Group, group
from sightline.merging.things import Ids, Renamed


@dataclass(frozen=True, slots=True)
class Holder:
    """An element or relation that may have obstacles.

    ``on`` is how plans name it, ``stem`` what made ids begin with; ``said`` holds, by origin, how the plans of that
    origin name it and the obstacles that it has there; ``places`` says where each origin has it from.
    """

    on: str
    stem: str
    said: Mapping[int, tuple[str, tuple[Obstacle, ...]]]
    places: Mapping[int, str | None]


class Obstacles:
    """All obstacles of a merge; each is a row, and rows stand in the order of their holders."""

    def __init__(self, origins: Sequence[Origin], holders: Sequence[Holder], ledger: Ledger) -> None:
        self._groups: list[tuple[int, Group[Obstacle]]] = []
        self._rows: dict[tuple[int, str] | tuple[int, str, str], int] = {}
        self._holders = holders
        for at, holder in enumerate(holders):
            lists = [holder.said[origin][1] if origin in holder.said else () for origin in range(len(origins))]
            for found in group(lists, OBSTACLE_RULES) if any(lists) else ():
                self._remember(at, found)
        known = [one.id for _, found in self._groups for one in found.records.values() if one.id is not None]
        self._ids = Ids(frozenset(known))
        self.renamed: list[Renamed] = []
        self._names = [self._name(origins, found) for _, found in self._groups]
        self._merged = [self._merge(row, ledger) for row in range(len(self._groups))]
        self._count = Counter((holders[at].on, self._merged[row].kind) for row, (at, _) in enumerate(self._groups))

    def find(self, origin: int, clearance: Clearance) -> int:
        """Find the row of the obstacle that a plan of one origin means."""
        if clearance.obstacle is not None:
            return self._rows[origin, clearance.obstacle]
        return self._rows[origin, str(clearance.on), str(clearance.kind)]

    def spell(self, row: int, like: Clearance, to: float) -> Clearance:
        """Name an obstacle as a plan did: by its place where that is enough, else by its id, made where it has none."""
        on, kind = self._holders[self._groups[row][0]].on, self._merged[row].kind
        if like.obstacle is None and self._count[on, kind] == 1:
            return Clearance(on=on, kind=kind, to=to)
        if self._names[row] is None:
            self._names[row] = self._ids.take(f"{self._holders[self._groups[row][0]].stem}-{kind}")
            self._merged[row] = self._merged[row].model_copy(update={"id": self._names[row]})
        return Clearance(obstacle=self._names[row], to=to)

    def say(self, row: int) -> str:
        """Name an obstacle for people: its id, else its kind and place."""
        at, found = self._groups[row]
        return self._names[row] or f"{found.first.kind} on {self._holders[at].on}"

    def by_holder(self) -> list[tuple[Obstacle, ...]]:
        """List the obstacles of every holder."""
        held: list[list[Obstacle]] = [[] for _ in self._holders]
        for (at, _), merged in zip(self._groups, self._merged, strict=True):
            held[at].append(merged)
        return [tuple(obstacles) for obstacles in held]

    def _remember(self, holder: int, found: Group[Obstacle]) -> None:
        row = len(self._groups)
        self._groups.append((holder, found))
        for origin, obstacle in found.records.items():
            self._rows[origin, self._holders[holder].said[origin][0], obstacle.kind] = row
            if obstacle.id is not None:
                self._rows[origin, obstacle.id] = row

    def _name(self, origins: Sequence[Origin], found: Group[Obstacle]) -> str | None:
        for origin, obstacle in found.records.items():
            if obstacle.id is not None:
                name = self._ids.take(obstacle.id)
                if name != obstacle.id:
                    self.renamed.append(Renamed("obstacle", obstacle.id, name, origins[origin].label))
                return name
        return None

    def _merge(self, row: int, ledger: Ledger) -> Obstacle:
        at, found = self._groups[row]
        records = {origin: self._translated(row, origin, one) for origin, one in found.records.items()}
        return merge_obstacle(self.say(row), records, ledger, self._holders[at].places)

    def _translated(self, row: int, origin: int, obstacle: Obstacle) -> Obstacle:
        """Give an obstacle with the ids of the outcome."""
        causes = tuple(dict.fromkeys(self._names[self._rows[origin, cause]] for cause in obstacle.caused_by))
        if obstacle.id == self._names[row] and causes == obstacle.caused_by:
            return obstacle
        return obstacle.model_copy(update={"id": self._names[row], "caused_by": causes})
