"""Plain text for people: numbers, names, lists."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.phrases import NBSP, amount, clean, counted, cut, escaped_json, is_or_are, listed, percent, without_aside


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [
        (0.49083, 0, "49 %"),
        (0.49083, 1, "49.1 %"),
        (0.0, 0, "0 %"),
        (-0.0, 1, "0 %"),
        (1e-15, 1, "0 %"),
        (0.001, 0, "under 1 %"),
        (0.0001, 1, "under 0.1 %"),
        (0.005, 0, "under 1 %"),
        (0.9999, 0, "over 99 %"),
        (0.99999, 1, "over 99.9 %"),
        (1.0, 0, "100 %"),
        (1.0, 1, "100 %"),
        (-0.123, 0, "-12 %"),
        (None, 0, "not defined"),
        (float("nan"), 0, "not defined"),
    ],
)
def test_shares_are_spelled_for_people(share: float | None, digits: int, text: str) -> None:
    assert percent(share, digits) == text.replace(" %", f"{NBSP}%")


@given(st.floats(0, 1))
def test_what_is_something_never_reads_as_nothing_or_as_all(share: float) -> None:
    for digits in (0, 1):
        assert (percent(share, digits) == f"0{NBSP}%") == (share < 1e-9)
        assert (percent(share, digits) == f"100{NBSP}%") == (share > 1 - 1e-9)


@pytest.mark.parametrize(("value", "text"), [(26.0, "26"), (0.5, "0.5"), (1234.56, "1,234.6"), (1e6, "1,000,000")])
def test_amounts_have_no_long_tails(value: float, text: str) -> None:
    assert amount(value) == text


def test_lists_end_with_an_and_or_a_count() -> None:
    assert listed([]) == "none"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c"], 2) == "a, b and 1 more"
    assert counted(1, "element") == "1 element"
    assert counted(2000, "element") == "2,000 elements"
    assert [is_or_are(number) for number in (0, 1, 2)] == ["are", "is", "are"]


def test_long_names_are_cut_between_words() -> None:
    assert cut("short", 10) == "short"
    assert cut("one two three four", 10) == "one two…"
    assert cut("x" * 100, 10) == "x" * 9 + "…"
    assert len(cut("word " * 100, 60)) <= 60
    assert without_aside("Product council (11 vetoes)") == "Product council"
    assert without_aside("(only this)") == "(only this)"


@given(st.text())
def test_cleaned_text_is_one_printable_line(text: str) -> None:
    cleaned = clean(text)
    assert "\n" not in cleaned
    assert "\x1b" not in cleaned
    assert not any(0xD800 <= ord(sign) < 0xE000 or 0x202A <= ord(sign) <= 0x202E for sign in cleaned)
    assert clean(cleaned) == cleaned


@given(st.text())
def test_escaped_json_says_the_same(text: str) -> None:
    written = escaped_json(json.dumps({"a": text}, ensure_ascii=False, indent=2))
    assert json.loads(written) == {"a": text}
    assert "\u202e" not in written
