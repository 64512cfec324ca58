"""The look of every workbook of ours: one sheet a table, a header that stays, widths, lists to choose from.

Texts stay texts: nothing that anybody wrote becomes a formula, a link or a number. The same content gives the same
bytes.
"""

from __future__ import annotations

import datetime
import io
import string
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, get_args

from sightline.catalogue import AREAS, OBSTACLE_KINDS
from sightline.document.vocabulary import ELEMENT_KINDS, RELATION_KINDS, Status
from sightline.errors import UsageError
from sightline.formats.columns import Cell, Column

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS: Final = 1_048_576
LONGEST_TEXT: Final = 32_767
"""The limits of the file type: rows of a sheet, characters (UTF-16) of a cell."""

_CREATED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_TEXTS_STAY_TEXTS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LARGEST_WHOLE = 2**53
_WIDTH = 16
_WIDTHS: Mapping[str, int] = {
    "name": 32,
    "description": 48,
    "evidence": 48,
    "output": 24,
    "tags": 20,
    "themes": 20,
    "value": 40,
    "key": 24,
}
_CHOICES: Mapping[tuple[str, str], Sequence[str]] = {
    ("elements", "kind"): ELEMENT_KINDS,
    ("elements", "assessed"): ("true", "false"),
    ("relations", "kind"): (*RELATION_KINDS, "part_of"),
    ("obstacles", "kind"): tuple(known.kind for known in OBSTACLE_KINDS),
    ("obstacles", "area"): AREAS,
    ("obstacles", "status"): get_args(Status),
    ("obstacles", "mandated"): ("true", "false"),
    ("interventions", "kind"): tuple(known.kind for known in OBSTACLE_KINDS),
}
_OPEN = frozenset((("obstacles", "kind"), ("interventions", "kind")))
"""Choices beside which the user may write words of their own."""
_LISTED_ROWS = 5_000
_LISTS = "Lists"


class _Exact(float):
    """A number that is written with all its digits; XlsxWriter formats with 16, and some need 17."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


class Workbook:
    """A workbook while it is written, in memory; the lists to choose from stand on a sheet that may be shown.

    Raises UsageError where XlsxWriter is not installed.
    """

    def __init__(self, title: str, *, shows_lists: bool = False) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise UsageError("A workbook needs XlsxWriter: pip install 'sightline[excel]'") from None
        self._buffer = io.BytesIO()
        options = {"in_memory": True, "nan_inf_to_errors": False, **_TEXTS_STAY_TEXTS}
        self._workbook = xlsxwriter.Workbook(self._buffer, options)
        self._workbook.set_properties({"title": title, "created": _CREATED})
        self._shows_lists = shows_lists
        self._header = self.style(bold=True, bottom=1, bg_color="#E8EEF4")
        self._beside = self.style(italic=True, bottom=1, bg_color="#F4F4F4")
        self._figure = self.style(num_format="0.0000")

    def style(self, **properties: object) -> Format:
        """Give a look for cells, by the properties that XlsxWriter knows."""
        return self._workbook.add_format(properties)

    def add_sheet(self, name: str) -> Worksheet:
        """Add an empty sheet."""
        return self._workbook.add_worksheet(name)

    def add_text(self, name: str, text: str) -> None:
        """Add a sheet for people: one line a row, the first of them the title."""
        sheet = self.add_sheet(name)
        sheet.set_column(0, 0, 110)
        wrapped = self.style(text_wrap=True, valign="top")
        title = self.style(bold=True, font_size=14)
        for row, line in enumerate(text.splitlines()):
            sheet.write_string(row, 0, line, title if row == 0 else wrapped)

    def add_table(self, table: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Add the sheet of a table: its header, then its rows, each with a cell for each column.

        Columns beside the facts (leading underscore) look different. Every text must fit into a cell.
        """
        sheet = self.add_sheet(table.capitalize())
        for at, column in enumerate(columns):
            is_beside = column.name.startswith("_")
            figure = self._figure if is_beside and column.kind == "number" else None
            sheet.write_string(0, at, column.name, self._beside if is_beside else self._header)
            sheet.set_column(at, at, _WIDTHS.get(column.name, _WIDTH), figure)
            self.add_choice(sheet, at, (table, column.name), len(rows))
        sheet.freeze_panes(1, 1)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        for row, cells in enumerate(rows, start=1):
            for at, cell in enumerate(cells):
                write_cell(sheet, row, at, cell)

    def add_choice(self, sheet: Worksheet, at: int, column: tuple[str, str], rows: int) -> None:
        """Let people choose in a column (table and name) of so many rows, where there is a list for it."""
        if column not in _CHOICES:
            return
        letter = string.ascii_uppercase[list(_CHOICES).index(column)]
        first = self._first_of_list
        is_open = column in _OPEN
        sheet.data_validation(
            1,
            at,
            min(max(_LISTED_ROWS, 2 * rows), MOST_ROWS - 1),
            at,
            {
                "validate": "list",
                "source": f"={_LISTS}!${letter}${first + 1}:${letter}${first + len(_CHOICES[column])}",
                "error_type": "information" if is_open else "stop",
                "error_title": "Not on the list",
                "error_message": "A word of your own is fine here." if is_open else "Please choose one of the list.",
            },
        )

    def close(self) -> bytes:
        """Add the sheet of the lists to choose from; give the file."""
        lists = self.add_sheet(_LISTS)
        for at, ((table, column), words) in enumerate(_CHOICES.items()):
            if self._shows_lists:
                lists.write_string(0, at, f"{table.capitalize()}: {column}", self._header)
                lists.set_column(at, at, 28)
            lists.write_column(self._first_of_list, at, words)
        if self._shows_lists:
            lists.set_landscape()
            lists.fit_to_pages(1, 0)
        else:
            lists.hide()
        self._workbook.close()
        return self._buffer.getvalue()

    @property
    def _first_of_list(self) -> int:
        """The row of the first word of each list: lists that are shown have a heading."""
        return 1 if self._shows_lists else 0


def write_cell(sheet: Worksheet, row: int, at: int, cell: Cell, style: Format | None = None) -> None:
    """Write one cell as what it is, in the look of its column or one of its own.

    A flag is written as a word: some offices make a formula of it when they save it again. A whole number that a
    spreadsheet would round is written as text.
    """
    if isinstance(cell, bool):
        sheet.write_string(row, at, "true" if cell else "false", style)
    elif isinstance(cell, str) or (isinstance(cell, int) and abs(cell) > _LARGEST_WHOLE):
        sheet.write_string(row, at, str(cell), style)
    elif cell is not None:
        sheet.write_number(row, at, _Exact(cell), style)
