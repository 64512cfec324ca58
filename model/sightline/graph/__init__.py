"""The organization as a networkx graph."""

from sightline.graph.building import Graph, build_graph, read_graph
from sightline.graph.records import Records, to_records
from sightline.graph.views import carrying, structure, voice

__all__ = ["Graph", "Records", "build_graph", "carrying", "read_graph", "structure", "to_records", "voice"]
