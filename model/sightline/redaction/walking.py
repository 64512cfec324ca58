"""Walk through an organization, and say everything in it in other words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol, TypeVar, get_args

from sightline.document import Organization
from sightline.document.fields import Strict
from sightline.redaction.treatments import TREATMENTS, Kept, Treatment, Word
from sightline.studies.rebuilding import replaced

_Record = TypeVar("_Record", bound=Strict)


class Wording(Protocol):
    """How ids, names and words are said."""

    def id(self, identifier: str, sort: str | None) -> str:
        """Say an id; ``sort`` tells what has it, None where it is only mentioned."""

    def name(self, name: str, identifier: str) -> str:
        """Say the name of what has an id."""

    def word(self, word: str, sort: str) -> str:
        """Say a word of a sort."""

    def text(self, text: str) -> str:
        """Say free words."""

    def is_id(self, text: str) -> bool:
        """Whether a text is an id that can be said."""


def list_ids(organization: Organization) -> Iterator[tuple[str, str]]:
    """List every id with what has it: a kind of element, or relation, obstacle, decision, step."""
    for element in organization.elements:
        yield element.id, element.kind
    for relation in organization.relations:
        if relation.id is not None:
            yield relation.id, "relation"
    obstacles = [one for element in organization.elements for one in element.obstacles]
    obstacles += [one for relation in organization.relations for one in relation.obstacles]
    yield from ((one.id, "obstacle") for one in obstacles if one.id is not None)
    yield from ((one.id, "decision") for one in organization.decisions)
    yield from ((one.id, "step") for one in organization.interventions)


@dataclass(frozen=True, eq=False)
class Walk:
    """One way of saying an organization in other words; what is no text stays as it is."""

    wording: Wording
    sorts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def through(cls, organization: Organization, wording: Wording) -> Organization:
        """Say the whole organization in other words."""
        return replaced(cls(wording, dict(list_ids(organization))).record(organization))

    def record(self, record: _Record) -> _Record:
        """Say one record, and all records inside it, in other words."""
        said: dict[str, object] = {}
        for name, treatment in TREATMENTS.get(type(record), {}).items():
            if (value := getattr(record, name)) is not None:
                said[name] = self._treat(value, treatment, record)
        for name in _holding_records(type(record)):
            value = getattr(record, name)
            if isinstance(value, tuple):
                said[name] = tuple(self.record(one) for one in value)
            elif value is not None:
                said[name] = self.record(value)
        return record.model_copy(update=said) if said else record

    def place(self, place: str) -> str:
        """Say an id, or both ends of a relation that is spelled ``from -> to``."""
        supplier, arrow, rest = place.partition(" -> ")
        if not arrow:
            return self._id(place)
        customer, space, number = rest.partition(" ")
        return f"{self._id(supplier)} -> {self._id(customer)}{space}{number}"

    def _treat(self, value: object, treatment: Treatment, record: Strict) -> object:
        if isinstance(value, tuple):
            return tuple(self._treat(one, treatment, record) for one in value)
        if not isinstance(value, str):
            return None if treatment is Kept.NOTHING else value
        if isinstance(treatment, Word):
            return value if treatment.is_known(value) else self.wording.word(value, treatment.sort)
        match treatment:
            case Kept.ID:
                return self._id(value)
            case Kept.NAME:
                return self.wording.name(value, str(getattr(record, "id", "")))
            case Kept.PLACE:
                return self.place(value)
            case Kept.OWNER:
                return self._id(value) if self.wording.is_id(value) else self.wording.word(value, "owner")
            case Kept.TEXT:
                return self.wording.text(value)
            case Kept.NOTHING:
                return None

    def _id(self, identifier: str) -> str:
        return self.wording.id(identifier, self.sorts.get(identifier))


@cache
def _holding_records(model: type[Strict]) -> tuple[str, ...]:
    """List the fields of a record that hold records and are not treated themselves."""

    def holds(annotation: object) -> bool:
        is_record = isinstance(annotation, type) and issubclass(annotation, Strict)
        return is_record or any(map(holds, get_args(annotation)))

    treated = TREATMENTS.get(model, {})
    return tuple(name for name, field in model.model_fields.items() if name not in treated and holds(field.annotation))
