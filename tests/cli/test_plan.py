"""`sightline plan`: a plan that can be presented, written as a scenario, and a roadmap with its setbacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.studies.scenario import read_scenario
from tests.cli.running import ROOT, SAMPLES, sightline

HARBOR = str(SAMPLES / "harbor" / "organization.yaml")
SHOP = str(ROOT / "docs" / "examples" / "roadmap.yaml")
DETOUR = str(ROOT / "docs" / "examples" / "one-counter.yaml")


def test_harbor_gets_a_plan_to_present() -> None:
    ran = sightline("plan", HARBOR, "--budget", "20")
    assert ran.code == 0
    for said in (
        "at a cost of 20 raise the index from 54 % to 67 %",
        "in 90 % of the draws",
        "against approval overload at Payment release, 45 % to 18 %",
        "If you can do three things only",
        "every choice of three was tried",
        "Polishing the front would buy little: Concierge team is 98 % clear itself",
        "no owner or no date",
        "not validated against outcomes",
    ):
        assert said in ran.sentences.replace("\N{NO-BREAK SPACE}", " "), said


def test_the_json_has_every_figure_and_the_run() -> None:
    ran = sightline("plan", HARBOR, "--budget", "10", "--format", "json").json
    assert ran["cost"] <= 10
    assert ran["steps"][-1]["total"] == pytest.approx(ran["index"]["change"])
    assert sum(step["gain"] for step in ran["steps"]) == pytest.approx(ran["index"]["change"])
    assert all(step["low"] <= step["high"] for step in ran["steps"])
    assert [one["element"] for one in ran["fronts"]] == ["concierge-team"]
    assert ran["three"]["exact"] is True
    assert ran["run"]["seed"] == 1
    assert ran["run"]["parameters"]["budget"] == 10


def test_the_plan_is_written_as_a_scenario_that_what_if_takes(tmp_path: Path) -> None:
    written = tmp_path / "plan.yaml"
    assert sightline("plan", HARBOR, "--budget", "10", "--draws", "0", "-o", str(written)).code == 0
    assert len(read_scenario(written).changes) > 3
    planned = sightline("plan", HARBOR, "--budget", "10", "--draws", "0", "--format", "json").json
    tried = sightline("what-if", HARBOR, "--scenario", str(written), "--format", "json").json
    assert tried["scenarios"][0]["index"]["after"] == pytest.approx(planned["index"]["after"])
    again = sightline("plan", HARBOR, "--budget", "10", "-o", str(written))
    assert again.code == 2
    assert "--force" in again.err


def test_the_roadmap_says_when_it_gets_worse_first() -> None:
    plain = sightline("plan", SHOP, "--roadmap").sentences
    assert "2 dated steps until 2027-09-01" in plain
    assert "falls" not in plain
    assert "`honest-dates`" in plain
    ran = sightline("plan", SHOP, "--roadmap", "--step", f"2027-03-01={DETOUR}")
    assert "On 2027-03-01 the index falls: All repairs go through the workshop" in ran.sentences
    stages = sightline("plan", SHOP, "--roadmap", "--step", f"2027-03-01={DETOUR}", "-f", "json").json["stages"]
    assert [stage["worsens"] for stage in stages] == [True, False, False]
    assert stages[0]["recovers"] == "2027-05-01"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--budget 20"),
        (("--budget", "3", "--roadmap"), "either"),
        (("--budget", "3", "--step", "2027-01-01=x.yaml"), "--roadmap"),
        (("--roadmap", "-o", "plan.yaml"), "--output"),
        (("--roadmap", "--step", "soon=x.yaml"), "2027-03-01=move.yaml"),
        (("--roadmap", "--step", "2027-01-01=nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_what_cannot_be_meant_is_refused(words: tuple[str, ...], said: str) -> None:
    ran = sightline("plan", SHOP, *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
