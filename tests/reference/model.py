"""Read a plain format-1 mapping into a small frozen case, with nothing of the product between.

A case keeps only what the figures need. Its orders are fixed: elements section by section (customers, products, teams,
roles, processes, systems, people), in a section as written; relations by supplier in that order, in a supplier by key
(serves, delivers, performs, supports), in a key as written; the implicit relations of members come last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import prod
from typing import NamedTuple

from tests.reference.effort import Claim, resolve_efforts

Raw = Mapping[str, object]

SECTIONS = {
    "customers": "customer",
    "products": "product",
    "teams": "team",
    "roles": "role",
    "processes": "process",
    "systems": "system",
    "people": "person",
}
CARRYING = ("serves", "delivers", "performs", "supports")
MEMBERSHIP = "member"
DEFAULT_HANDOFF_CLARITY = 0.95


class ObstacleKey(NamedTuple):
    """Name an obstacle by its place and its position there.

    `on` is the id of an element (text) or the position of a relation (number); `position` counts from 0 in that
    place's list of obstacles.
    """

    on: str | int
    position: int


@dataclass(frozen=True)
class Obstacle:
    """An obstacle: severity in [0, 1] and what groups it with others."""

    severity: float
    id: str | None = None
    kind: str = ""
    area: str | None = None
    themes: tuple[str, ...] = ()
    caused_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Element:
    """An element with its effort already resolved (semantics, section 1)."""

    id: str
    kind: str
    effort: float
    obstacles: tuple[Obstacle, ...]
    assessed: bool
    parent: str | None

    @property
    def clarity(self) -> float:
        """Multiply what its obstacles leave: `c_v = prod(1 - severity)`."""
        return prod(1.0 - obstacle.severity for obstacle in self.obstacles)

    @property
    def is_assessed(self) -> bool:
        """Say whether it is known: an obstacle, `assessed: true`, or a customer."""
        return self.kind == "customer" or self.assessed or bool(self.obstacles)


@dataclass(frozen=True)
class Relation:
    """A carrying relation; `implicit` marks a member's work through its `part_of` parent."""

    position: int
    supplier: str
    customer: str
    kind: str
    volume: float
    obstacles: tuple[Obstacle, ...]
    assessed: bool
    implicit: bool
    id: str | None = None

    @property
    def openness(self) -> float:
        """Multiply what its obstacles leave, the handoff apart: `prod(1 - severity)`."""
        return prod(1.0 - obstacle.severity for obstacle in self.obstacles)

    @property
    def is_assessed(self) -> bool:
        """Say whether it is known: an obstacle, `assessed: true`, or membership."""
        return self.implicit or self.assessed or bool(self.obstacles)


@dataclass(frozen=True)
class Case:
    """An organization as the figures see it. `equal_effort` says that every internal element was given 1."""

    elements: tuple[Element, ...]
    relations: tuple[Relation, ...]
    handoff_clarity: float
    equal_effort: bool

    @property
    def customers(self) -> tuple[str, ...]:
        """List the external customers' ids in order."""
        return tuple(element.id for element in self.elements if element.kind == "customer")

    @property
    def effort(self) -> float:
        """Sum the effort of all elements: `S`."""
        return sum(element.effort for element in self.elements)

    def element(self, element_id: str) -> Element:
        """Find an element by its id."""
        return next(element for element in self.elements if element.id == element_id)

    def leaving(self, element_id: str) -> tuple[Relation, ...]:
        """List the carrying relations of positive volume that leave an element, implicit ones included."""
        return tuple(one for one in self.relations if one.supplier == element_id and one.volume > 0)

    def handoff(self, relation: Relation) -> float:
        """Say what a handoff leaves: `h_e` = the assumed clarity for `serves`, else 1."""
        return self.handoff_clarity if relation.kind == "serves" else 1.0

    def clarity(self, relation: Relation) -> float:
        """Say what a relation leaves: `c_e = h_e * prod(1 - severity)`."""
        return self.handoff(relation) * relation.openness

    def proportion(self, relation: Relation) -> float:
        """Say what part of its supplier's output takes it: `p_e = volume_e / sum of the volumes leaving v`."""
        return relation.volume / sum(one.volume for one in self.leaving(relation.supplier))

    def obstacles(self) -> dict[ObstacleKey, Obstacle]:
        """List every obstacle by its key, those on elements first."""
        found = {}
        for element in self.elements:
            for position, obstacle in enumerate(element.obstacles):
                found[ObstacleKey(element.id, position)] = obstacle
        for relation in self.relations:
            for position, obstacle in enumerate(relation.obstacles):
                found[ObstacleKey(relation.position, position)] = obstacle
        return found

    def changed(self, severities: Mapping[ObstacleKey, float]) -> Case:
        """Give the same case with other severities."""

        def after(on: str | int, obstacles: tuple[Obstacle, ...]) -> tuple[Obstacle, ...]:
            return tuple(
                replace(obstacle, severity=severities.get(ObstacleKey(on, position), obstacle.severity))
                for position, obstacle in enumerate(obstacles)
            )

        return replace(
            self,
            elements=tuple(replace(one, obstacles=after(one.id, one.obstacles)) for one in self.elements),
            relations=tuple(replace(one, obstacles=after(one.position, one.obstacles)) for one in self.relations),
        )

    def cleared(self, keys: Collection[ObstacleKey]) -> Case:
        """Give the same case with these obstacles at severity 0; the handoffs stay."""
        return self.changed(dict.fromkeys(keys, 0.0))


