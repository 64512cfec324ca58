"""The organization as a networkx graph."""

from sightline.graph.building import Graph, build_graph, read_graph
from sightline.graph.views import carrying, structure, voice

__all__ = ["Graph", "build_graph", "carrying", "read_graph", "structure", "voice"]
