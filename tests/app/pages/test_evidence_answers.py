"""Answers in the app: told as far as they may be, put in as one edit, and nothing left of single people."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence

import pytest
from streamlit.testing.v1 import AppTest

from sightline.app.parts.survey_taking import Taken, read_headers
from sightline.catalogue.details import catalogue
from sightline.document import Organization
from sightline.evidence.answers import Answer, Answers
from sightline.evidence.questionnaires import make_survey
from sightline.evidence.survey_kit import make_files
from sightline.snapshot import Snapshot
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of
from tests.evidence.surveys import HANDOFF, answered, applied, drawn

SALES, RULES = "sales -> delivery", "desk-rules"
SIX = (1, 2, 2, 3, 1, 2)
TWELVE = (1, 2, 2, 3, 3, 3, 2, 1, 4, 2, 3, 1)
TOKEN = "magpie"


def spelled(rows: Iterable[Sequence[object]], header: Sequence[str] = ("respondent", "question_id", "answer")) -> bytes:
    """Write rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def given(values: Sequence[int], question: str = f"{HANDOFF}@{SALES}") -> bytes:
    """Write answers to one question as a CSV file, each of another respondent."""
    return spelled((f"{TOKEN}-{number}", question, value) for number, value in enumerate(values))


def _open(organization: Organization | None = None) -> AppTest:
    user = opened(organization=organization or drawn())
    user.choose("evidence", ["answers"])
    return open_app("evidence", user=user)


def _upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    return app.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files]).run()


def _put(app: AppTest) -> list[AppTest]:
    return [button.click().run() for button in app.button if button.label == "Put into the model"]


def test_answers_are_told_and_put_into_the_model_as_one_edit_that_can_be_undone() -> None:
    app = _upload(_open(), ("answers.csv", given(TWELVE)))
    assert_drawn(app)
    said = all_text(app)
    assert "12 answers set 1 severity." in said
    assert "What the answers say" in said
    before = user_of(app).open_model
    (app,) = _put(app)
    assert_drawn(app)
    user = user_of(app)
    (edit,) = user.done
    assert edit.what.startswith("Take in the answers of 20")
    expected = applied(answered(HANDOFF, SALES, TWELVE), date=_date(user.open_model.organization)).organization
    assert user.open_model.organization == expected
    user.undo()
    assert user.open_model is before


def _date(organization: Organization) -> datetime.date:
    """Give the day under which the answers stand in a model."""
    pieces = [piece for one in organization.relations for held in one.obstacles for piece in held.evidence]
    return next(piece.date for piece in pieces if piece.type == "survey" and piece.date is not None)


def test_severities_are_shown_before_and_after_and_the_index_moves() -> None:
    app = _upload(_open(), ("answers.csv", given(TWELVE, f"approval-overload-1@{RULES}")))
    taken = user_of(app).remembered["evidence-answers"][1]
    assert isinstance(taken, Taken)
    (shift,) = taken.shifts
    assert shift.before == 0.4
    assert shift.low < shift.after < shift.high
    assert app.metric[0].label == "Line-of-sight index with these answers"
    assert app.metric[0].delta.endswith("points")


@pytest.mark.parametrize("number", [1, 4])
def test_nothing_is_told_of_fewer_than_five(number: int) -> None:
    app = _upload(_open(), ("answers.csv", given(SIX[:number])))
    assert_drawn(app)
    said = all_text(app)
    assert "Nothing is told of 1 place" in said
    assert "What the answers say" not in said
    assert _put(app) == []
    taken = user_of(app).remembered["evidence-answers"][1]
    assert isinstance(taken, Taken)
    assert (taken.shifts, taken.organization) == ((), drawn())


