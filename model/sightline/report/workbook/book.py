"""The look of a findings workbook: every sheet with its header that stays, filters, marks and print set-up.

Nothing is hidden, and nothing is computed, linked or run in it; no figure is told by its colour alone.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sightline.formats.columns import Cell
from sightline.formats.workbook import Workbook, write_cell
from sightline.phrases import cut
from sightline.pictures.palette import LIGHT, mix
from sightline.report.workbook.shape import Block, BlockSheet, Head, Look, TableSheet

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NUMBERS: Final[dict[Look, str]] = {
    "share": '[=0]"–";[<0.0005]"under 0.1 %";0.0 %',
    "change": "+0.0 %;-0.0 %;0.0 %",
    "whole": '[=0]"–";#,##0',
    "amount": '[=0]"–";#,##0.0',
    "plain": "General",
    "date": "yyyy-mm-dd",
}
"""What is nothing is a dash, and what is not never reads as nothing."""
_TEXTS: Final[frozenset[Look]] = frozenset({"text", "prose"})
"""What stands at the left, under a head at the left."""
_LONGER: Final[tuple[Look, ...]] = ("prose",)
_NARROWEST: Final = 8
_WIDEST: Final[dict[Look, int]] = {"text": 32, "prose": 40}
_WIDE: Final = 14
_PAGE: Final = 220
"""Widths of columns in characters, and how many a printed page still shows large enough to be read."""
_SPELLED: Final[dict[Look, int]] = {"share": 11, "change": 8, "amount": 9, "date": 11}
_MEASURED: Final = 2_000
"""Rows by which the width of a column is told."""
_LINE: Final = 15.0
_MOST_LINES: Final = 12
_FILLED: Final = 1.15
"""Height of a line in points; the most lines that a row shows (the cell holds all); characters in a unit of width."""
_LINED: Final = 100_000
"""Cells of a table up to which it is ruled. Beyond, blank cells with a line make it too large to be read again."""
_FILTER: Final = 3
"""Room of a filter's button, in characters."""
_EARLIEST: Final = datetime.datetime(1900, 3, 1)  # noqa: DTZ001 - a day has no zone
"""The first day that all spreadsheets count alike."""
_QUARTERS: Final = [{"criteria": ">=", "type": "number", "value": share} for share in (0.875, 0.625, 0.375, 0.125)]


