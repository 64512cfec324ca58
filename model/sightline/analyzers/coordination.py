"""Coordination between units: who needs it, as work goes from one to the other, and who has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np

from sightline.arrays.network import Flags, Floats, Network, Rows
from sightline.arrays.sums import sum_by_row
from sightline.document import Organization

Pair = tuple[int, int]
"""Two units, by their element rows, the smaller first."""


@dataclass(frozen=True, eq=False)
class Coordination:
    """The pairs of units that need coordination, and which of them have it.

    Congruence after Cataldo, Wagstrom, Herbsleb and Carley (2006): of the pairs that the work requires
    (``T_A T_D T_A'``, with membership of a unit as assignment and the carrying relations as dependencies, the diagonal
    left out) the share that really coordinate. They do where feedback goes between them, either way, or where both are
    named in the same decision. ``heaviest`` is the relation row that carries most work between each required pair.
    """

    required: tuple[Pair, ...]
    actual: Flags
    work: Floats
    heaviest: Rows
    reporting: Flags

    @property
    def congruence(self) -> float | None:
        """The share of the required pairs that coordinate; None where none is required."""
        return float(self.actual.mean()) if self.required else None

    @property
    def missing(self) -> Rows:
        """The places of the required pairs that do not coordinate, the one with most work between them first."""
        lacking = np.flatnonzero(~self.actual)
        return lacking[np.argsort(-self.work[lacking], kind="stable")]


def find_coordination(
    organization: Organization | None, network: Network, unit: Rows, crossing: Rows, work: Floats
) -> Coordination | None:
    """Hold what the relations that cross the borders of units require beside what the file records.

    ``crossing`` lists their rows; ``work`` is what each relation carries. None where the file
    holds neither feedback nor decisions: then nobody knows who coordinates.
    """
    spoken = organization is not None and any(one.kind == "feedback" for one in organization.relations)
    if organization is None or not (spoken or organization.decisions):
        return None
    first, second = unit[network.relations.supplier[crossing]], unit[network.relations.customer[crossing]]
    low, high = np.minimum(first, second), np.maximum(first, second)
    keys, pair = np.unique(low * len(unit) + high, return_inverse=True)
    required = [(int(key) // len(unit), int(key) % len(unit)) for key in keys]
    order = crossing[np.lexsort((crossing, -work[crossing], pair))]
    heads = np.unique(np.sort(pair), return_index=True)[1]
    talking, reporting = (_linked(organization, network, unit, kind) for kind in ("feedback", "reports_to"))
    deciding = _decisions_by_unit(organization, network, unit)
    together = (one in talking or not deciding[one[0]].isdisjoint(deciding[one[1]]) for one in required)
    return Coordination(
        required=tuple(required),
        actual=np.array(list(together), dtype=np.bool_),
        work=sum_by_row(pair, work[crossing], len(required)),
        heaviest=order[heads],
        reporting=np.array([one in reporting for one in required], dtype=np.bool_),
    )


def _linked(organization: Organization, network: Network, unit: Rows, kind: str) -> set[Pair]:
    """List the pairs of units that relations of one kind tie, either way."""
    row = network.elements.row
    tied = (relation for relation in organization.relations if relation.kind == kind)
    ends = (sorted((int(unit[row[one.supplier]]), int(unit[row[one.customer]]))) for one in tied)
    return {(low, high) for low, high in ends}


def _decisions_by_unit(organization: Organization, network: Network, unit: Rows) -> Mapping[int, set[str]]:
    """List, for each unit, the decisions in which it or a member of it is named."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for decision in organization.decisions:
        listed = (decision.decider, decision.approvers, decision.consulted, decision.recommends, decision.performs)
        for named in chain.from_iterable(names for names in listed if isinstance(names, tuple)):
            found[int(unit[network.elements.row[named]])].add(decision.id)
    return found
