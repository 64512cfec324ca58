"""How sure is this? Asked once, on either page, it is answered on both, until the model is another one."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from sightline.app.parts import how_sure
from sightline.document import Tree, build_organization
from sightline.report import uncertainty_wording
from sightline.studies.uncertainty import find_uncertainty
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of
from tests.organizations import worked_example


@pytest.fixture(autouse=True)
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw as often as a test needs."""
    monkeypatch.setattr(how_sure, "MANY", 40)


def ask(app: AppTest) -> AppTest:
    (button,) = [one for one in app.button if one.label == "How sure is this?"]
    return button.click().run()


def test_the_overview_shows_the_interval_of_the_index_and_what_it_hangs_on() -> None:
    app = open_app("overview", sample="harbor")
    assert "of the draws" not in all_text(app)
    app = ask(app)
    assert_drawn(app)
    study = find_uncertainty(opened(sample="harbor").open_model.snapshot, draws=40)
    said = all_text(app).replace("\u00a0", " ")
    assert uncertainty_wording.headline(study).replace("\u00a0", " ") in said
    assert "The index hangs most on" in said
    assert any("Index under 10 inputs" in json.dumps(str(one.proto)) for one in app.get("vega_lite_chart"))


def test_asked_on_one_page_it_is_answered_on_the_other_until_something_changes() -> None:
    app = ask(open_app("hotspots", sample="harbor"))
    assert_drawn(app)
    assert "Among the five that gain most" in all_text(app) or "their order is open" in all_text(app)
    user = user_of(app)
    assert "of the draws it is" in all_text(open_app("overview", user=user))
    user.edit(build_organization(Tree(worked_example())), "Replaced")
    assert "of the draws it is" not in all_text(open_app("overview", user=user))


def test_where_there_is_no_index_nothing_is_offered() -> None:
    raw = {"sightline": 1, "customers": {"client": {}}, "teams": {"desk": {"effort": 0, "serves": ["client"]}}}
    app = open_app("overview", organization=build_organization(Tree(raw)))
    assert_drawn(app)
    assert [one.label for one in app.button if one.label == "How sure is this?"] == []
