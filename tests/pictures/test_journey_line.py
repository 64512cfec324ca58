"""The line of a journey: every date drawn, the band where it was drawn, and what was planned."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from sightline.document import Tree, build_organization
from sightline.pictures.journey_line import journey_line
from sightline.pictures.palette import DARK, LIGHT, Ink
from sightline.pictures.picture import Picture
from sightline.studies.journey import Journey, follow
from sightline.studies.journey_folder import Dated, read_dated
from tests.drawing import Body
from tests.pictures.test_promises_of_pictures import RAW, check, hostile

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "journey"


def journey(*bodies: Body) -> Journey:
    states = [
        Dated(datetime.date(2020 + at, 1, 1), f"{at}.yaml", build_organization(Tree({"sightline": 1, **body})))
        for at, body in enumerate(bodies)
    ]
    return follow(states)


def rows(picture: Picture) -> list[dict[str, object]]:
    assert not isinstance(picture.spec, str)
    found: list[dict[str, object]] = picture.spec["data"]["values"]
    return found


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("raw", [*RAW, "hostile names"])
def test_of_little_nothing_and_hostile_names(raw: str, ink: Ink) -> None:
    body = hostile() if raw == "hostile names" else RAW[raw]
    check(journey_line(journey(body, body, {}), ink))


def test_every_date_stands_on_the_line_and_in_the_table() -> None:
    found = follow(read_dated(EXAMPLE))
    picture = journey_line(found, LIGHT)
    check(picture)
    assert [row["index"] for row in rows(picture)] == [stage.index for stage in found.stages]
    assert [row[1] for row in picture.table.rows] == [stage.index for stage in found.stages]
    forecast = found.steps[0].forecast
    assert forecast is not None
    assert picture.table.rows[1][5] == pytest.approx((found.stages[0].index or 0) + forecast.predicted)
    assert picture.table.rows[0][5] is None
    assert "At 2 dates an open mark shows what was planned." in picture.alt


def test_the_band_is_that_of_the_draws() -> None:
    found = follow(read_dated(EXAMPLE), draws=20)
    picture = journey_line(found, LIGHT)
    check(picture)
    intervals = [stage.interval for stage in found.stages]
    assert [(row["low"], row["high"]) for row in rows(picture)] == [(one.low, one.high) for one in intervals if one]
    assert "A band shows the central 90 % of the draws." in picture.alt


def test_a_date_without_effort_is_in_the_table_alone() -> None:
    found = journey(RAW["a wall"], RAW["no effort"], RAW["a wall"])
    picture = journey_line(found, LIGHT)
    assert len(rows(picture)) == 2
    assert [row[1] for row in picture.table.rows] == [0.0, None, 0.0]
