"""What is poured onto as many slides as it needs: blocks one below the other, and tables that go on overleaf."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from sightline.report.slides.canvas import HEIGHT, SMALLEST, WIDTH, Align, Box, Canvas, describe
from sightline.report.slides.fitting import (
    LINE,
    Paragraph,
    Run,
    Written,
    fit_paragraphs,
    height_of,
)

if TYPE_CHECKING:
    from pptx.table import _Cell

    from sightline.report.slides.deck import Deck

Cell = Written | list[Written]
"""What stands in a cell: one paragraph, or a list of them."""
GAP: Final = 12.0
"""What is left free between two blocks."""
SIZES: Final = (14.0, 13.0, 12.0, SMALLEST)
"""The sizes of letters in a table, the most wanted first."""
_SIDE, _ABOVE = 6.0, 4.0
"""The margins of a cell."""
_LARGER: Final = 2.0
"""How much larger than its table a heading is written."""
_STEP: Final = 6.0
_TOGETHER: Final = 3
"""Fewer rows do not stand alone below the head of a table that goes on overleaf."""
_PLAIN: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The style "No style, no grid", which every office program knows."""


class Block(Protocol):
    """Something of a height that is drawn at a place; what does not fit there may go on in a rest."""

    @property
    def height(self) -> float:
        """The height that all of it needs, in points."""
        ...

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Give what fits into a room, and what is left."""
        ...

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it."""
        ...


Pages = list[list[tuple[float, Block]]]
"""What stands on each slide: how far from the top, and what."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something that is drawn in one piece."""

    height: float
    what: Callable[[Canvas, float, float], None]

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Fit whole or not at all."""
        return (self, None) if self.height <= room else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it."""
        self.what(canvas, left, top)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its width in points, and where its texts stand."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table whose texts are known to fit: the paragraphs of each cell, and the height."""

    cells: tuple[tuple[Paragraph, ...], ...]
    height: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its texts fitted, and a heading above it; ``alt`` says what it holds."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    alt: str
    heading: str = ""
    size: float = SMALLEST
    head: Row = field(init=False)

    def __post_init__(self) -> None:
        titles = [Run(column.title, bold=True, colour="muted") for column in self.columns]
        object.__setattr__(self, "head", _fit_row(self.columns, titles, self.size, 3))

    @property
    def height(self) -> float:
        """The height of all rows with their head and heading."""
        return self._above + self.head.height + sum(row.height for row in self.rows)

    @property
    def _above(self) -> float:
        return LINE * (self.size + _LARGER) + _ABOVE if self.heading else 0.0

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Fit as many rows as there is room for."""
        left = room - self._above - self.head.height
        count = 0
        while count < len(self.rows) and self.rows[count].height <= left + 1e-6:
            left -= self.rows[count].height
            count += 1
        if count == len(self.rows):
            return self, None
        if count < min(_TOGETHER, len(self.rows)) and room < HEIGHT:
            return None, self
        return (replace(self, rows=self.rows[:count]) if count else None), replace(self, rows=self.rows[count:])

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the heading and the table as a table of the office program."""
        if self.heading:
            canvas.write(
                Box(left, top, sum(column.width for column in self.columns), self._above),
                Run(self.heading, bold=True),
                size=self.size + _LARGER,
                name="Heading",
            )
        rows = (self.head, *self.rows)
        width = sum(column.width for column in self.columns)
        box = Box(left, top + self._above, width, sum(row.height for row in rows))
        drawn = canvas.slide.shapes.add_table(len(rows), len(self.columns), *canvas.frame.at(box))
        drawn.name = "Table"
        describe(drawn, self.alt)
        table: Any = drawn.table
        table._tbl.tblPr.find("{*}tableStyleId").text = _PLAIN
        table.horz_banding = False
        for at, column in enumerate(self.columns):
            table.columns[at].width = canvas.frame.length(column.width)
        for number, row in enumerate(rows):
            table.rows[number].height = canvas.frame.length(row.height)
            for at, paragraphs in enumerate(row.cells):
                self._write(canvas, table.cell(number, at), paragraphs, self.columns[at].align, is_head=number == 0)

    def _write(
        self, canvas: Canvas, cell: _Cell, paragraphs: Sequence[Paragraph], align: Align, *, is_head: bool
    ) -> None:
        cell.margin_left = cell.margin_right = canvas.frame.length(_SIDE)
        cell.margin_top = cell.margin_bottom = canvas.frame.length(_ABOVE)
        canvas.write_paragraphs(cell.text_frame, paragraphs, size=self.size, gap=0.0, align=align)
        colour = '"tx2"/>' if is_head else '"bg2"><a:lumMod val="90000"/></a:schemeClr>'
        line = f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val={colour}</a:solidFill></a:lnB>'
        cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))


