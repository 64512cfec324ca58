"""GraphML: keys anywhere, defaults, graphs inside nodes, labels in pictures, and what is broken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.formats.graphml import is_graphml, read_graphml
from tests.formats.graphs import (
    changed,
    content_of,
    problems,
    read,
    relations,
    survives,
    wholes,
)
from tests.shared_data import shared_data

CLINIC = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <graph edgedefault="directed">
    <desc>Who helps whom</desc>
    <data key="g">Clinic</data>
    <node id="n0"><data key="name">Wards</data>
      <graph edgedefault="undirected">
        <node id="n0::0"><data key="name">Ward A</data><data key="kind">role</data><port name="p"/></node>
        <node id="n0::1"><data key="name">Ward B</data></node>
        <edge source="n0::0" target="n0::1"><data key="w">2.5</data></edge>
        <edge source="n0::1" target="n1" directed="true" targetport="p"/>
      </graph>
    </node>
    <node id="n1"><data key="name">Patients</data></node>
    <node id="n2"><data key="name">Laboratory</data><desc>Blood &amp; more</desc></node>
    <edge id="e1" source="n2" target="n0::0"><data key="l">results</data></edge>
    <edge id="e2" source="n2" target="n0::0"/>
    <hyperedge><endpoint node="n0"/><endpoint node="n1"/><endpoint node="n2"/></hyperedge>
  </graph>
  <key id="g" for="graph" attr.name="name" attr.type="string"/>
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="kind" for="node" attr.name="kind" attr.type="string"><default>team</default></key>
  <key id="w" for="edge" attr.name="weight" attr.type="double"><default>4</default></key>
  <key id="l" for="edge" attr.name="label" attr.type="string"/>
</graphml>
"""


def test_a_clinic() -> None:
    organization, tree = read(read_graphml, CLINIC)
    assert (organization.name, organization.description) == ("Clinic", "Who helps whom")
    assert {one.id: one.kind for one in organization.elements} == {
        "wards": "team",
        "ward-a": "role",
        "ward-b": "team",
        "patients": "customer",
        "laboratory": "team",
    }
    assert wholes(organization) == {"ward-a": "wards", "ward-b": "wards"}
    assert relations(organization) == [
        ("laboratory", "serves", "ward-a", 4),
        ("laboratory", "serves", "ward-a", 4),
        ("ward-a", "serves", "ward-b", 2.5),
        ("ward-b", "serves", "patients", 4),
        ("ward-b", "serves", "ward-a", 2.5),
    ]
    assert [one.output for one in organization.relations if one.output] == ["results"]
    assert organization.by_id["laboratory"].description == "Blood & more"
    assert "Not read: 1 many-ended edge, 1 port and 1 port reference." in tree.notices
    assert "Read as work both ways, for want of a direction: 1 edge." in tree.notices


def test_everything_has_its_source_and_line() -> None:
    organization, tree = read(read_graphml, CLINIC)
    laboratory = organization.by_id["laboratory"]
    assert laboratory.source is not None
    assert laboratory.source.place == "n2"
    assert tree.place(("teams", "laboratory")).line == 15
    sources = [one.source for one in organization.relations if one.supplier == "laboratory"]
    assert [source and source.place for source in sources] == ["e1", "e2"]
    assert tree.place(("teams", "laboratory", "serves", 1)).line == 17


