"""Clarity: independent layers of haze, each place's taken apart again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.arrays.clarity import clarity_of, clear, part_of_blocked, without_each
from sightline.arrays.network import Network
from tests.networks import read_network

SEVERITIES = st.lists(st.floats(0, 1), max_size=5)


def one_team(at_the_team: list[float], on_the_way: list[float]) -> Network:
    """Build a team with these obstacles, and a relation to the client with those."""
    here = [{"kind": "bottleneck", "severity": severity} for severity in at_the_team]
    there = [{"kind": "bottleneck", "severity": severity} for severity in on_the_way]
    team = {"obstacles": here, "serves": {"to": "client", "obstacles": there}}
    return read_network({"customers": {"client": {}}, "teams": {"a": team}})


def test_layers_multiply() -> None:
    network = one_team([0.5, 0.2], [0.25])
    found = clarity_of(network)
    assert (found.elements.tolist(), found.relations.tolist()) == ([1, 0.4], [0.75])
    assert (clear(network).elements.tolist(), clear(network).relations.tolist()) == ([1, 1], [1])


def test_other_severities_may_be_asked_about() -> None:
    network = one_team([0.5, 0.2], [0.25])
    other = clarity_of(network, np.array([0.0, 1.0, 0.5]))
    assert (other.elements.tolist(), other.relations.tolist()) == ([1, 0], [0.5])


@given(SEVERITIES, SEVERITIES)
def test_without_each_is_the_product_of_the_others(here: list[float], there: list[float]) -> None:
    network = one_team(here, there)
    groups = [here] * len(here) + [there] * len(there)
    positions = [*range(len(here)), *range(len(there))]
    expected = [
        np.prod([1 - other for at, other in enumerate(group) if at != position])
        for group, position in zip(groups, positions, strict=True)
    ]
    assert without_each(network).tolist() == pytest.approx(expected)


@given(SEVERITIES, SEVERITIES)
def test_parts_of_a_place_add_up_to_one_where_anything_is_blocked(here: list[float], there: list[float]) -> None:
    parts = part_of_blocked(one_team(here, there))
    assert (parts >= 0).all()
    assert parts[: len(here)].sum() == pytest.approx(float(max(here, default=0) > 0))
    assert parts[len(here) :].sum() == pytest.approx(float(max(there, default=0) > 0))


def test_parts_follow_the_depths_and_opaque_ones_take_all() -> None:
    assert part_of_blocked(one_team([0.5, 0.75], [])).tolist() == pytest.approx([1 / 3, 2 / 3])
    assert part_of_blocked(one_team([1, 0.5, 1], [])).tolist() == [0.5, 0, 0.5]
    assert part_of_blocked(one_team([0, 0], [1])).tolist() == [0, 0, 1]
