"""Changes to relations: new ones, removed ones, other ends, other volumes.

No change starts or ends a membership silently. An element without a carrying relation of its own works through what it
is part of: whoever gives it its first one says what becomes of that, and whoever takes its last one leaves it stranded
(a relation of volume 0 stays, which ends membership too) unless the membership is said to be restored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field

from sightline.document import Intervention, Organization, Relation
from sightline.document.fields import Amount, Label
from sightline.document.vocabulary import CARRYING, RelationKind
from sightline.errors import UsageError
from sightline.phrases import amount
from sightline.studies.naming import (
    carries,
    element_name,
    is_member,
    relation_name,
    require_element,
    require_relation,
)
from sightline.studies.rebuilding import rebuilt

Joining = Literal["replaced", "kept"]
"""What becomes of a membership when its element gets its first relation: that takes its place, or stands beside it."""
Leaving = Literal["ended", "restored"]
"""What becomes of an element that is part of another when its last relation goes: stranded, or a member again."""

_DOING: Final[dict[RelationKind, str]] = {
    "serves": "serve",
    "delivers": "deliver to",
    "performs": "work in",
    "supports": "support",
    "reports_to": "report to",
    "feedback": "give feedback to",
}


@dataclass(frozen=True, slots=True)
class AddRelation:
    """A new relation; ``membership`` is said exactly where it is the first carrying one of a member.

    Where the membership is kept, a relation that supports the parent is added too, of the same volume.
    """

    supplier: Annotated[Label, Field(alias="from")]
    customer: Annotated[Label, Field(alias="to")]
    kind: RelationKind = "serves"
    volume: Amount = 1.0
    membership: Joining | None = None

    def apply(self, organization: Organization) -> Organization:
        """Give the organization with the relation.

        Raises UsageError for an unknown element, a membership that is not settled, or what the document forbids.
        """
        for end in (self.supplier, self.customer):
            require_element(organization, end)
        added = Relation.model_construct(
            supplier=self.supplier, customer=self.customer, kind=self.kind, volume=self.volume
        )
        return rebuilt(organization, relations=_joined(organization, organization.relations, added, self.membership))

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown element."""
        supplier = require_element(organization, self.supplier)
        customer = require_element(organization, self.customer)
        does = _DOING[self.kind]
        names = [element_name(organization, end.id) for end in (supplier, customer)]
        sentence = f"Let {names[0]} {does} {'itself' if supplier == customer else names[1]}"
        if self.volume != 1:
            sentence += f", volume {amount(self.volume)}"
        if self.membership is not None and supplier.part_of is not None:
            parent = element_name(organization, supplier.part_of)
            sentence += f" {'beside' if self.membership == 'kept' else 'instead of'} working through {parent}"
        return sentence


