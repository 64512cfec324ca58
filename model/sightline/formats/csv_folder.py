"""A folder of CSV files, one a table: ``elements.csv``, ``relations.csv``, ``obstacles.csv``, ...

A relation points from its supplier to its internal or external customer, as in the tables' own module. No cell that is
written can be taken for a formula by a spreadsheet: a text that begins like one gets an apostrophe in front, which the
reader takes off again.
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
from sightline.formats.columns import TABLES, Cell, spell_number
from sightline.formats.source import ReadOptions, Source, TableLimits, explain_failures
from sightline.formats.table_records import Table
from sightline.formats.table_rows import Rows, to_tables
from sightline.formats.tables import read_tables

SUFFIX = ".csv"
LONGEST_CELL = 131_072
"""Characters in one cell: the limit of the standard library's reader."""

# Signs that begin a formula in some spreadsheet (full-width ones in East Asian versions), what spreadsheets skip
# before them, and the apostrophe itself, so that taking one off is always right.
_GUARDED = re.compile("[-=+@|%'\uff1d\uff0b\uff0d\uff20\\s\x00-\x1f\u200b-\u200f\u2060\ufeff]")
_ADVICE = "keep larger tables as Parquet"


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
    text = decode_text(data, file=file, largest=limits.file_bytes, advice=_ADVICE)
    header_line = next(line for line in text.splitlines() if line.strip())
    unquoted = re.sub('"[^"]*"', "", header_line)
    separator = max(",;\t", key=unquoted.count)
    rows: list[list[str | None]] = []
    header: list[str | None] | None = None
    first_row = 0
    number = 0
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(lines, start=1):
            if len(cells) > limits.columns:
                raise InputError.of(
                    f"row {number} has {len(cells):,} columns; up to {limits.columns:,} are read", Place(file)
                )
            row = [_unguard(cell) for cell in cells]
            if header is None:
                header, first_row = (row, number + 1) if any(cell is not None for cell in row) else (None, 0)
                continue
            rows.append(row)
            if len(rows) > limits.rows:
                raise InputError.of(f"the table has more than {limits.rows:,} rows; {_ADVICE}", Place(file))
    except csv.Error as error:
        raise InputError.of(_explain(error), Place(file, part=f"row {number + 1}")) from None
    return Table(header or [], rows, file, first_row=first_row)


def _explain(error: csv.Error) -> str:
    text = str(error)
    if "field larger" in text:
        return f"a cell has more than {LONGEST_CELL:,} characters; is a quotation mark missing?"
    if "unexpected end" in text:
        return "a quotation mark is opened here or further up and never closed"
    return 'after a closing quotation mark must come a separator; a quotation mark inside a cell is written twice ("")'


def _unguard(cell: str) -> str | None:
    """Take the apostrophe off that keeps a text from being a formula; a cell of only spaces is blank."""
    if cell[:1] == "'" and (len(cell) == 1 or _GUARDED.match(cell[1])):
        return cell[1:]
    return cell if cell.strip() else None


def guard(cell: Cell) -> str:
    """Spell a cell so that no spreadsheet runs it and :func:`read_csv` gives it back; None is a blank cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if not cell or _GUARDED.match(cell) else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    assert math.isfinite(cell)  # noqa: S101 - the document holds finite numbers only
    return spell_number(cell) if isinstance(cell, float) else str(cell)


def write_csv_folder(organization: Organization, target: Path) -> None:
    """Write an organization as a folder of CSV files, whole or not at all. Raises UsageError where that fails."""
    write_folder_atomically(target, dict(to_csv_files(organization)))


def to_csv_files(organization: Organization) -> Iterator[tuple[str, bytes]]:
    """Give the files of the folder: name and bytes, UTF-8, every text in quotation marks, rows ended by CR LF."""
    for name, rows in to_tables(organization).items():
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
