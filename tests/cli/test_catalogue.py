from __future__ import annotations

from pathlib import Path

from tests.cli.running import sightline


def test_all_kinds_are_listed() -> None:
    ran = sightline("catalogue")
    assert ran.code == 0
    assert "silo-handoff" in ran.out
    assert "overpromise" in ran.out


def test_one_kind_is_shown_in_full_by_name_or_code() -> None:
    by_name, by_code = sightline("catalogue", "silo_handoff"), sightline("catalogue", "o1")
    assert by_name.out == by_code.out
    for heading in ("What shows it", "How severe", "What is asked", "What helps", "What often stands behind it"):
        assert heading in by_name.out


def test_an_area_can_be_chosen() -> None:
    kinds = sightline("catalogue", "--area", "individuals", "--format", "json").json["kinds"]
    assert {one["area"] for one in kinds} == {"individuals"}
    assert len(kinds) == 6


def test_an_unknown_kind_is_told_with_the_nearest() -> None:
    ran = sightline("catalogue", "silo-handof")
    assert (ran.code, "did you mean `silo-handoff`?" in ran.err) == (2, True)


def test_kinds_of_ones_own_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("kinds: [{kind: paper-forms, name: Paper forms, area: operations}]", encoding="utf-8")
    ran = sightline("catalogue", "paper-forms", "--catalogue", path)
    assert (ran.code, "Paper forms" in ran.out) == (0, True)
