"""The customer's view: processes without a part for customers, and products of unknown use; firing and just not."""

from __future__ import annotations

from typing import Any

import pytest

from sightline.analyzers.customer_view import CustomerViewAnalyzer
from sightline.document import Tree, build_organization
from sightline.findings import Finding
from sightline.snapshot import Snapshot

Raw = dict[str, Any]


def findings(**raw: Raw) -> list[Finding]:
    tree = Tree({"sightline": 1, "customers": {"client": {}}, **raw})
    return list(CustomerViewAnalyzer().run(Snapshot(build_organization(tree))).findings)


def process(**said: float) -> Raw:
    return {"review": {"name": "Review", "serves": "client", **said}}


def test_a_customer_who_cannot_look_in_is_left_out() -> None:
    said = {"customer_involvement": 0.8, "customer_feedback": 0.4, "customer_visibility": 0.0}
    (finding,) = findings(processes=process(**said))
    assert (finding.code, finding.value, finding.elements) == ("customer-left-out", 0, ("review",))
    assert finding.title == "Customers have little feedback and visibility in Review"


@pytest.mark.parametrize(("visibility", "fires"), [(0.49, True), (0.5, False), (1.0, False)])
def test_half_of_it_is_enough(visibility: float, fires: bool) -> None:
    assert bool(findings(processes=process(customer_visibility=visibility))) is fires


def test_what_is_not_recorded_was_not_asked() -> None:
    assert findings(processes=process()) == []


def test_only_processes_are_asked() -> None:
    assert findings(teams=process(customer_visibility=0.0)) == []


def test_the_file_may_ask_for_more() -> None:
    assert findings(processes=process(customer_feedback=0.6), thresholds={"customer_part_least": 0.7})
    assert not findings(processes=process(customer_feedback=0.6))


def products(**said: Raw) -> Raw:
    return {name: {"serves": "client", **entry} for name, entry in said.items()}


KNOWN = {"problem_solved": "dry food", "observed_use": "herbs"}


def test_of_some_products_the_use_is_known_of_others_not() -> None:
    (finding,) = findings(products=products(oven={}, dehydrator=KNOWN, fridge={"problem_solved": "cold food"}))
    assert (finding.code, finding.value, finding.elements) == ("use-unknown", 2, ("oven", "fridge"))


def test_where_all_or_none_is_known_there_is_no_finding() -> None:
    assert findings(products=products(oven=KNOWN, dehydrator=KNOWN)) == []
    assert findings(products=products(oven={}, dehydrator={})) == []
    assert findings(products=products(oven=KNOWN), systems=products(crm={})) == []
