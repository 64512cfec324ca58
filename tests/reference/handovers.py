"""Handovers of an event log, counted in plain Python over lists: the definitions that `discovery.handovers` states.

An event has a `case`, an `activity`, a `group` (None where it is missing) and the moments `start` (None where it is not
known) and `end`, whole numbers. Events stand in the order of the log.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import NamedTuple


class Event(NamedTuple):
    """One event."""

    case: str
    activity: str
    group: str | None
    end: int
    start: int | None = None


@dataclass(frozen=True)
class PairCount:
    """What is counted for one ordered pair of groups."""

    handovers: int
    cases: int
    mean_wait: float
    median_wait: int
    long_wait: int
    returned: int
    revisited: int


@dataclass(frozen=True)
class GroupCount:
    """What is counted for one group."""

    events: int
    cases: int
    first: int
    last: int
    continued: int


def drop_doubles(events: Sequence[Event]) -> list[Event]:
    """Leave out every event that says what an earlier one says."""
    return list(dict.fromkeys(events))


def order_cases(events: Sequence[Event]) -> list[list[Event]]:
    """Give the events of each case by their end; the order of the log decides between equals."""
    cases: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        cases[event.case].append(event)
    return [sorted(case, key=lambda event: event.end) for case in cases.values()]


def count_pairs(events: Sequence[Event]) -> dict[tuple[str, str], PairCount]:
    """Count the handovers of every pair of groups."""
    waits: dict[tuple[str, str], list[int]] = defaultdict(list)
    cases, returned, revisited = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for case in order_cases(events):
        handed: list[tuple[int, tuple[str, str]]] = []
        for at, (one, other) in enumerate(pairwise(case)):
            if one.group is not None and other.group is not None and one.group != other.group:
                begin = other.end if other.start is None else other.start
                waits[one.group, other.group].append(max(0, begin - one.end))
                handed.append((at, (one.group, other.group)))
        cases.update({pair for _, pair in handed})
        returned.update(pair for (_, pair), (_, after) in pairwise(handed) if after == pair[::-1])
        revisited.update(pair for at, pair in handed if pair[0] in {event.group for event in case[at + 1 :]})
    return {
        pair: PairCount(
            handovers=len(found),
            cases=cases[pair],
            mean_wait=sum(found) / len(found),
            median_wait=sorted(found)[ceil(len(found) * 5 / 10) - 1],
            long_wait=sorted(found)[ceil(len(found) * 9 / 10) - 1],
            returned=returned[pair],
            revisited=revisited[pair],
        )
        for pair, found in waits.items()
    }


def count_groups(events: Sequence[Event]) -> dict[str, GroupCount]:
    """Count the events of every group, and the cases that it begins and ends."""
    cases = order_cases(events)
    groups = {event.group for event in events if event.group is not None}
    return {
        group: GroupCount(
            events=sum(event.group == group for event in events),
            cases=sum(any(event.group == group for event in case) for case in cases),
            first=sum(case[0].group == group for case in cases),
            last=sum(case[-1].group == group for case in cases),
            continued=sum(one.group == other.group == group for case in cases for one, other in pairwise(case)),
        )
        for group in groups
    }
