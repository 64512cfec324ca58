"""Which obstacles came, went or weigh otherwise between two states, and whether trouble only changed its place.

Obstacles are matched by id; what has no id of its own, by its place and kind. A removed obstacle is as good as gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sightline.arrays.network import Network
from sightline.findings import Finding
from sightline.phrases import counted
from sightline.snapshot import Snapshot

State = Literal["opened", "closed", "worse", "eased"]
_NOTHING: Final = 1e-9
_Place = tuple[str, ...]
"""The id of an element, or the two ends of a relation and its kind."""


@dataclass(frozen=True, slots=True)
class ObstacleChange:
    """One obstacle whose severity is another; ``before`` and ``after`` are 0 where it is not there, or removed.

    ``id`` and ``on`` are those of the later state, where it is there; ``row_before`` and ``row_after`` are its rows in
    the two networks, -1 where it is not recorded. ``newly_seen`` tells that its place was there before and nobody had
    looked at it, ``with_place`` that its place came, or went, with it.
    """

    id: str
    kind: str
    on: str
    before: float
    after: float
    row_before: int
    row_after: int
    newly_seen: bool = False
    with_place: bool = False

    @property
    def state(self) -> State:
        """What became of it."""
        if self.before <= 0:
            return "opened"
        if self.after <= 0:
            return "closed"
        return "worse" if self.after > self.before else "eased"


@dataclass(frozen=True, slots=True)
class Turnover:
    """All obstacles whose severity is another, and the severity that came and went with them.

    ``opened`` sums what is more, of new obstacles and of those that weigh more; ``closed`` sums what is less.
    """

    changes: tuple[ObstacleChange, ...]

    @property
    def opened(self) -> float:
        """The severity that came, summed over obstacles."""
        return sum(max(one.after - one.before, 0.0) for one in self.changes)

    @property
    def closed(self) -> float:
        """The severity that went, summed over obstacles."""
        return sum(max(one.before - one.after, 0.0) for one in self.changes)

    @property
    def ratio(self) -> float | None:
        """What came for each part that went; None where nothing went."""
        return self.opened / self.closed if self.closed > 0 else None

    def among(self, state: State) -> tuple[ObstacleChange, ...]:
        """List the obstacles of which this became, those that moved most first."""
        found = [one for one in self.changes if one.state == state]
        return tuple(sorted(found, key=lambda one: -abs(one.after - one.before)))


def find_turnover(before: Snapshot, after: Snapshot) -> Turnover:
    """Find the obstacles whose severity is another."""
    return Turnover(tuple(_changes(before.network, after.network)))


def find_displacement(turnover: Turnover, threshold: float) -> Finding | None:
    """Tell where the severity that came exceeds a share of what went: old problems exchanged for new ones.

    Where nothing went, nothing was displaced: None.
    """
    ratio = turnover.ratio
    if ratio is None or ratio <= threshold:
        return None
    opened = (*turnover.among("opened"), *turnover.among("worse"))
    return Finding(
        code="displacement",
        title=f"For every 1.00 of severity that went, {ratio:,.2f} came",
        severity="warning",
        value=ratio,
        threshold=threshold,
        elements=tuple(dict.fromkeys(one.on for one in opened if " -> " not in one.on)),
        relations=tuple(dict.fromkeys(one.on for one in opened if " -> " in one.on)),
        why="Programs often end with the old problems exchanged for new ones: what is cleared in one place may come"
        " back in another.",
        evidence_against=_against(opened),
        action="Ask of every new obstacle what it has to do with what was cleared, and clear what is behind both.",
    )


def match_obstacles(before: Network, after: Network) -> Iterator[tuple[int, int]]:
    """Match the obstacles, rows on both sides, -1 for none: by id, else by place and kind in their order."""
    found = {mine: after.obstacles.row[one] for one, mine in before.obstacles.row.items() if one in after.obstacles.row}
    taken = set(found.values())
    waiting: dict[tuple[_Place, str], list[int]] = {}
    for row in range(len(after.obstacles)):
        if row not in taken:
            waiting.setdefault((_place(after, row), str(after.obstacles.kinds[row])), []).append(row)
    for row in range(len(before.obstacles)):
        if row not in found and (same := waiting.get((_place(before, row), str(before.obstacles.kinds[row])))):
            found[row] = same.pop(0)
    yield from ((row, found.get(row, -1)) for row in range(len(before.obstacles)))
    met = set(found.values())
    yield from ((-1, row) for row in range(len(after.obstacles)) if row not in met)


def _against(opened: Sequence[ObstacleChange]) -> str:
    said = "Severities are sums over obstacles, wherever they stand; the index says what they cost."
    if seen := sum(one.newly_seen for one in opened):
        stand = "stands" if seen == 1 else "stand"
        said += f" {counted(seen, 'obstacle')} {stand} where nobody had looked before, and may be as old as the rest."
    if new := sum(one.with_place for one in opened):
        came = "came with its place, which" if new == 1 else "came with their places, which"
        said += f" {counted(new, 'obstacle')} {came} may be the price of something better."
    return said


def _changes(before: Network, after: Network) -> Iterator[ObstacleChange]:
    for mine, other in match_obstacles(before, after):
        was = float(before.obstacles.severity[mine]) if mine >= 0 else 0.0
        now = float(after.obstacles.severity[other]) if other >= 0 else 0.0
        if abs(now - was) <= _NOTHING:
            continue
        network, row, there = (after, other, before) if other >= 0 else (before, mine, after)
        known = _place(network, row) if mine < 0 or other < 0 else None
        yield ObstacleChange(
            id=str(network.obstacles.ids[row]),
            kind=str(network.obstacles.kinds[row]),
            on=network.spell_place(row),
            before=was,
            after=now,
            row_before=mine,
            row_after=other,
            newly_seen=mine < 0 and known is not None and _unseen(before, known),
            with_place=known is not None and not _has_place(there, known),
        )


def _place(network: Network, obstacle: int) -> _Place:
    element, relation = int(network.obstacles.element[obstacle]), int(network.obstacles.relation[obstacle])
    if element >= 0:
        return (str(network.elements.ids[element]),)
    ids, relations = network.elements.ids, network.relations
    return str(ids[relations.supplier[relation]]), str(ids[relations.customer[relation]]), relations.kind(relation)


def _rows(network: Network, place: _Place) -> list[int]:
    """Find what stands at a place: rows of elements for one id, else rows of relations."""
    rows = network.elements.row
    if len(place) == 1:
        return [rows[place[0]]] if place[0] in rows else []
    supplier, customer, kind = place
    if supplier not in rows or customer not in rows:
        return []
    relations = network.relations
    joined = (relations.supplier == rows[supplier]) & (relations.customer == rows[customer])
    return [row for row in joined.nonzero()[0].tolist() if relations.kind(row) == kind]


def _has_place(network: Network, place: _Place) -> bool:
    return bool(_rows(network, place))


def _unseen(network: Network, place: _Place) -> bool:
    """Tell whether a place was there, and nobody had looked at it."""
    one = len(place) == 1
    assessed = network.elements.assessed if one else network.relations.assessed
    marked = network.has_obstacle[0 if one else 1]
    rows = _rows(network, place)
    return bool(rows) and not any(bool(assessed[row] or marked[row]) for row in rows)
