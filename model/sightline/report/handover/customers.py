"""Who sees what: each external customer with what arrives, what is kept back, and by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sightline.phrases import counted, percent
from sightline.report import wording
from sightline.report.handover.subject import Subject

SHOWN: Final = 20
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """What one external customer sees; ``length`` is what arrives in per cent, None where nothing is meant for it."""

    name: str
    arrives: str
    length: float | None
    seen: str
    clear: str
    blockers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Customers:
    """The worst-seen external customer in a sentence, and all of them one by one."""

    sentence: str | None
    shown: tuple[Seen, ...]
    rest: str | None


def build_customers(subject: Subject) -> Customers | None:
    """List the external customers, the worst-seen first, those whom no work is meant for last."""
    found = subject.analysis.customers
    order = np.argsort(np.where(np.isnan(found.clarity), np.inf, found.clarity), kind="stable").tolist()
    if not order:
        return None
    rest = len(order) - SHOWN
    return Customers(
        wording.worst_seen(subject.analysis),
        tuple(_seen(subject, place) for place in order[:SHOWN]),
        f"{counted(rest, 'external customer')} that see more are not listed." if rest > 0 else None,
    )


def _seen(subject: Subject, place: int) -> Seen:
    found = subject.analysis.customers
    clarity = float(found.clarity[place])
    return Seen(
        name=subject.element(int(found.rows[place])),
        arrives="no work is meant for it" if np.isnan(clarity) else percent(clarity),
        length=None if np.isnan(clarity) else round(100 * clarity, 1),
        seen=percent(float(found.seen[place]), 1),
        clear=percent(float(found.clear_seen[place]), 1),
        blockers=_blockers(subject, place),
    )


def _blockers(subject: Subject, place: int) -> tuple[str, ...]:
    """Name what keeps most from one external customer, each with its part of all that is kept."""
    cost = subject.analysis.customers.cost
    if cost is None:
        return ()
    taken = cost[:, place]
    order = [row for row in np.argsort(-taken, kind="stable")[:_NAMED].tolist() if taken[row] > 0]
    return tuple(f"{subject.obstacle(row)} ({percent(float(taken[row]), 1)})" for row in order)
