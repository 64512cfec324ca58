"""The rows of a log as events: cleaned, each left-out row counted by its reason, and with numbers instead of names.

Event tables have the columns ``case`` and ``group`` (whole numbers; group 0 is a missing one), ``end`` and, where the
log tells it, ``start`` (microseconds since 1970, UTC), and ``row``, unique, which orders events of the same moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from sightline.discovery.engines import Heartbeat, answer, keep
from sightline.discovery.lifecycle import is_complete, is_start, pair_steps
from sightline.discovery.log_columns import SENTINELS, LogColumns, require_column
from sightline.discovery.timestamps import is_moment, lacks_zone, read_moments
from sightline.document.wording import show
from sightline.errors import InputError, UsageError
from sightline.phrases import counted

if TYPE_CHECKING:
    import ibis.expr.types as ir

MissingGroup = Literal["break", "skip", "keep"]
NO_GROUP: Final = "(no group)"
"""The name of the missing group where it is kept."""
MOST_GROUPS: Final = 100_000
"""More different groups than this are no groups: a column of texts or numbers was named by mistake."""
MISSING: Final = 0
"""The number of the missing group."""


@dataclass(frozen=True, slots=True)
class HandoverOptions:
    """What to do where a log leaves room.

    ``sentinels``: values of the group, in small letters, that mean that it is missing; blank cells always do.
    ``missing``: what an event without group does. It may "break" the chain, so that only neighbours whose groups were
    both recorded hand over (the default: nothing is claimed that the log does not show); be "skip"ped, so that its
    neighbours follow each other (for steps that a system does between two groups); or be "keep"t as a group of its own.
    ``duplicates``: rows with the same case, activity, group and moment are one event ("drop") or several ("keep").
    """

    sentinels: tuple[str, ...] = SENTINELS
    missing: MissingGroup = "break"
    duplicates: Literal["drop", "keep"] = "drop"


@dataclass(frozen=True, slots=True)
class Events:
    """The event table, the names of the groups (number 1 first), and what was decided on the way.

    ``texts`` are the same events, and those without a usable case, before they got numbers: with ``activity``.
    ``tells_starts``: whether any event has a beginning of its own.
    """

    table: ir.Table
    texts: ir.Table
    groups: tuple[str, ...]
    tells_starts: bool
    notices: tuple[str, ...]


def read_events(
    table: ir.Table, columns: LogColumns, options: HandoverOptions, heartbeat: Heartbeat | None = None
) -> Events:
    """Read the rows of a log as events. Raises UsageError for columns that cannot be what they are said to be."""
    _check(table, columns)
    rows = _select(table, columns)
    texts = rows.filter(rows.is_readable)
    if columns.lifecycle is not None:
        texts = keep(pair_steps(texts), "pairing starts and ends", heartbeat)
    groups, names = _list_groups(texts, options, heartbeat)
    cases = keep(_list_cases(texts), "listing cases", heartbeat)
    events = keep(_number(texts, cases, groups), "reading events", heartbeat)
    counts = _count_all(rows, events, columns, heartbeat)
    if options.missing == "skip":
        events = events.filter(events.group != MISSING)
    return Events(events, texts, names, bool(counts.get("started")), _tell(counts, options))


def _check(table: ir.Table, columns: LogColumns) -> None:
    for role in ("case", "group", "activity", "time", "start", "lifecycle", "row"):
        name: str | None = getattr(columns, role)
        if name is not None:
            require_column(table.columns, name, role)
        if name is not None and role in ("time", "start") and not is_moment(table[name]):
            raise UsageError(f"the column {show(name)} holds no dates or texts, so it cannot be the {role} of events")
    if columns.start is not None and columns.lifecycle is not None:
        raise UsageError("a log says when work began in a column of its own or in its life cycle; name one of the two")
    if columns.start is not None and columns.time is None:
        raise UsageError("a log with a column for the start of work needs one for its end as well")
    if columns.lifecycle is not None and columns.activity is None:
        raise UsageError(
            "a log with a life cycle needs a column for the activity: it says what is started and completed"
        )
    if columns.time is None and columns.row is None:
        raise UsageError("a log needs a column for the time, or one that numbers its rows")


def _select(table: ir.Table, columns: LogColumns) -> ir.Table:
    """Select the columns that are used, under the names of their roles."""
    import ibis

    def text(name: str | None) -> ir.StringValue:
        return ibis.literal("") if name is None else table[name].cast("string").fill_null("")

    fields = {"case": text(columns.case), "group": text(columns.group), "activity": text(columns.activity)}
    if columns.time is not None:
        time = table[columns.time]
        fields["end"] = read_moments(time, columns.day_order)
        fields["is_zoneless"] = lacks_zone(time, columns.day_order)
        is_text = time.type().is_string()
        fields["is_readable"] = fields["end"].notnull() if is_text else time.notnull()
        fields["is_blank"] = time.fill_null("").strip() == "" if is_text else time.isnull()
    if columns.start is not None:
        fields["start"] = read_moments(table[columns.start], columns.day_order)
    if columns.lifecycle is not None:
        fields["step"] = text(columns.lifecycle).strip().lower()
    if columns.row is not None:
        row = table[columns.row].cast("int64")
        return table.select(**({"end": row, "is_readable": ibis.literal(True)} | fields), row=row)
    rows = table.select(**fields)
    return rows.mutate(row=ibis.row_number().over(order_by=["end", "case", "activity", "group"]))


def _list_groups(
    texts: ir.Table, options: HandoverOptions, heartbeat: Heartbeat | None
) -> tuple[ir.Table, tuple[str, ...]]:
    """Give groups numbers by their names, from 1; a spelling is cleaned here once, and not once for each event."""
    import ibis

    spelled = texts.select(spelling="group").distinct()
    name = spelled.spelling.strip()
    spelled = spelled.mutate(name=name, is_missing=(name == "") | name.lower().isin([*options.sentinels, ""]))
    if options.missing == "keep":
        spelled = spelled.mutate(name=spelled.is_missing.ifelse(NO_GROUP, spelled.name), is_missing=ibis.literal(False))
    present = spelled.filter(~spelled.is_missing)
    number = ibis.dense_rank().over(order_by="name") + 1
    groups = keep(present.select("spelling", "name", number=number.cast("int32")), "listing groups", heartbeat)
    names = groups.select("name", "number").distinct().order_by("number").limit(MOST_GROUPS + 1)
    listed = answer(names, "listing groups", heartbeat)
    if listed.num_rows > MOST_GROUPS:
        raise InputError.of(f"the log has more than {MOST_GROUPS:,} different groups; name another column for them")
    return groups, tuple(str(name) for name in listed.column("name").to_pylist())


def _list_cases(texts: ir.Table) -> ir.Table:
    """Give cases numbers by their first rows, which every engine finds alike; cases are told apart as spelled."""
    cases = texts.group_by(name="case").aggregate(first_row=texts.row.min())
    return cases.mutate(is_named=cases.name.strip() != "")


def _number(texts: ir.Table, cases: ir.Table, groups: ir.Table) -> ir.Table:
    found = texts.inner_join(cases.filter(cases.is_named), texts["case"] == cases.name)
    found = found.left_join(groups, found.group == groups.spelling)
    return found.select(
        "row",
        case=found.first_row,
        group=found.number.fill_null(MISSING),
        **{name: found[name] for name in ("end", "start", "is_zoneless") if name in texts.columns},
    )


def _count_all(rows: ir.Table, events: ir.Table, columns: LogColumns, heartbeat: Heartbeat | None) -> dict[str, int]:
    """Count what is odd about the events, and where rows were left out, the reasons."""
    odd = {"all": events.count(), "groupless": (events.group == MISSING).sum()}
    if columns.time is not None:
        odd["zoneless"] = events.is_zoneless.sum()
    if "start" in events.columns:
        odd["started"] = events.start.count()
    counts = _count(events.aggregate(**odd), heartbeat)
    whole = _count(rows.aggregate(rows=rows.count()), heartbeat)["rows"]
    if counts["all"] < whole:
        counts |= _count(rows.aggregate(**_reasons(rows, columns)), heartbeat)
    return counts


def _tell(counts: Mapping[str, int], options: HandoverOptions) -> tuple[str, ...]:
    """Say with counts what was left out or taken for something."""
    missing = {
        "break": "nothing is taken for handed over to them or by them",
        "skip": "left out, so that their neighbours follow each other",
        "keep": f"kept as {NO_GROUP}",
    }[options.missing]
    sentences = {
        "caseless": "{} without a case: left out",
        "blank": "{} without a time: left out",
        "unreadable": "{} with a time that cannot be read: left out",
        "steps": "{} of the life cycle other than start and complete: left out",
        "starts": "{} that begin an activity: taken for the beginning of its end or, where none follows, for an event",
        "zoneless": "{} without a time zone: taken as UTC",
        "groupless": f"{{}} without a group: {missing}",
    }
    return tuple(
        sentence.format(counted(counts[name], "row")) for name, sentence in sentences.items() if counts.get(name)
    )


def _reasons(rows: ir.Table, columns: LogColumns) -> dict[str, ir.IntegerScalar]:
    caseless = rows["case"].strip() == ""
    reasons = {"caseless": caseless.sum()}
    if columns.time is not None:
        timeless = ~caseless & ~rows.is_readable
        reasons |= {"blank": (timeless & rows.is_blank).sum(), "unreadable": (timeless & ~rows.is_blank).sum()}
    if columns.lifecycle is not None:
        usable = ~caseless & rows.is_readable
        reasons |= {
            "starts": (usable & is_start(rows.step)).sum(),
            "steps": (usable & ~is_start(rows.step) & ~is_complete(rows.step)).sum(),
        }
    return reasons


def _count(aggregates: ir.Table, heartbeat: Heartbeat | None) -> dict[str, int]:
    [found] = answer(aggregates, "counting events", heartbeat).to_pylist()
    return {name: int(number or 0) for name, number in found.items()}
