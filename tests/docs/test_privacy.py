"""The page on privacy says what is so: no network, nothing written that nobody asked for, every named test is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sightline.app.drafts import KEPT_DAYS
from sightline.app.server import SETTINGS
from sightline.evidence.disclosure import FEWEST, FEWEST_EXACT
from tests.cli.running import ROOT, SAMPLES
from tests.docs.overheard import Heard, overhear

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
NAMED = re.compile(r"^\d+\. `(tests/[\w/.]+\.py)::(\w+)`$", re.MULTILINE)
HARBOR = SAMPLES / "harbor" / "organization.yaml"
PROFILE = ROOT / "docs" / "examples" / "units-profile.yaml"


COUNTS_CORES = {"lscpu"}
"""What joblib asks in some versions."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work").resolve()


@pytest.fixture(scope="module")
def heard(folder: Path) -> Heard:
    """Run what reads and writes, and hear what Python opens meanwhile."""
    commands: list[tuple[object, ...]] = [
        ("analyze", HARBOR, "--format", "json", "--output", "analysis.json"),
        ("findings", HARBOR),
        ("paths", HARBOR, "claims-adjusters"),
        ("what-if", HARBOR, "--clear", "h7"),
        ("plan", HARBOR, "--budget", "5"),
        ("uncertainty", HARBOR, "--draws", "20"),
        ("convert", HARBOR, "harbor.xlsx"),
        ("analyze", "harbor.xlsx"),
        ("survey", "make", HARBOR, "--output", "questions"),
        ("import", ROOT / "docs" / "examples" / "units.csv", "--profile", PROFILE, "--output", "clinic.yaml"),
        ("report", HARBOR, "--output", "report.html", "--output", "deck.pptx", "--output", "findings.xlsx"),
        ("picture", HARBOR, "--what", "account", "--output", "account.png"),
    ]
    return overhear(commands, folder)


def test_no_command_uses_a_network(heard: Heard) -> None:
    assert heard.codes == [0] * len(heard.codes)
    assert len(heard.codes) > 10
    assert heard.network == []


def test_nothing_is_written_but_what_is_asked_for(heard: Heard, folder: Path) -> None:
    written = {Path(path) for path in heard.written}
    assert len(written) > 5
    assert [path for path in written if not path.is_relative_to(folder)] == []
    handed_over = {"report.html", "deck.pptx", "findings.xlsx", "account.png"}
    asked = {"analysis.json", "harbor.xlsx", "questions", "clinic.yaml", *handed_over}
    assert {path.name for path in folder.iterdir()} == {*asked, "tmp"}
    assert list((folder / "tmp").iterdir()) == []


def test_only_the_reader_of_workbooks_is_started(heard: Heard) -> None:
    started = [one for one in heard.started if one not in COUNTS_CORES]
    assert len(started) == 1
    assert "python" in Path(started[0]).name


def test_the_listener_hears(tmp_path: Path) -> None:
    ear = Heard()
    ear.hear("socket.connect", (None, ("203.0.113.1", 80)))
    ear.hear("open", (str(tmp_path / "x"), "w", 0))
    ear.hear("open", (str(tmp_path / "y"), "r", 0))
    assert len(ear.network) == 1
    assert ear.written == [str(tmp_path / "x")]


def test_every_named_test_is_there() -> None:
    promises, tests = PAGE.split("## The tests")
    named = NAMED.findall(tests)
    cited = {int(one) for group in re.findall(r"\[(\d+(?:, \d+)*)\]", promises) for one in group.split(", ")}
    assert len(named) >= 15
    assert cited == set(range(1, len(named) + 1))
    for file, function in named:
        assert f"def {function}" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{function}"


def test_the_numbers_are_those_of_the_code() -> None:
    settings = SETTINGS.read_text(encoding="utf-8")
    assert f"fewer than {FEWEST} " in PAGE
    assert f"from {FEWEST_EXACT} " in PAGE
    assert KEPT_DAYS == 14
    assert "two weeks" in PAGE
    assert 'address = "127.0.0.1"' in settings
    assert "gatherUsageStats = false" in settings
