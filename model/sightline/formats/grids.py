"""Cells as they were found: one sheet of a workbook, or one text file of separated values, before it is understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sightline.errors import Place

GridCell = str | int | float | bool | None
"""What a cell holds. A date or a time comes as its ISO text, a cell of only spaces as None."""


@dataclass(frozen=True, slots=True)
class Span:
    """A block of merged cells, counted from 0, both ends included; only its first cell holds something."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One rectangle of cells. Rows may be of different length; what is beyond their end is blank.

    ``name`` is that of the sheet, or of the file without its suffix. ``part`` precedes the row in places (``sheet
    Teams, ``); it is empty for a text file. ``notices`` say what was assumed in reading it (an encoding, a separator).
    """

    name: str
    file: str
    rows: Sequence[Sequence[GridCell]]
    part: str = ""
    merged: tuple[Span, ...] = ()
    notices: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> GridCell:
        """Take a cell by row and column, counted from 0; None outside the grid."""
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self.rows[row]):
            return None
        return self.rows[row][column]

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Name the place of a row or cell, counted from 0, as a spreadsheet shows it: row 7, column C."""
        where = [] if row is None else [f"row {row + 1}"]
        where += [] if column is None else [f"column {spell_column_letter(column)}"]
        return Place(self.file, part=(self.part + ", ".join(where)).strip(", ") or None)


def spell_column_letter(column: int) -> str:
    """Spell a column, counted from 0, as spreadsheets do: A, B, ..., Z, AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
