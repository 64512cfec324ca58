"""What blocks most: the first obstacles as bars, then each with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from sightline.report.handover.hotspots import Hotspot, Hotspots
from sightline.report.slides.canvas import HEIGHT, WIDTH, Box
from sightline.report.slides.charts import Series, add_bars
from sightline.report.slides.fitting import Run, Written
from sightline.report.slides.flow import Block, Column, make_table, make_text, pour
from sightline.report.slides.story import Story

TOLD: Final = 6
"""Obstacles that are told one by one; the bars draw all that are ranked."""
_TOP: Final = 58.0
_COLUMNS: Final = (
    Column("What and where", 210),
    Column("Gain if cleared", 76, "right"),
    Column("Fair share", 62, "right"),
    Column("Blocked here", 76, "right"),
    Column("What follows, and how it is known", 448),
)
_MEASURES: Final = (
    "Gain is how far the index rises if this alone is cleared; gains do not add up. Fair shares do: together they are"
    " all that obstacles cost. Blocked says where effort ends today."
)


def add_hotspots(story: Story, title: str) -> None:
    """Add the bars, and the table that tells more of the first ones; nothing where no obstacle costs anything."""
    told = story.hotspots
    notes = (_MEASURES, *story.notes("Gain", "Fair share", "Blocked"))
    if not told.shown:
        return
    canvas = story.deck.add_slide(title, notes=notes)
    canvas.write(Box(0, 0, WIDTH, _TOP - 8), story.say(told.sentence), size=16, floor=12, name="Lead")
    series = (
        Series("Gain if cleared", [one.gain for one in told.ranked], "gain"),
        Series("Fair share", [one.share for one in told.ranked], "accent"),
        Series("Blocked here", [one.blocked for one in told.ranked], "blocked"),
    )
    add_bars(
        canvas, Box(0, _TOP, WIDTH, HEIGHT - _TOP - 36), [one.name for one in told.ranked], series,
        alt=story.say(told.sentence), room=240.0,
    )  # fmt: skip
    canvas.write(Box(0, HEIGHT - 32, WIDTH, 32), Run(_MEASURES, colour="muted"), size=11, name="Note")
    pour(story.deck, f"{title}: the first one by one", partial(_tell, story, told), notes=notes)


def _tell(story: Story, told: Hotspots, size: float) -> Iterator[Block]:
    shown = told.shown[:TOLD]
    yield make_table(
        _COLUMNS,
        [[_name(story, one), *(bar.said for bar in one.bars), _known(story, one)] for one in shown],
        alt="The obstacles that gain most if cleared, with their figures and how they are known",
        size=size,
        most=7,
    )
    if told.recorded > len(shown):
        rest = f"The first {len(shown)} of {told.recorded:,} recorded obstacles."
        yield make_text(Run(rest, colour="muted"), size=11)


def _name(story: Story, one: Hotspot) -> list[Written]:
    return [Run(story.say(one.name), bold=True), Run(", ".join(one.marks), colour="muted")]


def _known(story: Story, one: Hotspot) -> list[Written]:
    evidence = [
        f"\u201c{piece.text}\u201d{f' ({piece.origin})' if piece.origin else ''}" for piece in one.evidence[:2]
    ] or ["No evidence is recorded: this is an estimate."]
    return [*(story.say(sentence) for sentence in one.sentences[:2]), *(Run(text, colour="muted") for text in evidence)]
