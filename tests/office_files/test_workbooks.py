"""Workbooks in LibreOffice: opened and saved again they hold the same cells, no formula, and the same organization."""

from __future__ import annotations

from pathlib import Path

from sightline.document import Organization, Tree, build_organization
from sightline.formats import read_organization, write_organization
from sightline.formats.columns import ELEMENT_COLUMNS, OBSTACLE_COLUMNS
from tests.formats.test_formula_guard import PAYLOADS, body
from tests.office import resave, to_pictures
from tests.office_files.sheets import find_formulas, read_sheets
from tests.samples.readings import read


def hostile() -> Organization:
    """Draw an organization with every payload in every text of some team and some obstacle."""
    teams = {
        f"t{number}": body(ELEMENT_COLUMNS, payload)
        | {
            "serves": ["c"],
            "obstacles": [body(OBSTACLE_COLUMNS, payload) | {"id": f"k{number}", "kind": "silo", "severity": 0.3}],
        }
        for number, payload in enumerate(PAYLOADS)
    }
    return build_organization(Tree({"sightline": 1, "name": PAYLOADS[0], "customers": {"c": {}}, "teams": teams}))


def saved_again(organization: Organization, folder: Path) -> Path:
    """Write a workbook, let LibreOffice save it, and see that every cell is as it was and none is a formula."""
    write_organization(organization, folder / "book.xlsx")
    saved = resave(folder / "book.xlsx", folder / "saved", form="xlsx")
    before, after = read_sheets(folder / "book.xlsx"), read_sheets(saved)
    assert sum(len(rows) for rows in before.values()) > 100
    assert list(after) == list(before)
    for name, rows in before.items():
        assert after[name] == rows
    assert find_formulas(saved) == []
    return saved


def test_a_workbook_is_the_same_organization_after_libreoffice_saved_it(tmp_path: Path) -> None:
    harbor = read("harbor/organization.yaml")
    assert read_organization(saved_again(harbor, tmp_path)).organization == harbor


def test_no_text_becomes_a_formula_when_libreoffice_saves_it(tmp_path: Path) -> None:
    saved_again(hostile(), tmp_path)


def test_a_workbook_prints(tmp_path: Path) -> None:
    write_organization(read("bucket_brigade/organization.yaml"), tmp_path / "book.xlsx")
    assert len(to_pictures(tmp_path / "book.xlsx", tmp_path / "printed", dots=20)) > 3
