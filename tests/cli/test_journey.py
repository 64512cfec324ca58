"""`sightline journey`: one organization over several dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import ROOT, SAMPLES, sightline

EXAMPLE = ROOT / "docs" / "examples" / "journey"


def test_the_journey_is_told_from_its_first_date_to_its_last() -> None:
    told = sightline("journey", SAMPLES / "alder").sentences
    assert told.startswith("From 2023-06-01 to 2026-06-01 the index rises from 61.8 % to 78.1 %")
    assert "To 2024-06-01: the index rises from 61.8 % to 62.1 %" in told


def test_plans_findings_and_what_came_back_are_told() -> None:
    told = sightline("journey", EXAMPLE).sentences
    assert "Planned: 3 interventions, together +18.9 points; 2 of them done. Observed: +7.5 points" in told
    assert "Came back after it was closed: approval overload at Design office." in told
    assert "Parts packed by room before they leave 2025-06-01 in part" in told


def test_json_says_all_of_it() -> None:
    told = sightline("journey", EXAMPLE, "--format", "json").json
    assert [one["date"] for one in told["stages"]] == ["2025-01-15", "2025-07-15", "2026-01-15"]
    assert [one["index_interval"] for one in told["stages"]] == [None] * 3
    for step in told["steps"]:
        assert sum(step["split"]["parts"].values()) == pytest.approx(step["index"]["change"], abs=1e-9)
    assert [one["kept"] for one in told["steps"][0]["forecast"]["promises"]] == ["done", "in part", "done"]
    assert told["steps"][1]["reopened"] == ["price-approval"]
    assert len(told["run"]["inputs"]) == 3
    assert "seed" not in told["run"]


def test_drawn_intervals_can_be_drawn_again() -> None:
    first, again, other = (
        sightline("journey", EXAMPLE, "--draws", 20, "--seed", seed, "--format", "json").json for seed in (7, 7, 8)
    )
    intervals = [[stage["index_interval"] for stage in told["stages"]] for told in (first, again, other)]
    assert None not in intervals[0]
    assert intervals[0] == intervals[1] != intervals[2]
    assert first["run"]["seed"] == 7


def test_mistakes_are_told_all_at_once(tmp_path: Path) -> None:
    for name in ("first.yaml", "second.yaml"):
        (tmp_path / name).write_text("sightline: 1\ncustomers: {client: {}}\n", encoding="utf-8")
    ran = sightline("journey", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert [("has no date" in line) for line in ran.err.splitlines()] == [True, True]
