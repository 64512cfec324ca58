"""Ownership: roles and teams that serve nobody, processes that nobody performs, decisions without one decider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.arrays.network import EFFORT_CODES, KIND_CODES, Network
from sightline.findings import Finding, Result, Table
from sightline.phrases import counted
from sightline.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Ownership(Result):
    """Who serves nobody, and what belongs to nobody; ids in document order."""

    name: ClassVar[str] = "ownership"

    network: Network
    serve_nobody: tuple[str, ...]
    processes: tuple[str, ...]
    decisions: tuple[str, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Nothing beyond the findings."""
        return ()


@dataclass(frozen=True, slots=True)
class OwnershipAnalyzer:
    """Ask who serves nobody, and what nobody owns."""

    name: ClassVar[str] = "ownership"

    def run(self, snapshot: Snapshot) -> Ownership:
        """Look for work without a receiver, and for processes and decisions without one owner."""
        network, elements, relations = snapshot.network, snapshot.network.elements, snapshot.network.relations
        live = relations.volume > 0
        working = np.zeros(len(elements), dtype=np.bool_)
        working[relations.supplier[live]] = True
        acting = np.isin(elements.kinds, EFFORT_CODES)
        idle = np.flatnonzero(acting & ~working & ~network.containers)
        performed = np.zeros(len(elements), dtype=np.bool_)
        performed[relations.customer[live & acting[relations.supplier]]] = True
        loose = np.flatnonzero(
            (elements.kinds == KIND_CODES["process"]) & ~performed & (elements.parent < 0) & ~network.containers
        )
        deciding = {
            decision.id: len(decision.decider)
            for decision in (snapshot.organization.decisions if snapshot.organization else ())
            if len(decision.decider) != 1
        }
        serve_nobody = tuple(str(identifier) for identifier in elements.ids[idle])
        processes = tuple(str(identifier) for identifier in elements.ids[loose])
        return Ownership(
            network=network,
            serve_nobody=serve_nobody,
            processes=processes,
            decisions=tuple(deciding),
            findings=_find_idle(serve_nobody) + _find_ownerless(processes, deciding),
        )


def _find_idle(serve_nobody: tuple[str, ...]) -> tuple[Finding, ...]:
    if not serve_nobody:
        return ()
    count = len(serve_nobody)
    return (
        Finding(
            code="no-internal-customer",
            title=f"{counted(count, 'team or role serves', 'teams and roles serve')} nobody in this model",
            severity="notice",
            value=float(count),
            threshold=0.0,
            elements=serve_nobody,
            why="Everyone's work has a customer, inside or outside; where none is named, nobody can say "
            "how well it is served.",
            evidence_against="The relation may only be missing from the model.",
            action="Ask who would notice first if this work stopped, and add that relation.",
        ),
    )


def _find_ownerless(processes: tuple[str, ...], deciding: dict[str, int]) -> tuple[Finding, ...]:
    findings = []
    if processes:
        count = len(processes)
        findings.append(
            Finding(
                code="ownerless",
                title=f"{count} {'process has' if count == 1 else 'processes have'} nobody who performs or owns "
                f"{'it' if count == 1 else 'them'} in this model",
                severity="notice",
                value=float(count),
                threshold=0.0,
                elements=processes,
                why="Where no team, role or person works in a process and it belongs to no unit, nobody is named to "
                "mend it.",
                evidence_against="Who performs it may only be missing from the model.",
                action="Add who performs the process, or the unit that it is part of.",
            )
        )
    if deciding:
        several = sum(number > 1 for number in deciding.values())
        findings.append(
            Finding(
                code="ownerless",
                title=f"{len(deciding)} {'decision has' if len(deciding) == 1 else 'decisions have'} not exactly "
                f"one decider",
                severity="notice",
                value=float(len(deciding)),
                threshold=0.0,
                decisions=tuple(deciding),
                why="Where nobody or several decide, cases can wait until it is settled whose decision it is "
                f"({several} with several deciders, {len(deciding) - several} with none).",
                evidence_against="A decider may be agreed but not recorded.",
                action="Name one decider for each decision; others advise or carry out.",
            )
        )
    return tuple(findings)
