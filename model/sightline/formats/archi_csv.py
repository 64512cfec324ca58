"""Archi's tables: a folder with ``elements.csv``, ``relations.csv``, ``properties.csv``, any prefix before the names.

Which way round is said in ``archimate.py``: a row of relations is drawn from ``Source`` to ``Target``, and the rules
are those of every other form of the model. What this form spells in its own way:

- the first row of the elements is the model itself (``ArchimateModel``);
- ``Access_Type`` and ``Junction_Type`` stand among the properties; no other property is read;
- ``Specialization`` becomes a tag;
- a text that a spreadsheet might take for a number may stand as ``="007"``.

Our own tables bear the same names. The header of the elements tells them apart: Archi's has a ``Type``, ours has a
``kind``.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sightline.document.tree import Tree
from sightline.document.wording import show
from sightline.errors import InputError, Place, Problem
from sightline.formats.archimate import model_to_tree
from sightline.formats.archimate_model import ArchimateModel, ModelBuilder
from sightline.formats.archimate_rules import newer_name
from sightline.formats.columns import spell_column
from sightline.formats.csv_folder import read_csv
from sightline.formats.source import ReadOptions, Source, TableLimits
from sightline.formats.table_records import Table

ELEMENTS: Final = "elements.csv"
RELATIONS: Final = "relations.csv"
PROPERTIES: Final = "properties.csv"

_COLUMNS: Final = {
    ELEMENTS: ("ID", "Type", "Name", "Documentation", "Specialization"),
    RELATIONS: ("ID", "Type", "Name", "Documentation", "Source", "Target", "Specialization"),
    PROPERTIES: ("ID", "Key", "Value"),
}
_OPTIONAL: Final = frozenset(("Documentation", "Specialization"))
_MODEL: Final = "ArchimateModel"
_ACCESS: Final = "Access_Type"
_JUNCTION: Final = "Junction_Type"
_JUNCTIONS: Final = ("And", "Or")
_MOST_NAMED: Final = 10
_TEXT_FORMULA: Final = re.compile(r'="(.*)"', re.DOTALL)
_WORD: Final = re.compile(r"[^\s,;\"]+")


def is_archi_folder(files: Mapping[str, Path]) -> bool:
    """Tell from the files of a folder, by name, whether it holds tables of Archi's; opens those that may be."""
    return bool(archi_tables(files))


def archi_tables(files: Mapping[str, Path]) -> dict[str, Path]:
    """Find the tables of Archi's among the files of a folder, so that no other format takes them for its own."""
    prefixes = [name.lower().removesuffix(ELEMENTS) for name in _element_tables(files)]
    wanted = {prefix + table for prefix in prefixes for table in _COLUMNS}
    return {name: path for name, path in files.items() if name.lower() in wanted}


def read_archi_folder(source: Source, options: ReadOptions) -> Tree:
    """Read Archi's tables as an organization in the shape of format 1, with a summary of what became of them.

    Raises InputError with all problems of the tables, UsageError for a customer that they do not have.
    """
    files = source.files()
    elements = _element_tables(files)
    if len(elements) != 1:
        found = (
            f"several models of Archi's ({', '.join(map(show, elements))})" if elements else f"no {ELEMENTS} of Archi's"
        )
        raise InputError.of(
            f"the folder holds {found}; one is read, with the columns ID, Type and Name", Place(source.name)
        )
    prefix = elements[0].lower().removesuffix(ELEMENTS)
    tables = {name.lower().removeprefix(prefix): path for name, path in archi_tables(files).items()}
    return model_to_tree(_read_model(tables, options.table_limits), file=source.name, customers=options.customers)


def _element_tables(files: Mapping[str, Path]) -> list[str]:
    return [name for name, path in files.items() if name.lower().endswith(ELEMENTS) and _has_archi_header(path)]


def _has_archi_header(path: Path) -> bool:
    head = Source(path).head()
    encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    lines = head.decode(encoding, errors="replace").splitlines()
    header = next((line for line in lines if line.strip()), "")
    words = {spell_column(word) for word in _WORD.findall(header)}
    return words >= {"id", "type", "name"} and "kind" not in words


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its cells by column, empty where blank, and its place."""

    cells: Mapping[str, str]
    place: Place

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def specializations(self) -> tuple[str, ...]:
        """Give the kind of the user's own, where there is one."""
        own = self["Specialization"]
        return (own,) if own else ()


