"""The first words of a deck: the figures that stand large, what follows from them, and what they rest on."""

from __future__ import annotations

from typing import Final

from sightline.report.handover.hotspots import build_hotspots
from sightline.report.handover.summary import Stat, build_summary
from sightline.report.slides.canvas import HEIGHT, WIDTH, Box, Canvas
from sightline.report.slides.fitting import Run, height_of, to_paragraph
from sightline.report.slides.story import Story

_GAP: Final = 14.0
_STATS: Final = 118.0
_SAID: Final = 0.54
"""How much of the width what follows gets, beside what the figures rest on."""
_SAID_BESIDE_MANY: Final = 0.4
_FEW: Final = 5
_NO_OBSTACLE: Final = "No obstacle that costs anything is recorded. That is not the same as nothing being in the way."


def add_summary(story: Story, title: str) -> None:
    """Add the slide that stands for all others."""
    told = build_summary(story.subject)
    canvas = story.deck.add_slide(title, notes=story.notes("Line-of-sight index", "Sight account", "Coverage"))
    canvas.write(Box(0, 0, WIDTH, 66), Run(story.say(told.headline), bold=True), size=18, floor=13, name="Headline")
    top = 78.0
    if told.stats:
        wide = (WIDTH - _GAP * (len(told.stats) - 1)) / len(told.stats)
        for at, stat in enumerate(told.stats):
            _add_stat(canvas, story, stat, Box(at * (wide + _GAP), top, wide, _STATS), first=at == 0)
        top += _STATS + 18
    said = [story.say(sentence) for sentence in told.sentences]
    if told.stats and not build_hotspots(story.subject).shown:
        said.append(_NO_OBSTACLE)
    caveats = [Run("What the figures rest on", bold=True, colour="accent"), *map(Run, map(story.say, told.caveats))]
    left = (_SAID if len(caveats) <= _FEW else _SAID_BESIDE_MANY) * WIDTH
    room = HEIGHT - top
    if said:
        canvas.write(
            Box(0, top, left - 24, 20), Run("What follows", bold=True, colour="accent"), size=13, name="Heading"
        )
        canvas.write(Box(0, top + 24, left - 24, room - 24), *said, size=15, gap=8, name="Sentences")
    else:
        left = 0.0
    needed = height_of([to_paragraph(one) for one in caveats], WIDTH - left - 24, 13, 5) + 26
    canvas.card(
        Box(left, top, WIDTH - left, min(room, needed)), *caveats,
        margin=12, size=13, floor=9, gap=5, anchor="top", name="Caveats",
    )  # fmt: skip


def _add_stat(canvas: Canvas, story: Story, stat: Stat, box: Box, *, first: bool) -> None:
    back = canvas.card(box, fill="accent" if first else "panel", name="Ground")
    ink, quiet = ("paper", "paper") if first else ("text", "muted")
    inner = box.inside(12, 10)
    parts = [
        canvas.write(Box(inner.left, inner.top, inner.width, 16), Run(stat.title, colour=quiet), size=12, name="Name"),
        canvas.write(
            Box(inner.left, inner.top + 16, inner.width, 42), Run(stat.value, bold=True, colour=ink),
            size=32, floor=14, name="Figure",
        ),
        canvas.write(
            Box(inner.left, inner.top + 60, inner.width, inner.height - 60),
            *(Run(text, colour=quiet) for text in (stat.interval, story.say(stat.meaning)) if text),
            size=11, floor=9, gap=0, name="Meaning",
        ),
    ]  # fmt: skip
    canvas.group([back, *parts], name=stat.title, alt=f"{stat.title}: {stat.value}. {story.say(stat.meaning)}")
