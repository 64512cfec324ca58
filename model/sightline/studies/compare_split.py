"""Why the index moved: its change split exactly by element, relation and effort.

Between two states the matrix of the work and the shares of the effort are drawn along a straight line,
``M(t) = (1 - t) M0 + t M1``. The change of the index is the integral over t from 0 to 1 of

    a(t)^T (M1 - M0) x(t)  +  (s1 - s0)^T x(t),

with the arrivals a(t) and the sight x(t) of the state in between: one term for each pair of elements between which
work goes, and one for each element whose share of the effort is another. Rows of stranded elements are zero on their
own side. An element that only one side has keeps its row: nothing arrives there on the other side, so that no figure
depends on it, and what comes with it is counted where work begins to go there and where effort begins.

An entry of M is a product: the clarity of the supplier, the part of its work that goes this way, and what passes on
the way. A change of several factors is shared out over all orders in which they may change (Shapley), which closes
exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sightline.arrays.network import Floats, Rows, Texts
from sightline.arrays.sums import sum_by_row
from sightline.findings import Table
from sightline.snapshot import Snapshot
from sightline.studies.compare_line import Line, Side

PARTS: Final = ("element_clarity", "relation_clarity", "routing", "effort")
"""What a change of the index can be due to, in the order in which it is told."""


@dataclass(frozen=True, eq=False)
class Split:
    """The change of the index in parts that add up to it, all in shares of the whole effort.

    ``elements`` are the ids of the elements of both sides. Per element: ``element_clarity`` is due to the obstacles on
    it (or to its becoming an external customer), ``effort`` to its share of the effort, measured against the index:
    more effort where sight is better than elsewhere raises it. Per pair of elements that work goes between
    (``suppliers`` and ``customers`` are rows of ``elements``): ``relation_clarity`` is due to obstacles and handoffs on
    the way, ``routing`` to the part of the supplier's work that goes this way. More this way is less another: the ways
    of one supplier are best read together. ``change`` is that of the index.
    """

    change: float
    elements: Texts
    element_clarity: Floats
    effort: Floats
    suppliers: Rows
    customers: Rows
    relation_clarity: Floats
    routing: Floats

    @property
    def parts(self) -> dict[str, float]:
        """The change by what it is due to."""
        return {part: float(getattr(self, part).sum()) for part in PARTS}

    @property
    def gap(self) -> float:
        """What the parts miss of the change: rounding."""
        return self.change - sum(self.parts.values())

    @property
    def by_element(self) -> dict[str, Floats]:
        """Per element: each part, that of the ways that leave it included."""
        size = len(self.elements)
        return {
            "element_clarity": self.element_clarity,
            "relation_clarity": sum_by_row(self.suppliers, self.relation_clarity, size),
            "routing": sum_by_row(self.suppliers, self.routing, size),
            "effort": self.effort,
        }

    @property
    def total_by_element(self) -> Floats:
        """Per element: all parts together; they add up to the change."""
        total: Floats = np.sum(list(self.by_element.values()), axis=0)
        return total

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each element, and one for each pair that work goes between."""
        ids = self.elements
        pairs = [f"{ids[one]} -> {ids[other]}" for one, other in zip(self.suppliers, self.customers, strict=True)]
        ways = {"relation_clarity": self.relation_clarity, "routing": self.routing}
        return (
            Table("split_elements", ids, {**self.by_element, "total": self.total_by_element}),
            Table("split_relations", pairs, {**ways, "total": self.relation_clarity + self.routing}),
        )


def split_change(before: Snapshot, after: Snapshot) -> Split | None:
    """Split the change of the index between two snapshots, elements matched by id; None where a side has no effort."""
    if min(before.network.total_effort, after.network.total_effort) <= 0:
        return None
    sides = before.network.elements, after.network.elements
    row = {one: at for at, one in enumerate(dict.fromkeys(one for side in sides for one in side.ids.tolist()))}
    line = Line(*(
        Side(snapshot, np.array([row[one] for one in side.ids.tolist()], dtype=np.int64), len(row))
        for snapshot, side in zip((before, after), sides, strict=True)
    ))  # fmt: skip
    through, beyond = line.integrate()
    clarity, routing, passing = (moved * through for moved in line.moved)
    inner = line.customers < len(row)
    ended = sum_by_row(line.suppliers[~inner], (routing + passing)[~inner], len(row))
    told = inner & (np.abs(routing) + np.abs(passing) > 0)
    ids = np.empty(len(row), dtype=np.object_)
    ids[:] = list(row)
    return Split(
        change=after.flow.index - before.flow.index,
        elements=ids,
        element_clarity=sum_by_row(line.suppliers, clarity, len(row)) + ended,
        effort=line.moved_effort * beyond,
        suppliers=line.suppliers[told],
        customers=line.customers[told],
        relation_clarity=passing[told],
        routing=routing[told],
    )
