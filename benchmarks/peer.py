"""What a competent analyst writes with networkx and plain Python for the same figures: something to compare with.

No scipy: the graph is a ``networkx.MultiDiGraph``, the sums run over its edges. Each function gives what its twin in
Sightline gives, by element.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeAlias

import networkx as nx

Graph: TypeAlias = "nx.MultiDiGraph[int, dict[str, Any], dict[str, Any]]"
SINK = -1
CLOSE = 1e-12


def hops(graph: Graph, customers: list[int]) -> dict[int, int]:
    """Count the steps to the nearest external customer: breadth first over reversed relations."""
    found = dict.fromkeys(customers, 0)
    frontier = customers
    steps = 0
    while frontier:
        steps += 1
        reached = []
        for customer in frontier:
            for supplier in graph.predecessors(customer):
                if supplier not in found:
                    found[supplier] = steps
                    reached.append(supplier)
        frontier = reached
    return found


def best_lines(graph: Graph, customers: list[int]) -> dict[int, float]:
    """Find the clearest route of every element: Dijkstra from all customers on -log clarity, over reversed edges."""
    backwards: nx.DiGraph[int, dict[str, Any], dict[str, Any]] = nx.DiGraph()
    backwards.add_nodes_from(graph)
    for supplier, customer, edge in graph.edges(data=True):
        depth = -math.log(graph.nodes[supplier]["clarity"] * edge["clarity"])
        if not backwards.has_edge(customer, supplier) or depth < backwards[customer][supplier]["depth"]:
            backwards.add_edge(customer, supplier, depth=depth)
    lengths: Mapping[int, float] = nx.multi_source_dijkstra_path_length(backwards, set(customers), weight="depth")
    return {element: math.exp(-length) for element, length in lengths.items()}


def sight(graph: Graph, customers: list[int], *, clarity: Mapping[int, float] | None = None) -> dict[int, float]:
    """Work out the expected clarity of every element by iterating over the edges until nothing moves."""
    seen = dict.fromkeys(graph, 0.0)
    seen.update(dict.fromkeys(customers, 1.0))
    own = {element: graph.nodes[element]["clarity"] for element in graph}
    own.update(clarity or {})
    edges = {
        element: [
            (customer, edge["share"] * edge["clarity"]) for _, customer, edge in graph.out_edges(element, data=True)
        ]
        for element in graph
        if graph.out_degree(element)
    }
    while True:
        moved = 0.0
        for element, leaving in edges.items():
            value = own[element] * sum(passing * seen[customer] for customer, passing in leaving)
            moved = max(moved, abs(value - seen[element]))
            seen[element] = value
        if moved < CLOSE:
            return seen


def arrivals(graph: Graph) -> dict[int, float]:
    """Work out the effort that arrives at every element by following it along the edges until hardly any is left."""
    arrived = {element: graph.nodes[element]["effort"] for element in graph}
    moving = dict(arrived)
    while True:
        following = dict.fromkeys(graph, 0.0)
        left = 0.0
        for supplier, customer, edge in graph.edges(data=True):
            passed = moving[supplier] * graph.nodes[supplier]["clarity"] * edge["share"] * edge["clarity"]
            following[customer] += passed
            left += passed
        for element, passed in following.items():
            arrived[element] += passed
        moving = following
        if left < CLOSE * len(arrived):
            return arrived


def dominators(graph: Graph, customers: list[int]) -> dict[int, int]:
    """Find the nearest element on every route of each: immediate dominators from a sink behind all customers."""
    backwards: nx.DiGraph[int, dict[str, Any], dict[str, Any]] = nx.DiGraph()
    backwards.add_edges_from((customer, supplier) for supplier, customer, _ in graph.edges(keys=True))
    backwards.add_edges_from((SINK, customer) for customer in customers)
    return dict(nx.immediate_dominators(backwards, SINK))


def gain(graph: Graph, customers: list[int], element: int, before: Mapping[int, float]) -> float:
    """Work out what clearing one element gains, by solving again."""
    after = sight(graph, customers, clarity={element: 1.0})
    return sum(float(graph.nodes[other]["effort"]) * (after[other] - before[other]) for other in graph)
