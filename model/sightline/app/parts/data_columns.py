"""How each column of a table is edited: a box for kinds and ids, numbers with their range, and a hint for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import streamlit as st
from pydantic import BaseModel

from sightline.app.model import Model
from sightline.catalogue import OBSTACLE_KINDS
from sightline.document import Element, Obstacle, Organization, Relation
from sightline.document.meanings import MEANINGS, RELATION_MEANINGS
from sightline.document.vocabulary import ELEMENT_KINDS, RELATION_KINDS
from sightline.formats.columns import REQUIRED, Column
from sightline.formats.table_rows import Rows
from sightline.phrases import clean, cut, listed

ROW: Final = "row"
"""The column with the number of the row; blank in a new one."""
MOST_OPTIONS: Final = 1_000
"""Ids that a box offers at most; beyond, they are typed."""

_RECORDS: Final[dict[str, type[BaseModel]]] = {"elements": Element, "relations": Relation, "obstacles": Obstacle}
_TITLES: Final = {"from": "Who works", "to": "For whom", "on": "Where", "id": "Id", "n": "Answers"}
_HINTS: Final = {
    "id": "a-z, 0-9, dot, hyphen, underscore. Renaming it here renames it everywhere.",
    "from": "The id of the supplier.",
    "to": "The id of the internal or external customer.",
    "on": "What the obstacle stands at: an element, or a relation as `supplier -> customer`.",
    "reports_to": "Ids of those it reports to, with `;` between.",
}
_IDS: Final = ("part_of", "accountable", "modelled_on", "from", "to")


def column_title(column: str) -> str:
    """Name a column as people see it."""
    return _TITLES.get(column) or column.replace("_", " ").replace(".", ", ").capitalize()


def configure_columns(model: Model, table: str, rows: Rows) -> dict[str, Any]:
    """Say how the columns of a table are edited."""
    names = _name_ids(model)
    config: dict[str, Any] = {ROW: st.column_config.NumberColumn("Row", disabled=True, pinned=True, width=60)}
    used = {str(kind) for kind in model.snapshot.network.obstacles.kinds.tolist()}
    kinds: dict[str, Sequence[str]] = {
        "elements": ELEMENT_KINDS,
        "relations": RELATION_KINDS,
        "obstacles": [*(known.kind for known in OBSTACLE_KINDS), *sorted(used)],
    }
    places = names | {str(row[0]): clean(str(row[0])) for row in rows.cells} if table == "obstacles" else names
    for column in rows.columns:
        options: Mapping[str, str | None] | None = None
        if column.name == "kind":
            options = dict.fromkeys(kinds[table])
        elif column.name == "on" or column.name in _IDS:
            options = places if column.name == "on" else names
            options = options if len(options) <= MOST_OPTIONS else None
        config[column.name] = _configure(table, column, options)
    return config


def _configure(table: str, column: Column, options: Mapping[str, str | None] | None) -> Any:  # noqa: ANN401 - Streamlit's type is not public
    record = _RECORDS[table]
    facts = _facts(record, column)
    shown: dict[str, Any] = {
        "label": column_title(column.name),
        "help": _hint(table, record, column),
        "required": column.name in REQUIRED[table],
    }
    if column.kind == "flag":
        options = {"yes": None, "no": None}
    elif "enum" in facts:
        options = dict.fromkeys(facts["enum"])
    if options is not None:
        known = dict(options)
        return st.column_config.SelectboxColumn(
            **shown, options=list(known), format_func=lambda one: known.get(str(one)) or str(one)
        )
    if column.kind in ("number", "whole"):
        step = 1 if column.kind == "whole" else None
        bounds = {"min_value": facts.get("minimum"), "max_value": facts.get("maximum")}
        return st.column_config.NumberColumn(**shown, **bounds, step=step)
    return st.column_config.TextColumn(**shown)


def _hint(table: str, record: type[BaseModel], column: Column) -> str:
    if table == "relations" and column.name == "kind":
        return listed([f"{kind}: {meaning}" for kind, meaning in RELATION_MEANINGS.items()])
    hint = _HINTS.get(column.name) or MEANINGS[record].get(column.path[0]) or ""
    return f"{hint} Several with `;` between." if column.kind == "list" and ";" not in hint else hint


@cache
def _definitions() -> dict[str, Any]:
    """Give what the format says about each kind of record."""
    definitions: dict[str, Any] = Organization.model_json_schema()["$defs"]
    return definitions


def _facts(record: type[BaseModel], column: Column) -> dict[str, Any]:
    """Give what the format allows in a column: ``minimum``, ``maximum``, ``enum``."""
    said = _definitions()[record.__name__]["properties"].get(column.path[0], {}) if len(column.path) == 1 else {}
    return {key: value for branch in (said, *said.get("anyOf", ())) for key, value in branch.items()}


def _name_ids(model: Model) -> dict[str, str | None]:
    """Give what people call each element, by id."""
    network, names = model.snapshot.network, model.names
    return {
        str(one): cut(names.element(row).replace("`", ""), 60) for row, one in enumerate(network.elements.ids.tolist())
    }
