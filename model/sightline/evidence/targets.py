"""What a question is about in this model, and whether its answers set a severity there.

Who receives the work says how it arrives: external customers, and internal ones about their suppliers. Of what people
live under (a structure, a rule, a system) those affected say it, where no receiver answered. What somebody says of what
they deliver themselves never sets a severity, because people judge their own work too kindly (Gilbert 2000); it only
shows a blind spot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sightline.catalogue.details import Catalogue
from sightline.document import Organization
from sightline.evidence.audiences import is_rating_a_person
from sightline.evidence.question_ids import MIRROR, QuestionId
from sightline.studies.naming import Holder, spell_relations

Standing = Literal["receiver", "affected", "self"]
"""Who speaks: those who get the work, those who live under it, or those who do it."""

UNKNOWN_ITEM = "to a question that the catalogue does not have"
UNKNOWN_PLACE = "about something that is not in the model"
NO_PLACE = "about something that takes no obstacle"
A_PERSON = "about a person, or a role that fewer than 5 people hold"


@dataclass(frozen=True, slots=True)
class Target:
    """What a question is about: the kind of obstacle (None for :data:`MIRROR`), where, and whose work that is.

    ``sign`` is ``+`` where agreeing is good.
    """

    kind: str | None
    place: str
    holder: Holder
    owner: str
    sign: Literal["+", "-"]
    standing: Standing


class Targets:
    """Finds what questions are about, each once."""

    def __init__(self, organization: Organization, kinds: Catalogue) -> None:
        self._organization = organization
        self._items = {item.id: (kind, item) for kind, details in kinds.items() for item in details.items}
        self._spelled = spell_relations(organization)
        self._holders = {name: Holder("relations", position) for position, name in enumerate(self._spelled)}
        self._holders |= {one.id: Holder("relations", at) for at, one in enumerate(organization.relations) if one.id}
        self._holders |= {one.id: Holder("elements", at) for at, one in enumerate(organization.elements)}
        self._found: dict[QuestionId, Target | str] = {}

    def find(self, question: QuestionId) -> Target | str:
        """Give what a question is about, or the reason why its answers cannot be used."""
        if question not in self._found:
            self._found[question] = self._find(question)
        return self._found[question]

    def name_place(self, question: QuestionId) -> str | None:
        """Name the place of a question as everybody does; None where it is not in the model, or about a person."""
        holder = self._hold(question.place)
        return None if isinstance(holder, str) else self._spell(holder)

    def _find(self, question: QuestionId) -> Target | str:
        known = self._items.get(question.item)
        if known is None and question.item != MIRROR:
            return UNKNOWN_ITEM
        holder = self._hold(question.place)
        if isinstance(holder, str):
            return holder
        place, owner = self._spell(holder), self._owner(holder)
        if known is None:
            return Target(None, place, holder, owner, "+", "self") if holder.among == "elements" else UNKNOWN_ITEM
        kind, item = known
        if holder.among == "elements" and self._organization.elements[holder.position].kind == "customer":
            return NO_PLACE
        return Target(kind, place, holder, owner, item.sign, self._stand(item.audience, holder))

    def _hold(self, place: str) -> Holder | str:
        """Find an element or a carrying relation that may be rated, or give the reason why there is none."""
        holder = self._holders.get(place)
        if holder is None:
            return UNKNOWN_PLACE
        if holder.among == "relations" and not self._organization.relations[holder.position].is_carrying:
            return NO_PLACE
        return A_PERSON if is_rating_a_person(self._organization.by_id[self._owner(holder)]) else holder

    def _owner(self, holder: Holder) -> str:
        if holder.among == "relations":
            return self._organization.relations[holder.position].supplier
        return self._organization.elements[holder.position].id

    def _spell(self, holder: Holder) -> str:
        return self._spelled[holder.position] if holder.among == "relations" else self._owner(holder)

    def _stand(self, audience: str, holder: Holder) -> Standing:
        if audience in ("external-customer", "internal-customer"):
            return "receiver"
        is_work = holder.among == "relations" or self._organization.elements[holder.position].kind == "product"
        return "self" if is_work or audience == "decision-maker" else "affected"
