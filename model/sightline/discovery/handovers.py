"""Who hands work to whom, counted in an event log: pairs of groups, and the groups themselves.

A **handover** from A to B is two events of one case, one directly after the other, of which A did the first and B, another
group, the second: the "handover of work" of van der Aalst, Reijers and Song (2005), Discovering social networks from event
logs, Computer Supported Cooperative Work 14(6), 549-593, with direct succession and all occurrences counted. A is the
supplier and B its internal or external customer: the way value moves.

A handover A -> B is **returned** where the next handover of the same case leads from B straight back to A. That is rework or
a question; it can also be an order carried out and delivered, which the same authors call subcontracting. A log cannot tell
them apart, so what follows from it is a suspicion. It is **revisited** where A works on the same case again at any later
time; every returned handover is revisited.

The **wait** of a handover lasts from the end of the work before it to the beginning of the work after it, at least 0 (the
second may begin before the first has ended). A log that has one moment per event does not say when work began: then the
wait is the time between the two events, and includes the customer's own work. The median and the 90th percentile are waits
that really occurred: the least that at least half, or nine in ten, do not exceed (nearest rank). They are therefore the same
whatever engine computes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Seconds = npt.NDArray[np.float64]
WaitMeaning = Literal["from end to beginning", "between events", "unknown"]


@dataclass(frozen=True, eq=False, slots=True)
class HandoverPairs:
    """One row for every ordered pair of groups between which work was handed over; the most handovers first, then names.

    ``cases``: in how many cases. Waits in seconds, NaN where the log has no times. ``returned`` and ``revisited`` count
    handovers as the module defines them.
    """

    supplier: tuple[str, ...]
    customer: tuple[str, ...]
    handovers: Counts
    cases: Counts
    mean_wait: Seconds
    median_wait: Seconds
    long_wait: Seconds
    """The 90th percentile."""
    returned: Counts
    revisited: Counts

    def __len__(self) -> int:
        return len(self.supplier)


@dataclass(frozen=True, eq=False, slots=True)
class GroupFigures:
    """One row for every group, the most events first, then names.

    ``first`` and ``last`` count the cases whose first or last event is of this group; ``continued`` the events directly
    after which the same group goes on with the same case.
    """

    group: tuple[str, ...]
    events: Counts
    cases: Counts
    first: Counts
    last: Counts
    continued: Counts

    def __len__(self) -> int:
        return len(self.group)


@dataclass(frozen=True, eq=False, slots=True)
class Handovers:
    """What a log shows of handovers, and what had to be decided on the way: ``notices``, each a sentence with a count."""

    pairs: HandoverPairs
    groups: GroupFigures
    cases: int
    events: int
    waits: WaitMeaning
    notices: tuple[str, ...]
