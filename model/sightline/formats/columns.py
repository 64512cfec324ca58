"""The columns of the tables, taken from the records of format 1, and what one cell of each kind may say.

A field of a nested record has a dotted name (``ratings.client``). Lists are separated by ``;``; a list whose entries
hold one, and evidence that is more than a text, stand as JSON in the cell.
"""

from __future__ import annotations

import datetime
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from sightline.document import (
    Assumptions,
    Clearance,
    Decision,
    Element,
    Intervention,
    Obstacle,
    Organization,
    Relation,
    Thresholds,
)

CellKind = Literal["word", "label", "text", "number", "whole", "flag", "list", "count", "evidence"]
"""``word``: an id or one of a few words, trimmed. ``label``: text as it is. ``text``: a label that may be empty.
``count``: a whole number or a list of ids."""

Cell = str | int | float | bool | None

_TRUE = frozenset(("true", "yes", "1", "x"))
_FALSE = frozenset(("false", "no", "0"))
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_MOST_DIGITS = 400
_EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the way to its value inside a record, and what its cells may say."""

    name: str
    path: tuple[str, ...]
    kind: CellKind


def spell_column(name: str) -> str:
    """Reduce a column name to what is compared: no case, spaces or underscores."""
    return re.sub(r"[\s_]+", "", name).casefold()


def columns_of(model: type[BaseModel], *, leave: Iterable[str] = ()) -> tuple[Column, ...]:
    """List the columns that hold the fields of a record, in the order of the fields."""
    skipped = set(leave)
    columns: list[Column] = []
    for name, field in model.model_fields.items():
        if name in skipped:
            continue
        bases, details = _take_apart(field.annotation, field.metadata)
        nested = next((base for base in bases if isinstance(base, type) and issubclass(base, BaseModel)), None)
        if nested is not None and tuple not in bases:
            columns += [Column(f"{name}.{one.name}", (name, *one.path), one.kind) for one in columns_of(nested)]
        else:
            columns.append(Column(name, (name,), _kind(bases, details, nested is not None)))
    return tuple(columns)


def _kind(bases: set[Any], details: list[Any], holds_records: bool) -> CellKind:
    if holds_records:
        return "evidence"
    if tuple in bases:
        return "count" if int in bases else "list"
    for base, kind in _KINDS.items():
        if base in bases:
            return kind
    if Literal in bases or any(getattr(one, "pattern", None) for one in details):
        return "word"
    return "label" if any(getattr(one, "min_length", None) for one in details) else "text"


_KINDS: dict[type, CellKind] = {bool: "flag", float: "number", int: "whole", datetime.date: "word"}


def _take_apart(annotation: object, metadata: Iterable[Any]) -> tuple[set[Any], list[Any]]:
    """Collect the plain types of an annotation, and what is said of the texts among them."""
    details = [inner for one in metadata for inner in (one, *getattr(one, "metadata", ()))]
    origin = get_origin(annotation)
    if origin is Annotated:
        base, *more = get_args(annotation)
        bases, found = _take_apart(base, more)
        return bases, details + found
    if origin in (Union, UnionType):
        every: set[Any] = set()
        for argument in get_args(annotation):
            bases, found = _take_apart(argument, ())
            every |= bases
            details += found
        return every, details
    if origin is tuple:
        records, _ = _take_apart(get_args(annotation)[0], ())
        return {tuple, *(one for one in records if isinstance(one, type) and issubclass(one, BaseModel))}, details
    return {Literal if origin is Literal else annotation}, details


def _column(name: str, kind: CellKind) -> Column:
    return Column(name, (name,), kind)


_ELEMENT = {column.name: column for column in columns_of(Element, leave=("obstacles",))}
_FIRST = ("id", "kind", "name", "part_of", "reports_to", "headcount", "effort", "tags")
ELEMENT_COLUMNS = (
    *(_column(name, "list") if name == "reports_to" else _ELEMENT[name] for name in _FIRST),
    *(column for name, column in _ELEMENT.items() if name not in _FIRST),
)
_RELATION = {
    column.name: column for column in columns_of(Relation, leave=("supplier", "customer", "kind", "obstacles"))
}
RELATION_COLUMNS = (
    *(_column(name, "word") for name in ("from", "to", "kind")),
    _RELATION.pop("volume"),
    _RELATION.pop("output"),
    *_RELATION.values(),
)
OBSTACLE_COLUMNS = (_column("on", "word"), *columns_of(Obstacle))
DECISION_COLUMNS = columns_of(Decision)
CLEARANCE_COLUMNS = columns_of(Clearance)
PLAN_COLUMNS = columns_of(Intervention, leave=("clears",))
INTERVENTION_COLUMNS = (*PLAN_COLUMNS, *CLEARANCE_COLUMNS)
FACT_COLUMNS = (_column("key", "word"), _column("value", "text"))

_HEAD = {column.name: column for column in columns_of(Organization)}
FACTS: Mapping[str, Column] = {
    column.name: Column(column.name, (*above, *column.path), column.kind)
    for above, columns in (
        ((), (_column("sightline", "whole"), *(_HEAD[name] for name in ("name", "as_of", "description")))),
        (("assumptions",), columns_of(Assumptions)),
        (("thresholds",), columns_of(Thresholds)),
    )
    for column in columns
}
"""What the table ``organization`` may say, one fact a row: ``name``, ``handoff_clarity``, a threshold, ..."""

TABLES: Mapping[str, tuple[Column, ...]] = {
    "elements": ELEMENT_COLUMNS,
    "relations": RELATION_COLUMNS,
    "obstacles": OBSTACLE_COLUMNS,
    "interventions": INTERVENTION_COLUMNS,
    "decisions": DECISION_COLUMNS,
    "organization": FACT_COLUMNS,
}
"""Every table and its columns; only ``elements`` must be there."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "elements": ("id", "kind"),
    "relations": ("from", "to"),
    "obstacles": ("on", "kind", "severity"),
    "interventions": ("id",),
    "decisions": ("id",),
    "organization": ("key", "value"),
}
COMMON: Mapping[str, int] = {
    "elements": 8,
    "relations": 5,
    "obstacles": 13,
    "interventions": len(INTERVENTION_COLUMNS),
    "decisions": len(DECISION_COLUMNS),
    "organization": 2,
}
"""How many of the first columns are written even where they are empty."""


