"""Routes: who has one at all, how short it is, and which relations work takes."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from sightline.arrays.routes import find_routes
from tests.drawing import Body, organizations
from tests.networks import draw_chain, draw_circle, draw_network, read_network
from tests.reference import read_raw
from tests.reference.reach import count_hops

#       1 --> 0 (customer) <-- 2 --> 3 <--> 4      5 ==x0==> 0      6
ROUTES = draw_network(
    7, [(1, 0), (2, 0), (2, 1), (2, 3), (3, 4), (4, 3), (5, 0)], volumes=[1, 1, 1, 1, 1, 1, 0], kind="supports"
)


def test_hops_count_relations_of_positive_volume() -> None:
    routes = find_routes(ROUTES)
    assert routes.hops.tolist() == [0, 1, 1, -1, -1, -1, -1]
    assert routes.stranded.tolist() == [False, False, False, True, True, True, True]


def test_elements_with_a_route_have_a_place_of_their_own() -> None:
    routes = find_routes(ROUTES)
    assert routes.inner.tolist() == [1, 2]
    assert routes.place.tolist() == [-1, 0, 1, -1, -1, -1, -1]


def test_relations_are_split_by_where_they_lead() -> None:
    routes = find_routes(ROUTES)
    assert (routes.onward.tolist(), routes.last.tolist(), routes.lost.tolist()) == ([2], [0, 1], [3])


def test_long_ways_are_followed_to_their_end() -> None:
    assert find_routes(draw_chain(10_000)).hops.tolist() == list(range(10_001))
    circle = find_routes(draw_circle(10_000, way_out=0.5)).hops
    assert (circle[1], circle[2], circle.max()) == (1, 10_000, 10_000)


def test_without_customers_nobody_has_a_route() -> None:
    routes = find_routes(draw_network(3, [(0, 1), (1, 2), (2, 0)], customers=0))
    assert routes.stranded.all()
    assert not len(routes.inner) + len(routes.onward) + len(routes.last) + len(routes.lost)


@settings(max_examples=60)
@given(organizations())
def test_hops_agree_with_a_plain_search(raw: Body) -> None:
    network = read_network(raw)
    routes, hops = find_routes(network), count_hops(read_raw(raw))
    assert routes.hops.tolist() == [hops.get(one, -1) for one in network.elements.ids]
    taken = np.sort(np.concatenate((routes.onward, routes.last, routes.lost)))
    live = (network.relations.volume > 0) & (routes.hops[network.relations.supplier] > 0)
    assert taken.tolist() == np.flatnonzero(live).tolist()
