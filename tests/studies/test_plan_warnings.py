"""A plan is warned of where it is weak, and not where it is just strong enough."""

from __future__ import annotations

import pytest

from sightline.catalogue.details import catalogue
from sightline.document import Intervention, Organization
from sightline.snapshot import Snapshot
from sightline.studies.candidates import Candidate, find_candidates
from sightline.studies.plan import make_plan
from sightline.studies.plan_warnings import find_polished_fronts, find_weaknesses
from sightline.studies.rebuilding import rebuilt
from tests.samples.readings import analyzed
from tests.studies.plans import LOCKS, document_of, intervention, snapshot_of, two_locks

OWNED: dict[str, object] = {"owner": "somebody", "date": "2027-01-01"}


def titles(raw_plan: tuple[dict[str, object], ...], *, only: tuple[str, ...]) -> list[str]:
    """Judge a plan of some of the interventions."""
    snapshot = snapshot_of(two_locks(*raw_plan))
    chosen = find_candidates(snapshot, catalogue(), source="file").chosen
    picked = [one for one in chosen if one.id in only]
    assert len(picked) == len(only)
    found = find_weaknesses(snapshot, picked)
    assert all(one.code == "weak-plan" for one in found)
    return [one.title for one in found]


def test_symptoms_alone_are_weak_and_with_their_cause_they_are_not() -> None:
    owned = tuple({**one, **OWNED} for one in LOCKS)
    assert titles(owned, only=("legal",)) == ["The plan treats symptoms only"]
    assert titles(owned, only=("legal", "board")) == []


def test_people_and_the_front_alone_are_weak_and_with_a_rule_behind_them_they_are_not() -> None:
    owned = tuple({**one, **OWNED} for one in LOCKS)
    assert titles(owned, only=("train",)) == [
        "The plan treats symptoms only",
        "The plan works on people only",
        "The plan polishes the front only",
    ]
    assert titles(owned, only=("train", "board")) == []


def test_a_step_without_owner_or_date_is_counted() -> None:
    planned = (intervention("board", 1, "b", owner="somebody"), {**LOCKS[2], **OWNED})
    assert titles(planned, only=("board", "train")) == ["1 of 2 steps has no owner or no date"]


@pytest.mark.parametrize(("aims", "weak"), [(("gesture", "gesture"), True), (("gesture", "cause"), False)])
def test_gestures_alone_are_weak(aims: tuple[str, str], weak: bool) -> None:
    snapshot = snapshot_of(two_locks())
    step = Intervention(id="thank-you")
    chosen = [Candidate(step, 1, {row: 0.1}, True, aim) for row, aim in enumerate(aims)]  # type: ignore[arg-type]
    found = [one.title for one in find_weaknesses(snapshot, chosen)]
    assert ("The plan consists of gestures only" in found) is weak


def test_no_plan_is_not_judged() -> None:
    assert find_weaknesses(snapshot_of(two_locks()), []) == ()


def test_harbor_is_warned_against_polishing_its_front() -> None:
    snapshot = analyzed("harbor").snapshot
    plan = make_plan(snapshot, 20, draws=0)
    (front,) = plan.fronts
    assert snapshot.network.elements.ids[front.element] == "concierge-team"
    assert front.clarity >= 0.85
    assert front.inflow <= 0.6
    assert 0 < front.gain < 0.1 * plan.gain


def test_a_front_with_clear_work_behind_it_is_no_reason_to_warn() -> None:
    assert find_polished_fronts(snapshot_of(two_locks())) == ()


def with_plan(organization: Organization, **cleared: tuple[str, ...]) -> Snapshot:
    """Give an organization with interventions, each named with the obstacles that it clears."""
    planned = [
        {"id": name, "cost": 1.0, "clears": [{"obstacle": one} for one in obstacles], **OWNED}
        for name, obstacles in cleared.items()
    ]
    interventions = tuple(Intervention.model_validate(one | {"clears": one["clears"]}) for one in planned)
    return Snapshot(rebuilt(organization, interventions=interventions))


def test_concord_fails_by_its_symptom_and_works_by_its_causes() -> None:
    organization = document_of(analyzed("concord").snapshot)
    symptom = make_plan(with_plan(organization, redesign=("k6",)), 1, source="file", draws=0)
    causes = make_plan(with_plan(organization, councils=("k1", "k2", "k3", "k4", "k5")), 1, source="file", draws=0)
    assert [one.title for one in symptom.findings] == ["The plan treats symptoms only"]
    assert causes.findings == ()
    assert causes.gain > 2 * symptom.gain
