"""A roadmap shows the index along the way, by date, and says where it gets worse first."""

from __future__ import annotations

import datetime

import pytest

from sightline.errors import UsageError
from sightline.studies.changes import AddRelation, ClearObstacle
from sightline.studies.roadmap import make_roadmap
from sightline.studies.scenario import Scenario
from tests.studies.plans import intervention, snapshot_of, two_locks

MARCH, APRIL, MAY = (datetime.date(2027, month, 1) for month in (3, 4, 5))
PLANNED = (
    intervention("board", 4, "b", date="2027-05-01", name="Open the board"),
    intervention("legal", 4, "a", date="2027-03-01"),
    intervention("train", 2, "c"),
)


def test_steps_are_made_in_the_order_of_their_dates() -> None:
    roadmap = make_roadmap(snapshot_of(two_locks(*PLANNED)))
    assert [(stage.date, stage.name) for stage in roadmap.stages] == [(MARCH, "legal"), (MAY, "Open the board")]
    assert [stage.effect.index_after for stage in roadmap.stages] == pytest.approx([1 / 8, 7 / 8])
    assert roadmap.undated == ("train",)
    assert roadmap.setbacks == ()


def test_work_that_is_led_to_a_closed_door_makes_it_worse_until_the_door_opens() -> None:
    detour = Scenario("Ask the board first", (AddRelation("hotline", "board", "delivers", 1.0),))
    roadmap = make_roadmap(snapshot_of(two_locks(*PLANNED)), [(APRIL, detour)])
    (worse,) = roadmap.setbacks
    assert (worse.date, worse.name) == (APRIL, "Ask the board first")
    assert worse.delta == pytest.approx(-0.5 / 8)
    assert roadmap.recovers(worse) == MAY


def test_a_setback_that_nothing_makes_good_has_no_day_of_recovery() -> None:
    detour = Scenario("Ask the board first", (AddRelation("hotline", "board", "delivers", 1.0),))
    roadmap = make_roadmap(snapshot_of(two_locks()), [(APRIL, detour)])
    assert [roadmap.recovers(stage) for stage in roadmap.setbacks] == [None]


def test_what_is_better_already_stays_so() -> None:
    planned = (intervention("half", 1, "c", to=0.4, date="2027-04-01"), intervention("all", 1, "c", date="2027-03-01"))
    roadmap = make_roadmap(snapshot_of(two_locks(*planned)))
    assert [stage.delta for stage in roadmap.stages] == pytest.approx([1 / 8, 0])


def test_a_scenario_that_cannot_be_made_is_named_with_its_day() -> None:
    lost = Scenario("Lost", (ClearObstacle("nothing"),))
    with pytest.raises(UsageError, match="Lost, on 2027-04-01"):
        make_roadmap(snapshot_of(two_locks()), [(APRIL, lost)])


def test_nothing_dated_is_an_empty_roadmap() -> None:
    assert make_roadmap(snapshot_of(two_locks())).stages == ()
