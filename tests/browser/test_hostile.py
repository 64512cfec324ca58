"""An organization all of whose names attack: shown letter by letter on every page, and nothing of it ever runs."""

from __future__ import annotations

from playwright.sync_api import Browser, Dialog

from sightline.app.pages import PAGES
from tests.app.hostile import PAYLOADS
from tests.browser.visiting import Visit, visiting

MOST_OPENED = 6
SHOWN = ("<img src=x onerror", "![x](http://127.0.0.1.invalid", "[click](javascript:", "</script><script>")
INJECTED = (
    "iframe, img[src^='http://127.0.0.1.invalid'], img[src='x'], a[href*='127.0.0.1.invalid'], a[href^='javascript']"
)


def _hover_all(visit: Visit) -> int:
    """Hover over every card of the map; give their number."""
    places = visit.ask_map("Object.values(hook.net.getPositions()).map((place) => hook.net.canvasToDOM(place))")
    box = visit.map.bounding_box()
    assert box is not None
    for place in places:
        visit.page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
    return len(places)


def _open_all(visit: Visit) -> int:
    """Open every popover, expander and tab of the page, one after another; give their number."""
    main = visit.page.get_by_test_id("stMain")
    openers = main.locator("[data-testid=stPopoverButton]:enabled, summary, [role=tab]")
    number = min(openers.count(), MOST_OPENED)
    for place in range(number):
        openers.nth(place).click()
        visit.settle()
        visit.page.keyboard.press("Escape")
    return number


def test_nothing_of_it_runs_on_any_page(browser: Browser, hostile_app: str) -> None:
    with visiting(browser, hostile_app) as visit:
        dialogs: list[str] = []

        def note(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        visit.page.on("dialog", note)
        visit.go()
        shown, opened = "", 0
        for page in PAGES:
            visit.open(page.title)
            if page.key == "map":
                assert _hover_all(visit) >= len(PAYLOADS)
            if page.key != "start":
                opened += _open_all(visit)
            shown += visit.text.replace("\u2060", "")
            assert "could not be drawn" not in visit.text, page.title
            assert visit.page.evaluate("window.__hit") is None, page.title
            assert visit.page.locator(INJECTED).count() == 0, page.title
        assert opened > 10
        assert [text for text in SHOWN if text not in shown] == []
        assert dialogs == []
        assert visit.foreign == []
        assert visit.complaints == []
