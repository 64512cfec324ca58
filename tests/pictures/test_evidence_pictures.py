"""Pictures of evidence: what is looked at by unit, and what answers move; the drawn figures are those of the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from sightline.pictures.coverage_bars import MOST, PARTS, Covered, coverage_bars
from sightline.pictures.palette import DARK, LIGHT, Ink
from sightline.pictures.picture import Picture
from sightline.pictures.severity_shift import Shift, severity_shift
from tests.pictures.test_promises_of_pictures import HOSTILE, check, strings

UNITS = (Covered("a", "First", 3.0, 1.0, 4.0), Covered("b", "Second", 0.0, 0.0, 2.0), Covered("c", "Idle", 0, 0, 0))
SHIFTS = (Shift("One", 0.4, 0.6, 0.5, 0.75), Shift("Two", None, 0.3, 0.1, 0.5, "new"))


def rows(picture: Picture) -> list[Mapping[str, Any]]:
    assert not isinstance(picture.spec, str)
    found: list[Mapping[str, Any]] = picture.spec["data"]["values"]
    return found


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_both_pictures_keep_what_pictures_promise(count: int, ink: Ink) -> None:
    check(coverage_bars(UNITS[:count], ink))
    check(severity_shift(SHIFTS[:count], ink))


def test_a_bar_is_as_long_as_the_effort_and_its_parts_follow_each_other() -> None:
    picture = coverage_bars(UNITS, LIGHT)
    drawn = rows(picture)
    assert [(row["Unit"], row["part"], row["value"]) for row in drawn] == [
        ("First", "line", 3.0),
        ("First", "here", 1.0),
        ("First", "unknown", 4.0),
        ("Second", "unknown", 2.0),
    ]
    lengths = [row["right"] - row["left"] for row in drawn]
    assert [length / row["value"] for length, row in zip(lengths, drawn, strict=True)] == pytest.approx(
        [lengths[0] / 3] * 4
    )
    assert [row["left"] for row in drawn[1:3]] == [row["right"] for row in drawn[:2]]
    assert [row[:3] for row in picture.table.rows] == [("a", "First", 8.0), ("b", "Second", 2.0), ("c", "Idle", 0)]
    assert "30\u00a0%" in picture.alt
    assert "First, 4 of 8" in picture.alt


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_what_nobody_has_looked_at_is_hollow_and_no_two_parts_are_alike(ink: Ink) -> None:
    fills = {row["part"]: row["fill"] for row in rows(coverage_bars(UNITS, ink))}
    assert fills["unknown"] == ink.paper
    assert len(set(fills.values())) == len(PARTS)


def test_many_units_are_drawn_as_few_and_listed_all() -> None:
    units = [Covered(f"u{at}", f"Unit {at}", 1.0, 0.0, 1.0) for at in range(40)]
    picture = coverage_bars(units, LIGHT)
    assert len({row["Unit"] for row in rows(picture)}) == MOST
    assert sum(row["value"] for row in rows(picture)) == 80
    assert len(picture.table.rows) == 40


def test_rings_discs_and_lines_are_the_figures_of_the_table() -> None:
    picture = severity_shift(SHIFTS, LIGHT)
    drawn = [
        (row["Obstacle"], row["before"], row["after"], row["low"], row["high"], row["remark"]) for row in rows(picture)
    ]
    assert drawn == list(picture.table.rows)
    assert "that of Two, from nothing recorded to 30\u00a0%" in picture.alt


def test_hostile_names_are_cut_and_clean() -> None:
    bars = coverage_bars([Covered("x", name, 1.0, 1.0, 1.0) for name in HOSTILE], LIGHT)
    dots = severity_shift([Shift(name, 0.2, 0.3, 0.1, 0.4, "new") for name in HOSTILE], LIGHT)
    for picture in (bars, dots):
        check(picture)
        assert all("\x1b" not in text and "\u202e" not in text for text in strings(picture.spec))
