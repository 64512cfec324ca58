"""Internal loops: work that goes in circles, with or without a way out to a customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.arrays.network import Network, Rows
from sightline.arrays.sums import sum_by_row
from sightline.findings import Column, Finding, Result, Table
from sightline.phrases import percent
from sightline.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Loop:
    """One internal loop: its elements (rows), whether it is closed (no exit to a customer), and the work in it.

    ``effort`` of a closed loop is the effort without a route that arrives in it; of a rework loop, the work that
    passes its elements above the effort entering it. Both in effort units.
    """

    members: Rows
    is_closed: bool
    effort: float


@dataclass(frozen=True, eq=False)
class Loops(Result):
    """All internal loops, the busiest first."""

    name: ClassVar[str] = "loops"

    network: Network
    loops: tuple[Loop, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """One table about the loops, labelled by their elements."""
        ids = self.network.elements.ids
        named = [tuple(str(identifier) for identifier in ids[loop.members]) for loop in self.loops]
        columns: dict[str, Column] = {
            "elements": [list(members) for members in named],
            "closed": np.array([loop.is_closed for loop in self.loops], dtype=np.bool_),
            "effort": np.array([loop.effort for loop in self.loops], dtype=np.float64),
        }
        return (Table("loops", [", ".join(members[:8]) for members in named], columns),)


@dataclass(frozen=True, slots=True)
class LoopsAnalyzer:
    """Ask where work goes in circles."""

    name: ClassVar[str] = "loops"

    def run(self, snapshot: Snapshot) -> Loops:
        """Find the loops; tell the closed ones, and those in which much work goes round again."""
        loops = sorted(_measure(snapshot), key=lambda loop: (-loop.effort, int(loop.members[0])))
        findings = (*_find_closed(snapshot, loops), *_find_rework(snapshot, loops))
        return Loops(network=snapshot.network, loops=tuple(loops), findings=findings)


def _measure(snapshot: Snapshot) -> list[Loop]:
    """Measure all loops at once: the work that arrives in each, less its own and what enters it from outside."""
    network, flow, components = snapshot.network, snapshot.flow, snapshot.components
    label, count = components.label, len(components.size)
    supplier = network.relations.supplier[snapshot.routes.onward]
    target = label[network.relations.customer[snapshot.routes.onward]]
    entering = (target != label[supplier]) & components.is_loop[target]
    rows, supplier = snapshot.routes.onward[entering], supplier[entering]
    moved = flow.arrivals[supplier] * flow.clarity.elements[supplier] * flow.passing[rows]
    arrived = sum_by_row(label, flow.arrivals, count)
    above = arrived - sum_by_row(label, network.elements.effort, count) - sum_by_row(target[entering], moved, count)
    loops = []
    for component in np.flatnonzero(components.is_loop).tolist():
        members = components.members(component)
        closed = bool(snapshot.routes.stranded[members[0]])
        loops.append(Loop(members, closed, float(arrived[component] if closed else max(above[component], 0.0))))
    return loops


def _find_closed(snapshot: Snapshot, loops: list[Loop]) -> tuple[Finding, ...]:
    network = snapshot.network
    total = network.total_effort
    findings = []
    for loop in loops:
        if not loop.is_closed:
            continue
        verb = "works" if len(loop.members) == 1 else "work"
        findings.append(
            Finding(
                code="closed-loop",
                title=f"{_name(network, loop)} {verb} in a circle with no way out to a customer",
                severity="warning" if loop.effort > 0 else "info",
                value=loop.effort / total if total > 0 else 0.0,
                threshold=0.0,
                elements=tuple(str(identifier) for identifier in network.elements.ids[loop.members]),
                why="Work that enters here is handed round inside and reaches no external customer.",
                evidence_against="The circle may serve a stakeholder the model lacks, such as a regulator or an owner.",
                action="Name who outside uses the result; where nobody does, ask what would be missed if it stopped.",
            )
        )
    return tuple(findings)


def _find_rework(snapshot: Snapshot, loops: list[Loop]) -> tuple[Finding, ...]:
    """Tell the loops with an exit through which work goes once more: arrivals above the effort that enters them."""
    network, total = snapshot.network, snapshot.network.total_effort
    least = snapshot.thresholds.rework_least
    return tuple(
        Finding(
            code="rework-loop",
            title=f"Work goes round again between {_name(network, loop)}"
            if len(loop.members) > 1
            else f"Work goes round again at {_name(network, loop)}",
            severity="notice",
            value=loop.effort / total,
            threshold=least,
            elements=tuple(str(identifier) for identifier in network.elements.ids[loop.members]),
            why=f"What goes round once more is {percent(loop.effort / total)} of all effort, and every round passes the"
            " same obstacles and handoffs again.",
            evidence_against="Going round may be how the work is done: drafts, tests and reviews come back by design.",
            action="Ask what comes back and why; settle it where it is first done, or take the round into one place.",
        )
        for loop in loops
        if not loop.is_closed and total > 0 and loop.effort / total >= least
    )


def _name(network: Network, loop: Loop) -> str:
    """Name the elements of a loop, the first few of many."""
    names = [network.elements.title(row) for row in loop.members[:4].tolist()]
    return ", ".join(names) + (f" and {len(loop.members) - 4} more" if len(loop.members) > 4 else "")
