"""Text of separated values to rows of cells: quotation marks, limits, and the apostrophe that keeps formulas texts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from sightline.errors import InputError, Place
from sightline.formats.source import TableLimits

LONGEST_CELL: Final = 131_072
"""Characters in one cell: the limit of the standard library's reader."""

GUARDED: Final = re.compile("[-=+@|%'\uff1d\uff0b\uff0d\uff20\\s\x00-\x1f\u200b-\u200f\u2060\ufeff]")
"""Signs that begin a formula in some spreadsheet (full-width ones in East Asian versions), what spreadsheets skip
before them, and the apostrophe itself, so that taking one off is always right."""

_SIGNS: Final = frozenset("-=+@|%\uff1d\uff0b\uff0d\uff20")
_SEPARATOR: Final = re.compile("[;\t\r\n]")
_GUARDED_SEPARATOR: Final = re.compile("([;\t\r\n])'")
_BEFORE_SIGN: Final = re.compile("[;'\"\\s\x00-\x1f\u200b-\u200f\u2060\ufeff]+")
"""All that may stand between a separator inside a text and the sign that begins a formula."""

ADVICE: Final = "keep larger tables as Parquet"


def read_rows(text: str, separator: str, *, file: str, limits: TableLimits) -> Iterator[list[str | None]]:
    """Yield the rows of a text, blank ones too; a cell of only spaces is None.

    Raises InputError, with the row as a spreadsheet counts it, for what is quoted wrongly or beyond the limits.
    """
    number = 0
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for number, cells in enumerate(lines, start=1):
            yield check_row([_read_cell(cell) for cell in cells], number, file=file, limits=limits)
    except csv.Error as error:
        raise InputError.of(_explain(error), Place(file, part=f"row {number + 1}")) from None


def check_row(row: list[str | None], number: int, *, file: str, limits: TableLimits) -> list[str | None]:
    """Give a row back that is within the limits, one more row than they say for the header; raise InputError."""
    if len(row) > limits.columns:
        raise InputError.of(f"row {number} has {len(row):,} columns; up to {limits.columns:,} are read", Place(file))
    if number > limits.rows + 1:
        raise InputError.of(f"the table has more than {limits.rows:,} rows; {ADVICE}", Place(file))
    return row


def _read_cell(cell: str) -> str | None:
    text = unguard(cell)
    return None if text is None else unguard_inside(text)


def guard_inside(text: str) -> str:
    """Put an apostrophe behind each separator inside a text that a formula follows.

    Where lists are separated by semicolons, a spreadsheet splits our cells there, quotation marks or not.
    """
    return _BEFORE_SIGN.sub(lambda run: _change(run, _SEPARATOR, r"\g<0>'"), text) if _SEPARATOR.search(text) else text


def unguard_inside(text: str) -> str:
    """Take off what :func:`guard_inside` puts in."""
    return _BEFORE_SIGN.sub(lambda run: _change(run, _GUARDED_SEPARATOR, r"\1"), text) if "'" in text else text


def _change(run: re.Match[str], separators: re.Pattern[str], change: str) -> str:
    is_before_sign = run.string[run.end() : run.end() + 1] in _SIGNS
    return separators.sub(change, run.group()) if is_before_sign else run.group()


def unguard(cell: str) -> str | None:
    """Take the apostrophe off that keeps a text from being a formula; a cell of only spaces is blank."""
    if cell[:1] == "'" and (len(cell) == 1 or GUARDED.match(cell[1])):
        return cell[1:]
    return cell if cell.strip() else None


def _explain(error: csv.Error) -> str:
    text = str(error)
    if "field larger" in text:
        return f"a cell has more than {LONGEST_CELL:,} characters; is a quotation mark missing?"
    if "unexpected end" in text:
        return "a quotation mark is opened here or further up and never closed"
    return 'after a closing quotation mark must come a separator; a quotation mark inside a cell is written twice ("")'
