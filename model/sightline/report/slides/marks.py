"""The marks of the map as shapes: the shape of a kind with its letter, the ring of an obstacle, hatching, an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from sightline.document.vocabulary import ElementKind
from sightline.pictures.palette import LETTERS, SHAPES, readable_on
from sightline.report.slides.canvas import SMALLEST_IN_CARD, Box, Canvas
from sightline.report.slides.fitting import Run
from sightline.report.slides.theme import paint

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.connector import Connector

RING: Final = 2.5
"""How far the ring of an obstacle lies from its mark, in points."""
_FORMS: Final = {
    "star": MSO_SHAPE.STAR_5_POINT,
    "diamond": MSO_SHAPE.DIAMOND,
    "hexagon": MSO_SHAPE.HEXAGON,
    "square": MSO_SHAPE.RECTANGLE,
    "circle": MSO_SHAPE.OVAL,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "triangle-down": MSO_SHAPE.FLOWCHART_MERGE,
}
_LARGER: Final = {"star": 0.1, "diamond": 0.05}
"""How far pointed shapes reach over their place on each side, in parts of it, to look as large as the others."""
_LETTER: Final = 0.6
"""The size of a letter, in parts of its mark."""
_TURN: Final = 21_600_000
"""A full turn in the units of the file; angles begin at the right and go clockwise."""


def draw_mark(canvas: Canvas, kind: ElementKind, box: Box, fill: str) -> Shape:
    """Draw the shape of a kind with its letter; ``fill`` is a name of the palette or ``#rrggbb``."""
    form = SHAPES[kind]
    size = max(_LETTER * box.width, SMALLEST_IN_CARD)
    box = box.inside(-_LARGER.get(form, 0.0) * box.width)
    letter = Run(LETTERS[kind], bold=True, colour=readable_on(fill) if fill.startswith("#") else "paper")
    return canvas.card(box, letter, shape=_FORMS[form], fill=fill, margin=0.0, size=size, align="center", name="Mark")


def draw_ring(canvas: Canvas, mark: Box, part: float) -> Shape:
    """Draw a part of a ring around a mark, clockwise from the top; all of it for 1."""
    whole = part >= 0.999
    ring = canvas.card(
        mark.inside(-RING),
        shape=MSO_SHAPE.OVAL if whole else MSO_SHAPE.ARC,
        fill=None,
        edge="blocked",
        width=2.0,
        name="Ring",
    )
    if not whole:
        top = _TURN * 3 // 4
        _adjust(ring, (top, (top + round(part * _TURN)) % _TURN))
    return ring


def hatch(shape: Shape) -> None:
    """Hatch a shape: what it stands for is not looked at yet."""
    shape.fill.patterned()
    shape.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    shape.fill.fore_color.brightness = -0.1
    shape.fill.back_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def draw_arrow(canvas: Canvas, box: Box, *, colour: str, width: float, dashed: bool = False) -> Connector:
    """Draw an arrow to the right through the middle of a box."""
    middle = canvas.frame.y(box.top + box.height / 2)
    left, right = canvas.frame.x(box.left), canvas.frame.x(box.right)
    arrow = canvas.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, left, middle, right, middle)
    arrow.name = "Arrow"
    arrow._element.remove(arrow._element.find(qn("p:style")))
    arrow.line.width = Pt(width * canvas.frame.scale)
    paint(arrow.line, colour)
    dash = f'<a:prstDash {nsdecls("a")} val="dash"/>' if dashed else ""
    for part in (dash, f'<a:tailEnd {nsdecls("a")} type="triangle" w="med" len="med"/>'):
        if part:
            arrow.line._get_or_add_ln().append(parse_xml(part))
    return arrow


def _adjust(shape: Shape, values: Sequence[int]) -> None:
    """Set the numbers that a preset shape is bent by, in the units of the file."""
    given = shape._element.spPr.find(qn("a:prstGeom")).find(qn("a:avLst"))
    given[:] = [
        parse_xml(f'<a:gd {nsdecls("a")} name="adj{number}" fmla="val {value}"/>')
        for number, value in enumerate(values, start=1)
    ]
