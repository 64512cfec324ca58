"""The org-chart layout: levels from left to right, parents amid their children, no two cards over each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.pictures.layering import CARD_HEIGHT, CARD_WIDTH, Layout
from sightline.pictures.tree_layout import lay_out_tree

Parents = dict[str, str | None]


@st.composite
def forests(draw: st.DrawFn) -> Parents:
    ids = [f"e{number}" for number in range(draw(st.integers(0, 40)))]
    earlier: list[str] = []
    parents: Parents = {}
    for name in ids:
        parents[name] = draw(st.none() | st.sampled_from(earlier[-4:])) if earlier else None
        earlier.append(name)
    return {name: parents[name] for name in draw(st.permutations(ids))}


def laid_out(parents: Parents) -> Layout:
    return lay_out_tree(list(parents), parents)


def level(parents: Parents, name: str) -> int:
    above, steps = parents[name], 1
    while above is not None:
        above, steps = parents[above], steps + 1
    return steps


@given(forests())
def test_everybody_stands_in_the_column_of_their_level_and_on_nobody_else(parents: Parents) -> None:
    layout = laid_out(parents)
    assert list(layout.x) == list(layout.y) == list(parents)
    areas = {column.number: column for column in layout.columns}
    assert [column.number for column in layout.columns] == list(range(1, len(layout.columns) + 1))
    for name in parents:
        area = areas[level(parents, name)]
        assert area.left + CARD_WIDTH / 2 <= layout.x[name] <= area.left + area.width - CARD_WIDTH / 2
        assert CARD_HEIGHT / 2 <= layout.y[name] <= layout.height - CARD_HEIGHT / 2
    rows: dict[float, list[float]] = {}
    for name in parents:
        rows.setdefault(layout.x[name], []).append(layout.y[name])
    for heights in rows.values():
        assert all(below - above >= CARD_HEIGHT for above, below in pairwise(sorted(heights)))


@given(forests())
def test_parents_stand_between_their_first_and_last_child(parents: Parents) -> None:
    layout = laid_out(parents)
    for name in parents:
        heights = [layout.y[child] for child in parents if parents[child] == name]
        if heights:
            assert min(heights) - 1e-6 <= layout.y[name] <= max(heights) + 1e-6


def test_twelve_leaves_of_one_unit_share_rows_until_the_chart_is_no_higher_than_wide() -> None:
    layout = laid_out({"unit": None, **{f"leaf {number}": "unit" for number in range(12)}})
    last = layout.columns[-1]
    assert layout.height <= last.left + last.width
    assert len(set(layout.y.values())) < 12


def test_a_chain_of_5000_levels_and_a_unit_of_5000_parts_are_laid_out() -> None:
    chain = {f"e{number}": f"e{number - 1}" if number else None for number in range(5_000)}
    assert len(laid_out(chain).columns) == 5_000
    flat = {f"e{number}": "e0" if number else None for number in range(5_000)}
    assert len(laid_out(flat).columns) == 2


def test_a_parent_that_is_not_drawn_makes_a_root() -> None:
    assert [column.number for column in laid_out({"a": "elsewhere", "b": "a"}).columns] == [1, 2]


def test_parents_in_a_circle_are_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        laid_out({"a": "b", "b": "a"})
