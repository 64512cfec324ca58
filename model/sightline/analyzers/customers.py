"""External customers: what each of them sees of the effort, and who is served by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.arrays.network import KIND_CODES, Floats, Network, Rows
from sightline.findings import Column, Finding, Result, Table
from sightline.snapshot import Snapshot

SERVING_KINDS = (KIND_CODES["product"], KIND_CODES["team"])


@dataclass(frozen=True, eq=False)
class Customers(Result):
    """The sight account customer by customer; one entry each, in the order of ``rows`` (element rows).

    ``seen`` and ``clear_seen``: the share of all effort that reaches this customer, as it is and without obstacles.
    ``clarity``: what arrives over what would arrive with every clarity at 1 (handoffs too); NaN where nothing is meant
    for it. ``cost``: what each obstacle costs each customer (obstacles by customers), None without customers and in a
    very large organization; its sum over customers is the obstacle's share.
    """

    name: ClassVar[str] = "customers"

    network: Network
    rows: Rows
    seen: Floats
    clear_seen: Floats
    clarity: Floats
    cost: Floats | None

    @property
    def worst_seen(self) -> str | None:
        """The id of the external customer with the lowest clarity; None where nobody is served."""
        if not len(self.rows) or np.isnan(self.clarity).all():
            return None
        return str(self.network.elements.ids[self.rows[int(np.nanargmin(self.clarity))]])

    @property
    def tables(self) -> tuple[Table, ...]:
        """One table about the customers, and what each obstacle costs each of them."""
        labels = [str(identifier) for identifier in self.network.elements.ids[self.rows]]
        names = [self.network.elements.title(row) for row in self.rows.tolist()]
        columns: dict[str, Column] = {
            "name": names,
            "seen": self.seen,
            "clear_seen": self.clear_seen,
            "clarity": self.clarity,
        }
        tables = [Table("customers", labels, columns)]
        if self.cost is not None:
            obstacles = [str(identifier) for identifier in self.network.obstacles.ids]
            pairs = [(o, k) for o in range(len(obstacles)) for k in range(len(labels)) if self.cost[o, k] > 0]
            split: dict[str, Column] = {
                "customer": [labels[k] for _, k in pairs],
                "obstacle": [obstacles[o] for o, _ in pairs],
                "share": np.array([self.cost[o, k] for o, k in pairs], dtype=np.float64),
            }
            tables.append(Table("customer_shares", [f"{labels[k]} < {obstacles[o]}" for o, k in pairs], split))
        return tuple(tables)


@dataclass(frozen=True, slots=True)
class CustomersAnalyzer:
    """Ask what each external customer sees."""

    name: ClassVar[str] = "customers"

    def run(self, snapshot: Snapshot) -> Customers:
        """Split the account by external customer."""
        network = snapshot.network
        rows = np.flatnonzero(network.elements.is_customer).astype(np.int64)
        total = network.total_effort
        scale = 1.0 / total if total > 0 else 0.0
        meant = snapshot.rub_off.flow[rows]
        arrived = snapshot.flow.arrivals[rows]
        clarity = np.divide(arrived, meant, out=np.full(len(rows), np.nan), where=meant > 0)
        return Customers(
            network=network,
            rows=rows,
            seen=arrived * scale,
            clear_seen=snapshot.clear_flow.arrivals[rows] * scale,
            clarity=clarity,
            cost=snapshot.shares.by_customer,
            findings=_find_unserved(snapshot, rows),
        )


def _find_unserved(snapshot: Snapshot, customers: Rows) -> tuple[Finding, ...]:
    """Tell each external customer whom no product or team serves."""
    network, relations = snapshot.network, snapshot.network.relations
    live = relations.volume > 0
    kinds = network.elements.kinds[relations.supplier]
    served = np.zeros(len(network.elements), dtype=np.bool_)
    served[relations.customer[live & np.isin(kinds, SERVING_KINDS)]] = True
    touched = np.zeros(len(network.elements), dtype=np.bool_)
    touched[relations.customer[live]] = True
    findings = []
    for row in customers[~served[customers]].tolist():
        name = network.elements.title(row)
        against = (
            "Work of a process, a system or a role does reach it; perhaps a product or team is missing between."
            if touched[row]
            else "It may be served in ways that the model does not show yet."
        )
        why = (
            "What reaches this customer comes from a process, a system or a role alone: nobody stands behind it as a"
            " whole."
            if touched[row]
            else "A customer whom nobody serves is seen by nobody, however clear everything else is."
        )
        findings.append(
            Finding(
                code="unserved-customer",
                title=f"No product or team serves {name}",
                severity="notice" if touched[row] else "warning",
                value=0.0,
                threshold=1.0,
                elements=(str(network.elements.ids[row]),),
                why=why,
                evidence_against=against,
                action="Add the product or team that serves this customer, or take the customer out of the model.",
            )
        )
    return tuple(findings)
