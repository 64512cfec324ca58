"""A workbook with our own tables, one a sheet: ``Elements``, ``Relations``, ``Obstacles``, ``Interventions``, ...

A relation points from its supplier to its internal or external customer, as in the tables' own module. A text that
begins with an apostrophe, or has nothing but spaces, stands behind one more apostrophe, which is taken off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from sightline.document import Tree
from sightline.errors import InputError, Place
from sightline.formats.columns import REQUIRED, TABLES, spell_column
from sightline.formats.csv_rows import unguard
from sightline.formats.grid_reading import read_grids
from sightline.formats.grids import Grid, GridCell
from sightline.formats.source import ReadOptions, Source
from sightline.formats.table_records import Table
from sightline.formats.tables import read_tables
from sightline.phrases import listed

_ASIDE: Final = frozenset(
    ("about", "guide", "lists", "findings", "hotspots", "lines", "customers", "what if", "plan", "compare")
)
"""Sheets of ours that are for reading."""
_PRIVATE: Final = "_"
_MOST_NAMED: Final = 5


def is_own_workbook(grids: Iterable[Grid]) -> bool:
    """Tell whether the sheets are our own tables: one is called ``Elements`` and has the columns that ours needs."""
    wanted = {spell_column(name) for name in REQUIRED["elements"]}
    return any(
        _table_name(grid) == "elements" and wanted <= {spell_column(str(cell)) for cell in _to_table(grid).header}
        for grid in grids
    )


def read_excel(source: Source, options: ReadOptions) -> Tree:
    """Read a workbook with our own tables as an organization in the shape of format 1; as :func:`read_own_grids`."""
    return read_own_grids(read_grids(source, options), name=source.name)


def read_own_grids(grids: Iterable[Grid], *, name: str) -> Tree:
    """Read our own tables out of the sheets of a workbook; ``name`` is that of the file.

    Sheets that have none of the names of our tables are not read, which a notice tells, unless their name begins with
    an underscore or they are the guide. Raises InputError with every problem of all sheets, each with row and column.
    """
    tables: dict[str, Table] = {}
    notices: list[str] = []
    others: list[str] = []
    for grid in grids:
        table = _table_name(grid)
        if table in TABLES and table not in tables:
            notices += grid.notices
            if grid.rows:
                tables[table] = _to_table(grid)
        elif table not in _ASIDE and not grid.name.startswith(_PRIVATE):
            others.append(f"`{grid.name}`")
    if "elements" not in tables:
        raise InputError.of("the workbook has no sheet `Elements` with a header and rows", Place(name))
    if others:
        notices.append(f"Sheets that are none of our tables were not read: {listed(others, _MOST_NAMED)}.")
    tree = read_tables(tables, name=PurePath(name).stem, file=name)
    return replace(tree, notices=(*tree.notices, *notices))


def _table_name(grid: Grid) -> str:
    return grid.name.strip().casefold()


def _to_table(grid: Grid) -> Table:
    """Take the first row that says something for the header."""
    start = next((row for row, cells in enumerate(grid.rows) if any(cell is not None for cell in cells)), 0)
    header = grid.rows[start] if grid.rows else ()
    rows = _unguarded(grid.rows[start + 1 :])
    return Table(header, rows, grid.file, part=grid.part, first_row=start + 2)


def _unguarded(rows: Iterable[Iterable[GridCell]]) -> Iterator[list[GridCell]]:
    for cells in rows:
        yield [unguard(cell) if isinstance(cell, str) else cell for cell in cells]
