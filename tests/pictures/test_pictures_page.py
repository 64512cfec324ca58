"""The page about pictures: its snippets run, and it names every picture."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

from sightline.pictures.map_choice import FULL_DETAIL
from sightline.report.pictures_out import DRAWINGS, NAMES
from tests.cli.running import ROOT

PAGE = ROOT / "docs" / "pictures.md"


def test_the_snippets_print_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"```pycon\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    shutil.copytree(ROOT / "sample_orgs" / "harbor", tmp_path / "sample_orgs" / "harbor")
    monkeypatch.chdir(tmp_path)
    snippets = doctest.DocTestParser().get_doctest(block, {}, PAGE.name, str(PAGE), 0)
    assert len(snippets.examples) >= 8
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL, verbose=False)
    runner.run(snippets, out=told.append)
    assert "".join(told) == ""


def test_every_picture_is_told_with_what_it_asks_for() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| .* \| (.*?) ?\|$", page, re.MULTILINE)
    assert tuple(name for name, _ in rows) == NAMES
    asking = {name for name, asked in rows if asked == "`--element`"}
    assert asking == {name for name, drawing in DRAWINGS.items() if drawing.of_element}
    assert f"more than {FULL_DETAIL} elements" in page
