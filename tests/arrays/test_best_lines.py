"""Best lines: the clearest route, and what decides among routes as clear."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings

from sightline.arrays.best_lines import assessed_along, find_best_lines, follow
from sightline.arrays.network import Network
from tests.drawing import Body, organizations
from tests.networks import draw_at_random, draw_chain, draw_circle, flow_of, read_network
from tests.organizations import one_gate_before_the_customer, opaque_in_series, two_ways_round, worked_example
from tests.reference import read_raw, relax_lines

CLIENT: Body = {"customers": {"client": {}}}


def route(network: Network, element: str) -> list[str]:
    """Spell the best line of one element."""
    relations = follow(network, find_best_lines(flow_of(network)), network.elements.row[element])
    return [element, *network.elements.ids[network.relations.customer[relations]].tolist()]


def is_tied(network: Network, element: str) -> bool:
    """Say whether another first step leads to a line as clear."""
    return bool(find_best_lines(flow_of(network)).tied[network.elements.row[element]])


def teams(**bodies: Mapping[str, object]) -> Network:
    """Build teams that work for one client."""
    return read_network({**CLIENT, "teams": bodies})


def test_the_clearest_way_wins_though_it_is_longer() -> None:
    network = read_network(two_ways_round())
    lines, row = find_best_lines(flow_of(network)), network.elements.row["shop"]
    assert route(network, "shop") == ["shop", "depot", "carrier", "client"]
    assert (lines.clarity[row], lines.length[row], lines.handoffs[row], lines.opaque[row]) == (0.5, 3, 0, 0)
    assert lines.depth[row] == pytest.approx(math.log(2))


def test_where_all_is_opaque_the_fewest_opaque_steps_win() -> None:
    network = read_network(opaque_in_series())
    lines = find_best_lines(flow_of(network))
    assert lines.opaque[network.elements.row["desk"]] == 2
    assert lines.clarity.tolist() == [1, 0, 0, 0, 0]
    gate = read_network(one_gate_before_the_customer())
    assert find_best_lines(flow_of(gate)).opaque[gate.elements.row["release-board"]] == 1
    wall = {"kind": "bottleneck", "severity": 1}
    haze = {"kind": "bottleneck", "severity": 0.9}
    choice = teams(
        a={"supports": ["b", "c"], "obstacles": [wall]},
        b={"delivers": "client", "obstacles": [haze]},
        c={"delivers": "client", "obstacles": [wall]},
    )
    assert route(choice, "a") == ["a", "b", "client"]


def test_of_lines_as_clear_the_one_with_fewer_handoffs_wins() -> None:
    network = read_network(
        {
            **CLIENT,
            "assumptions": {"handoff_clarity": 1},
            "teams": {
                "a": {"serves": "b", "delivers": "c"},
                "b": {"delivers": "client"},
                "c": {"delivers": "d"},
                "d": {"delivers": "client"},
            },
        }
    )
    assert route(network, "a") == ["a", "c", "d", "client"]
    assert is_tied(network, "a")


def test_then_the_shorter_one() -> None:
    network = teams(a={"delivers": ["b", "d"]}, b={"delivers": "c"}, c={"delivers": "client"}, d={"delivers": "client"})
    assert route(network, "a") == ["a", "d", "client"]
    assert is_tied(network, "a")


def test_then_the_one_of_which_more_is_assessed() -> None:
    network = teams(
        a={"delivers": ["b", "c"]}, b={"delivers": "client"}, c={"delivers": {"to": "client", "assessed": True}}
    )
    assert route(network, "a") == ["a", "c", "client"]
    both = teams(
        a={"delivers": ["b", "c"]},
        b={"delivers": {"to": "client", "assessed": True}},
        c={"delivers": {"to": "client", "assessed": True}, "assessed": True},
    )
    assert route(both, "a") == ["a", "c", "client"]


def test_then_the_first_by_id() -> None:
    network = teams(a={"delivers": ["z", "k"]}, z={"delivers": "client"}, k={"delivers": "client"})
    assert route(network, "a") == ["a", "k", "client"]


def test_of_parallel_relations_the_clearer_one_is_taken() -> None:
    haze = {"kind": "bottleneck", "severity": 0.5}
    network = teams(a={"delivers": [{"to": "client", "obstacles": [haze]}, "client"]})
    assert follow(network, find_best_lines(flow_of(network)), 1) == [1]
    assert not is_tied(network, "a")
    assert is_tied(teams(a={"delivers": ["client", "client"]}), "a")


def test_a_relation_of_volume_0_is_no_way() -> None:
    network = teams(a={"delivers": [{"to": "client", "volume": 0}, "b"]}, b={"serves": "client"})
    assert route(network, "a") == ["a", "b", "client"]


def test_a_longer_line_ties_when_it_is_as_clear() -> None:
    assert is_tied(teams(a={"serves": "client", "delivers": "b"}, b={"serves": "client"}), "a")


def test_a_step_that_only_comes_back_is_no_tie() -> None:
    """Going to `b` and back costs nothing and leads nowhere else."""
    network = teams(a={"delivers": ["client", "b"]}, b={"delivers": "a"})
    assert not is_tied(network, "a")
    assert not is_tied(network, "b")
    round_about = teams(a={"delivers": ["client", "b"]}, b={"delivers": ["a", "c"]}, c={"delivers": "client"})
    assert is_tied(round_about, "a")
    assert is_tied(round_about, "b")
    assert not is_tied(round_about, "c")


def test_worked_example_names_its_tie() -> None:
    network = read_network(worked_example())
    tied = find_best_lines(flow_of(network)).tied
    assert network.elements.ids[tied].tolist() == ["device"]
    assert route(network, "planning") == ["planning", "workshop", "device", "clinic"]


def test_lines_of_any_length_are_found_and_followed() -> None:
    chain = draw_chain(10_000, handoff_clarity=0.99)
    lines = find_best_lines(flow_of(chain))
    assert lines.length.tolist() == list(range(10_001))
    assert len(follow(chain, lines, 10_000)) == 10_000
    assert lines.depth[10_000] == pytest.approx(-10_000 * math.log(0.99))
    circle = draw_circle(10_000, way_out=0.5)
    assert find_best_lines(flow_of(circle)).length.max() == 10_000


def test_a_line_is_marked_when_all_of_it_is() -> None:
    network = draw_chain(4)
    lines = find_best_lines(flow_of(network))
    every = np.ones(5, dtype=np.bool_)
    relations = np.array([True, True, False, True])
    assert assessed_along(network, lines, every, relations).tolist() == [True, True, True, False, False]
    elements = np.array([True, True, False, True, True])
    all_relations = np.ones(4, dtype=np.bool_)
    assert assessed_along(network, lines, elements, all_relations).tolist() == [True, True, False, False, False]


@settings(max_examples=60)
@given(organizations(max_elements=20))
def test_lines_are_those_that_relaxing_finds_in_larger_organizations(raw: Body) -> None:
    network, best = read_network(raw), relax_lines(read_raw(raw))
    lines = find_best_lines(flow_of(network))
    for row, element in enumerate(network.elements.ids.tolist()):
        assert tuple(follow(network, lines, row)) == (best[element].relations if element in best else ())


def test_no_line_is_clearer_than_another_step_would_make_it() -> None:
    network = draw_at_random(12, size=500, relations=2500, customers=3, obstacles=200)
    flow = flow_of(network)
    lines = find_best_lines(flow)
    supplier, customer = network.relations.supplier, network.relations.customer
    offered = flow.clarity.elements[supplier] * network.relations.handoff * flow.clarity.relations
    offered *= np.where(network.elements.is_customer[customer], 1.0, lines.clarity[customer])
    assert (lines.clarity[supplier] >= offered * (1 - 1e-9)).all()
    taken = lines.step[lines.step >= 0]
    assert len(taken) > 400
    assert lines.clarity[supplier[taken]] == pytest.approx(offered[taken])
