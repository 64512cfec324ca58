"""What another organization would change: what is added, removed and different, by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from sightline.document import Organization
from sightline.studies.naming import list_obstacles


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one kind of thing, by what people call it."""

    noun: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(before: Organization, after: Organization) -> tuple[Difference, ...]:
    """Compare two organizations: elements, relations, obstacles, decisions, interventions, and the facts at the top.

    Elements, decisions and interventions are matched by id, relations by their ends and kind, obstacles by id or place.
    """
    return (
        _difference("Elements", _elements(before), _elements(after)),
        _difference("Relations", _relations(before), _relations(after)),
        _difference("Obstacles", _obstacles(before), _obstacles(after)),
        _difference("Decisions", _decisions(before), _decisions(after)),
        _difference("Interventions", _interventions(before), _interventions(after)),
        _difference("Facts", _facts(before), _facts(after)),
    )


_Things = Mapping[Hashable, tuple[str, object]]
"""Things by what they are matched by: what people call each, and all that is said of it."""


def _difference(noun: str, before: _Things, after: _Things) -> Difference:
    return Difference(
        noun,
        tuple(name for key, (name, _) in after.items() if key not in before),
        tuple(name for key, (name, _) in before.items() if key not in after),
        tuple(name for key, (name, said) in after.items() if key in before and before[key][1] != said),
    )


def _elements(organization: Organization) -> _Things:
    return {one.id: (one.title, one.model_copy(update={"obstacles": ()})) for one in organization.elements}


def _relations(organization: Organization) -> _Things:
    numbers: Counter[Hashable] = Counter()
    found: dict[Hashable, tuple[str, object]] = {}
    for one in organization.relations:
        key = (one.supplier, one.customer, one.kind)
        numbers[key] += 1
        named = f"{_title(organization, one.supplier)} {one.kind} {_title(organization, one.customer)}"
        found[(*key, numbers[key])] = (named, one.model_copy(update={"obstacles": ()}))
    return found


def _obstacles(organization: Organization) -> _Things:
    return {name: (name, (spot.obstacle, spot.holder.among)) for name, spot in list_obstacles(organization).items()}


def _decisions(organization: Organization) -> _Things:
    return {one.id: (one.title, one) for one in organization.decisions}


def _interventions(organization: Organization) -> _Things:
    return {one.id: (one.name or one.id, one) for one in organization.interventions}


def _facts(organization: Organization) -> _Things:
    keys = ("name", "as_of", "description", "assumptions", "thresholds")
    return {key: (key.replace("_", " "), getattr(organization, key)) for key in keys}


def _title(organization: Organization, element: str) -> str:
    return organization.by_id[element].title
