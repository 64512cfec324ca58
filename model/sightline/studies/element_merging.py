"""Several elements become one: their people, their work and their obstacles together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sightline.document import Element, Organization, Relation
from sightline.document.fields import Amount, Identifiers, Label
from sightline.document.vocabulary import EFFORT_KINDS
from sightline.errors import UsageError
from sightline.phrases import clean, counted, cut, listed
from sightline.studies.naming import carries, element_name, is_member, require_element
from sightline.studies.rebuilding import rebuilt
from sightline.studies.relation_changes import Joining
from sightline.studies.renaming import renamed


@dataclass(frozen=True, slots=True)
class MergeElements:
    """Elements that become one: the first of them stays, with its kind and facts, and takes over the others.

    Headcounts add up, and so do efforts where any is stated. Relations move with their volumes, which stay shares of
    what each of them gave; those between the merged are handoffs no more and are left out, with their obstacles. All
    obstacles on the elements stay. Where no relation is left that carries work, the merged element is stranded rather
    than made a member silently (a relation of volume 0 to its parent ends that). ``membership`` is said exactly where
    some of them work through what they are part of and others by relations of their own: those take its place, or it is
    kept beside them as a relation that supports the parent.
    """

    elements: Identifiers
    name: Label | None = None
    membership: Joining | None = None

    def apply(self, organization: Organization) -> Organization:
        """Give the organization with one element for several.

        Raises UsageError for an unknown element, fewer than two, external customers merged with elements inside, or a
        membership that is not settled.
        """
        merged = self._require(organization)
        kept, ids = merged[0], {one.id for one in merged}
        moved = renamed(organization, {one.id: kept.id for one in merged[1:]})
        between = _between(organization.relations, ids)
        relations = [one for at, one in enumerate(moved.relations) if at not in between]
        joined = _joined(organization, merged, self.name)
        relations += self._settled(organization, merged, joined, carries_on=_has_work(relations, kept.id))
        elements = (
            joined if one.id == kept.id else one for one in moved.elements if one.id == kept.id or one.id not in ids
        )
        return rebuilt(moved, elements=tuple(elements), relations=tuple(relations))

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown element."""
        merged = self._require(organization)
        names = listed([element_name(organization, one.id) for one in merged])
        sentence = f"Merge {names} into one"
        if self.name is not None:
            sentence += f", {cut(clean(self.name))}"
        gone = len(_between(organization.relations, {one.id for one in merged}))
        if not gone:
            return sentence
        verb = "disappears" if gone == 1 else "disappear"
        return f"{sentence}; {counted(gone, 'relation')} between them {verb}"

    def _settled(
        self, organization: Organization, merged: Sequence[Element], joined: Element, *, carries_on: bool
    ) -> list[Relation]:
        """Give the relation that a membership leaves behind, if any; raises UsageError where it is not settled."""
        ids = {one.id for one in merged}
        members = [one for one in merged if is_member(organization, one.id) and one.part_of not in ids]
        working = [one for one in merged if carries(organization, one.id)]
        if not members or not working:
            if self.membership is not None:
                raise UsageError("no membership ends by this merger: leave out `membership`")
            members = []
        elif self.membership is None:
            raise UsageError(
                f"`{members[0].id}` works through `{members[0].part_of}` as a part of it, and `{working[0].id}` by "
                "relations of its own: say whether that membership is `replaced` or `kept`"
            )
        if self.membership == "kept":
            parents = dict.fromkeys(one.part_of for one in members if one.part_of is not None)
            return [Relation(supplier=joined.id, customer=one, kind="supports", volume=1.0) for one in parents]
        if working and not carries_on and joined.part_of is not None:
            return [Relation(supplier=joined.id, customer=joined.part_of, kind="supports", volume=0.0)]
        return []

    def _require(self, organization: Organization) -> list[Element]:
        merged = [require_element(organization, one) for one in dict.fromkeys(self.elements)]
        if len(merged) < 2:
            raise UsageError("it takes two elements to merge")
        if len({one.kind == "customer" for one in merged}) > 1:
            raise UsageError("an external customer cannot be merged with an element inside")
        return merged


def _between(relations: Sequence[Relation], ids: Collection[str]) -> frozenset[int]:
    """Find the positions of the relations from one of the merged to another; work handed to itself stays rework."""
    return frozenset(
        at
        for at, one in enumerate(relations)
        if one.supplier in ids and one.customer in ids and one.supplier != one.customer
    )


def _has_work(relations: Sequence[Relation], identifier: str) -> bool:
    return any(one.is_carrying and one.supplier == identifier for one in relations)


def _joined(organization: Organization, merged: Sequence[Element], name: str | None) -> Element:
    """Give the element that stays, with the people, obstacles and tags of all."""
    first, ids = merged[0], {one.id for one in merged}
    parent = first.part_of
    while parent in ids:
        parent = organization.by_id[parent].part_of
    facts: dict[str, object] = {
        "part_of": parent,
        "obstacles": tuple(obstacle for one in merged for obstacle in one.obstacles),
        "tags": tuple(dict.fromkeys(tag for one in merged for tag in one.tags)),
        "assessed": all(one.assessed or one.obstacles for one in merged),
        **{key: None for key in ("modelled_on", "accountable") if getattr(first, key) in ids},
    }
    if name is not None:
        facts["name"] = name
    people = [_people(organization, one) for one in merged]
    if any(one.effort is not None for one in merged):
        facts["effort"] = sum(
            one.effort if one.effort is not None else own for one, own in zip(merged, people, strict=True)
        )
    if any(one.headcount is not None for one in merged) or sum(people) > 1:
        facts["headcount"] = sum(people)
    return first.model_copy(update=facts)


def _people(organization: Organization, element: Element) -> Amount:
    """Count the people of an element: as stated; else one, but nobody in what has parts of its own or no effort."""
    if element.headcount is not None:
        return element.headcount
    has_parts = any(one.part_of == element.id and one.kind in EFFORT_KINDS for one in organization.elements)
    return 0.0 if has_parts or element.kind not in EFFORT_KINDS else 1.0
