"""The graph of an organization: its attributes, the implied memberships, its views, and graphs made elsewhere."""

from __future__ import annotations

import copy
import datetime
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from sightline.document import Organization, Tree, build_organization
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError
from sightline.graph import build_graph, carrying, read_graph, structure, voice
from tests.drawing import organizations

ROOT = Path(__file__).parent.parent.parent
FILES = [ROOT / "tests" / "spec" / "format1.yaml", *sorted(ROOT.glob("sample_orgs/*/*.yaml"))]


def built(text: str) -> Organization:
    return build_organization(read_yaml(text.encode(), file=None))


def kinds(graph: nx.MultiDiGraph[Any, Any, Any]) -> set[tuple[str, str, str]]:
    return {(supplier, customer, attributes["kind"]) for supplier, customer, attributes in graph.edges(data=True)}


def problems_of(graph: nx.Graph[Any, Any, Any]) -> list[tuple[str, str | None]]:
    with pytest.raises(InputError) as caught:
        read_graph(graph)
    return [(problem.message, problem.place.part) for problem in caught.value.problems]


def contents(graph: nx.Graph[Any, Any, Any]) -> object:
    return copy.deepcopy((graph.graph, dict(graph.nodes(data=True)), list(graph.edges(data=True))))


#   manager (part of mail) --reports_to--> head
#   mail (part of unit) --serves--> client --feedback--> mail
#   rest (part of unit)         nothing of its own: works through unit
#   idle (part of unit)         a relation of volume 0 ends the membership
FAMILY = """
sightline: 1
name: Family
as_of: 2026-03-31
assumptions: {handoff_clarity: 0.9}
customers: {client: {feedback: {to: mail, closed: true}}}
teams:
  unit: {}
  mail: {part_of: unit, headcount: 4, assessed: true, serves: [{to: client, volume: 2, output: mail,
         obstacles: [{id: k, kind: silo_handoff, severity: 0.5, evidence: seen}]}]}
  rest: {part_of: unit}
  idle: {part_of: unit, serves: [{to: client, volume: 0}]}
roles:
  head: {}
  manager: {part_of: mail, reports_to: head}
decisions: {which: {decider: head}}
interventions: [{id: go, clears: {obstacle: k}}]
"""


def test_nodes_edges_and_graph_carry_what_the_file_says() -> None:
    graph = build_graph(built(FAMILY))
    assert graph.graph == {
        "name": "Family",
        "as_of": "2026-03-31",
        "assumptions": {"handoff_clarity": 0.9},
        "decisions": {"which": {"decider": "head"}},
        "interventions": [{"id": "go", "clears": [{"obstacle": "k"}]}],
    }
    assert graph.nodes["mail"] == {"kind": "team", "headcount": 4.0, "assessed": True}
    assert graph.nodes["client"] == {"kind": "customer"}
    assert graph.edges["mail", "client", 0] == {
        "kind": "serves",
        "position": 1,
        "volume": 2.0,
        "output": "mail",
        "obstacles": [{"id": "k", "kind": "silo-handoff", "severity": 0.5, "evidence": "seen"}],
    }
    assert graph.edges["client", "mail", 0] == {"kind": "feedback", "position": 0, "closed": True}


def test_the_views_split_the_relations_by_family() -> None:
    graph = build_graph(built(FAMILY))
    assert kinds(carrying(graph)) == {
        ("mail", "client", "serves"),
        ("idle", "client", "serves"),
        ("rest", "unit", "membership"),
        ("manager", "mail", "membership"),
    }
    assert kinds(structure(graph)) == {
        ("mail", "unit", "part_of"),
        ("rest", "unit", "part_of"),
        ("idle", "unit", "part_of"),
        ("manager", "mail", "part_of"),
        ("manager", "head", "reports_to"),
    }
    assert kinds(voice(graph)) == {("client", "mail", "feedback")}
    assert all(set(view(graph)) == set(graph) for view in (carrying, structure, voice))


@given(organizations())
def test_every_edge_belongs_to_one_view(drawn: dict[str, object]) -> None:
    graph = build_graph(build_organization(Tree(drawn)))
    views = [set(view(graph).edges(keys=True)) for view in (carrying, structure, voice)]
    assert sum(map(len, views)) == graph.number_of_edges()
    assert set().union(*views) == set(graph.edges(keys=True))


@given(organizations())
def test_membership_stands_where_a_part_has_no_work_of_its_own(drawn: dict[str, object]) -> None:
    organization = build_organization(Tree(drawn))
    works = {one.supplier for one in organization.relations if one.kind not in ("feedback", "reports_to")}
    expected = sorted((one.id, one.part_of) for one in organization.elements if one.part_of and one.id not in works)
    implied = [edge[:2] for edge in kinds(build_graph(organization)) if edge[2] == "membership"]
    assert sorted(implied) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_comes_back_equal(path: Path) -> None:
    organization = build_organization(read_yaml(path.read_bytes(), file=path.name))
    assert read_graph(build_graph(organization)) == organization


@given(organizations())
def test_a_drawn_organization_comes_back_equal_and_nothing_is_changed(drawn: dict[str, object]) -> None:
    organization = build_organization(Tree(drawn))
    graph = build_graph(organization)
    before = contents(graph)
    assert read_graph(graph) == organization
    assert contents(graph) == before
    assert contents(build_graph(organization)) == before


