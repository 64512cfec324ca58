"""A folder of CSV files, one a table: ``elements.csv``, ``relations.csv``, ``obstacles.csv``, ...

A relation points from its supplier to its internal or external customer, as in the tables' own module. No cell that is
written can be taken for a formula by a spreadsheet: a text that begins like one gets an apostrophe in front, so does
what follows a semicolon, tab or line end inside it; the reader takes them off again.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sightline.document import Organization, Tree
from sightline.document.atomic import write_folder_atomically
from sightline.document.text_decoding import decode_text
from sightline.errors import InputError, Place, Problem, UsageError
from sightline.formats.attributes import NO_ATTRIBUTES, Attributes
from sightline.formats.columns import TABLES, Cell, spell_number
from sightline.formats.csv_rows import ADVICE, GUARDED, LONGEST_CELL, guard_inside, read_rows
from sightline.formats.source import ReadOptions, Source, TableLimits, explain_failures
from sightline.formats.table_records import Table
from sightline.formats.table_rows import Rows, to_tables
from sightline.formats.tables import read_tables

SUFFIX = ".csv"


def is_csv_folder(files: Iterable[str]) -> bool:
    """Tell from the names of its files whether a folder holds our tables as CSV."""
    return bool({f"{name}{SUFFIX}" for name in TABLES} & {file.lower() for file in files})


def read_csv_folder(source: Source, options: ReadOptions) -> Tree:
    """Read a folder of CSV files as an organization in the shape of format 1.

    Raises InputError with every problem of all files, each with file, row and column.
    """
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for file_name, path in source.files().items():
        stem, dot, suffix = file_name.lower().rpartition(".")
        if dot + suffix != SUFFIX or stem not in TABLES:
            continue
        try:
            tables[stem] = read_csv(_bytes(path, options.table_limits), file=str(path), limits=options.table_limits)
        except InputError as error:
            problems += error.problems
    if "elements" not in tables and not problems:
        problems.append(Problem("the folder has no elements.csv", Place(source.name)))
    if problems:
        raise InputError(problems)
    name = source.path.resolve().name if source.path is not None else ""
    return read_tables(tables, name=name or "Unnamed organization", file=source.name)


def _bytes(path: Path, limits: TableLimits) -> bytes:
    def read() -> bytes:
        with path.open("rb") as file:
            return file.read(limits.file_bytes + 1)

    return explain_failures(path, read)


def read_csv(data: bytes, *, file: str, limits: TableLimits) -> Table:
    """Read the bytes of one CSV file, with its header in the first row that says something.

    The separator is the comma, semicolon or tab that the header has most of. Raises InputError.
    """
    text = decode_text(data, file=file, largest=limits.file_bytes, advice=ADVICE)
    header_line = next(line for line in text.splitlines() if line.strip())
    unquoted = re.sub('"[^"]*"', "", header_line)
    separator = max(",;\t", key=unquoted.count)
    header: list[str | None] = []
    rows: list[list[str | None]] = []
    first_row = 0
    for number, row in enumerate(read_rows(text, separator, file=file, limits=limits), start=1):
        if header:
            rows.append(row)
        elif any(cell is not None for cell in row):
            header, first_row = row, number + 1
    return Table(header, rows, file, first_row=first_row)


def guard(cell: Cell) -> str:
    """Spell a cell so that no spreadsheet runs it and :func:`read_csv` gives it back; None is a blank cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{guard_inside(cell)}" if not cell or GUARDED.match(cell) else guard_inside(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    assert math.isfinite(cell)  # noqa: S101 - the document holds finite numbers only
    return spell_number(cell) if isinstance(cell, float) else str(cell)


def write_csv_folder(organization: Organization, target: Path, attributes: Attributes = NO_ATTRIBUTES) -> None:
    """Write an organization as a folder of CSV files, whole or not at all. Raises UsageError where that fails."""
    write_folder_atomically(target, dict(to_csv_files(organization, attributes)))


def to_csv_files(organization: Organization, attributes: Attributes = NO_ATTRIBUTES) -> Iterator[tuple[str, bytes]]:
    """Give the files of the folder: name and bytes, UTF-8, every text in quotation marks, rows ended by CR LF."""
    for name, rows in to_tables(organization, attributes).items():
        yield f"{name}{SUFFIX}", _write(name, rows).encode()


def _write(name: str, rows: Rows) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.name for column in rows.columns])
    for cells in rows.cells:
        texts = [guard(cell) for cell in cells]
        if any(len(text) > LONGEST_CELL for text in texts):
            raise UsageError(
                f"a cell of {name}{SUFFIX} would have more than {LONGEST_CELL:,} characters; write YAML or Parquet"
            )
        writer.writerow(texts)
    return buffer.getvalue()