def read_raw(raw: Raw) -> Case:
    """Read a plain mapping in the shape of format 1; it must be valid."""
    bodies: dict[str, tuple[str, Raw]] = {}
    for section, kind in SECTIONS.items():
        for element_id, body in _mapping(raw.get(section)).items():
            bodies[element_id] = (kind, _mapping(body))
    parents = {element_id: _parent(body) for element_id, (_, body) in bodies.items()}
    efforts, equal_effort = resolve_efforts(
        {
            element_id: Claim(
                kind, parents[element_id], _number_or_none(body.get("effort")), _number_or_none(body.get("headcount"))
            )
            for element_id, (kind, body) in bodies.items()
        }
    )
    elements = tuple(
        Element(
            id=element_id,
            kind=kind,
            effort=efforts[element_id],
            obstacles=_obstacles(body.get("obstacles")),
            assessed=body.get("assessed") is True,
            parent=parents[element_id],
        )
        for element_id, (kind, body) in bodies.items()
    )
    relations: list[Relation] = []
    for element_id, (_, body) in bodies.items():
        for kind in CARRYING:
            for entry in _list(body.get(kind)):
                details: Raw = {"to": entry} if isinstance(entry, str) else _mapping(entry)
                volume = _number_or_none(details.get("volume"))
                relations.append(
                    Relation(
                        position=len(relations),
                        supplier=element_id,
                        customer=_text(details["to"]),
                        kind=kind,
                        volume=1.0 if volume is None else volume,
                        obstacles=_obstacles(details.get("obstacles")),
                        assessed=details.get("assessed") is True,
                        implicit=False,
                        id=None if details.get("id") is None else _text(details["id"]),
                    )
                )
    suppliers = {relation.supplier for relation in relations}
    for element_id, parent in parents.items():
        if parent is not None and element_id not in suppliers:
            relations.append(Relation(len(relations), element_id, parent, MEMBERSHIP, 1.0, (), True, True))
    handoff_clarity = _number_or_none(_mapping(raw.get("assumptions")).get("handoff_clarity"))
    return Case(
        elements,
        tuple(relations),
        DEFAULT_HANDOFF_CLARITY if handoff_clarity is None else handoff_clarity,
        equal_effort,
    )


def _parent(body: Raw) -> str | None:
    for entry in _list(body.get("part_of")):
        return entry if isinstance(entry, str) else _text(_mapping(entry)["to"])
    return None


def _obstacles(value: object) -> tuple[Obstacle, ...]:
    found = []
    for entry in _list(value):
        body = _mapping(entry)
        severity = _number_or_none(body["severity"])
        assert severity is not None
        found.append(
            Obstacle(
                severity=severity,
                id=None if body.get("id") is None else _text(body["id"]),
                kind=_text(body["kind"]).replace("_", "-"),
                area=None if body.get("area") is None else _text(body["area"]),
                themes=tuple(_text(theme) for theme in _list(body.get("themes"))),
                caused_by=tuple(_text(cause) for cause in _list(body.get("caused_by"))),
            )
        )
    return tuple(found)


def _mapping(value: object) -> Raw:
    if value is None:
        return {}
    assert isinstance(value, Mapping), f"expected a mapping, found {value!r}"
    return {_text(key): entry for key, entry in value.items()}


def _list(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _text(value: object) -> str:
    assert isinstance(value, str), f"expected text, found {value!r}"
    return value


def _number_or_none(value: object) -> float | None:
    if value is None:
        return None
    assert isinstance(value, int | float), f"expected a number, found {value!r}"
    return float(value)
