"""Paths of one element: through whom it reaches an external customer, and what each line hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.arrays.disjoint import find_disjoint
from sightline.arrays.k_best import Route, find_k_best
from sightline.arrays.network import SERVES, Elements
from sightline.document.collation import sort_key
from sightline.document.wording import did_you_mean, nearest
from sightline.errors import UsageError
from sightline.findings import Column, Figure, Result, Table
from sightline.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a line: a relation, and what its supplier and the relation itself let through."""

    supplier: str
    customer: str
    kind: str
    relation: str
    clarity_of_supplier: float
    clarity_of_relation: float


@dataclass(frozen=True, slots=True)
class Line:
    """One loopless line to an external customer: its elements (ids), steps, and the clarity that is left at its end.

    ``weakest`` is the element or relation on it that lets least through, ``weakest_clarity`` how much.
    """

    elements: tuple[str, ...]
    steps: tuple[Step, ...]
    clarity: float
    handoffs: int
    weakest: str
    weakest_clarity: float

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations along it, spelled."""
        return tuple(step.relation for step in self.steps)


@dataclass(frozen=True, eq=False)
class Paths(Result):
    """How one element reaches external customers (docs/concepts.md).

    ``lines``: the k best, clearest first. ``disjoint``: as many routes as there can be that share no element between
    the start and the customer. ``cut``: a smallest set of elements (or direct relations to a customer) without which
    no route is left. ``on_every_route``: who stands on all of them, nearest first. ``depending``: whose every route
    passes this element. ``reaches``: what each external customer sees of its work; they add up to ``sight``.
    """

    name: ClassVar[str] = "paths"

    element: str
    sight: float
    hops: int | None
    lines: tuple[Line, ...]
    tied: bool
    disjoint: tuple[tuple[str, ...], ...]
    cut: tuple[str, ...]
    on_every_route: tuple[str, ...]
    depending: tuple[str, ...]
    reaches: Mapping[str, float]

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The element, its sight and its hops."""
        return {"element": self.element, "sight": self.sight, "hops": self.hops}

    @property
    def tables(self) -> tuple[Table, ...]:
        """One table about the lines, one about the customers reached."""
        columns: dict[str, Column] = {
            "elements": [list(line.elements) for line in self.lines],
            "clarity": np.array([line.clarity for line in self.lines], dtype=np.float64),
            "handoffs": np.array([line.handoffs for line in self.lines], dtype=np.int64),
            "weakest": [line.weakest for line in self.lines],
            "weakest_clarity": np.array([line.weakest_clarity for line in self.lines], dtype=np.float64),
        }
        seen = {"seen": np.array(list(self.reaches.values()), dtype=np.float64)}
        return (
            Table("lines", [str(number) for number in range(1, len(self.lines) + 1)], columns),
            Table("customers", tuple(self.reaches), seen),
        )


def find_element(elements: Elements, asked: str) -> str:
    """Give the id of the element that is asked for by its id, or by a name that no other element has.

    Raises UsageError where there is none (with the nearest id).
    """
    if asked in elements.row:
        return asked
    ids, names = elements.ids.tolist(), elements.names.tolist()
    by_name = [str(identifier) for identifier, name in zip(ids, names, strict=True) if name == asked]
    if len(by_name) == 1:
        return by_name[0]
    known = {str(name).lower(): str(identifier) for identifier, name in zip(ids, names, strict=True) if name}
    near = nearest(asked, ids) or known.get(nearest(asked, known) or "")
    raise UsageError(f"`{asked}` is not an element{did_you_mean(near)}")


def find_paths(snapshot: Snapshot, element: str, k: int = 5) -> Paths:
    """Find through whom one element reaches an external customer, by its k best lines.

    Raises UsageError where there is no such element (with the nearest id) or k is not positive.
    """
    network, routes = snapshot.network, snapshot.routes
    element = find_element(network.elements, element)
    if k < 1:
        raise UsageError(f"{k} lines cannot be shown; ask for at least 1")
    row = network.elements.row[element]
    ids = network.elements.ids
    ways = find_disjoint(network, routes, row)
    found = find_k_best(snapshot.flow, snapshot.best_lines, row, k)
    customers = np.flatnonzero(network.elements.is_customer)
    dominators = snapshot.dominators
    return Paths(
        element=element,
        sight=float(snapshot.flow.sight[row]),
        hops=int(routes.hops[row]) if routes.hops[row] >= 0 else None,
        lines=tuple(_line(snapshot, route) for route in found),
        tied=bool(snapshot.best_lines.tied[row]),
        disjoint=tuple(tuple(str(ids[stop]) for stop in route) for route in ways.routes),
        cut=(
            *(str(ids[stop]) for stop in ways.cut_elements),
            *(f"{ids[supplier]} -> {ids[customer]}" for supplier, customer in ways.cut_relations),
        ),
        on_every_route=tuple(str(ids[stop]) for stop in dominators.chain(row)),
        depending=tuple(str(ids[stop]) for stop in _below(snapshot, row)),
        reaches=_reaches(snapshot, row, customers.tolist()),
    )


def _line(snapshot: Snapshot, route: Route) -> Line:
    network, clarity = snapshot.network, snapshot.flow.clarity
    relations, ids = network.relations, network.elements.ids
    steps = tuple(
        Step(
            supplier=str(ids[relations.supplier[step]]),
            customer=str(ids[relations.customer[step]]),
            kind=relations.kind(step),
            relation=network.spell_relation(step),
            clarity_of_supplier=float(clarity.elements[relations.supplier[step]]),
            clarity_of_relation=float(relations.handoff[step] * clarity.relations[step]),
        )
        for step in route.relations
    )
    places = [(step.clarity_of_supplier, step.supplier) for step in steps]
    places += [(step.clarity_of_relation, step.relation) for step in steps]
    weakest_clarity, weakest = min(places, key=lambda place: place[0])
    return Line(
        elements=(steps[0].supplier, *(step.customer for step in steps)),
        steps=steps,
        clarity=route.clarity,
        handoffs=sum(int(relations.kinds[step]) == SERVES for step in route.relations),
        weakest=weakest,
        weakest_clarity=weakest_clarity,
    )


def _below(snapshot: Snapshot, row: int) -> list[int]:
    """List the elements whose every route passes this one, nearest first."""
    if snapshot.network.elements.is_customer[row]:
        return []
    parent = snapshot.dominators.parent
    within = {row}
    below = []
    for element in snapshot.dominators.order.tolist():
        if int(parent[element]) in within:
            within.add(element)
            below.append(element)
    return below


def _reaches(snapshot: Snapshot, row: int, customers: list[int]) -> dict[str, float]:
    """Tell what each external customer sees of one element's work, most first; those it does not reach are left out."""
    start = np.zeros(len(snapshot.routes.inner))
    if snapshot.routes.hops[row] <= 0:
        return {}
    start[snapshot.routes.place[row]] = 1.0
    flow, relations = snapshot.flow, snapshot.network.relations
    arrived = np.zeros(len(snapshot.network.elements))
    arrived[snapshot.routes.inner] = flow.system.solve_transposed(start)
    last = snapshot.routes.last
    supplier = relations.supplier[last]
    seen = np.zeros(len(snapshot.network.elements))
    np.add.at(seen, relations.customer[last], arrived[supplier] * flow.clarity.elements[supplier] * flow.passing[last])
    ids = snapshot.network.elements.ids
    reached = [(float(seen[customer]), str(ids[customer])) for customer in customers if seen[customer] > 0]
    return {identifier: value for value, identifier in sorted(reached, key=lambda pair: (-pair[0], sort_key(pair[1])))}
