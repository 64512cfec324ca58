"""Edits of tables, and the organization that follows from them: checked as a whole, or not made at all.

The tables are those of the CSV folder (:mod:`sightline.formats.table_rows`), which say all that a document says. Rows
are counted from 1. Who renames an id renames what refers to it; who removes an element or a relation removes what
stands on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from sightline.document import Organization, Relation, build_organization
from sightline.document.vocabulary import RelationKind
from sightline.errors import InputError, Place, Problem
from sightline.formats.columns import REQUIRED, TABLES, Cell, Column, read_cell, write_cell
from sightline.formats.table_records import Table
from sightline.formats.table_rows import Rows, spell_relations
from sightline.formats.tables import read_tables
from sightline.phrases import counted, listed

EDITED: Final = ("elements", "relations", "obstacles")
"""The tables that can be edited, in the order in which they are shown."""
PASTED: Final = "Pasted rows"

Record = dict[str, Cell]
Records = dict[int, Record]
"""The rows of a table by their number."""

_ELEMENT_COLUMNS: Final = {
    "elements": ("part_of", "reports_to", "accountable", "modelled_on"),
    "relations": ("from", "to"),
    "obstacles": ("on",),
    "decisions": ("about", "decider", "approvers", "consulted", "recommends", "performs"),
    "interventions": ("on",),
}
"""Where the id of an element may stand."""
_OBSTACLE_COLUMNS: Final = {"obstacles": ("caused_by",), "interventions": ("obstacle",)}
_COLUMNS: Final[dict[str, dict[str, Column]]] = {
    name: {column.name: column for column in columns} for name, columns in TABLES.items()
}


@dataclass(frozen=True)
class Edits:
    """What is done to the rows of one table.

    ``changed`` gives new cells by row and column, ``added`` whole rows, ``removed`` rows that go. ``pasted`` gives the
    row of the pasted text that a row of the table comes from, to tell mistakes there.
    """

    changed: Mapping[int, Record] = field(default_factory=dict)
    added: tuple[Record, ...] = ()
    removed: frozenset[int] = frozenset()
    pasted: Mapping[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)


@dataclass(frozen=True)
class _Numbered(Table):
    """A table whose rows keep the numbers that the user knows them by; those after the ``known`` ones are new."""

    numbers: Sequence[int] = ()
    known: int = 0
    pasted: Mapping[int, int] = field(default_factory=dict)

    def place(self, row: int | None, column: str | None = None) -> Place:
        """Name the place of a cell as the user knows it."""
        number = self.numbers[row - 1] if row is not None and 0 < row <= len(self.numbers) else None
        file, where = self.file, []
        if number is not None and number in self.pasted:
            file, where = PASTED, [f"row {self.pasted[number]}"]
        elif number is not None:
            where = [f"row {number}" if number <= self.known else f"new row {number - self.known}"]
        where += [f"column {column}"] if column else []
        return Place(file, part=", ".join(where) or None)


def title(table: str) -> str:
    """Name a table as people see it."""
    return table.capitalize()


def describe(edits: Mapping[str, Edits]) -> str:
    """Say edits in one clause: ``Change 3 cells of Elements and add 1 row to Relations``; empty for none."""
    parts = []
    for name, found in edits.items():
        cells = sum(len(cells) for cells in found.changed.values())
        if cells:
            parts.append(f"change {counted(cells, 'cell')} of {title(name)}")
        if found.added:
            parts.append(f"add {counted(len(found.added), 'row')} to {title(name)}")
        if found.removed:
            parts.append(f"remove {counted(len(found.removed), 'row')} of {title(name)}")
    said = listed(parts) if parts else ""
    return said[:1].upper() + said[1:]


def apply_edits(tables: Mapping[str, Rows], edits: Mapping[str, Edits]) -> Organization:
    """Give the organization with these edits made; raises InputError with every mistake, by table, row and column."""
    after, _ = _edit(tables, edits)
    made = {
        name: _table(name, records, len(tables[name].cells), edits.get(name, Edits()).pasted)
        for name, records in after.items()
        if records or name == "elements"
    }
    try:
        return build_organization(read_tables(made, name="Unnamed organization", file="the tables"))
    except InputError as error:  # what names an id that is wrong itself is no second mistake
        wrong = {problem.value for problem in error.problems if is_about_id(problem)}
        told = [problem for problem in error.problems if is_about_id(problem) or problem.value not in wrong]
        raise InputError(told) from None


def is_about_id(problem: Problem) -> bool:
    """Tell whether a mistake is that an id itself is none."""
    return problem.message.startswith("`id` is ")


def lost_with(tables: Mapping[str, Rows], edits: Mapping[str, Edits]) -> dict[str, int]:
    """Count the rows that go because what they stand on is removed, by table."""
    if not any(found.removed for found in edits.values()):
        return {}
    _, lost = _edit(tables, edits)
    return lost


def _edit(tables: Mapping[str, Rows], edits: Mapping[str, Edits]) -> tuple[dict[str, Records], dict[str, int]]:
    """Make the edits and all that follows from them; count the rows that go with what is removed, by table."""
    before = {name: _records(rows) for name, rows in tables.items()}
    after = {name: _edited(records, edits.get(name, Edits())) for name, records in before.items()}
    names = _renamed(before["elements"], after["elements"])
    _replace(after, _ELEMENT_COLUMNS, names)
    _replace(after, _OBSTACLE_COLUMNS, _renamed(before["obstacles"], after["obstacles"]))
    gone = _ids(before["elements"]) - _ids(after["elements"]) - set(names)
    if not gone and before["relations"] == after["relations"]:
        return after, {}
    old, new = _spell(before["relations"]), _spell(after["relations"])
    _replace(after, {"obstacles": ("on",)}, {old[row]: new[row] for row in old.keys() & new.keys()})
    called, now = _name(before["relations"]), _name(after["relations"])
    _replace(after, {"interventions": ("on",)}, {called[row]: now[row] for row in called.keys() & now.keys()})
    size = {name: len(records) for name, records in after.items()}
    relations, obstacles = after["relations"], after["obstacles"]
    for row in old.keys() & relations.keys():
        if relations[row]["from"] in gone or relations[row]["to"] in gone:
            del relations[row]
    lost = gone | {old[row] for row in old.keys() - relations.keys()} - {new[row] for row in relations}
    for row in before["obstacles"].keys() & obstacles.keys():
        if obstacles[row]["on"] in lost:
            del obstacles[row]
    return after, {name: size[name] - len(records) for name, records in after.items() if len(records) < size[name]}


def _records(rows: Rows) -> Records:
    names = [column.name for column in rows.columns]
    return {number: dict(zip(names, cells, strict=True)) for number, cells in enumerate(rows.cells, 1)}


def _edited(records: Records, edits: Edits) -> Records:
    made = {
        number: {**record, **edits.changed.get(number, {})}
        for number, record in records.items()
        if number not in edits.removed
    }
    return made | dict(enumerate(edits.added, len(records) + 1))


def _table(name: str, records: Records, known: int, pasted: Mapping[int, int]) -> Table:
    used = {column for record in records.values() for column in record} | {*REQUIRED[name]}
    header = [column.name for column in TABLES[name] if column.name in used]
    rows = [[record.get(column) for column in header] for record in records.values()]
    return _Numbered(header, rows, title(name), first_row=1, numbers=tuple(records), known=known, pasted=pasted)


def _ids(records: Records) -> set[Cell]:
    return {record.get("id") for record in records.values()}


def _renamed(before: Records, after: Records) -> dict[str, str]:
    pairs = [(record.get("id"), after[row].get("id")) for row, record in before.items() if row in after]
    return {str(old): str(new) for old, new in pairs if old and new and old != new}


def _replace(tables: Mapping[str, Records], places: Mapping[str, tuple[str, ...]], names: Mapping[str, str]) -> None:
    names = {old: new for old, new in names.items() if old != new}
    for table, columns in places.items() if names else ():
        for record in tables[table].values():
            for column in columns:
                if (cell := record.get(column)) is not None:
                    record[column] = _with_names(_COLUMNS[table][column], cell, names)


def _with_names(column: Column, cell: Cell, names: Mapping[str, str]) -> Cell:
    value = read_cell(column, cell)
    if isinstance(value, list):
        if any(one in names for one in value):
            return write_cell(column, [names.get(one, one) for one in value])
        return cell
    return names.get(value, cell) if isinstance(value, str) else cell


def _spell(relations: Records) -> dict[int, str]:
    """Spell the relations as the table of obstacles names them, by row."""
    made = tuple(
        Relation.model_construct(
            supplier=str(record.get("from")),
            customer=str(record.get("to")),
            kind=cast("RelationKind", record.get("kind") or "serves"),
            id=cast("str | None", record.get("id")),
        )
        for record in relations.values()
    )
    return dict(zip(relations, spell_relations(Organization.model_construct(relations=made)), strict=True))


def _name(relations: Records) -> dict[int, str]:
    """Name the relations as interventions do, by row."""
    return {
        row: str(record.get("id") or f"{record.get('from')} -> {record.get('to')}") for row, record in relations.items()
    }


def show_cell(cell: Cell) -> Cell:
    """Give a cell as the editor shows it: yes and no in words, nothing as nothing."""
    return ("yes" if cell else "no") if isinstance(cell, bool) else cell


def find_edits(rows: Rows, shown: Sequence[int], edited: Mapping[str, Sequence[object]], row_column: str) -> Edits:
    """Find what somebody did to the rows of a table that the editor showed.

    ``edited`` gives the columns as the editor gives them back, ``row_column`` names the one with the row numbers, which
    is blank in a row that was added.
    """
    names = [column.name for column in rows.columns]
    changed: dict[int, Record] = {}
    added: list[Record] = []
    seen: set[int] = set()
    for number, record in _read_back(edited, names, row_column):
        if number is None:
            if any(cell is not None for cell in record.values()):
                added.append(record)
            continue
        seen.add(number)
        cells = dict(zip(names, rows.cells[number - 1], strict=True))
        if other := {name: cell for name, cell in record.items() if cell != _blank(show_cell(cells[name]))}:
            changed[number] = other
    return Edits(changed, tuple(added), frozenset(shown) - seen)


def _read_back(
    edited: Mapping[str, Sequence[object]], names: Sequence[str], row_column: str
) -> Iterator[tuple[int | None, Record]]:
    for position, number in enumerate(edited[row_column]):
        record = {name: _blank(edited[name][position]) for name in names}
        row = _blank(number)
        yield (int(row) if isinstance(row, int | float) else None), record


def _blank(value: object) -> Cell:
    """Read a cell of the editor: what is not there, in any of its spellings, is None."""
    if value is None or value == "" or value != value:  # noqa: PLR0124 - NaN alone differs from itself
        return None
    return value if isinstance(value, str | bool | int | float) else str(value)
