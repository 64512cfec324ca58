"""Who is asked what: only what is in the model, only what people meet, the most telling first, never about a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sightline.catalogue.details import AUDIENCES, Audience, catalogue, extended
from sightline.document import Tree, build_organization
from sightline.errors import UsageError
from sightline.evidence.audiences import find_groups
from sightline.evidence.question_ids import parse_question_id
from sightline.evidence.questionnaires import MOST_SUBJECTS, Questionnaire, Survey, make_survey
from sightline.evidence.targets import Target, Targets
from sightline.formats import read_organization
from sightline.snapshot import Snapshot
from tests.cli.running import ALL_SAMPLES, CONCORD


def workshop() -> dict[str, Any]:
    """Show every audience once, beside a person and a role of one.

    ana (person) ==> sales ==[silo-handoff 0.4]==> workshop ==> order (run by workshop) ==> (shop)
    crm --supports--> sales ==> (shop) ..feedback..> sales
    chief (role of 1) decides about order; sales and workshop report to the chief.
    paint and press are parts of the workshop; paint works for order too.
    """
    return {
        "sightline": 1,
        "name": "Workshop",
        "customers": {"shop": {"feedback": "sales"}},
        "processes": {"order": {"accountable": "workshop", "serves": "shop"}},
        "systems": {"crm": {"supports": "sales"}},
        "teams": {
            "sales": {
                "headcount": 6,
                "reports_to": "chief",
                "serves": [
                    {"to": "workshop", "obstacles": [{"kind": "silo-handoff", "severity": 0.4}]},
                    {"to": "order"},
                    {"to": "shop"},
                ],
            },
            "workshop": {"headcount": 3, "reports_to": "chief", "serves": "order"},
            "paint": {"part_of": "workshop", "headcount": 1, "serves": "order"},
        },
        "roles": {"chief": {"holders": 1, "serves": "workshop"}},
        "people": {"ana": {"name": "Ana Example", "serves": "sales"}},
        "decisions": {"price": {"about": ["order"], "decider": "chief"}},
    }


def survey_of(raw: dict[str, Any], *, most: int = 10, groups: int = 10) -> Survey:
    """Make the survey of a mapping."""
    return make_survey(Snapshot(build_organization(Tree(raw))), catalogue(), most=most, groups=groups)


def asked(survey: Survey, audience: Audience, group: str) -> Questionnaire:
    """Find the questionnaire of a group."""
    return next(one for one in survey.questionnaires if (one.group.audience, one.group.element) == (audience, group))


def test_every_audience_is_asked_about_what_it_meets() -> None:
    groups, _ = find_groups(build_organization(Tree(workshop())))
    met = {(one.audience, one.element): [[spot.name for spot in each.spots] for each in one.subjects] for one in groups}
    assert met == {
        ("external-customer", "shop"): [["sales -> shop", "sales"], ["order -> shop", "order"]],
        ("internal-customer", "sales"): [["crm -> sales", "crm"]],
        ("internal-customer", "workshop"): [["sales -> workshop", "sales"], ["sales -> order"]],
        ("supplier", "sales"): [["sales"], ["sales -> workshop"], ["sales -> order", "order"], ["sales -> shop"]],
        ("supplier", "workshop"): [["workshop"], ["workshop -> order", "order"]],
        ("supplier", "paint"): [["paint"], ["paint -> order", "order"]],
        ("decision-maker", "chief"): [["order"], ["sales"], ["workshop"]],
        ("front-line", "sales"): [["sales"], ["crm -> sales", "crm"], ["sales -> order", "order"]],
    }


def test_what_an_element_does_beside_its_kind_counts_where_no_obstacle_can_stand() -> None:
    groups, _ = find_groups(build_organization(Tree(workshop())))
    counts_as = {spot.name: set(spot.counts_as) for one in groups for each in one.subjects for spot in each.spots}
    assert counts_as["sales"] == {"team", "feedback"}
    assert counts_as["order"] == {"process"}
    assert counts_as["sales -> workshop"] == {"serves"}


def test_nobody_is_asked_about_a_person_and_that_is_said() -> None:
    survey = survey_of(workshop())
    text = repr([(one.group, one.questions) for one in survey.questionnaires])
    assert "crm" in text
    assert "ana" not in {question.subject.about for one in survey.questionnaires for question in one.questions}
    assert "Ana Example" not in text
    assert "2 persons and roles with fewer than 5 known holders" in " ".join(survey.notices)


def test_the_recorded_obstacle_comes_with_its_own_place() -> None:
    questions = asked(survey_of(workshop()), "internal-customer", "workshop").questions
    recorded = [question for question in questions if question.worth.ground == "recorded"]
    assert {str(one.id) for one in recorded} == {"silo-handoff-1@sales -> workshop", "silo-handoff-2@sales -> workshop"}


def test_a_supplier_guesses_how_it_is_rated_and_this_counts_among_the_questions() -> None:
    survey = survey_of(workshop(), most=4)
    ours = asked(survey, "supplier", "sales")
    assert (len(ours.questions), str(ours.mirror)) == (3, "mirror@sales")
    assert str(ours.one_thing) == "one-thing@sales"
    assert all(one.mirror is None for one in survey.questionnaires if one.group.audience != "supplier")


def test_the_first_question_is_worth_most_and_the_same_place_counts_less_each_time() -> None:
    ours = asked(survey_of(workshop()), "external-customer", "shop")
    values = [question.worth.value for question in ours.questions]
    assert values[0] == max(values) > 0
    places = [question.spot.name for question in ours.questions]
    assert len(set(places[: len(set(places))])) > 1, "the first place does not take all questions before the next one"


def test_what_an_item_presupposes_must_be_so() -> None:
    kinds = {question.details.kind.kind for one in survey_of(workshop()).questionnaires for question in one.questions}
    assert "customer-shell" in kinds
    assert kinds.isdisjoint({"outsourced-support", "functions-disconnected"})
    raw = workshop()
    raw["teams"]["sales"] |= {"outsourced": True, "function": "sales"}
    ours = asked(survey_of(raw), "external-customer", "shop")
    assert "outsourced-support" in {question.details.kind.kind for question in ours.questions}


def test_a_kind_of_the_user_is_asked_too_and_one_without_questions_is_named() -> None:
    raw = workshop()
    raw["teams"]["sales"]["obstacles"] = [{"kind": "paper-forms", "severity": 0.5}]
    assert any("No question is known for paper-forms" in notice for notice in survey_of(raw).notices)
    item = {"audience": "front-line", "sign": "-", "text": "Half my day goes into forms."}
    kinds = extended(catalogue(), [{"kind": "paper-forms", "name": "Forms", "area": "operations", "items": [item]}])
    survey = make_survey(Snapshot(build_organization(Tree(raw))), kinds)
    assert "paper-forms-1@sales" in {str(one.id) for one in asked(survey, "front-line", "sales").questions}
    assert not any("No question is known" in notice for notice in survey.notices)


def test_only_the_groups_that_could_move_most_are_asked_and_the_rest_is_counted() -> None:
    whole, one_each = survey_of(workshop()), survey_of(workshop(), groups=1)
    assert len(whole.questionnaires) == 8
    assert len(one_each.questionnaires) == 5
    assert "2 further groups could be asked as supplier" in " ".join(one_each.notices)
    best = max((one for one in whole.questionnaires if one.group.audience == "supplier"), key=lambda one: one.value)
    assert best.group in {one.group for one in one_each.questionnaires}


def test_an_organization_without_people_says_who_cannot_be_asked() -> None:
    survey = survey_of({"sightline": 1, "customers": {"shop": {}}, "systems": {"web": {"delivers": "shop"}}})
    assert [one.group.audience for one in survey.questionnaires] == ["external-customer"]
    assert sum("Nobody is asked as" in notice for notice in survey.notices) == 4


def test_arrays_alone_cannot_be_asked_about() -> None:
    network = Snapshot(build_organization(Tree(workshop()))).network
    with pytest.raises(UsageError, match="read the model as a document"):
        make_survey(Snapshot(network=network), catalogue())


def test_those_chosen_of_many_are_the_best_of_all() -> None:
    snapshot = Snapshot(read_organization(CONCORD).organization)
    whole = make_survey(snapshot, catalogue(), groups=1_000)
    few = make_survey(snapshot, catalogue(), groups=3)
    looked_at = 0
    for audience in AUDIENCES:
        values = [one.value for one in whole.questionnaires if one.group.audience == audience]
        best = [one.value for one in few.questionnaires if one.group.audience == audience]
        assert values == sorted(values, reverse=True)
        assert best == values[:3]
        left = len(values) - len(best)
        assert sum(f"{left} further" in one and audience.replace("-", " ") in one for one in few.notices) == (left > 0)
        looked_at += left
    assert looked_at > 10


@pytest.mark.parametrize("path", ALL_SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_rules_hold_in_every_sample(path: Path) -> None:
    organization = read_organization(path).organization
    survey = make_survey(Snapshot(organization), catalogue())
    assert {one.group.audience for one in survey.questionnaires} <= set(AUDIENCES)
    assert len(survey.questionnaires) >= 2
    targets = Targets(organization, catalogue())
    for one in survey.questionnaires:
        ids = [str(question.id) for question in one.questions]
        assert 1 <= len(ids) + (one.mirror is not None) <= 10
        assert len(set(ids)) == len(ids)
        if one.group.audience in ("external-customer", "internal-customer"):
            assert len({question.subject.about for question in one.questions}) <= MOST_SUBJECTS
        else:
            assert len({question.item.id for question in one.questions}) == len(ids)
        for question in one.questions:
            assert question.item.audience == one.group.audience
            found = parse_question_id(str(question.id))
            assert found == question.id
            target = targets.find(question.id)
            assert isinstance(target, Target), (str(question.id), target)
            assert (target.kind, target.holder) == (question.details.kind.kind, question.spot.holder)
    assert survey.questionnaires == make_survey(Snapshot(organization), catalogue()).questionnaires
