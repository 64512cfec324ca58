"""The organization that a log shows, on logs that can be worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline import analyze
from sightline.discovery.flows import count_ending_inside
from sightline.discovery.observed import ObservedOptions, find_candidates, observe, to_tree
from sightline.document import Organization, Relation, build_organization
from sightline.errors import UsageError
from sightline.formats.graph_rules import LEAVES_CUSTOMER
from tests.discovery.drawn_logs import CLAIMS, TELEPHONE, count_handovers

DEFAULT = ObservedOptions()


def organization(cases: tuple[str, ...], options: ObservedOptions = DEFAULT) -> Organization:
    return build_organization(to_tree(observe(count_handovers(cases, hours=30), options), options, file="desk.csv"))


def relations(found: Organization) -> dict[str, float]:
    return {f"{one.supplier} > {one.customer}": one.volume for one in found.relations}


def relation(found: Organization, supplier: str, customer: str) -> Relation:
    return next(one for one in found.relations if (one.supplier, one.customer) == (supplier, customer))


def test_handovers_become_relations_and_demand_becomes_none() -> None:
    observed = observe(count_handovers(CLAIMS), DEFAULT)
    tree = to_tree(observed, DEFAULT, file="logs/desk.csv")
    found = build_organization(tree)
    assert found.name == "desk.csv"
    assert {one.id: (one.kind, one.effort) for one in found.elements} == {
        "customer": ("customer", None),
        "intake": ("team", 17),
        "assessment": ("team", 17),
        "payments": ("team", 10),
        "records": ("team", 2),
    }
    assert relations(found) == {
        "intake > assessment": 17,
        "assessment > payments": 10,
        "assessment > intake": 5,
        "assessment > records": 2,
        "payments > customer": 10,
    }
    assert tree.summary is not None
    assert tree.summary.left_out == {LEAVES_CUSTOMER: 12}
    assert tree.summary.relations == 56


def test_everything_says_where_it_comes_from() -> None:
    found = organization(CLAIMS)
    sources = [one.source for one in found.elements] + [one.source for one in found.relations]
    assert {source.file if source else None for source in sources} == {"desk.csv"}
    seen = relation(found, "payments", "customer")
    assert seen.source is not None
    assert (seen.source.place, seen.tags) == ("Payments -> Customer", ("event-log",))


def test_returns_become_a_suspected_obstacle_with_its_counts() -> None:
    """5 of 17 came back: (5 + 1.3528) / 19.7055 -+ 1.6449 / 19.7055 * sqrt(5 * 12 / 17 + 0.6764)."""
    found = organization(CLAIMS)
    (obstacle,) = relation(found, "intake", "assessment").obstacles
    assert (obstacle.kind, obstacle.status, obstacle.severity) == ("silo-handoff", "suspected", 5 / 17)
    assert obstacle.low is not None
    assert obstacle.high is not None
    assert math.isclose(obstacle.low, 0.3224 - 0.1711, abs_tol=1e-3)
    assert math.isclose(obstacle.high, 0.3224 + 0.1711, abs_tol=1e-3)
    counts, waits = obstacle.evidence
    assert counts.type == waits.type == "event-log"
    assert counts.text.startswith("Up to 5 of 17 handovers (29\u00a0%) from Intake to Assessment came straight back")
    assert waits.text.startswith("Until the next event of the case it took 1.2 days or less in half of them")
    assert sum(len(one.obstacles) for one in found.relations) == 1
    assert relation(found, "intake", "assessment").returned_share == 5 / 17


def test_fewer_handovers_than_ten_propose_nothing() -> None:
    observed = observe(count_handovers(CLAIMS), DEFAULT)
    assert [(one.supplier, one.customer) for one in find_candidates(observed, DEFAULT)] == [("Intake", "Assessment")]
    strict = replace(DEFAULT, least_share=0.5)
    assert find_candidates(observed, strict) == ()


def test_the_way_back_is_no_return_of_its_own() -> None:
    """Desk to shop three times a case, and back twice; each of those 40 ways back is followed by a handover again."""
    found = organization(("Desk Shop Desk Shop Desk Shop",) * 20, ObservedOptions(ends_at="Client"))
    assert relation(found, "shop", "desk").obstacles == ()
    assert [one.severity for one in relation(found, "desk", "shop").obstacles] == [40 / 60]


def test_an_order_that_is_carried_out_is_no_return() -> None:
    found = organization(("Desk Shop Desk",) * 20, ObservedOptions(ends_at="Client"))
    assert [one for one in found.relations if one.obstacles] == []


def test_a_customer_who_comes_straight_back_is_failure_demand() -> None:
    found = organization(("Customer Desk Customer Desk Customer",) * 10)
    (obstacle,) = relation(found, "desk", "customer").obstacles
    assert (obstacle.kind, obstacle.severity) == ("failure-demand", 0.5)


def test_whom_every_case_begins_with_is_answered_by_who_works_last() -> None:
    """The log shows nobody who hands anything to the customer; 29 cases end with the handler, 3 and 2 with an agent."""
    found = organization(TELEPHONE)
    assert relations(found) == {
        "brisbane > handler": 15,
        "sydney > handler": 14,
        "handler > customer": 29,
        "sydney > customer": 3,
        "brisbane > customer": 2,
    }
    assert relation(found, "handler", "customer").tags == ("event-log", "assumed")
    assert relation(found, "sydney", "handler").tags == ("event-log",)
    assert not analyze(found).sight.account.no_route


def test_what_the_log_does_not_show_can_be_forbidden() -> None:
    assert relations(organization(TELEPHONE, ObservedOptions(seen_only=True))) == {
        "brisbane > handler": 15,
        "sydney > handler": 14,
    }


def test_one_case_that_begins_inside_leaves_it_open() -> None:
    assert "handler > customer" not in relations(organization((*TELEPHONE, "Sydney handler")))


def test_the_user_says_at_whom_cases_end() -> None:
    inside = ("Desk Workshop", "Desk Workshop Desk", "Workshop")
    found = organization(inside, ObservedOptions(ends_at="Car owner"))
    assert relations(found) == {
        "desk > workshop": 2,
        "desk > car-owner": 1,
        "workshop > desk": 1,
        "workshop > car-owner": 2,
    }
    assert found.by_id["car-owner"].kind == "customer"


def test_cases_that_end_at_a_customer_of_the_log_end_there() -> None:
    found = organization(CLAIMS, ObservedOptions(ends_at="CUSTOMER"))
    assert relations(found)["records > customer"] == 2
    assert relation(found, "payments", "customer").volume == 10
    assert [one.id for one in found.elements if one.kind == "customer"] == ["customer"]


def test_nobody_without_a_name_is_a_customer() -> None:
    with pytest.raises(UsageError, match="blank"):
        observe(count_handovers(CLAIMS), ObservedOptions(ends_at=" "))


def test_customers_are_named_or_known_by_their_names() -> None:
    named = ObservedOptions(customers=("payments",))
    assert [one.id for one in organization(CLAIMS, named).elements if one.kind == "customer"] == ["payments"]
    with pytest.raises(UsageError, match="Did you mean `Payments`"):
        observe(count_handovers(CLAIMS), ObservedOptions(customers=("Paymnets",)))


def test_roles_and_no_effort_are_a_matter_of_choice() -> None:
    found = organization(CLAIMS, ObservedOptions(kind="role", effort=False))
    assert {(one.kind, one.effort) for one in found.elements} == {("customer", None), ("role", None)}


def test_cases_that_end_inside_are_counted() -> None:
    assert count_ending_inside(count_handovers(CLAIMS), ["Customer"]) == 2
    assert count_ending_inside(count_handovers(TELEPHONE), ["customer"]) == 34


NAMES = st.text(min_size=1, max_size=12).filter(lambda name: bool(name.split()) and " " not in name)


@settings(max_examples=40)
@given(
    st.lists(NAMES | st.sampled_from(["Customer", "a", "A", "=1+1", "x" * 600]), min_size=1, max_size=4).flatmap(
        lambda names: st.lists(st.lists(st.sampled_from(names), min_size=1, max_size=9).map(" ".join), min_size=1)
    ),
    st.none() | st.sampled_from(["Customer", "nobody we know", "\u202e", "y" * 600]),
)
def test_any_log_becomes_an_organization_that_can_be_analyzed(cases: list[str], ends_at: str | None) -> None:
    counted = count_handovers(cases)
    options = ObservedOptions(ends_at=ends_at)
    observed = observe(counted, options)
    found = build_organization(to_tree(observed, options, file="drawn.csv"))
    assert len(found.elements) == len({*counted.groups.group, *observed.customers})
    assumed = sum(flow.handovers for flow in observed.work if flow.is_assumed)
    demand = sum(flow.handovers for flow in observed.demand)
    assert sum(one.volume for one in found.relations) + demand - assumed == counted.pairs.handovers.sum()
    analyze(found)
