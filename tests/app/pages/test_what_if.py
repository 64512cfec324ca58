"""What-if: a newcomer clears an obstacle, sees what it does, takes it back, and adopts it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from sightline.app.parts import scenario_book
from sightline.app.parts.scenario_map import map_after, map_before
from sightline.app.trial import Trial
from sightline.document import Organization
from sightline.studies.changes import AddElement, RemoveElement, SetSeverity
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of
from tests.app.hostile import PAYLOADS, hostile_organization

APPROVAL = "payment-release.approval-overload"


def _trial(app: AppTest) -> Trial:
    user = user_of(app)
    return user.scenarios[scenario_book.open_scenario(user)[0]]


def _press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label and not button.disabled).click().run()


def _index(app: AppTest) -> float:
    found = _trial(app).effect.index_after
    assert found is not None
    return found


def test_the_obstacle_that_gains_most_stands_first_and_clearing_it_says_what_it_does() -> None:
    app = open_app("what-if", sample="harbor")
    assert_drawn(app)
    assert "Approval overload at Payment release" in app.slider[0].label.replace("\\", "")
    before = _index(app)

    app.slider[0].set_value(0).run()

    assert_drawn(app)
    assert app.slider[0].value == 0
    assert _index(app) > before
    assert "The index rises" in app.header[0].value
    assert "Payment release" in all_text(app)


def test_dragging_one_slider_twice_is_one_step_and_undo_puts_the_slider_back() -> None:
    app = open_app("what-if", sample="harbor")
    severity = app.slider[0].value
    app.slider[0].set_value(20).run()
    app.slider[0].set_value(10).run()
    assert len(_trial(app).history.changes) == 1

    _press(app, "Undo")
    assert app.slider[0].value == severity
    _press(app, "Redo")
    assert app.slider[0].value == 10


def test_the_obstacles_of_the_selected_element_stand_first() -> None:
    app = open_app("what-if", sample="harbor", element="claim-assessment")
    assert "Claim assessment" in app.slider[0].label


def test_adopting_a_scenario_edits_the_model_once_and_can_be_undone() -> None:
    app = open_app("what-if", sample="harbor")
    user = user_of(app)
    original = user.open_model
    app.slider[0].set_value(0).run()
    index = _index(app)

    _press(app, "Adopt into the model")

    assert user.open_model.analysis.sight.index == index
    assert len(user.done) == 1
    user.undo()
    assert user.open_model is original


def test_scenarios_are_named_duplicated_and_compared() -> None:
    user = opened(sample="harbor")
    user.choose("what-if-view", ["scenarios"])
    app = open_app("what-if", user=user)
    app.slider[0].set_value(0).run()
    _press(app, "Duplicate")
    assert list(user.scenarios) == ["Scenario 1", "Scenario 1 (2)"]
    scenario_book.rename(user, "Scenario 1 (2)", "Trust the clerks")

    app.run()

    assert_drawn(app)
    assert "Trust the clerks" in [str(row) for row in app.dataframe[-1].value["Scenario"]]
    _press(app, "Delete")
    assert list(user.scenarios) == ["Scenario 1"]


def test_changes_that_another_model_no_longer_allows_are_told_and_dropped() -> None:
    user = opened(sample="harbor")
    obstacle = str(user.open_model.snapshot.network.obstacles.ids[0])
    element = str(user.open_model.snapshot.network.elements.ids[user.open_model.snapshot.network.obstacles.element[0]])
    changes = (SetSeverity(obstacle, 0.0), AddElement("new-team", "team", "New team"))
    scenario_book.add(user, "Two changes", changes)

    user.edit(RemoveElement(element).apply(user.open_model.organization), "Remove it")
    name, trial = scenario_book.open_scenario(user)

    assert name == "Two changes"
    assert trial.history.changes == changes[1:]
    assert len(trial.lost) == 1


def test_what_is_on_both_maps_stands_in_the_same_place() -> None:
    user = opened(sample="harbor")
    scenario_book.add(user, "Without", (RemoveElement("payment-release"), AddElement("new-team", "team")))
    _, trial = scenario_book.open_scenario(user)

    before, after = map_before(user.open_model), map_after(user.open_model, trial)

    places = {node.id: (node.x, node.y) for node in before.nodes}
    both = [node for node in after.nodes if node.id in places]
    assert len(both) > 20
    assert all((node.x, node.y) == places[node.id] for node in both)
    assert before.digest != after.digest
    assert "new-team" in {node.id for node in after.nodes}


def test_an_element_can_be_added_to_an_empty_organization() -> None:
    app = open_app("what-if", organization=Organization())
    assert_drawn(app)
    next(box for box in app.selectbox if box.label == "What to change").set_value("Add an element").run()
    next(box for box in app.text_input if box.label == "Name" and "Add" in str(box.key)).set_value("Über us").run()

    _press(app, "Try it")

    assert_drawn(app)
    assert [element.name for element in _trial(app).history.organization.elements] == ["Über us"]


def test_names_that_attack_are_only_text() -> None:
    user = opened(organization=hostile_organization())
    scenario_book.add(user, PAYLOADS[2], (SetSeverity("e0.approval-overload", 0.0),))
    user.choose("what-if-view", ["scenarios"])
    app = open_app("what-if", user=user)
    assert_drawn(app)
    assert app.slider
    assert not [entry.value for entry in (*app.markdown, *app.caption, *app.header) if "![" in entry.value]
    assert not [slider.label for slider in app.slider if "![" in slider.label or "<" in slider.label.replace("\\<", "")]
