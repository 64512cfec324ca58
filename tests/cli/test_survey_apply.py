"""Answers on the command line: forms that were made, filled in and sent back, and exports of form tools."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from sightline.catalogue.details import catalogue
from sightline.document.raw_form import to_raw
from sightline.document.text_form import to_yaml
from sightline.evidence.questionnaires import make_survey
from sightline.evidence.survey_forms import make_csv, make_form
from sightline.formats import read_organization
from sightline.pipeline import take_snapshot
from tests.cli.running import CONCORD, sightline
from tests.evidence.surveys import drawn

WEEK = "2026-03-01"
ASKED = "silo-handoff-1@sales -> delivery"


@pytest.fixture
def model(tmp_path: Path) -> str:
    path = tmp_path / "model.yaml"
    path.write_text(to_yaml(to_raw(drawn())), encoding="utf-8")
    return str(path)


def export(tmp_path: Path, *rows: Sequence[object], name: str = "answers.csv") -> str:
    path = tmp_path / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def many(tmp_path: Path, people: range = range(12), name: str = "answers.csv") -> str:
    rows = [[f"r{person}", ASKED, 1 + person % 3, "Tell us earlier"] for person in people]
    return export(tmp_path, ["respondent", "question_id", "answer", "comment"], *rows, name=name)


def test_excel_forms_find_their_way_back(model: str, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    survey = make_survey(take_snapshot(drawn()), catalogue(), audiences=("internal-customer",))
    (mine,) = (one for one in survey.questionnaires if one.group.element == "delivery")
    folder = tmp_path / "back"
    folder.mkdir()
    for person in range(5):
        book = load_workbook(io.BytesIO(make_form(drawn(), mine)))
        rows = list(book.worksheets[0].iter_rows())
        header = next(row for row in rows if "answer" in [cell.value for cell in row])
        column = [cell.value for cell in header].index("answer")
        (code,) = (row for row in rows if row[0].value == "respondent")
        code[1].value = f"code {person}"
        for row in rows[header[0].row :]:
            row[column].value = 1 + person % 3
        book.save(folder / f"{person}.xlsx")
    out = tmp_path / "out.yaml"
    ran = sightline("survey", "apply", model, str(folder), "-o", str(out), "--date", WEEK, "-f", "json")
    assert ran.code == 0, ran.err
    closed = len(mine.questions)
    assert closed >= 2
    assert ran.json["answers"]["used"] + sum(ran.json["answers"]["rejected"].values()) >= 5 * closed
    before, after = (read_organization(str(path)).organization for path in (model, out))
    assert after != before
    assert "code 1" not in out.read_text(encoding="utf-8")


def test_csv_forms_find_their_way_back(model: str, tmp_path: Path) -> None:
    survey = make_survey(take_snapshot(drawn()), catalogue(), audiences=("internal-customer",))
    (mine,) = (one for one in survey.questionnaires if one.group.element == "delivery")
    rows = list(csv.DictReader(io.StringIO(make_csv(drawn(), mine).decode("utf-8-sig"))))
    filled = [
        [f"r{person}", row["question_id"], "" if row["question_id"].startswith("one-thing") else 1 + person % 4]
        for person in range(12)
        for row in rows
    ]
    answers = export(tmp_path, ["respondent", "question_id", "answer"], *filled)
    ran = sightline("survey", "apply", model, answers, "--dry-run", "--date", WEEK, "-f", "json")
    assert ran.code == 0, ran.err
    assert ran.json["answers"]["used"] == 12 * (len(rows) - 1)
    assert {figure["respondents"] for figure in ran.json["figures"]} == {"12"}


def test_the_report_says_what_was_set_and_what_was_not_taken_in(model: str, tmp_path: Path) -> None:
    rows = [["kim@example.com", f"r{person}", 1 + person % 3] for person in range(12)]
    answers = export(tmp_path, ["E-mail", "Token", "Complete?"], *rows, ["x", "r0", "9"])
    mapped = ("--map", "Token=respondent", "--map", f"Complete?={ASKED}")
    out = tmp_path / "out.json"
    ran = sightline("survey", "apply", model, answers, *mapped, "-o", str(out), "--date", WEEK)
    assert ran.code == 0, ran.err
    assert "12 answers set 1 severity." in ran.sentences
    assert "Not taken in: 1 column (E-mail)." in ran.sentences
    assert "answers given twice by the same respondent" in ran.sentences
    assert "kim" not in ran.out + ran.err + out.read_text(encoding="utf-8")
    assert f"Wrote {out}." in ran.sentences


def test_a_second_survey_is_compared_with_the_first(model: str, tmp_path: Path) -> None:
    register, first, second = (tmp_path / name for name in ("register.json", "first.yaml", "second.yaml"))
    kept = ("--register", str(register))
    assert sightline("survey", "apply", model, many(tmp_path), "-o", str(first), *kept, "--date", WEEK).code == 0
    fewer = many(tmp_path, range(1, 12), "later.csv")
    ran = sightline("survey", "apply", str(first), fewer, "-o", str(second), *kept, "--date", "2026-09-01")
    assert ran.code == 0, ran.err
    assert "1 place keeps its earlier figure" in ran.sentences
    assert first.read_bytes() == second.read_bytes()


def test_nothing_is_written_in_a_trial(model: str, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    answers = many(tmp_path)
    ran = sightline("survey", "apply", model, answers, "--dry-run", "--register", str(tmp_path / "r.json"))
    assert ran.code == 0, ran.err
    assert sorted(tmp_path.iterdir()) == sorted([*before, Path(answers)])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "say where the organization is to go"),
        (("--dry-run", "--date", "spring"), "expected a date such as 2026-03-31"),
        (("--dry-run", "--map", "Token=respodent"), "did you mean `respondent`?"),
        (("--dry-run", "--map", "Token"), "expected HEADER=MEANING"),
        (("--dry-run", "--map", "Token=respondent"), "no table of answers has a column `Token`"),
        (("-o", CONCORD), "is there already"),
    ],
)
def test_what_is_asked_wrongly_is_told(options: tuple[str, ...], message: str, model: str, tmp_path: Path) -> None:
    ran = sightline("survey", "apply", model, many(tmp_path), *options)
    assert ran.code == 2
    assert message in ran.err


def test_a_register_needs_tokens(model: str, tmp_path: Path) -> None:
    answers = export(tmp_path, [ASKED], *[[1 + person % 3] for person in range(12)])
    ran = sightline("survey", "apply", model, answers, "--dry-run", "--register", str(tmp_path / "r.json"))
    assert ran.code == 2
    assert "these answers have no tokens" in ran.err


@pytest.mark.parametrize(("content", "message"), [("{}", "no register"), ("[1", "r.json")])
def test_a_file_that_is_no_register_is_refused(content: str, message: str, model: str, tmp_path: Path) -> None:
    register = tmp_path / "r.json"
    register.write_text(content, encoding="utf-8")
    ran = sightline("survey", "apply", model, many(tmp_path), "--dry-run", "--register", str(register))
    assert (ran.code, "r.json.key is missing" in ran.err) == (2, True)
    register.with_name("r.json.key").write_text("ab" * 32, encoding="utf-8")
    ran = sightline("survey", "apply", model, many(tmp_path), "--dry-run", "--register", str(register))
    assert ran.code == 2
    assert message in ran.err
    register.with_name("r.json.key").write_text("ab", encoding="utf-8")
    assert sightline("survey", "apply", model, many(tmp_path), "--dry-run", "--register", str(register)).code == 2


def test_a_blind_spot_is_a_finding(model: str, tmp_path: Path) -> None:
    rows = [[f"own{person}", "mirror@sales", 5 - person % 2] for person in range(12)]
    rows += [[f"r{person}", ASKED, 1 + person % 2] for person in range(12)]
    answers = export(tmp_path, ["respondent", "question_id", "answer"], *rows)
    ran = sightline("survey", "apply", model, answers, "--dry-run", "--date", WEEK, "-f", "json")
    assert ran.code == 0, ran.err
    assert [finding["code"] for finding in ran.json["findings"]] == ["blind-spot"]
    assert ran.json["findings"][0]["elements"] == ["sales"]
    assert ran.json["run"]["parameters"]["date"] == WEEK
