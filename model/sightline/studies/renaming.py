"""Let elements take the place of others, wherever an organization names them."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.document import Decision, Element, Intervention, Organization, Relation
from sightline.studies.rebuilding import replaced

_IN_DECISIONS = ("about", "decider", "approvers", "consulted", "recommends", "performs")
"""Where a decision names elements."""
_IN_ELEMENTS = ("part_of", "modelled_on", "accountable")
"""Where an element names another."""


def renamed(organization: Organization, names: Mapping[str, str]) -> Organization:
    """Give the organization, unchecked, in which every mention of an element names the one that takes its place.

    The elements themselves keep their ids. Relations move to their new ends, with all that they hold; a decision names
    each element once.
    """
    return replaced(
        organization,
        elements=tuple(_element(one, names) for one in organization.elements),
        relations=tuple(_relation(one, names) for one in organization.relations),
        decisions=tuple(_decision(one, names) for one in organization.decisions),
        interventions=tuple(_intervention(one, names) for one in organization.interventions),
    )


def _element(element: Element, names: Mapping[str, str]) -> Element:
    other = {key: names[named] for key in _IN_ELEMENTS if (named := getattr(element, key)) in names}
    return element.model_copy(update=other) if other else element


def _relation(relation: Relation, names: Mapping[str, str]) -> Relation:
    ends = {key: names[named] for key in ("supplier", "customer") if (named := getattr(relation, key)) in names}
    return relation.model_copy(update=ends) if ends else relation


def _decision(decision: Decision, names: Mapping[str, str]) -> Decision:
    named = {key: getattr(decision, key) for key in _IN_DECISIONS}
    other = {
        key: tuple(dict.fromkeys(names.get(one, one) for one in value))
        for key, value in named.items()
        if isinstance(value, tuple) and not names.keys().isdisjoint(value)
    }
    return decision.model_copy(update=other) if other else decision


def _intervention(intervention: Intervention, names: Mapping[str, str]) -> Intervention:
    clears = tuple(
        one if one.on is None else one.model_copy(update={"on": _place(one.on, names)}) for one in intervention.clears
    )
    return intervention.model_copy(update={"clears": clears}) if clears != intervention.clears else intervention


def _place(place: str, names: Mapping[str, str]) -> str:
    """Rename an element, or both ends of a relation that is spelled ``from -> to``."""
    supplier, arrow, rest = place.partition(" -> ")
    if not arrow:
        return names.get(place, place)
    customer, space, number = rest.partition(" ")
    return f"{names.get(supplier, supplier)} -> {names.get(customer, customer)}{space}{number}"
