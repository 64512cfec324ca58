"""Workbooks that Sightline writes, seen by openpyxl: sheets, types, digits, limits, the look."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from sightline.document import Organization, Tree, build_organization
from sightline.errors import UsageError
from sightline.formats import Attributes, Beside, read_organization
from sightline.formats.columns import Cell, Column
from sightline.formats.excel_writing import spell, write_excel
from sightline.formats.table_rows import to_tables
from sightline.formats.workbook import MOST_ROWS
from sightline.formats.workbook_scan import ScanLimits
from tests.formats.decorating import HARD_TEXTS
from tests.formats.test_graphml_writing import SAMPLES, small

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

Book = Any


def book(organization: Organization, tmp_path: Path, attributes: Attributes | None = None) -> Book:
    """Write a workbook and open it."""
    write_excel(organization, tmp_path / "book.xlsx", attributes or Attributes())
    return openpyxl.load_workbook(tmp_path / "book.xlsx")


def values(sheet: Book) -> list[list[object]]:
    """List the cells of a sheet."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_table_is_a_sheet_with_its_header_in_the_first_row(sample: Path, tmp_path: Path) -> None:
    organization = read_organization(sample).organization
    found = book(organization, tmp_path)
    for name, table in to_tables(organization).items():
        header, *rows = values(found[name.capitalize()])
        assert header == [column.name for column in table.columns]
        assert [[_in_sheet(cell) for cell in row] for row in table.cells] == rows


def _in_sheet(cell: Cell) -> Cell:
    """Say what a cell of a sheet holds: a text as it is spelled, a flag as a word."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return spell(cell) if isinstance(cell, str) else cell


def test_numbers_keep_all_their_digits_and_texts_stay_texts(tmp_path: Path) -> None:
    teams = {
        "a": {"headcount": 0.1 + 0.2, "name": "007", "holders": 2**53 + 1, "front": True},
        "b": {"headcount": 1e-9, "name": "1e5", "turnover_per_year": 1 / 3, "holders": 12},
    }
    sheet = book(build_organization(Tree({"sightline": 1, "teams": teams})), tmp_path)["Elements"]
    header, first, second = values(sheet)
    one, two = dict(zip(header, first, strict=True)), dict(zip(header, second, strict=True))
    assert (one["headcount"], one["name"], one["holders"], one["front"]) == (0.1 + 0.2, "007", str(2**53 + 1), "true")
    assert (two["headcount"], two["name"], two["turnover_per_year"], two["holders"]) == (1e-9, "1e5", 1 / 3, 12)


def test_a_blank_text_is_no_blank_cell(tmp_path: Path) -> None:
    team = {"observed_use": "", "love": "  ", "hate": "'", "wish": "'=1"}
    sheet = book(build_organization(Tree({"sightline": 1, "teams": {"a": team}})), tmp_path)["Elements"]
    header, row = values(sheet)
    cells = dict(zip(header, row, strict=True))
    assert [cells[name] for name in ("observed_use", "love", "hate", "wish")] == ["'", "'  ", "''", "''=1"]
    assert all(spell(text) == text or text[:1] in "' " for text in HARD_TEXTS)


def test_the_look_is_calm_and_helps(tmp_path: Path) -> None:
    found = book(small(), tmp_path, Attributes(Beside({"sight": [None, 0.5, 0.25]})))
    sheet = found["Elements"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(sheet.max_column)}4"
    assert sheet["A1"].font.bold
    last = sheet.cell(1, sheet.max_column)
    assert (last.value, last.font.bold, last.font.italic) == ("_sight", False, True)
    assert sheet.cell(3, sheet.max_column).number_format == "0.0000"
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert lists["B2:B5001"] == "Lists!$A$1:$A$7"
    assert found["Lists"].sheet_state == "hidden"
    assert "An organization in tables" in str(found["About"]["A1"].value)


def test_what_would_be_cut_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_excel(small(), path)
    before = path.read_bytes()
    evidence = [{"text": "x" * 20_000}, {"text": "\U0001f3e2" * 7_000}]
    obstacle = {"kind": "other", "severity": 0.1, "evidence": evidence}
    with pytest.raises(UsageError, match=r"sheet Obstacles, row 2, column evidence: a cell of a workbook holds 32,767"):
        write_excel(build_organization(Tree({"sightline": 1, "teams": {"a": {"obstacles": [obstacle]}}})), path)
    with pytest.raises(UsageError, match=r"sheet Elements, row 2, column name: in a workbook, `_x000D_` is taken"):
        write_excel(build_organization(Tree({"sightline": 1, "teams": {"a": {"name": "a_x000D_b"}}})), path)
    assert path.read_bytes() == before


def test_no_workbook_pretends_to_have_macros(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"written without macros; end .* in \.xlsx"):
        write_excel(small(), tmp_path / "book.XLSM")
    assert not list(tmp_path.iterdir())


def test_more_rows_than_a_sheet_holds_are_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sightline.formats.excel_writing.MOST_ROWS", 3)
    with pytest.raises(UsageError, match="the table elements has 3 rows, and a sheet holds 2 below its header"):
        write_excel(small(), tmp_path / "book.xlsx")
    assert not list(tmp_path.iterdir())
    assert MOST_ROWS == 2**20


def test_what_is_too_large_to_be_read_again_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert write_excel(small(), tmp_path / "book.xlsx") == ()
    for limits, size in ((ScanLimits(rows=3), "4 rows, and up to 3"), (ScanLimits(cells=20), "cells, and up to 20")):
        monkeypatch.setattr("sightline.formats.excel_writing._LIMITS", limits)
        (told,) = write_excel(small(), tmp_path / "book.xlsx")
        assert size in told
        assert told.endswith("keep an organization of this size as Parquet.")


def test_without_xlsxwriter_the_command_that_installs_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'sightline\[excel\]'"):
        write_excel(small(), tmp_path / "book.xlsx")
    assert not list(tmp_path.iterdir())


def test_columns_beside_the_facts_are_what_their_cells_are() -> None:
    beside = Beside({"a": [True, None], "b": [1, 2], "c": [1, 0.5], "d": ["x", 1], "e": [None, None]})
    assert beside.columns == tuple(
        Column(f"_{name}", (), kind)  # type: ignore[arg-type]
        for name, kind in zip("abcde", ("flag", "whole", "number", "text", "text"), strict=True)
    )
    assert dict(beside.record(1)) == {"_b": 2, "_c": 0.5, "_d": 1}
