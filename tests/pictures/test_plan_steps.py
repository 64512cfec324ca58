from __future__ import annotations

from sightline.pictures.palette import DARK, LIGHT
from sightline.pictures.picture import Picture
from sightline.pictures.plan_steps import Tread, plan_steps

TREADS = (Tread("Drop approvals <b>", 1, 0.58, 0.55, 0.61), Tread("Redesign", 9, 0.65))


def rows_of(picture: Picture) -> list[dict[str, object]]:
    """Give what is drawn, one entry for each point of the stair."""
    assert not isinstance(picture.spec, str)
    rows: list[dict[str, object]] = picture.spec["data"]["values"]
    return rows


def test_every_step_is_a_tread_and_a_row_of_the_table() -> None:
    picture = plan_steps(0.54, TREADS, LIGHT)
    assert [row["spent"] for row in rows_of(picture)] == [0, 1, 9]
    assert [row["index"] for row in rows_of(picture)] == [0.54, 0.58, 0.65]
    assert picture.table.rows == ((1, "Drop approvals <b>", 1, 0.58, 0.55, 0.61), (2, "Redesign", 9, 0.65, None, None))


def test_the_sentence_says_where_it_begins_and_ends() -> None:
    assert "2 steps at a cost of 9 take the index from 54.0" in plan_steps(0.54, TREADS, DARK).alt
    assert "no step" in plan_steps(0.54, (), DARK).alt


def test_the_band_is_no_wider_than_the_line_where_nothing_was_drawn() -> None:
    *_, last = rows_of(plan_steps(0.54, TREADS, LIGHT))
    assert last["low"] == last["high"] == last["index"]
