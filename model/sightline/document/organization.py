"""The organization as people write it: one frozen document that everything else is computed from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from pydantic import ConfigDict

from sightline.document.decisions import Decision, Intervention
from sightline.document.elements import Element
from sightline.document.fields import Day, Label, Share, Strict, Text
from sightline.document.relations import Relation
from sightline.document.thresholds import Thresholds


class Assumptions(Strict):
    """What the figures assume and every headline shows: the clarity that a handoff keeps where nothing is known."""

    handoff_clarity: Share = 0.95


class Organization(Strict):
    """One organization at one moment: its elements, their relations, decisions and plans.

    Elements and relations stand in file order; two organizations are equal when all they say is equal. Build one with
    :func:`sightline.read`, :func:`sightline.from_networkx` or :func:`sightline.document.build_organization`, which
    check what single records cannot: references, cycles, and what an external customer may not have.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", ignored_types=(cached_property,))

    name: Label = "Unnamed organization"
    as_of: Day | None = None
    description: Text | None = None
    assumptions: Assumptions = Assumptions()
    thresholds: Thresholds = Thresholds()
    elements: tuple[Element, ...] = ()
    relations: tuple[Relation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    interventions: tuple[Intervention, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Element]:
        """Elements by id."""
        return {element.id: element for element in self.elements}

    @cached_property
    def title_counts(self) -> Mapping[str, int]:
        """How many elements bear each title: a name that several bear needs its id beside it."""
        return Counter(element.title for element in self.elements)
