"""The labelled arrays of one organization: what the kernels compute on.

Row order is stated once, here. Elements stand in the order of the document (or table), carrying relations likewise
with the implied membership relations after them, obstacles in the order of the elements and then the relations that
they sit on. An index into one of these three orders is called an element, a relation or an obstacle *row*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sightline.arrays.sums import sum_by_row
from sightline.document.vocabulary import CARRYING, EFFORT_KINDS, ELEMENT_KINDS, ElementKind

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

KIND_CODES: dict[str, int] = {kind: code for code, kind in enumerate(ELEMENT_KINDS)}
CUSTOMER = KIND_CODES["customer"]
EFFORT_CODES = tuple(KIND_CODES[kind] for kind in EFFORT_KINDS)

MEMBERSHIP = "membership"
"""The implied relation of an element that works through the unit it is part of; never written by hand."""
CARRYING_KINDS: tuple[str, ...] = (*CARRYING, MEMBERSHIP)
CARRYING_CODES: dict[str, int] = {kind: code for code, kind in enumerate(CARRYING_KINDS)}
SERVES = CARRYING_CODES["serves"]
IMPLIED = CARRYING_CODES[MEMBERSHIP]


@dataclass(frozen=True, eq=False)
class Elements:
    """The elements, one row each. ``parent`` is a row or -1; ``effort`` is resolved (docs/concepts.md)."""

    ids: Texts
    names: Texts
    kinds: Codes
    parent: Rows
    effort: Floats
    assessed: Flags

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def is_customer(self) -> Flags:
        """Which rows are external customers."""
        return np.equal(self.kinds, CUSTOMER)

    @cached_property
    def row(self) -> dict[str, int]:
        """Row by id."""
        return {identifier: position for position, identifier in enumerate(self.ids.tolist())}

    def kind(self, row: int) -> ElementKind:
        """Name the kind of one element."""
        return ELEMENT_KINDS[int(self.kinds[row])]

    def title(self, row: int) -> str:
        """Give what people call one element."""
        return str(self.names[row] or self.ids[row])


@dataclass(frozen=True, eq=False)
class Relations:
    """The carrying relations, one row each, from the row of the supplier to the row of its customer.

    ``handoff`` is the clarity that the handoff itself keeps (1 where the kind is not ``serves``); ``position`` is the
    place of the relation among all relations of the document, -1 for an implied membership.
    """

    supplier: Rows
    customer: Rows
    kinds: Codes
    volume: Floats
    handoff: Floats
    assessed: Flags
    position: Rows
    ids: Texts

    def __len__(self) -> int:
        return len(self.supplier)

    @cached_property
    def implied(self) -> Flags:
        """Which relations are implied memberships."""
        return np.equal(self.kinds, IMPLIED)

    def kind(self, row: int) -> str:
        """Name the kind of one relation."""
        return CARRYING_KINDS[int(self.kinds[row])]


@dataclass(frozen=True, eq=False)
class Obstacles:
    """The obstacles, one row each, on an element row or on a relation row (the other is -1).

    ``severity`` is what counts (0 for a removed obstacle); ``causes`` are obstacle rows; ``area`` is resolved.
    """

    ids: Texts
    kinds: Texts
    element: Rows
    relation: Rows
    severity: Floats
    areas: Texts
    themes: Sequence[tuple[str, ...]]
    causes: Sequence[tuple[int, ...]]
    mandated: Flags

    def __len__(self) -> int:
        return len(self.severity)

    @cached_property
    def row(self) -> dict[str, int]:
        """Row by id."""
        return {identifier: position for position, identifier in enumerate(self.ids.tolist())}


@dataclass(frozen=True, eq=False)
class Network:
    """The carrying graph of one organization as labelled arrays.

    ``effort_given`` tells whether the efforts rest on any effort, headcount or head in the file; where not, every
    element that is no external customer weighs 1. ``notices`` are sentences about how the arrays came to be.
    """

    name: str
    elements: Elements
    relations: Relations
    obstacles: Obstacles
    handoff_clarity: float
    effort_given: bool = True
    notices: tuple[str, ...] = field(default=())

    @cached_property
    def total_effort(self) -> float:
        """S, in the unit of the efforts."""
        return float(self.elements.effort.sum())

    @cached_property
    def share(self) -> Floats:
        """p: the part of its supplier's output that goes along each relation; 0 where all volumes are 0."""
        total = sum_by_row(self.relations.supplier, self.relations.volume, len(self.elements))
        leaving = total[self.relations.supplier]
        return np.divide(self.relations.volume, leaving, out=np.zeros_like(leaving), where=leaving > 0)

    @cached_property
    def containers(self) -> Flags:
        """Elements that only group others: parts, no carrying relation of their own, no effort."""
        rows = len(self.elements)
        has_parts = np.zeros(rows, dtype=np.bool_)
        has_parts[self.elements.parent[self.elements.parent >= 0]] = True
        stated = ~self.relations.implied
        works = np.zeros(rows, dtype=np.bool_)
        works[self.relations.supplier[stated]] = True
        works[self.relations.customer[stated]] = True
        idle = np.equal(self.elements.effort, 0.0)
        return np.logical_and(has_parts & ~works, idle & ~self.elements.is_customer)

    @cached_property
    def has_obstacle(self) -> tuple[Flags, Flags]:
        """Which elements and which relations carry an obstacle."""
        return (
            _marked(self.obstacles.element, len(self.elements)),
            _marked(self.obstacles.relation, len(self.relations)),
        )

    def spell_relation(self, row: int) -> str:
        """Spell a relation as ``supplier -> customer``, with its kind and number where that is not unique."""
        relations, ids = self.relations, self.elements.ids
        supplier, customer, kind = int(relations.supplier[row]), int(relations.customer[row]), relations.kinds[row]
        spelled = f"{ids[supplier]} -> {ids[customer]}"
        order, keys = self._by_pair
        start, end = np.searchsorted(keys, (key := supplier * len(ids) + customer, key + 1))
        same = order[start:end]
        if len(same) == 1:
            return spelled
        number = np.count_nonzero(relations.kinds[same[same <= row]] == kind)
        return f"{spelled} ({CARRYING_KINDS[int(kind)]} #{number})"

    @cached_property
    def _by_pair(self) -> tuple[Rows, Rows]:
        """The relation rows ordered by their pair of ends, and the number of each one's pair in that order."""
        keys = self.relations.supplier * len(self.elements) + self.relations.customer
        order = np.argsort(keys, kind="stable")
        return order, keys[order]

    def spell_place(self, obstacle: int) -> str:
        """Spell what an obstacle sits on: an element's id, or a relation."""
        element = int(self.obstacles.element[obstacle])
        return (
            str(self.elements.ids[element])
            if element >= 0
            else self.spell_relation(int(self.obstacles.relation[obstacle]))
        )


def _marked(rows: Rows, size: int) -> Flags:
    flags = np.zeros(size, dtype=np.bool_)
    flags[rows[rows >= 0]] = True
    return flags