class Book:
    """A findings workbook while it is written; ``footer`` stands at the foot of every printed page.

    Raises UsageError where XlsxWriter is not installed.
    """

    def __init__(self, title: str, footer: str) -> None:
        self._workbook = Workbook(title, shows_lists=True)
        self._footer = f"&L&8{_plain(footer)}&C&8&A&R&8Page &P of &N"
        style = self._workbook.style
        calm = {"valign": "top", "font_color": LIGHT.text}
        text = {"text_wrap": True, "align": "left", "indent": 1}
        written: dict[Look, dict[str, object]] = {
            "text": text,
            "prose": text,
            "spelled": text | {"align": "right"},
            **{look: {"num_format": spelled} for look, spelled in NUMBERS.items()},
        }
        self._looks = {look: style(**calm, **more) for look, more in written.items()}
        ruled = {"bottom": 1, "bottom_color": LIGHT.line}
        self._ruled = {look: style(**calm, **more, **ruled) for look, more in written.items()}
        head = {"bold": True, "text_wrap": True, "align": "left", "valign": "vcenter", "indent": 1}
        head |= {"border": 1, "border_color": LIGHT.line}
        self._fact = style(**head, font_color=LIGHT.paper, bg_color=LIGHT.accent)
        beside = head | {"italic": True, "font_color": LIGHT.accent, "bg_color": mix(LIGHT.accent, LIGHT.paper, 0.9)}
        self._beside, self._above = style(**beside), style(**beside | {"align": "right"})
        self._title = style(bold=True, font_size=18, font_color=LIGHT.accent, valign="vcenter")
        self._heading = style(bold=True, font_size=13, font_color=LIGHT.accent)
        self._sentence = style(**calm, **text)
        self._nothing = style(**calm, italic=True)

    def add_table(self, sheet: TableSheet) -> None:
        """Add a sheet with one table."""
        written = self._add(sheet.name, LIGHT.muted if sheet.table else LIGHT.accent)
        widths = [_width(head, [row[at] for row in sheet.rows[:_MEASURED]]) for at, head in enumerate(sheet.heads)]
        for at, head in enumerate(sheet.heads):
            written.set_column(at, at, widths[at], self._looks[head.look])
            written.write_string(0, at, head.name, self._beside if head.is_beside else self._fact)
            if head.meaning:
                lines = math.ceil(len(head.meaning) / 36) + 1
                written.write_comment(0, at, head.meaning, {"width": 240, "height": 18 * lines, "font_size": 9})
            self._workbook.add_choice(written, at, (sheet.table, _plain_name(head.name)), len(sheet.rows))
            if sheet.rows:
                self._mark(written, at, head, [row[at] for row in sheet.rows])
        written.set_row(0, 2.4 * _LINE)
        ruled = self._ruled if len(sheet.heads) * len(sheet.rows) <= _LINED else {}
        styles = [ruled.get(head.look) for head in sheet.heads]
        days = {at for at, head in enumerate(sheet.heads) if head.look == "date"}
        for number, cells in enumerate(sheet.rows, start=1):
            for at, cell in enumerate(cells):
                day = _read_day(cell) if at in days else None
                if day is not None:
                    written.write_datetime(number, at, day, styles[at] or self._looks["date"])
                elif cell is not None:
                    write_cell(written, number, at, cell, styles[at])
                elif ruled:
                    written.write_blank(number, at, None, styles[at])
            _set_height(written, number, cells, widths)
        if sheet.rows:
            written.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)
        elif sheet.nothing:
            written.write_string(1, 0, sheet.nothing, self._nothing)
        written.freeze_panes(1, sheet.fixed)
        written.repeat_rows(0)
        written.repeat_columns(0, sheet.fixed - 1)
        written.fit_to_pages(math.ceil(sum(widths) / _PAGE), 0)

    def add_blocks(self, sheet: BlockSheet, title: str) -> None:
        """Add a sheet of blocks under a title."""
        written = self._add(sheet.name, LIGHT.accent)
        for at, width in enumerate(sheet.widths):
            written.set_column(at, at, width)
        written.set_row(0, 2 * _LINE)
        written.write_string(0, 0, title, self._title)
        row = 2
        for block in sheet.blocks:
            row = self._add_block(written, row, block, sheet.widths)
        written.fit_to_pages(1, 0)
        written.hide_gridlines(2)

    def close(self) -> bytes:
        """Give the file."""
        return self._workbook.close()

    def _add(self, name: str, colour: str) -> Worksheet:
        sheet = self._workbook.add_sheet(name)
        sheet.set_tab_color(colour)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(self._footer)
        return sheet

    def _add_block(self, sheet: Worksheet, row: int, block: Block, widths: Sequence[int]) -> int:
        """Write one block; give the row below it."""
        last = len(widths) - 1
        sheet.write_string(row, 0, block.title, self._heading)
        row += 1
        for sentence in block.sentences:
            sheet.merge_range(row, 0, row, last, "", self._sentence)
            sheet.write_string(row, 0, sentence, self._sentence)
            _set_height(sheet, row, [sentence], [sum(widths)])
            row += 1
        looks = (*block.looks, *_LONGER * len(widths))
        for at, name in enumerate(block.head):
            sheet.write_string(row, at, name, self._beside if looks[at] in _TEXTS else self._above)
        row += bool(block.head)
        for cells in block.rows:
            for at, cell in enumerate(cells):
                style = self._ruled[looks[at]]
                write_cell(sheet, row, at, cell, style) if cell is not None else sheet.write_blank(row, at, None, style)
            _set_height(sheet, row, cells, widths)
            row += 1
        return row + 1

    def _mark(self, sheet: Worksheet, at: int, head: Head, cells: Sequence[Cell]) -> None:
        """Mark the cells of a column by what stands in them."""
        where = (1, at, len(cells), at)
        if head.mark == "bar":
            longest = max((cell for cell in cells if isinstance(cell, int | float)), default=0.0)
            ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": longest if longest > 0 else 1}
            look = {
                "bar_color": mix(LIGHT.accent, LIGHT.paper, 0.65),
                "bar_solid": True,
                "bar_negative_color_same": True,
            }
            sheet.conditional_format(*where, {"type": "data_bar", "data_bar_2010": True, **ends, **look})
        elif head.mark == "quarters":
            sheet.conditional_format(
                *where, {"type": "icon_set", "icon_style": "5_quarters", "icons": [dict(one) for one in _QUARTERS]}
            )
        for word, colour in head.tints:
            tint = self._workbook.style(bg_color=mix(colour, LIGHT.paper, 0.8), font_color=LIGHT.text)
            sheet.conditional_format(*where, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": tint})


def _plain_name(header: str) -> str:
    """Give the name of a column of a model as its table knows it."""
    return header.replace(" ", "_").lower()


def _plain(text: str) -> str:
    """Spell a text for a footer, where an ampersand begins a code, and a digit behind a size belongs to it."""
    return " " + cut(text, 80).replace("&", "\uff06")


def _width(head: Head, cells: Sequence[Cell]) -> float:
    """Give a column room for what stands in it, within bounds, and for its header on two lines."""
    words = max(len(word) for word in head.name.split()) + _FILTER
    least = max(_NARROWEST, words, len(head.name) / 2 + _FILTER)
    most = max(_WIDEST.get(head.look, _WIDE), least)
    longest = max((_SPELLED.get(head.look, _longest(cell)) for cell in cells if cell is not None), default=0)
    return min(max(longest + 2, least), most)


def _longest(cell: Cell) -> int:
    return max(map(len, str(cell).split("\n")))


def _set_height(sheet: Worksheet, row: int, cells: Sequence[Cell], widths: Sequence[float]) -> None:
    """Give a row room for its texts, within bounds; not every office does so by itself."""
    texts = [(cell, _FILLED * width) for cell, width in zip(cells, widths, strict=False) if isinstance(cell, str)]
    lines = max((sum(math.ceil(len(line) / room) or 1 for line in text.split("\n")) for text, room in texts), default=1)
    if lines > 1:
        sheet.set_row(row, _LINE * min(lines, _MOST_LINES))


def _read_day(cell: Cell) -> datetime.datetime | None:
    """Read a day that every spreadsheet can hold; None for anything else."""
    try:
        day = datetime.datetime.strptime(str(cell), "%Y-%m-%d")  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return day if day >= _EARLIEST else None
