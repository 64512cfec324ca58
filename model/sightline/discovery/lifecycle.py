"""Start and complete made one: the steps of activities in a log with a life cycle, as events with beginning and end.

The standard life cycle of XES has a dozen steps. ``complete`` is what a log without life cycle means by an event, so it
is the event here; the n-th ``start`` of an activity in a case is the beginning of its n-th ``complete``, unless it came
later. A start that finds no end is work begun: an event of that one moment. All other steps (schedule, assign, suspend,
...) say nothing of who works after whom; they are left out and counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import ibis.expr.types as ir

START: Final = "start"
COMPLETE: Final = ("complete", "")
"""An event without a step is taken for complete."""


def is_start(step: ir.StringColumn) -> ir.BooleanValue:
    """Tell whether an event is the beginning of an activity."""
    return step == START


def is_complete(step: ir.StringColumn) -> ir.BooleanValue:
    """Tell whether an event is the end of an activity."""
    return step.isin(COMPLETE)


def pair_steps(events: ir.Table) -> ir.Table:
    """Give one row for each activity done: events with ``step`` become events with ``start``, null where unknown.

    ``events`` has the columns ``case``, ``activity``, ``group``, ``end`` (the moment of the step), ``row``, ``step``.
    """
    import ibis

    order = ibis.window(group_by=["case", "activity"], order_by=["end", "row"])
    starts = events.filter(is_start(events.step)).mutate(number=ibis.row_number().over(order))
    ends = events.filter(is_complete(events.step)).mutate(number=ibis.row_number().over(order))
    begun = starts.select("case", "activity", "number", start="end")
    same = ["case", "activity", "number"]
    paired = ends.left_join(begun, [*same, ends.end >= begun.start])
    alone = starts.anti_join(ends, [*same, starts.end <= ends.end]).mutate(start=starts.end)
    columns = ["case", "activity", "group", "end", "start", "row", "is_zoneless"]
    return paired.select(columns).union(alone.select(columns))