def read_cell(column: Column, cell: object) -> object:
    """Read one cell as the value of format 1; None where it says nothing.

    What does not fit stays as it is, for the document to tell: it knows the sentence and, by its path, the place.
    """
    if isinstance(cell, str):
        return _read_text(column.kind, cell)
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.date().isoformat() if isinstance(cell, datetime.datetime) else cell.isoformat()
    if isinstance(cell, list | tuple):
        return [item for item in cell if item is not None]
    return _read_number(column.kind, cell)


def _read_text(kind: CellKind, text: str) -> object:
    if kind == "text":
        return text
    if kind == "label":
        return text or None
    if kind == "evidence":
        return _read_json(text, "[{") or text or None
    text = text.strip()
    if not text or kind == "word":
        return text or None
    if kind == "flag":
        word = text.casefold()
        return True if word in _TRUE else False if word in _FALSE else text
    if len(text) > _MOST_DIGITS and kind in ("number", "whole"):
        return text
    if kind == "number":
        exact = _WHOLE.fullmatch(text) and len(text) <= _EXACT_DIGITS
        return int(text) if exact else float(text) if _NUMBER.fullmatch(text) else text
    if kind == "whole" or (kind == "count" and _WHOLE.fullmatch(text)):
        return _read_whole(text)
    listed = _read_json(text, "[")
    return listed if listed is not None else [item.strip() for item in text.split(";") if item.strip()]


def _read_number(kind: CellKind, cell: object) -> object:
    """Read a cell that is no text: a spreadsheet's or Parquet's own number or yes/no."""
    if kind == "flag":
        return bool(cell) if cell in (0, 1) else cell
    if isinstance(cell, bool):
        return str(cell).lower() if kind in ("word", "label", "text", "list", "evidence") else cell
    if isinstance(cell, float) and cell.is_integer() and kind != "number":
        cell = int(cell)
    if kind in ("word", "label", "text", "evidence"):
        return str(cell)
    return [str(cell)] if kind == "list" else cell


def _read_whole(text: str) -> object:
    if _WHOLE.fullmatch(text):
        return int(text)
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    return int(value) if value.is_integer() else text


def _read_json(text: str, begins: str) -> list[object] | None:
    """Read a list in JSON; None for anything else, however it is broken."""
    if not re.sub(r"\s", "", text[:20]).startswith(begins):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else None


def write_cell(column: Column, value: object) -> Cell:
    """Write a plain value of format 1 so that :func:`read_cell` gives it back."""
    if column.kind in ("list", "count") and isinstance(value, list | str):
        return _write_list([value] if isinstance(value, str) else value, counts=column.kind == "count")
    if column.kind == "evidence":
        plain = isinstance(value, str) and value and not value.lstrip().startswith("[")
        return str(value) if plain else _to_json([{"text": value}] if isinstance(value, str) else value)
    assert isinstance(value, str | int | float | bool)  # noqa: S101 - columns_of covers every field
    return value


def _write_list(items: list[str], *, counts: bool) -> str:
    joined = ";".join(items)
    is_plain = (
        bool(items)
        and all(item and item == item.strip() and ";" not in item for item in items)
        and not joined.startswith("[")
        and not (counts and _WHOLE.fullmatch(joined))
    )
    return joined if is_plain else _to_json(items)


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def spell_number(value: float) -> str:
    """Spell a number as people do, so that it reads back the same."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
