"""What an owner says in real names does under made-up ones what it would do without."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from sightline.document import Organization, Tree, build_organization
from sightline.errors import UsageError
from sightline.pipeline import take_snapshot
from sightline.redaction.key import Key
from sightline.redaction.redacting import redact
from sightline.redaction.twins import Twins
from sightline.studies.changes import (
    AddElement,
    AddObstacle,
    AddRelation,
    Change,
    ClearObstacle,
    MergeElements,
    RemoveElement,
    RemoveRelation,
    Reroute,
    SetHeadcount,
    SetSeverity,
    SetVolume,
    SplitElement,
)
from sightline.studies.element_splitting import Part
from sightline.studies.scenario import WORDS, Scenario
from sightline.studies.what_if import WhatIf
from tests.organizations import worked_example

CHANGES: Sequence[tuple[Change, ...]] = [
    (SetSeverity("late-changes", 0.1),),
    (ClearObstacle("sign-offs"),),
    (AddObstacle("device", "our_own", 0.3), SetSeverity("device.our-own", 0.2)),
    (AddObstacle("helpdesk -> patient", "overload", 0.5),),
    (AddRelation("helpdesk", "clinic"), RemoveRelation("helpdesk -> patient")),
    (Reroute("planning -> workshop", customer="device"),),
    (SetVolume("device -> clinic", 1.0),),
    (AddElement("lab", "team", "The lab", headcount=2), AddRelation("lab", "patient"), AddRelation("planning", "lab")),
    (RemoveElement("helpdesk"),),
    (SetHeadcount("planning", 9), ClearObstacle("late-changes")),
    (MergeElements(("planning", "workshop"), name="Works"), ClearObstacle("sign-offs")),
    (
        SplitElement("workshop", (Part(id="bench", name="The bench", share=0.75), Part(id="stock", share=0.25))),
        ClearObstacle("sign-offs"),
        SetHeadcount("stock", 4),
    ),
]


@pytest.fixture
def twins() -> Twins:
    """The worked example, and its twin."""
    key = Key()
    return Twins(redact(build_organization(Tree(worked_example())), key).organization, key)


def figures(organization: Organization, changes: tuple[Change, ...]) -> tuple[float | None, dict[str, object]]:
    """What becomes of the index and the account."""
    effect = WhatIf(take_snapshot(organization)).evaluate(changes)
    return effect.index_after, dataclasses.asdict(effect.account_after)


def test_every_kind_of_change_is_tried() -> None:
    assert {type(one) for changes in CHANGES for one in changes} == set(WORDS.values())


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: "-".join(type(one).__name__ for one in changes))
def test_a_scenario_does_the_same(changes: tuple[Change, ...], twins: Twins) -> None:
    said, after = twins.scenario(Scenario("Nearer to the clinic", changes))
    assert figures(twins.made_up, said.changes) == figures(twins.real, changes)
    assert after.made_up.by_id.keys() <= twins.key.ids.keys()
    words = str(said.to_raw())
    for real in ("planning", "workshop", "device", "clinic", "patient", "lab", "bench", "stock", "sign-offs", "Works"):
        assert f"'{real}'" not in words
    assert said.name == "Scenario 01"


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: "-".join(type(one).__name__ for one in changes))
def test_a_scenario_in_made_up_names_is_understood(changes: tuple[Change, ...], twins: Twins) -> None:
    said, _ = twins.scenario(Scenario("Nearer to the clinic", changes))
    assert twins.scenario(said)[0] == said


def test_an_element_is_found_by_id_and_by_name_and_a_mistake_is_told_in_real_names() -> None:
    key = Key()
    raw = {"sightline": 1, "customers": {"buyers": {}}, "teams": {"desk": {"name": "Front desk", "serves": ["buyers"]}}}
    twins = Twins(redact(build_organization(Tree(raw)), key).organization, key)
    assert twins.element("desk") == twins.element("Front desk") == twins.element("team-01") == "team-01"
    with pytest.raises(UsageError, match="did you mean `desk`"):
        twins.element("desc")


def test_obstacles_without_an_id_are_found_at_their_place(twins: Twins) -> None:
    changed = AddObstacle("device", "bottleneck", 0.3).apply(twins.real)
    key = twins.key
    both = Twins(redact(changed, key).organization, key)
    assert both.obstacle("device.bottleneck") == f"{key.id('device')}.bottleneck"
