"""Workbooks of our own tables: what a person fills in, what Sightline wrote, and every mistake with its cell."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sightline.document import Organization, Tree, build_organization
from sightline.errors import InputError, UsageError
from sightline.formats import ReadOptions, Source
from sightline.formats.excel import is_own_workbook, read_excel, read_own_grids
from sightline.formats.excel_writing import write_excel
from sightline.formats.grids import Grid, GridCell
from sightline.formats.starter import make_workbook
from tests.formats.decorating import decorated_organizations
from tests.formats.workbooks import by_program, read_here, save

Rows = list[list[GridCell]]


def grids_of(data: bytes) -> list[Grid]:
    return [
        Grid(sheet["name"], "book.xlsx", sheet["rows"], part=f"sheet {sheet['name']}, ") for sheet in read_here(data)
    ]


def read(**sheets: Rows) -> Tree:
    return read_own_grids(
        [Grid(name, "book.xlsx", rows, part=f"sheet {name}, ") for name, rows in sheets.items()], name="book.xlsx"
    )


def problems(**sheets: Rows) -> list[str]:
    with pytest.raises(InputError) as caught:
        build_organization(read(**sheets))
    return [str(problem) for problem in caught.value.problems]


TEAMS: Rows = [["id", "kind", "headcount"], ["dev", "team", 12], ["shop", "customer"]]


@settings(max_examples=25)
@given(organization=decorated_organizations())
def test_what_sightline_writes_is_the_same_organization(
    organization: Organization, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("books") / "book.xlsx"
    try:
        write_excel(organization, path)
    except UsageError:  # a text that no workbook keeps as it is
        return
    grids = grids_of(path.read_bytes())
    assert is_own_workbook(grids)
    assert build_organization(read_own_grids(grids, name="book.xlsx")) == organization


@given(st.permutations(["elements", "relations", "organization"]))
def test_the_order_of_the_sheets_says_nothing(order: list[str]) -> None:
    sheets: dict[str, Rows] = {
        "elements": TEAMS,
        "relations": [["from", "to"], ["dev", "shop"]],
        "organization": [["key", "value"], ["name", "Ours"]],
    }
    assert build_organization(read(**{name: sheets[name] for name in order})) == build_organization(read(**sheets))


def test_the_starter_is_read_when_somebody_has_filled_it_in() -> None:
    workbook = load_workbook(io.BytesIO(make_workbook()))
    workbook["Elements"].append(["dev", "team", "Development", None, None, 12])
    workbook["Elements"].append(["shop", "customer", "Shop owners"])
    workbook["Relations"].append(["dev", "shop", "delivers", 2])
    workbook["Organization"]["B3"] = datetime.date(2026, 1, 31)
    tree = read_own_grids(grids_of(save(workbook)), name="book.xlsx")
    organization = build_organization(tree)
    assert [element.id for element in organization.elements] == ["shop", "dev"]
    assert (organization.as_of, len(organization.relations)) == (datetime.date(2026, 1, 31), 1)
    assert tree.notices == ()


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "Our shop.xlsx").write_bytes(by_program(ELEMENTS=TEAMS, _notes=[["x"]], About=[["x"]], Budget=[["x"]]))
    tree = read_excel(Source(tmp_path / "Our shop.xlsx"), ReadOptions())
    assert build_organization(tree).name == "Our shop"
    assert tree.notices == ("Sheets that are none of our tables were not read: `Budget`.",)


def test_every_mistake_has_its_sheet_row_and_column() -> None:
    found = problems(
        Elements=[[], *TEAMS[:1], ["dev", "teem", 12], ["shop", "customer", "many"]],
        Relations=[["from", "to"], ["dev", "shp"]],
    )
    assert [problem[: problem.index(": `")] for problem in found] == [
        "book.xlsx: sheet Elements, row 3, column kind",
        "book.xlsx: sheet Elements, row 4, column headcount",
        "book.xlsx: sheet Relations, row 2, column to",
    ]


def test_numbers_of_a_spreadsheet_may_be_words_and_lists() -> None:
    elements: Rows = [["id", "kind", "name", "tags", "assessed"], [101, "team", 7.0, 2026, 1], ["c", "customer"]]
    (element,) = (one for one in build_organization(read(Elements=elements)).elements if one.kind == "team")
    assert (element.id, element.name, element.tags, element.assessed) == ("101", "7", ("2026",), True)


def test_an_apostrophe_keeps_a_text_that_would_be_blank() -> None:
    elements: Rows = [
        ["id", "kind", "name", "description"],
        ["dev", "team", "''s Hertogenbosch", "'"],
        ["c", "customer"],
    ]
    (element,) = (one for one in build_organization(read(Elements=elements)).elements if one.kind == "team")
    assert (element.name, element.description) == ("'s Hertogenbosch", "")


@pytest.mark.parametrize(
    ("sheets", "own"),
    [
        ({"Elements": TEAMS}, True),
        ({"elements ": [[], [None, "Kind", "ID"]]}, True),
        ({"Elements": [["Label", "Type"]]}, False),
        ({"Elements": []}, False),
        ({"Teams": TEAMS}, False),
    ],
)
def test_our_own_workbook_is_known_by_its_elements(sheets: dict[str, Rows], own: bool) -> None:
    assert is_own_workbook([Grid(name, "book.xlsx", rows) for name, rows in sheets.items()]) is own


def test_a_workbook_without_elements_and_a_sheet_that_stands_twice_are_told() -> None:
    assert problems(Relations=[["from", "to"]], Elements=[]) == [
        "book.xlsx: the workbook has no sheet `Elements` with a header and rows"
    ]
    assert read(Elements=TEAMS, ELEMENTS=TEAMS).notices == (
        "Sheets that are none of our tables were not read: `ELEMENTS`.",
    )
