"""Where the table stands in a grid: its header, its columns, its rows; titles above and totals below are left aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sightline.formats.grids import Grid
from sightline.formats.mapping.profile import SheetProfile


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its header as people read it (``2024 / Headcount``, or ``column C``), and where, counted from 0."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Located:
    """A table inside a grid. ``rows`` are the numbers of its rows that say something, counted from 0, in order.

    ``header_row`` is the first row of the header, counted from 0; None for a table without one. ``aside`` counts rows
    that were left aside, by the reason in words (``a title above the table``, ``a total``).
    """

    grid: Grid
    headings: tuple[Heading, ...]
    header_row: int | None
    header_rows: int
    rows: Sequence[int]
    aside: dict[str, int]


def locate(grid: Grid) -> Located | None:
    """Find the table of a grid by its looks; None where it holds none."""
    raise NotImplementedError


def locate_as(grid: Grid, sheet: SheetProfile) -> Located:
    """Find the table that a profile describes, by the words of its header.

    Raises InputError, with the nearest header, for a column that the profile names and the grid does not have.
    """
    raise NotImplementedError
