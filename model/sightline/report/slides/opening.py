"""The first words of a deck: the figures that stand large, what follows from them, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sightline.report.handover.summary import Stat, build_summary
from sightline.report.slides.canvas import HEIGHT, SMALLEST, WHOLE, WIDTH, Box, Canvas
from sightline.report.slides.fitting import Run, height_of, to_paragraph
from sightline.report.slides.story import Story

_GAP: Final = 14.0
_STATS: Final = 118.0
_SAID: Final = 0.54
"""How much of the width what follows gets, beside what the figures rest on."""
_INSIDE, _APART, _SIZE = 12.0, 6.0, 13.0
"""Around what the figures rest on, between two sentences of it, and the most wanted size of its letters."""
_REST_ON: Final = "What the figures rest on"


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
    if told.stats and story.hotspots.nothing:
        said.append(story.say(story.hotspots.nothing))
    left = _SAID * WIDTH if said else 0.0
    room = HEIGHT - top
    if said:
        canvas.write(
            Box(0, top, left - 24, 20), Run("What follows", bold=True, colour="accent"), size=13, name="Heading"
        )
        canvas.write(Box(0, top + 24, left - 24, room - 24), *said, size=15, gap=8, name="Sentences")
    every = [story.say(caveat) for caveat in told.caveats]
    if _height_of(every, WIDTH - left, SMALLEST) <= room:
        _add_caveats(canvas, every, Box(left, top, WIDTH - left, room))
    else:
        few = [every[0], every[-1], "The next slide says what else."]
        _add_caveats(canvas, few, Box(left, top, WIDTH - left, room))
        beside = story.deck.add_slide(f"{title}: what the figures rest on")
        beside.write(WHOLE, *every, size=16, gap=10, name="Caveats")


def _height_of(caveats: Sequence[str], width: float, size: float) -> float:
    paragraphs = [to_paragraph(Run(_REST_ON, bold=True)), *map(to_paragraph, caveats)]
    return height_of(paragraphs, width - 2 * _INSIDE, size, _APART) + 2 * _INSIDE


def _add_caveats(canvas: Canvas, caveats: Sequence[str], room: Box) -> None:
    """Write what the figures rest on into a panel that is no higher than it needs."""
    needed = _height_of(caveats, room.width, _SIZE)
    canvas.card(
        Box(room.left, room.top, room.width, min(room.height, needed)),
        Run(_REST_ON, bold=True, colour="accent"), *caveats,
        margin=_INSIDE, size=_SIZE, floor=SMALLEST, gap=_APART, anchor="top", name="Caveats",
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
