"""Tables to the raw tree of format 1: what CSV folders, workbooks and Parquet have in common.

Which way round: a row of ``relations`` points from the supplier (``from``) to its internal or external customer
(``to``); for ``reports_to`` and ``part_of``, ``to`` is the manager or the whole; for ``feedback``, who hears.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sightline.document import Path, Tree, build_organization
from sightline.document.vocabulary import CARRYING, ELEMENT_KINDS, RELATION_KINDS, SECTION_OF
from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import InputError, Problem
from sightline.formats.columns import (
    CLEARANCE_COLUMNS,
    FACTS,
    PLAN_COLUMNS,
    TABLES,
    read_cell,
    spell_column,
)
from sightline.formats.table_records import Row, Table, TablePlaces, read_records, set_nested

_RELATION_PLACE = re.compile(r"(\S+)\s*->\s*(\S+?)(?:\s*\(\s*(\w+)\s*(?:#\s*([0-9]{1,9})\s*)?\))?")
_ROW = re.compile(r"\brow ([0-9]+)")
_MOST_SUGGESTIONS = 50
PART_OF = "part_of"


def read_tables(tables: Mapping[str, Table], *, name: str, file: str) -> Tree:
    """Read tables, by name as in :data:`sightline.formats.columns.TABLES`, as an organization in the shape of format 1.

    ``name`` is the organization's where the tables do not say it; ``file`` stands in places that no table has.
    Raises InputError with every problem of all tables at once, those of the organization that they describe included.
    """
    reading = _Reading(file, [tables[one] for one in TABLES if one in tables])
    reading.read_facts(tables.get("organization"))
    reading.raw.setdefault("name", name)
    reading.read_elements(tables.get("elements"))
    reading.read_relations(tables.get("relations"))
    reading.read_obstacles(tables.get("obstacles"))
    reading.read_decisions(tables.get("decisions"))
    reading.read_interventions(tables.get("interventions"))
    return reading.finish()


class _Reading:
    """What is known while the tables are read."""

    def __init__(self, file: str, tables: Sequence[Table]) -> None:
        self.raw: dict[str, object] = {"sightline": 1}
        self._file = file
        self._tables = tables
        self._rows: dict[Path, Row] = {}
        self._problems: list[Problem] = []
        self._left_out: set[str] = set()
        self._suggestions = 0
        self._elements: dict[str, tuple[Path, dict[str, object]]] = {}
        self._relations: dict[str, tuple[Path, dict[str, object]]] = {}
        self._pairs: dict[tuple[str, str], list[tuple[str, Path, dict[str, object]]]] = {}

    def finish(self) -> Tree:
        """Give the tree; with problems of the tables, raise them together with those of the organization."""
        tree = Tree(self.raw, TablePlaces(self._rows), self._file)
        if not self._problems:
            return tree
        try:
            build_organization(tree)
        except InputError as error:  # what only follows from a row that was left out is no mistake of its own
            self._problems += [problem for problem in error.problems if problem.value not in self._left_out]
        raise InputError(_in_order(self._problems, self._tables))

    def read_facts(self, table: Table | None) -> None:
        """Read the single facts of the organization: one row each, ``key`` and ``value``."""
        spelled = {spell_column(name): column for name, column in FACTS.items()}
        for row in read_records("organization", table, self._problems):
            key = row.word("key") or ""
            column = spelled.get(spell_column(key.rpartition(".")[2]))
            value = read_cell(column, row.cells.get("value")) if column else None
            if column is None:
                suggestion = nearest(key, FACTS)
                self._tell(
                    row, "key", f"`{key}` is no fact of an organization{did_you_mean(suggestion)}", key, suggestion
                )
            elif column.path in self._rows:
                self._tell(
                    row, "key", f"`{key}` stands twice; it stands first in {self._rows[column.path].place()}", key
                )
            elif value is not None:
                set_nested(self.raw, column.path, value)
                self._rows[column.path] = row

    def read_elements(self, table: Table | None) -> None:
        """Read the elements into their sections."""
        for row in read_records("elements", table, self._problems):
            identifier, kind = row.word("id"), (row.word("kind") or "").lower()
            if kind not in SECTION_OF:
                suggestion = nearest(kind.removesuffix("s"), ELEMENT_KINDS)
                found = f"`kind` is {show(row.word('kind'))}" if kind else "`kind` is missing"
                message = f"{found}; expected one of {', '.join(ELEMENT_KINDS)}{did_you_mean(suggestion)}"
                self._tell(row, "kind", message, kind, suggestion)
                kind = "team"  # so that what refers to it is not told as well
            if identifier is None:
                self._tell(row, "id", "`id` is missing: every element needs one")
                continue
            if identifier in self._elements:
                first = self._rows[self._elements[identifier][0]].place()
                self._tell(row, "id", f"the id `{identifier}` stands twice; it stands first in {first}", identifier)
                continue
            path: Path = (SECTION_OF[kind], identifier)
            body = row.body("id", "kind")
            section = self.raw.setdefault(SECTION_OF[kind], {})
            assert isinstance(section, dict)  # noqa: S101 - set just above
            section[identifier] = body
            self._elements[identifier] = (path, body)
            self._rows[path] = row

    def read_relations(self, table: Table | None) -> None:
        """Read the relations into their suppliers."""
        for row in read_records("relations", table, self._problems):
            supplier, customer, kind = row.word("from"), row.word("to"), _spell_kind(row.word("kind"))
            if kind not in (*RELATION_KINDS, PART_OF):
                suggestion = nearest(kind, (*RELATION_KINDS, PART_OF))
                expected = ", ".join((*RELATION_KINDS, PART_OF))
                message = f"`kind` is {show(row.word('kind'))}; expected one of {expected}{did_you_mean(suggestion)}"
                self._leave_out(row, "kind", message, row.word("kind"), suggestion)
            elif supplier is None or customer is None:
                end = "from" if supplier is None else "to"
                self._leave_out(row, end, f"`{end}` is missing: it needs the id of an element")
            elif supplier not in self._elements:
                self._tell_unknown(row, "from", supplier, "an element", self._elements)
            elif kind == PART_OF:
                self._set_part_of(row, supplier, customer)
            else:
                self._add_relation(row, supplier, customer, kind)

    def _set_part_of(self, row: Row, part: str, whole: str) -> None:
        path, body = self._elements[part]
        if extra := sorted(row.cells.keys() - {"from", "to", "kind"}):
            self._tell(row, extra[0], f"`{extra[0]}` is no fact of a `part_of` relation", extra[0])
        if body.get(PART_OF, whole) != whole:
            self._tell(row, "to", f"`{part}` is part of `{body[PART_OF]}` already; one parent is allowed", whole)
        elif PART_OF not in body:
            body[PART_OF] = whole
            self._rows[*path, PART_OF] = row

    def _add_relation(self, row: Row, supplier: str, customer: str, kind: str) -> None:
        above, element = self._elements[supplier]
        listed = element.setdefault(kind, [])
        assert isinstance(listed, list)  # noqa: S101 - lists and nothing else are set under the kind of a relation
        path: Path = (*above, kind, len(listed))
        body = {"to": customer, **row.body("from", "to", "kind")}
        listed.append(body)
        self._rows[path] = row
        if (identifier := row.word("id")) is not None:
            self._relations.setdefault(identifier, (path, body))
        if kind in CARRYING:
            self._pairs.setdefault((supplier, customer), []).append((kind, path, body))

    def read_obstacles(self, table: Table | None) -> None:
        """Read the obstacles onto the elements and relations that they name."""
        for row in read_records("obstacles", table, self._problems):
            on = row.word("on")
            if on is None:
                self._leave_out(row, "on", "`on` is missing: it names what the obstacle sits on")
            elif (found := self._find_owner(row, on)) is not None:
                path, body = found
                listed = body.setdefault("obstacles", [])
                assert isinstance(listed, list)  # noqa: S101 - set just above
                self._rows[*path, "obstacles", len(listed)] = row
                listed.append(row.body("on"))

    def _find_owner(self, row: Row, on: str) -> tuple[Path, dict[str, object]] | None:
        """Find the element or relation that an obstacle sits on; None with a problem told."""
        found = self._elements.get(on) or self._relations.get(on)
        if found is not None:
            return found
        spelled = _RELATION_PLACE.fullmatch(on)
        if spelled is None:
            known = (*self._elements, *self._relations)
            self._tell_unknown(row, "on", on, "an element or the id of a relation", known)
            return None
        supplier, customer, kind, number = spelled.groups()
        between = self._pairs.get((supplier, customer), [])
        if kind is not None:
            between = [one for one in between if one[0] == _spell_kind(kind)]
        if number is not None:
            between = between[int(number) - 1 : int(number)] if int(number) else []
        if len(between) == 1:
            return between[0][1], between[0][2]
        for end in (supplier, customer):
            if end not in self._elements:
                self._tell_unknown(row, "on", end, "an element", self._elements)
                return None
        example = f"`{supplier} -> {customer} ({between[0][0]} #1)`" if between else ""
        advice = (
            f"{len(between)} relations; give theirs an id, or write {example}"
            if between
            else "no relation that carries work"
        )
        self._leave_out(row, "on", f"`{on}` is {advice}", on)
        return None

    def read_decisions(self, table: Table | None) -> None:
        """Read the decisions."""
        decisions: dict[str, object] = {}
        for row in read_records("decisions", table, self._problems):
            identifier = row.word("id")
            if identifier is None:
                self._tell(row, "id", "`id` is missing: every decision needs one")
            elif identifier in decisions:
                first = self._rows["decisions", identifier].place()
                self._tell(row, "id", f"the id `{identifier}` stands twice; it stands first in {first}", identifier)
            else:
                decisions[identifier] = row.body("id")
                self._rows["decisions", identifier] = row
        if decisions:
            self.raw["decisions"] = decisions

    def read_interventions(self, table: Table | None) -> None:
        """Read the interventions: rows with the same id are one intervention that clears several obstacles."""
        clearing = tuple(column.name for column in CLEARANCE_COLUMNS)
        found: dict[str, tuple[int, dict[str, object], list[object]]] = {}
        for row in read_records("interventions", table, self._problems):
            identifier = row.word("id")
            if identifier is None:
                self._tell(row, "id", "`id` is missing: every intervention needs one")
                continue
            if identifier not in found:
                found[identifier] = (len(found), row.body(*clearing), [])
                self._rows["interventions", len(found) - 1] = row
            position, body, clears = found[identifier]
            for column in PLAN_COLUMNS:
                value = row.cells.get(column.name)
                if value is not None and body.setdefault(column.name, value) != value:
                    message = (
                        f"`{column.name}` of `{identifier}` is {show(value)} here and {show(body[column.name])} above"
                    )
                    self._tell(row, column.name, message, value)
            clearance = {name: row.cells[name] for name in clearing if name in row.cells}
            if clearance:
                self._rows["interventions", position, "clears", len(clears)] = row
                clears.append(clearance)
        if found:
            self.raw["interventions"] = [
                {**body, "clears": clears} if clears else body for _, body, clears in found.values()
            ]

    def _tell(
        self, row: Row, column: str | None, message: str, value: object = None, suggestion: str | None = None
    ) -> None:
        text = None if value is None else str(value)[:200]
        self._problems.append(Problem(message, row.place(column), text, suggestion))

    def _leave_out(
        self, row: Row, column: str, message: str, value: object = None, suggestion: str | None = None
    ) -> None:
        """Tell why a row is left out, and remember its id: what refers to it is right."""
        self._tell(row, column, message, value, suggestion)
        if (identifier := row.word("id")) is not None:
            self._left_out.add(identifier)

    def _tell_unknown(self, row: Row, column: str, word: str, noun: str, known: Iterable[str]) -> None:
        self._suggestions += 1
        suggestion = nearest(word, known) if self._suggestions <= _MOST_SUGGESTIONS else None
        self._leave_out(row, column, f"`{word}` is not {noun}{did_you_mean(suggestion)}", word, suggestion)


def _in_order(problems: Iterable[Problem], tables: Iterable[Table]) -> list[Problem]:
    """Order problems as people go through the tables: table by table, row by row."""
    known = list(tables)

    def position(problem: Problem) -> tuple[int, int]:
        file, part = problem.place.file, problem.place.part or ""
        row = _ROW.search(part)
        at = next((at for at, one in enumerate(known) if one.file == file and part.startswith(one.part)), len(known))
        return at, int(row.group(1)) if row else 0

    return sorted(dict.fromkeys(problems), key=position)


@lru_cache(maxsize=100)
def _spell_kind(kind: str | None) -> str:
    """Spell a kind of relation as format 1 does; a relation that does not say its kind serves."""
    return re.sub(r"[\s-]+", "_", kind.lower()) if kind else "serves"
