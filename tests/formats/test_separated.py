"""Text files of separated values as people have them: separators, encodings, titles above, ragged rows, real files."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.errors import InputError
from sightline.formats import TableLimits
from sightline.formats.csv_folder import guard
from sightline.formats.grids import Grid
from sightline.formats.separated import read_separated
from tests.shared_data import shared_data

LIMITS = TableLimits()


def read(data: str | bytes, file: str = "teams.csv", limits: TableLimits = LIMITS) -> Grid:
    return read_separated(data.encode() if isinstance(data, str) else data, file=file, limits=limits)


def rows(data: str | bytes, file: str = "teams.csv") -> list[list[str | None]]:
    return [list(row) for row in read(data, file).rows]  # type: ignore[arg-type]


def problem(data: str | bytes, limits: TableLimits = LIMITS) -> str:
    with pytest.raises(InputError) as caught:
        read(data, limits=limits)
    return str(caught.value)


def test_a_file_becomes_a_grid_of_texts() -> None:
    grid = read("name,head count\nSüd,012\n,,\n \n", file="folder/our teams.csv")
    assert (grid.name, grid.file, grid.part, grid.notices) == ("our teams", "folder/our teams.csv", "", ())
    assert grid.rows == [["name", "head count"], ["Süd", "012"]]
    assert str(grid.place(1, 1)) == "folder/our teams.csv: row 2, column B"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_what_the_rows_have_in_common(separator: str) -> None:
    table = [["Team", "Share", "Works for"], ["Süd", "1,5", "a; b"], ["Ost", "2,25", "c"], ["West", "3", "d | e"]]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows(table)
    title = "Teams of the South, as of May, and others\n\n"
    assert rows(title + buffer.getvalue())[-4:] == table
    assert read(title + buffer.getvalue()).notices == ()


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Team;1,5;2,5\nOther;3,5;4,5\n", ["Other", "3,5", "4,5"]),
        ('a,"b;c;d"\ne,"f;g;h"\n', ["e", "f;g;h"]),
        ("a\tb, c\nd\te, f\n", ["d", "e, f"]),
        ("a,b,c\nd\ne,f\ng,h,i\n", ["d"]),
        ("Jan de Vries\nPiet Jansen\n", ["Piet Jansen"]),
        ("a\nb\n", ["b"]),
    ],
)
def test_separators_inside_cells_do_not_mislead(text: str, second: list[str]) -> None:
    assert rows(text)[1] == second


def test_where_two_separators_fit_equally_well_it_is_told() -> None:
    assert read("a;1,5\nb;2,5\n").notices == ("The cells were separated at semicolons; commas would fit as well.",)


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "\ufeffSEP=;", "sep=;;;"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_by_which_excel_says_the_separator_decides_and_is_no_row(first: str, end: str) -> None:
    assert rows(f"{first}{end}a,b,c;d{end}e,f,g;h{end}") == [["a,b,c", "d"], ["e,f,g", "h"]]


def test_words_between_blanks_are_cells_of_a_text_file_only() -> None:
    edges = ' 1  2 0\n 2 "Süd Ost" 1\n\n'
    grid = read(edges, file="edges.txt")
    assert grid.rows == [["1", "2", "0"], ["2", "Süd Ost", "1"]]
    assert grid.notices == ("The file has no commas, semicolons or tabs; its cells are separated by blanks.",)
    assert read(edges.replace('"', ""), file="edges.csv").rows == [[" 1  2 0"], [" 2 Süd Ost 1"]]
    assert read("Our teams\nare few and good\n", file="notes.txt").rows == [["Our teams"], ["are few and good"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(encoding: str) -> None:
    grid = read("Straße;Größe\nœuvre;“5 €”\n".encode(encoding))
    assert grid.rows == [["Straße", "Größe"], ["œuvre", "“5 €”"]]
    assert bool(grid.notices) is (encoding == "cp1252")
    assert all("Windows-1252" in notice for notice in grid.notices)


def test_what_has_another_encoding_or_is_no_text_is_told() -> None:
    assert "0x81 is not UTF-8" in problem(b"a,b\n\x81,c\n")
    assert "UTF-16 or UTF-32 without a byte order mark" in problem("a,b\n".encode("utf-16-le"))
    assert problem("  \n\n") == "teams.csv: the file is empty"


def test_quotation_marks_hold_separators_line_ends_and_themselves() -> None:
    assert rows('a;b\n"1;2\n3";"say ""x"""\n5;6\n') == [["a", "b"], ["1;2\n3", 'say "x"'], ["5", "6"]]
    assert problem('a,b\n"1,2\n') == "teams.csv: row 2: a quotation mark is opened here or further up and never closed"


def test_the_limits_hold() -> None:
    few = TableLimits(file_bytes=20, columns=2, rows=2)
    assert read("a,b\n1,2\n3,4\n", limits=few).rows[2] == ["3", "4"]
    assert "has more than 2 rows" in problem("a,b\n1,2\n3,4\n5,6\n", few)
    assert "row 2 has 3 columns; up to 2 are read" in problem("a,b\n1,2,3\n", few)
    assert "up to 20 bytes are read" in problem("a,b\n" * 6, few)
    with pytest.raises(InputError, match="row 1 has 3 columns"):
        read("1 2 3\n4 5 6\n", file="edges.txt", limits=few)


@pytest.mark.parametrize(
    ("file", "count", "width"),
    [
        ("10_hris/department_for_business_innovation_and_skills-2011-09-30-senior.csv", 199, 22),
        ("10_hris/oracle_hr_employees.csv", 108, 11),
        ("06_eventlogs/running_example_broken.csv", 35, 6),
        ("03_archimate/nora/relations.csv", 482, 7),
        ("07_krackhardt/Krack-High-Tec-edgelist-Advice.txt", 441, 3),
        ("07_krackhardt/Krack-High-Tec-Attributes.csv", 22, 5),
    ],
)
def test_real_files_have_the_rows_and_columns_that_they_have(file: str, count: int, width: int) -> None:
    found = rows(shared_data(file).read_bytes(), file)
    assert (len(found), max(map(len, found))) == (count, width)


def test_real_advice_is_counted_as_elsewhere() -> None:
    found = rows(shared_data("07_krackhardt/Krack-High-Tec-edgelist-Advice.txt").read_bytes(), "advice.txt")
    assert Counter(row[2] for row in found if row[0] != row[1]) == {"1": 190, "0": 230}


CELL = st.text("ab ü'\"=-;,|\n", max_size=6)
TABLE = st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1))


@given(TABLE, st.sampled_from([";", ",", "\t", "|"]), st.booleans())
def test_what_is_written_with_a_declared_separator_is_read(table: list[list[str]], separator: str, all_: bool) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, quoting=csv.QUOTE_ALL if all_ else csv.QUOTE_MINIMAL)
    writer.writerows([guard(cell) if cell else "" for cell in row] for row in table)
    found = rows(f"sep={separator}\n{buffer.getvalue()}x{separator}end")[:-1]
    expected = [[cell or None for cell in row] for row in table]
    for row, kept in itertools.zip_longest(expected, found):
        assert kept is not None
        assert [*kept, *[None] * (len(row) - len(kept))] == row


@given(st.binary(max_size=60), st.sampled_from(["x.csv", "x.txt"]))
def test_any_bytes_are_read_or_refused(data: bytes, file: str) -> None:
    try:
        grid = read(data, file)
    except InputError:
        return
    assert all(row[-1] is not None for row in grid.rows if row)
    assert not grid.rows or grid.rows[-1]
