"""The table of a messy sheet is found by its looks, and by a profile wherever its words stand."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.errors import InputError
from sightline.formats.grids import Grid, Span
from sightline.formats.mapping.body import FURTHER, HEADLINE, NOTE, REPEATED, TITLE, TOTAL, UNITS, is_total
from sightline.formats.mapping.located import Located, locate, locate_as
from sightline.formats.mapping.profile import SheetProfile
from tests.formats.mapping.sheets import GERMAN, HEADCOUNTS, MATRIX, YEARS, YEARS_MERGED, Row, grid
from tests.shared_data import shared_data


def found(drawn: Grid) -> Located:
    located = locate(drawn)
    assert located is not None
    return located


def headings(located: Located) -> list[str]:
    return [heading.text for heading in located.headings]


def test_a_plain_table_is_found_whole() -> None:
    located = found(grid(HEADCOUNTS))
    assert headings(located) == ["Team", "Part of", "Headcount"]
    assert (located.header_row, located.header_rows, list(located.rows), located.aside) == (0, 1, [1, 2, 3], {})


@pytest.mark.parametrize("above", [1, 2, 3])
def test_titles_above_are_left_aside_and_counted(above: int) -> None:
    located = found(grid(HEADCOUNTS, above=above))
    assert located.header_row == above
    assert list(located.rows) == [above + 1, above + 2, above + 3]
    assert located.aside == {TITLE: 1 if above < 3 else 2}


@pytest.mark.parametrize("merged", [YEARS_MERGED, ()], ids=["merged", "plain text"])
@pytest.mark.parametrize("above", [0, 3])
def test_a_header_of_two_rows_is_joined(merged: tuple[Span, ...], above: int) -> None:
    located = found(grid(YEARS, merged=merged, above=above))
    expected = ["Team", "2024 / Headcount", "2024 / FTE", "2025 / Headcount", "2025 / FTE"]
    assert headings(located) == expected
    assert (located.header_row, located.header_rows, list(located.rows)) == (above, 2, [above + 2, above + 3])


def test_a_title_merged_over_all_columns_is_no_header() -> None:
    rows: list[Row] = [("Teams and their size", None, None), *HEADCOUNTS]
    located = found(grid(rows, merged=(Span(0, 0, 0, 2),)))
    assert headings(located) == ["Team", "Part of", "Headcount"]
    assert located.aside == {TITLE: 1}


def test_a_square_is_found_by_its_names() -> None:
    located = found(grid(MATRIX, above=2))
    assert headings(located) == ["column A", "Claims", "Payments", "Sales", "Customers"]
    assert list(located.rows) == [3, 4, 5]
    numbered = [(None, 1, 2, 3), (1, 0, 1, 1), (2, 1, 0, 0), (3, 0, 1, 0)]
    assert headings(found(grid(numbered))) == ["column A", "1", "2", "3"]


def test_rows_that_are_about_nothing_are_left_aside_by_reason() -> None:
    rows: list[Row] = [
        *HEADCOUNTS[:1],
        (None, None, "[FTE]"),
        ("Head office", None, None),
        *HEADCOUNTS[1:3],
        ("Team", "Part of", "Headcount"),
        HEADCOUNTS[3],
        (),
        ("Subtotal", None, 23),
        ("Total Rewards", "Operations", 2),
        ("Summe:", None, 25),
        (),
        ("Source: payroll", None, None),
        ("* without trainees", None, None),
    ]
    located = found(grid(rows, merged=(Span(2, 0, 2, 2),)))
    assert [located.grid.cell(row, 0) for row in located.rows] == ["Claims", "Payments", "Operations", "Total Rewards"]
    assert located.aside == {UNITS: 1, HEADLINE: 1, REPEATED: 1, TOTAL: 2, NOTE: 2}


def test_a_further_table_below_is_left_aside_and_counted() -> None:
    rows: list[Row] = [*HEADCOUNTS, (), ("From", "To"), ("Claims", "Payments"), ("Payments", "Sales")]
    located = found(grid(rows))
    assert list(located.rows) == [1, 2, 3]
    assert located.aside == {FURTHER: 3}


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Total", True),
        ("TOTAL:", True),
        ("Summe 2024", True),
        ("Total FTE", True),
        ("Gesamtsumme", True),
        ("Sous-total", True),
        ("Total Rewards", False),
        ("Summer school", False),
        ("Totally new", False),
        ("Ensemble music", False),
        ("Somerset", False),
    ],
)
def test_a_total_is_a_word_and_not_a_name_that_begins_so(text: str, is_one: bool) -> None:
    assert is_total(text) is is_one


def test_a_table_without_a_header_keeps_all_its_rows() -> None:
    numbers = found(grid([(1, 2, 0), (1, 3, 1), (2, 1, 1), (3, 1, 0)]))
    assert (numbers.header_row, numbers.header_rows, headings(numbers)) == (
        None,
        0,
        ["column A", "column B", "column C"],
    )
    names = found(grid([("Claims", "Payments"), ("Sales", "Claims"), ("Claims", "Sales"), ("Payments", "Sales")]))
    assert names.header_row is None
    assert len(names.rows) == 4


def test_headers_are_told_apart() -> None:
    located = found(grid([("Team", "Note", "note", None), ("Claims", "a", "b", "c"), ("Sales", "d", "e", "f")]))
    assert headings(located) == ["Team", "Note", "note (2)", "column D"]


@pytest.mark.parametrize("rows", [[], [()], [(None, "  ", "-")]])
def test_an_empty_sheet_holds_no_table(rows: list[Row]) -> None:
    assert locate(grid(rows)) is None
    with pytest.raises(InputError, match="empty"):
        locate_as(grid(rows), SheetProfile(match="*", kind="elements", columns={"Team": "name"}))


def test_a_profile_finds_its_header_wherever_it_stands() -> None:
    profile = SheetProfile(match="*", kind="units", columns={"team": "name", "HEADCOUNT": "headcount"})
    moved = [("Team", "March"), (), *[(None, row[2], None, row[0]) for row in HEADCOUNTS]]
    located = locate_as(grid(moved), profile)
    assert [(heading.text, heading.column) for heading in located.headings] == [("Headcount", 1), ("Team", 3)]
    assert list(located.rows) == [3, 4, 5]


def test_a_profile_names_the_nearest_header_of_each_that_is_missing() -> None:
    profile = SheetProfile(
        match="*", kind="units", columns={"Team": "name", "Head count": "headcount", "Lead": "head", "Site": "ignore"}
    )
    with pytest.raises(InputError) as told:
        locate_as(grid(HEADCOUNTS), profile)
    messages = [str(problem) for problem in told.value.problems]
    assert len(messages) == 2
    assert "`Head count`" in messages[0]
    assert "did you mean `Headcount`?" in messages[0]
    assert messages[0].startswith("book.xlsx: row 1")


def test_a_profile_reads_two_header_rows_and_lists_without_one() -> None:
    columns = {"Team": "name", "2025 / FTE": "headcount"}
    profile = SheetProfile(match="*", kind="units", columns=columns, header_rows=2)
    located = locate_as(grid(YEARS, merged=YEARS_MERGED, above=2), profile)
    assert (located.header_row, list(located.rows)) == (2, [4, 5])
    columns = {"column A": "from", "column B": "to"}
    profile = SheetProfile(match="*", kind="relations", columns=columns, header_row=0, header_rows=0)
    assert len(locate_as(grid([("a", "b"), ("c", "d"), ("e", "f")]), profile).rows) == 3


def test_a_matrix_without_a_word_in_its_corner_is_found_again() -> None:
    profile = SheetProfile(match="*", kind="matrix", columns={"column A": "name"})
    assert list(locate_as(grid(MATRIX, above=3), profile).rows) == [4, 5, 6]


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([HEADCOUNTS, GERMAN, YEARS]),
    st.integers(0, 3),
    st.lists(st.integers(0, 5), max_size=3, unique=True),
    st.randoms(use_true_random=False),
)
def test_titles_empty_columns_and_the_order_of_columns_change_nothing(
    rows: Sequence[Row], above: int, empty: list[int], random: Random
) -> None:
    plain_table = found(grid(rows, merged=YEARS_MERGED if rows is YEARS else ()))
    if rows is YEARS:  # the groups of its columns hold together
        order = [0, 1, 2, 3, 4]
    else:
        order = list(range(len(rows[0])))
        random.shuffle(order)
    for at in sorted(empty):
        order.insert(at, -1)
    moved = [[row[column] if 0 <= column < len(row) else None for column in order] for row in rows]
    groups = [(1, 2), (3, 4)] if rows is YEARS else []
    spans = tuple(Span(0, order.index(first), 0, order.index(last)) for first, last in groups)
    drawn = grid(moved, merged=spans, above=above)
    located = found(drawn)
    assert sorted(headings(located)) == sorted(headings(plain_table))
    assert len(located.rows) == len(plain_table.rows)
    columns = {heading.text: "ignore" for heading in plain_table.headings}
    again = locate_as(
        drawn, SheetProfile(match="*", kind="units", columns=columns, header_rows=plain_table.header_rows)
    )
    assert (again.headings, list(again.rows)) == (located.headings, list(located.rows))


def read(relative: str) -> Grid:
    path = shared_data(relative)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    rows = [line.split() for line in lines] if path.suffix == ".txt" else list(csv.reader(lines))
    return Grid(path.stem, path.name, [[cell or None for cell in row] for row in rows])


@pytest.mark.parametrize(
    ("file", "rows", "columns", "header"),
    [
        ("10_hris/oracle_hr_employees.csv", 107, 11, 0),
        ("10_hris/oracle_hr_departments.csv", 27, 4, 0),
        ("10_hris/department_for_business_innovation_and_skills-2011-09-30-senior.csv", 198, 21, 0),
        ("10_hris/department_for_business_innovation_and_skills-2011-09-30-junior.csv", 744, 12, 0),
        ("07_krackhardt/Krack-High-Tec-Attributes.csv", 21, 5, 0),
        ("07_krackhardt/Krack-High-Tec-edgelist-Advice.txt", 441, 3, None),
    ],
)
def test_the_tables_of_real_files_are_found_whole(file: str, rows: int, columns: int, header: int | None) -> None:
    located = found(read(file))
    assert (len(located.rows), len(located.headings), located.header_row) == (rows, columns, header)
    assert not located.aside
