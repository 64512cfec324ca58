"""`sightline picture`: one picture of an organization as a file."""

from __future__ import annotations

import csv
import struct
import sys
from pathlib import Path
from xml.etree.ElementTree import parse

import pytest

from sightline.report.pictures_out import NAMES
from tests.cli.running import CONCORD, PERMIT, ROOT, SAMPLES, sightline

JOURNEY = ROOT / "docs" / "examples" / "journey"
SVG = "{http://www.w3.org/2000/svg}"


def texts(path: Path) -> list[str]:
    return [one.text or "" for one in parse(path).iter(f"{SVG}text")]  # noqa: S314 - our own text


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_drawn(name: str, tmp_path: Path) -> None:
    out, table = tmp_path / "picture.svg", tmp_path / "table.csv"
    element = {"line": ["--element", "Product managers"], "haze": ["--element", "concorddocs"]}.get(name, [])
    file = JOURNEY if name == "journey" else CONCORD
    ran = sightline("picture", file, "--what", name, "-o", out, "--table", table, *element)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [f"Written: {out}", f"Written: {table}"]
    assert any(one.endswith(("Source: organization.yaml.", "Source: journey, 3 files.")) for one in texts(out))
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    assert len(rows) > 2
    assert len({len(row) for row in rows}) == 1


def test_a_png_is_as_wide_as_asked_for_and_the_same_every_time(tmp_path: Path) -> None:
    first, second = tmp_path / "first.png", tmp_path / "second.PNG"
    for out in (first, second):
        assert sightline("picture", CONCORD, "--what", "account", "--width", 640, "-o", out).code == 0
    assert first.read_bytes() == second.read_bytes()
    assert struct.unpack(">I", first.read_bytes()[16:20]) == (640,)


def test_title_date_and_word_are_those_that_were_given(tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    ran = sightline(
        "picture", PERMIT, "-o", out, "--title", "Where permits <go> dark", "--date", "Spring 2026",
        "--customer-word", "applicant", "--mode", "dark",
    )  # fmt: skip
    assert ran.code == 0
    written = texts(out)
    assert written[0] == "Where permits <go> dark"
    assert "State Permit and Licence Agency, Spring 2026. Source: organization.yaml." in written
    assert "Applicants" in written
    assert not any("xternal customer" in one for one in written)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "map.gif"], "--output map.gif says no form; end it in .svg or .png"),
        (["-o", "map"], "--output map says no form; end it in .svg or .png"),
        (["-o", "x.svg", "--what", "mapp"], "there is no picture `mapp`; did you mean `map`?"),
        (["-o", "x.svg", "--what", "line"], "the picture `line` shows one element: say which, with --element ID"),
        (["-o", "x.svg", "--element", "vp-product"], "the picture `map` shows no single element: leave out --element"),
        (["-o", "x.svg", "--what", "line", "--element", "vp-produkt"], "not an element; did you mean `vp-product`?"),
        (["-o", "x.svg", "--what", "journey"], "is no folder; a journey is a folder with one file for each date"),
        (["-o", "x.svg", "--what", "journey", "--arrays"], "--input-format and --arrays are for one file"),
        (["-o", "x.svg", "--width", "300"], "--width is for PNG"),
        (["-o", "x.png", "--width", "20000"], "which is too large"),
        (["-o", "x.svg", "--table", "x.xlsx"], "--table x.xlsx is written as CSV; end it in .csv"),
        (["-o", "x.svg", "--customer-word", "4"], "is no word"),
        (["-o", "no-such-folder/x.svg"], "its folder does not exist"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_line(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = sightline("picture", CONCORD, *arguments, "-q")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("hotspots", "customers: {client: {}}\nteams: {a: {serves: client}}", "no obstacle that costs anything"),
        ("teams", "customers: {client: {}}\nteams: {a: {serves: client}}", "No obstacle is recorded"),
        ("account", "customers: {client: {}}", "no effort is recorded"),
        ("units", "customers: {client: {}}", "No effort is recorded"),
        ("sight", "{}", "There is no effort"),
        ("map", "{}", "no element is recorded"),
        ("org-chart", "customers: {client: {}}", "no element but customers is recorded"),
        ("line", "teams: {a: {}}", "a has no route to any external customer"),
        ("haze", "teams: {a: {}}", "no haze to trace at a"),
    ],
)
def test_where_there_is_nothing_to_draw_it_is_said(name: str, raw: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text("sightline: 1\n" + ("" if raw == "{}" else raw), encoding="utf-8")
    element = ["--element", "a"] if name in {"line", "haze"} else []
    ran = sightline("picture", file, "--what", name, "-o", tmp_path / "x.svg", "-q", *element)
    assert (ran.code, ran.out) == (2, "")
    assert "nothing to draw" in ran.err or "no line to draw" in ran.err
    assert why in ran.err
    assert [one.name for one in tmp_path.iterdir()] == ["small.yaml"]


def test_a_picture_never_replaces_what_it_is_drawn_from(tmp_path: Path) -> None:
    file = tmp_path / "model.svg"
    file.write_bytes(Path(CONCORD).read_bytes())
    ran = sightline("picture", file, "-o", file)
    assert ran.code == 2
    assert "choose another name" in ran.err
    assert file.read_bytes() == Path(CONCORD).read_bytes()


def test_without_the_converter_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    ran = sightline("picture", CONCORD, "-o", tmp_path / "map.png", "-q")
    assert ran.code == 2
    assert "pip install 'sightline[pictures]'" in ran.err
    assert sightline("picture", SAMPLES / "bucket_brigade" / "organization.yaml", "-o", tmp_path / "map.svg").code == 0
