"""``sightline validate``: what is valid and yet hardly meant is noted."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import SAMPLES, sightline


def test_a_misspelt_kind_and_a_missing_customer_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "bikes.yaml"
    path.write_text(
        "sightline: 1\nteams:\n  a: {obstacles: [{kind: botleneck, severity: 0.3}, {kind: our-own, severity: 0.3}]}\n",
        "utf-8",
    )
    ran = sightline("validate", path)
    assert ran.code == 0
    assert "Note: no external customer is named" in ran.out
    assert "Note: `botleneck` is no kind of the catalogue" in ran.out
    assert "did you mean `bottleneck`?" in ran.out
    assert "our-own" not in ran.out


def test_nothing_is_noted_of_a_sample() -> None:
    assert "Note:" not in sightline("validate", SAMPLES / "harbor" / "organization.yaml").out
