"""The findings workbook in LibreOffice: the same cells, no formula, and still the same organization."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.document import Organization
from sightline.formats import read_organization
from sightline.pipeline import analyze
from sightline.report.handover.customer_word import CustomerWord
from sightline.report.handover.subject import Subject
from sightline.report.workbook import build_workbook
from tests.app.hostile import hostile_organization
from tests.office import resave
from tests.office_files.sheets import find_formulas, read_sheets
from tests.samples.readings import read


@pytest.mark.parametrize(
    "organization", [read("harbor/organization.yaml"), hostile_organization()], ids=["sample", "hostile"]
)
def test_the_findings_workbook_is_the_same_after_libreoffice_saved_it(
    organization: Organization, tmp_path: Path
) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(build_workbook(Subject(analyze(organization), CustomerWord(None))))
    saved = resave(book, tmp_path / "saved", form="xlsx")
    before, after = read_sheets(book), read_sheets(saved)
    assert {"About", "Elements", "Relations", "Obstacles", "Findings"} <= set(before)
    assert list(after) == list(before)
    for name, rows in before.items():
        assert after[name] == rows
    assert find_formulas(saved) == []
    assert read_organization(saved).organization == organization
