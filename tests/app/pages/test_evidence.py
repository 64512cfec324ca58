"""Evidence: what is looked at, what obstacles rest on, what is asked of whom, and every kind of the catalogue."""

from __future__ import annotations

import io
import re
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from streamlit.testing.v1 import AppTest

from sightline.app.model import Model, Origin
from sightline.app.pages.evidence import PARTS
from sightline.app.parts.evidence_coverage import cover_units
from sightline.app.parts.evidence_register import list_entries, say_register
from sightline.catalogue.details import catalogue
from sightline.document import Organization, Tree, build_organization
from sightline.evidence.questionnaires import make_survey
from sightline.evidence.survey_kit import GUIDE, make_files
from sightline.report import wording
from tests.app.apps import all_text, assert_drawn, open_app, opened, texts, user_of
from tests.app.hostile import BEACON, hostile_organization
from tests.app.test_pages import ODD
from tests.drawing import Body, organizations
from tests.evidence.surveys import drawn

OLD = {"type": "survey", "date": "2024-03-01", "text": "12 respondents: 40 %."}
SEEN = {"type": "observation", "date": "2026-03-01", "text": "Watched a week."}
CONTESTED = {"type": "survey", "date": "2026-05-01", "text": "Contested: 12 respondents: 90 %."}
OBSTACLES = [
    {"kind": "overload", "severity": 0.3, "status": "suspected"},
    {"kind": "bottleneck", "severity": 0.4, "status": "confirmed", "evidence": [SEEN]},
    {"kind": "turnover", "severity": 0.2, "status": "in-work", "evidence": [OLD]},
    {"kind": "silo-handoff", "severity": 0.4, "evidence": [SEEN, CONTESTED]},
    {"kind": "approval-overload", "severity": 0.1, "evidence": [{"text": "Somebody said so."}]},
]


def registered(as_of: str | None = "2026-06-01") -> Organization:
    body = {"customers": {"client": {}}, "teams": {"desk": {"serves": ["client"], "obstacles": OBSTACLES}}}
    return build_organization(Tree({"sightline": 1, **({"as_of": as_of} if as_of else {}), **body}))


def _part(part: str, organization: Organization | None = None, sample: str | None = None) -> AppTest:
    user = opened(sample=sample, organization=organization)
    user.choose("evidence", [part])
    app = open_app("evidence", user=user)
    assert_drawn(app)
    return app


def _press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_drawn_and_stays_in_the_address(part: str) -> None:
    app = _part(part, drawn())
    assert not app.error
    assert user_of(app).choice("evidence") == (() if part == "looked" else (part,))


@pytest.mark.parametrize("organization", ODD)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_drawn_on_odd_organizations(part: str, organization: str) -> None:
    assert not _part(part, ODD[organization]).error


@pytest.mark.parametrize("part", PARTS)
def test_names_that_attack_are_shown_letter_by_letter(part: str) -> None:
    shown = list(texts(_part(part, hostile_organization())))
    assert len(shown) > 2
    for text in shown:
        assert f"](http://{BEACON}" not in text
        assert not re.search(r"(?<!\\)<(img|script|svg|iframe|a)\b", text)
        assert "](javascript:" not in text


def test_where_no_answer_could_move_anything_the_page_says_so() -> None:
    said = all_text(_part("ask", ODD["one element"]))
    assert "as the model stands, no answer could move the index" in said


def test_an_empty_model_leads_to_where_it_begins() -> None:
    app = _part("register", Organization())
    assert [button.label for button in app.button] == ["Go to Data"]
    assert "Nothing is recorded yet" in all_text(app)


def test_the_answer_is_that_of_the_report_and_the_command_line() -> None:
    app = _part("looked", sample="harbor")
    said = wording.coverage(user_of(app).open_model.analysis)
    assert said is not None
    assert app.header[0].value.replace("\\", "") == f"{said.split('; ')[0]}."


def test_a_finding_names_the_units_to_look_at_first() -> None:
    said = all_text(_part("looked", sample="concord"))
    assert "These are Go-to-market, Customer operations and Corporate." in said


@given(organizations())
@settings(max_examples=20, deadline=None)
def test_the_units_together_are_what_the_headline_says(body: Body) -> None:
    model = Model(build_organization(Tree(body)), Origin("new", "drawn"))
    units, effort = cover_units(model), model.snapshot.network.elements.effort
    assert sum(one.effort for one in units) == pytest.approx(effort.sum())
    coverage = model.analysis.coverage.coverage
    if coverage is not None:
        assert sum(one.line for one in units) == pytest.approx(coverage * effort.sum())
    assert sum(one.line + one.here for one in units) >= effort[model.analysis.coverage.elements].sum() - 1e-9
    assert list(units) == sorted(units, key=lambda one: (-one.unknown, -one.effort, one.id))


