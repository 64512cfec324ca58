"""The page Line of sight: it answers for every place that an element can have, and follows what is chosen."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from sightline.document import Organization, Tree, build_organization
from sightline.phrases import NBSP
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of
from tests.organizations import closed_reporting_loop, opaque_in_series, unit_with_members


def drawn(raw: dict[str, object]) -> Organization:
    return build_organization(Tree(raw))


def lines_of(app: AppTest) -> int:
    return next(len(frame.value) for frame in app.dataframe if "Weakest link" in frame.value)


def test_it_begins_with_whom_a_leader_would_ask_about() -> None:
    app = open_app("line-of-sight", sample="harbor")
    assert_drawn(app)
    assert app.header[0].value.startswith("The best line of Claims director reaches Claimants")
    assert user_of(app).element == "claims-director"


def test_the_selected_element_is_the_one_asked_about() -> None:
    app = open_app("line-of-sight", sample="harbor", element="claims-adjusters")
    said = all_text(app).replace(NBSP, " ")
    assert "The best line of Claims adjusters reaches" in said
    assert "What takes most is" in said
    assert "independent routes" in said or "Everything passes" in said


def test_another_element_can_be_searched_for() -> None:
    app = open_app("line-of-sight", sample="harbor")
    app.selectbox[0].set_value("training").run()
    assert_drawn(app)
    assert "The best line of Training reaches" in app.header[0].value
    assert user_of(app).element == "training"


def test_more_lines_can_be_asked_for() -> None:
    app = open_app("line-of-sight", sample="harbor", element="claims-director")
    before = lines_of(app)
    app.button_group[0].set_value("10").run()
    assert_drawn(app)
    assert before == 5 < lines_of(app)
    assert user_of(app).choice("lines") == ("10",)


def test_a_line_chosen_before_is_drawn_again() -> None:
    user = opened(sample="harbor", element="claims-director")
    user.choose("line", ("claims-director", "3"))
    assert "Line 3 of 5" in all_text(open_app("line-of-sight", user=user))


def test_a_choice_that_makes_no_sense_falls_back_to_the_best_line() -> None:
    user = opened(sample="harbor", element="claims-director")
    user.choose("line", ("claims-director", "999999"))
    user.choose("lines", ("a million",))
    app = open_app("line-of-sight", user=user)
    assert_drawn(app)
    assert "Line 5 of 5" in all_text(app)


@pytest.mark.parametrize(
    ("organization", "element", "words"),
    [
        (closed_reporting_loop(), "reporting", "goes in a circle that nobody leaves"),
        (closed_reporting_loop(), "client", "Who reaches this customer"),
        (opaque_in_series(), "desk", "nothing passes there"),
        (opaque_in_series(), "client", "Nobody reaches this customer"),
        (unit_with_members(), "division", "only groups others"),
        ({"sightline": 1, "teams": {"alone": {}}}, "alone", "nobody is recorded who uses what it hands over"),
    ],
)
def test_every_kind_of_place_is_answered(organization: dict[str, object], element: str, words: str) -> None:
    app = open_app("line-of-sight", organization=drawn(organization), element=element)
    assert_drawn(app)
    assert user_of(app).element == element
    assert words in all_text(app)


def test_an_empty_organization_says_how_to_begin() -> None:
    app = open_app("line-of-sight", organization=Organization(name="New"))
    assert_drawn(app)
    assert "Nothing is recorded yet" in all_text(app)
    assert [button.label for button in app.button] == ["Add elements"]
