"""The mapping that all graph formats share: meaning, direction, kinds, customers, weights, structure."""

from __future__ import annotations

import json
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.errors import InputError, Place, UsageError
from sightline.formats import graph_model
from sightline.formats.graph_model import Graph, plain_name, text_of
from sightline.formats.graph_rules import EDGE_WORDS, to_tree
from sightline.formats.source import EdgeMeaning, ReadOptions
from tests.formats.graphs import content_of, left_out, relations, wholes

Edge = tuple[str, str, dict[str, object]]
HERE = Place("in.graph", 7)


def make_graph(nodes: dict[str, dict[str, object]], edges: list[Edge], *, is_directed: bool = True) -> Graph:
    """Make a graph by hand."""
    graph = Graph("test", "test graph", "in.graph")
    for key, attributes in nodes.items():
        graph.add_node(key, HERE, attributes.items(), str(attributes.pop("whole", "")))
    for source, target, attributes in edges:
        graph.add_edge((source, target), HERE, attributes.items(), is_directed=is_directed)
    return graph


def convert(graph: Graph, **options: object) -> tuple[Organization, Tree]:
    """Turn a graph into an organization."""
    tree = to_tree(graph, ReadOptions(**options))  # type: ignore[arg-type]
    return build_organization(tree), tree


def one_edge(meaning: EdgeMeaning, *, is_directed: bool = True, **attributes: object) -> tuple[Organization, Tree]:
    """Read a graph of one edge, from i to j."""
    graph = make_graph({"i": {}, "j": {}}, [("i", "j", attributes)], is_directed=is_directed)
    return convert(graph, edges=meaning)


# --- what an edge means -----------------------------------------------------------------------------------------


def test_the_user_says_what_edges_mean() -> None:
    assert relations(one_edge("serves")[0]) == [("i", "serves", "j", 1)]
    assert relations(one_edge("asks")[0]) == [("j", "serves", "i", 1)]
    assert relations(one_edge("reports_to")[0]) == [("i", "reports_to", "j", 1)]
    assert wholes(one_edge("part_of")[0]) == {"i": "j"}


@pytest.mark.parametrize("meaning", get_args(EdgeMeaning))
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Asks", ("j", "serves", "i")),
        ("delivers", ("i", "delivers", "j")),
        ("Reports to", ("i", "reports_to", "j")),
        ("feedback", ("i", "feedback", "j")),
    ],
)
def test_the_type_of_an_edge_counts_more_than_the_choice(
    meaning: EdgeMeaning, word: str, expected: tuple[str, str, str]
) -> None:
    for name in ("type", "Connection-Type", "label"):
        ((*found, _),) = relations(one_edge(meaning, **dict[str, Any]({name: word}))[0])
        assert tuple(found) == expected
    assert wholes(one_edge(meaning, relation="isPartOf")[0]) == {"i": "j"}
    assert len(EDGE_WORDS) == 9


def test_a_type_that_is_not_known_is_a_tag_and_is_told() -> None:
    organization, tree = one_edge("serves", type="Knows", label="gossip")
    assert organization.relations[0].tags == ("test:Knows",)
    assert organization.relations[0].output == "gossip"
    assert tree.notices[0] == "Read 2 nodes and 1 edge (1 Knows) from test graph."
    assert tree.notices[1] == (
        "Read as `serves` (the source works for the target), where no type says what is meant: 1 edge."
        " The other meanings, chosen with --edges, are `asks`, `reports_to` and `part_of`."
    )


@pytest.mark.parametrize("meaning", ["serves", "asks"])
def test_work_without_a_direction_goes_both_ways(meaning: EdgeMeaning) -> None:
    organization, tree = one_edge(meaning, is_directed=False, weight=2)
    assert relations(organization) == [("i", "serves", "j", 2), ("j", "serves", "i", 2)]
    assert "Read as work both ways, for want of a direction: 1 edge." in tree.notices


@pytest.mark.parametrize("meaning", ["reports_to", "part_of"])
def test_structure_without_a_direction_is_left_out(meaning: EdgeMeaning) -> None:
    organization, tree = one_edge(meaning, is_directed=False)
    assert (relations(organization), wholes(organization)) == ([], {})
    assert sum(left_out(tree).values()) == 1


# --- weights ----------------------------------------------------------------------------------------------------


