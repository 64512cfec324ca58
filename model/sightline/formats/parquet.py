"""A folder of Parquet files with the tables of a CSV folder: ``elements.parquet``, ``relations.parquet``, ...

A relation points from its supplier to its internal or external customer, as in the tables' own module. Small folders
are read as documents; large ones go to the arrays as Arrow tables, without any document (:func:`read_parquet_tables`).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from sightline.document import Organization, Tree
from sightline.document.atomic import write_folder_atomically
from sightline.errors import InputError, Place, Problem, UsageError
from sightline.formats.attributes import NO_ATTRIBUTES, Attributes
from sightline.formats.columns import FACTS, TABLES, CellKind, read_cell, spell_column
from sightline.formats.source import ReadOptions, Source
from sightline.formats.table_records import Table
from sightline.formats.table_rows import Rows, to_tables
from sightline.formats.tables import read_tables

if TYPE_CHECKING:
    import pyarrow

SUFFIX = ".parquet"
MAGIC = b"PAR1"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ParquetTables:
    """What the arrays need of a Parquet folder, as Arrow tables; ``obstacles`` is None where there are none."""

    elements: pyarrow.Table
    relations: pyarrow.Table
    obstacles: pyarrow.Table | None
    name: str
    handoff_clarity: float | None


def is_parquet_folder(files: Iterable[str]) -> bool:
    """Tell from the names of its files whether a folder holds our tables as Parquet."""
    return bool({f"{name}{SUFFIX}" for name in TABLES} & {file.lower() for file in files})


def count_parquet_rows(source: Source) -> int:
    """Count the rows of the largest table of a folder from the files' footers, without reading them."""
    parquet = _import_parquet()
    counts = [_read(path, partial(parquet.read_metadata, path)).num_rows for path in _paths(source).values()]
    return max(counts, default=0)


def read_parquet_folder(source: Source, options: ReadOptions) -> Tree:
    """Read a folder of Parquet files as an organization in the shape of format 1.

    Raises InputError with every problem of all tables, each with file, row (counted from 1) and column; UsageError
    where pyarrow is not installed.
    """
    limits = options.table_limits
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for name, path in _paths(source).items():
        try:
            found = _read_table(path)
            if found.num_rows > limits.rows or found.num_columns > limits.columns:
                size = f"{found.num_rows:,} rows and {found.num_columns:,} columns"
                most = f"{limits.rows:,} rows and {limits.columns:,} columns"
                raise InputError.of(f"the table has {size}; up to {most} are read as a document", Place(str(path)))
            cells = [_to_cells(path, found, column) for column in range(found.num_columns)]
            tables[name] = Table(found.column_names, list(zip(*cells, strict=True)), str(path), first_row=1)
        except InputError as error:
            problems += error.problems
    _require_elements(source, tables.keys(), problems)
    return read_tables(tables, name=_folder_name(source), file=source.name)


def read_parquet_tables(source: Source) -> ParquetTables:
    """Read a Parquet folder for the arrays: only whole columns, no document.

    Raises InputError where a file is missing or broken, UsageError where pyarrow is not installed.
    """
    paths = _paths(source)
    _require_elements(source, paths.keys(), [])
    found = {name: _read_table(paths[name]) for name in ("elements", "relations", "obstacles") if name in paths}
    pa = _import_arrow()
    facts = _read_facts(_read_table(paths["organization"])) if "organization" in paths else {}
    clarity = facts.get("handoff_clarity")
    empty = pa.table({"from": pa.array([], pa.string()), "to": pa.array([], pa.string())})
    return ParquetTables(
        elements=found["elements"],
        relations=found.get("relations", empty),
        obstacles=found.get("obstacles"),
        name=str(facts.get("name") or _folder_name(source)),
        handoff_clarity=clarity if isinstance(clarity, float) else None,
    )


