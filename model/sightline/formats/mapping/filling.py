"""Which field each column fills, once the kind of its sheet is known; each with a certainty and a reason in words.

Columns about single persons are proposed to be left out, whatever else they might fill: names, addresses, dates of
birth, pay. The name stays where superiors are only given by name; it then finds them and goes no further.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from sightline.catalogue import OBSTACLE_KINDS
from sightline.formats.columns import TABLES, spell_column
from sightline.formats.graph_rules import EDGE_WORDS, KIND_WORDS
from sightline.formats.mapping.body import is_total
from sightline.formats.mapping.cells import plain
from sightline.formats.mapping.column_facts import MOSTLY, ColumnFacts, Table, share_found
from sightline.formats.mapping.fields import FIELDS, IGNORE
from sightline.formats.mapping.judging import (
    MOST,
    SUPERIORS,
    Ends,
    References,
    find_identity,
    find_mark_columns,
    find_row_names,
)
from sightline.formats.mapping.profile import SheetKind

ABOUT_A_PERSON: Final = "about a person"
UNKNOWN: Final = "its header is not known"
EMPTY: Final = "it says nothing"

_FIELDS: Final[Mapping[SheetKind, Mapping[str, str]]] = {
    "elements": {
        **{one: one for one in ("id", "name", "kind", "headcount", "effort", "description", "tags", "function")},
        **{one: one for one in ("serves", "delivers", "performs", "supports")},
        "served by": "served_by",
        "parent": "part_of",
        "unit": "part_of",
        "unit id": "id",
        "superior": "reports_to",
    },
    "units": {
        **{one: one for one in ("id", "name", "headcount", "description")},
        "unit id": "id",
        "unit": "name",
        "parent": "part_of",
        **dict.fromkeys(SUPERIORS, "head"),
    },
    "employees": {
        "person id": "id",
        "id": "id",
        "job": "title",
        "superior id": "manager",
        "superior": "manager",
        "superior name": "manager_name",
        "superior title": "manager_title",
        "unit id": "unit",
        "unit": "unit_name",
        "headcount": "headcount",
        "function": "function",
        "person name": "name",
    },
    "relations": {
        **{one: one for one in ("id", "volume", "output", "tags", "obstacle", "severity", "evidence")},
        "relation kind": "kind",
    },
    "obstacles": {
        **{one: one for one in ("id", "from", "to", "severity", "low", "high", "evidence", "area", "themes", "status")},
        "place": "on",
        "name": "on",
        "unit": "on",
        "obstacle": "kind",
        "kind": "kind",
        "description": "evidence",
    },
    "matrix": {},
    "ignore": {},
}
"""By kind of sheet: from what a header means to the field that it fills; the earlier the likelier."""

_OBSTACLES: Final = frozenset(plain(word) for known in OBSTACLE_KINDS for word in (known.kind, known.name, known.code))
"""The kinds of obstacles of the catalogue, by what people may call them."""
_FALLBACKS: Final = frozenset((("elements", "unit"), ("obstacles", "description"), ("obstacles", "kind")))
"""Meanings that fill a field only where nothing better does; they are less sure."""
_LESS_SURE: Final = 0.75
_DOUBTFUL: Final = 0.5
_HALF: Final = 0.5
_CLOSE: Final = 0.15
_FEW: Final = 12


@dataclass(frozen=True, slots=True)
class Filling:
    """What one column fills (a field, or ``ignore``), how sure that is, and why."""

    column: ColumnFacts
    field: str
    certainty: float
    reason: str


def fill(kind: SheetKind, table: Table, references: References, ends: Ends | None) -> list[Filling]:
    """Propose a field for each column of a table; no field twice that only one column can fill."""
    if kind == "ignore":
        return []
    if kind == "matrix":
        return _fill_matrix(table)
    wishes = {column.heading.column: _wish(kind, table, column, references, ends) for column in table.columns}
    if kind == "employees":
        _order_levels(wishes)
        _keep_needed_names(wishes)
    _settle(kind, wishes)
    return [wishes[column.heading.column] for column in table.columns]


def _wish(kind: SheetKind, table: Table, column: ColumnFacts, references: References, ends: Ends | None) -> Filling:
    """Say what one column would fill if there were no others."""
    if ends is not None and kind == "relations" and column in ends.columns:
        return Filling(column, ("from", "to")[ends.columns.index(column)], ends.certainty, "an end of the relation")
    concepts = column.concepts
    if "private" in concepts or (kind == "employees" and "part of a name" in concepts):
        return Filling(column, IGNORE, MOST, ABOUT_A_PERSON)
    if not column.said:
        return Filling(column, IGNORE, MOST, EMPTY)
    identity = find_identity(table) if kind == "elements" else None
    if column is identity and not table.certainty(column, "id") and not table.certainty(column, "unit id"):
        return Filling(column, "name", 0.95, "each row has another one")
    found = [
        (table.certainty(column, concept) * (_LESS_SURE if (kind, concept) in _FALLBACKS else 1.0), field)
        for concept, field in _FIELDS[kind].items()
        if table.certainty(column, concept)
    ]
    if not found:
        return _wish_unknown(kind, table, column)
    certainty, field = max(found, key=lambda pair: pair[0])
    return _check(kind, table, Filling(column, field, certainty, "the header says so"), references)


def _wish_unknown(kind: SheetKind, table: Table, column: ColumnFacts) -> Filling:
    """Look for what a header that is in no list may still say: a word of our own tables, or how much goes."""
    own = next((name for name in FIELDS[kind] if spell_column(name) == spell_column(column.heading.text)), None)
    if own is not None and kind in TABLES:
        return Filling(column, own, MOST if "_" in own or "." in own else _LESS_SURE, "the header is a word of our own")
    if "aside" in column.concepts:
        return Filling(column, IGNORE, 0.9, "nothing that is read")
    numbers = [one for one in table.columns if not one.matches and one.numbers >= MOSTLY and one.filled >= MOSTLY]
    if kind == "relations" and numbers[-1:] == [column] and not table.has("volume"):
        return Filling(column, "volume", _DOUBTFUL, "a number beside the two ends, though its header is not known")
    return Filling(column, IGNORE, _DOUBTFUL, UNKNOWN)


def _check(kind: SheetKind, table: Table, wish: Filling, references: References) -> Filling:
    """Hold what a header says against the values."""
    column, field = wish.column, wish.field
    if field == "kind" and kind in ("elements", "relations"):
        return _check_kind(wish, KIND_WORDS if kind == "elements" else EDGE_WORDS)
    if field == "kind" and kind == "obstacles" and share_found(column.words, _OBSTACLES) < MOSTLY:
        return replace(wish, certainty=0.8, reason="the header says so; each of its words becomes a kind of its own")
    if kind == "employees" and field in ("manager", "manager_name", "manager_title"):
        return _find_superior(table, wish, references)
    if kind == "employees" and field == "name":
        return Filling(column, IGNORE, MOST, ABOUT_A_PERSON)
    if kind == "employees" and field in ("unit_name", "unit") and _is_idle_unit(table, column):
        return Filling(column, IGNORE, 0.9, "it says the same in every row")
    if kind == "elements" and field == "reports_to":
        return _check_reports_to(table, wish, references)
    if field == "part_of":
        known = _own_names(table) | references.others(table)
        if share_found(column.words, known) >= MOSTLY:
            return replace(wish, certainty=MOST, reason="its values are names or ids of other rows")
        return replace(wish, certainty=wish.certainty * 0.95)
    if field == "function" and len(column.words) > _FEW:  # the more they differ, the less they are functions
        return replace(wish, certainty=wish.certainty * (1 - column.distinct))
    if field == "severity" and _largest(column) > 1:
        reason = f"its values go up to {_largest(column):g}; a severity is a share from 0 to 1"
        return replace(wish, certainty=0.3, reason=reason)
    return wish


def _check_kind(wish: Filling, words: Mapping[str, object]) -> Filling:
    known = share_found(frozenset(word.replace(" ", "") for word in wish.column.words), frozenset(words))
    if known >= MOSTLY:
        return replace(wish, certainty=MOST, reason="its words are kinds that are known")
    if known:
        return replace(wish, certainty=0.7, reason="some of its words are kinds that are known, the others become tags")
    return replace(
        wish, field="tags", certainty=0.9, reason="its words are no kinds that are known, so they become tags"
    )


def _largest(column: ColumnFacts) -> float:
    values = [one for one in column.said if isinstance(one, int | float)]
    texts = [one.strip() for one in column.said if isinstance(one, str) and not one.strip().endswith("%")]
    return max((float(value) for value in (*values, *(one for one in texts if one.isdecimal()))), default=0.0)


def _own_names(table: Table) -> frozenset[str]:
    columns = [find_identity(table), *(table.column(one) for one in ("id", "person id", "unit id", "name", "unit"))]
    return frozenset().union(*(one.all_words for one in columns if one is not None and one.distinct > MOSTLY))


def _check_reports_to(table: Table, wish: Filling, references: References) -> Filling:
    if share_found(wish.column.words, _own_names(table) | references.others(table)) >= MOSTLY:
        return replace(wish, certainty=0.8, reason="its values are names or ids of other rows")
    return Filling(wish.column, IGNORE, 0.9, ABOUT_A_PERSON)


def _is_idle_unit(table: Table, column: ColumnFacts) -> bool:
    """Tell whether a column names one unit for all rows while another tells them apart."""
    others = [one for one in table.columns if one.concepts & {"unit", "unit id"} and len(one.words) > 1]
    return len(column.words) == 1 and bool(others)


def _find_superior(table: Table, wish: Filling, references: References) -> Filling:
    """Find out whether superiors are given by id, by name or by title."""
    column = wish.column
    ways = (
        ("manager", ("person id", "id"), "ids"),
        ("manager_name", ("person name",), "names of persons"),
        ("manager_title", ("job",), "job titles"),
    )
    for field, concepts, what in ways:
        for concept in concepts:
            other = table.column(concept)
            if other is None or other is column:
                continue
            share = share_found(column.words, other.all_words)
            if share >= MOSTLY:
                return Filling(column, field, MOST, f"its values are {what} of other rows (`{other.heading.text}`)")
            if share > _HALF:
                return Filling(column, field, 0.7, f"most of its values are {what} of other rows")
    if share_found(column.words, references.others(table)) >= MOSTLY:
        return Filling(column, "manager", 0.95, "its values are listed in another sheet")
    if column.codes >= MOSTLY:
        is_said = table.certainty(column, "superior id") > 0
        return Filling(column, "manager", 0.8 if is_said else 0.6, "its values look like ids, but no row has them")
    field = "manager_name" if wish.field == "manager" else wish.field
    return Filling(column, field, _DOUBTFUL, "its values are neither ids nor names nor titles of other rows")


def _keep_needed_names(wishes: dict[int, Filling]) -> None:
    """Keep the column of names where only it tells who a superior is."""
    fields = {wish.field for wish in wishes.values()}
    names = [at for at, wish in wishes.items() if _is_full_name(wish)]
    if "manager_name" in fields and "manager" not in fields and len(names) == 1:
        reason = "superiors are given by name; it finds them, and is not kept"
        wishes[names[0]] = replace(wishes[names[0]], field="name", certainty=0.9, reason=reason)


def _is_full_name(wish: Filling) -> bool:
    return wish.reason == ABOUT_A_PERSON and "person name" in wish.column.concepts


def _order_levels(wishes: dict[int, Filling]) -> None:
    """Take several columns of units for levels, if they stand in their order: the outermost has the fewest units."""
    units = [at for at, wish in wishes.items() if wish.field == "unit_name"]
    if len(units) < 2:
        return
    ordered = all(
        len(wishes[outer].column.words) <= len(wishes[inner].column.words) for outer, inner in pairwise(units)
    )
    reason = "one of several levels of units" + ("" if ordered else ", which do not stand from the outermost inwards")
    for at in units:
        wishes[at] = replace(wishes[at], field="level", certainty=0.9 if ordered else _DOUBTFUL, reason=reason)


def _settle(kind: SheetKind, wishes: dict[int, Filling]) -> None:
    """Give each field to the surest column where several want it and one can have it."""
    wanted: dict[str, list[int]] = {}
    for at, wish in wishes.items():
        if wish.field != IGNORE and not FIELDS[kind][wish.field].several:
            wanted.setdefault(wish.field, []).append(at)
    for field, places in wanted.items():
        if len(places) < 2:
            continue
        best, *others = sorted(places, key=lambda at: _rank(wishes[at]), reverse=True)
        winner = wishes[best]
        close = [wishes[at] for at in others if winner.certainty - wishes[at].certainty < _CLOSE]
        if close:
            names = " or ".join(f"`{one.column.heading.text}`" for one in close)
            wishes[best] = replace(
                winner, certainty=_DOUBTFUL, reason=f"{winner.reason}, but it may as well be {names}"
            )
        for at in others:
            reason = f"`{winner.column.heading.text}` is taken for `{field}`"
            wishes[at] = replace(wishes[at], field=IGNORE, certainty=_DOUBTFUL, reason=reason)


def _rank(wish: Filling) -> tuple[float, float, float, str]:
    return wish.certainty, wish.column.filled, wish.column.distinct, wish.column.heading.text


def _fill_matrix(table: Table) -> list[Filling]:
    """Name the column of row names; leave out what is neither that nor marks. Columns of marks have no field."""
    names = find_row_names(table)
    marks = [] if names is None else find_mark_columns(table, names)
    fillings = []
    for column in table.columns:
        if column is names:
            fillings.append(Filling(column, "name", 0.95, "each row has another name"))
        elif is_total(column.heading.text):
            fillings.append(Filling(column, IGNORE, MOST, "a total"))
        elif column not in marks:
            fillings.append(Filling(column, IGNORE, 0.8, "no marks under a name"))
    return fillings
