"""What the marks of a map mean, below it: only those that occur."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pptx.enum.shapes import MSO_SHAPE

from sightline.phrases import percent
from sightline.pictures.map_legend import LegendEntry, legend_entries
from sightline.pictures.map_model import MapView
from sightline.pictures.palette import SIGHT_STOPS, UNKNOWN
from sightline.pictures.svg_marks import width_of
from sightline.report.slides.canvas import SMALLEST_IN_CARD, Box, Canvas
from sightline.report.slides.fitting import Run
from sightline.report.slides.marks import draw_arrow, draw_mark, draw_ring, hatch

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape

_ROW: Final = 16.0
_MARK, _RAMP = 22.0, 114.0
_APART: Final = 4.0
_WIDTHS: Final = {"relation": 2.0, "hindered": 2.0, "away": 2.0, "implied": 0.75}
_COLOURS: Final = {"hindered": "blocked", "away": "handoffs"}


@dataclass(frozen=True, slots=True)
class Key:
    """What the marks of a map mean, each with the place of its mark and of its text."""

    entries: tuple[tuple[LegendEntry, Box, Box], ...]
    height: float


def lay_out_key(view: MapView, say: Callable[[str], str], *, left: float, width: float) -> Key:
    """Lay the entries out one after the other, in as many rows as they need, the first at height 0."""
    placed: list[tuple[LegendEntry, Box, Box]] = []
    x, y = left, 0.0
    for entry in legend_entries(view):
        mark = _RAMP if entry.mark == "ramp" else _MARK
        text = width_of(say(entry.text), SMALLEST_IN_CARD) + 1.0
        if x > left and x + mark + 4.0 + text > left + width:
            x, y = left, y + _ROW
        placed.append((entry, Box(x, y, mark, _ROW), Box(x + mark + 4.0, y, text, _ROW)))
        x += mark + 4.0 + text + _APART
    return Key(tuple(placed), y + _ROW if placed else 0.0)


def draw_key(canvas: Canvas, key: Key, say: Callable[[str], str], *, top: float) -> None:
    """Draw what the marks mean as one group, whose first row is at ``top``."""
    shapes: list[BaseShape] = []
    for entry, mark, text in key.entries:
        shapes += _draw_entry(canvas, entry, Box(mark.left, mark.top + top, mark.width, mark.height))
        place = Box(text.left, text.top + top, text.width, text.height)
        shapes.append(_write(canvas, place, say(entry.text)))
    meanings = "; ".join(say(entry.text) for entry, _, _ in key.entries)
    canvas.group(shapes, name="Legend", alt=f"What the marks mean: {meanings}.")


def _write(canvas: Canvas, box: Box, text: str) -> BaseShape:
    size = SMALLEST_IN_CARD
    return canvas.write(box, Run(text, colour="muted"), size=size, floor=size, anchor="middle", name="Meaning")


def _draw_entry(canvas: Canvas, entry: LegendEntry, box: Box) -> Iterator[BaseShape]:
    middle = box.top + box.height / 2
    if entry.mark == "ramp":
        yield _write(canvas, Box(box.left, box.top, 24.0, box.height), percent(0.0))
        for at, colour in enumerate(SIGHT_STOPS):
            yield canvas.card(Box(box.left + 24.0 + 8.0 * at, middle - 5.0, 8.0, 10.0), fill=colour, name="Ramp")
        yield _write(canvas, Box(box.left + 84.0, box.top, 34.0, box.height), percent(1.0))
    elif entry.kind is not None:
        fill = "customer" if entry.kind == "customer" else "muted"
        yield draw_mark(canvas, entry.kind, _around(box, middle, 14.0), fill)
    elif entry.mark == "haze":
        core = _around(box, middle, 8.0)
        yield canvas.card(core, shape=MSO_SHAPE.OVAL, fill="line", name="Mark")
        yield draw_ring(canvas, core, 0.6)
    elif entry.mark == "no_work":
        yield canvas.card(_around(box, middle, 12.0), shape=MSO_SHAPE.OVAL, fill=UNKNOWN, name="Mark")
    elif entry.mark in {"unassessed", "folded"}:
        for offset in (2.0, 0.0) if entry.mark == "folded" else (0.0,):
            card = Box(box.left + 1.0 + offset, middle - 5.0 - offset, 20.0, 10.0)
            drawn = canvas.card(card, fill="paper", edge="muted", width=0.75, name="Mark")
            if entry.mark == "unassessed":
                hatch(drawn)
            yield drawn
    else:
        colour, dashed = _COLOURS.get(entry.mark, "muted"), entry.mark == "hindered"
        yield draw_arrow(canvas, box, colour=colour, width=_WIDTHS[entry.mark], dashed=dashed)


def _around(box: Box, middle: float, side: float) -> Box:
    return Box(box.left + (box.width - side) / 2, middle - side / 2, side, side)
