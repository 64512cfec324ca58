"""Who hands work to whom, counted in an event log: pairs of groups, and the groups themselves.

A **handover** from A to B is two events of one case, one directly after the other, of which A did the first and B,
another group, the second: the "handover of work" of van der Aalst, Reijers and Song (2005), Discovering social networks
from event logs, Computer Supported Cooperative Work 14(6), 549-593, with direct succession and all occurrences counted.
A is the supplier and B its internal or external customer: the way value moves.

A handover A -> B is **returned** where the next handover of the same case leads from B straight back to A. That is
rework or a question; it can also be an order carried out and delivered, which the same authors call subcontracting. A
log cannot tell them apart, so what follows from it is a suspicion. It is **revisited** where A works on the same case
again at any later time; every returned handover is revisited.

The **wait** of a handover lasts from the end of the work before it to the beginning of the work after it, at least 0
(the second may begin before the first has ended). Where a log does not say when work began, the wait is the time
between the two events, and includes the customer's own work. The median and the 90th percentile are waits that really
occurred: the least that at least half, or nine in ten, do not exceed (nearest rank). All figures come out of whole
numbers, so that every engine finds the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt

from sightline.discovery.engines import Heartbeat, answer, keep
from sightline.discovery.events import HandoverOptions, read_events
from sightline.discovery.log_columns import LogColumns
from sightline.discovery.sequence import END, follow, select_handovers
from sightline.phrases import counted

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow

Counts = npt.NDArray[np.int64]
Seconds = npt.NDArray[np.float64]
WaitMeaning = Literal["from end to beginning", "between events", "unknown"]

_MICROSECONDS: Final = 1_000_000
_DEFAULTS: Final = HandoverOptions()


@dataclass(frozen=True, eq=False, slots=True)
class HandoverPairs:
    """One row for every ordered pair of groups with handovers; the most handovers first, then names.

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
    """What a log shows of handovers; ``notices`` tell what had to be decided on the way, each with a count."""

    pairs: HandoverPairs
    groups: GroupFigures
    cases: int
    events: int
    waits: WaitMeaning
    notices: tuple[str, ...]


def find_handovers(
    table: ir.Table,
    columns: LogColumns,
    options: HandoverOptions = _DEFAULTS,
    *,
    heartbeat: Heartbeat | None = None,
) -> Handovers:
    """Count the handovers of a log, on the engine that its table belongs to.

    Raises UsageError for columns that do not exist or cannot be what they are said to be, InputError where the group
    has more values than groups can have.
    """
    events = read_events(table, columns, options, heartbeat)
    drop = options.duplicates == "drop" and columns.activity is not None
    steps, doubles = follow(events, drop_doubles=drop, heartbeat=heartbeat)
    notices = [*events.notices]
    if doubles:
        notices.append(f"{counted(doubles, 'row')} that repeat another one, to the moment: left out")
    last = keep(_count_last(steps), "looking for returns", heartbeat)
    groups = _list_groups(steps, last, events.groups, heartbeat)
    pairs = _list_pairs(steps, last, events.groups, columns, heartbeat)
    whole = steps.aggregate(cases=steps.is_first.sum(), events=steps.count())
    [totals] = answer(whole, "counting cases", heartbeat).to_pylist()
    return Handovers(
        pairs,
        groups,
        cases=int(totals["cases"] or 0),
        events=int(totals["events"]),
        waits=_wait_meaning(columns, tells_starts=events.tells_starts),
        notices=tuple(notices),
    )


def _count_last(steps: ir.Table) -> ir.Table:
    """Count the cases by group and by who came after the group's last event in them."""
    by_case = steps.group_by("case", "group").aggregate(last_next=steps.next_group.argmax(steps.place))
    return by_case.group_by("group", "last_next").aggregate(cases=by_case.count())


def _wait_meaning(columns: LogColumns, *, tells_starts: bool) -> WaitMeaning:
    if columns.time is None:
        return "unknown"
    return "from end to beginning" if tells_starts else "between events"


