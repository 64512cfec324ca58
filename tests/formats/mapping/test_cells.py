"""Cells as people fill them in: numbers in many spellings, and the words for nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.formats.columns import Column
from sightline.formats.mapping.cells import is_blank, read_number, read_value
from sightline.formats.mapping.profile import DecimalMark

NUMBER = Column("volume", ("volume",), "number")


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("12", ".", 12),
        ("1.64", ".", 1.64),
        ("0,5", ",", 0.5),
        ("1,234", ".", 1234),
        ("1.234", ",", 1234),
        ("1.234.567,89", ",", 1234567.89),
        ("1 234,5", ",", 1234.5),
        ("1\u00a0234", ".", 1234),
        ("1\u2019234.5", ".", 1234.5),
        ("30 %", ".", 0.3),
        ("12,5%", ",", 0.125),
        ("-3", ".", -3),
        ("\u22123", ".", -3),
        ("2e3", ".", 2000),
        (".5", ".", 0.5),
    ],
)
def test_numbers_are_read_as_they_are_written(text: str, decimal: DecimalMark, expected: float) -> None:
    assert read_number(text, decimal) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "decimal"), [("0,5", "."), ("1.5", ","), ("12,34", "."), ("--3", "."), ("about 5", "."), ("1" * 99, ".")]
)
def test_what_is_no_number_stays_for_the_document_to_tell(text: str, decimal: DecimalMark) -> None:
    assert read_number(text, decimal) is None
    assert read_value(NUMBER, text, decimal) == text


@pytest.mark.parametrize("cell", [None, "", " ", "-", "N/D", "n/a", "\u2013", "None", "#N/A", "TBD"])
def test_words_for_nothing_say_nothing(cell: str | None) -> None:
    assert is_blank(cell)
    assert read_value(NUMBER, cell, ".") is None


@pytest.mark.parametrize("cell", [0, 0.0, False, "0", "NA", "x"])
def test_zero_and_short_names_are_something(cell: str | float) -> None:
    assert not is_blank(cell)


@settings(max_examples=50)
@given(st.floats(min_value=-1e9, max_value=1e9), st.sampled_from([".", ","]))
def test_a_number_with_groups_reads_back(value: float, decimal: DecimalMark) -> None:
    text = f"{value:,.4f}"
    if decimal == ",":
        text = text.translate(str.maketrans(",.", ".,"))
    assert read_number(text, decimal) == float(f"{value:.4f}")
