"""The figures that the tutorial tells are those that come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import CONCORD, ROOT, sightline

PAGE = (ROOT / "docs/tutorial/README.md").read_text(encoding="utf-8")
FOLDER = ROOT / "docs/tutorial"


def index_after(scenario: str) -> float:
    """Give the index of Concord after a scenario of the tutorial."""
    ran = sightline("what-if", CONCORD, "--scenario", FOLDER / f"{scenario}.yaml", "--format", "json")
    after: float = ran.json["scenarios"][0]["index"]["after"]
    return after


@pytest.mark.parametrize(
    ("scenario", "told"),
    [("a-year-after-the-symptom", "from 49 % to 46 %"), ("a-year-after-the-cause", "from 49 % to 59 %")],
)
def test_the_index_a_year_later_is_the_one_that_is_told(scenario: str, told: str) -> None:
    assert told in PAGE.replace("\n", " ")
    assert f"{index_after(scenario):.0%}" == told.split()[-2] + "%"


def test_the_symptom_plan_fails_and_the_cause_plan_works() -> None:
    before = sightline("analyze", CONCORD, "--format", "json", "--only", "sight").json["index"]
    assert index_after("symptom") - before < 0.02
    assert index_after("cause") - before > 0.1
    assert index_after("a-year-after-the-symptom") < before
    assert index_after("a-year-after-the-cause") - before == pytest.approx(0.1, abs=0.005)


def test_trouble_changes_its_place_after_the_symptom_plan_only(tmp_path: Path) -> None:
    told = {}
    for name in ("symptom", "cause"):
        later = tmp_path / f"{name}.yaml"
        sightline("what-if", CONCORD, "--scenario", FOLDER / f"a-year-after-the-{name}.yaml", "-o", later)
        told[name] = sightline("compare", CONCORD, later).sentences
    assert "Obstacles: 2 new, 1 weighs more and 1 eased." in told["symptom"]
    assert "old problems exchanged for new ones" in told["symptom"]
    assert "old problems exchanged for new ones" not in told["cause"]


def test_the_answers_are_as_many_as_told_and_three_are_not_told(tmp_path: Path) -> None:
    answers = FOLDER / "answers.csv"
    rows = answers.read_text(encoding="utf-8").splitlines()
    assert len(rows) - 1 == 36
    ran = sightline("survey", "apply", CONCORD, answers, "--date", "2026-04-30", "-o", tmp_path / "next.yaml")
    assert ran.code == 0
    assert "36 answers set 4 severities. 1 time other evidence says something else" in ran.sentences
    assert "contested" in ran.out
    assert "ledgerlite" not in ran.out.lower()
