"""What if: the same figures as an organization that was written so, quick or not; and what always holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sightline.analyzers.customers import CustomersAnalyzer
from sightline.arrays.clarity import clarity_of
from sightline.arrays.flow import Flow
from sightline.arrays.network import Floats
from sightline.document import Organization, Tree, build_organization
from sightline.document.raw_form import to_raw
from sightline.errors import UsageError
from sightline.phrases import NBSP
from sightline.snapshot import Snapshot
from sightline.studies import severities
from sightline.studies.changes import (
    AddElement,
    AddRelation,
    ClearObstacle,
    RemoveElement,
    RemoveRelation,
    SetSeverity,
    apply_changes,
)
from sightline.studies.effect import points
from sightline.studies.naming import list_obstacles
from sightline.studies.what_if import WhatIf
from tests.drawing import SEVERITIES
from tests.networks import draw_at_random, draw_circle
from tests.organizations import machines_only, rework_between_two_desks
from tests.reference import Figures, figures
from tests.studies.drawing_changes import changes_for, drawn_organizations, severity_changes_for, workshop

EXACT = 1e-9


def reference(organization: Organization) -> Figures:
    """Give the figures of the slow twin, which knows no removed obstacles: they have severity 0 there."""
    raw = to_raw(organization)
    waiting: list[object] = [raw]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            if here.get("status") == "removed":
                here["severity"] = 0.0
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here
    return figures(raw)


def near(value: float | None, tolerance: float = EXACT) -> object:
    """Expect a figure to rounding; None is expected as it is."""
    return None if value is None else pytest.approx(value, abs=tolerance)


def solved(snapshot: Snapshot, changed: dict[int, float]) -> Flow:
    """Solve the same work under other severities from nothing."""
    severity = snapshot.network.obstacles.severity.copy()
    severity[list(changed)] = list(changed.values())
    return Flow(snapshot.network, snapshot.routes, clarity_of(snapshot.network, severity))


def assert_near(found: Floats, expected: Floats) -> None:
    np.testing.assert_allclose(found, expected, rtol=0, atol=EXACT)


@given(st.data())
def test_other_severities_give_what_an_organization_with_them_gives(data: st.DataObject) -> None:
    organization = data.draw(drawn_organizations())
    assume(spots := list_obstacles(organization))
    study = WhatIf(Snapshot(organization))
    for _ in range(3):  # what one question leaves behind must not change the next
        chosen = data.draw(st.dictionaries(st.sampled_from(list(spots)), SEVERITIES, min_size=1))
        after = apply_changes(organization, [SetSeverity(name, value) for name, value in chosen.items()])
        rows = {spots[name].row: value for name, value in chosen.items()}
        expected = Snapshot(after).flow
        assert_near(study.sight_with(rows), expected.sight)
        assert study.index_with(rows) == pytest.approx(expected.index, abs=EXACT)


@settings(max_examples=60)
@given(st.data())
def test_an_effect_has_the_figures_of_the_slow_twin(data: st.DataObject) -> None:
    organization = data.draw(drawn_organizations())
    changes = data.draw(st.lists(severity_changes_for(organization), max_size=3))
    try:
        after = apply_changes(organization, changes)
    except UsageError:
        changes, after = [], organization
    if not changes:
        change = data.draw(changes_for(organization))
        try:
            changes, after = [change], change.apply(organization)
        except UsageError:
            return
    effect = WhatIf(Snapshot(organization)).evaluate(changes)
    twins = reference(organization), reference(after)
    tolerance = EXACT * max(1.0, 1e-6 * max(twin.condition_number for twin in twins))
    assert effect.after.organization == after
    assert effect.index_before == near(twins[0].index, tolerance)
    assert effect.index_after == near(twins[1].index, tolerance)
    for account, twin in zip((effect.account_before, effect.account_after), twins, strict=True):
        for part in ("seen", "blocked", "handoffs", "no_route"):
            assert getattr(account, part) == near(getattr(twin.account, part, None), tolerance)
    both = effect.elements.tolist()
    assert both == [one.id for one in organization.elements if one.id in after.by_id]
    for sight, twin in zip((effect.sight_before, effect.sight_after), twins, strict=True):
        assert sight.tolist() == pytest.approx([twin.sight[one] for one in both], abs=tolerance)
    dark = [twin.stranded for twin in twins]
    assert set(effect.came_to_light) == {one for one in both if one in dark[0] and one not in dark[1]}
    assert set(effect.went_dark) == {one for one in both if one in dark[1] and one not in dark[0]}
    for customer, clarities in effect.customers.items():
        for clarity, twin in zip(clarities, twins, strict=True):
            assert clarity == near(twin.clarity_by_customer.get(customer), tolerance)
    assert effect.sentence.endswith(".")
    assert [table.subject for table in effect.tables] == ["sights", "account", "customers"]


@given(st.data())
def test_more_severity_never_raises_any_sight_and_less_never_lowers_one(data: st.DataObject) -> None:
    organization = data.draw(drawn_organizations())
    assume(spots := list_obstacles(organization))
    name = data.draw(st.sampled_from(list(spots)))
    severity = data.draw(SEVERITIES)
    study = WhatIf(Snapshot(organization))
    was, weight = study.snapshot.flow.sight, spots[name].obstacle.weight
    changed = study.evaluate([SetSeverity(name, severity)]).sight_after - was
    assert (changed <= EXACT if severity >= weight else changed >= -EXACT).all()
    assert (study.evaluate([ClearObstacle(name)]).sight_after >= was - EXACT).all()


@pytest.mark.parametrize("seed", range(4))
def test_a_large_network_is_corrected_and_not_solved_anew(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = Snapshot(network=draw_at_random(seed, size=400, relations=1500, customers=3, obstacles=120))
    study = WhatIf(snapshot)
    generator = np.random.default_rng(seed)
    questions = [
        {int(row): float(value) for row, value in zip(rows, generator.choice([0.0, 0.3, 1.0], 5), strict=True)}
        for rows in generator.choice(120, (6, 5), replace=False)
    ]
    expected = [solved(snapshot, question) for question in questions]
    assert study.index_with({}) == snapshot.flow.index
    monkeypatch.setattr(severities, "Flow", lambda *_, **__: pytest.fail("was solved anew"))
    for question, flow in zip(questions, expected, strict=True):
        assert_near(study.sight_with(question), flow.sight)
        assert study.index_with(question) == pytest.approx(flow.index, abs=EXACT)


def test_many_changes_at_once_are_solved_anew() -> None:
    snapshot = Snapshot(network=draw_at_random(5, size=400, relations=1500, customers=3, obstacles=120))
    question = dict.fromkeys(range(100), 0.35)
    assert_near(WhatIf(snapshot).sight_with(question), solved(snapshot, question).sight)


def test_columns_are_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(severities, "_FLOATS_KEPT", 1000)
    snapshot = Snapshot(network=draw_at_random(6, size=400, relations=1500, customers=3, obstacles=120))
    study = WhatIf(snapshot)
    for row in (*range(12), 0):
        question = {row: 0.9}
        assert_near(study.sight_with(question), solved(snapshot, question).sight)


def test_a_circle_that_hardly_anything_leaves_is_still_right() -> None:
    """Nothing can be proved of a corrected figure there, so it is solved anew."""
    network = draw_circle(150, way_out=1e-12, on_elements={7: 0.25})
    study = WhatIf(Snapshot(network=network))
    for value in (0.0, 0.5, 1.0):
        assert_near(study.sight_with({0: value}), solved(study.snapshot, {0: value}).sight)


@pytest.mark.parametrize(("row", "value"), [(3, 0.5), (-1, 0.5), (0, 1.5), (0, float("nan"))])
def test_what_is_no_row_or_no_severity_is_refused(row: int, value: float) -> None:
    with pytest.raises(UsageError, match=r"there is no obstacle row|a severity is a number"):
        WhatIf(Snapshot(workshop())).index_with({row: value})


def test_arrays_alone_answer_severities_but_no_changes() -> None:
    study = WhatIf(Snapshot(network=Snapshot(workshop()).network))
    assert study.index_with({0: 0.0}) > study.index_with({})
    with pytest.raises(UsageError, match="read it as a document"):
        study.evaluate([ClearObstacle("votes")])


def test_the_effect_of_severities_shares_what_they_do_not_change() -> None:
    study = WhatIf(Snapshot(workshop()))
    after = study.evaluate([ClearObstacle("votes")]).after
    assert after.routes is study.snapshot.routes
    assert after.network.elements is study.snapshot.network.elements
    again = Snapshot(after.organization)
    assert after.network.obstacles.severity.tolist() == again.network.obstacles.severity.tolist()
    assert CustomersAnalyzer().run(after).seen.tolist() == pytest.approx(CustomersAnalyzer().run(again).seen.tolist())


def test_an_effect_says_itself() -> None:
    study = WhatIf(Snapshot(workshop()))
    said = [
        study.evaluate([ClearObstacle("votes")]).sentence,
        study.evaluate([]).sentence,
        study.evaluate([RemoveRelation("operations -> clinic")]).sentence,
        study.evaluate([SetSeverity("votes", 0.500001)]).sentence,
    ]
    assert [sentence.replace(NBSP, " ") for sentence in said] == [
        "The index rises from 77 % to 91 % (+14.0 points): the sight of Planning changes most, from 48 % to 95 %.",
        "The index stays at 77 %.",
        (
            "The index falls from 77 % to 6 % (-71.0 points): the sight of Operations changes most, from 95 % to 0 %; "
            "Operations, Planning, Archive and 1 more lose every route to an external customer."
        ),
        "The index stays near 77.0 % (hardly any change).",
    ]


def test_who_comes_to_light_is_named() -> None:
    dark = RemoveRelation("operations -> clinic").apply(workshop())
    effect = WhatIf(Snapshot(dark)).evaluate([AddRelation("operations", "patient")])
    assert effect.came_to_light == ("operations", "planning", "archive", "head")
    assert effect.went_dark == ()
    assert "Operations, Planning, Archive and 1 more gain a route to an external customer." in effect.sentence


def test_elements_of_one_side_only_are_left_out() -> None:
    effect = WhatIf(Snapshot(workshop())).evaluate([AddElement("night", "team"), RemoveElement("archive")])
    assert "night" not in effect.elements
    assert "archive" not in effect.elements
    assert len(effect.elements) == 6


def test_without_effort_there_is_no_index() -> None:
    raw = {"sightline": 1, "customers": {"clinic": None}, "products": {"device": {"effort": 0, "serves": "clinic"}}}
    effect = WhatIf(Snapshot(build_organization(Tree(raw)))).evaluate([])
    assert (effect.index_before, effect.delta, effect.index_after) == (None, None, None)
    assert effect.sentence == "There is no index to compare: no effort is recorded."


def test_the_most_changed_come_first_and_those_unchanged_never() -> None:
    effect = WhatIf(Snapshot(workshop())).evaluate([ClearObstacle("votes")])
    moved = effect.most_changed(10)
    assert [one.element for one in moved] == ["planning", "head", "archive"]
    assert all(one.delta > 0 for one in moved)
    assert [one.delta for one in moved] == sorted((one.delta for one in moved), reverse=True)
    assert effect.most_changed(1) == moved[:1]


@pytest.mark.parametrize("raw", [machines_only(), rework_between_two_desks()])
def test_loops_and_machines_alone_are_evaluated_like_any_other(raw: dict[str, object]) -> None:
    organization = build_organization(Tree(raw))
    for name in (spots := list_obstacles(organization)):
        found = WhatIf(Snapshot(organization)).index_with({spots[name].row: 1.0})
        expected = reference(SetSeverity(name, 1.0).apply(organization)).index
        assert found == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize(
    ("delta", "text"),
    [
        (0.062, "+6.2\u00a0points"),
        (-0.1234, "-12.3\u00a0points"),
        (0.0003, "+0.03\u00a0points"),
        (-0.000002, "-0.0002\u00a0points"),
        (1e-8, "hardly any change"),
        (0.0, "no change"),
    ],
)
def test_points_are_spelled_with_their_sign(delta: float, text: str) -> None:
    assert points(delta) == text
