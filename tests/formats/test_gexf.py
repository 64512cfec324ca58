"""GEXF 1.2 and 1.3: attributes, hierarchies in three spellings, directions, times, and what is broken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.formats.gexf import is_gexf, read_gexf
from tests.formats.graphs import changed, content_of, left_out, problems, read, relations, survives, wholes
from tests.shared_data import shared_data

SHOP = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta><creator>us</creator><description>A shop</description></meta>
  <graph defaultedgetype="directed">
    <nodes>
      <node id="s" label="Shop">
        <nodes>
          <node id="c" label="Counter"><viz:color r="1" g="2" b="3"/></node>
        </nodes>
      </node>
      <node id="b" label="Back office" pid="s"><attvalues><attvalue for="k" value="Role"/></attvalues></node>
      <node id="d" label="Deliveries" start="2004">
        <parents><parent for="s"/><parent for="b"/></parents>
      </node>
      <node id="g" label="Guests"/>
    </nodes>
    <edges>
      <edge id="1" source="c" target="g" weight="2" label="bread"/>
      <edge id="2" source="b" target="c" kind="supports"/>
      <edge id="3" source="c" target="g" type="undirected"/>
      <edge id="4" source="b" target="d" type="mutual" weight="0.5"/>
      <edge id="5" source="d" target="g" weight="0"/>
      <edge id="6" source="d" target="g" weight="-1"/>
      <edge id="7" source="g" target="d"/>
      <edge id="8" source="d" target="d">
        <attvalues><attvalue for="t" value="3" start="2004"/></attvalues><spells><spell start="2004"/></spells>
      </edge>
    </edges>
    <attributes class="node"><attribute id="k" title="Kind"><default>team</default></attribute></attributes>
    <attributes class="edge" mode="dynamic"><attribute id="t" title="weight" type="double"/></attributes>
  </graph>
</gexf>
"""


def test_a_shop() -> None:
    organization, tree = read(read_gexf, SHOP, customers=("guests",))
    assert organization.description == "A shop"
    assert {one.id: one.kind for one in organization.elements} == {
        "shop": "team",
        "counter": "team",
        "back-office": "role",
        "deliveries": "team",
        "guests": "customer",
    }
    assert wholes(organization) == {"counter": "shop", "back-office": "shop", "deliveries": "shop"}
    assert relations(organization) == [
        ("back-office", "serves", "deliveries", 0.5),
        ("back-office", "supports", "counter", 1),
        ("counter", "serves", "guests", 1),
        ("counter", "serves", "guests", 2),
        ("deliveries", "serves", "back-office", 0.5),
        ("deliveries", "serves", "deliveries", 1),
    ]
    assert left_out(tree) == {
        "leaving an external customer": 1,
        "with a negative weight": 1,
        "with a weight of zero": 1,
    }
    assert "Not read: 2 time limits, 1 further parent and 1 timed value." in tree.notices


@pytest.mark.parametrize(
    "other",
    [
        SHOP.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft"),
        SHOP.replace("\n", "").replace("  ", " "),
        SHOP.replace("UTF-8", "UTF-16").encode("utf-16"),
    ],
    ids=["1.2", "one line", "UTF-16"],
)
def test_the_same_graph_in_another_form_is_the_same_organization(other: str | bytes) -> None:
    assert content_of(read(read_gexf, other)[0]) == content_of(read(read_gexf, SHOP)[0])


def test_without_a_default_edges_have_no_direction() -> None:
    organization, _ = read(read_gexf, SHOP.replace(' defaultedgetype="directed"', ""))
    assert ("deliveries", "serves", "guests", 1) in relations(organization)


def test_mistakes_are_told_with_their_lines() -> None:
    broken = SHOP.replace('<node id="g"', "<node").replace('"mutual"', '"both"').replace('pid="s"', 'pid="x"')
    assert problems(read_gexf, broken) == [
        (15, "This node has no id."),
        (21, "The type of this edge is `both`; expected one of `directed`, `undirected`, `mutual`."),
        (18, "The target of this edge is `g`, which is no node of this file."),
        (20, "The target of this edge is `g`, which is no node of this file."),
        (22, "The target of this edge is `g`, which is no node of this file."),
        (23, "The target of this edge is `g`, which is no node of this file."),
        (24, "The source of this edge is `g`, which is no node of this file."),
        (11, "The node around `b` is `x`, which is no node of this file."),
    ]
    assert "DOCTYPE" in problems(read_gexf, "<!DOCTYPE gexf><gexf/>")[0][1]
    assert "begins with `graphml`" in problems(read_gexf, "<graphml/>")[0][1]


def test_it_is_known_by_its_content() -> None:
    assert is_gexf(SHOP.encode()[:100], ".xml")
    assert not any(is_gexf(other, ".gexf") for other in (b"", b"<graphml/>", b"graph [", b"{}", b"\0\1"))


@settings(max_examples=150)
@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(draw: st.DataObject) -> None:
    content = changed(draw, SHOP.encode())
    assert is_gexf(content[:4096], "") in (True, False)
    survives(read_gexf, content)


@pytest.mark.parametrize(
    "name",
    [
        "communautes-libres-fr.gexf",
        "gephi_tests/basic.gexf",
        "gephi_tests/dynamicedgeweight.gexf",
        "negative/sample-1.3-viz.gexf",
    ],
)
def test_real_files(name: str) -> None:
    expected = json.loads(shared_data("EXPECTED.json").read_text(encoding="utf-8"))[f"dev/09_gexf_graphml/{name}"]
    organization, tree = read(read_gexf, shared_data(f"09_gexf_graphml/{name}"))
    assert tree.summary is not None
    assert len(organization.elements) == tree.summary.elements == expected["xml_nodes"]
    assert tree.summary.relations == expected["xml_edges"]
    both_ways = 1 if name == "negative/sample-1.3-viz.gexf" else 0
    assert len(organization.relations) - both_ways == expected["xml_edges"]


def test_real_files_with_mistakes() -> None:
    missing = shared_data("09_gexf_graphml/negative/invalid-missing-node-id.gexf").read_bytes()
    assert problems(read_gexf, missing)[0] == (8, "This node has no id.")
    dangling = shared_data("09_gexf_graphml/negative/invalid-edge-missing-node.gexf").read_bytes()
    assert problems(read_gexf, dangling) == [(11, "The target of this edge is `n1`, which is no node of this file.")]
