"""Every field that a column may fill has a meaning in one line, and the needed ones exist."""

from __future__ import annotations

from typing import get_args

from sightline.formats.columns import TABLES
from sightline.formats.mapping.fields import FIELDS, IGNORE, NEEDED
from sightline.formats.mapping.profile import SheetKind


def test_every_field_has_a_meaning_on_one_line() -> None:
    fields = [field for kind in FIELDS.values() for field in kind.values()]
    assert len(fields) > 90
    for field in fields:
        assert field.meaning.strip() == field.meaning, field.name
        assert field.meaning.endswith("."), field.name
        assert "\n" not in field.meaning, field.name
        assert field.name != IGNORE


def test_every_kind_of_sheet_has_fields_and_needs_only_such() -> None:
    assert set(FIELDS) == set(NEEDED) == set(get_args(SheetKind))
    for kind, sets in NEEDED.items():
        assert frozenset().union(*sets) <= FIELDS[kind].keys()
        assert {name for name, field in FIELDS[kind].items() if field.required} == frozenset.intersection(*sets)


def test_columns_of_our_own_tables_are_fields() -> None:
    for table in ("elements", "relations", "obstacles"):
        own = {column.name for column in TABLES[table] if column.path[0] != "source"}
        assert own
        assert own <= FIELDS[table].keys()
