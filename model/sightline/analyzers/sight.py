"""Sight: how clearly each element sees an external customer, and the account of all effort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from sightline.arrays.network import Flags, Floats, Network, Rows
from sightline.findings import Column, Figure, Finding, Result, Table
from sightline.snapshot import Snapshot

ROUTES_UP_TO = 5_000
"""Elements up to which the route of every best line is spelled out in tables."""


@dataclass(frozen=True, eq=False)
class Account:
    """Where one unit of effort ends; the four parts add up to 1 (None where there is no effort)."""

    seen: float | None
    blocked: float | None
    handoffs: float | None
    no_route: float | None


@dataclass(frozen=True, eq=False)
class Sight(Result):
    """Line of sight of every element, and the sight account (docs/concepts.md).

    Columns are aligned to the elements: ``hops`` (-1 if stranded), ``handoffs`` on the best line, ``best_line`` (its
    clarity), ``sight`` (x), ``arrivals`` (effort units), ``no_route`` (share of all effort that is counted there).
    """

    name: ClassVar[str] = "sight"

    network: Network
    index: float | None
    clear_index: float | None
    account: Account
    hops: Rows
    handoffs: Rows
    best_line: Floats
    tied: Flags
    step: Rows
    sight: Floats
    arrivals: Floats
    no_route: Floats

    def route(self, element: str) -> tuple[str, ...]:
        """List the ids along the best line of one element, itself first; only itself where it is stranded."""
        ids, row = self.network.elements.ids, self.network.elements.row[element]
        steps: list[str] = [element]
        while (step := int(self.step[row])) >= 0:
            row = int(self.network.relations.customer[step])
            steps.append(str(ids[row]))
        return tuple(steps)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The index, the clear index and the account."""
        account = self.account
        return {
            "index": self.index,
            "clear_index": self.clear_index,
            "accounting": {
                "seen": account.seen,
                "blocked": account.blocked,
                "handoffs": account.handoffs,
                "no_route": account.no_route,
            },
            "effort": self.network.total_effort,
        }

    @property
    def tables(self) -> tuple[Table, ...]:
        """One table about the elements."""
        stranded = self.hops < 0
        columns: dict[str, Column] = {
            "hops": _counts(self.hops, stranded),
            "handoffs": _counts(self.handoffs, stranded),
            "best_line": self.best_line,
            "sight": self.sight,
            "arrivals": self.arrivals,
            "effort": self.network.elements.effort,
            "stranded": stranded,
            "no_route": self.no_route,
        }
        if len(self.network.elements) <= ROUTES_UP_TO:
            columns["route"] = [self.route(identifier) for identifier in self.network.elements.ids.tolist()]
            columns["tied"] = self.tied
        return (Table("elements", self.network.elements.ids, columns),)


def _counts(values: Rows, undefined: Flags) -> npt.NDArray[np.object_]:
    """Give whole numbers, None where they are not defined."""
    counts = values.astype(np.object_)
    counts[undefined] = None
    return counts


@dataclass(frozen=True, slots=True)
class SightAnalyzer:
    """Ask how clearly each element sees an external customer, and where the effort ends."""

    name: ClassVar[str] = "sight"

    def run(self, snapshot: Snapshot) -> Sight:
        """Follow all effort to where it ends."""
        network, routes, flow = snapshot.network, snapshot.routes, snapshot.flow
        lines = snapshot.best_lines
        total = network.total_effort
        lost = np.where(routes.stranded, flow.arrivals, 0.0)
        if total > 0:
            relations = network.relations
            rows = np.concatenate((routes.onward, routes.last, routes.lost))
            supplier = relations.supplier[rows]
            left = flow.arrivals[supplier] * flow.clarity.elements[supplier] * network.share[rows]
            handoffs = float((left * (1.0 - relations.handoff[rows])).sum())
            on_relations = float((left * relations.handoff[rows] * (1.0 - flow.clarity.relations[rows])).sum())
            inner = routes.inner
            at_elements = float((flow.arrivals[inner] * (1.0 - flow.clarity.elements[inner])).sum())
            account = Account(
                seen=flow.seen / total,
                blocked=(at_elements + on_relations) / total,
                handoffs=handoffs / total,
                no_route=float(lost.sum()) / total,
            )
        else:
            account = Account(None, None, None, None)
        return Sight(
            network=network,
            index=flow.index if total > 0 else None,
            clear_index=snapshot.clear_flow.index if total > 0 else None,
            account=account,
            hops=routes.hops,
            handoffs=lines.handoffs,
            best_line=np.where(network.elements.is_customer, 1.0, lines.clarity),
            tied=lines.tied,
            step=lines.step,
            sight=flow.sight,
            arrivals=flow.arrivals,
            no_route=lost / total if total > 0 else np.zeros(len(lost)),
            findings=_find_stranded(snapshot, account),
            notices=_notices(snapshot),
        )


def _find_stranded(snapshot: Snapshot, account: Account) -> tuple[Finding, ...]:
    """Tell the effort that has no route to any external customer."""
    network = snapshot.network
    lone = snapshot.routes.stranded & ~network.containers
    if not lone.any():
        return ()
    rows = np.flatnonzero(lone)
    order = np.lexsort((rows, -snapshot.flow.arrivals[rows]))
    value = account.no_route or 0.0
    return (
        Finding(
            code="stranded",
            title="Work with no route to an external customer",
            severity="warning" if value > 0 else "info",
            value=value,
            threshold=0.0,
            elements=tuple(str(identifier) for identifier in network.elements.ids[rows[order]]),
            why="No chain of work leads from here to anyone outside: this model cannot say what it does for a "
            "customer.",
            evidence_against="Check first whether a relation is missing, or a stakeholder such as a regulator or an "
            "owner.",
            action="Add who uses the output, or ask the named receivers what they would miss if it stopped.",
        ),
    )


def _notices(snapshot: Snapshot) -> tuple[str, ...]:
    """Say what a reader of the figures must know: how effort was counted, and which obstacles no effort reaches."""
    network = snapshot.network
    notices = list(network.notices)
    if not network.elements.is_customer.any() and len(network.elements):
        notices.append("There is no external customer in this model, so nothing can be seen.")
    return tuple(notices)
