"""The table of obstacles, on its way to the arrays: what each sits on, and the rules of an organization file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

import numpy as np

from sightline.arrays.assembling import ObstacleColumns, RelationColumns
from sightline.arrays.network import CARRYING_KINDS, CUSTOMER, Codes, Flags, Floats, Rows
from sightline.arrays.table_columns import MISSING, Columns, PlainTexts, Table, TextColumn
from sightline.arrays.table_faults import Faults, check_range
from sightline.catalogue import AREAS
from sightline.document import Obstacle
from sightline.document.fields import ID_PATTERN
from sightline.document.vocabulary import Status
from sightline.document.wording import did_you_mean, nearest

_RELATION_PLACE = re.compile(r"(\S+)\s*->\s*(\S+?)(?:\s*\(\s*(\w+)\s*(?:#\s*([0-9]{1,9})\s*)?\))?")
_ID = re.compile(ID_PATTERN)
_NAMES = ("on", *Obstacle.model_fields)
_SEVERAL = -2
_EMPTY_ROWS = np.empty(0, dtype=np.int64)


def no_obstacles() -> ObstacleColumns:
    """Give the columns of an organization without obstacles."""
    nothing = np.empty(0)
    return ObstacleColumns([], [], _EMPTY_ROWS, _EMPTY_ROWS, nothing, [], [], [], nothing.astype(np.bool_))


def read_obstacles(
    table: Table, *, ids: TextColumn, kinds: Codes, relations: RelationColumns, faults: Faults
) -> ObstacleColumns:
    """Read the obstacles, in the order of the elements and then of the relations that they sit on."""
    columns = Columns(table, "obstacles", known=_NAMES, required=("on", "kind", "severity"))
    places = columns.texts("on")
    element = places.rows_in(ids)
    relation = _find_relations(columns, places, element, ids, relations, faults)
    on_customer = np.zeros(columns.rows, dtype=np.bool_)
    on_customer[element >= 0] = kinds[element[element >= 0]] == CUSTOMER
    faults.tell(
        columns,
        "on",
        on_customer,
        lambda row: f"`{places.at(row)}` is an external customer and takes no `obstacles`",
    )
    severity = _read_severity(columns, faults)
    names = columns.texts("id").objects().tolist()
    causes = columns.lists("caused_by")
    _check_names(columns, names, causes, faults)
    words = [(kind or "").strip().replace("_", "-") for kind in columns.texts("kind").objects().tolist()]
    faulty = np.fromiter((_ID.match(word) is None for word in words), np.bool_, len(words))
    faults.tell(columns, "kind", faulty, lambda row: f"`kind` is `{words[row]}`; expected a name such as `bottleneck`")
    areas = _read_words(columns, "area", AREAS, faults)
    status = _read_words(columns, "status", get_args(Status), faults)
    weight = np.where([word == "removed" for word in status], 0.0, severity) if status else severity
    themes, mandated = columns.lists("themes"), columns.flags("mandated")
    order = np.lexsort((np.arange(columns.rows), relation, element, relation >= 0)).tolist()
    return ObstacleColumns(
        ids=[names[row] for row in order],
        kinds=[words[row] for row in order],
        element=element[order],
        relation=relation[order],
        severity=weight[order],
        areas=[areas[row] for row in order],
        themes=[themes[row] for row in order],
        causes=[causes[row] for row in order],
        mandated=mandated[order],
    )


def _read_severity(columns: Columns, faults: Faults) -> Floats:
    severity = columns.numbers("severity")
    faults.tell(columns, "severity", np.isnan(severity), lambda _: "`severity` is missing: every obstacle needs one")
    low, high = columns.numbers("low"), columns.numbers("high")
    for name, values in (("severity", severity), ("low", low), ("high", high)):
        check_range(columns, name, values, 0.0, 1.0, faults)
    low, high = np.where(np.isnan(low), severity, low), np.where(np.isnan(high), severity, high)
    outside = (severity < low) | (severity > high)
    faults.tell(
        columns,
        "severity",
        outside,
        lambda row: f"the interval {low[row]:g} to {high[row]:g} does not hold the severity {severity[row]:g}",
    )
    check_range(columns, "n", columns.numbers("n"), 1.0, np.inf, faults)
    return severity


def _read_words(columns: Columns, name: str, known: Sequence[str], faults: Faults) -> list[str | None]:
    """Read a column that takes one of a few words."""
    words: list[str | None] = columns.texts(name).objects().tolist()
    faulty = np.fromiter((word is not None and word not in known for word in words), np.bool_, len(words))

    def tell(row: int) -> str:
        suggestion = nearest(words[row] or "", known)
        return f"`{name}` is `{words[row]}`; expected one of {', '.join(known)}{did_you_mean(suggestion)}"

    faults.tell(columns, name, faulty, tell)
    return words


def _check_names(columns: Columns, names: list[str | None], causes: list[tuple[str, ...]], faults: Faults) -> None:
    """Tell ids that stand twice, and causes that are nowhere."""
    seen: set[str] = set()
    repeated = np.zeros(len(names), dtype=np.bool_)
    for row, name in enumerate(names):
        if name is not None:
            repeated[row] = name in seen
            seen.add(name)
    faults.tell(columns, "id", repeated, lambda row: f"the obstacle id `{names[row]}` stands twice")
    unknown = [next((cause for cause in of_row if cause not in seen), None) for of_row in causes]
    flags = np.fromiter((cause is not None for cause in unknown), np.bool_, len(unknown))
    faults.tell(columns, "caused_by", flags, lambda row: f"`{unknown[row]}` is not the id of an obstacle")


def _find_relations(
    columns: Columns,
    places: TextColumn,
    element: Rows,
    ids: TextColumn,
    relations: RelationColumns,
    faults: Faults,
) -> Rows:
    """Find the relation rows of the obstacles that sit on no element; -1 for the others."""
    found = np.full(columns.rows, MISSING, dtype=np.int64)
    rest = np.flatnonzero(element == MISSING)
    if not len(rest):
        return found
    lookup = _Pairs(relations, len(ids))
    paired, first, second = places.halves(" -> ")
    found[paired] = lookup.find_only(first.rows_in(ids), second.rows_in(ids))
    rest = rest[found[rest] == MISSING]
    words = [word or "" for word in places.objects()[rest].tolist()]
    named = PlainTexts(relations.ids).first_rows if any("->" not in word for word in words) else {}
    spelled = [_RELATION_PLACE.fullmatch(word.strip()) for word in words]
    suppliers = ids.like([one.group(1) if one else "" for one in spelled]).rows_in(ids)
    customers = ids.like([one.group(2) if one else "" for one in spelled]).rows_in(ids)
    for position, (row, word, match) in enumerate(zip(rest.tolist(), words, spelled, strict=True)):
        if word in named:
            found[row] = named[word]
        elif match is not None and suppliers[position] >= 0 and customers[position] >= 0:
            kind, number = match.group(3), match.group(4)
            found[row] = lookup.find(int(suppliers[position]), int(customers[position]), kind, number)
    nowhere: Flags = (element == MISSING) & (found == MISSING)
    faults.tell(
        columns,
        "on",
        nowhere,
        lambda row: f"`{places.at(row) or ''}` is neither an element nor a relation that carries work",
    )
    faults.tell(
        columns,
        "on",
        found == _SEVERAL,
        lambda row: f"`{places.at(row)}` is several relations; give theirs an id, or write `from -> to (kind #1)`",
    )
    return found


class _Pairs:
    """The relations of each pair of elements, found by bisection in sorted order."""

    def __init__(self, relations: RelationColumns, elements: int) -> None:
        self._elements = elements
        keys = relations.supplier * elements + relations.customer
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]
        self._kinds = relations.kinds

    def find_only(self, suppliers: Rows, customers: Rows) -> Rows:
        """Find the relation of each pair that has but one; -1 for the other pairs and where an end is none (-1)."""
        keys = suppliers * self._elements + customers
        start, end = np.searchsorted(self._keys, keys), np.searchsorted(self._keys, keys + 1)
        only = (suppliers >= 0) & (customers >= 0) & (end - start == 1)
        found = np.full(len(keys), MISSING, dtype=np.int64)
        found[only] = self._order[start[only]]
        return found

    def find(self, supplier: int, customer: int, kind: str | None, number: str | None) -> int:
        """Find the row of a relation; -1 where there is none, -2 where there are several."""
        key = supplier * self._elements + customer
        start, end = np.searchsorted(self._keys, [key, key + 1])
        rows = self._order[start:end].tolist()
        if kind is not None:
            rows = [row for row in rows if CARRYING_KINDS[self._kinds[row]] == kind.lower()]
        if number is not None:
            rows = rows[int(number) - 1 : int(number)] if int(number) else []
        return rows[0] if len(rows) == 1 else _SEVERAL if rows else MISSING
