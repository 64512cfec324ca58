"""Workbooks to grids: what cells hold, what is hidden or was never computed, and a process that may fail."""

from __future__ import annotations

import contextlib
import datetime
import math
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sightline.errors import InputError
from sightline.formats import workbook_reading, workbook_worker
from sightline.formats.grids import Span
from sightline.formats.workbook_guard import guard_workbook
from sightline.formats.workbook_reading import DEFAULT_WORKBOOK_LIMITS, read_workbook
from tests.formats.workbooks import FRAME, MAIN, by_hand, by_program, cells, pack, read_here, rows_of, save
from tests.shared_data import shared_data


def messy() -> bytes:
    """Make a workbook with a title, merged cells, an error, a hidden sheet and a sheet of nothing."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Teams, 2026"
    sheet.append(["Our teams"])
    sheet.merge_cells("A1:C1")
    sheet.append([None, "   "])
    sheet.append(["Name", "Head count", "Since"])
    sheet.append(["Süd", 12, datetime.date(2026, 1, 31)])
    sheet.append(["#N/A", 7.5, True])
    sheet["C6"] = "=1/0"
    workbook.create_sheet("Nothing")
    secret = workbook.create_sheet("Secret")
    secret.sheet_state = "veryHidden"
    secret["B2"] = "x"
    return save(workbook)


def test_a_workbook_becomes_a_grid_for_each_sheet() -> None:
    teams, nothing, secret = read_workbook(messy(), file="book.xlsx")
    assert teams.rows == [
        ["Our teams"],
        [],
        ["Name", "Head count", "Since"],
        ["Süd", 12, "2026-01-31"],
        [None, 7.5, True],
    ]
    assert (teams.name, teams.file, teams.merged) == ("Teams, 2026", "book.xlsx", (Span(0, 0, 0, 2),))
    assert str(teams.place(3, 1)) == "book.xlsx: sheet Teams, 2026, row 4, column B"
    assert teams.notices == (
        "The sheet `Teams, 2026` has 1 cell with an error such as #N/A, read as blank.",
        (
            "The sheet `Teams, 2026` has 1 formula without a value, read as blank."
            " Open the workbook in a spreadsheet program and save it there."
        ),
    )
    assert (nothing.rows, nothing.notices) == ([], ())
    assert (secret.rows, secret.notices) == ([[], [None, "x"]], ("The sheet `Secret` is hidden.",))


def test_what_a_workbook_cannot_be_read_for_is_told() -> None:
    broken = by_hand(cells(['<c t="s"><v>7</v></c>']))
    with pytest.raises(InputError, match=r"^book.xlsx: this workbook cannot be read: IndexError: list index"):
        read_workbook(broken, file="book.xlsx")


def test_a_process_that_takes_too_long_or_is_ended_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_reading, "WALL_SECONDS", 0.01)
    with pytest.raises(InputError, match=r"cannot be read: it takes more than 0.01 seconds"):
        read_workbook(by_hand(), file="book.xlsx")


def test_the_sheets_of_a_real_workbook_are_all_there() -> None:
    grids = read_workbook(shared_data("08_kumu/snap-to-tutorial-data.xlsx").read_bytes(), file="book.xlsx")
    assert [(grid.name, len(grid.rows)) for grid in grids] == [("Elements", 52), ("Connections", 114)]


def test_times_are_spelled_as_iso_8601() -> None:
    moment = datetime.datetime(2026, 1, 31, 8, 30)  # noqa: DTZ001 - a spreadsheet knows no time zone
    rows = rows_of(by_program(One=[[moment, datetime.time(8, 30), datetime.timedelta(hours=30, seconds=5)]]))
    assert rows == [["2026-01-31T08:30:00", "08:30:00", "30:00:05"]]


def test_dates_count_from_the_day_that_the_workbook_names() -> None:
    workbook = Workbook()
    workbook.epoch = datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - a spreadsheet knows no time zone
    assert workbook.active is not None
    workbook.active.append([datetime.date(2026, 1, 31)])
    assert rows_of(save(workbook)) == [["2026-01-31"]]


def test_cells_that_no_number_can_be_are_blank_and_counted() -> None:
    (sheet,) = read_here(by_hand(cells(["<c><v>1e999</v></c>", '<c t="e"><v>#REF!</v></c>', "<c><v>2</v></c>"])))
    assert (sheet["rows"], sheet["errors"]) == ([[None, None, 2]], 2)


def test_escaped_line_ends_are_line_ends() -> None:
    texts = "<si><t>a_x000D_\nb_x0007_</t></si><si><r><t>ri</t></r><r><t>ch</t></r></si>"
    assert rows_of(by_hand(cells(['<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>']), texts=texts)) == [
        ["a\r\nb_x0007_", "rich"]
    ]


def test_the_size_that_a_sheet_says_it_has_is_not_believed() -> None:
    rows = cells(["<c><v>1</v></c>", "<c><v>2</v></c>"]) * 2
    sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>{rows}</sheetData></worksheet>'
    texts = f'<sst xmlns="{MAIN}"/>'
    data = pack({**FRAME, "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": texts})
    assert rows_of(data) == [[1, 2], [1, 2]]


def test_a_text_that_many_cells_share_counts_for_each() -> None:
    data = by_hand(cells(['<c t="s"><v>0</v></c>'] * 100), texts=f"<si><t>{'x' * 100}</t></si>")
    assert len(read_here(data, characters=10_000)) == 1
    with pytest.raises(ValueError, match="too long altogether"):
        read_here(data, characters=9_999)


def test_the_process_is_bounded_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    bounds: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", bounds.__setitem__)
    workbook_worker.bound_this_process()
    assert bounds[resource.RLIMIT_AS] == (1_500_000_000, 1_500_000_000)
    assert {resource.RLIMIT_CPU, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE} < set(bounds)


CELLS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9) | st.text("aß'= \n", max_size=5)


@settings(max_examples=25)
@given(st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_what_a_program_writes_is_read(rows: list[list[object]]) -> None:
    plain = [[f" {cell}" if isinstance(cell, str) and cell[:1] == "=" else cell for cell in row] for row in rows]
    found = rows_of(by_program(One=plain))
    for number, row in enumerate(plain):
        for column, cell in enumerate(row):
            kept = found[number][column] if number < len(found) and column < len(found[number]) else None
            if isinstance(cell, float):
                assert isinstance(kept, int | float)
                assert math.isclose(kept, cell, rel_tol=1e-14, abs_tol=1e-300)
            else:
                assert kept == (None if isinstance(cell, str) and not cell.strip() else cell)


@cache
def two_sheets() -> bytes:
    """Write a workbook once: written again, it would bear another time."""
    return by_program(One=[["a", 1], ["b", 2.5]], Two=[[True]])


@settings(max_examples=40)
@given(st.data())
def test_a_workbook_with_a_wrong_byte_is_read_or_refused(data: st.DataObject) -> None:
    whole = two_sheets()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    with contextlib.suppress(InputError):
        guard_workbook(changed, file="book.xlsx", limits=DEFAULT_WORKBOOK_LIMITS)
