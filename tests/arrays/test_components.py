"""Components: internal loops, a self-relation among them, and nothing that volume 0 joins."""

from __future__ import annotations

from hypothesis import given, settings

from sightline.arrays.components import find_components
from tests.drawing import Body, organizations
from tests.networks import draw_chain, draw_circle, draw_network, read_network
from tests.reference import read_raw
from tests.reference.reach import find_loops

#   1 <--> 2 --> 3 --> 0 (customer)     4 --> 4     5 --x0--> 6 --> 5
LOOPS = draw_network(7, [(1, 2), (2, 1), (2, 3), (3, 0), (4, 4), (5, 6), (6, 5)], volumes=[1, 1, 1, 1, 1, 0, 1])


def test_loops_are_several_elements_or_one_whose_work_comes_back() -> None:
    found = find_components(LOOPS)
    assert found.in_loop.tolist() == [False, True, True, False, True, False, False]
    assert found.label[1] == found.label[2]
    assert found.label[5] != found.label[6]


def test_members_are_listed_in_row_order() -> None:
    found = find_components(LOOPS)
    assert found.members(int(found.label[2])).tolist() == [1, 2]
    assert found.members(int(found.label[4])).tolist() == [4]
    assert sum(len(found.members(label)) for label in range(len(found.size))) == 7


def test_long_lines_and_circles() -> None:
    assert not find_components(draw_chain(10_000)).is_loop.any()
    circle = find_components(draw_circle(10_000, way_out=0.5))
    assert sorted(circle.size.tolist()) == [1, 10_000]


def test_nothing_has_no_loops() -> None:
    assert not len(find_components(draw_network(0, [], customers=0)).is_loop)


@settings(max_examples=60)
@given(organizations())
def test_loops_are_those_who_reach_each_other(raw: Body) -> None:
    network = read_network(raw)
    found = find_components(network)
    loops = {
        tuple(network.elements.ids[found.members(label)].tolist())
        for label in range(len(found.size))
        if found.is_loop[label]
    }
    assert loops == set(find_loops(read_raw(raw)))
