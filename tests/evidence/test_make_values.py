"""What an answer is worth, beside a slow twin that writes the severity into the file and reads the index anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.stats import beta

from sightline.document import Obstacle, Organization, Tree, build_organization
from sightline.evidence.value_of_information import DRAWS, InformationValues
from sightline.snapshot import Snapshot
from sightline.studies.beliefs import DOUBTS, believe
from sightline.studies.naming import Holder, find_relation, list_obstacles
from sightline.studies.what_if import WhatIf
from tests.drawing import organizations
from tests.organizations import rework_between_two_desks, worked_example

PARTS = [(number + 0.5) / DRAWS for number in range(DRAWS)]


def index_if(organization: Organization, holder: Holder, severity: float) -> float:
    """Read the index with one obstacle more, written at one holder."""
    obstacle = Obstacle(kind="one-more", severity=severity)
    holders: list[Any] = list(getattr(organization, holder.among))
    held = holders[holder.position]
    holders[holder.position] = held.model_copy(update={"obstacles": (*held.obstacles, obstacle)})
    return Snapshot(organization.model_copy(update={holder.among: tuple(holders)})).flow.index


def test_a_recorded_obstacle_is_worth_what_learning_its_severity_moves() -> None:
    # late-changes: severity 0.5 stated without more, so Beta(4, 4); the index moves by 4 * 0.722 / 10 for each 1 of it.
    snapshot = Snapshot(build_organization(Tree(worked_example())))
    assert snapshot.organization is not None
    position = find_relation(snapshot.organization, "planning -> workshop")
    assert position is not None
    worth = InformationValues(snapshot).of(Holder("relations", position), "silo-handoff")
    assert worth.ground == "recorded"
    severities = beta.ppf(PARTS, 4, 4)
    assert worth.value == pytest.approx(0.2888 * np.mean(np.abs(severities - 0.5)), abs=1e-12)


def test_what_nobody_assessed_is_worth_what_it_may_hide() -> None:
    # Planning: 4 of 10 units of effort with a sight of 0.361; what it may hide is Beta(1, 4), with a mean of 0.2.
    snapshot = Snapshot(build_organization(Tree(worked_example())))
    worth = InformationValues(snapshot).of(Holder("elements", snapshot.network.elements.row["planning"]), "overload")
    assert worth.ground == "not assessed"
    assert worth.value == pytest.approx(0.4 * 0.361 * np.mean(beta.ppf(PARTS, 1, 4)), abs=1e-12)
    assert worth.value == pytest.approx(0.4 * 0.361 * 0.2, rel=0.01)


def test_what_is_known_is_worth_nothing() -> None:
    raw = worked_example()
    organization = build_organization(Tree(raw))
    values = InformationValues(Snapshot(organization))
    at = {element.id: position for position, element in enumerate(organization.elements)}
    for name in ("helpdesk", "workshop"):  # one was assessed, the other has an obstacle of another kind
        worth = values.of(Holder("elements", at[name]), "turnover")
        assert (worth.value, worth.ground) == (0.0, "assessed")


def test_in_a_loop_the_value_is_exact_too() -> None:
    raw = rework_between_two_desks()
    organization = build_organization(Tree(raw))
    snapshot = Snapshot(organization)
    looked_at = 0
    for position, element in enumerate(organization.elements):
        worth = InformationValues(snapshot).of(Holder("elements", position), "turnover")
        if worth.ground == "not assessed":
            moved = [
                abs(index_if(organization, Holder("elements", position), one) - snapshot.flow.index)
                for one in np.asarray(beta.ppf(PARTS, 1, 4))
            ]
            assert worth.value == pytest.approx(np.mean(moved), abs=1e-9), element.id
            looked_at += worth.value > 0
    assert looked_at >= 2


@given(organizations())
@settings(max_examples=8)
def test_every_value_is_that_of_the_slow_twin(raw: dict[str, Any]) -> None:
    organization = build_organization(Tree(raw))
    snapshot = Snapshot(organization)
    values = InformationValues(snapshot)
    index = snapshot.flow.index
    holders = [Holder("elements", at) for at, one in enumerate(organization.elements) if one.kind != "customer"]
    holders += [Holder("relations", at) for at, one in enumerate(organization.relations) if one.is_carrying]
    few = holders[:: max(len(holders) // 4, 1)]
    for holder in few:
        worth = values.of(holder, "no-such-kind-is-recorded")
        if worth.ground == "not assessed":
            severities = np.asarray(beta.ppf(PARTS, *DOUBTS.unassessed))
            moved = [abs(index_if(organization, holder, one) - index) for one in severities]
            assert worth.value == pytest.approx(np.mean(moved), abs=1e-9)
        else:
            assert worth.value == 0.0
    _check_recorded(organization, snapshot, values)


def _check_recorded(organization: Organization, snapshot: Snapshot, values: InformationValues) -> None:
    """Compare one recorded obstacle with a network in which its severity is another one."""
    spots = list(list_obstacles(organization).values())
    beliefs, try_out = believe(snapshot), WhatIf(snapshot)
    for spot in spots[:2]:
        same = [one for one in spots if (one.holder, one.obstacle.kind) == (spot.holder, spot.obstacle.kind)]
        if len(same) > 1:
            continue
        moved = []
        for part in PARTS:
            severity = float(beliefs.quantile(part)[spot.row])
            moved.append(abs(try_out.index_with({spot.row: severity}) - snapshot.flow.index))
        worth = values.of(spot.holder, spot.obstacle.kind)
        assert worth.ground == "recorded"
        assert worth.value == pytest.approx(np.mean(moved), abs=1e-9)
