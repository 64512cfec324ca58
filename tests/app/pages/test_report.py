"""Report: what each section says first, and files that are those of the command line."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from sightline.app.pages.report import _NAME
from sightline.app.parts import scenario_book
from sightline.report.forms import Form
from sightline.studies.changes import ClearObstacle
from tests import organizations
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of
from tests.report.html.reports import drawn, read_page


def _build(app: AppTest) -> dict[Form, bytes]:
    next(one for one in app.button if one.label == "Build").click().run()
    assert_drawn(app)
    files: dict[Form, bytes] = user_of(app).remembered[_NAME][1]  # type: ignore[assignment]
    return files


@pytest.fixture
def app() -> AppTest:
    return open_app("report", organization=drawn(organizations.worked_example()))


def test_it_shows_what_each_section_says_first(app: AppTest) -> None:
    assert_drawn(app)
    told = [one.value for one in app.markdown if one.value.startswith("**")]
    assert [sentence.split(".**")[0] for sentence in told[:2]] == ["**In short", "**Where the effort ends"]
    assert f"{len(told)} sections about" in app.header[0].value
    assert "Left out, for there is nothing to show: Lines of sight, What if" in all_text(app)


def test_page_slides_and_workbook_are_built_when_the_user_says_so(app: AppTest) -> None:
    assert _NAME not in user_of(app).remembered
    next(one for one in app.text_input if one.label == "Title").set_value("Seen <b>").run()
    files = _build(app)
    assert set(files) == set(Form)
    page = read_page(files[Form.HTML].decode())
    assert "Seen <b>" in page.text
    assert "sightline analyze drawn.yaml --format json" in page.texts
    assert all(files[form].startswith(b"PK") for form in (Form.PPTX, Form.XLSX))


def test_another_wish_takes_the_files_back(app: AppTest) -> None:
    next(one for one in app.button_group if one.label == "As").set_value([Form.HTML]).run()
    files = _build(app)
    assert set(files) == {Form.HTML}
    assert not [one for one in app.button if one.label == "Build"]
    next(one for one in app.text_input if one.label == "Client").set_value("The board").run()
    assert [one for one in app.button if one.label == "Build"]
    assert b"The board" in _build(app)[Form.HTML]


def test_the_selected_element_and_the_scenarios_of_the_user_are_told() -> None:
    user = opened(sample="harbor", element="payment-release")
    scenario_book.add(user, "Without approval", (ClearObstacle("h7"),))
    app = open_app("report", user=user)
    assert_drawn(app)
    text = all_text(app)
    assert "The best line of Payment release reaches Claimants" in text
    assert "The index rises from 54" in text


def test_sections_that_are_not_wanted_are_left_out(app: AppTest) -> None:
    next(one for one in app.checkbox if one.label == "Words").uncheck().run()
    assert_drawn(app)
    assert "**Words.**" not in all_text(app)
    assert 'id="glossary"' not in _build(app)[Form.HTML].decode()


def test_a_word_that_is_none_is_told_and_nothing_is_built(app: AppTest) -> None:
    next(one for one in app.text_input if one.label == "What a customer is called").set_value("<i>").run()
    assert "is no word" in app.error[0].value
    assert not [one for one in app.button if one.label == "Build"]
