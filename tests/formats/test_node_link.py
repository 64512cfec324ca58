"""Node-link JSON as networkx and d3 write it: both names of the edges, direction, keys, ids, and what is broken."""

from __future__ import annotations

import json

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.formats.node_link import is_node_link, read_node_link
from tests.formats.graphs import changed, content_of, problems, read, relations, survives

FERRY = """{"directed": true, "multigraph": true, "graph": {"name": "Ferry"},
 "nodes": [
  {"id": "crew", "kind": "team", "headcount": 12},
  {"id": 7, "label": "Harbour office"},
  {"id": ["berth", 2], "label": "Berth", "kind": "system"},
  {"id": "passengers"}
 ],
 "edges": [
  {"source": "crew", "target": "passengers", "key": 0, "weight": 9},
  {"source": "crew", "target": "passengers", "key": 1, "weight": 1},
  {"source": 7, "target": "crew", "key": 0, "type": "performs"},
  {"source": ["berth", 2], "target": "crew", "key": 0, "kind": "supports"}
 ]}"""


def test_a_ferry() -> None:
    organization, tree = read(read_node_link, FERRY)
    assert organization.name == "Ferry"
    assert organization.by_id["crew"].headcount == 12
    assert relations(organization) == [
        ("berth", "supports", "crew", 1),
        ("crew", "serves", "passengers", 1),
        ("crew", "serves", "passengers", 9),
        ("harbour-office", "performs", "crew", 1),
    ]
    sources = [one.source.place for one in organization.relations if one.supplier == "crew" and one.source]
    assert sources == ["crew -> passengers (0)", "crew -> passengers (1)"]
    assert tree.place(("teams", "crew", "serves", 1)).line == 10


@pytest.mark.parametrize(
    "other",
    [
        FERRY.replace('"edges"', '"links"'),
        json.dumps(json.loads(FERRY), indent=4),
        FERRY.encode("utf-16"),
        FERRY.replace('"source"', '"from"').replace('"target"', '"to"'),
    ],
    ids=["links", "indented", "UTF-16", "from and to"],
)
def test_the_same_graph_in_another_form_is_the_same_organization(other: str | bytes) -> None:
    assert content_of(read(read_node_link, other)[0]) == content_of(read(read_node_link, FERRY)[0])


@pytest.mark.parametrize("edges", ["edges", "links"])
@pytest.mark.parametrize("make", [nx.DiGraph, nx.MultiDiGraph, nx.Graph])
def test_what_networkx_writes(make: type[nx.Graph[str]], edges: str) -> None:
    graph = make([("a", "b", {"weight": 2}), ("b", "c", {"weight": 3})])
    organization, _ = read(read_node_link, json.dumps(nx.node_link_data(graph, edges=edges)))
    there = [("a", "serves", "b", 2), ("b", "serves", "c", 3)]
    back = [] if graph.is_directed() else [("b", "serves", "a", 2), ("c", "serves", "b", 3)]
    assert relations(organization) == sorted(there + back)


def test_nodes_without_ids_are_named_by_number_or_name() -> None:
    numbered = '{"nodes": [{"name": "A"}, {"name": "B"}], "links": [{"source": 0, "target": 1}]}'
    organization, tree = read(read_node_link, numbered)
    assert relations(organization) == [("a", "serves", "b", 1)]
    assert "No node has an `id`; edges name them by number, from 0." in tree.notices
    assert "The file does not say whether its edges have a direction; they are read as having one." in tree.notices
    named = numbered.replace('"source": 0, "target": 1', '"source": "B", "target": "A"')
    assert relations(read(read_node_link, named)[0]) == [("b", "serves", "a", 1)]


def test_mistakes_are_told_with_their_lines() -> None:
    broken = FERRY.replace('"target": "crew", "key": 0, "type"', '"target": "crow", "type"').replace(
        '"weight": 9', '"weight": {}'
    )
    assert problems(read_node_link, broken) == [
        (11, "The target of this edge is `crow`, which is no node of this file.")
    ]
    assert problems(read_node_link, FERRY.replace('"weight": 9', '"weight": {}')) == [
        (9, "`weight` is a mapping; expected a finite number.")
    ]
    assert problems(read_node_link, '{"nodes": [{"id": 1}, {"id": "1"}, {"id": null}, 3], "directed": "no"}') == [
        (1, "This entry of `nodes` is `3`; expected a mapping."),
        (1, "The id `1` is used twice; it stands in line 1 as well."),
        (1, "This node has no id."),
        (1, "`directed` is `no`; expected true or false."),
    ]
    assert problems(read_node_link, '{"links": []}')[0][1] == "There are no `nodes` in this file."
    assert "an object" in problems(read_node_link, "[1]")[0][1]


def test_it_is_known_by_its_content() -> None:
    assert is_node_link(FERRY.encode()[:60], "")
    assert is_node_link(FERRY.encode("utf-16")[:200], "")
    assert is_node_link(b'{"nodes": [', ".data")
    others = (b"", b'{"sightline": 1, "teams"', b'{"elements": [], "connections": []}', b"nodes: []", b"\0\1", b"[")
    assert not any(is_node_link(other, ".json") for other in others)


@settings(max_examples=150)
@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(draw: st.DataObject) -> None:
    content = changed(draw, FERRY.encode())
    assert is_node_link(content[:4096], "") in (True, False)
    survives(read_node_link, content)
