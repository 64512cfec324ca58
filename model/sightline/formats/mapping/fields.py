"""What a column may say: the fields that each kind of sheet fills, with their meaning in one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from sightline.document import Element, Obstacle, Relation
from sightline.document.elements import Experience, Ratings
from sightline.document.meanings import MEANINGS, RELATION_MEANINGS
from sightline.formats.columns import TABLES, CellKind, Column
from sightline.formats.mapping.profile import SheetKind

IGNORE: Final = "ignore"
"""What a column fills that is not read."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a sheet: how its cells are read, what it means in one line, and how many columns may fill it.

    ``required``: a sheet of this kind says nothing without it. ``several``: more than one column may fill it; their
    entries follow each other in the order of the columns.
    """

    column: Column
    meaning: str
    required: bool = False
    several: bool = False

    @property
    def name(self) -> str:
        """The word by which a profile names it."""
        return self.column.name


NEEDED: Final[Mapping[SheetKind, tuple[frozenset[str], ...]]] = {
    "elements": (frozenset({"name"}), frozenset({"id"})),
    "relations": (frozenset({"from", "to"}),),
    "matrix": (frozenset({"name"}),),
    "obstacles": (frozenset({"on", "kind", "severity"}), frozenset({"from", "to", "kind", "severity"})),
    "employees": tuple(frozenset({where}) for where in ("unit", "unit_name", "level", "title")),
    "units": (frozenset({"name"}), frozenset({"id"})),
    "ignore": (frozenset(),),
}
"""The fields without which a sheet says nothing; one of these sets must be filled."""

_NESTED: Final[Mapping[str, type[BaseModel]]] = {"experiences_as_customer": Experience, "ratings": Ratings}


def _mean(model: type[BaseModel], column: Column) -> str:
    """Take the sentence of format 1 for a column; one of a nested record has both."""
    first, *rest = column.path
    sentence = MEANINGS[model].get(first, "")
    return " ".join([sentence, *(MEANINGS[_NESTED[first]][name] for name in rest)])


def _from_table(
    table: str, model: type[BaseModel], extra: Mapping[str, str], leave: tuple[str, ...] = ()
) -> list[tuple[Column, str]]:
    """List the columns of one of our own tables with their meaning; where something came from is noted anew."""
    return [
        (column, extra.get(column.name) or _mean(model, column))
        for column in TABLES[table]
        if column.path[0] != "source" and column.name not in leave
    ]


def _own(name: str, kind: CellKind, meaning: str) -> tuple[Column, str]:
    return Column(name, (name,), kind), meaning


_ELEMENTS = [
    *_from_table(
        "elements",
        Element,
        {
            "id": "Its id: a short code that other columns and sheets use for it.",
            "kind": "What it is: customer, product, team, role, process, system or person.",
            "reports_to": "The role or team that it reports to, by id or name. Structure, not work.",
        },
    ),
    *(_own(name, "list", RELATION_MEANINGS[name]) for name in ("serves", "delivers", "supports", "performs")),
    _own("served_by", "list", "These hand their work over to it: its suppliers, by id or name."),
]
_RELATIONS = [
    *_from_table(
        "relations",
        Relation,
        {
            "from": "One end of the relation, by id or name: the supplier, unless it is read as asking for help.",
            "to": "The other end, by id or name: the customer, unless it is read as being asked.",
            "kind": "What the relation is: serves, delivers, performs, supports, reports_to or feedback.",
        },
    ),
    _own("obstacle", "word", "What stands in the way between the two, as a kind of obstacle."),
    _own("severity", "number", MEANINGS[Obstacle]["severity"]),
    _own("evidence", "evidence", MEANINGS[Obstacle]["evidence"]),
]
_OBSTACLES = [
    *_from_table("obstacles", Obstacle, {"on": "Where it sits: an element, by id or name."}),
    _own("from", "word", "Where it sits on a relation: the supplier, by id or name."),
    _own("to", "word", "Where it sits on a relation: the customer, by id or name."),
]
_MATRIX = [_own("name", "label", "The names of the rows; every other column is named for who stands above it.")]
_EMPLOYEES = [
    _own("id", "word", "The id of the person or post. It stays in the file."),
    _own("name", "label", "The name of the person. It is kept only where single persons are."),
    _own("title", "label", "The title of the post: persons with the same one in a unit become one role."),
    _own("manager", "word", "The superior, by id."),
    _own("manager_name", "label", "The superior, by name."),
    _own("manager_title", "label", "The superior, by title of the post."),
    _own("unit", "word", "The unit of the person or post, by id or code."),
    _own("unit_name", "label", "The unit of the person or post, by name."),
    _own("level", "label", "One level of units, such as division, department, team; the outermost column first."),
    _own("headcount", "number", "How many full-time posts this row stands for; 1 where no column says it."),
    _own("function", "label", MEANINGS[Element]["function"]),
]
_UNITS = [
    _own("id", "word", "The id or code of the unit."),
    _own("name", "label", "The name of the unit."),
    _own("part_of", "word", "The unit that it is a part of, by id or name."),
    _own("head", "word", "Who leads the unit, by the id, name or title of a person or post."),
    _own("headcount", "number", MEANINGS[Element]["headcount"]),
    _own("description", "text", MEANINGS[Element]["description"]),
]

_SEVERAL: Final[Mapping[str, frozenset[str]]] = {
    "elements": frozenset({"serves", "served_by", "delivers", "supports", "performs", "reports_to", "tags", "jobs"}),
    "relations": frozenset({"tags"}),
    "obstacles": frozenset({"themes", "caused_by"}),
    "employees": frozenset({"level"}),
}


def _fields(kind: SheetKind, columns: list[tuple[Column, str]]) -> Mapping[str, Field]:
    required = frozenset.intersection(*NEEDED[kind])
    several = _SEVERAL.get(kind, frozenset())
    return {
        column.name: Field(column, meaning, column.name in required, column.name in several)
        for column, meaning in columns
    }


FIELDS: Final[Mapping[SheetKind, Mapping[str, Field]]] = {
    "elements": _fields("elements", _ELEMENTS),
    "relations": _fields("relations", _RELATIONS),
    "matrix": _fields("matrix", _MATRIX),
    "obstacles": _fields("obstacles", _OBSTACLES),
    "employees": _fields("employees", _EMPLOYEES),
    "units": _fields("units", _UNITS),
    "ignore": {},
}
"""By kind of sheet and name: what its columns may fill. In a matrix every column without a field holds marks."""