def test_weights_are_volumes_and_what_weighs_nothing_is_left_out() -> None:
    edges: list[Edge] = [("i", "j", {"weight": weight}) for weight in (2, "0.5", 0, "-1", 2)]
    organization, tree = convert(make_graph({"i": {}, "j": {}}, edges))
    assert [volume for *_, volume in relations(organization)] == [0.5, 2, 2]
    assert left_out(tree) == {"with a negative weight": 1, "with a weight of zero": 1}
    structure, tree = convert(make_graph({"i": {}, "j": {}}, edges[2:]), edges="reports_to")
    assert relations(structure) == [("i", "reports_to", "j", 1)]


@pytest.mark.parametrize("weight", ["heavy", "nan", "inf", True, [1], 10**400, "1e999"])
def test_a_weight_that_is_no_number_is_a_mistake(weight: object) -> None:
    with pytest.raises(InputError, match=r"in.graph:7: `weight` is .*; expected a finite number"):
        one_edge("serves", weight=weight)


# --- nodes ------------------------------------------------------------------------------------------------------


def test_kinds_stand_in_attributes_and_others_are_teams() -> None:
    nodes: dict[str, dict[str, object]] = {
        "a": {"kind": "Product"},
        "b": {"Element_Type": "systems"},
        "c": {"type": "person", "kind": "human"},
        "d": {"type": "Interviewee"},
        "e": {},
    }
    organization, tree = convert(make_graph(nodes, []))
    kinds = {one.id: (one.kind, one.tags) for one in organization.elements}
    assert kinds == {
        "a": ("product", ()),
        "b": ("system", ()),
        "c": ("person", ("test:human",)),
        "d": ("team", ("test:Interviewee",)),
        "e": ("team", ()),
    }
    assert any(notice.endswith("as they name no kind of ours: 2 nodes.") for notice in tree.notices)


def test_customers_are_declared_or_named_or_found_by_name() -> None:
    def customers(nodes: dict[str, dict[str, object]], **options: object) -> set[str]:
        organization, _ = convert(make_graph(nodes, []), **options)
        return {one.id for one in organization.elements if one.kind == "customer"}

    assert customers({"x": {"label": "Private customers"}, "y": {}}) == {"private-customers"}
    assert customers({"x": {"label": "Private customers"}, "y": {}}, customers=("Y",)) == {"y"}
    assert customers({"x": {"label": "Clients"}, "y": {"kind": "customer"}}) == {"y"}
    assert customers({"x": {"label": "Clients"}, "y": {"kind": "customer"}}, customers=("x",)) == {"clients", "y"}
    with pytest.raises(UsageError, match="`z`"):
        customers({"x": {}}, customers=("z",))


def test_an_external_customer_only_receives() -> None:
    edges: list[Edge] = [("c", "t", {}), ("t", "c", {}), ("c", "t", {"type": "feedback"}), ("c", "c", {})]
    edges += [("t", "c", {"type": "part of"}), ("t", "c", {"type": "reports to"})]
    organization, tree = convert(make_graph({"c": {"kind": "customer", "headcount": 3}, "t": {}}, edges))
    assert relations(organization) == [("c", "feedback", "t", 1), ("t", "serves", "c", 1)]
    assert "Attributes that are not read: headcount." in tree.notices
    assert left_out(tree) == {
        "leaving an external customer": 2,
        "placing an external customer inside the organization": 2,
    }


def test_parts_form_a_tree_and_nesting_comes_first() -> None:
    nodes: dict[str, dict[str, object]] = {"a": {"whole": "b"}, "b": {}, "c": {}}
    edges: list[Edge] = [("a", "c", {}), ("b", "a", {}), ("c", "c", {}), ("b", "c", {})]
    organization, tree = convert(make_graph(nodes, edges), edges="part_of")
    assert wholes(organization) == {"a": "b", "b": "c"}
    assert left_out(tree) == {
        "closing a circle of parts": 1,
        "naming a further whole for a part": 1,
        "naming a node as its own part or superior": 1,
    }


def test_a_circle_of_reports_is_a_mistake_with_its_place() -> None:
    graph = make_graph({"i": {}, "j": {}}, [("i", "j", {}), ("j", "i", {}), ("i", "i", {})])
    with pytest.raises(InputError, match=r"in.graph:7: .*reports to itself: i -> j -> i"):
        convert(graph, edges="reports_to")


def test_work_for_oneself_and_isolated_nodes_are_kept() -> None:
    organization, _ = convert(make_graph({"i": {}, "j": {}}, [("i", "i", {})], is_directed=False))
    assert relations(organization) == [("i", "serves", "i", 1)]
    assert len(organization.elements) == 2


