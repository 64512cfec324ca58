"""Decisions: how many must agree or are asked, and how far from its customers each is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import scipy.sparse as sp

from sightline.arrays.information import Information, count_steps, read_information, work_graph
from sightline.arrays.network import Network, Rows
from sightline.document import Decision, Organization, Thresholds
from sightline.findings import Column, Finding, Result, Table
from sightline.phrases import amount, counted, listed
from sightline.snapshot import Snapshot

MOST_NAMED = 3
EVIDENCE_AGAINST = "What the decider sees and hears in other ways, such as visits, may not be recorded."
ACTION = "Move the decision to a role that hears customers already, or open feedback from them to the decider."


@dataclass(frozen=True, slots=True)
class Distance:
    """How far one decision is from the external customers whom it concerns.

    ``concerned`` are those whom the work of what it is about, parts included, can reach; ``heard`` those of them from
    whom anything reaches a decider. ``steps`` are the fewest from any of them to any decider over feedback, reporting
    and membership, ``days`` those of the quickest way (not always the shortest); None where nothing is heard.
    """

    concerned: tuple[str, ...]
    heard: tuple[str, ...]
    steps: int | None
    days: float | None


@dataclass(frozen=True, eq=False)
class Decisions(Result):
    """Every decision with its load and its distance, in document order; nothing where there is no document.

    ``distances`` has None for a decision without a decider, and for one whose subject reaches no external customer.
    """

    name: ClassVar[str] = "decisions"

    network: Network
    decisions: tuple[Decision, ...]
    distances: tuple[Distance | None, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each decision."""
        apart = self.distances
        columns: dict[str, Column] = {
            "name": [decision.title for decision in self.decisions],
            "vetoes": [count_of(decision.approvers) for decision in self.decisions],
            "consulted": [count_of(decision.consulted) for decision in self.decisions],
            "concerned": [len(one.concerned) if one else None for one in apart],
            "heard": [len(one.heard) if one else None for one in apart],
            "steps": [one.steps if one else None for one in apart],
            "days": [one.days if one else None for one in apart],
        }
        return (Table("decisions", [decision.id for decision in self.decisions], columns),)


@dataclass(frozen=True, slots=True)
class DecisionsAnalyzer:
    """Ask how heavy each decision is, and how far from customers it is taken.

    Sources: Rogers and Blenko (2006) on one decider and few who agree; Zeithaml, Berry and Parasuraman (1988) on
    upward communication and layers; the limits are proposals.
    """

    name: ClassVar[str] = "decisions"

    def run(self, snapshot: Snapshot) -> Decisions:
        """Count who must agree, and follow what customers say to the deciders."""
        organization, network, thresholds = snapshot.organization, snapshot.network, snapshot.thresholds
        if organization is None or not organization.decisions:
            return Decisions(network=network, decisions=(), distances=())
        distances = _measure(organization, network)
        loads = [_find_load(decision, thresholds) for decision in organization.decisions]
        far = [
            _find_far(network, decision, distance, thresholds)
            for decision, distance in zip(organization.decisions, distances, strict=True)
            if distance is not None
        ]
        return Decisions(
            network=network,
            decisions=organization.decisions,
            distances=distances,
            findings=tuple(finding for finding in (*loads, *far) if finding is not None),
        )


def count_of(named: int | tuple[str, ...]) -> int:
    """Count the approvers or consulted of a decision, which a file gives as a number or by their ids."""
    return named if isinstance(named, int) else len(named)


def _measure(organization: Organization, network: Network) -> tuple[Distance | None, ...]:
    information, work = read_information(organization, network), work_graph(network)
    parts = _parts(network)
    row = network.elements.row
    distances: list[Distance | None] = []
    for decision in organization.decisions:
        about = np.array([row[one] for one in decision.about], dtype=np.int64)
        subject = np.flatnonzero(count_steps(parts, about) >= 0)
        concerned = np.flatnonzero((count_steps(work, subject) >= 0) & network.elements.is_customer)
        deciders = np.array([row[one] for one in decision.decider], dtype=np.int64)
        apart = len(concerned) and len(deciders)
        distances.append(_distance(network, information, concerned, deciders) if apart else None)
    return tuple(distances)


