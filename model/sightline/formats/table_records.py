"""One table as it was found: its header matched to the known columns, its rows read cell by cell, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sightline.document import Path
from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import Place, Problem
from sightline.formats.columns import REQUIRED, TABLES, Column, read_cell, spell_column


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it was found: its header, its rows below, and how people find them again.

    A cell is None where it is blank. ``part`` precedes the row in places (``sheet Elements, ``); ``first_row`` is the
    number of the first row below the header, as a spreadsheet shows it.
    """

    header: Sequence[object]
    rows: Iterable[Sequence[object]]
    file: str
    part: str = ""
    first_row: int = 2

    def place(self, row: int | None, column: str | None = None) -> Place:
        """Name the place of a row, of a cell, or of a column."""
        where = [f"row {row}"] if row is not None else []
        where += [f"column {column}"] if column else []
        return Place(self.file, part=self.part + ", ".join(where) or None)


@dataclass(slots=True)
class Row:
    """One row that says something: the values of its cells by column, read as the column says."""

    table: Table
    number: int
    cells: dict[str, object]
    columns: Mapping[str, Column]

    def place(self, column: str | None = None) -> Place:
        """Name the place of the row, or of one of its cells."""
        return self.table.place(self.number, column)

    def body(self, *leave: str) -> dict[str, object]:
        """Nest the cells as format 1 does."""
        body: dict[str, object] = {}
        for name, value in self.cells.items():
            if name not in leave:
                set_nested(body, self.columns[name].path, value)
        return body

    def word(self, column: str) -> str | None:
        """Take the text of a cell, None where it is blank."""
        value = self.cells.get(column)
        return None if value is None else str(value)


class TablePlaces(Mapping[Path, Place]):
    """Places worked out from one entry a record: a value inside it stands in the column of its name."""

    def __init__(self, rows: Mapping[Path, Row]) -> None:
        self._rows = rows

    def __getitem__(self, path: Path) -> Place:
        for end in range(len(path), 0, -1):
            row = self._rows.get(path[:end])
            if row is not None:
                rest = [step for step in path[end:] if isinstance(step, str)]
                dotted = ".".join(rest)
                return row.place(dotted if dotted in row.columns else rest[0] if rest else None)
        raise KeyError(path)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def set_nested(body: dict[str, object], path: Sequence[str], value: object) -> None:
    """Set a value inside mappings, which are made as needed."""
    for step in path[:-1]:
        inner = body.setdefault(step, {})
        assert isinstance(inner, dict)  # noqa: S101 - a column and the record around it never share a name
        body = inner
    body[path[-1]] = value


def read_records(name: str, table: Table | None, problems: list[Problem]) -> Iterator[Row]:
    """Go through the rows of a table that say something, each cell read as its column says; note what is wrong."""
    if table is None:
        return
    columns = _read_header(name, table, problems)
    known = {column.name: column for column in TABLES[name]}
    for number, cells in enumerate(table.rows, start=table.first_row):
        values: dict[str, object] = {}
        for position, cell in enumerate(cells):
            column = columns[position] if position < len(columns) else None
            if column is not None:
                value = read_cell(column, cell)
                if value is not None:
                    values[column.name] = value
            elif cell is not None and (position >= len(table.header) or table.header[position] is None):
                message = f"{show(cell)} stands in column {position + 1}, which has no name in the header"
                problems.append(Problem(message, table.place(number), str(cell)[:200]))
        if values:
            yield Row(table, number, values, known)


def _read_header(name: str, table: Table, problems: list[Problem]) -> list[Column | None]:
    """Find the column of each header; None for one that is private (leading underscore), unnamed or unknown."""
    spelled = {spell_column(column.name): column for column in TABLES[name]}
    found: list[Column | None] = []
    for header in table.header:
        text = "" if header is None else str(header).strip()
        column = None if text.startswith("_") else spelled.get(spell_column(text))
        place = table.place(table.first_row - 1, text)
        if column is None and text and not text.startswith("_"):
            suggestion = nearest(text, (known.name for known in TABLES[name]))
            message = f"`{text}` is not a column of the table `{name}`{did_you_mean(suggestion)}"
            advice = "" if suggestion else "; put an underscore before the name of a column of your own"
            problems.append(Problem(message + advice, place, text[:200], suggestion))
        if column is not None and column in found:
            problems.append(Problem(f"the column `{column.name}` stands twice", place, text[:200]))
            column = None
        found.append(column)
    for required in REQUIRED[name]:
        if not any(column is not None and column.name == required for column in found):
            message = f"the column `{required}` is missing from the table `{name}`"
            problems.append(Problem(message, table.place(table.first_row - 1), required))
    return found
