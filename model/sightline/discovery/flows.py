"""Where work flows between the groups of a log, and where it leaves it: what was seen, and what is taken for granted.

Most logs stop at the door: they show who works on a case, and not to whom its result goes. A delivery to an external
customer is added in two cases, and marked as assumed:

- the user says at whom cases end: then the last group of each case that does not end there serves this customer;
- every case begins with the same external customer, and the log shows no handover to them: then the last group of each
  case serves this customer, since somebody who asks gets an answer. The user may forbid this.

A handover that comes straight back need not be rework: it can be an order that was carried out. Where it goes out once
more, A to B to A to B, it more likely is. Of such *repeated* handovers A to B there are no more than those that came
straight back either way; the smaller of the two numbers is taken, for the way that is used more. Orders that are given
both ways can make it too large.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from sightline.discovery.handovers import Handovers


@dataclass(frozen=True, slots=True)
class Flow:
    """Work that changes hands from one group to another, ``handovers`` times.

    ``returned`` of them came straight back, ``repeated`` also went out once more (at most so many). Waits are in
    seconds, None where the log does not tell. ``is_assumed``: the log shows the last work of so many cases, and not the
    handover itself.
    """

    supplier: str
    customer: str
    handovers: int
    returned: int = 0
    repeated: int = 0
    median_wait: float | None = None
    long_wait: float | None = None
    is_assumed: bool = False


def list_flows(found: Handovers, customers: Collection[str] = ()) -> tuple[Flow, ...]:
    """List the handovers that the log shows, those that leave an external customer among them; the most first."""
    pairs = found.pairs
    ends = list(zip(pairs.supplier, pairs.customer, strict=True))
    handovers, returned = (dict(zip(ends, one.tolist(), strict=True)) for one in (pairs.handovers, pairs.returned))

    def repeated(way: tuple[str, str]) -> int:
        back = way[::-1]
        if way[0] in customers or back not in handovers:
            return 0
        ranks = [(one[0] not in customers, handovers[one], returned[one], one) for one in (way, back)]
        return min(returned[way], returned[back]) if ranks[0] > ranks[1] else 0

    waits = zip(map(_known, pairs.median_wait.tolist()), map(_known, pairs.long_wait.tolist()), strict=True)
    return tuple(
        Flow(*way, handovers[way], returned[way], repeated(way), *waited)
        for way, waited in zip(ends, waits, strict=True)
    )


def infer_deliveries(
    found: Handovers, customers: Collection[str], *, ends_at: str | None = None, seen_only: bool = False
) -> tuple[Flow, ...]:
    """Infer who delivers to an external customer without the log showing it, as the module says; the most cases first.

    ``ends_at`` names the customer at whom all cases end, who need not be in the log; ``seen_only`` forbids the rest.
    """
    customer = ends_at if ends_at is not None or seen_only else find_asking_customer(found, customers)
    if customer is None:
        return ()
    groups = zip(found.groups.group, found.groups.last.tolist(), strict=True)
    inside = [(group, last) for group, last in groups if last and group != customer and group not in customers]
    return tuple(
        Flow(group, customer, last, is_assumed=True)
        for group, last in sorted(inside, key=lambda one: (-one[1], one[0]))
    )


def find_asking_customer(found: Handovers, customers: Collection[str]) -> str | None:
    """Find the external customer with whom every case begins and to whom nothing is handed over, if there is one."""
    begun = zip(found.groups.group, found.groups.first.tolist(), strict=True)
    served = set(found.pairs.customer)
    asking = (group for group, first in begun if first == found.cases and group in customers and group not in served)
    return next(asking, None)


def count_ending_inside(found: Handovers, customers: Collection[str]) -> int:
    """Count the cases whose last work is done by a group that is no external customer."""
    groups = zip(found.groups.group, found.groups.last.tolist(), strict=True)
    return sum(last for group, last in groups if group not in customers)


def count_ending_unknown(found: Handovers) -> int:
    """Count the cases of whose last work it is not known who did it."""
    return found.cases - int(found.groups.last.sum())


def _known(seconds: float) -> float | None:
    return None if math.isnan(seconds) else seconds
