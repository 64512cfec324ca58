"""Events one after the other: for each event of a case, who comes next and after how long.

A step table has one row per event: ``case``, ``group``, ``next_group`` (:data:`END` after the last event of a case),
``place`` within the case, ``wait`` until the next event in microseconds, ``is_first``, and ``is_tied``: whether a
neighbour has the same moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sightline.discovery.engines import Heartbeat, answer, keep
from sightline.discovery.events import MISSING, Events

if TYPE_CHECKING:
    import ibis.expr.types as ir

END: Final = -1
"""Stands for the next group where there is no next event."""


def follow(events: Events, *, drop_doubles: bool, heartbeat: Heartbeat | None = None) -> tuple[ir.Table, int]:
    """Build the step table, and count the events that were left out because another one says the same.

    Only events of the same moment can be doubles, so nothing is compared in a log without such neighbours.
    """
    steps = keep(_sequence(events.table), "following the cases", heartbeat)
    if not drop_doubles:
        return steps, 0
    doubles = keep(_find_doubles(events, steps), "looking for doubles", heartbeat)
    number = int(
        answer(doubles.aggregate(rows=doubles.count()), "counting doubles", heartbeat).column("rows")[0].as_py()
    )
    if number:
        steps = keep(_sequence(events.table.anti_join(doubles, "row")), "following the cases", heartbeat)
    return steps, number


def select_handovers(steps: ir.Table) -> ir.Table:
    """Give the steps at which one group hands over to another."""
    return steps.filter(steps.group > MISSING, steps.next_group > MISSING, steps.group != steps.next_group)


def _sequence(events: ir.Table) -> ir.Table:
    import ibis

    order = ibis.window(group_by="case", order_by=["end", "row"])
    begin = events.start.fill_null(events.end) if "start" in events.columns else events.end
    next_end, previous_end = events.end.lead().over(order), events.end.lag().over(order)
    return events.select(
        "case",
        "group",
        "row",
        next_group=events.group.lead().over(order).fill_null(END),
        place=ibis.row_number().over(order),
        wait=ibis.greatest(begin.lead().over(order) - events.end, 0),
        is_first=previous_end.isnull(),
        is_tied=((next_end == events.end) | (previous_end == events.end)).fill_null(False),
    )


def _find_doubles(events: Events, steps: ir.Table) -> ir.Table:
    """List the rows of events that say what an earlier row says."""
    tied = events.texts.semi_join(steps.filter(steps.is_tied), "row")
    same = ["case", "activity", "group", "end"] + (["start"] if "start" in tied.columns else [])
    numbered = tied.mutate(number=tied.row.rank().over(group_by=same, order_by="row"))
    return numbered.filter(numbered.number > 0).select("row")
