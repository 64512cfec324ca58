"""The ranked list: in order, on one scale, honest about lower bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from sightline.analyzers.occlusion import Cost
from sightline.phrases import percent
from sightline.pictures.palette import LIGHT
from sightline.pictures.picture import Picture
from sightline.pictures.ranked_bars import WIDEST, Ranked, rank, ranked_bars
from tests.samples.readings import analyzed

ITEMS = (Ranked("a", "First", 0.2, 0.1, 0.05), Ranked("b", "Second", 0.1, 0.1, 0.0, exact=False))


def bars(picture: Picture) -> list[Mapping[str, Any]]:
    assert not isinstance(picture.spec, str)
    found: list[Mapping[str, Any]] = picture.spec["data"]["values"]
    return found


def test_all_bars_share_one_scale() -> None:
    lengths = {(bar["id"], bar["figure"]): bar["right"] - bar["left"] for bar in bars(ranked_bars(ITEMS, LIGHT))}
    assert lengths["a", "gain"] == pytest.approx(WIDEST)
    assert lengths["a", "share"] == pytest.approx(WIDEST / 2)
    assert lengths["b", "gain"] == pytest.approx(WIDEST / 2)
    assert lengths["b", "blocked"] == 0


def test_the_bars_and_the_table_hold_the_same_figures() -> None:
    picture = ranked_bars(ITEMS, LIGHT)
    drawn = [bar["value"] for bar in bars(picture)]
    assert drawn == [row[column] for row in picture.table.rows for column in (3, 5, 6)]


def test_a_lower_bound_says_so_and_nothing_else_does() -> None:
    said = {(bar["id"], bar["figure"]): bar["said"] for bar in bars(ranked_bars(ITEMS, LIGHT))}
    assert said["b", "gain"] == f"at least {percent(0.1, 1)}"
    assert sum("at least" in text for text in said.values()) == 1


def test_a_long_name_is_cut_on_the_mark_and_whole_in_the_table() -> None:
    name = "Approval " * 60
    picture = ranked_bars([Ranked("a", name, 0.2, 0.1, 0.05)], LIGHT)
    assert all(len(bar["title"]) <= 90 for bar in bars(picture))
    assert picture.table.rows[0][2] == name


def test_ranking_follows_gain_then_share_and_leaves_out_what_costs_nothing() -> None:
    cost = Cost(
        blocked=np.array([0.0, 0.1, 0.2, 0.0]),
        gain=np.array([0.1, 0.1, 0.3, 0.0]),
        exact=np.ones(4, dtype=np.bool_),
        share=np.array([0.1, 0.2, 0.1, 0.0]),
    )
    assert [item.id for item in rank(cost, ["a", "b", "c", "d"], str)] == ["c", "b", "a"]
    assert [item.name for item in rank(cost, ["a", "b", "c", "d"], str, top=1)] == ["2"]


@pytest.mark.parametrize("subject", ["areas", "teams", "themes"])
def test_groups_rank_like_obstacles(subject: str) -> None:
    group = analyzed("harbor").occlusion.group(subject)
    items = rank(group.cost, group.labels, lambda row: group.labels[row])
    assert len(items) > 1
    gains = [item.gain for item in items]
    assert gains == sorted(gains, reverse=True)
    assert ranked_bars(items, LIGHT, noun=subject[:-1]).keys == tuple(item.id for item in items)


def test_an_empty_list_is_said() -> None:
    picture = ranked_bars([], LIGHT)
    assert picture.alt == "There is no obstacle that costs anything, so nothing is ranked."
    assert not picture.table.rows
