"""Every page in a real browser, on every sample: drawn, without a complaint and without a request to anybody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from sightline.app.pages import PAGES
from sightline.app.samples import SAMPLES
from tests.browser.visiting import Visit, visiting

FAILED = "could not be drawn"


@pytest.mark.parametrize("sample", [sample.key for sample in SAMPLES])
def test_every_page_is_drawn_on_a_sample(visit: Visit, sample: str) -> None:
    visit.go(sample=sample)
    for page in PAGES:
        visit.open(page.title)
        assert FAILED not in visit.text
        assert len(visit.headline) > 10
        assert f"/{page.key}" in visit.page.url or page.key == "overview"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_page_fits_into_a_narrow_window(browser: Browser, app: str, mode: str) -> None:
    with visiting(browser, app, width=900, mode="dark" if mode == "dark" else "light") as visit:
        visit.go(sample="harbor")
        for page in PAGES:
            visit.open(page.title)
            too_wide = visit.page.evaluate(
                "() => document.querySelector('[data-testid=stMain]').scrollWidth"
                " - document.querySelector('[data-testid=stMain]').clientWidth"
            )
            assert too_wide <= 1, f"{page.title} is {too_wide} pixels wider than a window of 900"
        assert visit.foreign == []
        assert visit.complaints == []


def test_without_a_file_there_is_a_gallery_and_a_sample_opens_in_one_click(visit: Visit) -> None:
    visit.go()
    assert "Begin with a sample" in visit.text
    visit.press("open-harbor")
    visit.page.get_by_text("Harbor Mutual's effort reaches an external customer").wait_for()
    visit.settle()
    assert "sample=harbor" in visit.page.url
