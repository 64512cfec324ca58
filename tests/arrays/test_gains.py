"""Gains: equal to solving again, in and out of loops; and never more than that where they are only a bound."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sightline.arrays import gains
from sightline.arrays.clarity import Clarity, without_each
from sightline.arrays.components import find_components
from sightline.arrays.flow import Flow
from sightline.arrays.gains import Gains, Returning, gain_of_elements, gain_of_relations
from sightline.arrays.network import Floats, Network, Rows
from sightline.snapshot import Snapshot
from tests.networks import draw_at_random, draw_circle, draw_network, flow_of, read_network
from tests.organizations import blind_front, opaque_in_series, rework_between_two_desks, worked_example

CROWDED = draw_at_random(13, size=150, relations=500, customers=2, obstacles=80)


def returning_of(flow: Flow, hottest: Rows | None = None) -> Returning:
    rows = np.zeros(0, dtype=np.int64) if hottest is None else hottest
    return Returning(flow, find_components(flow.network), rows)


def clear_elements(network: Network, rows: Rows, *, hottest: Rows | None = None) -> Gains:
    flow = flow_of(network)
    return gain_of_elements(flow, returning_of(flow, hottest), rows, np.ones(len(rows)))


def clear_relations(network: Network, rows: Rows, *, hottest: Rows | None = None) -> Gains:
    flow = flow_of(network)
    return gain_of_relations(flow, returning_of(flow, hottest), rows, np.ones(len(rows)))


def by_solving_again(network: Network, *, element: int | None = None, relation: int | None = None) -> float:
    """Clear one place and solve anew."""
    flow = flow_of(network)
    elements, relations = flow.clarity.elements.copy(), flow.clarity.relations.copy()
    if element is not None:
        elements[element] = 1
    if relation is not None:
        relations[relation] = 1
    return Flow(network, flow.routes, Clarity(elements, relations)).index - flow.index


def all_again(network: Network, rows: Rows, *, elements: bool) -> Floats:
    """Clear each place in turn and solve anew."""
    return np.array([by_solving_again(network, **{"element" if elements else "relation": int(row)}) for row in rows])


def places(network: Network) -> tuple[Rows, Rows]:
    """List the elements and the relations that carry an obstacle."""
    at_elements, at_relations = network.has_obstacle
    return np.flatnonzero(at_elements), np.flatnonzero(at_relations)


def test_hand_worked_gains() -> None:
    worked = read_network(worked_example())
    row = worked.elements.row["workshop"]
    assert clear_elements(worked, np.array([row])).gain.tolist() == pytest.approx([0.1311])
    assert clear_relations(worked, places(worked)[1]).gain.tolist() == pytest.approx([0.1444])
    rework = read_network(rework_between_two_desks())
    assert clear_elements(rework, places(rework)[0]).gain.tolist() == pytest.approx([0.25])
    front = read_network(blind_front())
    assert clear_elements(front, places(front)[0]).gain.tolist() == pytest.approx([0.35])
    assert clear_relations(front, places(front)[1]).gain.tolist() == pytest.approx([0.025])


def test_two_walls_in_a_row_gain_nothing_alone() -> None:
    network = read_network(opaque_in_series())
    assert clear_elements(network, places(network)[0]).gain.tolist() == [0, 0]


@pytest.mark.parametrize("inverted", [True, False])
def test_gains_in_a_large_loop_are_those_of_solving_again(monkeypatch: pytest.MonkeyPatch, inverted: bool) -> None:
    if not inverted:
        monkeypatch.setattr(gains, "INVERTED_UP_TO", 0)
        monkeypatch.setattr(gains, "_MOST_SOLVES", len(CROWDED.elements))
    elements, relations = places(CROWDED)
    components = find_components(CROWDED)
    assert components.in_loop[elements].sum() > 20
    every = np.arange(len(CROWDED.elements))
    at_elements = clear_elements(CROWDED, elements, hottest=every)
    at_relations = clear_relations(CROWDED, relations, hottest=every)
    assert at_elements.exact.all()
    assert at_relations.exact.all()
    assert at_elements.gain == pytest.approx(all_again(CROWDED, elements, elements=True), rel=1e-7, abs=1e-12)
    assert at_relations.gain == pytest.approx(all_again(CROWDED, relations, elements=False), rel=1e-7, abs=1e-12)


def test_a_bound_says_so_and_is_no_more_than_the_gain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gains, "INVERTED_UP_TO", 0)
    monkeypatch.setattr(gains, "_WORK", 0)
    monkeypatch.setattr(gains, "_LEAST_SOLVES", 5)
    elements, relations = places(CROWDED)
    hottest = Snapshot(network=CROWDED).returning
    flow = flow_of(CROWDED)
    for found, true in (
        (
            gain_of_elements(flow, hottest, elements, np.ones(len(elements))),
            all_again(CROWDED, elements, elements=True),
        ),
        (
            gain_of_relations(flow, hottest, relations, np.ones(len(relations))),
            all_again(CROWDED, relations, elements=False),
        ),
    ):
        assert (~found.exact).sum() > 5
        assert found.exact.any()
        assert (found.gain <= true * (1 + 1e-9)).all()
        assert (found.gain >= 0.5 * true).all()
        assert found.gain[found.exact] == pytest.approx(true[found.exact], rel=1e-7)


def test_the_hottest_places_get_the_exact_solves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gains, "INVERTED_UP_TO", 0)
    monkeypatch.setattr(gains, "_WORK", 0)
    monkeypatch.setattr(gains, "_LEAST_SOLVES", 3)
    elements, _ = places(CROWDED)
    found = gain_of_elements(flow_of(CROWDED), Snapshot(network=CROWDED).returning, elements, np.ones(len(elements)))
    looping = find_components(CROWDED).in_loop[elements]
    best = int(np.argmax(np.where(looping, found.gain, 0)))
    assert found.exact[best]


def test_an_opaque_element_in_a_loop_has_its_exact_gain() -> None:
    network = draw_circle(5, way_out=0.25)
    walled = draw_circle(5, way_out=0.25, on_elements={3: 1.0, 1: 0.5})
    rows = np.array([1, 3])
    assert clear_elements(walled, rows).gain == pytest.approx(all_again(walled, rows, elements=True))
    assert clear_elements(network, rows).gain.tolist() == [0, 0]


def test_work_that_comes_back_at_once_counts() -> None:
    network = draw_network(2, [(1, 1), (1, 0)], volumes=[3, 1], on_elements={1: 0.5}, on_relations={0: 0.2, 1: 0.1})
    rows = np.array([0, 1])
    assert clear_elements(network, np.array([1])).gain == pytest.approx([by_solving_again(network, element=1)])
    assert clear_relations(network, rows).gain == pytest.approx(all_again(network, rows, elements=False))


def test_parallel_relations_are_cleared_one_at_a_time() -> None:
    network = draw_network(3, [(2, 1), (2, 1), (1, 0)], volumes=[1, 3, 1], on_relations={0: 0.5, 1: 0.5})
    assert clear_relations(network, np.array([0, 1])).gain.tolist() == pytest.approx([0.0625, 0.1875])


def test_one_of_several_obstacles_leaves_the_others() -> None:
    layers = {"obstacles": [{"kind": "bottleneck", "severity": 0.5}] * 2, "delivers": "client"}
    network = read_network({"customers": {"client": {}}, "teams": {"a": layers}})
    flow = flow_of(network)
    alone = gain_of_elements(flow, returning_of(flow), np.array([1, 1]), without_each(network))
    assert alone.gain.tolist() == pytest.approx([0.25, 0.25])
    assert clear_elements(network, np.array([1])).gain.tolist() == pytest.approx([0.75])


def test_the_stranded_gain_nothing() -> None:
    network = draw_network(4, [(1, 0), (2, 3), (3, 2)], on_elements={2: 0.5}, on_relations={1: 0.5})
    assert clear_elements(network, np.array([2])).gain.tolist() == [0]
    assert clear_relations(network, np.array([1])).gain.tolist() == [0]


def test_without_effort_there_is_no_gain() -> None:
    network = draw_network(2, [(1, 0)], on_elements={1: 0.5})
    idle = replace(network, elements=replace(network.elements, effort=np.zeros(2)))
    assert clear_elements(idle, np.array([1])).gain.tolist() == [0]


def test_visits_are_a_column_of_the_inverse() -> None:
    flow = flow_of(CROWDED)
    inner = flow.routes.inner
    inverse = np.linalg.inv(np.eye(len(inner)) - flow.system.matrix.toarray())
    for place in (0, 7, 40):
        assert flow.visits(int(inner[place]))[inner] == pytest.approx(inverse[:, place], abs=1e-12)
