"""The app without a mouse and for those who hear it: axe finds nothing serious, and the keyboard reaches everything."""

from __future__ import annotations

import io
from importlib.resources import files
from typing import Final, Literal

import pytest
from PIL import Image, ImageChops  # comes with Streamlit
from playwright.sync_api import Browser, FloatRect

from sightline.app.pages import PAGES
from tests.browser.visiting import Visit, visiting

AXE: Final = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
STREAMLITS_OWN: Final[dict[str, str]] = {
    # The menu's sections are <div> between the <ul> and its <li>; the elements are Streamlit's, no option changes them.
    "list": "[data-testid=stSidebarNavItems]",
    "listitem": "[data-testid=stSidebarNavItems] li",
}
"""What cannot be mended from outside: the rule, and the only elements that may break it."""
SERIOUS: Final = """async (exceptions) => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    const excused = ({ id }, target) =>
        id in exceptions && target.length === 1 && document.querySelector(target[0])?.matches(exceptions[id]);
    return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap((rule) => rule.nodes.filter(({ target }) => !excused(rule, target))
            .map(({ html, failureSummary }) => `${rule.id}: ${html.slice(0, 200)} ${failureSummary}`));
}"""
FOCUSED: Final = """() => {
    let found = document.activeElement;
    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    if (!found || found === document.body) return null;
    const { x, y, width, height } = found.getBoundingClientRect();
    const name = found.getAttribute("aria-label") || found.innerText || found.getAttribute("placeholder") || "";
    const tag = found.matches("[data-testid=stBaseButton-elementToolbar]") ? "TOOLBAR" : found.tagName;
    return { tag, name: name.replace(/\\s+/g, " ").trim().slice(0, 60), x, y, width, height };
}"""
LEAVE: Final = """() => {
    let found = document.activeElement;
    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    window.__left = found;
    found.blur();
}"""
RETURN: Final = "() => window.__left.focus({ preventScroll: true, focusVisible: true })"
MOST_STOPS: Final = 70
SHOW_THEMSELVES: Final = {"MAIN", "CANVAS", "TOOLBAR"}
"""Streamlit's own that shows its focus in another way or not at all: the page, a table's cells, a picture's toolbar."""
RING: Final = 5
"""Pixels around an element within which its focus may show."""


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(browser: Browser, app: str, mode: Literal["light", "dark"]) -> None:
    with visiting(browser, app, mode=mode) as visit:
        visit.go(sample="harbor")
        for page in PAGES:
            visit.open(page.title)
            if page.key == "map":
                visit.click_on_map("Claim assessment")
            visit.page.evaluate(AXE)
            assert visit.page.evaluate("axe.getRules().length") > 50
            assert visit.page.evaluate(SERIOUS, STREAMLITS_OWN) == [], page.title
        assert visit.complaints == []


def _shot(visit: Visit, stop: FloatRect) -> Image.Image:
    left, top = max(stop["x"] - RING, 0), max(stop["y"] - RING, 0)
    clip: FloatRect = {
        "x": left,
        "y": top,
        "width": min(stop["width"] + 2 * RING, 1440 - left),
        "height": min(stop["height"] + 2 * RING, 900 - top),
    }
    return Image.open(io.BytesIO(visit.page.screenshot(clip=clip, animations="disabled", caret="hide"))).convert("RGB")


def _walk(visit: Visit) -> tuple[list[str], list[str]]:
    """Press Tab until the beginning comes again; give the stops, and those whose focus nobody sees."""
    stops: list[str] = []
    unseen: list[str] = []
    for _ in range(MOST_STOPS):
        visit.page.keyboard.press("Tab")
        stop = visit.page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop["name"])
        if stop["tag"] in SHOW_THEMSELVES:
            continue
        focused = _shot(visit, stop)
        visit.page.evaluate(LEAVE)
        if ImageChops.difference(focused, _shot(visit, stop)).getbbox() is None:
            unseen.append(f"{stop['tag']} {stop['name']}")
        visit.page.evaluate(RETURN)
    return stops, unseen


def test_tab_reaches_the_menu_and_every_control_and_is_seen_where_it_is(visit: Visit) -> None:
    visit.go("map", sample="harbor")
    visit.map.wait_for()
    stops, unseen = _walk(visit)
    wanted = [*(page.title for page in PAGES), "Find an element", "Focus", "Filters", "Units", "By sight"]
    wanted += ["Map of the organization", "Zoom in", "Show everything", "Picture as SVG"]
    assert [name for name in wanted if not any(name in stop for stop in stops)] == []
    assert unseen == []
    visit.go("what-if", sample="harbor")
    stops, unseen = _walk(visit)
    wanted = ["Find an obstacle", "Payment release", "Clear", "Scenario 1", "What it does"]
    assert [name for name in wanted if not any(name in stop.replace("\\", "") for stop in stops)] == []
    assert unseen == []
