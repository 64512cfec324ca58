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
    """A workbook while it is written, in memory. Raises UsageError where XlsxWriter is not installed."""

    def __init__(self, title: str) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise UsageError("A workbook needs XlsxWriter: pip install 'sightline[excel]'") from None
        self._buffer = io.BytesIO()
        options = {"in_memory": True, "nan_inf_to_errors": False, **_TEXTS_STAY_TEXTS}
        self._workbook = xlsxwriter.Workbook(self._buffer, options)
        self._workbook.set_properties({"title": title, "created": _CREATED})
        self._header = self._format(bold=True, bottom=1, bg_color="#E8EEF4")
        self._beside = self._format(italic=True, bottom=1, bg_color="#F4F4F4")
        self._figure = self._format(num_format="0.0000")

    def add_text(self, name: str, text: str) -> None:
        """Add a sheet for people: one line a row, the first of them the title."""
        sheet = self._workbook.add_worksheet(name)
        sheet.set_column(0, 0, 110)
        wrapped = self._format(text_wrap=True, valign="top")
        title = self._format(bold=True, font_size=14)
        for row, line in enumerate(text.splitlines()):
            sheet.write_string(row, 0, line, title if row == 0 else wrapped)

    def add_table(self, table: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Add the sheet of a table: its header, then its rows, each with a cell for each column.

        Columns beside the facts (leading underscore) look different. Every text must fit into a cell.
        """
        sheet = self._workbook.add_worksheet(table.capitalize())
        for at, column in enumerate(columns):
            is_beside = column.name.startswith("_")
            figure = self._figure if is_beside and column.kind == "number" else None
            sheet.write_string(0, at, column.name, self._beside if is_beside else self._header)
            sheet.set_column(at, at, _WIDTHS.get(column.name, _WIDTH), figure)
            if (table, column.name) in _CHOICES:
                _add_choice(sheet, at, (table, column.name), max(_LISTED_ROWS, 2 * len(rows)))
        sheet.freeze_panes(1, 1)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        for row, cells in enumerate(rows, start=1):
            for at, cell in enumerate(cells):
                _write(sheet, row, at, cell)

    def close(self) -> bytes:
        """Add the hidden sheet of the lists to choose from; give the file."""
        lists = self._workbook.add_worksheet(_LISTS)
        lists.hide()
        for at, words in enumerate(_CHOICES.values()):
            lists.write_column(0, at, words)
        self._workbook.close()
        return self._buffer.getvalue()

    def _format(self, **properties: object) -> Format:
        return self._workbook.add_format(properties)


def _write(sheet: Worksheet, row: int, at: int, cell: Cell) -> None:
    """Write one cell as what it is; a whole number that a spreadsheet would round, as text."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, at, cell)
    elif isinstance(cell, str) or (isinstance(cell, int) and abs(cell) > _LARGEST_WHOLE):
        sheet.write_string(row, at, str(cell))
    elif cell is not None:
        sheet.write_number(row, at, _Exact(cell))


def _add_choice(sheet: Worksheet, at: int, choice: tuple[str, str], rows: int) -> None:
    letter = string.ascii_uppercase[list(_CHOICES).index(choice)]
    is_open = choice in _OPEN
    sheet.data_validation(
        1,
        at,
        min(rows, MOST_ROWS - 1),
        at,
        {
            "validate": "list",
            "source": f"={_LISTS}!${letter}$1:${letter}${len(_CHOICES[choice])}",
            "error_type": "information" if is_open else "stop",
            "error_title": "Not on the list",
            "error_message": "A word of your own is fine here." if is_open else "Please choose one of the list.",
        },
    )
