"""What each external customer sees: how much of what is meant for it arrives, and what keeps most from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from sightline.report.handover.customers import Customers, Seen, build_customers
from sightline.report.slides.canvas import WIDTH, Box, Canvas
from sightline.report.slides.charts import LOWEST, Series, add_bars
from sightline.report.slides.fitting import Run
from sightline.report.slides.flow import Block, Cell, Column, Drawn, make_table, make_text, pour
from sightline.report.slides.story import Story

BARS: Final = 8
_COLUMNS: Final = (
    Column("External customer", 176),
    Column("Arrives, of all meant for it", 124, "right"),
    Column("Seen, of all effort", 90, "right"),
    Column("Without obstacles", 96, "right"),
    Column("What keeps most from it, of all effort", 386),
)


def add_customers(story: Story, title: str) -> None:
    """Add the worst-seen customers as bars, then all of them as a table."""
    told = build_customers(story.subject)
    if told is None:
        return
    pour(story.deck, title, partial(_tell, story, told), notes=story.notes("What a customer sees"))


def _tell(story: Story, told: Customers, size: float) -> Iterator[Block]:
    if told.sentence:
        yield make_text(story.say(told.sentence), size=16)
    drawn = [one for one in told.shown if one.length is not None][:BARS]
    if len(drawn) > 1:
        yield _chart(story, drawn)
    rows: list[list[Cell]] = [
        [Run(one.name, bold=True), one.arrives, one.seen, one.clear, [*one.blockers] or Run("nothing", colour="muted")]
        for one in told.shown
    ]
    yield make_table(
        [Column(story.say(one.title), one.width, one.align) for one in _COLUMNS],
        rows,
        alt=story.say("What each external customer sees, and what keeps most from it"),
        size=size,
        most=4,
    )
    if told.rest:
        yield make_text(Run(story.say(told.rest), colour="muted"), size=11)


def _chart(story: Story, drawn: list[Seen]) -> Drawn:
    height = max(24.0 + 22.0 * len(drawn), LOWEST)
    arrives = [(one.length or 0.0) / 100 for one in drawn]
    said = "; ".join(f"{one.name}: {one.arrives}" for one in drawn)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        add_bars(
            canvas, Box(left, top, WIDTH, height), [one.name for one in drawn],
            [Series("What arrives, of all that is meant for it", arrives, "seen")],
            alt=story.say(f"What arrives at each external customer, of all that is meant for it. {said}"), room=220.0,
        )  # fmt: skip

    return Drawn(height, draw)