def _list_pairs(
    steps: ir.Table, last: ir.Table, names: Sequence[str], columns: LogColumns, heartbeat: Heartbeat | None
) -> HandoverPairs:
    import ibis

    handed = select_handovers(steps)
    case_order = ibis.window(group_by="case", order_by="place")
    returning = handed.next_group.lead().over(case_order) == handed.group
    handed = handed.mutate(is_returned=returning.fill_null(False))
    pair = ["group", "next_group"]
    figures = keep(
        handed.group_by(pair).aggregate(
            handovers=handed.count(),
            returned=handed.is_returned.sum(),
            seconds=(handed.wait // _MICROSECONDS).sum(),
            microseconds=(handed.wait % _MICROSECONDS).sum(),
        ),
        "counting handovers",
        heartbeat,
    )
    by_case = handed.select("case", *pair).distinct()
    cases = by_case.group_by(pair).aggregate(cases=by_case.count())
    left = last.select("group", next_group="last_next", left="cases")
    found = figures.inner_join(cases, pair).left_join(left, pair)
    found = found.select(
        *pair, "handovers", "returned", "seconds", "microseconds", "cases", left=found.left.fill_null(0)
    )
    rows = _to_arrays(answer(found, "counting cases by handover", heartbeat))
    order = np.lexsort((rows["next_group"], rows["group"], -rows["handovers"]))
    rows = {name: column[order] for name, column in rows.items()}
    unknown = np.full(len(order), np.nan)
    means, medians, longs = unknown, unknown, unknown
    if columns.time is not None:
        means = (rows["seconds"] + rows["microseconds"] / _MICROSECONDS) / np.maximum(rows["handovers"], 1)
        waits = _to_arrays(answer(_rank_waits(handed, figures), "ranking waits", heartbeat))
        placed = np.lexsort((waits["next_group"], waits["group"]))[
            np.argsort(np.lexsort((rows["next_group"], rows["group"])))
        ]
        medians, longs = waits["median"][placed] / _MICROSECONDS, waits["long"][placed] / _MICROSECONDS
    return HandoverPairs(
        supplier=tuple(names[number - 1] for number in rows["group"]),
        customer=tuple(names[number - 1] for number in rows["next_group"]),
        handovers=rows["handovers"],
        cases=rows["cases"],
        mean_wait=means,
        median_wait=medians,
        long_wait=longs,
        returned=rows["returned"],
        revisited=rows["handovers"] - rows["left"],
    )


def _rank_waits(handed: ir.Table, figures: ir.Table) -> ir.Table:
    """Pick the waits of the median's and of the 90th percentile's rank, for every pair."""
    import ibis

    pair = ["group", "next_group"]
    order = ibis.window(group_by=pair, order_by="wait")
    ranked = handed.select(*pair, "wait", rank=ibis.row_number().over(order))
    ranks = figures.select(
        *pair, median_rank=(figures.handovers + 1) // 2 - 1, long_rank=(9 * figures.handovers + 9) // 10 - 1
    )
    found = ranked.inner_join(ranks, pair)
    return found.group_by(pair).aggregate(
        median=found.wait.max(where=found["rank"] == found.median_rank),
        long=found.wait.max(where=found["rank"] == found.long_rank),
    )


def _list_groups(steps: ir.Table, last: ir.Table, names: Sequence[str], heartbeat: Heartbeat | None) -> GroupFigures:
    cases = last.group_by("group").aggregate(cases=last.cases.sum())
    counts = steps.group_by("group").aggregate(
        events=steps.count(),
        first=steps.is_first.sum(),
        last=(steps.next_group == END).sum(),
        continued=(steps.next_group == steps.group).sum(),
    )
    found = counts.filter(counts.group > 0).inner_join(cases, "group")
    rows = _to_arrays(answer(found, "counting groups", heartbeat))
    order = np.lexsort((rows["group"], -rows["events"]))
    rows = {name: column[order] for name, column in rows.items()}
    return GroupFigures(
        group=tuple(names[number - 1] for number in rows["group"]),
        **{name: rows[name] for name in ("events", "cases", "first", "last", "continued")},
    )


def _to_arrays(table: pyarrow.Table) -> dict[str, Counts]:
    return {name: table.column(name).to_numpy().astype(np.int64) for name in table.column_names}
