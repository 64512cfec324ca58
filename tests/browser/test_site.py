"""The documentation site as it opens from a memory stick: it asks for nothing, and its search works."""

from __future__ import annotations

import re
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_access import AXE, SERIOUS
from tests.browser.visiting import Visit, visiting
from tests.docs.site_building import build_once

PAGES: Final = ("docs/README.html", "docs/concepts.html", "docs/reference/functions.html", "docs/file-format.html")
PHONE: Final = 390
"""Pixels."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_once(tmp_path_factory).folder.as_uri()


def assert_quiet(visit: Visit) -> None:
    assert visit.requests
    assert [url for url in visit.requests if not url.startswith((visit.address, "data:"))] == []
    assert visit.complaints == []


@pytest.mark.parametrize(("mode", "width"), [("light", 1280), ("dark", PHONE)])
def test_pages_ask_for_nothing_and_axe_finds_nothing_serious(
    browser: Browser, site: str, mode: Literal["light", "dark"], width: int
) -> None:
    with visiting(browser, site, width=width, mode=mode) as visit:
        for page in PAGES:
            visit.page.goto(f"{site}/{page}")
            assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page
        assert_quiet(visit)
        for page in PAGES:  # axe reads the styles anew, which a browser forbids to files, and complains
            visit.page.goto(f"{site}/{page}")
            visit.page.evaluate(AXE)
            assert visit.page.evaluate("axe.getRules().length") > 50
            assert visit.page.evaluate(SERIOUS, {}) == [], page


def test_the_first_page_leads_to_the_documentation(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visit:
        visit.page.goto(f"{site}/index.html")
        expect(visit.page.locator("h1")).to_contain_text("Documentation")
        assert_quiet(visit)


def test_search_finds_pages_without_a_server(browser: Browser, site: str) -> None:
    with visiting(browser, site) as visit:
        visit.page.goto(f"{site}/docs/README.html")
        visit.page.get_by_role("searchbox").or_(visit.page.locator("input[name=q]")).first.fill("chokepoint")
        visit.page.keyboard.press("Enter")
        found = visit.page.locator("#search-results li a")
        expect(found.first).to_be_visible()
        found.filter(has_text=re.compile("Concepts|Glossary|Chokepoints")).first.click()
        expect(visit.page.locator("h1").first).to_be_visible()
        assert "search.html" not in visit.page.url
        assert_quiet(visit)
