"""Where the table stands in a grid: its header, its columns, its rows; titles above and totals below are left aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import InputError, Problem
from sightline.formats.grids import Grid
from sightline.formats.mapping.body import read_body
from sightline.formats.mapping.cells import is_blank, plain
from sightline.formats.mapping.fields import IGNORE
from sightline.formats.mapping.headers import DEEPEST, Header, filled, find_header, read_headings
from sightline.formats.mapping.profile import SheetProfile

_WITHOUT_HEADER = re.compile(r"column [a-z]{1,3}(?: \([0-9]+\))?")
_ROWS_LOOKED_THROUGH: Final = 10 * DEEPEST


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its header as people read it (``2024 / Headcount``, or ``column C``), and where, counted from 0."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Located:
    """A table inside a grid. ``rows`` are the numbers of its rows that say something, counted from 0, in order.

    ``header_row`` is the first row of the header, counted from 0; None for a table without one. ``aside`` counts rows
    that were left aside, by the reason in words, which follow ``3 rows``: ``above the table``, ``of totals``.
    """

    grid: Grid
    headings: tuple[Heading, ...]
    header_row: int | None
    header_rows: int
    rows: Sequence[int]
    aside: dict[str, int]


def locate(grid: Grid) -> Located | None:
    """Find the table of a grid by its looks; None where it holds none."""
    header = find_header(grid)
    if header is None:
        return None
    located = _read(grid, header)
    return located if located.rows or header.height else None


def locate_as(grid: Grid, sheet: SheetProfile) -> Located:
    """Find the table that a profile describes, by the words of its header, wherever they stand.

    A column without a header is found by its letter. Raises InputError, with the nearest header, for each column that
    the profile names and the grid does not have, and where there is no table at all.
    """
    header = _find_header_of(grid, sheet)
    located = None if header is None else _read(grid, header)
    if located is None:
        raise InputError.of("this sheet is empty; a table was expected", grid.place())
    known = {plain(heading.text): heading.text for heading in located.headings}
    missing = [name for name, word in sheet.columns.items() if word != IGNORE and plain(name) not in known]
    if missing:
        row = None if located.header_row is None else located.header_row
        raise InputError(_miss(name, known, grid, row) for name in missing)
    return located


def _miss(name: str, known: dict[str, str], grid: Grid, row: int | None) -> Problem:
    near = nearest(plain(name), known)
    suggestion = None if near is None else known[near]
    message = f"the column {show(name)}, which the profile names, is not there{did_you_mean(suggestion)}"
    return Problem(message, grid.place(row), name, suggestion)


def _find_header_of(grid: Grid, sheet: SheetProfile) -> Header | None:
    """Find the header by its words; where none of them is there, by its row, or by its looks."""
    if sheet.header_row == 0 or sheet.header_rows == 0:
        looks = find_header(grid)
        first = next((row for row in range(len(grid.rows)) if filled(grid, row)), None)
        plainly = looks if looks is not None and looks.height == 0 else None
        return plainly or (None if first is None else Header(first, 0))
    words = {plain(name) for name in sheet.columns if not _WITHOUT_HEADER.fullmatch(plain(name))}
    last = min(len(grid.rows), _ROWS_LOOKED_THROUGH) - sheet.header_rows
    candidates = [Header(row, sheet.header_rows) for row in range(last + 1)] if words else []
    found = [_count_words(grid, header, words) for header in candidates]
    if not any(found):
        return find_header(grid) if sheet.header_row is None else Header(sheet.header_row - 1, sheet.header_rows)
    fits = [header for header, number in zip(candidates, found, strict=True) if number == max(found)]
    looks = find_header(grid) if len(fits) > 1 else None
    return looks if looks in fits else fits[0]


def _count_words(grid: Grid, header: Header, words: set[str]) -> int:
    """Count how many of some words a row has as headers."""
    columns = sorted(_header_columns(grid, header))
    return len(words.intersection(map(plain, read_headings(grid, header, columns))))


def _read(grid: Grid, header: Header) -> Located:
    body = read_body(grid, header)
    columns = _columns(grid, body.rows, header)
    texts = read_headings(grid, header, columns)
    headings = tuple(Heading(text, column) for text, column in zip(texts, columns, strict=True))
    return Located(grid, headings, header.first if header.height else None, header.height, body.rows, body.aside)


def _header_columns(grid: Grid, header: Header) -> set[int]:
    return {column for row in range(header.first, header.first + header.height) for column in filled(grid, row)}


def _columns(grid: Grid, rows: Iterable[int], header: Header) -> list[int]:
    """List the columns that a header or a row fills."""
    used = _header_columns(grid, header)
    width = max((len(row) for row in grid.rows), default=0)
    free = set(range(width)) - used
    for row in rows:
        if not free:
            break
        cells = grid.rows[row]
        free -= {column for column in free if column < len(cells) and not is_blank(cells[column])}
    return sorted(set(range(width)) - free)
