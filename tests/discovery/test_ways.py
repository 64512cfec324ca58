"""Ways to an external customer, beside their obvious twin: look at every way there is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.discovery.flows import Flow
from sightline.discovery.observed import Observed, ObservedOptions, observe
from sightline.discovery.ways import find_busiest_way, find_without_way
from tests.discovery.drawn_logs import CLAIMS, TELEPHONE, count_handovers


def observed(cases: tuple[str, ...] | list[str]) -> Observed:
    return observe(count_handovers(cases), ObservedOptions())


def stops(way: tuple[Flow, ...]) -> list[str]:
    return [flow.supplier for flow in way] + [flow.customer for flow in way[-1:]]


def test_the_busiest_way_begins_where_customers_turn_to() -> None:
    assert stops(find_busiest_way(observed(CLAIMS))) == ["Intake", "Assessment", "Payments", "Customer"]
    assert stops(find_busiest_way(observed(TELEPHONE))) == ["Brisbane", "handler", "customer"]


def test_without_a_customer_there_is_no_way() -> None:
    inside = observed(["Desk Workshop"])
    assert find_busiest_way(inside) == ()
    assert find_without_way(inside) == ("Desk", "Workshop")


def test_who_only_takes_has_no_way() -> None:
    assert find_without_way(observed(CLAIMS)) == ("Records",)
    assert find_without_way(observed(TELEPHONE)) == ()


def all_ways(found: Observed, group: str, passed: tuple[str, ...] = ()) -> list[tuple[Flow, ...]]:
    """List every way without a circle from a group to an external customer."""
    if group in found.customers:
        return [()]
    leaving = [flow for flow in found.work if flow.supplier == group and flow.customer not in (*passed, group)]
    return [(flow, *rest) for flow in leaving for rest in all_ways(found, flow.customer, (*passed, group))]


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", "d", "customer"]), min_size=1, max_size=8), min_size=1))
def test_no_way_has_a_busier_narrowest_step(cases: list[list[str]]) -> None:
    found = observed([" ".join(case) for case in cases])
    without = find_without_way(found)
    assert set(without) == {group for group in found.inside if not all_ways(found, group)}
    way = find_busiest_way(found)
    if way:
        narrowest = min(flow.handovers for flow in way)
        assert narrowest == max(min(flow.handovers for flow in one) for one in all_ways(found, way[0].supplier))
    elif found.demand:
        start = min(found.demand, key=lambda flow: (-flow.handovers, flow.customer))
        assert start.customer in without
