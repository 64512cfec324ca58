"""Ways to an external customer through what a log shows: who has one, and which is used most."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from sightline.discovery.flows import Flow
from sightline.discovery.observed import Observed


def find_without_way(observed: Observed) -> tuple[str, ...]:
    """Find the groups from which no chain of handovers leads to an external customer; those with most events first."""
    suppliers: dict[str, list[str]] = defaultdict(list)
    for flow in observed.work:
        suppliers[flow.customer].append(flow.supplier)
    waiting = list(observed.customers)
    reached = set(waiting)
    while waiting:
        new = set(suppliers[waiting.pop()]) - reached
        reached |= new
        waiting += new
    return tuple(group for group in observed.inside if group not in reached)


def find_busiest_way(observed: Observed) -> tuple[Flow, ...]:
    """Find the way to an external customer whose least used handover is used most; nothing where there is no way.

    It begins with the group that customers turn to most often, else with the one that begins most cases. Where several
    are equal, the first by name is taken.
    """
    start = _find_start(observed)
    work = observed.work
    leaving: dict[str, list[int]] = defaultdict(list)
    for at, flow in enumerate(work):
        leaving[flow.supplier].append(at)
    # Dijkstra's search with the least used handover of a way for its length: the widest way to each group comes first.
    waiting = [] if start is None else [(-math.inf, 0, start, -1)]
    arrived: dict[str, int] = {}
    while waiting:
        narrowest, length, group, by = heappop(waiting)
        if group in arrived:
            continue
        arrived[group] = by
        if group in observed.customers:
            return _trace(group, arrived, work)
        for at in leaving[group]:
            if (customer := work[at].customer) not in arrived:
                heappush(waiting, (max(narrowest, -work[at].handovers), length + 1, customer, at))
    return ()


def _find_start(observed: Observed) -> str | None:
    begun: dict[str, int] = defaultdict(int)
    for flow in observed.demand:
        begun[flow.customer] += flow.handovers
    if not begun:
        groups = observed.found.groups
        begun.update(zip(groups.group, groups.first.tolist(), strict=True))
    asked = [group for group in begun if group not in observed.customers]
    return min(asked, key=lambda group: (-begun[group], group), default=None)


def _trace(end: str, arrived: Mapping[str, int], work: Sequence[Flow]) -> tuple[Flow, ...]:
    way: list[Flow] = []
    while (at := arrived[end]) >= 0:
        way.append(work[at])
        end = work[at].supplier
    return tuple(reversed(way))