def _read_facts(table: pyarrow.Table) -> dict[str, object]:
    """Read the facts that the arrays use; everything else in the table is the document's affair."""
    columns = {spell_column(name): name for name in table.column_names}
    if not {"key", "value"} <= columns.keys():
        return {}
    spelled = {spell_column(name): column for name, column in FACTS.items()}
    keys, values = table.column(columns["key"]).to_pylist(), table.column(columns["value"]).to_pylist()
    pairs = [(spelled.get(spell_column(str(key))), value) for key, value in zip(keys, values, strict=True)]
    return {column.name: read_cell(column, value) for column, value in pairs if column is not None}


def write_parquet_folder(organization: Organization, target: Path, attributes: Attributes = NO_ATTRIBUTES) -> None:
    """Write an organization as a folder of Parquet files, whole or not at all. Raises UsageError where that fails."""
    parquet = _import_parquet()
    files: dict[str, bytes] = {}
    for name, rows in to_tables(organization, attributes).items():
        buffer = io.BytesIO()
        parquet.write_table(_to_arrow(rows), buffer, compression="zstd")
        files[f"{name}{SUFFIX}"] = buffer.getvalue()
    write_folder_atomically(target, files)


def _to_arrow(rows: Rows) -> pyarrow.Table:
    pa = _import_arrow()
    kinds: dict[CellKind, Any] = {"number": pa.float64(), "whole": pa.int64(), "flag": pa.bool_()}
    columns = list(zip(*rows.cells, strict=True)) if rows.cells else [()] * len(rows.columns)
    arrays: dict[str, Any] = {}
    for column, cells in zip(rows.columns, columns, strict=True):
        kind = kinds.get(column.kind, pa.string())
        texts = kind == pa.string()
        values = [None if cell is None else str(cell) if texts else cell for cell in cells]
        try:
            arrays[column.name] = pa.array(values, type=kind)
        except (OverflowError, pa.ArrowInvalid):
            raise UsageError(
                f"a number of the column {column.name} is too large for Parquet; write YAML or CSV"
            ) from None
    table: pyarrow.Table = pa.table(arrays)
    return table


def _to_cells(path: Path, table: pyarrow.Table, position: int) -> list[object]:
    try:
        cells: list[object] = table.column(position).to_pylist()
    except (ValueError, OverflowError, ArithmeticError) as error:
        message = f"column {position + 1} holds values that cannot be read: {error}"
        raise InputError.of(message, Place(str(path))) from None
    return cells


def _paths(source: Source) -> dict[str, Path]:
    names = {file.lower(): path for file, path in source.files().items()}
    return {name: names[f"{name}{SUFFIX}"] for name in TABLES if f"{name}{SUFFIX}" in names}


def _require_elements(source: Source, names: Iterable[str], problems: list[Problem]) -> None:
    if "elements" not in names and not problems:
        problems = [Problem("the folder has no elements.parquet", Place(source.name))]
    if problems:
        raise InputError(problems)


def _folder_name(source: Source) -> str:
    return (source.path.resolve().name if source.path is not None else "") or "Unnamed organization"


def _read_table(path: Path) -> pyarrow.Table:
    parquet = _import_parquet()
    table: pyarrow.Table = _read(path, lambda: parquet.ParquetFile(path).read())
    return table


def _read(path: Path, action: Callable[[], T]) -> T:
    """Do something with a Parquet file; a broken one is the user's mistake, whatever the library calls it."""
    pa = _import_arrow()
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise InputError.of(f"this cannot be read: {error.strerror or error}", Place(str(path))) from error
    if head != MAGIC:
        raise InputError.of("this is not a Parquet file", Place(str(path)))
    try:
        return action()
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else "it cannot be read"
        raise InputError.of(f"this Parquet file is damaged: {reason}", Place(str(path))) from error


def _import_arrow() -> ModuleType:
    try:
        import pyarrow
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'sightline[parquet]'") from None
    return pyarrow


def _import_parquet() -> ModuleType:
    _import_arrow()
    import pyarrow.parquet

    return pyarrow.parquet