def test_few_are_told_in_bands_and_nobody_by_a_token() -> None:
    app = _upload(_open(), ("answers.csv", given(SIX)))
    said = all_text(app)
    tables = "\n".join(frame.value.to_csv() for frame in app.dataframe)
    assert "5 to 9" in tables
    assert "6 respondents" not in said + tables
    assert TOKEN not in said + tables
    (app,) = _put(app)
    user = user_of(app)
    assert TOKEN not in repr(user.open_model.organization)
    kept = repr([value for _, value in user.remembered.values()])
    assert TOKEN not in kept
    assert Answers.__name__ + "(" not in kept
    assert f"{Answer.__name__}(" not in kept


def test_comments_of_many_are_shown_letter_by_letter_and_those_of_few_are_not() -> None:
    attack = "[x](http://example.org) <b>bold</b>"
    rows = [(f"{TOKEN}-{n}", f"{HANDOFF}@{SALES}", value, attack) for n, value in enumerate(TWELVE)]
    header = ("respondent", "question_id", "answer", "comment")
    app = _upload(_open(), ("answers.csv", spelled(rows, header)))
    assert attack in all_text(app).replace("\u2060", "")
    assert not any("](http" in shown.value for shown in app.markdown)
    app = _upload(_open(), ("answers.csv", spelled(rows[:6], header)))
    assert "example.org" not in all_text(app)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("notes.csv", b"name,colour\nsales,blue\n", "no table of answers was found"),
        ("form.xlsx", b"PK\x03\x04 not a workbook", "form.xlsx"),
        ("empty.csv", b"", "empty.csv"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(name: str, content: bytes, told: str) -> None:
    app = _upload(_open(), (name, content))
    assert_drawn(app)
    (error,) = app.error
    assert "nothing has changed" in error.value
    assert told in error.value.replace("\\", "")
    assert "--map" not in error.value.replace("\\", "")
    assert "sightline-upload" not in error.value
    assert user_of(app).done == []
    assert _put(app) == []


def test_forms_of_the_same_name_each_count() -> None:
    form = make_files(make_survey(Snapshot(drawn()), catalogue()))["internal-customer.delivery.csv"].decode()
    header, *rows = csv.reader(io.StringIO(form, newline=""))
    at, question = header.index("answer"), header.index("question_id")
    asked = [row for row in rows if not row[question].startswith("one-thing")]
    files = []
    for person in range(6):
        filled = [[*row[:at], str(1 + person % 3), *row[at + 1 :]] for row in asked]
        files.append(("form.csv", spelled(filled, header)))
    app = _upload(_open(), *files)
    said = all_text(app)
    assert f"{6 * len(asked)} answers set" in said
    assert "Answers without a code of their respondent" in said
    (app,) = _put(app)
    assert len(user_of(app).done) == 1


def test_columns_of_another_tool_that_ask_our_questions_are_proposed() -> None:
    survey = make_survey(Snapshot(drawn()), catalogue())
    texts = [question.item.text for one in survey.questionnaires for question in one.questions]
    once = next(
        question
        for one in survey.questionnaires
        for question in one.questions
        if texts.count(question.item.text) == 1 and question.item.audience == "internal-customer"
    )
    export = spelled([("mo@example.org", value) for value in TWELVE], ("E-mail", once.item.text))
    app = _upload(_open(), ("export.csv", export))
    said = all_text(app)
    assert not app.error
    assert "12 answers set 1 severity." in said
    assert "Not taken in: 1 column (E-mail)." in said
    assert "mo@" not in said


def test_headers_are_those_of_other_tools_only() -> None:
    assert read_headers([("a.csv", given(SIX))]) == ()
    wide = spelled([("x", 1, "y")], ("respondent", f"{HANDOFF}@{SALES}", "Started at"))
    assert read_headers([("a.csv", wide)]) == ("Started at",)
    assert read_headers([("a.csv", spelled([("x", 1, "y")], ("Respondent", "Q1", "Comment")))]) == ("Q1",)
    assert read_headers([("a.csv", spelled([("x", 1, "y")], ("Respondent", "Question ID", "Answer")))]) == ()
