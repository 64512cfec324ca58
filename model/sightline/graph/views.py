"""Views of the graph by family of relations: who works for whom, the structure, the customer's voice."""

from __future__ import annotations

from collections.abc import Collection

from sightline.graph.building import Graph
from sightline.graph.names import CARRYING_EDGES, KIND, STRUCTURE_EDGES, VOICE_EDGES


def _view(graph: Graph, kinds: Collection[str]) -> Graph:
    import networkx as nx

    def belongs(supplier: str, customer: str, key: int) -> bool:
        return graph.edges[supplier, customer, key].get(KIND) in kinds

    view: Graph = nx.subgraph_view(graph, filter_edge=belongs)
    return view


def carrying(graph: Graph) -> Graph:
    """View the relations along which work goes into its customer's hands, implied memberships included."""
    return _view(graph, CARRYING_EDGES)


def structure(graph: Graph) -> Graph:
    """View the org chart: what is part of what, who reports to whom."""
    return _view(graph, STRUCTURE_EDGES)


def voice(graph: Graph) -> Graph:
    """View the feedback: how what customers experience travels inward."""
    return _view(graph, VOICE_EDGES)
