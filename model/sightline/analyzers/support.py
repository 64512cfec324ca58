"""Support: five signs of how seriously a front, where customers are in touch with the organization, is taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.arrays.network import Flags, Network
from sightline.document import Element, Relation, Thresholds
from sightline.findings import Column, Finding, Result, Table
from sightline.phrases import amount, listed, percent
from sightline.snapshot import Snapshot

COST_TARGET = "cost-only-target"
SIGNS = 5


@dataclass(frozen=True, slots=True)
class Front:
    """One team or role in touch with external customers, and the signs that are recorded, each as a short phrase."""

    element: str
    name: str
    signs: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Support(Result):
    """Every front with any of the signs, in document order; nothing where there is no document."""

    name: ClassVar[str] = "support"

    network: Network
    fronts: tuple[Front, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each front."""
        columns: dict[str, Column] = {
            "name": [front.name for front in self.fronts],
            "signs": [len(front.signs) for front in self.fronts],
            "signs_found": [list(front.signs) for front in self.fronts],
        }
        return (Table("support", [front.element for front in self.fronts], columns),)


@dataclass(frozen=True, slots=True)
class SupportAnalyzer:
    """Ask how support is handled: outsourced, driven by cost, left by its people, not mined, or heard of too rarely.

    A front is a team or role with ``front: true``, or where nothing is said one that works for external customers
    directly. A field that is not filled in is no sign, nor that nothing is passed on where the file holds no
    feedback at all. Source: "how support is handled shows whether a company cares";
    Hausknecht et al. (2009) on turnover, Whitaker et al. (2019) on outsourcing. Signs are reasons to look and no proof.
    """

    name: ClassVar[str] = "support"

    def run(self, snapshot: Snapshot) -> Support:
        """Count the signs of every front."""
        organization, network = snapshot.organization, snapshot.network
        if organization is None:
            return Support(network=network, fronts=())
        thresholds = snapshot.thresholds
        told: dict[str, list[Relation]] = defaultdict(list)
        for relation in organization.relations:
            if relation.kind == "feedback":
                told[relation.supplier].append(relation)
        driven, touching = _driven_by_cost(network), _in_touch(network)
        fronts = tuple(
            Front(element.id, element.title, signs)
            for row, element in enumerate(organization.elements)
            if element.kind in ("team", "role") and (touching[row] if element.front is None else element.front)
            if (signs := tuple(_signs(element, told, bool(driven[row]), thresholds)))
        )
        found = (_find_signs(front, thresholds.support_signs_least) for front in fronts)
        return Support(network=network, fronts=fronts, findings=tuple(one for one in found if one is not None))


def _driven_by_cost(network: Network) -> Flags:
    """Flag the elements with a cost-only target, on themselves or on a relation that leaves them."""
    obstacles = network.obstacles
    meant = np.equal(obstacles.kinds, COST_TARGET) & (obstacles.severity > 0)
    driven = np.zeros(len(network.elements), dtype=np.bool_)
    driven[obstacles.element[meant & (obstacles.element >= 0)]] = True
    driven[network.relations.supplier[obstacles.relation[meant & (obstacles.relation >= 0)]]] = True
    return driven


def _in_touch(network: Network) -> Flags:
    """Flag the elements that work for external customers directly."""
    relations = network.relations
    direct = (relations.volume > 0) & network.elements.is_customer[relations.customer]
    touching = np.zeros(len(network.elements), dtype=np.bool_)
    touching[relations.supplier[direct]] = True
    return touching


def _signs(element: Element, told: Mapping[str, list[Relation]], driven: bool, thresholds: Thresholds) -> Iterator[str]:
    """Spell the signs of one front, given the feedback that everybody gives to others."""
    if element.outsourced:
        yield "outsourced"
    if driven:
        yield "a cost target"
    turnover = element.turnover_per_year
    if turnover is not None and turnover > thresholds.turnover_most:
        yield f"{percent(turnover)} leave in a year"
    if told and element.id not in told:
        yield "nothing that it hears is passed on"
    rhythms = [one.cadence_days for one in told.get(element.id, ())]
    known = [days for days in rhythms if days is not None]
    if known and len(known) == len(rhythms) and min(known) > thresholds.voice_days_most:
        yield f"what it hears is passed on every {amount(min(known))} days"


def _find_signs(front: Front, least: int) -> Finding | None:
    count = len(front.signs)
    if count < least:
        return None
    return Finding(
        code="support-signs",
        title=f"{count} of {SIGNS} signs that support counts as a cost at {front.name}: {listed(front.signs)}",
        severity="notice",
        value=float(count),
        threshold=float(least),
        elements=(front.element,),
        why="Customers in need meet the organization here, and what they tell shows what to mend elsewhere.",
        evidence_against="Signs are no proof: a partner can serve well, and what it passes on may not be recorded.",
        action="Contract and measure for what was solved, and pass what is heard to those who can remove the cause, "
        "weekly or more often.",
    )
