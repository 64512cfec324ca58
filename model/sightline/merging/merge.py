"""Several organizations become one: the union of what they say, with every difference named and none settled silently.

Nothing is lost: every element, relation, obstacle, decision and intervention of every origin has its image in the
outcome. An organization merged with itself, or with an empty one, is that organization.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from sightline.document import Element, Obstacle, Organization, Relation, Tree, build_organization
from sightline.document.raw_form import to_raw
from sightline.errors import InputError, Problem, UsageError
from sightline.merging.facts import merge_element, merge_facts, merge_relation
from sightline.merging.ledger import Conflict, Ledger, OtherName, Preference, spell_places
from sightline.merging.matching import find_matches
from sightline.merging.obstacles import Holder, Obstacles
from sightline.merging.origins import Origin, Spot
from sightline.merging.pairing import RELATION_RULES, Group, group
from sightline.merging.plans import merge_decisions, merge_interventions
from sightline.merging.things import CERTAIN, Ids, Renamed, Things, Verdicts, find_things

_Holding = TypeVar("_Holding", Element, Relation)
WHOLE = "the organization"
"""What facts of the organization itself are named after."""


@dataclass(frozen=True)
class Choices:
    """What a person has said of a merge: the certainty from which guesses count, verdicts, and whose word counts."""

    accept: float = CERTAIN
    verdicts: Verdicts = field(default_factory=dict)
    preference: Preference = field(default_factory=Preference)


@dataclass(frozen=True)
class Merge:
    """The outcome of a merge. Where ``conflicts`` or clashes are open, the organization holds the first word for now.

    ``overruled`` are the conflicts that somebody has decided; ``names`` other names of what is kept.
    """

    origins: tuple[Origin, ...]
    choices: Choices
    organization: Organization
    things: Things
    conflicts: tuple[Conflict, ...]
    overruled: tuple[Conflict, ...]
    renamed: tuple[Renamed, ...]
    names: tuple[OtherName, ...]

    @property
    def obstacles(self) -> int:
        """How many obstacles the outcome has."""
        whole = self.organization
        at_elements = sum(len(one.obstacles) for one in whole.elements)
        return at_elements + sum(len(one.obstacles) for one in whole.relations)

    @property
    def is_settled(self) -> bool:
        """Whether nothing waits for a decision; guesses that nobody has accepted are two things each."""
        return not self.conflicts and not self.things.clashes


def merge(origins: Sequence[Origin], choices: Choices | None = None) -> Merge:
    """Merge organizations in their order.

    Raises InputError where the outcome would break a rule of the document (such as a unit that is part of itself),
    UsageError for nothing to merge, and for two origins of one label.
    """
    choices = choices or Choices()
    if not origins or len({one.label for one in origins}) < len(origins):
        raise UsageError("a merge needs at least one organization, and a label of its own for each")
    known = frozenset(identifier for origin in origins for identifier in _list_ids(origin.organization))
    ids = Ids(known)
    things = find_things(origins, find_matches(origins), ids, accept=choices.accept, verdicts=choices.verdicts)
    return _Merger(origins, choices, things, ids).run()


def _list_ids(organization: Organization) -> Iterable[str]:
    yield from organization.by_id
    yield from (one.id for one in organization.relations if one.id is not None)
    yield from (one.id for one in organization.decisions)


class _Merger:
    """One merge at work: names are translated first, then records are put together kind by kind."""

    def __init__(self, origins: Sequence[Origin], choices: Choices, things: Things, ids: Ids) -> None:
        self.origins, self.choices, self.things, self.ids = origins, choices, things, ids
        self.ledger = Ledger(origins, choices.preference)
        self.names = [things.names(at) for at in range(len(origins))]
        self.renamed = list(things.renamed)

    def run(self) -> Merge:
        """Put everything together, and check it by the rules of the document."""
        head = merge_facts(WHOLE, {at: one.organization for at, one in enumerate(self.origins)}, self.ledger, {},
                           leave=frozenset(("elements", "relations", "decisions", "interventions")))  # fmt: skip
        found = [Group({spot.origin: self._translated(spot) for spot in spots}) for spots in self.things.spots]
        elements = [
            merge_element(identifier, one.records, self.ledger, spell_places(one.records))
            for identifier, one in zip(self.things.ids, found, strict=True)
        ]
        lists = [
            [self._moved(at, one) for one in origin.organization.relations] for at, origin in enumerate(self.origins)
        ]
        tied = group(lists, RELATION_RULES)
        relations = [self._relation(one) for one in tied]
        holders = [
            *(_element_holder(one.id, self.things.spots[at], found[at]) for at, one in enumerate(elements)),
            *(self._relation_holder(one, tied[at]) for at, one in enumerate(relations)),
        ]
        obstacles = Obstacles(self.origins, holders, self.ledger)
        decisions, first = merge_decisions(self.origins, self.names, self.ledger, self.ids)
        interventions, second = merge_interventions(self.origins, self.names, obstacles, self.ledger)
        held = obstacles.by_holder()
        whole = Organization(
            **head,
            elements=tuple(_holding(one, held[at]) for at, one in enumerate(elements)),
            relations=tuple(_holding(one, held[len(elements) + at]) for at, one in enumerate(relations)),
            decisions=decisions,
            interventions=interventions,
        )
        _check(whole)
        return Merge(
            tuple(self.origins),
            self.choices,
            whole,
            self.things,
            tuple(one for one in self.ledger.conflicts if one.taken is None),
            tuple(one for one in self.ledger.conflicts if one.taken is not None),
            (*self.renamed, *obstacles.renamed, *first, *second),
            tuple(self.ledger.names),
        )

    def _translated(self, spot: Spot) -> Element:
        """Give an element with the new ids of the elements that it names."""
        element, names = spot.element(self.origins), self.names[spot.origin]
        said = {key: getattr(element, key) for key in ("part_of", "modelled_on", "accountable")}
        changed = {key: names[end] for key, end in said.items() if end is not None and names[end] != end}
        return element.model_copy(update=changed) if changed else element

    def _moved(self, origin: int, relation: Relation) -> Relation:
        """Give a relation with the new ids of its ends."""
        names = self.names[origin]
        ends = {"supplier": names[relation.supplier], "customer": names[relation.customer]}
        if (relation.supplier, relation.customer) == tuple(ends.values()):
            return relation
        return relation.model_copy(update=ends)

    def _relation(self, found: Group[Relation]) -> Relation:
        more = f", {found.first.output}" if found.first.output else ""
        on = f"{found.first.supplier} -> {found.first.customer} ({found.first.kind}{more})"
        relation = merge_relation(on, found.records, self.ledger, spell_places(found.records))
        if relation.id is None:
            return relation
        chosen = self.ids.take(relation.id)
        if chosen == relation.id:
            return relation
        origin = next(at for at, one in found.records.items() if one.id is not None)
        self.renamed.append(Renamed("relation", relation.id, chosen, self.origins[origin].label))
        return relation.model_copy(update={"id": chosen})

    def _relation_holder(self, relation: Relation, found: Group[Relation]) -> Holder:
        said = {
            at: (one.id or f"{self._old[at][one.supplier]} -> {self._old[at][one.customer]}", one.obstacles)
            for at, one in found.records.items()
        }
        on, stem = f"{relation.supplier} -> {relation.customer}", f"{relation.supplier}-{relation.customer}"
        return Holder(relation.id or on, stem, said, spell_places(found.records))

    @cached_property
    def _old(self) -> list[dict[str, str]]:
        """By origin, the old id of each new one."""
        return [{new: old for old, new in names.items()} for names in self.names]


def _element_holder(identifier: str, spots: Sequence[Spot], found: Group[Element]) -> Holder:
    said = {spot.origin: (spot.id, found.records[spot.origin].obstacles) for spot in spots}
    return Holder(identifier, identifier, said, spell_places(found.records))


def _holding(holder: _Holding, obstacles: tuple[Obstacle, ...]) -> _Holding:
    return holder.model_copy(update={"obstacles": obstacles}) if obstacles else holder


def _check(whole: Organization) -> None:
    try:
        build_organization(Tree(to_raw(whole)))
    except InputError as error:
        told = "; put together, the files say what none of them says alone"
        raise InputError(Problem(f"{one.message}{told}", value=one.value) for one in error.problems) from None
