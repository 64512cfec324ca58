"""Fronts: how clear those who face external customers are, and how clear the work that other units hand to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from sightline.analyzers.units import crossing, unit_of
from sightline.arrays.network import EFFORT_CODES, Flags, Floats, Network, Rows
from sightline.arrays.sums import sum_by_row
from sightline.document.relations import Relation
from sightline.findings import Column, Finding, Result, Table
from sightline.phrases import percent
from sightline.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Fronts(Result):
    """The fronts, one entry each in the order of ``rows`` (element rows).

    A front is a team, role or person that the file calls one, or about which it says nothing and that works for an
    external customer itself. ``clarity``: its own, times that of its relations to external customers (by volume;
    obstacles only). ``inflow``: the clarity that work from other units still has on arriving, exp of minus its depth
    (semantics, "Rub-off"); NaN where no work arrives from them. ``contact``: its part of all the work that goes to
    external customers. ``returns``: whether it tells another unit by a closed feedback what customers say; ``score``
    is clarity times what the inflow lacks, 0 where it returns.
    """

    name: ClassVar[str] = "fronts"

    network: Network
    rows: Rows
    clarity: Floats
    inflow: Floats
    contact: Floats
    returns: Flags

    @property
    def score(self) -> Floats:
        """How much of a shell each front is, from 0 to 1; NaN without inflow."""
        return self.clarity * (1.0 - self.inflow) * ~self.returns

    @property
    def tables(self) -> tuple[Table, ...]:
        """One table about the fronts."""
        names = [self.network.elements.title(row) for row in self.rows.tolist()]
        columns: dict[str, Column] = {
            "name": names,
            "clarity": self.clarity,
            "inflow": self.inflow,
            "contact": self.contact,
            "returns": self.returns,
            "shell_score": self.score,
        }
        return (Table("fronts", [str(one) for one in self.network.elements.ids[self.rows]], columns),)


@dataclass(frozen=True, slots=True)
class FrontsAnalyzer:
    """Ask whether those who face the customers have clear work behind them."""

    name: ClassVar[str] = "fronts"

    def run(self, snapshot: Snapshot) -> Fronts:
        """Hold the clarity of each front beside that of what reaches it."""
        network, lens, relations = snapshot.network, snapshot.rub_off, snapshot.network.relations
        size = len(network.elements)
        outward = network.elements.is_customer[relations.customer] & (relations.volume > 0)
        rows = _find_fronts(snapshot, relations.supplier[outward])
        unit = unit_of(network)

        open_share = network.share * np.exp(-lens.on_relations)
        leaving = sum_by_row(relations.supplier[outward], network.share[outward], size)[rows]
        clear = sum_by_row(relations.supplier[outward], open_share[outward], size)[rows]
        onward = np.divide(clear, leaving, out=np.ones(len(rows)), where=leaving > 0)

        sent = network.share * lens.flow[relations.supplier]
        haze_sent = network.share * (
            lens.carried[relations.supplier] + lens.flow[relations.supplier] * lens.on_relations
        )
        coming = crossing(network, unit)
        work = sum_by_row(relations.customer[coming], sent[coming], size)[rows]
        haze = sum_by_row(relations.customer[coming], haze_sent[coming], size)[rows]
        depth = np.divide(haze, work, out=np.full(len(rows), np.nan), where=work > 0)

        contact = sum_by_row(relations.supplier[outward], sent[outward], size)[rows]
        whole = float(sent[outward].sum())
        fronts = Fronts(
            network=network,
            rows=rows,
            clarity=np.exp(-lens.own[rows]) * onward,
            inflow=np.exp(-depth),
            contact=contact / whole if whole > 0 else np.zeros(len(rows)),
            returns=_find_returning(snapshot, unit)[rows],
        )
        hazy_relations = np.flatnonzero(coming & (haze_sent > 0))
        ordered = hazy_relations[np.argsort(-haze_sent[hazy_relations], kind="stable")]
        return replace(
            fronts, findings=_find_shells(snapshot, fronts, ordered) + _find_turned(snapshot, fronts, ordered)
        )


def _find_fronts(snapshot: Snapshot, serving: Rows) -> Rows:
    """List the rows of the fronts; where the file does not say, whoever works for an external customer is one."""
    network = snapshot.network
    is_front = np.zeros(len(network.elements), dtype=np.bool_)
    is_front[serving] = True
    for element in snapshot.organization.elements if snapshot.organization else ():
        if element.front is not None:
            is_front[network.elements.row[element.id]] = element.front
    return np.flatnonzero(is_front & np.isin(network.elements.kinds, EFFORT_CODES))


def _find_returning(snapshot: Snapshot, unit: Rows) -> Flags:
    """Flag the elements that close a feedback with another unit."""
    row, place = snapshot.network.elements.row, np.where(unit >= 0, unit, np.arange(len(unit)))

    def is_return(relation: Relation) -> bool:
        leaves = place[row[relation.supplier]] != place[row[relation.customer]]
        return relation.kind == "feedback" and relation.closed is True and bool(leaves)

    returning = np.zeros(len(unit), dtype=np.bool_)
    for relation in snapshot.organization.relations if snapshot.organization else ():
        if is_return(relation):
            returning[row[relation.supplier]] = True
    return returning


def _find_shells(snapshot: Snapshot, fronts: Fronts, hazy: Rows) -> tuple[Finding, ...]:
    """Tell each clear front before hazy work that gives nothing back; without any feedback that is unknown."""
    limits = snapshot.thresholds
    shell = (fronts.clarity >= limits.front_clarity_least) & (fronts.inflow <= limits.shell_inflow_most)
    spoken = snapshot.organization.relations if snapshot.organization else ()
    is_known = any(relation.kind == "feedback" for relation in spoken)
    findings = []
    for place in _worst_first(fronts, shell & ~fronts.returns) if is_known else ():
        name = fronts.network.elements.title(fronts.rows[place])
        clarity, inflow = percent(fronts.clarity[place]), percent(fronts.inflow[place])
        findings.append(
            Finding(
                code="shell",
                title=f"{name} is clear, what other units hand to it is not",
                severity="warning",
                value=float(fronts.inflow[place]),
                threshold=limits.shell_inflow_most,
                elements=(str(fronts.network.elements.ids[fronts.rows[place]]),),
                relations=_into(fronts, place, hazy),
                why=f"{name} lets {clarity} through, the work from other units arrives {inflow} clear, and no closed "
                "feedback is recorded back to them: what customers meet is clear, what stands behind it is not.",
                evidence_against="A young front may be clear first because it was built first; a feedback inward may "
                "only be missing from the model.",
                action="Clear the relations named here rather than the front, and let what the front hears go back "
                "to those units in a closed feedback.",
            )
        )
    return tuple(findings)


def _find_turned(snapshot: Snapshot, fronts: Fronts, hazy: Rows) -> tuple[Finding, ...]:
    """Tell each front whose work from other units arrives with little clarity left."""
    limits = snapshot.thresholds
    findings = []
    for place in _worst_first(fronts, fronts.inflow < limits.front_inflow_least):
        name = fronts.network.elements.title(fronts.rows[place])
        contact = fronts.contact[place]
        many = contact > 0 and contact >= limits.contact_share
        findings.append(
            Finding(
                code="front-looks-back",
                title=f"{name} stands before customers and gets work that is {percent(fronts.inflow[place])} clear",
                severity="warning" if many else "notice",
                value=float(fronts.inflow[place]),
                threshold=limits.front_inflow_least,
                elements=(str(fronts.network.elements.ids[fronts.rows[place]]),),
                relations=_into(fronts, place, hazy),
                why=f"{percent(contact)} of the work for external customers goes through {name}. Where what comes from "
                "behind is incomplete, attention can turn back to it while the customer waits.",
                evidence_against="Much of the front's work may not need what comes from other units.",
                action="Ask the front which of these relations it spends its time on, and clear that one first.",
            )
        )
    return tuple(findings)


def _worst_first(fronts: Fronts, chosen: Flags) -> list[int]:
    """List the chosen places, those with the least clear inflow first."""
    places = np.flatnonzero(chosen)
    order: list[int] = places[np.argsort(fronts.inflow[places], kind="stable")].tolist()
    return order


def _into(fronts: Fronts, place: int, hazy: Rows) -> tuple[str, ...]:
    """Spell the hazy relations into one front from other units."""
    into = hazy[fronts.network.relations.customer[hazy] == fronts.rows[place]]
    return tuple(fronts.network.spell_relation(row) for row in into.tolist())
