"""Rub-off: depths that add up along the way, and split exactly by where the haze comes from."""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest

from sightline.arrays.clarity import clarity_of
from sightline.arrays.network import Floats, Network
from sightline.arrays.routes import find_routes
from sightline.arrays.rub_off import FLOOR, RubOff, part_of_place
from tests.networks import draw_at_random, draw_circle, draw_network, read_network
from tests.organizations import (
    ORGANIZATIONS,
    a_process_nobody_owns,
    haze_that_rubs_off,
    opaque_in_series,
    rework_between_two_desks,
    worked_example,
)


def near(*values: float) -> object:
    """Expect figures to rounding."""
    return pytest.approx(values)


def lens_of(network: Network) -> RubOff:
    return RubOff(network, find_routes(network), clarity_of(network))


def by_id(network: Network, values: Floats) -> dict[str, float]:
    return dict(zip(network.elements.ids.tolist(), values.tolist(), strict=True))


def test_hand_worked_depths() -> None:
    worked = read_network(worked_example())
    depth, inherited = by_id(worked, lens_of(worked).depth), by_id(worked, lens_of(worked).inherited)
    assert depth["workshop"] == pytest.approx(log(1.25) + 4 / 9 * log(2))
    assert inherited["workshop"] == pytest.approx(4 / 9 * log(2))
    assert inherited["device"] == pytest.approx(depth["device"]) == pytest.approx(depth["workshop"])
    assert (depth["planning"], depth["helpdesk"]) == (0, 0)
    haze = read_network(haze_that_rubs_off())
    depth, inherited = by_id(haze, lens_of(haze).depth), by_id(haze, lens_of(haze).inherited)
    assert (depth["council"], inherited["council"]) == near(log(4), 0)
    assert (depth["engineers"], inherited["engineers"]) == near(2 * log(2), log(2))
    assert (depth["mail"], inherited["mail"]) == near(log(5), log(4))
    assert lens_of(haze).split(haze.elements.row["mail"]).tolist() == pytest.approx([log(1.25), log(2), log(2)])


def test_work_that_comes_back_carries_its_haze_with_it() -> None:
    network = read_network(rework_between_two_desks())
    lens = lens_of(network)
    assert by_id(network, lens.flow)["checking"] == pytest.approx(4)
    depth = by_id(network, lens.depth)
    assert (depth["checking"], depth["intake"]) == near(4 / 3 * log(1.25), 4 / 9 * log(1.25))


def test_no_handoff_counts_and_no_depth_is_endless() -> None:
    network = draw_network(3, [(2, 1), (1, 0)], handoff_clarity=0.5)
    assert lens_of(network).depth.tolist() == [0, 0, 0]
    walls = read_network(opaque_in_series())
    depth, inherited = by_id(walls, lens_of(walls).depth), by_id(walls, lens_of(walls).inherited)
    assert depth["second-approval"] == pytest.approx(-2 * log(FLOOR))
    assert inherited["second-approval"] == pytest.approx(-log(FLOOR))


def test_where_nothing_flows_there_is_no_depth() -> None:
    network = read_network(a_process_nobody_owns())
    lens, row = lens_of(network), network.elements.row
    for element in ("billing", "ledger"):
        assert np.isnan(lens.depth[row[element]])
        assert np.isnan(lens.inherited[row[element]])
    assert lens.own[row["billing"]] == pytest.approx(log(5 / 3))
    assert lens.split(row["billing"]).tolist() == [0, 0]


def test_what_goes_to_a_dead_end_is_not_carried_on() -> None:
    """Half of the work is lost on the way; what arrives has the haze of the way it took."""
    network = draw_network(4, [(1, 0), (1, 2), (3, 1)], on_relations={0: 0.5, 1: 0.9})
    lens = lens_of(network)
    assert lens.flow.tolist() == [1, 2, 0, 1]
    assert lens.depth[0] == pytest.approx(log(2))
    assert np.isnan(lens.depth[2])


@pytest.mark.parametrize("organization", ORGANIZATIONS)
def test_the_parts_of_every_depth_add_up_to_it(organization: object) -> None:
    assert callable(organization)
    network = read_network(organization())
    lens = lens_of(network)
    for row in np.flatnonzero(lens.flow > 0).tolist():
        if find_routes(network).hops[row] >= 0:
            assert lens.split(row).sum() == pytest.approx(lens.depth[row])
            elements, relations = lens.origins(row)
            assert elements.sum() + relations.sum() == pytest.approx(lens.depth[row])


def test_depths_are_linear_in_every_haze() -> None:
    network = draw_at_random(14, size=120, relations=400, customers=2, obstacles=60)
    lens = lens_of(network)
    squared = replace(network.obstacles, severity=1 - (1 - network.obstacles.severity) ** 2)
    doubled = lens_of(replace(network, obstacles=squared))
    assert (lens.own * 2 < -log(FLOOR)).all()
    assert doubled.depth == pytest.approx(2 * lens.depth, nan_ok=True)
    assert doubled.split(0) == pytest.approx(2 * lens.split(0))
    assert lens.split(0).sum() == pytest.approx(lens.depth[0])


def test_a_circle_with_hardly_a_way_out_is_deep() -> None:
    network = draw_circle(3, way_out=1e-4, on_elements={2: 0.5})
    # Each round passes the obstacle once, and a unit of work makes ten thousand rounds but for its start and end.
    assert lens_of(network).depth[0] == pytest.approx(1e4 * log(2), rel=1e-3)


def test_where_the_floor_binds_parts_follow_the_floored_depths() -> None:
    severities = [1.0, 0.5]
    obstacles = [{"kind": "bottleneck", "severity": severity} for severity in severities]
    team = {"obstacles": obstacles, "delivers": "client"}
    network = read_network({"customers": {"client": {}}, "teams": {"a": team}})
    wall, haze = -log(FLOOR), log(2)
    expected = [wall / (wall + haze), haze / (wall + haze)]
    assert part_of_place(network).tolist() == pytest.approx(expected)
    assert lens_of(network).split(1).tolist() == pytest.approx([wall * part for part in expected])
