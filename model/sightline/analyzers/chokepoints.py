"""Chokepoints: elements that stand on every route of others, and how much effort depends on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.arrays.dominators import Dominators
from sightline.arrays.network import Floats, Network, Rows
from sightline.findings import Finding, Result, Table
from sightline.phrases import counted, percent
from sightline.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Chokepoints(Result):
    """For every element: the effort and the number of elements that have no route without it.

    ``depends`` is in effort units and ``stands_before`` a count; its own is in neither. ``tree`` is the dominator tree.
    An external customer stands before those who reach no other one; it is no gate.
    """

    name: ClassVar[str] = "chokepoints"

    network: Network
    depends: Floats
    stands_before: Rows
    tree: Dominators

    def on_every_route(self, element: str) -> tuple[str, ...]:
        """List the ids that stand on every route of one element, nearest first; its only customer comes last."""
        return tuple(str(self.network.elements.ids[row]) for row in self.tree.chain(self.network.elements.row[element]))

    @property
    def tables(self) -> tuple[Table, ...]:
        """One table about the elements."""
        columns = {"depends": self.depends, "stands_before": self.stands_before}
        return (Table("elements", self.network.elements.ids, columns),)


@dataclass(frozen=True, slots=True)
class ChokepointsAnalyzer:
    """Ask on whom everybody's only way depends."""

    name: ClassVar[str] = "chokepoints"

    def run(self, snapshot: Snapshot) -> Chokepoints:
        """Find the dominators, and the gates among them."""
        network, tree = snapshot.network, snapshot.dominators
        depends = tree.sum_below(network.elements.effort)
        before = np.rint(tree.sum_below(np.ones(len(network.elements)))).astype(np.int64)
        return Chokepoints(
            network=network,
            depends=depends,
            stands_before=before,
            tree=tree,
            findings=_find_gates(snapshot, depends, before),
        )


def _find_gates(snapshot: Snapshot, depends: Floats, before: Rows) -> tuple[Finding, ...]:
    """Tell each element that stands before a tenth of all internal ones (three at least)."""
    network, limits = snapshot.network, snapshot.thresholds
    inner = ~network.elements.is_customer
    size = int((inner & ~network.containers).sum())
    threshold = max(float(limits.gate_least), limits.gate_share * size)
    gates = np.flatnonzero(inner & (before >= threshold))
    total = network.total_effort
    findings = []
    for row in gates[np.lexsort((gates, -depends[gates], -before[gates]))].tolist():
        name = network.elements.title(row)
        have = "has" if before[row] == 1 else "have"
        effort = f" with {percent(depends[row] / total)} of all effort" if depends[row] > 0 else ""
        findings.append(
            Finding(
                code="gate",
                title=f"{counted(before[row], 'element')} {have} no route to an external customer but through {name}",
                severity="warning",
                value=float(before[row]),
                threshold=threshold,
                elements=(str(network.elements.ids[row]),),
                why=f"If {name} stopped, {counted(before[row], 'element')}{effort} would have no route to a customer.",
                evidence_against="A gate may be wanted, for safety or by law, and a clear one does little harm.",
                action="Open a second way for the ordinary cases, or make sure that this one stays clear and staffed.",
            )
        )
    return tuple(findings)
