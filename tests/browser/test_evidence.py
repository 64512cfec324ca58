"""Evidence through a browser: the forms are built and filled in, come back, are looked at, put in and taken out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from playwright.sync_api import Browser, FilePayload, expect

from sightline.app.pages.evidence import PARTS
from tests.browser.test_access import AXE, SERIOUS, STREAMLITS_OWN
from tests.browser.visiting import Visit, visiting

FORM = "internal-customer.sales.xlsx"
PEOPLE = 6
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _fill(form: bytes, person: int) -> FilePayload:
    """Fill in a form as somebody would; everybody sends it back under the same name."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    rows = list(book["Questions"].iter_rows())
    next(row for row in rows if row[0].value == "respondent")[1].value = f"magpie-{person}"
    closed = [row for row in rows if "@" in str(row[4].value) and not str(row[4].value).startswith("one-thing")]
    assert closed
    for row in closed:
        row[2].value = 1 + person % 3
    filled = io.BytesIO()
    book.save(filled)
    return {"name": FORM, "mimeType": BOOK, "buffer": filled.getvalue()}


def _turn_to(visit: Visit, part: str) -> None:
    visit.page.get_by_role("radio", name=part).click()
    visit.settle()


def _upload(visit: Visit, files: list[FilePayload]) -> None:
    visit.page.get_by_test_id("stMain").locator("input[type=file]").set_input_files(files)
    expect(visit.page.get_by_test_id("stFileChip").first).to_be_visible()
    visit.settle()


def test_the_forms_are_handed_out_and_the_answers_put_in_and_taken_out_again(visit: Visit, tmp_path: Path) -> None:
    visit.go("evidence", sample="concord", evidence="ask")
    saved = visit.save("evidence-1-kit", tmp_path)
    assert saved.name == "concord-software-questions.zip"
    with zipfile.ZipFile(saved) as kit:
        assert "interview-guide.html" in kit.namelist()
        form = kit.read(FORM)
    _turn_to(visit, "Answers")
    _upload(visit, [_fill(form, person) for person in range(PEOPLE)])
    main = visit.page.get_by_test_id("stMain")
    expect(main).to_contain_text(re.compile(r"\d+ answers set \d+ severities\."))
    expect(main).to_contain_text("Line-of-sight index with these answers")
    assert "magpie" not in visit.text
    index = visit.page.get_by_test_id("stSidebar").get_by_test_id("stMetricValue")
    before = index.inner_text()
    visit.page.get_by_role("button", name="Put into the model").click()
    visit.settle()
    expect(visit.page.get_by_test_id("stSidebar")).to_contain_text("Unsaved")
    _turn_to(visit, "Obstacles")
    assert "known from surveys only" in visit.text.lower()
    visit.page.get_by_test_id("stSidebar").get_by_role("button", name="Undo").click()
    visit.settle()
    assert index.inner_text() == before
    assert "known from surveys only" not in visit.text.lower()


def test_what_is_no_survey_is_told_and_changes_nothing(visit: Visit) -> None:
    visit.go("evidence", sample="concord", evidence="answers")
    _upload(visit, [{"name": "<b>notes</b>.csv", "mimeType": "text/csv", "buffer": b"name,colour\nsales,blue\n"}])
    expect(visit.page.get_by_test_id("stAlert")).to_contain_text("no table of answers was found")
    assert visit.page.get_by_role("button", name="Put into the model").count() == 0
    assert visit.page.locator("b", has_text="notes").count() == 0


@pytest.mark.parametrize("width", [420, 1440])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_sticks_out(
    browser: Browser, app: str, mode: Literal["light", "dark"], width: int
) -> None:
    with visiting(browser, app, mode=mode, width=width) as visit:
        for part in PARTS:
            visit.go("evidence", sample="concord", evidence=part)
            visit.page.evaluate(AXE)
            assert visit.page.evaluate("axe.getRules().length") > 50
            assert visit.page.evaluate(SERIOUS, STREAMLITS_OWN) == [], part
            too_wide = visit.page.evaluate(
                "() => document.querySelector('[data-testid=stMain]').scrollWidth"
                " - document.querySelector('[data-testid=stMain]').clientWidth"
            )
            assert too_wide <= 1, part
        assert (visit.foreign, visit.complaints) == ([], [])
