"""The spread of sight: every element of effort in one column, as tall as its part."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.pictures.palette import LIGHT
from sightline.pictures.sight_spread import BINS, MOST_BLOCKS, sight_spread

members = st.lists(st.tuples(st.floats(0, 1) | st.just(math.nan), st.integers(0, 50)), max_size=30)


@given(drawn=members)
def test_the_blocks_together_are_all_the_effort_that_has_a_sight(drawn: list[tuple[float, int]]) -> None:
    values, weights = [value for value, _ in drawn], [float(weight) for _, weight in drawn]
    picture = sight_spread(values, weights, [f"e{at}" for at in range(len(drawn))], LIGHT)
    assert not isinstance(picture.spec, str)
    blocks = picture.spec["data"]["values"]
    some = any(weight and not math.isnan(value) for value, weight in drawn)
    assert sum(block["high"] - block["low"] for block in blocks) == pytest.approx(1 if some else 0, abs=1e-9)
    by_id = dict(zip((f"e{at}" for at in range(len(drawn))), values, strict=True))
    for block in blocks:
        assert block["left"] - 1e-9 <= by_id[block["id"]] <= block["right"] + 1e-9
    assert len(picture.table.rows) == len(drawn)


def test_an_edge_belongs_to_the_column_on_its_right_and_all_to_the_last() -> None:
    picture = sight_spread([0.3, 1.0], [1, 1], ["a", "b"], LIGHT)
    assert not isinstance(picture.spec, str)
    assert [round(block["left"] * BINS) for block in picture.spec["data"]["values"]] == [3, 9]


def test_very_many_elements_are_one_block_per_column() -> None:
    many = 3 * MOST_BLOCKS
    picture = sight_spread([at / many for at in range(many)], [1.0] * many, ["x"] * many, LIGHT)
    assert len(picture.keys) == BINS
    assert len(picture.table.rows) == many


def test_the_sentence_counts_what_is_not_drawn() -> None:
    picture = sight_spread([0.2, 0.8, math.nan], [1, 3, 1], ["a", "b", "c"], LIGHT)
    assert picture.alt == (
        "Sight of 2 elements runs from 20\u00a0% to 80\u00a0%; 25\u00a0% of the effort sees less than half; 1 element"
        " without effort or sight is not drawn."
    )
