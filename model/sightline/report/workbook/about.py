"""The first sheet: what the workbook says in short, what stands where, and how it is computed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sightline.formats.columns import Cell
from sightline.report.handover import Subject
from sightline.report.handover.account import build_account
from sightline.report.handover.face import Head
from sightline.report.handover.roadmap import build_roadmap
from sightline.report.handover.run import Fact, build_run
from sightline.report.handover.summary import build_summary
from sightline.report.workbook.shape import Block, BlockSheet, Sheet, TableSheet

_WIDTHS: Final = (32, 26, 92)
_FIGURES: Final = ("share", "whole", "amount", "plain")
_EDITING: Final = """\
The sheets Elements, Relations, Obstacles, Interventions, Decisions and Organization are the model. Edit them, save \
the workbook, and read it again like any model: sightline analyze FILE.xlsx. The other sheets are for reading; what is \
written there is not read again.
Lists are separated by semicolons; blank cells say nothing. A column whose name begins with an underscore is a result, \
or a name beside an id: it is passed over when the model is read, and so is a column of your own that begins with one.
"""


def build_about(subject: Subject, head: Head, sheets: Sequence[Sheet], notices: Sequence[str]) -> BlockSheet:
    """Put the first sheet together; ``sheets`` are all others, ``notices`` what to know of them."""
    return BlockSheet("About", "", _WIDTHS, tuple(_blocks(subject, head, sheets, notices)))


def _blocks(subject: Subject, head: Head, sheets: Sequence[Sheet], notices: Sequence[str]) -> Iterator[Block]:
    say, summary = subject.word, build_summary(subject)
    known = (("Organization", head.organization), ("For", head.client), ("As of", head.date))
    yield Block("What this is", rows=tuple((title, said) for title, said in known if said))
    yield Block("In short", (say(summary.headline), *(say(one) for one in summary.sentences)))
    if summary.stats:
        yield Block(
            "The figures",
            head=("Figure", "Value", "What it means"),
            rows=tuple((one.title, one.value, _meaning(say(one.meaning), one.interval)) for one in summary.stats),
            looks=("text", "spelled"),
        )
    account = build_account(subject)
    if account is not None:
        yield Block(
            "Where the effort ends",
            head=("Part of all effort", "Share"),
            rows=tuple((say(title), share) for title, share in account.parts),
            looks=("text", "share"),
        )
    planned = build_roadmap(subject)
    if planned is not None:
        yield Block("What is planned", tuple(say(one) for one in planned.sentences))
    run = subject.run
    told = (*summary.caveats, *(run.notices if run is not None else ()), *subject.analysis.notices, *notices)
    yield Block("What to know", tuple(say(one) for one in told))
    yield Block(
        "What stands where",
        head=("Sheet", "Rows", "What it holds"),
        rows=tuple((one.name, len(one.rows) if isinstance(one, TableSheet) else None, one.holds) for one in sheets),
        looks=("text", "whole"),
    )
    yield Block("How it is edited", tuple(_EDITING.splitlines()))
    yield Block("What the results mean", head=("Column", "Sheets", "Meaning"), rows=tuple(_results(subject, sheets)))
    again = build_run(subject)
    if again is not None:
        yield Block("How to compute it again", rows=tuple(("Command", None, one) for one in again.commands))
        yield Block("The run", rows=tuple(_fact(one) for one in again.facts))


def _fact(fact: Fact) -> tuple[Cell, ...]:
    """Spell a line of the manifest; what has no detail has room for more."""
    return (fact.title, fact.said, fact.detail) if fact.detail else (fact.title, None, fact.said)


def _meaning(meaning: str, interval: str) -> str:
    return f"{meaning} Here {interval}." if interval else meaning


def _results(subject: Subject, sheets: Sequence[Sheet]) -> Iterator[tuple[Cell, ...]]:
    """Give every column of results once, with the sheets that it stands on."""
    found: dict[tuple[str, str], list[str]] = {}
    for sheet in sheets:
        if not isinstance(sheet, TableSheet):
            continue
        for head in sheet.heads:
            if head.meaning and (head.is_beside or (head.look in _FIGURES and not sheet.table)):
                found.setdefault((head.name.removeprefix("_"), head.meaning), []).append(sheet.name)
    yield from ((title, ", ".join(names), subject.word(meaning)) for (title, meaning), names in found.items())
