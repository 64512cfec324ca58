"""The other commands: validate, paths, convert, new, schema, doctor; versions, help and completion."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sightline as package
from tests.cli.running import ALL_SAMPLES, CONCORD, PERMIT, ROOT, sightline

MISTAKES = b"""\
sightline: 1
customers: {shops: {}}
teams:
  mail: {serves: [shosp], headcount: many}
  calls: {serves: [shops], colour: red}
roles:
  lead: {part_of: mial, obstacles: [{kind: turnover, severity: 2}]}
"""


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_samples_are_valid(sample: Path) -> None:
    ran = sightline("validate", sample)
    assert (ran.code, ran.err) == (0, "")
    assert "is a valid organization" in ran.out


def test_validate_counts_what_the_file_holds() -> None:
    text = sightline("validate", CONCORD).out
    assert "52 elements, 4 external customers, 73 relations, 14 obstacles" in text
    assert "4 decisions" in text


def test_all_mistakes_are_told_at_once_one_a_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(MISTAKES)
    ran = sightline("validate", file)
    lines = ran.out.splitlines()
    assert ran.code == 2
    assert len(lines) == 5
    assert all(line.startswith(f"{file}:") for line in lines)
    assert any("did you mean `shops`?" in line for line in lines)
    assert any("did you mean `mail`?" in line for line in lines)
    assert f"{file} is not a valid organization: 5 problems." in ran.err
    told = sightline("analyze", file)
    assert told.code == 2
    assert told.err.splitlines() == lines
    assert told.out == ""


def test_validate_as_json(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(MISTAKES)
    ran = sightline("validate", file, "--format", "json")
    assert ran.code == 2
    assert ran.json["valid"] is False
    assert {problem["line"] for problem in ran.json["problems"]} == {4, 5, 7}
    assert "shops" in {problem["suggestion"] for problem in ran.json["problems"]} | {"shops"}
    good = sightline("validate", CONCORD, "--format", "json").json
    assert good["valid"] is True
    assert good["counts"]["relations"] == 73


def test_paths_answer_in_a_sentence_first() -> None:
    ran = sightline("paths", CONCORD, "mail-team")
    assert ran.code == 0
    assert ran.sentences.startswith(
        "The best line of Mail team reaches Office-suite customers through Release approval "
    )
    assert "weakest: mail-team (80 %)" in ran.sentences
    assert "On every route stands: release-approval." in ran.sentences


def test_paths_take_a_name_and_the_number_of_lines() -> None:
    ran = sightline("paths", CONCORD, "Mail team", "--k", "2", "--format", "json").json
    assert ran["element"]["id"] == "mail-team"
    assert len(ran["lines"]) == 2
    assert ran["lines"][0]["clarity"] >= ran["lines"][1]["clarity"]
    assert ran["on_every_route"] == ["release-approval"]
    assert sum(ran["reaches"].values()) == pytest.approx(ran["sight"])


def test_paths_of_what_has_none() -> None:
    assert "has no route to any external customer" in sightline("paths", PERMIT, "performance-reporting").out
    assert "Lines of sight end at Mail client firms" in sightline("paths", CONCORD, "mail-client-firms").out


def test_paths_of_an_unknown_element_name_the_nearest() -> None:
    ran = sightline("paths", CONCORD, "mial-team")
    assert ran.code == 2
    assert "did you mean `mail-team`?" in ran.err


@pytest.mark.parametrize("name", ["org.json", "org.yaml", "tables"])
def test_convert_and_back_gives_the_same_figures(tmp_path: Path, name: str) -> None:
    ran = sightline("convert", CONCORD, tmp_path / name)
    assert ran.code == 0
    assert "52 elements" in ran.out
    figures = sightline("analyze", tmp_path / name, "--format", "json").json
    assert figures["index"] == pytest.approx(sightline("analyze", CONCORD, "--format", "json").json["index"])


def test_convert_replaces_nothing_unless_asked(tmp_path: Path) -> None:
    target = tmp_path / "org.yaml"
    target.write_text("mine", encoding="utf-8")
    ran = sightline("convert", CONCORD, target)
    assert ran.code == 2
    assert "--force" in ran.err
    assert target.read_text(encoding="utf-8") == "mine"
    assert sightline("convert", CONCORD, target, "--force").code == 0
    assert sightline("validate", target).code == 0


@pytest.mark.parametrize("output_format", ["yaml", "json"])
def test_convert_writes_to_standard_output(output_format: str) -> None:
    ran = sightline("convert", "-", "-", "--format", output_format, stdin=Path(CONCORD).read_bytes())
    assert ran.code == 0
    assert sightline("validate", "-", stdin=ran.out.encode()).code == 0
    assert sightline("convert", CONCORD, "-").code == 2


@pytest.mark.parametrize(("target", "told"), [("org.doc", "no format"), ("no/such/folder/org.yaml", "folder")])
def test_convert_says_why_it_cannot_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = sightline("convert", CONCORD, target)
    assert ran.code == 2
    assert told in ran.err
    assert list(tmp_path.iterdir()) == []


def test_new_writes_a_file_that_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = sightline("new")
    assert ran.code == 0
    for line in ran.out.splitlines()[1:]:
        assert sightline(*line.split()[1:]).code == 0
    again = sightline("new")
    assert again.code == 2
    assert "is there already" in again.err


def test_new_writes_a_workbook(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    assert sightline("new", tmp_path / "org.xlsx").code == 0
    assert (tmp_path / "org.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("of", ["organization", "results"])
def test_schema_prints_the_published_schema(tmp_path: Path, of: str) -> None:
    published = ROOT / "docs" / "schema" / f"{of.removesuffix('s')}.schema.json"
    assert sightline("schema", of).out == published.read_text(encoding="utf-8")
    assert sightline("schema", of, "--output", tmp_path / "schema.json").code == 0
    assert json.loads((tmp_path / "schema.json").read_text(encoding="utf-8"))["$id"].startswith("urn:sightline:")


def test_schema_describes_organizations_by_default() -> None:
    assert sightline("schema").out == sightline("schema", "organization").out


def test_doctor_tells_the_versions_that_matter() -> None:
    ran = sightline("doctor")
    assert ran.code == 0
    told = dict(line.split(": ", 1) for line in ran.out.splitlines())
    assert told["sightline"] == package.__version__
    wanted = {"Python", "numpy", "scipy", "networkx", "pydantic", "PyYAML", "Expat", "pandas", "pyarrow", "xlsxwriter"}
    assert wanted <= told.keys()
    assert "libyaml" in told["PyYAML"]


def test_version_and_help() -> None:
    assert sightline("--version").out == f"sightline {package.__version__}\n"
    text = sightline("--help").out
    for command in ("analyze", "validate", "paths", "convert", "new", "schema", "doctor"):
        assert command in text
        ran = sightline(command, "--help")
        assert ran.code == 0
        assert "Usage: sightline" in ran.out
        assert max(map(len, ran.out.splitlines())) <= 100


def test_no_command_gives_the_help() -> None:
    ran = sightline()
    assert "Usage: sightline" in ran.out + ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyse", CONCORD],
        ["analyze"],
        ["analyze", CONCORD, "--format", "xml"],
        ["analyze", CONCORD, "--top", "0"],
        ["analyze", CONCORD, "--tpo", "1"],
        ["analyze", CONCORD, "--table", "elements"],
        ["paths", CONCORD],
        ["paths", CONCORD, "mail-team", "--k", "0"],
        ["schema", "nonsense"],
        ["new", "organization.txt"],
    ],
)
def test_what_makes_no_sense_ends_with_2_and_a_sentence(arguments: list[str]) -> None:
    ran = sightline(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err
    assert "Traceback" not in ran.err