def test_labels_of_pictures_are_names() -> None:
    text = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
    <key for="node" id="d6" yfiles.type="nodegraphics"/><graph edgedefault="directed">
    <node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Front
    desk</y:NodeLabel></y:ShapeNode></data></node>
    <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Guest</y:NodeLabel></y:ShapeNode></data></node>
    <edge source="n0" target="n1"><data key="d9"><y:EdgeLabel>keys</y:EdgeLabel></data></edge></graph></graphml>"""
    organization, _ = read(read_graphml, text)
    assert [(one.name, one.kind) for one in organization.elements] == [("Guest", "customer"), ("Front desk", "team")]
    assert organization.relations[0].output == "keys"


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ('source="none" target="standard"', {("a", "b")}),
        ('source="white_delta" target="none"', {("b", "a")}),
        ('source="none" target="none"', {("a", "b"), ("b", "a")}),
        ('source="standard" target="standard"', {("a", "b"), ("b", "a")}),
    ],
)
def test_an_edge_goes_where_its_arrow_points(heads: str, expected: set[tuple[str, str]]) -> None:
    text = f"""<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
    <graph edgedefault="directed"><node id="a"/><node id="b"/><edge source="a" target="b">
    <data key="d9"><y:PolyLineEdge><y:Arrows {heads}/></y:PolyLineEdge></data></edge></graph></graphml>"""
    organization, tree = read(read_graphml, text)
    assert {(one.supplier, one.customer) for one in organization.relations} == expected
    is_told = "Read from target to source, as their arrow points: 1 edge." in tree.notices
    assert is_told is (expected == {("b", "a")})


@pytest.mark.parametrize(
    "other",
    [
        CLINIC.replace("\n", "").replace("  ", ""),
        CLINIC.replace("UTF-8", "UTF-16").encode("utf-16"),
        CLINIC.replace("<graphml xmlns=", "<g:graphml xmlns:g=")
        .replace("</", "</g:")
        .replace("<", "<g:")
        .replace("<g:?", "<?")
        .replace("<g:/g:", "</g:")
        .replace("<g:g:", "<g:"),
    ],
    ids=["one line", "UTF-16", "prefix"],
)
def test_the_same_graph_in_another_form_is_the_same_organization(other: str | bytes) -> None:
    assert content_of(read(read_graphml, other)[0]) == content_of(read(read_graphml, CLINIC)[0])


def test_mistakes_are_told_at_once_with_their_lines() -> None:
    broken = (
        CLINIC.replace('id="n2"', 'id="n1"').replace('target="n0::1"', "").replace('directed="true"', 'directed="x"')
    )
    assert problems(read_graphml, broken) == [
        (15, "The id `n1` is used twice; it stands in line 14 as well."),
        (11, "`directed` is `x`; expected true or false."),
        (10, "The target of this edge is missing."),
        (16, "The source of this edge is `n2`, which is no node of this file."),
        (17, "The source of this edge is `n2`, which is no node of this file."),
    ]
    assert problems(read_graphml, CLINIC.replace("2.5", "heavy")) == [
        (10, "`weight` is `heavy`; expected a finite number.")
    ]
    assert "DOCTYPE" in problems(read_graphml, "<!DOCTYPE graphml><graphml/>")[0][1]
    assert "begins with `gexf`" in problems(read_graphml, "<gexf/>")[0][1]


def test_it_is_known_by_its_content() -> None:
    assert is_graphml(CLINIC.encode()[:200], ".gml")
    assert is_graphml(b"<!DOCTYPE graphml [" + CLINIC.encode(), "")
    assert not any(is_graphml(other, ".graphml") for other in (b"", b"<gexf/>", b"graph [", b"{}", b"\0\1"))


@settings(max_examples=150)
@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(draw: st.DataObject) -> None:
    content = changed(draw, CLINIC.encode())
    assert is_graphml(content[:4096], "") in (True, False)
    survives(read_graphml, content)


@pytest.mark.parametrize(
    "name",
    [
        "movnet_GRAPHML_INSIDE.gml",
        "networks_GRAPHML_INSIDE.gml",
        "gephi_tests/cdata.graphml",
        "gephi_tests/withdesc.graphml",
    ],
)
def test_real_files(name: str) -> None:
    expected = json.loads(shared_data("EXPECTED.json").read_text(encoding="utf-8"))[f"dev/09_gexf_graphml/{name}"]
    organization, tree = read(read_graphml, shared_data(f"09_gexf_graphml/{name}"))
    assert tree.summary is not None
    assert len(organization.elements) == tree.summary.elements == expected["xml_nodes"]
    assert tree.summary.relations == expected["xml_edges"]
    kept = len(organization.relations) + len(wholes(organization))
    assert kept + sum(tree.summary.left_out.values()) == expected["xml_edges"]