def test_what_is_cut_shared_or_not_read_is_told() -> None:
    nodes: dict[str, dict[str, object]] = {
        "1": {"name": "Desk\n 7", "colour": "red", "effort": "2", "tags": ["x", "x", ""]},
        "2": {"name": "desk 7", "description": "d" * 30_000},
        "3": {"name": "\x07" * 600},
    }
    organization, tree = convert(make_graph(nodes, [("1", "2", {"since": 1})]))
    assert {one.id: (one.name or "")[:8] for one in organization.elements} == {
        "desk-7-team": "Desk 7",
        "desk-7-team-2": "desk 7",
        "team": "\ufffd" * 8,
    }
    assert organization.by_id["desk-7-team"].effort == 2
    assert organization.by_id["desk-7-team"].tags == ("x",)
    assert "Attributes that are not read: colour and since." in tree.notices
    assert "Ids got a kind or a number, as their names are shared or have no letters for one: 3." in tree.notices
    assert "Texts cut to the length that format 1 allows: 2." in tree.notices


# --- mistakes and limits ----------------------------------------------------------------------------------------


def test_an_edge_to_a_node_that_is_not_there_makes_no_node() -> None:
    graph = make_graph({"i": {}}, [("i", "x", {}), ("", "i", {})])
    with pytest.raises(InputError) as caught:
        convert(graph)
    assert [str(problem) for problem in caught.value.problems] == [
        "in.graph:7: The target of this edge is `x`, which is no node of this file.",
        "in.graph:7: The source of this edge is missing.",
    ]


def test_a_graph_of_many_types_and_customers_is_told_in_few_words() -> None:
    nodes: dict[str, dict[str, object]] = {f"n{at}": {"kind": "customer"} for at in range(99)}
    edges: list[Edge] = [("n1", "n2", {"type": f"t{at}"}) for at in range(99)]
    _, tree = convert(make_graph(nodes, edges))
    assert max(len(notice) for notice in tree.notices) < 300
    assert " and 87 more) from test graph." in tree.notices[0]


def test_many_mistakes_and_large_graphs_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError) as caught:
        convert(make_graph({"i": {}}, [("i", "x", {})] * 3_000))
    assert len(caught.value.problems) == 1_000
    monkeypatch.setattr(graph_model, "MOST_EDGES", 3)
    assert make_graph({"i": {}}, [("i", "i", {})] * 3).edges
    with pytest.raises(InputError, match="more than 3 edges"):
        make_graph({"i": {}}, [("i", "i", {})] * 4)
    monkeypatch.setattr(graph_model, "MOST_NODES", 1)
    with pytest.raises(InputError, match="more than 1 nodes"):
        make_graph({"i": {}, "j": {}}, [])


def test_names_of_attributes_are_matched_without_regard_to_case_and_signs() -> None:
    assert plain_name(" Element_type") == plain_name("element-TYPE ") == "element type"
    assert text_of({"a": None, "b": " x ", "c": [1, "y", {}]}, ("a", "b")) == "x"
    assert text_of({"c": [1, "y", {}]}, ("c",)) == "1, y"


# --- any graph --------------------------------------------------------------------------------------------------

KEYS = ("a", "b", "c", "d")
ATTRIBUTES = st.fixed_dictionaries(
    {}, optional={"type": st.sampled_from([*EDGE_WORDS, "other"]), "weight": st.sampled_from([-1, 0, 1, 2.5])}
)
EDGES = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), ATTRIBUTES), max_size=12)


@given(edges=EDGES, order=st.randoms(use_true_random=False), meaning=st.sampled_from(["serves", "asks"]))
def test_no_edge_gets_lost_and_the_order_of_work_does_not_matter(
    edges: list[Edge], order: Random, meaning: EdgeMeaning
) -> None:
    edges = [edge for edge in edges if edge[2].get("type") not in ("reportsto", "partof", "ispartof")]
    nodes: dict[str, dict[str, object]] = {"a": {"kind": "customer"}, "b": {}, "c": {"kind": "role"}, "d": {}}
    organization, tree = convert(make_graph(nodes, edges), edges=meaning)
    assert len(organization.relations) + sum(left_out(tree).values()) == len(edges)
    shuffled, keys = json.loads(json.dumps(edges)), list(nodes)
    order.shuffle(shuffled)
    order.shuffle(keys)
    again, _ = convert(make_graph({key: nodes[key] for key in keys}, shuffled), edges=meaning)
    assert content_of(again) == content_of(organization)