def _read_model(tables: Mapping[str, Path], limits: TableLimits) -> ArchimateModel:
    notices: list[str] = []
    rows = _read_tables(tables, limits, notices)
    if RELATIONS not in tables:
        notices.append(f"There is no {RELATIONS}, so nothing is known of the relationships.")
    spelled = {(row["ID"], row["Key"]): row["Value"] for row in rows[PROPERTIES] if row["Value"]}
    if others := sum(row["Key"] not in (_ACCESS, _JUNCTION) for row in rows[PROPERTIES]):
        notices.append(f"Properties are not read; the model has {others:,}.")
    builder = ModelBuilder()
    head = next((row for row in rows[ELEMENTS] if row["Type"] == _MODEL), _Row({}, Place()))
    for row in rows[ELEMENTS]:
        if row is not head:
            _add_element(builder, row, spelled.get((row["ID"], _JUNCTION)))
    for row in rows[RELATIONS]:
        _add_relation(builder, row, spelled.get((row["ID"], _ACCESS)))
    return builder.build(
        "Archi's CSV files", "", name=head["Name"], documentation=head["Documentation"], notices=tuple(notices)
    )


def _read_tables(tables: Mapping[str, Path], limits: TableLimits, notices: list[str]) -> dict[str, list[_Row]]:
    """Read every table into its rows. Raises InputError with the problems of all of them."""
    problems: list[Problem] = []
    rows: dict[str, list[_Row]] = {name: [] for name in _COLUMNS}
    for name, path in tables.items():
        try:
            table = read_csv(Source(path).read(limits.file_bytes), file=str(path), limits=limits)
        except InputError as error:
            problems += error.problems
        else:
            rows[name] = list(_read_rows(table, _find_columns(name, table, problems, notices), problems))
    if problems:
        raise InputError(problems)
    return rows


def _find_columns(name: str, table: Table, problems: list[Problem], notices: list[str]) -> list[str | None]:
    """Find the column of each header, None where it is not read: that is noted; a missing one is a problem."""
    known = {spell_column(column): column for column in _COLUMNS[name]}
    titles = [str(title or "").strip() for title in table.header]
    columns = [known.get(spell_column(title)) for title in titles]
    for column in _COLUMNS[name]:
        if column in columns and columns.count(column) > 1:
            problems.append(Problem(f"the column `{column}` stands twice", table.place(None), column))
        elif column not in columns and column not in _OPTIONAL:
            problems.append(Problem(f"the column `{column}` is missing", table.place(None), column))
    unread = [show(title) for title, column in zip(titles, columns, strict=True) if title and column is None]
    if unread:
        notices.append(f"Columns of {name} that are not read: {', '.join(unread[:_MOST_NAMED])}.")
    return columns


def _read_rows(table: Table, columns: Sequence[str | None], problems: list[Problem]) -> Iterator[_Row]:
    """Go through the rows that say something."""
    for number, cells in enumerate(table.rows, start=table.first_row):
        place = table.place(number)
        # A separator in a text without quotation marks pushes the rest of the row to the right.
        if beyond := [cell for cell in cells[len(columns) :] if cell is not None]:
            problems.append(Problem(f"{show(beyond[0])} stands to the right of the last column", place))
        found = zip(columns, cells, strict=False)
        row = {column: _text(str(cell)) for column, cell in found if column is not None and cell is not None}
        if row:
            yield _Row(row, place)


def _text(cell: str) -> str:
    formula = _TEXT_FORMULA.fullmatch(cell)
    return formula.group(1) if formula else cell


def _add_element(builder: ModelBuilder, row: _Row, junction: str | None) -> None:
    is_junction = newer_name(row["Type"]) == "Junction" and junction in _JUNCTIONS
    builder.add_element(
        row["ID"],
        f"{junction}Junction" if is_junction else row["Type"],
        name=row["Name"],
        documentation=row["Documentation"],
        place=row.place,
        specializations=row.specializations,
    )


def _add_relation(builder: ModelBuilder, row: _Row, access: str | None) -> None:
    builder.add_relation(
        row["ID"],
        row["Type"],
        source=row["Source"],
        target=row["Target"],
        name=row["Name"],
        access=access if newer_name(row["Type"]) == "Access" else None,
        place=row.place,
        specializations=row.specializations,
    )
