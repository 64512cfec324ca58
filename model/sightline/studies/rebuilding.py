"""Make changed organizations that obey the rules of the document, by the document's own reader."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from sightline.document import Element, Obstacle, Organization, Relation, Tree, build_organization
from sightline.document.fields import Strict
from sightline.document.raw_form import to_raw
from sightline.document.wording import explain
from sightline.errors import InputError, UsageError

_Record = TypeVar("_Record", bound=Strict)
_Holder = TypeVar("_Holder", Element, Relation)


def replaced(organization: Organization, **fields: object) -> Organization:
    """Give the organization with some fields replaced, unchecked; nothing that was worked out of the old is kept."""
    said = {name: getattr(organization, name) for name in Organization.model_fields}
    return Organization.model_construct(**{**said, **fields})


def rebuilt(organization: Organization, **fields: object) -> Organization:
    """Give the organization with some fields replaced, checked as if it were read from a file, in canonical order.

    What named an obstacle that is no longer there (a cause, a part of an intervention) is dropped.
    Raises UsageError with the first rule that the changed organization breaks.
    """
    changed = _without_lost_references(replaced(organization, **fields))
    try:
        return build_organization(Tree(to_raw(changed)))
    except InputError as error:
        raise UsageError(error.problems[0].message) from None


def checked(record: _Record) -> _Record:
    """Check one changed record by its own rules; raises UsageError with the first that it breaks."""
    raw = dict(record)
    try:
        return type(record).model_validate(raw)
    except ValidationError as error:
        told = explain(raw, error.errors(include_url=False, include_input=False), owner="this", keys=lambda _: ())
        raise UsageError(told[0][1]) from None


def _without_lost_references(organization: Organization) -> Organization:
    places = [(element.id, element.obstacles) for element in organization.elements]
    places += [(one.id or f"{one.supplier} -> {one.customer}", one.obstacles) for one in organization.relations]
    ids = {obstacle.id for _, obstacles in places for obstacle in obstacles if obstacle.id is not None}
    kinds = {(on, obstacle.kind) for on, obstacles in places for obstacle in obstacles}
    interventions = tuple(
        intervention.model_copy(
            update={
                "clears": tuple(
                    clearance
                    for clearance in intervention.clears
                    if clearance.obstacle in ids or (clearance.on, clearance.kind) in kinds
                )
            }
        )
        for intervention in organization.interventions
    )
    return replaced(
        organization,
        elements=tuple(_without_lost_causes(element, ids) for element in organization.elements),
        relations=tuple(_without_lost_causes(relation, ids) for relation in organization.relations),
        interventions=interventions,
    )


def _without_lost_causes(holder: _Holder, ids: set[str]) -> _Holder:
    obstacles: tuple[Obstacle, ...] = holder.obstacles
    if all(cause in ids for obstacle in obstacles for cause in obstacle.caused_by):
        return holder
    kept = tuple(
        obstacle.model_copy(update={"caused_by": tuple(cause for cause in obstacle.caused_by if cause in ids)})
        for obstacle in obstacles
    )
    return holder.model_copy(update={"obstacles": kept})
