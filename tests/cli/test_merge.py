"""`sightline merge`: one file out of several, nothing written while anything is open, every decision told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.formats import read_organization
from tests.cli.running import ALL_SAMPLES, sightline

HR = """\
sightline: 1
customers: {clients: {name: Clients}}
teams:
  desk: {name: Support desk, headcount: 9, serves: clients}
  mail: {name: Email development, headcount: 4, supports: desk}
"""
CRM = """\
sightline: 1
customers: {clients: {name: Clients}}
teams:
  desk: {name: Support desk, headcount: 11, serves: clients}
  dev: {name: E-mail dev, supports: desk}
  shop: {name: Web shop, supports: dev}
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hr.yaml").write_text(HR, encoding="utf-8")
    (tmp_path / "crm.yaml").write_text(CRM, encoding="utf-8")
    return tmp_path


def test_an_open_conflict_ends_with_2_and_writes_nothing(files: Path) -> None:
    ran = sightline("merge", "hr.yaml", "crm.yaml", "-o", "all.yaml")
    assert ran.code == 2
    assert "desk: headcount is 9 in hr.yaml and 11 in crm.yaml" in ran.err
    assert "--prefer" in ran.err
    assert not (files / "all.yaml").exists()


def test_what_is_preferred_and_accepted_is_written_and_told(files: Path) -> None:
    ran = sightline("merge", "hr.yaml", "crm.yaml", "-o", "all.yaml", "--prefer", "crm.yaml", "--accept", "0.8")
    assert ran.code == 0, ran.err
    whole = read_organization(files / "all.yaml").organization
    assert [(one.id, one.headcount) for one in whole.elements] == [
        ("clients", None),
        ("desk", 11),
        ("mail", 4),
        ("shop", None),
    ]
    assert "Taken for the same" in ran.out
    assert "9 (hr.yaml)" in ran.sentences
    assert "Wrote all.yaml (YAML): 4 elements." in ran.err


def test_a_match_file_is_proposed_decided_and_passed(files: Path) -> None:
    ran = sightline("merge", "hr.yaml", "crm.yaml", "--propose", "matches.yaml")
    assert ran.code == 0, ran.err
    file = files / "matches.yaml"
    text = file.read_text(encoding="utf-8")
    assert "certainty:" in text
    file.write_text(text.replace("same: null", "same: false").replace("take: null", "take: hr.yaml"), encoding="utf-8")
    ran = sightline("merge", "hr.yaml", "crm.yaml", "--matches", "matches.yaml", "-o", "all")
    assert ran.code == 0, ran.err
    whole = read_organization(files / "all").organization
    assert len(whole.elements) == 5
    assert whole.by_id["desk"].headcount == 9


def test_a_decision_on_what_does_not_differ_is_told(files: Path) -> None:
    (files / "matches.yaml").write_text("conflicts: [{on: desk, fact: headcuont, take: hr.yaml}]", encoding="utf-8")
    ran = sightline("merge", "hr.yaml", "crm.yaml", "--matches", "matches.yaml", "--dry-run", "--prefer", "first")
    assert "decides headcuont of desk, on which the files do not differ" in ran.err


def test_a_dry_run_tells_what_it_does_and_writes_nothing(files: Path) -> None:
    before = sorted(files.iterdir())
    ran = sightline("merge", "hr.yaml", "crm.yaml", "--dry-run", "--prefer", "last", "-o", "all.yaml")
    assert ran.code == 0, ran.err
    assert "Beside hr.yaml alone:" in ran.out
    assert "New: 2 internal elements, of which 2 have a route to an external customer." in ran.sentences
    assert sorted(files.iterdir()) == before


@pytest.mark.usefixtures("files")
def test_json_tells_where_everything_comes_from() -> None:
    ran = sightline("merge", "hr.yaml", "crm.yaml", "--dry-run", "--prefer", "first", "--format", "json")
    assert ran.code == 0, ran.err
    assert ran.json["files"] == ["hr.yaml", "crm.yaml"]
    assert {"id": "desk", "from": ["hr.yaml#desk", "crm.yaml#desk"]} in ran.json["elements"]
    assert [(one["a"], one["b"]) for one in ran.json["guesses"]] == [("hr.yaml#mail", "crm.yaml#dev")]
    assert [(one["on"], one["fact"], one["taken"]) for one in ran.json["overruled"]] == [
        ("desk", "headcount", "hr.yaml")
    ]
    assert ran.json["settled"] is True


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("hr.yaml",), "two files or more"),
        (("hr.yaml", "crm.yaml"), "say where to write"),
        (("hr.yaml", "crm.yaml", "-o", "hr.yaml", "--force"), "one of the files that are merged"),
        (("hr.yaml", "crm.yaml", "--propose", "crm.yaml", "--force"), "one of the files that are merged"),
        (("hr.yaml", "crm.yaml", "--dry-run", "--prefer", "crn.yaml"), "did you mean `crm.yaml`?"),
        (("hr.yaml", "none.yaml", "--dry-run"), "none.yaml"),
        (("hr.yaml", "crm.yaml", "--dry-run", "--matches", "none.yaml"), "there is no such file or folder"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(arguments: tuple[str, ...], told: str) -> None:
    ran = sightline("merge", *arguments)
    assert ran.code == 2
    assert told in ran.err


def test_nothing_is_replaced_unasked(files: Path) -> None:
    (files / "all.yaml").write_text("mine", encoding="utf-8")
    ran = sightline("merge", "hr.yaml", "crm.yaml", "--prefer", "first", "-o", "all.yaml")
    assert ran.code == 2
    assert (files / "all.yaml").read_text(encoding="utf-8") == "mine"
    assert sightline("merge", "hr.yaml", "crm.yaml", "--prefer", "first", "-o", "all.yaml", "--force").code == 0


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: path.parent.name)
def test_a_sample_merged_with_itself_says_the_same(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.yaml"
    ran = sightline("merge", sample, sample, "-o", out)
    assert ran.code == 0, ran.err
    assert sightline("diff", sample, out).sentences.startswith("Nothing changes.")
