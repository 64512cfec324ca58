"""The plain form of an organization: mappings and lists in the shape of format 1, in canonical order."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from sightline.document.organization import Organization
from sightline.document.relations import Relation
from sightline.document.vocabulary import RELATION_KINDS, SECTIONS

_SHORT = ("decider",)


def to_raw(organization: Organization) -> dict[str, Any]:
    """Give the plain form of an organization; building it again gives an equal organization.

    Sections stand in their canonical order, elements and relations in that of the organization; what equals its
    default is left out, an empty section too.
    """
    head = head_to_raw(organization)
    closing: dict[str, Any] = {key: head.pop(key) for key in ("decisions", "interventions") if key in head}
    raw: dict[str, Any] = {"sightline": 1, **head}
    relations: dict[str, dict[str, list[Any]]] = {}
    for relation in organization.relations:
        relations.setdefault(relation.supplier, {}).setdefault(relation.kind, []).append(_relation(relation))
    kinds = {kind: section for section, kind in SECTIONS.items()}
    sections: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for element in organization.elements:
        body = plain(element, leave=("id", "kind"))
        for kind in RELATION_KINDS:
            if kind in relations.get(element.id, {}):
                body[kind] = relations[element.id][kind]
        sections[kinds[element.kind]][element.id] = body
    raw.update({section: content for section, content in sections.items() if content})
    return {**raw, **closing}


def head_to_raw(organization: Organization) -> dict[str, Any]:
    """Give the plain form of all but the elements and relations."""
    raw: dict[str, Any] = {"name": organization.name, **plain(organization, ("as_of", "description"))}
    for key in ("assumptions", "thresholds"):
        if content := plain(getattr(organization, key)):
            raw[key] = content
    if organization.decisions:
        raw["decisions"] = {decision.id: plain(decision, leave=("id",)) for decision in organization.decisions}
    if organization.interventions:
        raw["interventions"] = [plain(intervention) for intervention in organization.interventions]
    return raw


def _relation(relation: Relation) -> object:
    body = plain(relation, leave=("supplier", "customer", "kind"))
    return {"to": relation.customer, **body} if body else relation.customer


def plain(model: BaseModel, only: tuple[str, ...] | None = None, leave: tuple[str, ...] = ()) -> dict[str, Any]:
    """Dump a record to plain values without what equals its default; evidence that is only text becomes that text."""
    chosen = set(only) if only is not None else None
    dumped = model.model_dump(mode="json", include=chosen, exclude=set(leave), exclude_defaults=True)
    return {key: _shorten(key, value) for key, value in dumped.items()}


def _shorten(key: str, value: object) -> object:
    if not isinstance(value, list):
        return value
    if key == "obstacles":
        return [{name: _shorten(name, content) for name, content in obstacle.items()} for obstacle in value]
    if key == "evidence" and len(value) == 1 and set(value[0]) == {"text"}:
        return value[0]["text"]
    if key in _SHORT and len(value) == 1:
        return value[0]
    return value
