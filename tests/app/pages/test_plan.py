"""Plan: a budget buys steps in order, warnings stand beside them, and the plan opens in What-if."""

from __future__ import annotations

import pytest

from sightline.document import Organization, Tree, build_organization
from tests.app.apps import all_text, assert_drawn, open_app, user_of
from tests.app.hostile import hostile_organization
from tests.studies.plans import intervention, two_locks


def test_harbor_gets_steps_a_warning_about_its_front_and_three_things() -> None:
    app = open_app("plan", sample="harbor")
    assert_drawn(app)
    assert "raise the index from" in app.header[0].value
    text = all_text(app)
    assert "Polishing the front would buy little: Concierge team" in text
    assert "If you can do three things only" in text
    assert len(app.dataframe[-1].value) > 5


def test_a_smaller_budget_buys_less_and_none_buys_nothing() -> None:
    app = open_app("plan", sample="harbor")
    whole = len(app.dataframe[-1].value)
    app.slider[0].set_value(3).run()
    assert_drawn(app)
    assert 0 < len(app.dataframe[-1].value) < whole
    app.slider[0].set_value(0).run()
    assert_drawn(app)
    assert "Nothing at a cost of 0" in app.header[0].value.replace("\\", "")


def test_a_plan_is_tried_as_a_scenario_of_its_own() -> None:
    app = open_app("plan", sample="concord")
    next(one for one in app.button if one.label == "Try this plan in What-if").click().run()
    trial = user_of(app).scenarios["Plan at a cost of 20"]
    assert len(trial.history.changes) > 5
    assert (trial.effect.delta or 0) > 0.1


@pytest.fixture
def planned() -> Organization:
    dated = (
        intervention("legal", 4, "a", date="2027-03-01"),
        intervention("board", 4, "b", owner="Chair", date="2027-05-01"),
    )
    return build_organization(Tree(two_locks(*dated)))


def test_what_the_file_plans_can_be_chosen_alone_and_stands_in_a_roadmap(planned: Organization) -> None:
    app = open_app("plan", organization=planned)
    assert_drawn(app)
    assert "The roadmap of the file" in all_text(app)
    app.button_group[0].set_value("file").run()
    assert_drawn(app)
    assert app.header[0].value.startswith("2 steps at a cost of 8 raise the index")


def test_nothing_to_plan_against_says_what_to_do() -> None:
    organization = build_organization(Tree({"sightline": 1, "customers": {"c": {}}, "teams": {"t": {"serves": "c"}}}))
    app = open_app("plan", organization=organization)
    assert_drawn(app)
    assert "no obstacle is recorded yet" in all_text(app)


def test_hostile_names_are_only_shown() -> None:
    assert_drawn(open_app("plan", organization=hostile_organization()))
