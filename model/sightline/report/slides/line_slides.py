"""Whose line of sight: for each chosen element its best line as cards, and what stands in the way."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sightline.phrases import percent
from sightline.pictures.line_chain import Stop
from sightline.pictures.palette import colour_of_sight
from sightline.report.handover.lines import LineStory, build_lines
from sightline.report.slides.canvas import HEIGHT, WIDTH, Box, Canvas
from sightline.report.slides.fitting import Run, fit_paragraphs
from sightline.report.slides.flow import Column, make_table
from sightline.report.slides.story import Story

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape

PER_ROW: Final = 7
MOST: Final = 14
"""Stations in one row, and on one slide; between the first and the last of a longer line some are left out."""
_CARD: Final = 52.0
_MARGIN: Final = 5.0
_BARS: Final = 92.0
"""The height of all rows of bars."""
_BETWEEN: Final = 26.0
_WIDEST: Final = 150.0
_COLUMNS: Final = (
    Column("What stands on this line", 284), Column("Severity", 68, "right"), Column("Gain if cleared", 112, "right"),
)  # fmt: skip


def add_lines(story: Story, _: str) -> None:
    """Add one slide for each chosen element, with its name in the title."""
    for told in build_lines(story.subject):
        _add_line(story, told)


def _add_line(story: Story, told: LineStory) -> None:
    canvas = story.deck.add_slide(f"Line of sight: {told.name}", notes=(told.answer, *told.sentences))
    canvas.write(Box(0, 0, WIDTH, 40), story.say(told.answer), size=16, floor=12, name="Answer")
    top = 54.0
    if told.stops:
        top = _draw_route(story, canvas, told, top) + 12
    left = WIDTH - sum(column.width for column in _COLUMNS)
    room = HEIGHT - top
    if told.sentences:
        width = left - 28 if told.line else WIDTH
        canvas.write(
            Box(0, top, width, room), *(story.say(said) for said in told.sentences), size=15, gap=8, name="Sentences"
        )
    if told.hindrances:
        rows = [[one.name, one.severity, one.gain] for one in told.hindrances]
        alt = "The obstacles on this line, in the order of the way"
        table = make_table(_COLUMNS, rows, alt=alt, most=2)
        if table.height > room:
            table = make_table(_COLUMNS, rows, alt=alt, most=1)
        shown, rest = table.split(room)
        if rest is not None:
            shown, _ = table.split(room - 18)
        if shown is not None:
            shown.draw(canvas, left, top)
        if rest is not None:
            canvas.write(
                Box(left, HEIGHT - 16, WIDTH - left, 16),
                Run(f"{len(table.rows):,} obstacles stand on this line; the first are shown.", colour="muted"),
                size=11, name="Note",
            )  # fmt: skip
    elif told.line:
        canvas.write(
            Box(left, top, WIDTH - left, 40), Run("No obstacle is recorded on this line.", colour="muted"),
            size=14, name="Note",
        )  # fmt: skip


def _draw_route(story: Story, canvas: Canvas, told: LineStory, top: float) -> float:
    """Draw the stations from the element to the customer; give where the room below begins."""
    stops, skipped = told.stops, len(told.stops) - MOST
    if skipped > 0:
        stops = (*stops[: MOST - 1], stops[-1])
    rows = math.ceil(len(stops) / PER_ROW)
    per_row = math.ceil(len(stops) / rows)
    bar = _BARS / (rows * math.sqrt(rows))
    wide = min((WIDTH - _BETWEEN * (per_row - 1)) / per_row, _WIDEST)
    texts = [_texts(told, stop) for stop in stops]
    size = min(fit_paragraphs(one, wide - 2 * _MARGIN, _CARD - 2 * _MARGIN, size=13, floor=9).size for one in texts)
    cards = []
    for at, stop in enumerate(stops):
        row, place = divmod(at, per_row)
        foot = top + bar + row * (bar + _CARD + _BETWEEN)
        cards.append(_draw_stop(canvas, told, stop, Box(place * (wide + _BETWEEN), foot, wide, _CARD), bar, size))
    places = {one.place for one in told.hindrances}
    relations = told.line.relations if told.line and skipped <= 0 else ()
    for at, (first, second) in enumerate(pairwise(cards)):
        same_row = (at + 1) % per_row
        hindered = at < len(relations) and relations[at] in places
        canvas.connect(
            first, second,
            sites=(3, 1) if same_row else (2, 0),
            way="straight" if same_row else "elbow",
            colour="blocked" if hindered else "muted", width=2.0, dashed=hindered,
            alt=f"{stops[at].name} to {stops[at + 1].name}{', hindered' if hindered else ''}",
        )  # fmt: skip
    bottom = top + rows * (bar + _CARD + _BETWEEN) - _BETWEEN
    caption = "The height of each bar, and the figure below it: what is left of the work behind that station."
    if skipped > 0:
        caption += f" {skipped:,} stations before the last are left out."
    canvas.write(Box(0, bottom + 6, WIDTH, 16), Run(story.say(caption), colour="muted"), size=11, name="Note")
    return bottom + 24


def _texts(told: LineStory, stop: Stop) -> tuple[Run, Run]:
    said = f"{told.kinds[stop.id].capitalize()} \u00b7 {percent(stop.leaving)}"
    return Run(stop.name, bold=True), Run(said, colour="muted")


def _draw_stop(canvas: Canvas, told: LineStory, stop: Stop, box: Box, highest: float, size: float) -> Shape:
    """Draw a station as a card, and on it a bar as high as what is left behind it."""
    kind, fill = told.kinds[stop.id], colour_of_sight(stop.leaving)
    high = max(highest * stop.leaving, 1.0)
    canvas.card(Box(box.left, box.top - high, box.width, high), fill=fill, name=f"Bar of {stop.name}")
    return canvas.card(
        box, *_texts(told, stop),
        edge=fill, width=1.5, margin=_MARGIN, size=size, gap=0, align="center", name=stop.name,
        alt=f"{stop.name}, {kind}: {percent(stop.leaving)} is left behind it",
    )  # fmt: skip
