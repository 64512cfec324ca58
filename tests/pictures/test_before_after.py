"""Two accounts beside each other: every part drawn, every change true."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.phrases import NBSP
from sightline.pictures.before_after import FATES, before_after
from sightline.pictures.palette import LIGHT

TODAY = {"seen": 0.5, "blocked": 0.3, "handoffs": 0.2, "no_route": 0.0}
LATER = {"seen": 0.62, "blocked": 0.18, "handoffs": 0.2, "no_route": 0.0}

accounts = st.tuples(*(st.integers(0, 1000) for _ in FATES)).filter(sum)


def as_account(counts: tuple[int, ...]) -> dict[str, float]:
    return {fate: count / sum(counts) for fate, count in zip(FATES, counts, strict=True)}


@given(before=accounts, after=accounts)
def test_each_bar_is_whole_and_without_gaps(before: tuple[int, ...], after: tuple[int, ...]) -> None:
    picture = before_after(as_account(before), as_account(after), ("Before", "After"), LIGHT)
    assert not isinstance(picture.spec, str)
    for label in ("Before", "After"):
        parts = [row for row in picture.spec["data"]["values"] if row["Of"] == label]
        assert parts[0]["left"] == 0
        assert parts[-1]["right"] == pytest.approx(1, abs=1e-9)
        assert all(one["right"] == other["left"] for one, other in pairwise(parts))
    assert sum(float(str(row[3])) for row in picture.table.rows) == pytest.approx(0, abs=1e-9)


def test_the_sentence_tells_both_and_the_change() -> None:
    picture = before_after(TODAY, LATER, ("Today", "With three changes"), LIGHT)
    assert f"Today: 50.0{NBSP}% of the effort is seen" in picture.alt
    assert f"With three changes: 62.0{NBSP}% is seen (+12.0{NBSP}points)" in picture.alt


def test_the_bars_and_the_table_hold_the_same_figures() -> None:
    picture = before_after(TODAY, LATER, ("Today", "Later"), LIGHT)
    assert not isinstance(picture.spec, str)
    drawn = {(row["Where"], row["Of"]): row["value"] for row in picture.spec["data"]["values"]}
    told = {(row[0], label): row[at] for row in picture.table.rows for at, label in ((1, "Today"), (2, "Later"))}
    assert len(drawn) == 6
    assert drawn == {key: share for key, share in told.items() if share}


def test_two_equal_labels_stay_apart_in_the_table() -> None:
    assert len(set(before_after(TODAY, LATER, ("Plan", "Plan"), LIGHT).table.columns)) == 4