def test_the_register_counts_each_status_and_each_ground_for_doubt() -> None:
    said = all_text(_part("register", registered()))
    assert "5 obstacles are recorded: 1 confirmed, 1 suspected, 1 in work and 2 without a status." in said
    assert (
        "Worth a second look: 1 contested, 1 without evidence, 1 with evidence older than 12 months, 1 with undated"
        " evidence and 1 known from surveys only." in said
    )


def test_a_model_without_a_date_says_nothing_of_age() -> None:
    said = all_text(_part("register", registered(as_of=None)))
    assert "older than 12 months" not in said
    assert "The model has no date" in said


@pytest.mark.parametrize(
    ("state", "kinds", "told"),
    [
        ("confirmed", {"bottleneck"}, "Watched a week."),
        ("unsaid", {"silo-handoff", "approval-overload"}, "How we know"),
        ("contested", {"silo-handoff"}, "too far apart to be put together"),
        ("bare", {"overload"}, "No evidence is recorded"),
        ("old", {"turnover"}, "27 months older than the model"),
        ("surveyed", {"turnover"}, "look for a second kind of evidence"),
    ],
)
def test_a_status_or_doubt_narrows_the_register_and_shows_the_first_in_full(
    state: str, kinds: set[str], told: str
) -> None:
    app = _part("register", registered())
    pills = next(one for one in app.button_group if one.label == "Show only")
    app = pills.set_value(state).run()
    assert_drawn(app)
    table = app.dataframe[0].value
    model = user_of(app).open_model
    named = {wording.Names(model.snapshot.network).obstacle(one.row).replace("`", "") for one in list_entries(model)}
    assert len(table) == len(kinds)
    assert set(table["Obstacle"]) <= named
    assert told in all_text(app)
    assert user_of(app).choice("evidence-state") == (state,)


def test_the_register_says_so_where_nothing_is_in_the_way() -> None:
    assert say_register(()) == "No obstacle is recorded; that is not the same as nothing being in the way."


def test_the_forms_are_those_of_the_command_line() -> None:
    app = _part("ask", drawn())
    survey = make_survey(user_of(app).open_model.snapshot, catalogue())
    assert f"{len(survey.questionnaires)} questionnaires with" in all_text(app)
    key = f"evidence-{user_of(app).generation}-kit"
    assert key not in user_of(app).remembered
    app = _press(app, "Build the forms")
    assert_drawn(app)
    packed = user_of(app).remembered[key][1]
    assert isinstance(packed, bytes)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert GUIDE in files
    assert files == make_files(survey)


def test_other_wishes_ask_others_and_take_the_forms_back() -> None:
    app = _press(_part("ask", drawn()), "Build the forms")
    audiences = next(one for one in app.button_group if one.label == "Whom to ask")
    app = audiences.set_value(["internal-customer"]).run()
    assert set(app.dataframe[0].value["Who"]) == {"Customers inside, about who works for them"}
    assert [button.label for button in app.button if button.label == "Build the forms"]
    app = next(one for one in app.number_input if one.label.startswith("Closed")).set_value(2).run()
    assert app.dataframe[0].value["Questions"].max() == 2
    audiences = next(one for one in app.button_group if one.label == "Whom to ask")
    assert "Choose whom to ask." in all_text(audiences.set_value([]).run())


def test_questions_come_with_why_they_come_first() -> None:
    app = _part("ask", drawn())
    groups, questions = app.dataframe[0].value, app.dataframe[1].value
    assert set(groups["Because"]) <= {"nobody has looked there", "recorded, how severe is not sure"}
    assert len(questions) == groups["Questions"][0]
    assert (np.diff(groups["Could move"][groups["Who"] == groups["Who"][0]]) <= 0).all()


def test_where_nobody_can_be_asked_the_page_says_why() -> None:
    app = _part("ask", build_organization(Tree({"sightline": 1, "products": {"thing": {}}})))
    said = all_text(app)
    assert "There is nobody to ask." in said
    assert "the model has no" in said


@pytest.mark.parametrize("kind", ["silo-handoff", "turnover", "overpromise"])
def test_a_kind_is_shown_in_full(kind: str) -> None:
    user = opened(sample="harbor")
    user.choose("evidence", ["kinds"])
    user.choose("kind", [kind])
    app = open_app("evidence", user=user)
    assert_drawn(app)
    said, details = all_text(app), catalogue()[kind]
    assert details.anchors
    assert details.items
    asked, helping = [one.text for one in details.items], [one.text for one in details.remedies]
    for text in (*details.anchors.values(), *asked, *helping):
        assert text in said


def test_the_catalogue_begins_with_what_is_recorded_most_often() -> None:
    app = _part("kinds", drawn())
    assert app.selectbox[0].value == "approval-overload"
    assert "(recorded 1 time)" in next(one for one in app.selectbox[0].options if one.startswith("Approval"))
    area = next(one for one in app.button_group if one.label == "Area")
    app = area.set_value("individuals").run()
    assert all("individuals" in one for one in app.selectbox[0].options)
