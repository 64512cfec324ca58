from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.snapshot import Snapshot
from sightline.studies.changes import MergeElements, SetHeadcount, SplitElement, apply_changes
from sightline.studies.element_splitting import Part
from tests.studies.drawing_changes import drawn_organizations, workshop

HALVES = (Part(id="north", share=0.25), Part(id="south", share=0.75))


def index(organization: Organization) -> float:
    """Give the index of an organization."""
    return Snapshot(organization).flow.index


def test_people_obstacles_and_work_come_together() -> None:
    after = MergeElements(("repair", "archive"), "Yard").apply(workshop())
    yard = after.by_id["repair"]
    assert "archive" not in after.by_id
    assert (yard.name, yard.headcount, [one.kind for one in yard.obstacles]) == ("Yard", 2, ["overload"])
    work = [(one.supplier, one.customer, one.volume) for one in after.relations if one.supplier == "repair"]
    assert work == [("repair", "planning", 1), ("repair", "planning", 3), ("repair", "clinic", 1)]


def test_who_named_one_of_the_merged_names_what_became_of_it() -> None:
    after = MergeElements(("archive", "repair")).apply(workshop())
    assert after.decisions[0].about == ("archive",)
    assert [clearance.on for clearance in after.interventions[0].clears] == [None, "archive -> clinic"]


def test_a_handoff_between_the_merged_is_none_any_more() -> None:
    chain = build_organization(
        Tree({"sightline": 1, "customers": {"k": {}}, "teams": {"a": {"serves": ["b"]}, "b": {"serves": ["k"]}}})
    )
    after = MergeElements(("a", "b")).apply(chain)
    assert [(one.supplier, one.customer) for one in after.relations] == [("a", "k")]
    assert index(after) == pytest.approx(0.95)
    assert index(chain) == pytest.approx((0.95 + 0.95**2) / 2)


def test_a_part_that_is_merged_with_its_whole_leaves_no_circle() -> None:
    after = MergeElements(("planning", "operations")).apply(workshop())
    assert after.by_id["planning"].part_of is None
    assert after.by_id["repair"].part_of == "planning"
    assert [one.customer for one in after.relations if one.supplier == "planning"] == ["clinic"]


def test_a_kept_membership_is_spelled_out() -> None:
    after = MergeElements(("planning", "archive"), membership="kept").apply(workshop())
    assert [(one.customer, one.kind) for one in after.relations if one.supplier == "planning"] == [
        ("operations", "supports")
    ]


@st.composite
def stated(draw: st.DrawFn) -> tuple[Organization, str]:
    """Draw an organization and an element of it that says how many people it has, if it is no external customer."""
    organization = draw(drawn_organizations().filter(lambda one: bool(one.elements)))
    element = draw(st.sampled_from([one.id for one in organization.elements]))
    if organization.by_id[element].kind != "customer":
        organization = SetHeadcount(element, 4).apply(organization)
    return organization, element


@given(stated())
def test_a_split_leaves_the_index_and_the_people_as_they_were(drawn: tuple[Organization, str]) -> None:
    organization, element = drawn
    after = SplitElement(element, HALVES).apply(organization)
    if not any(one.part_of == element for one in organization.elements):  # parts count with the first part of the whole
        assert Snapshot(after).network.total_effort == pytest.approx(Snapshot(organization).network.total_effort)
        assert index(after) == pytest.approx(index(organization), abs=1e-9)


@given(stated())
def test_what_is_split_and_merged_again_sees_as_before(drawn: tuple[Organization, str]) -> None:
    organization, element = drawn
    after = apply_changes(organization, [SplitElement(element, HALVES), MergeElements(("north", "south"))])
    whole, merged = organization.by_id[element], after.by_id["north"]
    assert merged.headcount == pytest.approx(whole.headcount)
    assert merged.effort == pytest.approx(whole.effort)
    own = any(one.supplier == one.customer == element for one in organization.relations)
    if not whole.obstacles and not own:  # obstacles on both halves stand twice, work handed to itself became a handoff
        assert index(after) == pytest.approx(index(organization), abs=1e-9)