@dataclass(frozen=True, slots=True)
class RemoveRelation:
    """One relation less, named by its id or spelling, with its obstacles.

    Where it is the last carrying one of an element that is part of another, ``membership`` says whether that element
    works through the other again (`restored`) or not (`ended`: the relation stays with volume 0, without obstacles).
    """

    relation: Label
    membership: Leaving = "ended"

    def apply(self, organization: Organization) -> Organization:
        """Give the organization without the relation.

        Raises UsageError for an unknown relation, one that carries nothing already, and a membership that cannot be
        restored.
        """
        position = require_relation(organization, self.relation)
        relation = organization.relations[position]
        if self.membership == "restored" and not _is_last(organization, position):
            raise UsageError(
                f"`{relation.supplier}` works through nothing else once `{self.relation}` is removed: "
                "leave out that its membership is restored"
            )
        left = _taken(organization, position) if self.membership == "ended" else ()
        if left == (relation,):
            raise UsageError(
                f"`{self.relation}` carries nothing already; it stays so that `{relation.supplier}` does not work "
                "through what it is part of, unless its membership is restored"
            )
        relations = organization.relations
        return rebuilt(organization, relations=(*relations[:position], *left, *relations[position + 1 :]))

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown relation."""
        position = require_relation(organization, self.relation)
        relation = organization.relations[position]
        sentence = f"Remove the relation {relation_name(organization, relation)}"
        if not _is_last(organization, position):
            return sentence
        supplier = element_name(organization, relation.supplier)
        parent = organization.by_id[relation.supplier].part_of
        if self.membership == "restored" and parent is not None:
            return f"{sentence}; {supplier} works through {element_name(organization, parent)} again"
        return f"{sentence}; the work of {supplier} then goes nowhere"


@dataclass(frozen=True, slots=True)
class Reroute:
    """Other ends for one relation; its volume, output and obstacles stay.

    ``membership`` is said exactly where the new supplier is a member. An old supplier that loses its last relation is
    stranded.
    """

    relation: Label
    supplier: Annotated[Label | None, Field(alias="from")] = None
    customer: Annotated[Label | None, Field(alias="to")] = None
    membership: Joining | None = None

    def apply(self, organization: Organization) -> Organization:
        """Give the organization with the relation between its new ends.

        Raises UsageError for an unknown name, no new end, a membership that is not settled, or what the document
        forbids.
        """
        position = require_relation(organization, self.relation)
        old, new = self._ends(organization, position)
        relations = organization.relations
        others = (*relations[:position], *relations[position + 1 :])
        if new.supplier != old.supplier:
            others = (*others, *_taken(organization, position))
            others = _joined(organization, others, new, self.membership)
        elif self.membership is not None:
            raise UsageError(f"`{old.supplier}` stays the supplier of `{self.relation}`: leave out `membership`")
        else:
            others = (*relations[:position], new, *relations[position + 1 :])
        return rebuilt(organization, relations=others, interventions=_renamed(organization, old, new))

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown name."""
        old, new = self._ends(organization, require_relation(organization, self.relation))
        return f"Reroute the relation {relation_name(organization, old)}: now {relation_name(organization, new)}"

    def _ends(self, organization: Organization, position: int) -> tuple[Relation, Relation]:
        """Give the relation as it is and as it is to be."""
        old = organization.relations[position]
        ends = {
            side: require_element(organization, end).id
            for side, end in (("supplier", self.supplier), ("customer", self.customer))
            if end is not None
        }
        new = old.model_copy(update=ends)
        if new == old:
            raise UsageError(f"`{self.relation}` has these ends already: say where it is to come from or to lead")
        return old, new


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Another volume for one carrying relation; with volume 0, nothing goes along it."""

    relation: Label
    to: Amount

    def apply(self, organization: Organization) -> Organization:
        """Give the organization with this volume; raises UsageError for an unknown relation or no volume."""
        position = require_relation(organization, self.relation)
        relations = organization.relations
        changed = relations[position].model_copy(update={"volume": self.to})
        return rebuilt(organization, relations=(*relations[:position], changed, *relations[position + 1 :]))

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown relation."""
        relation = organization.relations[require_relation(organization, self.relation)]
        return f"Set the volume {relation_name(organization, relation)} to {amount(self.to)}"


def _joined(
    organization: Organization, relations: tuple[Relation, ...], added: Relation, membership: Joining | None
) -> tuple[Relation, ...]:
    """Add a relation, and what keeps a membership beside it; raises UsageError where that is not said, or needless."""
    supplier = added.supplier
    parent = organization.by_id[supplier].part_of
    if added.kind not in CARRYING or parent is None or not is_member(organization, supplier):
        if membership is not None:
            raise UsageError(f"`{supplier}` has no membership that this relation ends: leave out `membership`")
        return (*relations, added)
    if membership is None:
        raise UsageError(
            f"`{supplier}` works through `{parent}` as a part of it, and a first relation of its own would end that: "
            "say whether that membership is `replaced` or `kept`"
        )
    if membership == "replaced":
        return (*relations, added)
    kept = Relation.model_construct(supplier=supplier, customer=parent, kind="supports", volume=added.volume)
    return (*relations, kept, added)


def _is_last(organization: Organization, position: int) -> bool:
    """Tell whether a relation is the last carrying one of an element that is part of another."""
    relation = organization.relations[position]
    part = organization.by_id[relation.supplier].part_of is not None
    return relation.is_carrying and part and not carries(organization, relation.supplier, without=position)


def _taken(organization: Organization, position: int) -> tuple[Relation, ...]:
    """Give what stays of a relation that is taken from its supplier: nothing, or what keeps that from a membership."""
    if not _is_last(organization, position):
        return ()
    return (organization.relations[position].model_copy(update={"volume": 0.0, "obstacles": ()}),)


def _renamed(organization: Organization, old: Relation, new: Relation) -> tuple[Intervention, ...]:
    """Give the interventions; those that name an obstacle of the relation by its ends name it by the new ones."""
    before, after = (f"{one.supplier} -> {one.customer}" for one in (old, new))
    kinds = {obstacle.kind for obstacle in old.obstacles}
    if old.id is not None or not kinds:
        return organization.interventions
    return tuple(
        intervention.model_copy(
            update={
                "clears": tuple(
                    clearance.model_copy(update={"on": after})
                    if clearance.on == before and clearance.kind in kinds
                    else clearance
                    for clearance in intervention.clears
                )
            }
        )
        for intervention in organization.interventions
    )
