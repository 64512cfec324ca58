"""What an owner says in real names, said in made-up ones: elements, obstacles, relations, and whole scenarios.

Both an organization and its twin under made-up names are at hand, so that what is named by its place finds its
counterpart at the same place. Who speaks in made-up names already is understood as well.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from sightline.document import Organization
from sightline.document.obstacles import Obstacle
from sightline.redaction.key import Key, as_name
from sightline.redaction.redacting import restore
from sightline.redaction.treatments import TREATMENTS, Word
from sightline.studies.changes import (
    AddElement,
    AddObstacle,
    AddRelation,
    Change,
    ClearObstacle,
    MergeElements,
    RemoveElement,
    RemoveRelation,
    Reroute,
    SetHeadcount,
    SetSeverity,
    SetVolume,
    SplitElement,
)
from sightline.studies.element_splitting import Part
from sightline.studies.naming import (
    list_obstacles,
    require_element,
    require_obstacle,
    require_relation,
    spell_relations,
)
from sightline.studies.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Twins:
    """An organization under made-up names, and the same by its real ids."""

    made_up: Organization
    key: Key

    @cached_property
    def real(self) -> Organization:
        """The organization by its real ids."""
        return restore(self.made_up, self.key)

    def element(self, name: str) -> str:
        """Give the made-up id of an element, named by its id or its name; raises UsageError with the nearest id."""
        if name in self.made_up.by_id:
            return name
        named = [one.id for one in self.real.elements if one.name == name]
        return self.key.id(require_element(self.real, named[0] if len(named) == 1 else name).id)

    def obstacle(self, name: str) -> str:
        """Give the made-up id of an obstacle, given or generated; raises UsageError with the nearest id."""
        there = list_obstacles(self.made_up)
        if name in there:
            return name
        row = require_obstacle(self.real, name).row
        return next(made_up for made_up, spot in there.items() if spot.row == row)

    def relation(self, name: str) -> str:
        """Give the made-up spelling of a relation, named by its id or spelling; raises UsageError with the nearest."""
        spelled = spell_relations(self.made_up)
        if name in spelled or any(name == one.id for one in self.made_up.relations):
            return name
        position = require_relation(self.real, name)
        return self.made_up.relations[position].id or spelled[position]

    def holder(self, name: str) -> str:
        """Give the made-up name of what holds obstacles: an element, or else a relation."""
        is_element = name in self.made_up.by_id or name in self.real.by_id
        return self.element(name) if is_element else self.relation(name)

    def scenario(self, scenario: Scenario, ours: Collection[str] = ()) -> tuple[Scenario, Twins]:
        """Give a scenario in made-up names, and the twins that it makes; the key learns the names of what it adds.

        Names of scenarios that are ``ours``, and not their owner's, stay. Raises UsageError for a change that cannot be
        made.
        """
        twins, said = self, list[Change]()
        for change in scenario.changes:
            said.append(twins.change(change))
            twins = Twins(said[-1].apply(twins.made_up), self.key)
        name = scenario.name if scenario.name in ours else self._name(scenario.name)
        return Scenario(name, tuple(said)), twins

    def change(self, change: Change) -> Change:
        """Give one change in made-up names; raises UsageError for a name that nothing has."""
        match change:
            case SetSeverity() | ClearObstacle():
                return dataclasses.replace(change, obstacle=self.obstacle(change.obstacle))
            case AddObstacle():
                return dataclasses.replace(change, on=self.holder(change.on), kind=self._kind(change.kind))
            case AddRelation():
                supplier, customer = self.element(change.supplier), self.element(change.customer)
                return dataclasses.replace(change, supplier=supplier, customer=customer)
            case RemoveRelation() | SetVolume():
                return dataclasses.replace(change, relation=self.relation(change.relation))
            case Reroute():
                relation, ends = (
                    self.relation(change.relation),
                    (self._end(change.supplier), self._end(change.customer)),
                )
                return dataclasses.replace(change, relation=relation, supplier=ends[0], customer=ends[1])
            case AddElement():
                added, name = self._added(change.id, change.kind, change.name)
                return dataclasses.replace(change, id=added, name=name, part_of=self._end(change.part_of))
            case RemoveElement() | SetHeadcount():
                return dataclasses.replace(change, element=self.element(change.element))
            case MergeElements():
                merged = tuple(self.element(one) for one in change.elements)
                return dataclasses.replace(change, elements=merged, name=change.name and as_name(merged[0]))
            case SplitElement():
                element = self.element(change.element)
                kind = self.made_up.by_id[element].kind
                parts = [(self._added(one.id, kind, one.name), one.share) for one in change.into]
                into = tuple(Part(id=added, name=name, share=share) for (added, name), share in parts)
                return SplitElement(element, into)
            case _:
                assert_never(change)

    def _end(self, name: str | None) -> str | None:
        return None if name is None else self.element(name)

    def _added(self, identifier: str, kind: str, name: str | None) -> tuple[str, str | None]:
        """Give the made-up id and name of what a change adds."""
        if not self.key.is_id(identifier):
            self.key.learn_words([], [(identifier, kind)], taken=[] if name is None else [name])
        made_up = self.key.id(identifier)
        if name is None:
            return made_up, None
        if name != as_name(made_up):
            self.key.names[made_up] = name
        return made_up, as_name(made_up)

    def _name(self, name: str) -> str:
        """Give the made-up name of a scenario; one that is made up already stays."""
        if name in self.key.meant:
            return name
        self.key.learn_words([(name, "scenario")])
        return self.key.word(name, "scenario")

    def _kind(self, kind: str) -> str:
        known = TREATMENTS[Obstacle]["kind"]
        kind = kind.replace("_", "-")
        if not isinstance(known, Word) or known.is_known(kind) or kind in self.key.words:
            return kind
        self.key.learn_words([(kind, known.sort)])
        return self.key.word(kind, known.sort)