def _distance(network: Network, information: Information, concerned: Rows, deciders: Rows) -> Distance:
    steps, days = information.steps_to(deciders)[concerned], information.days_to(deciders)[concerned]
    ids, heard = network.elements.ids, steps >= 0
    return Distance(
        concerned=tuple(str(one) for one in ids[concerned]),
        heard=tuple(str(one) for one in ids[concerned[heard]]),
        steps=int(steps[heard].min()) if heard.any() else None,
        days=float(days[heard].min()) if heard.any() else None,
    )


def _parts(network: Network) -> sp.csr_array:
    """Build the matrix of wholes by their parts."""
    inside = np.flatnonzero(network.elements.parent >= 0)
    size = len(network.elements)
    return sp.csr_array((np.ones(len(inside)), (network.elements.parent[inside], inside)), shape=(size, size))


def _find_load(decision: Decision, thresholds: Thresholds) -> Finding | None:
    vetoes, consulted = count_of(decision.approvers), count_of(decision.consulted)
    vetoed = vetoes > thresholds.vetoes_most
    if not vetoed and consulted <= thresholds.consulted_most:
        return None
    named = (decision.approvers, decision.consulted)
    return Finding(
        code="consensus-load",
        title=f"{vetoes:,} must agree and {consulted:,} are consulted before one decision: {decision.title}",
        severity="notice",
        value=float(vetoes if vetoed else consulted),
        threshold=float(thresholds.vetoes_most if vetoed else thresholds.consulted_most),
        elements=tuple(dict.fromkeys(one for ids in named if not isinstance(ids, int) for one in ids)),
        decisions=(decision.id,),
        why="Everyone who must agree can stop it and everyone who is asked takes time, and meanwhile those whom it "
        "concerns wait.",
        evidence_against="Some approvals are wanted, for safety or by law, and a rare decision can bear more of them.",
        action="Name one decider, keep the approvals that a rule demands, give advice a closing date, and inform the "
        "others afterwards.",
    )


def _find_far(network: Network, decision: Decision, distance: Distance, thresholds: Thresholds) -> Finding | None:
    steps, days = distance.steps, distance.days
    elements = tuple(dict.fromkeys((*decision.decider, *decision.about)))
    if steps is None or days is None:
        return Finding(
            code="far-decision",
            title=f"No way is recorded from what customers say to whoever decides: {decision.title}",
            severity="warning",
            value=0.0,
            threshold=1.0,
            elements=tuple(dict.fromkeys((*elements, *distance.concerned))),
            decisions=(decision.id,),
            why=f"It concerns {_named(network, distance.concerned)}, and no recorded feedback, reporting line or "
            "membership leads from there to where it is taken.",
            evidence_against=EVIDENCE_AGAINST,
            action=ACTION,
        )
    far = steps >= thresholds.distance_least
    if not far and days <= thresholds.distance_days_most:
        return None
    return Finding(
        code="far-decision",
        title=f"{counted(steps, 'step')} lie between customers and whoever decides: {decision.title}"
        if far
        else f"What customers say takes {amount(days)} days or more to whoever decides: {decision.title}",
        severity="notice",
        value=float(steps) if far else days,
        threshold=float(thresholds.distance_least) if far else thresholds.distance_days_most,
        elements=elements,
        decisions=(decision.id,),
        why=f"It concerns {_named(network, distance.concerned)}; with every step and every month, less may be "
        "left of what they say.",
        evidence_against=EVIDENCE_AGAINST,
        action=ACTION,
    )


def _named(network: Network, ids: tuple[str, ...]) -> str:
    return listed([network.elements.title(network.elements.row[one]) for one in ids], MOST_NAMED)
