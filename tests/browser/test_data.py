"""Data in and out through a browser: what is good gets in, what is broken or hostile is told and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, expect

from sightline import Organization
from sightline.app.samples import read_sample
from sightline.document.raw_form import to_raw
from sightline.document.text_form import to_yaml
from sightline.formats import read_organization
from sightline.studies.changes import AddElement, SetSeverity, apply_changes
from tests.browser.visiting import Visit, visiting
from tests.document.hostile import ALIASES, TAGS, make_deep_flow

UNITS = Path(__file__).resolve().parents[2] / "docs/examples/units.csv"
HOSTILE = {**ALIASES, "a call": TAGS["a call"], "ten thousand lists": make_deep_flow(10_000)}
BROKEN = """\
sightline: 1
name: Broken
teams:
  shop:
    headcount: -3
    serves: [nobody]
  desk:
    colour: blue
    obstacles: [{kind: approval-overload, severity: 7}]
"""


def _file(name: str, text: str | bytes) -> FilePayload:
    return {
        "name": name,
        "mimeType": "application/octet-stream",
        "buffer": text if isinstance(text, bytes) else text.encode(),
    }


def _tab(visit: Visit, title: str) -> Locator:
    visit.page.get_by_role("tab", name=title).click()
    panel = visit.page.get_by_role("tabpanel", name=title)
    panel.wait_for()
    return panel


def _upload(visit: Visit, panel: Locator, name: str, text: str | bytes) -> None:
    """Put a file in place of the one that was uploaded before."""
    for gone in panel.get_by_test_id("stFileChipDeleteBtn").all():
        gone.get_by_role("button").or_(gone.and_(panel.get_by_role("button"))).first.click()
        visit.settle()
    panel.locator("input[type=file]").set_input_files(_file(name, text))
    expect(panel.get_by_test_id("stFileChip")).to_contain_text(Path(name).stem)
    visit.settle()


def test_a_file_is_previewed_before_it_replaces_the_model_and_can_be_undone(visit: Visit) -> None:
    harbor = read_sample("harbor")
    changed = apply_changes(harbor, [AddElement("night-desk", "team", "Night desk"), SetSeverity("h7", 0.1)])
    page = visit.go("data", sample="harbor").page
    sidebar, panel = page.get_by_test_id("stSidebar"), _tab(visit, "Upload")
    _upload(visit, panel, "harbor.yaml", to_yaml(to_raw(harbor)))
    expect(panel).to_contain_text("It says the same as the model.")
    _upload(visit, panel, "changed.yaml", to_yaml(to_raw(changed)))
    expect(panel).to_contain_text(f"{len(changed.elements)} elements")
    told = panel.get_by_test_id("stDataFrame").locator("canvas table")
    expect(told).to_contain_text("Night desk")
    expect(sidebar).not_to_contain_text("Unsaved changes")
    panel.get_by_role("button", name="Replace the model").click()
    expect(sidebar).to_contain_text("Unsaved changes")
    expect(page.get_by_test_id("stHeading").first).to_contain_text(f"{len(changed.elements)} elements")
    visit.settle()
    visit.press("sidebar-undo")
    expect(page.get_by_test_id("stHeading").first).to_contain_text(f"{len(harbor.elements)} elements")
    expect(sidebar).not_to_contain_text("Unsaved changes")


def test_broken_and_hostile_files_are_refused_and_the_model_stays(visit: Visit) -> None:
    page = visit.go("data", sample="harbor").page
    before, panel = visit.headline, _tab(visit, "Upload")
    _upload(visit, panel, "broken.yaml", BROKEN)
    told = panel.get_by_role("alert")
    for wrong in ("nothing has changed", "broken.yaml", "headcount", "nobody", "colour", "severity"):
        expect(told).to_contain_text(wrong)
    for number, (name, text) in enumerate(HOSTILE.items()):
        _upload(visit, panel, f"attack{number}.yaml", text)
        expect(told, name).to_contain_text(f"attack{number}.yaml")
        expect(told, name).to_contain_text("nothing has changed")
        expect(panel.get_by_role("button", name="Replace the model"), name).to_have_count(0)
    assert visit.headline == before
    expect(page.get_by_test_id("stSidebar")).not_to_contain_text("Unsaved changes")


def test_a_list_in_columns_of_its_own_is_understood_asked_about_and_opened(visit: Visit) -> None:
    page = visit.go("").page
    main = page.get_by_test_id("stMain")
    main.locator("input[type=file]").set_input_files(_file("riverside.csv", UNITS.read_bytes()))
    expect(main).to_contain_text("a list of elements")
    expect(main).to_contain_text("6 rows are read; left aside: 2 above the table and 1 of totals")
    expect(main).to_contain_text("riverside: 10 elements and 6 relations, read as these columns say")
    visit.settle()
    with page.expect_download() as waiting:
        main.get_by_role("button", name="Keep this as a profile").click()
    profile = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert 'decimal: ","' in profile
    assert "Patients" in profile
    visit.settle()
    main.get_by_role("button", name="Open it").click()
    expect(page.get_by_test_id("stSidebar")).to_contain_text("riverside")
    visit.settle()


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_pasted_rows_are_in_what_is_downloaded(visit: Visit, suffix: str, tmp_path: Path) -> None:
    page = visit.go("data", sample="harbor").page
    sidebar, panel = page.get_by_test_id("stSidebar"), _tab(visit, "Paste rows")
    area = panel.get_by_role("textbox")
    area.fill("id\tkind\tname\nnight-desk\tplanet\tNight desk")
    area.press("Control+Enter")
    expect(panel).to_contain_text("1 mistake")
    visit.settle()
    area.fill("id\tkind\tname\nnight-desk\tteam\tNight desk")
    area.press("Control+Enter")
    panel.get_by_role("button", name="Add 1 row to Elements").click()
    expect(sidebar).to_contain_text("Unsaved changes")
    visit.settle()
    _tab(visit, "Download")
    saved = visit.save(f"data-1-download-{suffix}", tmp_path)
    expect(sidebar).not_to_contain_text("Unsaved changes")
    visit.settle()
    found: Organization = read_organization(saved).organization
    assert saved.name == f"harbor-mutual.{suffix}"
    assert found == apply_changes(read_sample("harbor"), [AddElement("night-desk", "team", "Night desk")])


def test_a_file_that_is_offered_outlives_what_others_do(
    visit: Visit, browser: Browser, app: str, tmp_path: Path
) -> None:
    """After every run of anybody Streamlit tidies up; a browser that fetches late must still find the file."""
    _tab(visit.go("data", sample="harbor"), "Download")
    saved = visit.save("data-1-download-yaml", tmp_path)
    (address,) = {request for request in visit.requests if "/media/" in request and request.endswith(".bin")}
    with visiting(browser, app) as other:
        other.go("overview", sample="concord")
        for page in ("Hotspots", "Customers", "Overview"):
            other.open(page)
    fetched = visit.page.request.get(address)
    assert fetched.status == 200
    assert fetched.body() == saved.read_bytes()
