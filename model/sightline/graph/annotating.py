"""Write figures onto a graph, as node and edge attributes, for an analyst's own networkx code to go on with."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.graph.building import Graph
from sightline.graph.names import POSITION

PREFIX = "_"
"""Before every attribute that is a figure and not a fact; reading a graph passes such attributes over."""


def annotate(
    graph: Graph, nodes: Mapping[str, Mapping[str, object]], edges: Mapping[int, Mapping[str, object]]
) -> Graph:
    """Copy a graph with figures on it, each under its name with a leading underscore.

    ``nodes`` maps node to figures, ``edges`` the position of a relation to its figures. The graph given is left as it
    is; the copy reads back as the same organization.
    """
    annotated: Graph = graph.copy()
    for node, figures in nodes.items():
        annotated.nodes[node].update({PREFIX + name: value for name, value in figures.items()})
    for _, _, attributes in annotated.edges(data=True):
        figures = edges.get(attributes.get(POSITION, -1), {})
        attributes.update({PREFIX + name: value for name, value in figures.items()})
    return annotated
