"""The findings workbook is a model: read again it is the same organization, edited it is the edited one."""

from __future__ import annotations

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from sightline.document import Organization
from sightline.errors import UsageError
from sightline.formats import read_organization
from sightline.report.workbook import build_workbook
from tests.formats.decorating import decorated_organizations
from tests.office import resave
from tests.report.workbook.findings_books import MODEL, SAMPLES, drawn, opened, planned, reread, rows, subject_of, write
from tests.shared_data import shared_data

pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
BY_SAMPLE = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)


@BY_SAMPLE
def test_a_sample_comes_back_as_it_was(sample: Path, tmp_path: Path) -> None:
    organization = read_organization(sample).organization
    assert len(organization.elements) > 5
    assert reread(write(organization, tmp_path)) == organization


def test_archisurance_comes_back_but_for_the_folder_that_it_was_read_from(tmp_path: Path) -> None:
    path = shared_data("03_archimate/archisurance_oex30.xml")
    organization = read_organization(path).organization
    assert len(organization.elements) > 50
    written = write(organization, tmp_path)
    known = organization.model_dump()
    assert {one["source"]["file"] for one in (*known["elements"], *known["relations"])} == {str(path)}
    assert reread(written) == _without_folders(organization)
    with zipfile.ZipFile(written) as archive:
        assert not [name for name in archive.namelist() if str(path.parent).encode() in archive.read(name)]


@settings(max_examples=3)
@given(organization=decorated_organizations())
def test_any_organization_comes_back_but_for_folders_and_few_answers(
    organization: Organization,
) -> None:
    with TemporaryDirectory() as folder:
        assert reread(write(organization, Path(folder))) == _without_folders(_without_few(organization))


def _without_folders(organization: Organization) -> Organization:
    """Name the files that something came from without their folders, in whichever way these are written."""
    raw = organization.model_dump()
    for source in (one["source"] for one in (*raw["elements"], *raw["relations"])):
        if source and source["file"]:
            name = source["file"]
            source["file"] = name[max(name.rfind("/", 0, -1), name.rfind("\\", 0, -1)) + 1 :]
    return Organization.model_validate(raw)


def _without_few(organization: Organization) -> Organization:
    """Take the number of answers off obstacles with fewer than five."""
    raw = organization.model_dump()

    def hide(holders: list[dict[str, object]]) -> None:
        for holder in holders:
            for one in holder["obstacles"]:  # type: ignore[attr-defined]
                one["n"] = one["n"] if (one["n"] or 0) >= 5 else None

    hide(raw["elements"])
    hide(raw["relations"])
    return Organization.model_validate(raw)


def test_edits_come_through_a_cell_a_new_row_and_one_that_is_gone(tmp_path: Path) -> None:
    path = write(planned(), tmp_path)
    book = opened(path.read_bytes())
    elements, relations, obstacles = (book[name] for name in MODEL[:3])
    head = [cell.value for cell in elements[1]]
    (desk,) = (row for row in elements.iter_rows(min_row=2) if row[0].value == "desk")
    desk[head.index("Name")].value = "Counter"
    desk[head.index("_Sight")].value = 0.99
    elements.append({1: "archive", 2: "team", head.index("Headcount") + 1: 2})
    relations.append(["archive", "desk", "serves"])
    obstacles.delete_rows(2)
    book["Interventions"].delete_rows(2, 2)
    book.save(path)
    edited = reread(path)
    assert [(one.id, one.title, one.headcount) for one in edited.elements] == [
        ("citizen", "Citizens", None),
        ("desk", "Counter", 3),
        ("archive", "archive", 2),
    ]
    assert [(one.supplier, one.customer) for one in edited.relations] == [("desk", "citizen"), ("archive", "desk")]
    assert [one.id for one in edited.by_id["desk"].obstacles] == ["sign"]
    assert [one.id for one in edited.interventions] == ["first"]


def test_what_is_written_on_the_sheets_for_reading_is_passed_over(tmp_path: Path) -> None:
    path = write(planned(), tmp_path)
    book = opened(path.read_bytes())
    apart = [name for name in book.sheetnames if name not in MODEL]
    assert {"About", "Findings", "Hotspots", "Customers", "Plan", "Lists"} == set(apart)
    for name in apart:
        book[name]["A2"].value = "changed"
    book.save(path)
    reading = read_organization(path)
    assert reading.organization == _without_few(planned())
    assert all("were not read" in notice for notice in reading.notices)


def test_the_office_saves_it_again_and_nothing_is_lost(tmp_path: Path) -> None:
    organization = read_organization(SAMPLES[0]).organization
    saved = resave(write(organization, tmp_path), tmp_path / "saved", form="xlsx")
    assert reread(saved) == organization
    ours, theirs = (opened((tmp_path / name).read_bytes()) for name in ("findings.xlsx", "saved/findings.xlsx"))
    assert theirs.sheetnames == ours.sheetnames
    assert len(rows(ours["Findings"])) > 3
    for name in ("Findings", "Hotspots", "Customers"):
        assert _rounded(rows(theirs[name])) == _rounded(rows(ours[name]))
    marked = {name for name in theirs.sheetnames if theirs[name].conditional_formatting}
    assert {"Findings", "Hotspots", "Customers", "Elements", "Relations", "Obstacles"} <= marked
    assert not [cell for sheet in theirs for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def _rounded(table: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Round the figures, of which an office keeps 15 digits."""
    return [{key: round(cell, 9) if isinstance(cell, float) else cell for key, cell in row.items()} for row in table]


def test_what_a_sheet_cannot_hold_is_refused() -> None:
    organization = drawn({"sightline": 1, "teams": {"a": {"name": "a_x000D_b"}}})
    with pytest.raises(UsageError, match=r"sheet Elements, row 2, column name: in a workbook, `_x000D_` is taken"):
        build_workbook(subject_of(organization))
