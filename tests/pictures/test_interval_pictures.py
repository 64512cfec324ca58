"""Intervals and tornado: the figures of the study on one scale, whatever the names, and however few there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from sightline.phrases import percent
from sightline.pictures.interval_dots import Ranged, interval_dots
from sightline.pictures.palette import DARK, LIGHT, Ink
from sightline.pictures.picture import Picture
from sightline.pictures.tornado import Swing, tornado
from tests.pictures.test_promises_of_pictures import HOSTILE, check, strings

ITEMS = (Ranged("a", "First", 0.2, 0.1, 0.35, "in 90 %"), Ranged("b", "Second", 0.1, -0.02, 0.2, "in 40 %"))
SWINGS = (Swing("Handoffs", 0.3, 0.6, "0.88 to 0.99"), Swing("Volumes", 0.44, 0.46, "drawn"))


def rows(picture: Picture) -> list[Mapping[str, Any]]:
    assert not isinstance(picture.spec, str)
    found: list[Mapping[str, Any]] = picture.spec["data"]["values"]
    return found


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_both_pictures_keep_what_pictures_promise(count: int, ink: Ink) -> None:
    check(interval_dots(ITEMS[:count], ink, title="Gain", beside="In the top 5"))
    check(tornado(SWINGS[:count], 0.45, ink, title="Index"))


def test_dots_and_lines_are_the_figures_of_the_table() -> None:
    picture = interval_dots(ITEMS, LIGHT, title="Gain", beside="In the top 5")
    drawn = [(row["id"], row["Name"], row["point"], row["low"], row["high"], row["beside"]) for row in rows(picture)]
    assert drawn == list(picture.table.rows)
    assert picture.table.columns[2] == "Gain"
    assert percent(0.35, 1) in picture.alt


def test_every_bar_begins_at_the_figure_as_it_stands_and_has_two_halves() -> None:
    picture = tornado(SWINGS, 0.45, LIGHT, title="Index")
    halves = rows(picture)
    assert {row["from"] for row in halves} == {0.45}
    assert [(row["End"], row["to"]) for row in halves[:2]] == [("low", 0.3), ("high", 0.6)]
    assert [row[2:] for row in picture.table.rows] == [(0.3, 0.6), (0.44, 0.46)]


def test_hostile_names_are_cut_and_clean() -> None:
    dots = interval_dots([Ranged("x", name, 0.2, 0.1, 0.3) for name in HOSTILE], LIGHT, title="Gain")
    bars = tornado([Swing(name, 0.2, 0.3, "drawn") for name in HOSTILE], 0.25, LIGHT, title="Index")
    for picture in (dots, bars):
        check(picture)
        assert all("\x1b" not in text and "\u202e" not in text for text in strings(picture.spec))
