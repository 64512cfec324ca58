"""The body of one slide to draw on: text that fits, cards, lines, connectors that stay glued, groups.

Every length is in points, from the upper left corner of the body; on the slides of a template it is drawn larger or
smaller, so that it keeps its place between the title and the footer. What is drawn first is read first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from sightline.phrases import clean
from sightline.report.slides.fitting import Paragraph, Written, fit_paragraphs
from sightline.report.slides.theme import paint

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.base import BaseShape
    from pptx.shapes.connector import Connector
    from pptx.shapes.group import GroupShape
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

WIDTH, HEIGHT = 872.0, 414.0
"""The body of a slide, in points."""
SMALLEST: Final = 11.0
"""The smallest letters of a text; in a card they may be :data:`SMALLEST_IN_CARD`."""
SMALLEST_IN_CARD: Final = 9.0

Align = Literal["left", "center", "right"]
Anchor = Literal["top", "middle", "bottom"]
Way = Literal["straight", "elbow", "curve"]

_ALIGN: Final = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_ANCHOR: Final = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
_WAYS: Final = {
    "straight": MSO_CONNECTOR.STRAIGHT, "elbow": MSO_CONNECTOR.ELBOW, "curve": MSO_CONNECTOR.CURVE,
}  # fmt: skip
_EMU: Final = 12_700
"""Units of the file in a point."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def inside(self, side: float, above: float | None = None) -> Box:
        """Leave a margin at the left and right, and another above and below."""
        above = side if above is None else above
        return Box(self.left + side, self.top + above, self.width - 2 * side, self.height - 2 * above)


