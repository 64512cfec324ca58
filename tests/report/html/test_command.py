"""``sightline report``: one file, the commands in it give its figures again, and a mistake is told before any work."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.running import CONCORD, SAMPLES, sightline
from tests.report.html.reports import read_page
from tests.shared_data import shared_data

EXAMPLES = SAMPLES.parent / "docs" / "examples"
HARBOR = SAMPLES / "harbor" / "organization.yaml"
WORKED = EXAMPLES / "worked_example.yaml"


def test_the_commands_in_a_report_give_its_figures_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(WORKED, tmp_path / "my file.yaml")
    monkeypatch.chdir(tmp_path)
    ran = sightline("report", tmp_path / "my file.yaml", "-o", "out.html", "--draws", 30)
    assert (ran.code, ran.out) == (0, "Written: out.html\n")
    page = (tmp_path / "out.html").read_text("utf-8")
    assert str(tmp_path) not in page, "no place on this machine goes to others"
    read = read_page(page)
    commands = [text for text in read.texts if text.startswith("sightline ")]
    assert len(commands) == 2
    analysis, study = (json.loads(sightline(*shlex.split(command)[1:]).out) for command in commands)
    text = read.text.replace("\u00a0", " ")
    assert f"{analysis['index']:.0%}".replace("%", " %") in text
    assert f"{study['index']['low']:.0%}".removesuffix("%") in text
    assert analysis["run"]["inputs"][0]["sha256"] in text
    assert study["run"]["seed"] == 1


def test_every_figure_of_a_report_comes_from_a_command_that_it_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that a report can hold, each part set beside what its own command says."""
    for file, name in ((HARBOR, "now.yaml"), (EXAMPLES / "nearer.yaml", "nearer.yaml")):
        shutil.copy(file, tmp_path / name)
    (tmp_path / "before.yaml").write_text(HARBOR.read_text("utf-8").replace("severity: 0.45", "severity: 0.5"), "utf-8")
    monkeypatch.chdir(tmp_path)
    asked = ("--element", "Payment release", "--scenario", "nearer.yaml", "--compare", "before.yaml")
    ran = sightline("report", "now.yaml", "-o", "out.html", *asked)
    assert ran.code == 0, ran.err
    read = read_page((tmp_path / "out.html").read_text("utf-8"))
    text = read.text.replace("\u00a0", " ")
    commands = [shlex.split(one)[1:] for one in read.texts if one.endswith(" --format json")]
    assert [command[0] for command in commands] == ["analyze", "paths", "what-if", "compare", "diff"]
    analysis, paths, tried, compared, differing = (json.loads(sightline(*command).out) for command in commands)
    for obstacle in analysis["obstacles"][:10]:
        assert f"{obstacle['gain']:.1%}".replace("%", " %") in text
    for customer in analysis["customers"]:
        assert customer["name"] in text
        assert f"{customer['clarity']:.0%}".replace("%", " %") in text
    for finding in (one for one in analysis["findings"] if one["severity"] == "warning"):
        assert finding["title"].replace("`", "") in text
    assert f"{paths['sight']:.0%} of it reaches a customer".replace("%", " %") in text
    assert f"{tried['scenarios'][0]['index']['after']:.1%}".replace("%", " %") in text
    assert compared["sentence"].replace("\u00a0", " ") in text
    assert differing["headline"].replace("\u00a0", " ") in text
    assert f"{differing['index']['before']:.0%}".replace("%", " %") in text


def test_it_is_written_in_the_words_of_whoever_asks(tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    words = ("--title", "Seen <b>", "--client", "The board", "--date", "May", "--customer-word", "citizen")
    assert sightline("report", CONCORD, "-o", out, *words, "--section", "summary", "--section", "map").code == 0
    read = read_page(out.read_text("utf-8"))
    assert read.text.startswith("Seen <b>")
    assert "reaches a citizen unobstructed" in read.text
    assert [attributes["id"] for tag, attributes in read.elements if tag == "section"] == ["summary", "map"]


def test_an_earlier_file_is_compared_with(tmp_path: Path) -> None:
    alder, out = SAMPLES / "alder", tmp_path / "r.html"
    ran = sightline("report", alder / "2026-06-01.yaml", "--compare", alder / "organization.yaml", "-o", out)
    assert ran.code == 0
    text = read_page(out.read_text("utf-8")).text
    assert "From 2023-06-01 to 2026-06-01." in text
    assert "sightline diff organization.yaml 2026-06-01.yaml" in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--section", "hotspot"], "did you mean `hotspots`"),
        (["--customer-word", "<i>"], "is no word"),
        (["--logo", "nowhere.png"], "--logo nowhere.png cannot be read"),
        (["--logo", str(WORKED)], "no PNG"),
        (["-o", str(WORKED)], "end it in .html, .pptx or .xlsx"),
        (["-o", str(WORKED), "-f", "html"], "choose another name"),
        (["-o", "a.html", "-o", "./a.html"], "names one file twice"),
        (["-o", "a.html", "-o", "b.html", "-f", "html"], "leave it out"),
        (["--template", str(WORKED)], "--template is for slides"),
        (["--element", "nobody"], "nobody"),
        (["--scenario", "nowhere.yaml"], "nowhere.yaml"),
        (["--compare", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = WORKED.read_bytes()
    ran = sightline("report", WORKED, *options)
    assert ran.code == 2
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []
    assert WORKED.read_bytes() == before


def test_what_an_import_left_out_stands_in_the_report(tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    model = shared_data("03_archimate/archisurance_oex30.xml")
    ran = sightline("report", model, "--customer", "Client", "-o", out)
    assert ran.code == 0
    text = read_page(out.read_text("utf-8")).text
    assert "178 relationships" in text
    assert "Left out" in text
    assert "`" not in text
    assert "sightline analyze archisurance_oex30.xml --customer Client --format json" in text
