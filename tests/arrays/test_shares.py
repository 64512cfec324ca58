"""Shares: fair, complete, and split among customers, however steeply the index falls."""

from __future__ import annotations

import numpy as np
import pytest

from sightline.arrays import shares
from sightline.arrays.clarity import clear
from sightline.arrays.flow import Flow
from sightline.arrays.network import Network
from sightline.arrays.routes import find_routes
from sightline.arrays.shares import Shares, find_shares
from tests.networks import draw_at_random, draw_circle, draw_network, flow_of, read_network
from tests.organizations import ORGANIZATIONS, blind_front, opaque_in_series, worked_example
from tests.reference import figures


def shares_of(network: Network) -> Shares:
    return find_shares(network, find_routes(network))


def cost_of_all(network: Network) -> float:
    """Give what all obstacles cost together."""
    flow = flow_of(network)
    return Flow(network, flow.routes, clear(network)).index - flow.index


def test_hand_worked_shares() -> None:
    assert shares_of(read_network(worked_example())).share.tolist() == pytest.approx([0.14915, 0.16245])
    assert shares_of(read_network(blind_front())).share.tolist() == pytest.approx([0.3625, 0.0375])
    assert shares_of(read_network(opaque_in_series())).share.tolist() == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("organization", ORGANIZATIONS)
def test_shares_add_up_to_all_that_obstacles_cost(organization: object) -> None:
    assert callable(organization)
    network = read_network(organization())
    found = shares_of(network)
    assert found.share.sum() == pytest.approx(cost_of_all(network), abs=1e-12)
    assert abs(found.gap) <= 1e-12


@pytest.mark.parametrize("seed", range(3))
def test_they_add_up_in_large_loops_and_over_customers(seed: int) -> None:
    network = draw_at_random(seed, size=200, relations=600, customers=4, obstacles=100)
    found = shares_of(network)
    assert found.share.sum() == pytest.approx(cost_of_all(network), abs=1e-9)
    assert found.by_customer is not None
    assert found.by_customer.sum(axis=1) == pytest.approx(found.share, abs=1e-12)
    assert (found.by_customer >= 0).all()


@pytest.mark.parametrize("way_out", [1e-3, 1e-6, 1e-9])
def test_a_steep_fall_is_followed(way_out: float) -> None:
    """With hardly a way out of a circle, the smallest obstacle costs nearly everything at once."""
    network = draw_circle(3, way_out=way_out, on_elements={1: 0.5, 2: 0.25, 3: 0.125})
    found = shares_of(network)
    rounding = 1e-9 + 1e-15 / way_out
    assert found.share.sum() == pytest.approx(cost_of_all(network), abs=rounding)
    assert abs(found.gap) <= rounding
    assert found.share[0] > found.share[1] > found.share[2] > 0


@pytest.mark.parametrize("volume", [1e3, 1e6, 1e9])
def test_each_share_is_right_where_the_fall_is_steep(volume: float) -> None:
    haze = {"kind": "bottleneck", "severity": 0.5}
    raw = {
        "customers": {"c": {}},
        "teams": {
            "a": {"delivers": ["c", {"to": "b", "volume": volume}], "obstacles": [haze]},
            "b": {"delivers": {"to": "a", "obstacles": [haze]}},
            "d": {"delivers": "c", "obstacles": [haze]},
        },
    }
    found = figures(raw)
    rounding = 1e-9 + 20 * found.condition_number * 2.0**-52
    expected = list(found.obstacle_share.values())
    assert shares_of(read_network(raw)).share.tolist() == pytest.approx(expected, abs=rounding)


def test_two_alike_have_equal_shares_and_one_of_severity_0_none() -> None:
    network = draw_network(4, [(3, 2), (2, 1), (1, 0)], on_elements={1: 0.5, 2: 0.5, 3: 0.0})
    quiet = draw_network(4, [(3, 2), (2, 1), (1, 0)], on_elements={1: 0.5, 2: 0.5})
    both = shares_of(draw_network(2, [(1, 0)], on_relations={0: 0.75}))
    assert shares_of(network).share[2] == 0
    assert shares_of(network).share[:2] == pytest.approx(shares_of(quiet).share)
    assert both.share.tolist() == pytest.approx([0.75])
    layers = {"obstacles": [{"kind": "bottleneck", "severity": 0.5}] * 2, "delivers": "client"}
    twice = shares_of(read_network({"customers": {"client": {}}, "teams": {"a": layers}}))
    assert twice.share.tolist() == pytest.approx([0.375, 0.375])


def test_a_very_large_organization_is_not_split(monkeypatch: pytest.MonkeyPatch) -> None:
    network = read_network(worked_example())
    split = shares_of(network)
    monkeypatch.setattr(shares, "_CUSTOMER_CELLS", 1)
    whole = shares_of(network)
    assert whole.by_customer is None
    assert split.by_customer is not None
    assert whole.share == pytest.approx(split.share, abs=1e-14)
    assert whole.customers.tolist() == split.customers.tolist()


def test_nothing_to_share() -> None:
    clear_line = shares_of(draw_network(2, [(1, 0)], on_elements={1: 0.0}))
    assert (clear_line.share.tolist(), clear_line.gap) == ([0], 0)
    assert shares_of(draw_network(2, [(1, 0)])).share.shape == (0,)
    stranded = shares_of(draw_network(2, [], on_elements={1: 0.5}))
    assert stranded.share.tolist() == [0]


def test_a_share_is_the_mean_cost_along_the_way() -> None:
    """Checked by a plain sum over a fine grid of the line from no obstacle to all of them."""
    network = read_network(worked_example())
    severity = network.obstacles.severity
    steps = (np.arange(2000) + 0.5) / 2000
    planning, workshop = 4 * 0.9025, 5 * 0.95
    relation = np.mean(planning * severity[1] * (1 - severity[0] * steps)) / 10
    element = np.mean(severity[0] * (workshop + planning * (1 - severity[1] * steps))) / 10
    assert shares_of(network).share.tolist() == pytest.approx([element, relation], abs=1e-8)
