"""Networks for tests of the kernels: from plain mappings, or from nothing but numbers.

In a network of numbers the first rows are external customers `e0`, `e1`, ..., the others teams; a relation is the pair
of the rows of its supplier and its customer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sightline.arrays.assembling import ElementColumns, ObstacleColumns, RelationColumns, assemble
from sightline.arrays.flow import Flow
from sightline.arrays.from_graph import network_from_graph
from sightline.arrays.network import CARRYING_CODES, KIND_CODES, Network, Rows, Texts
from sightline.arrays.routes import find_routes
from sightline.document import Tree, build_organization
from sightline.graph import build_graph

Arcs = Sequence[tuple[int, int]]


def read_network(raw: Mapping[str, object]) -> Network:
    """Build the arrays of a plain format-1 mapping."""
    return network_from_graph(build_graph(build_organization(Tree({"sightline": 1, "name": "Drawn", **raw}))))


def flow_of(network: Network, *, dense_up_to: int = 400) -> Flow:
    """Follow the work of a network."""
    return Flow(network, find_routes(network), dense_up_to=dense_up_to)


def draw_network(
    size: int,
    arcs: Arcs,
    *,
    customers: int = 1,
    volumes: Sequence[float] | None = None,
    on_elements: Mapping[int, float] | None = None,
    on_relations: Mapping[int, float] | None = None,
    kind: str = "serves",
    handoff_clarity: float = 1.0,
) -> Network:
    """Draw a network of numbers, one unit of effort per team; obstacles are severities by row."""
    pairs = np.array(arcs, dtype=np.int64).reshape(-1, 2)
    at_elements, at_relations = on_elements or {}, on_relations or {}
    placed = len(at_elements) + len(at_relations)
    customer = np.arange(size) < customers
    elements = ElementColumns(
        ids=_texts([f"e{row}" for row in range(size)]),
        names=_texts([None] * size),
        kinds=np.where(customer, KIND_CODES["customer"], KIND_CODES["team"]).astype(np.int8),
        parent=np.full(size, -1, dtype=np.int64),
        headcount=np.full(size, np.nan),
        effort=np.where(customer, np.nan, 1.0),
        assessed=np.zeros(size, dtype=np.bool_),
    )
    relations = RelationColumns(
        supplier=pairs[:, 0].copy(),
        customer=pairs[:, 1].copy(),
        kinds=np.full(len(pairs), CARRYING_CODES[kind], dtype=np.int8),
        volume=np.ones(len(pairs)) if volumes is None else np.array(volumes, dtype=np.float64),
        assessed=np.zeros(len(pairs), dtype=np.bool_),
        position=np.arange(len(pairs), dtype=np.int64),
        ids=_texts([None] * len(pairs)),
    )
    obstacles = ObstacleColumns(
        ids=[None] * placed,
        kinds=["bottleneck"] * placed,
        element=_rows([*at_elements, *[-1] * len(at_relations)]),
        relation=_rows([*[-1] * len(at_elements), *at_relations]),
        severity=np.array([*at_elements.values(), *at_relations.values()], dtype=np.float64),
        areas=[None] * placed,
        themes=[()] * placed,
        causes=[()] * placed,
        mandated=np.zeros(placed, dtype=np.bool_),
    )
    return assemble("Numbers", elements, relations, obstacles, handoff_clarity=handoff_clarity)


def draw_chain(length: int, *, handoff_clarity: float = 1.0) -> Network:
    """Draw a line of teams, each working for the one before, the first for the customer."""
    arcs = [(row, row - 1) for row in range(1, length + 1)]
    return draw_network(length + 1, arcs, handoff_clarity=handoff_clarity)


def draw_circle(length: int, *, way_out: float, on_elements: Mapping[int, float] | None = None) -> Network:
    """Draw a circle of teams of which the first gives `way_out` of its work to the customer."""
    arcs = [(row, row + 1 if row < length else 1) for row in range(1, length + 1)]
    volumes = [1 - way_out, *[1.0] * (length - 1), way_out]
    return draw_network(length + 1, [*arcs, (1, 0)], volumes=volumes, on_elements=on_elements)


def draw_at_random(seed: int, *, size: int, relations: int, customers: int = 1, obstacles: int = 0) -> Network:
    """Draw a network with relations anywhere and uneven volumes; half of the obstacles sit on relations."""
    random = np.random.default_rng(seed)
    suppliers = random.integers(customers, size, relations).tolist()
    ends = random.integers(0, size, relations).tolist()
    on_elements = random.choice(np.arange(customers, size), obstacles // 2, replace=False).tolist()
    on_relations = random.choice(relations, obstacles - obstacles // 2, replace=False).tolist()
    severities = random.uniform(0, 0.9, obstacles).tolist()
    return draw_network(
        size,
        list(zip(suppliers, ends, strict=True)),
        customers=customers,
        volumes=random.uniform(0.5, 2, relations).tolist(),
        on_elements=dict(zip(on_elements, severities, strict=False)),
        on_relations=dict(zip(on_relations, severities[len(on_elements) :], strict=True)),
        handoff_clarity=0.95,
    )


def _texts(values: Sequence[str | None]) -> Texts:
    texts = np.empty(len(values), dtype=np.object_)
    texts[:] = values
    return texts


def _rows(values: Sequence[int]) -> Rows:
    return np.array(values, dtype=np.int64)
