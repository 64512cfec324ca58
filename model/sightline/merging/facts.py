"""What several records of one thing say, fact by fact: what only one says is taken, what differs goes to the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sightline.document import Element, Obstacle, Relation
from sightline.document.fields import Strict
from sightline.merging.ledger import Ledger

_Record = TypeVar("_Record", bound=Strict)

_UNITED = frozenset(("tags", "jobs", "themes", "evidence", "caused_by", "about", "recommends", "performs"))
"""Lists that are put together; every other list is one fact."""
_OF_THE_FIRST = frozenset(("id", "source"))
_ALWAYS_SAID = frozenset(("volume",))
"""Facts whose default counts in every figure, so that leaving them out says as much as writing them."""
_OF_SEVERITY = ("low", "high", "n")
"""What belongs to one severity and not to another."""


def merge_facts(
    on: str,
    records: Mapping[int, _Record],
    ledger: Ledger,
    places: Mapping[int, str | None],
    *,
    leave: frozenset[str] = frozenset(),
    inside: str = "",
) -> dict[str, Any]:
    """Give the fields of the one record that several origins have, without those to ``leave``.

    ``on`` names the thing in the ledger; ``inside`` is what the names of facts begin with, for records in records.
    """
    fields: dict[str, Any] = {}
    for fact, field in type(next(iter(records.values()))).model_fields.items():
        default = field.get_default()
        every = {origin: getattr(record, fact) for origin, record in records.items()}
        said = {origin: value for origin, value in every.items() if fact in _ALWAYS_SAID or value != default}
        if fact in leave or not said:
            continue
        if fact in _OF_THE_FIRST:
            fields[fact] = next(iter(said.values()))
        elif fact == "name" and not inside:
            fields[fact] = ledger.name(on, said)
        elif fact in _UNITED:
            fields[fact] = tuple(unite(said.values()))
        elif all(isinstance(value, Strict) for value in said.values()):
            inner = merge_facts(on, said, ledger, places, inside=f"{inside}{fact}.")
            fields[fact] = type(next(iter(said.values()))).model_validate(inner)
        else:
            fields[fact] = ledger.settle(on, f"{inside}{fact}", said, places)
    return fields


def merge_obstacle(
    on: str, records: Mapping[int, Obstacle], ledger: Ledger, places: Mapping[int, str | None]
) -> Obstacle:
    """Give the one obstacle that several origins have; an interval goes with the severity that it holds."""
    if len(records) == 1:
        return next(iter(records.values()))
    severity = ledger.settle(on, "severity", {origin: one.severity for origin, one in records.items()}, places)
    holding = {origin: one for origin, one in records.items() if one.severity == severity}
    fields = merge_facts(on, records, ledger, places, leave=frozenset(("severity", *_OF_SEVERITY)))
    beside = frozenset(Obstacle.model_fields).difference(_OF_SEVERITY)
    fields |= merge_facts(on, holding, ledger, places, leave=beside)
    return Obstacle.model_validate({**fields, "severity": severity})


def merge_element(on: str, records: Mapping[int, Element], ledger: Ledger, places: Mapping[int, str | None]) -> Element:
    """Give the one element that several origins have, whose obstacles are put together apart."""
    if len(records) == 1:
        return next(iter(records.values())).model_copy(update={"id": on})
    fields = merge_facts(on, records, ledger, places, leave=frozenset(("obstacles",)))
    return Element.model_validate({**fields, "id": on})


def merge_relation(
    on: str, records: Mapping[int, Relation], ledger: Ledger, places: Mapping[int, str | None]
) -> Relation:
    """Give the one relation that several origins have, whose obstacles are put together apart."""
    if len(records) == 1:
        return next(iter(records.values()))
    return Relation.model_validate(merge_facts(on, records, ledger, places, leave=frozenset(("obstacles",))))


def unite(lists: Iterable[Iterable[Any]]) -> list[Any]:
    """Put lists together, each entry once, in the order of the first that holds it."""
    return list(dict.fromkeys(entry for entries in lists for entry in entries))
