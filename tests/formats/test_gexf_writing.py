"""GEXF that Sightline writes: what other tools find in it, and what comes back."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.readwrite.gexf import GEXF

from sightline.formats import Attributes, Beside, read_organization
from sightline.formats.gexf import read_gexf
from sightline.formats.gexf_writing import write_gexf
from sightline.formats.safe_xml import XmlStart, iterate_events
from tests.formats.graphs import changed
from tests.formats.test_graphml_writing import SAMPLES, attributes_of, small, told

reads_ours = pytest.mark.skipif("1.3" not in GEXF.versions, reason="this networkx reads GEXF up to 1.2 only")


@reads_ours
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_other_tools_find_as_many_nodes_and_edges(sample: Path, tmp_path: Path) -> None:
    organization = read_organization(sample).organization
    write_gexf(organization, tmp_path / "graph.gexf")
    graph = nx.read_gexf(tmp_path / "graph.gexf")  # noqa: TID251 - our own file, in another tool's reader
    assert graph.is_directed()
    assert set(graph) == {element.id for element in organization.elements}
    assert sorted(graph.edges()) == sorted((one.supplier, one.customer) for one in organization.relations)


@reads_ours
def test_other_tools_find_labels_weights_kinds_and_typed_facts(tmp_path: Path) -> None:
    attributes = Attributes(relations=Beside({"gain": [0.125, None, None, None]}))
    write_gexf(small(), tmp_path / "graph.gexf", attributes)
    graph = nx.read_gexf(tmp_path / "graph.gexf")  # noqa: TID251 - our own file, in another tool's reader
    assert graph.nodes["sales"] == {"label": "Sales", "kind": "team", "name": "Sales", "headcount": 2.5}
    assert graph.nodes["boss"]["front"] is True
    assert attributes_of(graph, ("sales", "buyers"), "serves")["weight"] == 3.0
    assert [data["_gain"] for *_, data in graph.edges(data=True) if "_gain" in data] == [0.125]
    assert read_organization(tmp_path / "graph.gexf").organization == small()


def test_parallel_edges_are_kept_apart_by_their_kind_and_have_ids_of_their_own(tmp_path: Path) -> None:
    write_gexf(small(), tmp_path / "graph.gexf")
    events = list(iterate_events((tmp_path / "graph.gexf").read_bytes()))
    edges = [event.attributes for event in events if isinstance(event, XmlStart) and event.name == "edge"]
    assert len({edge["id"] for edge in edges}) == len(edges) == 4
    assert {edge["kind"] for edge in edges} == {"serves", "reports_to", "feedback"}
    root = events[0]
    assert isinstance(root, XmlStart)
    assert (root.namespace, root.attributes["version"]) == ("http://gexf.net/1.3", "1.3")


@settings(max_examples=40)
@given(data=st.data())
def test_damage_is_an_input_error_or_an_organization(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("damage") / "graph.gexf"
    write_gexf(small(), path)
    assert all(told(read_gexf, changed(data, path.read_bytes())))
