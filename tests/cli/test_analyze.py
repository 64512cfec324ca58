"""``sightline analyze``: what it tells people, what it gives programs, and how it ends."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from sightline.analyzers.registry import ANALYZERS
from tests.cli.running import ALL_SAMPLES, CONCORD, PERMIT, sightline


def test_the_answer_comes_first() -> None:
    ran = sightline("analyze", CONCORD)
    assert ran.code == 0
    assert ran.err == ""
    assert ran.sentences.startswith(
        "49 % of Concord Software's effort reaches an external customer unobstructed; 39 % is blocked, most of it at "
        "Product Consensus Council (14 %) and Release approval (7 %); 12 % is lost in handoffs."
    )


def test_it_says_what_it_assumes_and_what_it_does_not_know() -> None:
    text = sightline("analyze", CONCORD).sentences
    assert "handoff clarity 0.95" in text
    assert "46 % of the effort goes by a line that somebody has looked at" in text
    assert "not validated against outcomes" in text


def test_the_parts_come_in_the_order_in_which_a_person_asks() -> None:
    text = sightline("analyze", PERMIT).out
    heads = (
        "Where the effort ends",
        "What blocks most",
        "What each external customer sees",
        "Who sees least",
        "Who stands on everybody's only way",
        "Findings",
        "Next",
    )
    places = [text.index(head) for head in heads]
    assert places == sorted(places)


def test_a_cause_is_told_with_its_effects() -> None:
    text = sightline("analyze", CONCORD).sentences
    assert "reluctance to empower at VP Product (`k1`): clearing it alone gains 0.3 %, clearing it with the 7" in text


def test_what_to_run_next_can_be_run() -> None:
    line = next(line for line in sightline("analyze", CONCORD).out.splitlines() if line.startswith("sightline paths"))
    assert line.split()[2] == CONCORD
    assert sightline(*line.split()[1:]).code == 0


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize("output_format", ["table", "json", "csv"])
def test_every_sample_is_analyzed_in_every_format(sample: Path, output_format: str) -> None:
    ran = sightline("analyze", sample, "--format", output_format)
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) > 7


def test_piped_output_has_no_colours_and_keeps_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    ran = sightline("analyze", PERMIT)
    assert "\x1b" not in ran.out
    sentences = [line for line in ran.out.splitlines() if not line.startswith("sightline ")]
    assert max(map(len, sentences)) <= 60


def test_a_console_that_knows_ascii_only_gets_ascii() -> None:
    ran = sightline("analyze", CONCORD, encoding="ascii")
    assert ran.code == 0
    assert "#####" in ran.out
    assert "?" not in ran.out


def test_only_some_analyses() -> None:
    ran = sightline("analyze", CONCORD, "--only", "coverage", "--only", "sight", "--format", "json")
    assert ran.json["run"]["results"] == ["sight", "coverage"]
    assert "clear_index" in ran.json
    assert "gain" not in ran.json["elements"][0]


@pytest.mark.parametrize("name", [analyzer.name for analyzer in ANALYZERS])
def test_each_analysis_alone_reads_sensibly(name: str) -> None:
    ran = sightline("analyze", PERMIT, "--only", name)
    assert ran.code == 0
    assert "State Permit and Licence Agency" in ran.sentences


def test_an_unknown_analysis_names_the_nearest() -> None:
    ran = sightline("analyze", CONCORD, "--only", "sigth")
    assert ran.code == 2
    assert "did you mean `sight`?" in ran.err
    assert ran.out == ""


def test_top_cuts_every_list_and_tells_the_full_sizes() -> None:
    ran = sightline("analyze", CONCORD, "--format", "json", "--top", "3").json
    assert {name: len(rows) for name, rows in ran.items() if isinstance(rows, list) and len(rows) > 3} == {}
    assert len(ran["elements"]) == 3
    assert ran["counts"]["elements"] == 52
    assert "(2 of 14 obstacles)" in sightline("analyze", CONCORD, "--top", "2").out


def test_standard_input_is_read() -> None:
    ran = sightline("analyze", "-", "--format", "json", stdin=Path(CONCORD).read_bytes())
    assert ran.json["index"] == sightline("analyze", CONCORD, "--format", "json").json["index"]
    assert ran.json["source"]["file"] == "standard input"


def test_csv_is_a_table_of_choice() -> None:
    rows = list(csv.DictReader(io.StringIO(sightline("analyze", CONCORD, "--format", "csv").out)))
    assert len(rows) == 52
    rows = list(csv.DictReader(io.StringIO(sightline("analyze", CONCORD, "-f", "csv", "--table", "obstacles").out)))
    assert rows[0]["id"] == "k4"
    ran = sightline("analyze", CONCORD, "-f", "csv", "--table", "obstacle")
    assert ran.code == 2
    assert "did you mean `obstacles`?" in ran.err


def test_csv_to_a_folder_writes_every_table(tmp_path: Path) -> None:
    assert sightline("analyze", CONCORD, "-f", "csv", "-o", tmp_path / "out").code == 0
    names = {path.stem for path in (tmp_path / "out").iterdir()}
    assert {"figures", "elements", "relations", "obstacles", "customers", "areas", "findings"} <= names
    figures = dict(csv.reader((tmp_path / "out" / "figures.csv").read_text(encoding="utf-8").splitlines()))
    assert float(figures["accounting.seen"]) == pytest.approx(0.4908, abs=1e-4)


@pytest.mark.parametrize("output_format", ["table", "json", "csv"])
def test_output_goes_to_a_file(tmp_path: Path, output_format: str) -> None:
    target = tmp_path / f"out.{output_format}"
    ran = sightline("analyze", CONCORD, "-f", output_format, "-o", target)
    assert (ran.code, ran.out) == (0, "")
    assert target.read_text(encoding="utf-8").split() == sightline("analyze", CONCORD, "-f", output_format).out.split()


def test_the_analyzed_file_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "org.yaml"
    file.write_bytes(Path(CONCORD).read_bytes())
    ran = sightline("analyze", file, "--output", file)
    assert ran.code == 2
    assert file.read_bytes() == Path(CONCORD).read_bytes()


def test_a_large_parquet_folder_goes_to_the_arrays(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    folder = tmp_path / "tables"
    assert sightline("convert", CONCORD, folder, "--format", "parquet").code == 0
    through_arrays = sightline("analyze", folder, "--arrays", "--format", "json").json
    through_document = sightline("analyze", folder, "--format", "json").json
    assert through_arrays["index"] == pytest.approx(through_document["index"], abs=1e-12)
    assert through_arrays["counts"]["relations"] == 73
    assert "decisions" not in through_arrays["counts"]
    assert sightline("analyze", CONCORD, "--arrays").code == 2
    assert "52 elements" in sightline("validate", folder, "--arrays").out
    assert sightline("paths", folder, "mail-team", "--arrays").code == 0


def test_customers_can_be_named_for_a_model_that_does_not_say_who_they_are() -> None:
    model = Path(__file__).parents[1] / "formats" / "inputs" / "library_oex30.xml"
    ran = sightline("analyze", model, "--customer", "Reader", "--format", "json")
    assert ran.json["source"]["format"] == "archimate"
    assert ran.json["counts"]["customers"] >= 1
    assert any("as asked" in notice for notice in ran.json["source"]["notices"])
    ran = sightline("analyze", CONCORD, "--customer", "Reader")
    assert ran.code == 2
    assert "leave it out" in ran.err


def test_the_input_format_can_be_named() -> None:
    assert sightline("analyze", CONCORD, "--input-format", "yaml").code == 0
    ran = sightline("analyze", CONCORD, "--input-format", "ymal")
    assert ran.code == 2
    assert "did you mean `yaml`?" in ran.err


EMPTY = b"sightline: 1\n"
ALONE = b"sightline: 1\ncustomers: {c: {}}\n"
NOBODY_OUTSIDE = b"sightline: 1\nteams: {a: {serves: b}, b: {}}\n"
NO_EFFORT = b"sightline: 1\ncustomers: {c: {}}\nteams: {a: {serves: c, effort: 0}}\n"
ALL_CLEAR = (
    b"sightline: 1\nassumptions: {handoff_clarity: 1}\ncustomers: {c: {}}\nteams: {a: {serves: c, assessed: true}}\n"
)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (EMPTY, "There is nothing to see yet"),
        (ALONE, "No effort is recorded"),
        (NOBODY_OUTSIDE, "None of the organization's effort reaches an external customer: the model names none."),
        (NO_EFFORT, "No effort is recorded"),
        (
            ALL_CLEAR,
            "All of the organization's effort reaches an external customer unobstructed; no obstacle is recorded.",
        ),
    ],
)
def test_an_organization_without_much_in_it_reads_sensibly(file: bytes, sentence: str) -> None:
    ran = sightline("analyze", "-", stdin=file)
    assert ran.code == 0
    assert sentence in ran.sentences
    assert "nan" not in ran.out.lower().split()
    assert "None %" not in ran.out
    for output_format in ("json", "csv"):
        assert sightline("analyze", "-", "-f", output_format, stdin=file).code == 0
