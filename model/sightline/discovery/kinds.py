"""What the groups of a log are: units, or single resources, by the name of the column that they stand in."""

from __future__ import annotations

from typing import Final, Literal

from sightline.discovery.column_names import spell_column

GroupKind = Literal["team", "role"]

SINGLE: Final = frozenset(
    (
        "agent",
        "assignee",
        "benutzer",
        "bearbeiter",
        "bearbeiterin",
        "employee",
        "mitarbeiter",
        "owner",
        "performer",
        "person",
        "resource",
        "ressource",
        "role",
        "rolle",
        "sachbearbeiter",
        "sachbearbeiterin",
        "user",
    )
)
"""Words for one who works, in the names of columns; what stands there may be the names of persons."""


def propose_kind(column: str) -> GroupKind:
    """Propose what the groups of a column become: roles where it names single resources, else teams."""
    return "role" if SINGLE.intersection(spell_column(column).split()) else "team"
