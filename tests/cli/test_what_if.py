from __future__ import annotations

from pathlib import Path

import pytest

from sightline.formats import read_organization
from sightline.pipeline import take_snapshot
from sightline.studies.changes import ClearObstacle, SetSeverity
from sightline.studies.what_if import WhatIf
from tests.cli.running import CONCORD, SAMPLES, sightline

HARBOR = SAMPLES / "harbor" / "organization.yaml"
SCENARIO = """\
scenario: Release payments nearer to the claimant
changes:
  - clear: {obstacle}
"""


@pytest.fixture(scope="module")
def hottest() -> list[str]:
    """Name the three obstacles of Harbor with the largest gains."""
    analyzed = sightline("analyze", HARBOR, "--format", "json", "--only", "occlusion", "--top", 3).json
    return [obstacle["id"] for obstacle in analyzed["obstacles"]]


def test_clearing_an_obstacle_gains_what_the_analysis_says(hottest: list[str]) -> None:
    analyzed = sightline("analyze", HARBOR, "--format", "json").json
    tried = sightline("what-if", HARBOR, "--clear", hottest[0], "--format", "json").json["scenarios"][0]
    assert tried["index"]["before"] == pytest.approx(analyzed["index"])
    assert tried["index"]["change"] == pytest.approx(analyzed["obstacles"][0]["gain"])


def test_scenarios_and_single_changes_are_made_one_after_another(hottest: list[str], tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(SCENARIO.format(obstacle=hottest[0]), encoding="utf-8")
    ran = sightline("what-if", HARBOR, "--scenario", path, "--set", f"{hottest[1]}=0.1", "--format", "json").json
    study = WhatIf(take_snapshot(read_organization(HARBOR).organization))
    effect = study.evaluate([ClearObstacle(hottest[0]), SetSeverity(hottest[1], 0.1)])
    assert [one["index"]["after"] for one in ran["scenarios"]] == [pytest.approx(effect.index_after)]
    assert len(ran["scenarios"][0]["sentences"]) == 2
    assert ran["run"]["parameters"]["set"] == [f"{hottest[1]}=0.1"]


def test_side_by_side_each_is_tried_on_its_own(hottest: list[str], tmp_path: Path) -> None:
    paths = []
    for at, obstacle in enumerate(hottest):
        paths += ["--scenario", tmp_path / f"{at}.yaml"]
        (tmp_path / f"{at}.yaml").write_text(SCENARIO.format(obstacle=obstacle), encoding="utf-8")
    ran = sightline("what-if", HARBOR, *paths, "--compare")
    assert ran.code == 0
    assert ran.out.count("The index rises from") == 3
    assert "Side by side, the largest gain first" in ran.out


def test_the_changed_organization_is_written_and_the_file_itself_stays(hottest: list[str], tmp_path: Path) -> None:
    before, out = HARBOR.read_bytes(), tmp_path / "changed.yaml"
    assert sightline("what-if", HARBOR, "--clear", hottest[0], "-o", out).code == 0
    assert HARBOR.read_bytes() == before
    changed = sightline("analyze", out, "--format", "json").json
    tried = sightline("what-if", HARBOR, "--clear", hottest[0], "--format", "json").json
    assert changed["index"] == pytest.approx(tried["scenarios"][0]["index"]["after"])
    again = sightline("what-if", HARBOR, "--clear", hottest[0], "-o", out)
    assert (again.code, "--force" in again.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "say what to try"),
        (("--clear", "nobody"), "`nobody` is not the id of an obstacle"),
        (("--set", "ob-1=2"), "such as ob-4=0.2"),
        (("--set", "ob-1"), "such as ob-4=0.2"),
        (("--clear", "x", "--compare", "-o", "y.yaml"), "leave one of them out"),
        (("--scenario", "gone.yaml"), "there is no such file"),
    ],
)
def test_what_cannot_be_tried_is_told_in_one_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    ran = sightline("what-if", HARBOR, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err


def test_findings_are_told_with_what_speaks_for_and_against_them() -> None:
    ran = sightline("findings", CONCORD)
    assert ran.code == 0
    assert ran.out.count("To clear it: ") == ran.out.count("Against it: ") > 0


def test_findings_can_be_chosen_by_code_and_weight() -> None:
    every = sightline("findings", CONCORD, "--format", "json").json["findings"]
    gates = sightline("findings", CONCORD, "--format", "json", "--code", "gate").json["findings"]
    warnings = sightline("findings", CONCORD, "--format", "json", "--severity", "warning").json["findings"]
    assert gates == [one for one in every if one["code"] == "gate"] != []
    assert warnings == [one for one in every if one["severity"] == "warning"]


def test_an_unknown_code_is_told_with_the_nearest() -> None:
    ran = sightline("findings", CONCORD, "--code", "strandd")
    assert ran.code == 2
    assert "did you mean `stranded`?" in ran.err


def test_nothing_found_is_not_called_all_clear() -> None:
    ran = sightline("findings", CONCORD, "--code", "displacement")
    assert ran.code == 0
    assert "only that no threshold was crossed" in ran.sentences