def test_what_is_done_to_a_graph_does_not_reach_its_organization() -> None:
    organization = built(FAMILY)
    graph = build_graph(organization)
    graph.edges["mail", "client", 0]["obstacles"][0]["severity"] = 0.1
    graph.graph["interventions"].clear()
    assert organization == built(FAMILY)


def test_a_graph_made_elsewhere_is_read() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph(name="Elsewhere", _drawn_by="somebody")
    graph.add_node("client", kind="customer")
    graph.add_node("mail", kind="team", headcount=np.int64(4), _color="blue")
    graph.add_node("clerk", kind="role", part_of="mail")
    graph.add_edge("mail", "client", weight=np.float64(2.5), _color="red")
    graph.add_edge("clerk", "mail", weight=3, kind="performs")
    organization = read_graph(graph)
    assert organization.name == "Elsewhere"
    assert organization.by_id["mail"].headcount == 4
    assert organization.by_id["clerk"].part_of == "mail"
    assert [(one.supplier, one.customer, one.kind, one.volume) for one in organization.relations] == [
        ("mail", "client", "serves", 2.5),
        ("clerk", "mail", "performs", 3.0),
    ]


def test_attributes_may_be_dates_lists_and_positions_of_ones_own() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(as_of=datetime.date(2026, 1, 2))
    graph.add_node("client", kind="customer")
    graph.add_node("mail", kind="team", obstacles=[{"kind": "x", "severity": 0.5}])
    graph.add_edge("mail", "client", position=(0.5, 1.0))
    graph.add_edge("mail", "client", volume=2, position="left")
    organization = read_graph(graph)
    assert organization.as_of == datetime.date(2026, 1, 2)
    assert [one.volume for one in organization.relations] == [1.0, 2.0]


def test_reading_changes_no_graph_made_elsewhere() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("client", kind="customer")
    graph.add_node("mail", kind="team", obstacles=[{"kind": "silo_handoff", "severity": 0.5}])
    graph.add_edge("mail", "client", weight=2)
    before = contents(graph)
    assert len(read_graph(graph).relations) == 1
    assert contents(graph) == before


def test_an_undirected_graph_is_refused() -> None:
    sentence = "the graph is undirected; a relation runs from a supplier to its customer"
    assert problems_of(nx.Graph([("a", "b")])) == [(sentence, None)]


def test_nodes_that_are_no_elements_are_all_told() -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_node("a", kind="squad")
    graph.add_node("b")
    graph.add_node(7, kind="team")
    graph.add_node("c", kind="team", serves=["a"])
    known = "expected one of customer, product, team, role, process, system, person"
    assert problems_of(graph) == [
        (f"the node 'a' has the kind 'squad'; {known}", "node 'a'"),
        (f"the node 'b' has no `kind`; {known}", "node 'b'"),
        ("the node 7 is not text", "node 7"),
        ("the node 'c' has an attribute `serves`; a relation is an edge of that kind", "node 'c'"),
    ]


def test_a_node_that_only_an_edge_names_is_told() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", kind="team")
    graph.add_edge("a", "b")
    ((sentence, part),) = problems_of(graph)
    assert (sentence.split(";")[0], part) == ("the node 'b' has no `kind`", "node 'b'")


def test_a_node_whose_name_is_no_id_is_told() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("Team Mail", kind="team")
    expected = "an id of a-z, 0-9, `.`, `_` and `-` that starts with a letter or digit"
    assert problems_of(graph) == [(f"`id` is `Team Mail`; expected {expected}", "node 'Team Mail'")]


def test_an_element_has_one_parent() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from("abc", kind="team")
    graph.add_edge("a", "b", kind="part_of")
    graph.add_edge("a", "b", kind="part_of")
    assert read_graph(graph).by_id["a"].part_of == "b"
    graph.add_edge("a", "c", kind="part_of")
    sentence = "the node 'a' is part of both 'b' and 'c'; one parent is allowed"
    assert problems_of(graph) == [(sentence, "edge 'a' -> 'c'")]


def test_edges_that_are_no_relations_are_told_with_their_ends() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from("abc", kind="team")
    graph.add_edge("a", "b", kind="helps")
    known = "serves, delivers, performs, supports, reports_to, feedback, part_of"
    sentence = f"the edge 'a' -> 'b' has the kind 'helps'; expected one of {known}"
    assert problems_of(graph) == [(sentence, "edge 'a' -> 'b'")]
    graph.edges["a", "b", 0]["kind"] = "serves"
    graph.add_edge("b", "c", volume=-1)
    graph.add_edge("c", "a", kind="serves", colour="red")
    assert problems_of(graph) == [
        ("`volume` is `-1`; expected at least 0", "edge 'b' -> 'c'"),
        ("`colour` is not a key of a `serves` relation", "edge 'c' -> 'a'"),
    ]


def test_structure_made_elsewhere_is_checked_like_a_file() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from("ab", kind="team")
    graph.add_edge("a", "b", kind="part_of")
    graph.add_edge("b", "a", kind="part_of")
    assert problems_of(graph) == [("`a` is part of itself: a -> b -> a", "edge 'a' -> 'b'")]
