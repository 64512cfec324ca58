"""A declared model under what a log shows, on a desk that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.discovery.flows import Flow
from sightline.discovery.matching import match_groups
from sightline.discovery.observed import ObservedOptions, observe, to_tree
from sightline.discovery.observed_volumes import spell_ended_memberships, write_observed
from sightline.discovery.overlay import NO_ELEMENT, WITHIN, Compared, Overlay, find_overlay
from sightline.discovery.overlay_effect import find_overlay_effect
from sightline.document import Organization, Tree, build_organization
from sightline.formats.graph_rules import LEAVES_CUSTOMER
from tests.discovery.drawn_logs import CLAIMS, TELEPHONE, count_handovers
from tests.drawing import organizations


def claims_desk() -> Organization:
    """Give a desk as it is declared.

    desk ====> assessment ==x3==> (client)          complaints ====> (client)
                    `=====x1==> payments ====> records
    """
    return build_organization(
        Tree(
            {
                "sightline": 1,
                "customers": {"client": {}},
                "teams": {
                    "desk": {"serves": ["assessment"]},
                    "assessment": {"serves": [{"to": "client", "volume": 3}, "payments"]},
                    "payments": {"serves": ["records"]},
                    "records": {},
                    "complaints": {"serves": ["client"]},
                },
            }
        )
    )


def lay(organization: Organization, seen: Mapping[str, int], chosen: Mapping[str, str] | None = None) -> Overlay:
    """Lay handovers, spelled `group > group`, over a model."""
    ends = [pair.split(" > ") for pair in seen]
    flows = [Flow(supplier, customer, number) for (supplier, customer), number in zip(ends, seen.values(), strict=True)]
    groups = [end for flow in flows for end in (flow.supplier, flow.customer)]
    return find_overlay(organization, flows, match_groups(groups, organization, chosen or {}), log="desk.csv")


SEEN = {
    "Client > Desk": 12,
    "Desk > Assessment": 15,
    "Assessment > Desk": 5,
    "Assessment > Payments": 10,
    "Assessment > Records": 2,
    "Payments > Client": 10,
    "Payments > Printer": 4,
}


def spelled(pairs: tuple[Compared, ...]) -> list[str]:
    return [f"{pair.supplier} > {pair.customer}" for pair in pairs]


def test_each_list_holds_what_it_says() -> None:
    found = lay(claims_desk(), SEEN)
    assert spelled(found.agreed) == ["desk > assessment", "assessment > payments"]
    assert spelled(found.never_seen) == ["assessment > client", "payments > records"]
    assert spelled(found.never_declared) == ["payments > client", "assessment > desk", "assessment > records"]
    assert spelled(found.unknown) == ["complaints > client"]
    assert found.left_out == {LEAVES_CUSTOMER: 12, NO_ELEMENT: 4}
    assert [one.group for one in found.matching.unmatched] == ["Printer"]


def test_shares_are_of_what_leaves_the_supplier() -> None:
    """Assessment declares 3 and 1; 10 of 17 handovers of it were seen to go to payments."""
    pair = lay(claims_desk(), SEEN).agreed[1]
    assert pair == Compared("assessment", "payments", 1.0, 0.25, 10, 10 / 17)


def test_in_terms_of_the_customer() -> None:
    """Payments is declared to serve records, who serve nobody; it was seen to serve the client."""
    found = find_overlay_effect(lay(claims_desk(), SEEN))
    assert spelled(found.opening) == ["payments > client"]
    assert found.came_to_light == ("payments",)
    assert found.carried == {("assessment", "client"): ("desk", "assessment")}


def volumes(organization: Organization) -> dict[str, float]:
    return {f"{one.supplier} > {one.customer}": one.volume for one in organization.relations}


def test_observed_volumes_go_into_a_copy() -> None:
    declared = claims_desk()
    overlay = lay(declared, SEEN)
    copy = write_observed(overlay)
    assert volumes(copy) == {
        "desk > assessment": 15,
        "assessment > client": 0,
        "assessment > payments": 10,
        "payments > records": 1,
        "complaints > client": 1,
    }
    assert volumes(declared) == volumes(claims_desk())
    seen = next(one for one in copy.relations if one.supplier == "desk")
    assert seen.tags == ("event-log",)
    assert seen.source is not None
    assert seen.source.file == "desk.csv"


def test_what_nobody_declared_is_added_where_asked() -> None:
    copy = write_observed(lay(claims_desk(), SEEN), add=True)
    assert volumes(copy) == {
        "desk > assessment": 15,
        "assessment > client": 0,
        "assessment > payments": 10,
        "assessment > desk": 5,
        "assessment > records": 2,
        "payments > records": 0,
        "payments > client": 10,
        "complaints > client": 1,
    }


def test_what_the_log_cannot_know_keeps_its_declared_share() -> None:
    """Desk declares 1 of 4 to archive, of which the log knows nothing; 30 handovers stand for the other 3."""
    declared = build_organization(
        Tree(
            {
                "sightline": 1,
                "customers": {"client": {}},
                "teams": {
                    "desk": {"serves": [{"to": "client", "volume": 1}, {"to": "back", "volume": 2}, "archive"]},
                    "back": {"serves": ["client"]},
                    "archive": {"serves": ["client"]},
                },
            }
        )
    )
    copy = write_observed(lay(declared, {"desk > client": 20, "desk > back": 10}))
    assert volumes(copy) == {
        "desk > client": 20,
        "desk > back": 10,
        "desk > archive": 10,
        "back > client": 1,
        "archive > client": 1,
    }


def test_parallel_relations_share_what_was_seen_as_they_shared_what_was_declared() -> None:
    declared = build_organization(
        Tree(
            {
                "sightline": 1,
                "customers": {"client": {}},
                "teams": {"desk": {"serves": [{"to": "client", "volume": 3}], "delivers": ["client"]}},
            }
        )
    )
    copy = write_observed(lay(declared, {"desk > client": 20}))
    assert [(one.kind, one.volume) for one in copy.relations] == [("serves", 15), ("delivers", 5)]


def sales_and_delivery() -> Organization:
    """Give two teams with roles; only the teams are declared to work for each other."""
    return build_organization(
        Tree(
            {
                "sightline": 1,
                "customers": {"client": {}},
                "teams": {"sales": {"serves": ["delivery"]}, "delivery": {"serves": ["client"]}},
                "roles": {
                    "seller": {"part_of": "sales"},
                    "planner": {"part_of": "delivery"},
                    "fitter": {"part_of": "delivery"},
                },
            }
        )
    )


def test_handovers_of_parts_count_for_what_their_wholes_declare() -> None:
    seen = {"seller > planner": 7, "seller > fitter": 2, "planner > fitter": 9, "fitter > client": 9, "a > b": 1}
    found = lay(sales_and_delivery(), seen, {"a": "fitter", "b": "fitter"})
    assert [(pair.ends, pair.seen) for pair in found.agreed] == [
        (("delivery", "client"), 9),
        (("sales", "delivery"), 9),
    ]
    assert spelled(found.never_declared) == ["planner > fitter"]
    assert found.never_seen == found.unknown == ()
    assert found.left_out == {WITHIN: 1}
    (told,) = spell_ended_memberships(found)
    assert told.endswith("planner.")


@settings(max_examples=25)
@given(organizations(), st.randoms(use_true_random=False))
def test_handovers_are_neither_lost_nor_counted_twice(raw: dict[str, object], chance: Random) -> None:
    organization = build_organization(Tree(raw))
    ids = [*organization.by_id, "stranger"]
    flows = [Flow(chance.choice(ids), chance.choice(ids), chance.randrange(1, 9)) for _ in range(12)]
    matching = match_groups({end for one in flows for end in (one.supplier, one.customer)}, organization, {})
    overlay = find_overlay(organization, flows, matching, log="drawn.csv")
    counted = sum(pair.seen or 0 for pair in (*overlay.agreed, *overlay.never_declared))
    assert counted + sum(overlay.left_out.values()) == sum(flow.handovers for flow in flows)
    declared = [*overlay.agreed, *overlay.never_seen, *overlay.unknown]
    assert {pair.ends for pair in declared} == {
        (one.supplier, one.customer) for one in organization.relations if one.is_carrying
    }
    find_overlay_effect(overlay)
    assert write_observed(overlay).elements == organization.elements


@pytest.mark.parametrize("cases", [CLAIMS, TELEPHONE], ids=["claims", "telephone"])
def test_what_a_log_shows_agrees_with_the_same_log(cases: tuple[str, ...]) -> None:
    options = ObservedOptions()
    found = count_handovers(cases)
    observed = observe(found, options)
    organization = build_organization(to_tree(observed, options, file="desk.csv"))
    matching = match_groups(found.groups.group, organization, {})
    overlay = find_overlay(organization, (*observed.work, *observed.demand), matching, log="desk.csv")
    assert overlay.never_seen == overlay.never_declared == overlay.unknown == ()
    assert matching.unmatched == ()
    assert [pair.seen for pair in overlay.agreed] == [pair.declared for pair in overlay.agreed]
    assert len(overlay.agreed) == len(observed.work)
    assert volumes(write_observed(overlay)) == volumes(organization)
