"""What is different between two states of one organization: what came, what went, what is said otherwise, and what all
of it does to the sight of external customers.

Elements, decisions and interventions are matched by id, relations and obstacles as in a merge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sightline.document import Decision, Element, Intervention, Obstacle, Organization, Relation
from sightline.document.fields import Strict
from sightline.document.raw_form import plain
from sightline.merging.pairing import OBSTACLE_RULES, RELATION_RULES, Group, group
from sightline.snapshot import Snapshot
from sightline.studies.effect import Effect

What = Literal["element", "relation", "obstacle", "decision", "intervention", "organization"]
_NOTHING = 1e-9
_APART = ("elements", "relations", "decisions", "interventions", "obstacles", "source")
"""What is compared by itself, or not at all."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that only one of the two has: what it is, its id or ends, and what people call it."""

    what: What
    on: str
    title: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that both have and of which they say different things; None where one says nothing."""

    what: What
    on: str
    fact: str
    before: object
    after: object


@dataclass(frozen=True, eq=False)
class Difference:
    """Two states of one organization, and what is between them."""

    before: Organization
    after: Organization

    @cached_property
    def effect(self) -> Effect:
        """What it does to sight, computed on both states."""
        return Effect(Snapshot(self.before), Snapshot(self.after))

    @property
    def is_darker(self) -> bool:
        """Whether less of the effort is seen, or something that had a route to an external customer has none."""
        delta = self.effect.delta
        return bool(self.effect.went_dark) or (delta is not None and delta < -_NOTHING)

    @cached_property
    def added(self) -> tuple[Thing, ...]:
        """What only the second has."""
        return tuple(_describe(one.records[1]) for one in self._groups if 0 not in one.records)

    @cached_property
    def removed(self) -> tuple[Thing, ...]:
        """What only the first has."""
        return tuple(_describe(one.records[0]) for one in self._groups if 1 not in one.records)

    @cached_property
    def changed(self) -> tuple[Fact, ...]:
        """What both have and say otherwise, fact by fact."""
        facts = [*_compare(_Placed("organization", "", self.before), _Placed("organization", "", self.after))]
        for one in self._groups:
            if len(one.records) > 1:
                facts += _compare(one.records[0], one.records[1])
        return tuple(facts)

    @cached_property
    def _groups(self) -> list[Group[_Placed]]:
        """Everything that either has, what is the same thing together."""
        elements = _by_id("element", self.before.by_id, self.after.by_id)
        ties = [
            Group({at: _Placed("relation", _spell(one), one) for at, one in found.records.items()})
            for found in group((self.before.relations, self.after.relations), RELATION_RULES)
        ]
        obstacles = [inner for found in (*elements, *ties) for inner in _obstacles(found)]
        decisions = _by_id("decision", *({one.id: one for one in side.decisions} for side in (self.before, self.after)))
        plans = _by_id(
            "intervention", *({one.id: one for one in side.interventions} for side in (self.before, self.after))
        )
        return [*elements, *ties, *obstacles, *decisions, *plans]


@dataclass(frozen=True, slots=True)
class _Placed:
    what: What
    on: str
    record: Strict


def _by_id(what: What, before: Mapping[str, Strict], after: Mapping[str, Strict]) -> list[Group[_Placed]]:
    sides = (before, after)
    return [
        Group({at: _Placed(what, one, side[one]) for at, side in enumerate(sides) if one in side})
        for one in dict.fromkeys((*before, *after))
    ]


def _obstacles(holder: Group[_Placed]) -> Iterator[Group[_Placed]]:
    lists = [_held(holder.records[at].record) if at in holder.records else () for at in (0, 1)]
    for found in group(lists, OBSTACLE_RULES):
        on = holder.first.on
        yield Group({at: _Placed("obstacle", f"{one.kind} on {on}", one) for at, one in found.records.items()})


def _held(record: Strict) -> tuple[Obstacle, ...]:
    return record.obstacles if isinstance(record, Element | Relation) else ()


def _spell(relation: Relation) -> str:
    return f"{relation.supplier} -> {relation.customer} ({relation.kind})"


def _describe(placed: _Placed) -> Thing:
    record = placed.record
    titled = isinstance(record, Element | Decision | Intervention) and record.name
    return Thing(placed.what, placed.on, titled or placed.on)


def _compare(before: _Placed, after: _Placed) -> Iterator[Fact]:
    """List the facts that differ, as a file would say them; where something came from is no fact of it."""
    if before.record == after.record:
        return
    sides = [_facts(one.record) for one in (before, after)]
    for fact in dict.fromkeys((*sides[0], *sides[1])):
        values = [side.get(fact) for side in sides]
        if values[0] != values[1]:
            yield Fact(before.what, after.on, fact, *values)


def _facts(record: Strict) -> dict[str, object]:
    """Give what a record says as a file would, records in it by their own facts; what always counts is always there."""
    said: dict[str, object] = plain(record, leave=_APART)
    if isinstance(record, Relation):
        said["volume"] = record.volume
    if isinstance(record, Organization):
        said["assumptions"] = dict(record.assumptions)
    flat: dict[str, object] = {}
    for fact, value in said.items():
        inner = value.items() if isinstance(value, dict) else ()
        flat |= {f"{fact}.{name}": content for name, content in inner} or {fact: value}
    return flat
