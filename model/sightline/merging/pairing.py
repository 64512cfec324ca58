"""Which records of several lists speak of the same thing: one rule after the other, each record once per list."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sightline.document import Obstacle, Relation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """Records with the same key are one; None is no key.

    With ``fits``, only where no other is left on either side, and where both fit each other.
    """

    key: Callable[[T], Hashable | None]
    fits: Callable[[T, T], bool] | None = None


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """What several lists say of one thing: a record by the position of its list, in the order of the lists."""

    records: dict[int, T] = field(default_factory=dict)

    @property
    def first(self) -> T:
        """The record of the first list that has one."""
        return next(iter(self.records.values()))


def group(lists: Sequence[Sequence[T]], rules: Sequence[Rule[T]]) -> list[Group[T]]:
    """Put the records of several lists into groups, at most one of each list in a group.

    The groups stand in the order in which their first records come; where several fit, the first does.
    """
    groups: list[Group[T]] = []
    for position, records in enumerate(lists):
        waiting = dict(enumerate(records))
        free = dict(enumerate(groups)) if groups else {}
        for rule in rules if free else ():
            for at, target in _pair(waiting, free, rule):
                free.pop(target).records[position] = waiting.pop(at)
        groups += [Group({position: record}) for record in waiting.values()]
    return groups


def _pair(waiting: dict[int, T], free: dict[int, Group[T]], rule: Rule[T]) -> list[tuple[int, int]]:
    known: dict[Hashable, deque[int]] = defaultdict(deque)
    for target, candidate in free.items():
        for key in dict.fromkeys(rule.key(record) for record in candidate.records.values()):
            if key is not None:
                known[key].append(target)
    keys = {at: rule.key(record) for at, record in waiting.items()}
    rivals = Counter(keys.values())
    pairs: list[tuple[int, int]] = []
    taken: set[int] = set()
    for at, key in keys.items():
        targets = known.get(key, deque())
        while targets and targets[0] in taken:
            targets.popleft()
        if key is None or not targets:
            continue
        if rule.fits and (len(targets) > 1 or rivals[key] > 1 or not rule.fits(waiting[at], free[targets[0]].first)):
            continue
        taken.add(targets[0])
        pairs.append((at, targets.popleft()))
    return pairs


def _ends(relation: Relation) -> tuple[str, str, str]:
    return relation.supplier, relation.customer, relation.kind


OBSTACLE_RULES: tuple[Rule[Obstacle], ...] = (
    Rule(lambda one: one.id),
    Rule(lambda one: (one.kind, one.severity)),
    Rule(lambda one: one.kind),
)
"""Obstacles of one thing: the same id, else the same kind, where equal severities go first."""

RELATION_RULES: tuple[Rule[Relation], ...] = (
    Rule(lambda one: one.id and (one.id, *_ends(one))),
    Rule(lambda one: (*_ends(one), one.output, one.volume)),
    Rule(lambda one: (*_ends(one), one.output)),
    Rule(_ends, fits=lambda one, other: one.output is None or other.output is None),
)
"""Relations: the same ends, kind and output, where equal ids and volumes go first; one that says no output goes with
one that does only where there is no other to choose."""
