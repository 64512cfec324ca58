"""``sightline survey make``: what it writes and says, and that filled forms find their way back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl

from sightline.cli.output import to_json
from sightline.document.atomic import write_atomically
from sightline.evidence.answers import read_answers
from tests.cli.running import CONCORD, sightline
from tests.evidence.test_make_questionnaires import workshop

PEOPLE = 6


def write_workshop(folder: Path) -> Path:
    """Write the workshop as a file."""
    path = folder / "workshop.json"
    path.write_text(to_json(workshop()), encoding="utf-8")
    return path


def fill(form: Path, target: Path, respondent: str, answer: int) -> int:
    """Fill in a form as somebody would, with one answer everywhere and a comment at the end; count the answers."""
    book = openpyxl.load_workbook(form)
    sheet = book["Questions"]
    rows = list(sheet.iter_rows())
    next(row for row in rows if row[0].value == "respondent")[1].value = respondent
    closed = [row for row in rows if "@" in str(row[4].value) and not str(row[4].value).startswith("one-thing")]
    for row in closed:
        row[2].value = answer
    rows[-1][3].value = "Tell us what you need."
    book.save(target)
    return len(closed)


def test_it_writes_the_kit_and_says_who_is_asked_and_what_is_not_known(tmp_path: Path) -> None:
    ran = sightline("survey", "make", CONCORD, "-o", tmp_path / "kit", "--groups", 2)
    assert ran.code == 0
    assert len(list((tmp_path / "kit").iterdir())) == 21
    for words in (
        "Concord Software: 10 questionnaires",
        "Customers inside, about who works for them",
        "interview-guide.html, which says how to prepare.",
    ):
        assert words in ran.sentences
    assert "Note: 2 further groups could be asked as external customer" in ran.err
    assert "Note: The model does not say how many people 10 questionnaires would reach." in ran.err


def test_the_json_holds_each_question_with_its_value_and_how_to_get_them_again(tmp_path: Path) -> None:
    options = ("--audience", "front-line", "--most", 3, "--format", "json")
    ran = sightline("survey", "make", CONCORD, "-o", tmp_path / "kit", *options).json
    assert {one["audience"] for one in ran["questionnaires"]} == {"front-line"}
    assert max(len(one["questions"]) for one in ran["questionnaires"]) == 3
    first = ran["questionnaires"][0]["questions"][0]
    assert first["id"] == f"{first['id'].split('@')[0]}@{first['place']}"
    assert first["value"] > 0
    assert first["ground"] == "not assessed"
    assert ran["run"]["parameters"]["audience"] == ["front-line"]
    assert "sha256" in ran["run"]["inputs"][0]
    again = sightline("survey", "make", CONCORD, "-o", tmp_path / "again", *options).json
    assert again["questionnaires"] == ran["questionnaires"]


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    assert sightline("survey", "make", CONCORD, "-o", kit, "--groups", 1).code == 0
    filled = kit / "front-line.sales.xlsx"
    write_atomically(filled, b"filled in")
    ran = sightline("survey", "make", CONCORD, "-o", kit, "--groups", 1)
    assert (ran.code, filled.read_bytes()) == (2, b"filled in")
    assert "holds files already; choose another folder, or add --force" in ran.err
    assert sightline("survey", "make", CONCORD, "-o", kit, "--groups", 1, "--force").code == 0
    assert filled.read_bytes() != b"filled in"


def test_what_cannot_be_asked_is_said_in_one_line(tmp_path: Path) -> None:
    ran = sightline("survey", "make", CONCORD, "-o", tmp_path / "kit", "--audience", "suplier")
    assert (ran.code, ran.err.strip()) == (2, "`suplier` is no audience; did you mean `supplier`?")
    path = tmp_path / "nobody.yaml"
    path.write_text("sightline: 1\n", encoding="utf-8")
    ran = sightline("survey", "make", path, "-o", tmp_path / "kit")
    assert ran.code == 2
    assert ran.err.startswith("There is nobody to ask. Nobody is asked as external customer: ")
    assert not (tmp_path / "kit").exists()


def test_a_filled_form_comes_back_as_it_was_asked(tmp_path: Path) -> None:
    assert sightline("survey", "make", write_workshop(tmp_path), "-o", tmp_path / "kit").code == 0
    asked = fill(tmp_path / "kit" / "internal-customer.workshop.xlsx", tmp_path / "filled.xlsx", "code-1", 2)
    read = read_answers(tmp_path / "filled.xlsx")
    assert asked == 10
    assert (len(read.answers), dict(read.rejected), read.left_out) == (asked, {}, ())
    assert {(one.respondent, one.value) for one in read.answers} == {("code-1", 2)}
    assert [one.text for one in read.comments] == ["Tell us what you need."]


def test_what_enough_people_answer_is_known_when_the_next_survey_is_made(tmp_path: Path) -> None:
    model = write_workshop(tmp_path)
    assert sightline("survey", "make", model, "-o", tmp_path / "kit").code == 0
    form = (tmp_path / "kit" / "internal-customer.workshop.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(io.StringIO(form, newline=""))
    filled = [
        dict(zip(header, row, strict=True)) | {"respondent": f"code-{number}", "answer": str(1 + number % 2)}
        for number in range(PEOPLE)
        for row in rows[:-1]
    ]
    with (tmp_path / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(filled)
    after = tmp_path / "after.yaml"
    ran = sightline("survey", "apply", model, tmp_path / "answers.csv", "-o", after, "--date", "2026-03-31")
    assert ran.code == 0, ran.err
    ran = sightline("survey", "make", after, "-o", tmp_path / "next", "--format", "json")
    asked = [question for one in ran.json["questionnaires"] for question in one["questions"]]
    grounds = {question["id"]: question["ground"] for question in asked}
    assert grounds["silo-handoff-1@sales -> workshop"] == "recorded"
    assert "recorded" in {ground for name, ground in grounds.items() if name.endswith("@sales")}
