"""The information graph against its slow twin, and what it leaves out."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.arrays.information import Information, count_steps, read_information, work_graph
from sightline.document import Tree, build_organization
from sightline.snapshot import Snapshot
from tests.organizations_voice import a_survey_that_nobody_answers, heard_and_answered
from tests.reference.information import follow_days, follow_steps

NAMES = tuple("abcdefg")


@st.composite
def talking(draw: st.DrawFn) -> dict[str, Any]:
    """Draw teams that report, belong and give feedback in every way that is allowed, beside one customer."""
    teams: dict[str, Any] = {}
    for place, name in enumerate(NAMES):
        body: dict[str, Any] = {}
        if place and draw(st.booleans()):
            body["part_of"] = draw(st.sampled_from(NAMES[:place]))
        if place and draw(st.booleans()):
            body["reports_to"] = draw(st.sampled_from(NAMES[:place]))
        told = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([None, 0, 1, 7, 30.5])), max_size=2))
        body["feedback"] = [
            {"to": to} | ({} if days is None else {"cadence_days": days}) for to, days in told if to != name
        ]
        teams[name] = body
    spoken = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
    return {"sightline": 1, "customers": {"client": {"feedback": spoken}}, "teams": teams}


def read(raw: dict[str, Any]) -> tuple[Snapshot, Information]:
    organization = build_organization(Tree(raw))
    snapshot = Snapshot(organization)
    return snapshot, read_information(organization, snapshot.network)


@settings(max_examples=40)
@given(talking())
def test_steps_and_days_are_those_of_trying_every_way(raw: dict[str, Any]) -> None:
    snapshot, information = read(raw)
    ids = snapshot.network.elements.ids.tolist()
    steps = {name: follow_steps(raw, name) for name in ids}
    days = {name: follow_days(raw, name) for name in ids}
    for place, hearer in enumerate(ids):
        at = np.array([place])
        assert information.steps_to(at).tolist() == [steps[name].get(hearer, -1) for name in ids]
        assert information.days_to(at).tolist() == [days[name].get(hearer, np.inf) for name in ids]


def test_the_nearest_of_several_hearers_counts() -> None:
    snapshot, information = read(heard_and_answered())
    row = snapshot.network.elements.row
    both = np.array([row["counter"], row["kitchen"]])
    assert information.steps_to(both)[row["guest"]] == 1
    assert information.days_to(both)[row["guest"]] == 1


def test_nobody_is_heard_by_nobody() -> None:
    _, information = read(heard_and_answered())
    nobody = np.empty(0, dtype=np.int64)
    assert set(information.steps_to(nobody).tolist()) == {-1}
    assert set(information.days_to(nobody).tolist()) == {np.inf}


def test_work_is_not_heard_and_what_is_said_is_no_work() -> None:
    snapshot, information = read(a_survey_that_nobody_answers())
    row = snapshot.network.elements.row
    at = np.array([row["workshop"]])
    assert information.steps_to(at)[row["resident"]] == -1
    from_survey = count_steps(work_graph(snapshot.network), np.array([row["survey"]]))
    assert from_survey[row["office"]] == -1
