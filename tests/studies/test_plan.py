"""A plan is as good as the best there is, costs no more than it may, and says what each step gains."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.plan import compare, draw_case
from sightline.catalogue.details import catalogue
from sightline.document import Tree
from sightline.errors import UsageError
from sightline.snapshot import Snapshot
from sightline.studies.candidates import find_candidates
from sightline.studies.condensed import Condensed
from sightline.studies.plan import make_plan, search_of
from sightline.studies.scenario import Scenario
from sightline.studies.what_if import WhatIf
from tests.reference.plan import find_best_gain, find_gain
from tests.samples.readings import analyzed
from tests.studies.plans import LOCKS, document_of, intervention, snapshot_of, two_locks


def test_two_locks_in_one_line_are_opened_together_although_neither_gains_alone() -> None:
    plan = make_plan(snapshot_of(two_locks(*LOCKS)), 8, source="file")
    assert sorted(step.candidate.id for step in plan.steps) == ["board", "legal"]
    assert [step.turn for step in plan.steps] == [1, 1]
    assert [step.gain for step in plan.steps] == pytest.approx([0, 6 / 8])
    assert plan.cost == 8


@pytest.mark.parametrize(("budget", "chosen"), [(0, []), (2, ["train"]), (7.9, ["train"]), (10, ["legal", "board"])])
def test_a_plan_takes_what_fits(budget: float, chosen: list[str]) -> None:
    plan = make_plan(snapshot_of(two_locks(*LOCKS)), budget, source="file")
    found = [step.candidate.id for step in plan.steps]
    assert set(chosen) <= set(found)
    assert plan.cost <= budget
    assert len(found) == (3 if budget == 10 else len(chosen))


@pytest.mark.parametrize("seed", range(6))
def test_the_search_finds_what_trying_every_plan_finds(seed: int) -> None:
    _, snapshot = draw_case(seed)
    candidates = find_candidates(snapshot, catalogue(), source="file").chosen[:6]
    assert len(candidates) == 6
    search = search_of(snapshot, candidates)
    budget = sum(one.cost for one in candidates) * 0.4
    best = find_best_gain(snapshot, candidates, budget)
    choice = search.best(budget)
    assert search.cost(choice) <= budget + 1e-9
    assert search.index(choice) - snapshot.flow.index == pytest.approx(best, abs=1e-9)


def test_the_benchmark_holds_the_search_against_the_optimum() -> None:
    ratios = [ratio.value for seed in range(3) for ratio in compare(seed)]
    assert len(ratios) == 9
    assert min(ratios) >= 0.95
    assert max(ratios) <= 1 + 1e-9


@pytest.mark.parametrize("seed", range(3))
def test_the_condensed_organization_has_the_index_of_the_whole(seed: int) -> None:
    _, snapshot = draw_case(seed)
    obstacles = snapshot.network.obstacles
    rows = np.arange(0, len(obstacles), 2, dtype=np.int64)
    drawn = np.random.default_rng(seed).random((5, len(rows)))
    drawn[0] = 0.0
    found = Condensed(snapshot, rows).indices(drawn)
    study = WhatIf(snapshot)
    whole = [study.index_with(dict(zip(rows.tolist(), one, strict=True))) for one in drawn.tolist()]
    assert found.tolist() == pytest.approx(whole, abs=1e-9)


@pytest.mark.parametrize("sample", ["harbor", "concord", "permit"])
def test_every_figure_of_a_plan_is_that_of_solving_again(sample: str) -> None:
    snapshot = analyzed(sample).snapshot
    plan = make_plan(snapshot, 20)
    assert len(plan.steps) > 5
    done = []
    for step in plan.steps:
        done.append(step.candidate)
        assert step.total == pytest.approx(find_gain(snapshot, done), abs=1e-9)
        assert step.spent == sum(one.cost for one in done)
    scenario = Scenario.from_raw(Tree(plan.to_scenario().to_raw()))
    tried = WhatIf(snapshot).evaluate(scenario.changes)
    assert tried.delta == pytest.approx(plan.gain, abs=1e-9)
    assert plan.few.exact
    assert len(plan.few.candidates) == 3


def test_intervals_are_the_same_for_the_same_seed_and_hold_what_the_draws_say() -> None:
    snapshot = analyzed("harbor").snapshot
    one, same, other = (make_plan(snapshot, 5, draws=40, seed=seed) for seed in (1, 1, 2))
    assert [(step.low, step.high) for step in one.steps] == [(step.low, step.high) for step in same.steps]
    assert one.steps[-1].low != other.steps[-1].low
    assert all(0 <= (step.low or 0) < (step.high or 0) for step in one.steps)
    assert [step.candidate for step in one.steps] == [step.candidate for step in other.steps]
    assert make_plan(snapshot, 5, draws=0).steps[0].low is None


def test_mandated_obstacles_stay_unless_they_may_be_touched() -> None:
    raw = two_locks(*LOCKS)
    raw["teams"]["board"]["obstacles"][0]["mandated"] = True  # type: ignore[index]
    snapshot = snapshot_of(raw)
    kept = make_plan(snapshot, 100)
    row = snapshot.network.obstacles.row["b"]
    assert kept.steps
    assert not any(row in step.candidate.leaves for step in kept.steps)
    assert any("Mandated" in notice and "`b`" in notice for notice in kept.notices)
    assert not any("nothing less would remain" in notice for notice in kept.notices)
    touched = make_plan(snapshot, 100, source="file", touch_mandated=True)
    assert any(row in step.candidate.leaves for step in touched.steps)


def test_what_cannot_be_chosen_is_named() -> None:
    planned = (intervention("free", None, "a"), intervention("idle", 1, "c", to=0.9), *LOCKS)
    notices = make_plan(snapshot_of(two_locks(*planned)), 4, source="file").notices
    assert [word for word in ("`free`", "`idle`") if any(word in notice for notice in notices)] == ["`free`", "`idle`"]


def test_of_two_against_the_same_the_dearer_that_leaves_more_is_never_chosen() -> None:
    planned = (
        intervention("dear", 3, "c", to=0.1),
        intervention("cheap", 2, "c"),
        intervention("half", 1, "c", to=0.2),
    )
    snapshot = snapshot_of(two_locks(*planned))
    chosen = find_candidates(snapshot, catalogue(), source="file").chosen
    assert [one.id for one in chosen] == ["cheap", "half"]
    assert [step.candidate.id for step in make_plan(snapshot, 9, source="file").steps] == ["cheap"]


def test_what_can_be_had_for_nothing_comes_first() -> None:
    plan = make_plan(snapshot_of(two_locks(intervention("gift", 0, "c"), *LOCKS[:2])), 8, source="file")
    assert plan.steps[0].candidate.id == "gift"
    assert len(plan.steps) == 3


@pytest.mark.parametrize("budget", [-1.0, float("nan"), float("inf")])
def test_a_budget_is_a_number_from_0_on(budget: float) -> None:
    with pytest.raises(UsageError, match="budget"):
        make_plan(snapshot_of(two_locks()), budget)


def test_without_effort_or_a_document_there_is_no_plan() -> None:
    with pytest.raises(UsageError, match="effort"):
        make_plan(snapshot_of({"sightline": 1, "teams": {"idle": {"effort": 0}}}), 1)
    with pytest.raises(UsageError, match="document"):
        make_plan(Snapshot(network=snapshot_of(two_locks()).network), 1)


def test_an_organization_without_obstacles_has_an_empty_plan() -> None:
    plan = make_plan(snapshot_of({"sightline": 1, "customers": {"c": {}}, "teams": {"t": {"serves": "c"}}}), 9)
    assert (plan.steps, plan.gain, plan.few.candidates, plan.findings) == ((), 0.0, (), ())
    assert document_of(plan.snapshot).interventions == ()
