"""Changes tried on a page: with the keyboard, taken back, set side by side, and made in the model itself."""

from __future__ import annotations

from playwright.sync_api import expect

from sightline import Analysis
from sightline.phrases import percent
from sightline.studies.changes import SetSeverity
from sightline.studies.effect import points
from sightline.studies.what_if import WhatIf
from tests.browser.visiting import Visit


def test_scenarios_side_by_side_and_one_adopted_that_survives_a_reload(visit: Visit, harbor: Analysis) -> None:
    foremost, second = (str(harbor.snapshot.network.obstacles.ids[row]) for row in harbor.occlusion.hotspots[:2])
    study = WhatIf(harbor.snapshot)
    best, other = (study.evaluate([SetSeverity(obstacle, 0.0)]) for obstacle in (foremost, second))
    assert best.delta is not None
    assert other.delta is not None
    assert best.delta > other.delta
    page = visit.go("what-if", sample="harbor").page
    main, number = page.get_by_test_id("stMain"), visit.figure("from now to this scenario")

    visit.keyed(f"what-if-1-1-0-{foremost}").get_by_role("slider").focus()
    page.keyboard.press("Home")
    expect(number).to_contain_text(points(best.delta))
    visit.settle()

    main.get_by_test_id("stPopoverButton").filter(has_text="Scenario").click()
    visit.press("what-if-1-1-0-new")
    page.keyboard.press("Escape")
    expect(number).to_contain_text(points(0.0))
    visit.press(f"what-if-1-2-0-clear-{second}")
    expect(number).to_contain_text(points(other.delta))
    main.get_by_role("radio", name="Scenarios side by side").click()
    expect(main).to_contain_text("raises the index most")
    visit.settle()
    assert f"Scenario 1 raises the index most: {points(best.delta)}." in visit.text
    table = visit.page.get_by_test_id("stDataFrame").first.locator("canvas table").text_content() or ""
    assert percent(best.index_after, 1) in table
    assert percent(other.index_after, 1) in table

    main.get_by_role("radio", name="Scenario 1").click()
    expect(number).to_contain_text(points(best.delta))
    visit.settle()
    main.get_by_role("button", name="Adopt into the model").click()
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_contain_text("Unsaved changes")
    expect(sidebar.get_by_test_id("stMetric")).to_contain_text(percent(best.index_after))
    visit.settle()
    assert "draft=" in page.url

    page.reload()
    expect(sidebar).to_contain_text("Restored from the draft")
    expect(sidebar.get_by_test_id("stMetric")).to_contain_text(percent(best.index_after))
    visit.settle()


def test_another_organization_is_not_opened_over_unsaved_work_without_a_question(visit: Visit) -> None:
    page = visit.go("what-if", sample="harbor").page
    sidebar = page.get_by_test_id("stSidebar")
    visit.press("what-if-1-1-0-clear-")
    page.get_by_test_id("stMain").get_by_role("button", name="Adopt into the model").click()
    expect(sidebar).to_contain_text("Unsaved changes")
    visit.settle()
    for reloaded in (False, True):
        if reloaded:
            page.reload()
            expect(sidebar).to_contain_text("Restored from the draft")
            visit.settle()
        visit.open("Open")
        visit.press("open-concord")
        expect(page.get_by_role("dialog")).to_contain_text("Leave unsaved changes?")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(sidebar).to_contain_text("Harbor Mutual")
    visit.press("open-concord")
    page.get_by_role("dialog").get_by_role("button", name="Leave without saving").click()
    expect(page.get_by_test_id("stHeading").first).to_contain_text("Concord Software's effort")
    visit.settle()
    expect(sidebar).not_to_contain_text("Unsaved changes")
    assert "draft=" not in page.url