WHOLE: Final = Box(0.0, 0.0, WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the body lies on the slide, in points of the slide, and how much larger than ours it is drawn."""

    left: float
    top: float
    scale: float

    def at(self, box: Box) -> tuple[Emu, Emu, Emu, Emu]:
        """Give left, top, width and height in the units of the file."""
        return self.x(box.left), self.y(box.top), self.length(box.width), self.length(box.height)

    def x(self, value: float) -> Emu:
        """Place a distance from the left."""
        return Emu(round((self.left + value * self.scale) * _EMU))

    def y(self, value: float) -> Emu:
        """Place a distance from the top."""
        return Emu(round((self.top + value * self.scale) * _EMU))

    def length(self, value: float) -> Emu:
        """Turn a length."""
        return Emu(round(value * self.scale * _EMU))


@dataclass(frozen=True, slots=True)
class Canvas:
    """The body of one slide. Colours are names of the palette, which follow the theme, or ``#rrggbb``."""

    slide: Slide
    frame: Frame

    def write(
        self,
        box: Box,
        *written: Written,
        size: float = 14.0,
        floor: float = SMALLEST,
        gap: float = 6.0,
        align: Align = "left",
        anchor: Anchor = "top",
        name: str = "Text",
    ) -> Shape:
        """Add text without a border that fits into a box; each argument is a paragraph."""
        shape = self.slide.shapes.add_textbox(*self.frame.at(box))
        shape.name = name
        self.fill_in(shape, box, *written, size=size, floor=floor, gap=gap, align=align, anchor=anchor)
        return shape

    def card(
        self,
        box: Box,
        *written: Written,
        fill: str | None = "panel",
        edge: str | None = None,
        width: float = 1.0,
        shape: MSO_SHAPE = MSO_SHAPE.RECTANGLE,
        margin: float = 6.0,
        size: float = 12.0,
        floor: float = SMALLEST_IN_CARD,
        gap: float = 3.0,
        align: Align = "left",
        anchor: Anchor = "middle",
        name: str = "Card",
        alt: str = "",
    ) -> Shape:
        """Add a shape with text that fits inside of its margin; without ``fill`` or ``edge`` it has none."""
        drawn = self.slide.shapes.add_shape(shape, *self.frame.at(box))
        drawn.name = clean(name)
        drawn._element.remove(drawn._element.find(qn("p:style")))
        if fill is None:
            drawn.fill.background()
        else:
            paint(drawn.fill, fill)
        self._draw_line(drawn.line, edge, width)
        self.fill_in(drawn, box, *written, margin=margin, size=size, floor=floor, gap=gap, align=align, anchor=anchor)
        describe(drawn, alt)
        return drawn

    def line(self, start: tuple[float, float], end: tuple[float, float], *, colour: str, width: float = 1.0) -> None:
        """Add a straight line that is ornament: it has nothing to say."""
        points = self.frame.x(start[0]), self.frame.y(start[1]), self.frame.x(end[0]), self.frame.y(end[1])
        drawn = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *points)
        drawn.name = "Line"
        self._draw_connector(drawn, colour, width)

    def connect(
        self,
        first: Shape,
        second: Shape,
        *,
        sites: tuple[int, int] = (3, 1),
        colour: str = "muted",
        width: float = 1.0,
        dashed: bool = False,
        way: Way = "straight",
        arrow: bool = True,
        alt: str = "",
    ) -> Connector:
        """Join two shapes by a connector that follows them; sites of a rectangle: 0 top, 1 left, 2 bottom, 3 right."""
        drawn: Any = self.slide.shapes.add_connector(_WAYS[way], Emu(0), Emu(0), Emu(0), Emu(0))
        drawn.begin_connect(first, sites[0])
        drawn.end_connect(second, sites[1])
        drawn.name = "Connector"
        self._draw_connector(drawn, colour, width)
        line = drawn.line._get_or_add_ln()
        if dashed:
            line.append(parse_xml(f'<a:prstDash {nsdecls("a")} val="dash"/>'))
        if arrow:
            line.append(parse_xml(f'<a:tailEnd {nsdecls("a")} type="triangle" w="med" len="med"/>'))
        describe(drawn, alt)
        joined: Connector = drawn
        return joined

    def group(self, shapes: Sequence[BaseShape], *, name: str, alt: str = "") -> GroupShape:
        """Put shapes together so that they move as one; connectors stay glued to them."""
        group = self.slide.shapes.add_group_shape(list(shapes))
        group.name = clean(name)
        describe(group, alt)
        return group

    def fill_in(
        self,
        shape: Shape,
        box: Box,
        *written: Written,
        margin: float = 0.0,
        size: float,
        floor: float,
        gap: float,
        align: Align,
        anchor: Anchor,
    ) -> None:
        """Write into a shape as much as fits."""
        inner = box.inside(margin)
        fitted = fit_paragraphs(written, inner.width, inner.height, size=size, floor=floor, gap=gap)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = _ANCHOR[anchor]
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = self.frame.length(margin)
        self.write_paragraphs(frame, fitted.paragraphs, size=fitted.size, gap=gap, align=align)

    def write_paragraphs(
        self, frame: TextFrame, paragraphs: Sequence[Paragraph], *, size: float, gap: float, align: Align
    ) -> None:
        """Write paragraphs that are known to fit into a text frame."""
        for at, paragraph in enumerate(paragraphs):
            written = frame.add_paragraph() if at else frame.paragraphs[0]  # type: ignore[no-untyped-call]  # theirs
            written.alignment = _ALIGN[align]
            if at:
                written.space_before = self._points(gap)
            for piece in paragraph:
                run = written.add_run()
                run.text = piece.text
                run.font.size = self._points(size)
                run.font.bold = piece.bold
                paint(run.font, piece.colour)

    def _points(self, size: float) -> Pt:
        return Pt(round(size * self.frame.scale, 1))

    def _draw_connector(self, drawn: Connector, colour: str, width: float) -> None:
        drawn._element.remove(drawn._element.find(qn("p:style")))
        self._draw_line(drawn.line, colour, width)

    def _draw_line(self, line: Any, colour: str | None, width: float) -> None:  # noqa: ANN401 - of whatever shape
        if colour is None:
            line.fill.background()
            return
        line.width = self._points(width)
        paint(line, colour)


def describe(shape: Any, text: str) -> None:  # noqa: ANN401 - any shape, frame, group or picture
    """Give a shape the text that stands for it where it is not seen."""
    if text:
        shape._element._nvXxPr.cNvPr.set("descr", clean(text))
