"""The example script runs as its page says, and what it prints is true; the snippets of the Python page run."""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import sightline
from sightline.analyzers.occlusion import gain_of_set

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "docs" / "examples" / "three_changes.py"
PYTHON_PAGE = ROOT / "docs" / "python.md"
HARBOR = ROOT / "sample_orgs" / "harbor" / "organization.yaml"


def run(*arguments: str) -> str:
    command = [sys.executable, "-X", "utf8", str(SCRIPT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=ROOT).stdout


@pytest.fixture(scope="module")
def printed() -> str:
    return run(str(HARBOR), "claims-adjusters")


def test_the_three_changes_are_the_best_of_all_threes(printed: str) -> None:
    analysis = sightline.analyze(sightline.read(HARBOR))
    obstacles, alone = analysis.snapshot.network.obstacles, analysis.occlusion.obstacles.gain
    hottest = np.argsort(-alone, kind="stable")[:10]
    gains = {
        frozenset(obstacles.ids[list(rows)].tolist()): gain_of_set(analysis.snapshot, np.array(rows))
        for rows in combinations(hottest.tolist(), 3)
    }
    assert len(gains) == 120
    named = frozenset(re.findall(r"^  (\w+): ", printed, re.MULTILINE))
    assert gains[named] == max(gains.values())
    (together, added) = re.findall(r"gain ([\d.]+)%; their single gains add up to ([\d.]+)%", printed)[0]
    assert float(together) == pytest.approx(100 * gains[named], abs=0.005)
    assert float(added) == pytest.approx(100 * sum(alone[obstacles.ids == one].item() for one in named), abs=0.005)
    assert float(together) > float(added)


def test_the_best_line_is_that_of_the_engine(printed: str) -> None:
    analysis = sightline.analyze(sightline.read(HARBOR))
    route = analysis.sight.route("claims-adjusters")
    steps = re.findall(r"^  (\S+) (?:serves|delivers|performs|supports|membership) (\S+)$", printed, re.MULTILINE)
    assert len(steps) >= 2
    assert (steps[0][0], *(customer for _, customer in steps)) == route


def test_few_obstacles_and_a_stranded_team_are_told(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text("sightline: 1\ncustomers: {client: {}}\nteams: {a: {serves: client}, b: {}}\n", encoding="utf-8")
    assert run(str(file), "b") == (
        "There are fewer than 3 obstacles.\n\nNo chain of work leads from b to an external customer.\n"
    )


def test_the_snippets_of_the_python_page_print_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PYTHON_PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"```pycon\n(.*?)```", page, re.DOTALL)
    for folder in ("sample_orgs", "docs/examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    snippets = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, PYTHON_PAGE.name, str(PYTHON_PAGE), 0)
    assert len(blocks) >= 8
    assert len(snippets.examples) >= 25
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE, verbose=False)
    runner.run(snippets, out=told.append)
    assert "".join(told) == ""


def test_the_python_page_shows_what_the_script_prints(printed: str) -> None:
    page = PYTHON_PAGE.read_text(encoding="utf-8")
    (shown,) = re.findall(r"```text\n(The 3 changes.*?)```", page, re.DOTALL)
    assert shown == printed


def test_every_public_name_is_on_the_python_page() -> None:
    page = PYTHON_PAGE.read_text(encoding="utf-8")
    names = [name for name in sightline.__all__ if not name.startswith("__")]
    assert len(names) > 10
    assert [name for name in names if not re.search(rf"`(?:sightline\.)?{name}\b", page)] == []
