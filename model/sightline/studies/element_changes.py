"""Changes to elements: new ones, removed ones, other headcounts."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.document import Decision, Element, Organization, Relation
from sightline.document.fields import Amount, Identifier, Label
from sightline.document.vocabulary import ElementKind
from sightline.errors import UsageError
from sightline.phrases import amount, clean, counted, cut, listed
from sightline.studies.naming import element_name, require_element
from sightline.studies.rebuilding import rebuilt

_NAMING = ("about", "decider", "approvers", "consulted", "recommends", "performs")
"""Where a decision names elements."""


@dataclass(frozen=True, slots=True)
class AddElement:
    """A new element. With a parent and no relation of its own, it works through that parent."""

    id: Identifier
    kind: ElementKind
    name: Label | None = None
    part_of: Label | None = None
    headcount: Amount | None = None

    def apply(self, organization: Organization) -> Organization:
        """Give the organization with the element, last of its kind.

        Raises UsageError where the id is taken or no id, the parent unknown, or the document forbids it.
        """
        if self.id in organization.by_id:
            raise UsageError(f"there is an element `{self.id}` already")
        if self.part_of is not None:
            require_element(organization, self.part_of)
        added = Element.model_construct(
            id=self.id, kind=self.kind, name=self.name, part_of=self.part_of, headcount=self.headcount
        )
        return rebuilt(organization, elements=(*organization.elements, added))

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown parent."""
        sentence = f"Add the {self.kind} {cut(clean(self.name or self.id))}"
        if self.part_of is not None:
            sentence += f" to {element_name(organization, require_element(organization, self.part_of).id)}"
        return sentence if self.headcount is None else f"{sentence}, headcount {amount(self.headcount)}"


@dataclass(frozen=True, slots=True)
class RemoveElement:
    """One element less, with its obstacles, its relations and every reference to it.

    Its parts become parts of what it was part of. A supplier that loses its last relation and is part of something does
    not begin to work through that: a relation of volume 0 to it is put in its place.
    """

    element: Label

    def apply(self, organization: Organization) -> Organization:
        """Give the organization without the element; raises UsageError for an unknown one."""
        gone = require_element(organization, self.element)
        elements = tuple(_without(one, gone) for one in organization.elements if one is not gone)
        relations = tuple(one for one in organization.relations if gone.id not in (one.supplier, one.customer))
        idle = _suppliers(organization.relations) - _suppliers(relations)
        stranded = tuple(
            Relation(supplier=one.id, customer=one.part_of, kind="supports", volume=0.0)
            for one in elements
            if one.part_of is not None and one.id in idle
        )
        return rebuilt(
            organization,
            elements=elements,
            relations=(*relations, *stranded),
            decisions=tuple(_without_mention(decision, gone.id) for decision in organization.decisions),
        )

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown element."""
        gone = require_element(organization, self.element)
        relations = [one for one in organization.relations if gone.id in (one.supplier, one.customer)]
        obstacles = len(gone.obstacles) + sum(len(one.obstacles) for one in relations)
        taken = [counted(len(relations), "relation")] * bool(relations) + [counted(obstacles, "obstacle")] * bool(
            obstacles
        )
        sentence = f"Remove {element_name(organization, gone.id)}" + (f" with {listed(taken)}" if taken else "")
        parts = sum(one.part_of == gone.id for one in organization.elements)
        if not parts:
            return sentence
        where = "nothing" if gone.part_of is None else element_name(organization, gone.part_of)
        verb = "belongs" if parts == 1 else "belong"
        return f"{sentence}; what was part of it ({counted(parts, 'element')}) then {verb} to {where}"


@dataclass(frozen=True, slots=True)
class SetHeadcount:
    """Another headcount for one element; None leaves it open. An effort that the element states still counts first."""

    element: Label
    to: Amount | None

    def apply(self, organization: Organization) -> Organization:
        """Give the organization with this headcount; raises UsageError for an unknown element or no headcount."""
        changed = require_element(organization, self.element)
        elements = tuple(
            one.model_copy(update={"headcount": self.to}) if one is changed else one for one in organization.elements
        )
        return rebuilt(organization, elements=elements)

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown element."""
        name = element_name(organization, require_element(organization, self.element).id)
        return (
            f"Leave the headcount of {name} open"
            if self.to is None
            else f"Set the headcount of {name} to {amount(self.to)}"
        )


def _suppliers(relations: tuple[Relation, ...]) -> set[str]:
    return {relation.supplier for relation in relations if relation.is_carrying}


def _without(element: Element, gone: Element) -> Element:
    """Give an element without its references to one that is gone; a part moves up to the parent."""
    lost: dict[str, str | None] = {
        key: None for key in ("modelled_on", "accountable") if getattr(element, key) == gone.id
    }
    if element.part_of == gone.id:
        lost["part_of"] = gone.part_of
    return element.model_copy(update=lost) if lost else element


def _without_mention(decision: Decision, gone: str) -> Decision:
    """Give a decision in which an element that is gone has no say; a count of people stays as it is."""
    named = {key: getattr(decision, key) for key in _NAMING}
    fewer = {
        key: tuple(one for one in value if one != gone)
        for key, value in named.items()
        if isinstance(value, tuple) and gone in value
    }
    return decision.model_copy(update=fewer)
