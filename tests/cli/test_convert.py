"""``sightline convert``: workbooks, graphs, and results beside the facts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import CONCORD, sightline


@pytest.mark.parametrize("name", ["org.graphml", "org.gexf"])
@pytest.mark.parametrize("results", [(), ("--results",)], ids=["facts", "results"])
def test_a_graph_and_back_gives_the_same_file(tmp_path: Path, name: str, results: tuple[str, ...]) -> None:
    assert sightline("convert", CONCORD, tmp_path / name, *results).code == 0
    assert sightline("convert", tmp_path / name, tmp_path / "back.json").err == ""
    assert sightline("convert", CONCORD, tmp_path / "direct.json").code == 0
    assert (tmp_path / "back.json").read_bytes() == (tmp_path / "direct.json").read_bytes()


def test_a_workbook_is_written(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    ran = sightline("convert", CONCORD, tmp_path / "org.xlsx", "--results")
    assert ran.out.startswith(f"Wrote {tmp_path / 'org.xlsx'} (Excel workbook")
    assert (tmp_path / "org.xlsx").read_bytes().startswith(b"PK")


def test_results_are_those_of_the_analysis(tmp_path: Path) -> None:
    assert sightline("convert", CONCORD, tmp_path / "tables", "--results").code == 0
    text = (tmp_path / "tables" / "elements.csv").read_text(encoding="utf-8")
    written = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    analyzed = sightline("analyze", CONCORD, "--format", "json").json["elements"]
    assert len(analyzed) == len(written) == 52
    for row in analyzed:
        for name in ("sight", "best_line", "blocked", "gain", "share", "depends"):
            assert float(written[row["id"]][f"_{name}"]) == row[name]
    again = sightline("analyze", tmp_path / "tables", "--format", "json").json
    assert again["elements"] == analyzed


@pytest.mark.parametrize(("target", "told"), [("org.yaml", "no room for results"), ("-", "--results go into")])
def test_results_need_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, told: str) -> None:
    monkeypatch.chdir(tmp_path)
    ran = sightline("convert", CONCORD, target, "--results", "--format", "yaml")
    assert ran.code == 2
    assert told in ran.err
    assert not list(tmp_path.iterdir())
