"""What deserves a question: the weightiest findings, with what speaks against each and what would clear it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from sightline.phrases import counted
from sightline.report.handover.findings import Weight, build_findings
from sightline.report.slides.fitting import Run, Written
from sightline.report.slides.flow import Block, Column, make_table, make_text, pour
from sightline.report.slides.story import Story

SHOWN: Final = 8
_COLUMNS: Final = (
    Column("What was found", 220),
    Column("Why it matters", 236),
    Column("What speaks against it", 200),
    Column("What would clear it", 216),
)


def add_findings(story: Story, title: str) -> None:
    """Add the findings by weight, ``SHOWN`` of them; the others are counted."""
    weights = build_findings(story.subject)
    if weights:
        pour(story.deck, title, partial(_tell, story, weights))


def _tell(story: Story, weights: tuple[Weight, ...], size: float) -> Iterator[Block]:
    left = SHOWN
    for weight in weights:
        rows: list[list[list[Written]]] = []
        for shown in weight.shown:
            for found, concerns, why in shown.each[: left - len(rows)]:
                name: list[Written] = [Run(story.say(found), bold=True)]
                if concerns:
                    name.append(Run(concerns, colour="muted"))
                rows.append([name, [story.say(why)], [story.say(shown.against)], [story.say(shown.action)]])
        left -= len(rows)
        if rows:
            heading = f"{story.say(weight.title)} ({weight.count:,})"
            yield make_table(_COLUMNS, rows, alt=f"Findings: {weight.title}", heading=heading, size=size, most=7)
    rest = sum(weight.count for weight in weights) - (SHOWN - left)
    if rest:
        are, them = ("is", "it") if rest == 1 else ("are", "them")
        more = f"{counted(rest, 'finding')} more {are} not told here; the report lists {them}."
        yield make_text(Run(more, colour="muted"), size=11)
