"""Concentration: whether a few teams, roles and persons take most of what others ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.arrays.network import EFFORT_CODES, Network, Rows
from sightline.document import Decision
from sightline.findings import Figure, Finding, Result, Table
from sightline.phrases import counted, listed, percent
from sightline.snapshot import Snapshot

MOST_NAMED = 3


@dataclass(frozen=True, eq=False)
class Concentration(Result):
    """How many others rely on each team, role and person, per element row (0 for every other kind).

    ``requests`` counts, for each of them, the internal and external customers of its work, and the decisions that it
    takes, must agree to or is consulted on: who asks, not how often. ``busiest`` are the element rows of the busiest,
    the first in the file where several are equal; ``share`` is their part of all requests, None where there are too few
    teams, roles and persons for the busiest to be one, or no requests.
    """

    name: ClassVar[str] = "concentration"

    network: Network
    requests: Rows
    busiest: Rows
    share: float | None

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The share of the busiest."""
        return {"busiest_requests": self.share}

    @property
    def tables(self) -> tuple[Table, ...]:
        """A table about the elements."""
        return (Table("elements", self.network.elements.ids, {"requests": self.requests}),)


@dataclass(frozen=True, slots=True)
class ConcentrationAnalyzer:
    """Ask whether the busiest few take most of the requests.

    Source: Cross, Rebele and Grant (2016), by whom a fifth to a third of the collaboration that adds value comes from
    3 to 5 % of people.
    """

    name: ClassVar[str] = "concentration"

    def run(self, snapshot: Snapshot) -> Concentration:
        """Count who asks whom, and take the busiest."""
        network, thresholds = snapshot.network, snapshot.thresholds
        acting = np.isin(network.elements.kinds, EFFORT_CODES) & ~network.containers
        decisions = snapshot.organization.decisions if snapshot.organization else ()
        requests = np.where(acting, _count_customers(network) + _count_decisions(network, decisions), 0)
        count = int(thresholds.busiest_share * acting.sum() + 1e-9)
        busiest = np.argsort(-requests, kind="stable")[:count]
        total = int(requests.sum())
        share = float(requests[busiest].sum() / total) if count and total else None
        return Concentration(
            network=network,
            requests=requests,
            busiest=busiest,
            share=share,
            findings=_find_load(network, busiest, share, int(acting.sum()), thresholds.concentration_least),
        )


def _count_customers(network: Network) -> Rows:
    """Count the others for whom each element works."""
    relations, size = network.relations, len(network.elements)
    asked = (relations.volume > 0) & ~relations.implied & (relations.supplier != relations.customer)
    pairs = np.unique(relations.supplier[asked] * size + relations.customer[asked])
    return np.bincount(pairs // size, minlength=size) if size else pairs


def _count_decisions(network: Network, decisions: tuple[Decision, ...]) -> Rows:
    """Count the decisions in which each element has a part by name."""
    asked = np.zeros(len(network.elements), dtype=np.int64)
    for decision in decisions:
        parts = (decision.decider, decision.approvers, decision.consulted)
        for one in {one for ids in parts if not isinstance(ids, int) for one in ids}:
            asked[network.elements.row[one]] += 1
    return asked


def _find_load(network: Network, busiest: Rows, share: float | None, people: int, least: float) -> tuple[Finding, ...]:
    if share is None or share < least:
        return ()
    names = [network.elements.title(row) for row in busiest.tolist()]
    return (
        Finding(
            code="concentration",
            title=f"{len(busiest):,} of {counted(people, 'team, role or person', 'teams, roles and persons')} "
            f"{'takes' if len(busiest) == 1 else 'take'} {percent(share)} of the requests: {listed(names, MOST_NAMED)}",
            severity="notice",
            value=share,
            threshold=least,
            elements=tuple(str(one) for one in network.elements.ids[busiest]),
            why="What everybody needs from the same few waits in the same few queues, and stops when they are away.",
            evidence_against="It counts who asks and not how often; a large team, or one kept for all, may bear it.",
            action="Let others answer what is ordinary, publish what is asked most, and hand on decisions.",
        ),
    )