def make_table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    alt: str,
    heading: str = "",
    size: float = SMALLEST,
    most: int,
) -> Table:
    """Make a table; every cell keeps to its width and to at most so many lines."""
    fitted = tuple(_fit_row(columns, cells, size, most) for cells in rows)
    return Table(tuple(columns), fitted, alt, heading, size)


def make_text(*written: Written, size: float = 14.0, gap: float = 6.0, width: float = WIDTH) -> Drawn:
    """Make a block of paragraphs, cut where it would fill more than a slide."""
    paragraphs = fit_paragraphs(written, width, HEIGHT, size=size, floor=size, gap=gap).paragraphs
    height = height_of(paragraphs, width, size, gap)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        canvas.write(Box(left, top, width, height), *paragraphs, size=size, floor=size, gap=gap)

    return Drawn(height, draw)


def pour(deck: Deck, title: str, make: Callable[[float], Iterable[Block]], *, notes: Sequence[str] = ()) -> None:
    """Put blocks on as few slides as they need, with the largest letters that allow it.

    ``make`` makes the blocks for a size of letters. The last slide gets as much as the others.
    """
    pages = _lay_out(make)
    for number, page in enumerate(pages, start=1):
        canvas = deck.add_slide(title if len(pages) == 1 else f"{title} ({number} of {len(pages)})", notes=notes)
        for place, block in page:
            block.draw(canvas, 0.0, place)


def _lay_out(make: Callable[[float], Iterable[Block]]) -> Pages:
    fewest = _paginate(tuple(make(SMALLEST)), HEIGHT)
    assert fewest is not None, "a block is higher than a slide"  # noqa: S101 - every block is made to fit on one
    for size in SIZES:
        blocks = tuple(make(size))
        pages = _paginate(blocks, HEIGHT)
        if pages is not None and len(pages) <= len(fewest):
            return _even(blocks, pages)
    return fewest


def _even(blocks: Sequence[Block], pages: Pages) -> Pages:
    """Fill as many pages less high, so that the last is not nearly empty."""
    room = HEIGHT
    while len(pages) > 1 and (evener := _paginate(blocks, room := room - _STEP)) is not None:
        if len(evener) > len(pages):
            break
        pages = evener
    return pages


def _paginate(blocks: Sequence[Block], room: float) -> Pages | None:
    """Fill pages one after the other; None where a block does not fit on any."""
    pages: Pages = [[]]
    top = 0.0
    for block in blocks:
        rest: Block | None = block
        while rest is not None:
            fits, rest = rest.split(room - top)
            if fits is not None:
                pages[-1].append((top, fits))
                top += fits.height + GAP
            if rest is not None:
                if not pages[-1]:
                    return None
                pages.append([])
                top = 0.0
    return pages


def _fit_row(columns: Sequence[Column], cells: Sequence[Cell], size: float, most: int) -> Row:
    fitted = []
    height = LINE * size
    for column, cell in zip(columns, cells, strict=True):
        wide = column.width - 2 * _SIDE
        written = cell if isinstance(cell, list) else [cell]
        paragraphs = fit_paragraphs(written, wide, most * LINE * size, size=size, floor=size).paragraphs
        fitted.append(paragraphs)
        height = max(height, height_of(paragraphs, wide, size))
    return Row(tuple(fitted), height + 2 * _ABOVE)
