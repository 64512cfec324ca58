"""Answers are read from forms and exports of any shape; what is about persons is never taken in."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sightline.errors import InputError
from sightline.evidence.answers import NAMELESS, NO_QUESTION, OFF_SCALE, TWICE, Answer, Answers, Comment, read_answers
from sightline.evidence.question_ids import ONE_THING, QuestionId, parse_question_id

QUESTION, OTHER = QuestionId("silo-handoff-1", "sales -> delivery"), QuestionId("turnover-1", "sales")


def table(path: Path, *rows: Sequence[str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def read(tmp_path: Path, *rows: Sequence[str], **columns: str) -> Answers:
    return read_answers(table(tmp_path / "answers.csv", *rows), columns)


def test_the_name_of_a_question_is_read_back() -> None:
    for question in (QUESTION, QuestionId("mirror", "sales"), QuestionId("one-thing", "a -> b (serves #2)")):
        assert parse_question_id(str(question)) == question
    for text in ("kim@example.com", "silo-handoff-1", "silo-handoff-1@", "@sales", "", "Sales"):
        assert parse_question_id(text) is None


def test_a_long_table(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ["Questionnaire of spring"],
        [],
        ["Respondent", "Question ID", "Question", "Answer", "Comment"],
        ["r1", str(QUESTION), "It fits.", "4", "Ask earlier"],
        ["r2", str(QUESTION), "It fits.", "5 strongly agree", ""],
        ["r3", str(QUESTION), "It fits.", "can’t say", ""],
        ["r4", str(QUESTION), "It fits.", "", ""],
    )
    assert found.answers == (Answer("r1", QUESTION, 4), Answer("r2", QUESTION, 5))
    assert found.comments == (Comment("r1", QUESTION, "Ask earlier"),)
    assert (found.silent, found.left_out, found.has_tokens) == (1, (), True)


def test_a_wide_table(tmp_path: Path) -> None:
    found = read(tmp_path, ["respondent", str(QUESTION), str(OTHER)], ["r1", "agree", "1"], ["r2", "Partly", "-"])
    assert set(found.answers) == {Answer("r1", QUESTION, 4), Answer("r1", OTHER, 1), Answer("r2", QUESTION, 3)}
    assert found.silent == 1


def test_an_open_question_is_answered_in_words(tmp_path: Path) -> None:
    asked = QuestionId(ONE_THING, "sales")
    found = read(tmp_path, ["respondent", str(asked)], ["r1", "Ask us earlier"], ["r2", ""])
    assert found.comments == (Comment("r1", asked, "Ask us earlier"),)
    assert (found.answers, found.rejected) == ((), {})


def test_an_export_of_another_tool_is_mapped(tmp_path: Path) -> None:
    columns = {"Token": "respondent", "What they hand us is complete.": str(QUESTION)}
    header = ["Timestamp", "E-mail", "Token", "What they hand us is complete."]
    found = read(tmp_path, header, ["2026-03-01", "kim@example.com", "r1", "2"], **columns)
    assert found.answers == (Answer("r1", QUESTION, 2),)
    assert found.left_out == ("Timestamp", "E-mail")


def test_a_header_that_is_mapped_and_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no table of answers has a column `Tokn`"):
        read(tmp_path, ["respondent", str(QUESTION)], ["r1", "2"], Tokn="respondent")


def test_what_cannot_be_used_is_counted_by_the_reason(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ["respondent", "question_id", "answer"],
        ["r1", str(QUESTION), "4"],
        ["r1", str(QUESTION), "1"],
        ["r2", str(QUESTION), "6"],
        ["r3", str(QUESTION), "4.5"],
        ["r4", str(QUESTION), "yes"],
        ["r5", "something", "3"],
        ["r6", "", ""],
    )
    assert found.answers == (Answer("r1", QUESTION, 4),)
    assert found.rejected == {TWICE: 1, OFF_SCALE: 3, NO_QUESTION: 1}


def test_forms_in_a_folder_are_a_respondent_each(tmp_path: Path) -> None:
    header = ["respondent", "question_id", "answer"]
    table(tmp_path / "one.csv", header, ["", str(QUESTION), "4"], ["", str(OTHER), "2"])
    table(tmp_path / "two.csv", ["respondent:", "my code"], header[1:], [str(QUESTION), "3"])
    found = read_answers(tmp_path)
    assert [answer.value for answer in found.answers] == [4, 2, 3]
    assert len({answer.respondent for answer in found.answers}) == 2
    assert "my code" in {answer.respondent for answer in found.answers}
    assert not found.has_tokens
    assert NAMELESS in found.notices


def test_rows_of_an_export_without_tokens_are_a_respondent_each(tmp_path: Path) -> None:
    found = read(tmp_path, [str(QUESTION), str(OTHER)], ["1", "2"], ["3", "4"])
    assert len({answer.respondent for answer in found.answers}) == 2
    assert not found.has_tokens


def test_a_table_of_something_else_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected the columns `question_id` and `answer`"):
        read(tmp_path, ["name", "mail"], ["Kim", "kim@example.com"])


CELLS = st.one_of(
    st.sampled_from(
        ["respondent", "question_id", "answer", "comment", str(QUESTION), str(OTHER), "3", "can't say", ""]
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters='",'), max_size=6),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_any_table_is_read_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    try:
        found = read(tmp_path, *rows)
    except InputError:
        return
    cells = sum(map(len, rows))
    assert len(found.answers) + found.silent + sum(found.rejected.values()) <= cells
    assert all(answer.value in range(1, 6) for answer in found.answers)
    assert len({(answer.respondent, answer.question) for answer in found.answers}) == len(found.answers)
