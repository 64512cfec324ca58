"""Dominators: the tree that networkx finds by another method, however soon the element-by-element passes begin."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from sightline.arrays.dominators import ROUNDS, Dominators, find_dominators
from sightline.arrays.network import Network
from sightline.arrays.routes import find_routes
from tests.networks import draw_at_random, draw_chain, draw_circle, draw_network, read_network
from tests.organizations import two_suppliers_one_broker, two_ways_round

EVERY_ROUNDS = (0, 1, ROUNDS)


def tree_of(network: Network, *, rounds: int = ROUNDS) -> Dominators:
    return find_dominators(network, find_routes(network), rounds=rounds)


def parents_by_networkx(network: Network) -> list[int]:
    """Ask networkx for the immediate dominators from a sink behind all customers, over reversed relations."""
    sink = len(network.elements)
    live = network.relations.volume > 0
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_edges_from((sink, int(row)) for row in np.flatnonzero(network.elements.is_customer))
    suppliers, customers = network.relations.supplier[live].tolist(), network.relations.customer[live].tolist()
    graph.add_edges_from(zip(customers, suppliers, strict=True))
    nearest = nx.immediate_dominators(graph, sink)
    return [
        -1 if row not in nearest or nearest[row] == sink or network.elements.is_customer[row] else nearest[row]
        for row in range(sink)
    ]


@pytest.mark.parametrize("rounds", EVERY_ROUNDS)
def test_the_tree_is_that_of_networkx(rounds: int) -> None:
    random = np.random.default_rng(8)
    looked_at = 0
    for seed in range(150):
        customers = int(random.integers(1, 3))
        size = int(random.integers(customers + 1, 14))
        network = draw_at_random(seed, size=size, relations=int(random.integers(1, 3 * size)), customers=customers)
        expected = parents_by_networkx(network)
        assert tree_of(network, rounds=rounds).parent.tolist() == expected
        looked_at += sum(parent >= customers for parent in expected)
    assert looked_at > 100


@pytest.mark.parametrize("rounds", EVERY_ROUNDS)
@pytest.mark.parametrize("relations", [330, 600, 1500])
def test_the_tree_is_that_of_networkx_in_larger_networks(rounds: int, relations: int) -> None:
    network = draw_at_random(9, size=300, relations=relations, customers=3)
    assert tree_of(network, rounds=rounds).parent.tolist() == parents_by_networkx(network)


@pytest.mark.parametrize("rounds", EVERY_ROUNDS)
def test_a_deep_network_with_many_ways_across(rounds: int) -> None:
    """Layers of four, each element working for three of the next layer: nobody stands before anyone but the ends."""
    random = np.random.default_rng(10)
    arcs = [(row, int(4 * (row // 4 - 1) + random.integers(0, 4))) for row in range(4, 800) for _ in range(3)]
    network = draw_network(800, arcs, customers=4)
    assert tree_of(network, rounds=rounds).parent.tolist() == parents_by_networkx(network)


@pytest.mark.parametrize("rounds", EVERY_ROUNDS)
def test_in_a_line_everyone_stands_before_everyone_behind(rounds: int) -> None:
    length = 10_000
    tree = tree_of(draw_chain(length), rounds=rounds)
    assert tree.parent.tolist() == [-1, *range(length)]
    before = tree.sum_below(np.ones(length + 1))
    assert before[1:].tolist() == list(range(length - 1, -1, -1))
    assert tree.chain(length) == list(range(length - 1, -1, -1))


def test_in_a_circle_the_way_out_stands_before_all() -> None:
    tree = tree_of(draw_circle(10_000, way_out=0.5))
    assert tree.parent[1:4].tolist() == [0, 3, 4]
    assert tree.sum_below(np.ones(10_001))[1] == 9_999


def test_two_suppliers_one_broker() -> None:
    network = read_network(two_suppliers_one_broker())
    tree, row = tree_of(network), network.elements.row
    assert tree.parent[row["broker"]] == -1, "two customers are reached independently"
    assert tree.chain(row["web-shop"]) == [row["broker"]]
    assert tree.sum_below(network.elements.effort)[row["broker"]] == 2


def test_pairs_are_told_at_once() -> None:
    network = read_network(two_ways_round())
    tree, row = tree_of(network), network.elements.row
    asked = [("carrier", "yard"), ("depot", "yard"), ("yard", "depot"), ("express", "shop"), ("shop", "shop")]
    above = np.array([row[one] for one, _ in asked])
    below = np.array([row[other] for _, other in asked])
    assert tree.stands_before(above, below).tolist() == [True, True, False, False, True]


def test_pairs_are_told_as_by_the_chains() -> None:
    network = draw_at_random(11, size=60, relations=75, customers=2)
    tree = tree_of(network)
    routed = [row for row in range(60) if find_routes(network).hops[row] >= 0]
    pairs = np.array([(above, below) for above in routed for below in routed])
    expected = [above == below or above in tree.chain(below) for above, below in pairs.tolist()]
    assert tree.stands_before(pairs[:, 0], pairs[:, 1]).tolist() == expected


def test_stranded_elements_have_nobody_before_them() -> None:
    network = draw_network(4, [(1, 0), (2, 3), (3, 2)])
    tree = tree_of(network)
    assert tree.parent.tolist() == [-1, 0, -1, -1]
    assert tree.order.tolist() == [0, 1]
    assert tree.sum_below(np.ones(4)).tolist() == [1, 0, 0, 0]
