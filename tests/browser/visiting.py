"""A browser of our own with a fresh profile: visits the app as a user does, and hears every request and complaint."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, expect, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OURS = ("data:", "blob:", "about:")
QUIET = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    const state = app?.dataset.testScriptState ?? app?.getAttribute("data-test-script-state");
    const busy = state === "running" || document.querySelector("[data-stale=true], [data-testid=stSkeleton]");
    const now = performance.now();
    if (busy || window.__quietOf !== location.href) { window.__quietSince = now; window.__quietOf = location.href; }
    return !busy && now - window.__quietSince > 400;
}"""
"""True once the script has rested for a while; a click needs a moment before it starts the script."""
PROBE = re.compile(r"/[a-z-]+/_stcore/(health|host-config)$")
PATIENCE = 30_000
"""Milliseconds within which the app answers; the machine may be busy, so nothing is measured by it."""


def chromium() -> str | None:
    """Find the browser."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Launch the browser without a window."""
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        try:
            yield browser
        finally:
            browser.close()


def _launch(playwright: Playwright) -> Browser:
    path = chromium()
    assert path is not None
    expect.set_options(timeout=PATIENCE)
    return playwright.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))


@dataclass
class Visit:
    """One user's window on the app at ``address``, with all that it asked for and all that was complained of."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hear(self) -> None:
        """Begin to listen."""
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        self.page.on("console", self._note)

    def _note(self, said: ConsoleMessage) -> None:
        """Note what the console complains of; but for Streamlit, which looks for its server below the page first."""
        if said.type == "error" and not PROBE.search(said.location.get("url", "")):
            self.complaints.append(f"{said.text} ({said.location.get('url', '')})")

    @property
    def foreign(self) -> list[str]:
        """The requests that left for another server than the app's."""
        host = self.address.removeprefix("http://")
        mine = (f"http://{host}", f"ws://{host}", *OURS)
        return [url for url in self.requests if not url.startswith(mine)]

    def go(self, page: str = "", **query: str) -> Visit:
        """Go to a page by its address, and wait until it is drawn; the overview stands where no page is named."""
        page = page.removeprefix("overview")
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        self.page.goto(f"{self.address}/{page}{'?' if asked else ''}{asked}")
        self.settle()
        return self

    def open(self, title: str) -> Visit:
        """Go to a page by the menu."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=re.compile(f"{re.escape(title)}$")).click()
        self.page.get_by_test_id("stHeading").first.wait_for()
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the app has nothing left to draw."""
        self.page.evaluate("window.__quietOf = null")
        self.page.get_by_test_id("stAppViewContainer").wait_for()
        self.page.locator("[data-testid=stHeading], [data-testid=stAlert]").first.wait_for()
        self.page.wait_for_function(QUIET, polling=100)

    @property
    def text(self) -> str:
        """What stands on the page, sidebar included."""
        return self.page.locator("body").inner_text()

    @property
    def headline(self) -> str:
        """The answer of the page."""
        return self.page.get_by_test_id("stHeading").first.inner_text()

    # -------------------------------------------------------------------------------------------- what stands on it

    def keyed(self, key: str) -> Locator:
        """Find what the app draws under a key, by the beginning of that key."""
        return self.page.locator(f"[class*='st-key-{key}']").first

    def press(self, key: str) -> None:
        """Press the button under a key."""
        self.keyed(key).get_by_role("button").first.click()
        self.settle()

    def save(self, key: str, folder: Path) -> Path:
        """Have the file made that is offered under a key, and save it under the name that the app proposes."""
        self.press(f"{key}-prepare")
        button = self.keyed(f"{key}-save").get_by_role("button")
        with self.page.expect_download() as waiting:
            button.click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def figure(self, title: str) -> Locator:
        """Find the value of a figure on the page by its title; the one in the sidebar stands elsewhere."""
        return self.page.get_by_test_id("stMain").get_by_test_id("stMetric").filter(has_text=title)

    def search(self, label: str, text: str) -> None:
        """Type into a box that searches, and take the first that it finds."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.keyboard.type(text)
        self.page.get_by_role("option", name=text).first.wait_for()
        self.page.keyboard.press("Enter")
        self.settle()

    # ------------------------------------------------------------------------------------------------- the map

    @property
    def map(self) -> Locator:
        """The host of the map, once it is painted."""
        host = self.page.locator("[data-ready='1']").first
        host.wait_for()
        return host

    def ask_map(self, expression: str, argument: object = None) -> Any:  # noqa: ANN401 - whatever the page answers
        """Evaluate an expression of the map's own hook: ``hook`` and ``argument`` are in its scope."""
        return self.map.evaluate(
            f"(host, argument) => {{ const hook = host.__sightline; return {expression}; }}", argument
        )

    def click_on_map(self, element: str) -> None:
        """Click on the card of an element."""
        place = self.ask_map("hook.position(argument)", element)
        assert place is not None, f"{element} is not on the map"
        self.page.mouse.click(place["x"], place["y"])
        self.settle()


@contextlib.contextmanager
def visiting(
    browser: Browser,
    address: str,
    *,
    width: int = 1440,
    height: int = 900,
    mode: Literal["light", "dark"] = "light",
) -> Iterator[Visit]:
    """Open a window with a profile of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=mode, accept_downloads=True, reduced_motion="reduce"
    )
    try:
        visit = Visit(context.new_page(), address)
        visit.hear()
        yield visit
    finally:
        context.close()
