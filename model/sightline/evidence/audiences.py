"""Who can be asked about what: the groups of people that a model knows, and what each of them meets in its work.

A group answers for an element: an external customer, a team or a role. It is asked only about what is in the model, and
only about what it meets. Nobody is asked about one person, nor about a role with fewer than 5 holders, because such an
answer would rate a person; a place there is no subject, and :func:`find_groups` says how many there were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sightline.catalogue.details import AUDIENCES, Audience
from sightline.document import Element, Organization, Relation
from sightline.evidence.disclosure import FEWEST
from sightline.phrases import counted
from sightline.studies.naming import Holder, spell_relations

_WORKPLACES: Final = ("process", "product", "system")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a question can stand: an element or a carrying relation, its name in question ids, and what it counts as.

    An element counts as its kind and, as no obstacle can stand there itself, as ``decision`` where it decides, as
    ``feedback`` where it hears others and as ``reports_to`` where others report to it.
    """

    holder: Holder
    name: str
    counts_as: frozenset[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that a group meets: the element ``about`` which it is asked, and the spots that a kind may choose from.

    The relation stands first. ``is_own`` where the group is asked about itself.
    """

    about: str
    spots: tuple[Spot, ...]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Those who are asked: the holders of a role, a team or an external customer, as one audience."""

    audience: Audience
    element: str
    subjects: tuple[Subject, ...]


def find_groups(
    organization: Organization, audiences: Sequence[Audience] = AUDIENCES
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """Find who can be asked, by audience in the order of the catalogue and then in file order; with what to know."""
    surroundings = _Surroundings(organization)
    groups: list[Group] = []
    notices: list[str] = []
    for audience in AUDIENCES:
        if audience not in audiences:
            continue
        find = _FINDERS[audience]
        found = [
            Group(audience, element.id, subjects)
            for element in organization.elements
            if (subjects := tuple(_distinct(find(surroundings, element))))
        ]
        groups += found
        if not found:
            notices.append(f"Nobody is asked as {audience.replace('-', ' ')}: {_NOBODY[audience]}.")
    if "internal-customer" in audiences and (unheard := surroundings.count_unheard(groups)):
        notices.append(
            f"Of {counted(unheard, 'relation')} nobody can be asked how the work is received: the model does not say"
            " who is accountable for the process, product or system, who performs it, or in which other unit it is."
        )
    if hidden := surroundings.count_hidden():
        notices.append(
            f"{counted(hidden, 'person or role', 'persons and roles')} with fewer than {FEWEST} known holders:"
            " nobody is asked about these, because the answers would rate a person."
        )
    return tuple(groups), tuple(notices)


def count_people(element: Element) -> float | None:
    """Count the people who can answer for an element; None where the model does not say."""
    return element.holders if element.holders is not None else element.headcount


def is_rating_a_person(element: Element) -> bool:
    """Whether answers about an element would rate one person: a person, or a role with few holders or unknown ones."""
    return element.kind == "person" or (element.kind == "role" and (count_people(element) or 0) < FEWEST)


class _Surroundings:
    """What each element meets."""

    def __init__(self, organization: Organization) -> None:
        self.organization = organization
        self.incoming: Mapping[str, list[int]] = defaultdict(list)
        self.outgoing: Mapping[str, list[int]] = defaultdict(list)
        self.hears: Mapping[str, list[str]] = defaultdict(list)
        self.tells: Mapping[str, list[str]] = defaultdict(list)
        self.leads: Mapping[str, list[str]] = defaultdict(list)
        for position, one in enumerate(organization.relations):
            if one.is_carrying:
                self.incoming[one.customer].append(position)
                self.outgoing[one.supplier].append(position)
            elif one.kind == "feedback":
                self.hears[one.customer].append(one.supplier)
                self.tells[one.supplier].append(one.customer)
            else:
                self.leads[one.customer].append(one.supplier)
        self.runs: Mapping[str, list[str]] = defaultdict(list)
        for element in organization.elements:
            if element.kind in _WORKPLACES:
                for runner in self._runners(element):
                    self.runs[runner].append(element.id)
        self.decides: Mapping[str, list[str]] = defaultdict(list)
        for decision in organization.decisions:
            for decider in decision.decider:
                self.decides[decider] += decision.about
        self._parents_of_people = {
            element.part_of for element in organization.elements if element.part_of and element.kind in ("team", "role")
        }
        self._positions = {element.id: position for position, element in enumerate(organization.elements)}
        self._spelled = spell_relations(organization)

    def _runners(self, element: Element) -> Iterator[str]:
        """Give who answers for what is no group of people: who is accountable, else who performs it, else its unit."""
        if element.accountable is not None:
            yield element.accountable
            return
        performers = [
            one.supplier
            for position in self.incoming.get(element.id, ())
            if (one := self.relation(position)).kind == "performs"
        ]
        yield from performers or ([element.part_of] if element.part_of is not None else [])

    def relation(self, position: int) -> Relation:
        """Give a relation by its position."""
        return self.organization.relations[position]

    def element(self, identifier: str) -> Element:
        """Give an element by its id."""
        return self.organization.by_id[identifier]

    def works(self, element: Element) -> bool:
        """Whether people work there together: a team or a role that does not only group others."""
        is_group = element.kind in ("team", "role")
        carries = bool(self.incoming.get(element.id) or self.outgoing.get(element.id))
        return is_group and (carries or element.id not in self._parents_of_people)

    def is_inside(self, identifier: str | None, unit: str) -> bool:
        """Whether an element is a unit, or part of it at any depth."""
        while identifier is not None and identifier != unit:
            identifier = self.element(identifier).part_of
        return identifier == unit

    def subject(self, about: str, position: int | None = None, *, is_own: bool = False) -> Subject | None:
        """Make a subject of an element and the relation at a position; None where it would rate a person."""
        element = self.element(about)
        if is_rating_a_person(element) or element.kind == "customer":
            return None
        return Subject(about, (*self._relation_spots(position), self._element_spot(element)), is_own)

    def relation_alone(self, about: str, position: int) -> Subject | None:
        """Make a subject of what is done for an element that is no person; None where it would rate one."""
        spots = self._relation_spots(position)
        return Subject(about, spots) if spots and self.element(about).kind != "person" else None

    def count_hidden(self) -> int:
        """Count the elements about which nobody is asked."""
        return sum(is_rating_a_person(element) for element in self.organization.elements)

    def count_unheard(self, groups: Sequence[Group]) -> int:
        """Count the relations from teams and roles inside whose receivers are in no group of internal customers."""
        heard = {
            spot.name
            for group in groups
            if group.audience == "internal-customer"
            for subject in group.subjects
            for spot in subject.spots
        }
        return sum(
            one.is_carrying
            and name not in heard
            and self.element(one.supplier).kind in ("team", "role")
            and self.element(one.customer).kind in _WORKPLACES
            and not is_rating_a_person(self.element(one.supplier))
            for one, name in zip(self.organization.relations, self._spelled, strict=True)
        )

    def _relation_spots(self, position: int | None) -> tuple[Spot, ...]:
        """Give the spot of a relation; none where there is no relation, or what is said of it rates its supplier."""
        if position is None or is_rating_a_person(self.element(self.relation(position).supplier)):
            return ()
        kind = self.relation(position).kind
        return (Spot(Holder("relations", position), self._spelled[position], frozenset({kind})),)

    def _element_spot(self, element: Element) -> Spot:
        identifier = element.id
        counts_as = {"decision": self.decides, "feedback": self.hears, "reports_to": self.leads}
        more = {kind for kind, known in counts_as.items() if identifier in known}
        return Spot(Holder("elements", self._positions[identifier]), identifier, frozenset({element.kind, *more}))


def _external_customer(known: _Surroundings, element: Element) -> Iterator[Subject | None]:
    """Give what a customer outside meets: who serves it, and who hears it."""
    if element.kind == "customer":
        for position in known.incoming.get(element.id, ()):
            yield known.subject(known.relation(position).supplier, position)
        yield from (known.subject(hearer) for hearer in known.tells.get(element.id, ()))


def _internal_customer(known: _Surroundings, element: Element) -> Iterator[Subject | None]:
    """Give who works for a team or role, and for what it runs; its own parts are not its suppliers."""
    if element.kind not in ("team", "role"):
        return
    for place in (element.id, *known.runs.get(element.id, ())):
        for position in known.incoming.get(place, ()):
            supplier = known.relation(position).supplier
            if not known.is_inside(supplier, element.id):
                yield known.subject(supplier, position)


def _supplier(known: _Surroundings, element: Element) -> Iterator[Subject | None]:
    """Give what a team or role knows: itself, what it works in, and what it does for others."""
    if not known.works(element):
        return
    yield known.subject(element.id, is_own=True)
    for position in known.outgoing.get(element.id, ()):
        customer = known.relation(position).customer
        if known.element(customer).kind in _WORKPLACES:
            yield known.subject(customer, position)
        else:
            yield known.relation_alone(customer, position)


def _decision_maker(known: _Surroundings, element: Element) -> Iterator[Subject | None]:
    """Give what those who decide or lead know: themselves, what they decide about, and whom they lead."""
    decides, leads = known.decides.get(element.id), known.leads.get(element.id)
    if element.kind not in ("team", "role") or (decides is None and leads is None):
        return
    yield known.subject(element.id, is_own=True)
    yield from (known.subject(about) for about in (*(decides or ()), *(leads or ())))


def _front_line(known: _Surroundings, element: Element) -> Iterator[Subject | None]:
    """Give what those who meet customers outside know: themselves, what they work with, and what they work in."""
    if not known.works(element):
        return
    outgoing, incoming = known.outgoing.get(element.id, ()), known.incoming.get(element.id, ())
    meets = [known.relation(position).customer for position in outgoing] + list(known.hears.get(element.id, ()))
    if not (element.front or any(known.element(one).kind == "customer" for one in meets)):
        return
    yield known.subject(element.id, is_own=True)
    for position in incoming:
        supplier = known.relation(position).supplier
        if supplier != element.id:
            yield known.subject(supplier, position)
    for position in outgoing:
        customer = known.relation(position).customer
        if known.element(customer).kind in _WORKPLACES:
            yield known.subject(customer, position)


_FINDERS: Final[Mapping[Audience, Callable[[_Surroundings, Element], Iterator[Subject | None]]]] = {
    "external-customer": _external_customer,
    "internal-customer": _internal_customer,
    "supplier": _supplier,
    "decision-maker": _decision_maker,
    "front-line": _front_line,
}
_NOBODY: Final[Mapping[Audience, str]] = {
    "external-customer": "the model has no external customer whom anybody serves or hears",
    "internal-customer": "the model has no team or role for which another one works",
    "supplier": "the model has no team or role",
    "decision-maker": "the model names no team or role that decides, or to whom others report",
    "front-line": "the model has no team or role that meets external customers",
}


def _distinct(subjects: Iterator[Subject | None]) -> Iterator[Subject]:
    """Leave out what is none, and every spot that came before."""
    seen: set[str] = set()
    for subject in subjects:
        if subject is not None and (new := tuple(spot for spot in subject.spots if spot.name not in seen)):
            seen.update(spot.name for spot in new)
            yield replace(subject, spots=new)
