"""The report opened from a file, with the network off: it asks for nothing, the map answers, and no name ever runs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

import numpy as np
import pytest
from playwright.sync_api import Browser, Dialog, Page

import sightline
from sightline.app.samples import read_sample
from sightline.document import Organization
from sightline.merging.difference import Difference
from sightline.report.handover import CustomerWord, Face, Run, Subject
from sightline.report.handover.subject import Tried
from sightline.report.html import build_page
from sightline.studies.changes import ClearObstacle
from sightline.studies.scenario import Scenario
from tests.app.hostile import PAYLOADS, hostile_organization

AXE: Final = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
SERIOUS: Final = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}"""
CUT: Final = """() => [...document.querySelectorAll("thead th, .number, .day")].filter(cell => cell.offsetWidth > 1)
    .filter(cell => {
        const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
        const words = text === null ? [] : [...text.data.matchAll(/[\\p{L}\\p{N}]+/gu)];
        return words.some(word => {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            return range.getClientRects().length > 1;
        });
    }).map(cell => cell.textContent)"""
"""Heads, figures and days of which a word is broken in two."""
OVERFLOWING: Final = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
RUN: Final = Run({"version": "1", "results": ["sight"]}, ("sightline analyze harbor.yaml --format json",))


class Opened:
    """A report in a window without network, with all that it asks for and complains of."""

    def __init__(self, page: Page, report: Path) -> None:
        self.page, self.requests, self.complaints = page, list[str](), list[str]()
        page.context.set_offline(True)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda said: self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._refuse)
        page.goto(report.as_uri())

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    @property
    def foreign(self) -> list[str]:
        """What it asked for beside itself."""
        return [url for url in self.requests[1:] if not url.startswith("data:")]

    def find(self, name: str) -> None:
        """Type a name, and take the first that is found."""
        self.page.get_by_label("Find by name").fill(name)
        self.page.keyboard.press("Enter")

    @property
    def told(self) -> str:
        """What is told about the choice."""
        return self.page.locator("#map-told").inner_text()


def _write(organization: Organization, folder: Path, face: Face | None = None) -> Path:
    """Write the report of an organization with all that may be asked for: a line, a scenario, and what has changed."""
    path = folder / "report.html"
    analysis = sightline.analyze(organization)
    network = analysis.snapshot.network
    first = int(np.argmax(analysis.occlusion.obstacles.gain))
    element = str(network.elements.ids[np.flatnonzero(~network.elements.is_customer)[0]])
    scenario = Scenario(PAYLOADS[0], (ClearObstacle(str(network.obstacles.ids[first])),))
    effect = sightline.WhatIf(analysis.snapshot).evaluate(scenario.changes)
    after = effect.after.organization
    assert after is not None
    subject = Subject(
        analysis,
        CustomerWord(None),
        RUN,
        difference=Difference(after, organization),
        elements=(element,),
        tried=(Tried(scenario, effect),),
    )
    path.write_text(build_page(subject, face), "utf-8")
    return path


@pytest.fixture(scope="module")
def harbor_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report of the sample once."""
    return _write(read_sample("harbor"), tmp_path_factory.mktemp("report"))


@pytest.fixture
def opened(browser: Browser, harbor_report: Path) -> Iterator[Opened]:
    """Give the report of the sample in a window of its own; whatever a test does, it asks for nothing."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    report = Opened(page, harbor_report)
    yield report
    page.close()
    assert report.requests, "nothing was opened"
    assert report.foreign == []
    assert report.complaints == []


def test_a_name_is_found_and_its_best_line_stands_out(opened: Opened) -> None:
    opened.find("claims adjust")
    assert opened.told.startswith("Claims adjusters")
    for part in ("In the way here", "The best line, step by step", "Gives work to"):
        assert part in opened.told
    lit = opened.page.locator(".stage g.lit").all_inner_texts()
    assert 1 < len(lit) < 8
    assert opened.page.locator(".stage path.lit").count() == len(lit) - 1
    opened.page.keyboard.press("Escape")
    assert opened.page.locator(".stage .lit").count() == 0
    assert opened.page.locator("#map-told").is_hidden()


def test_a_click_on_a_card_or_a_relation_tells_about_it(opened: Opened) -> None:
    opened.page.locator(".stage svg > g > g", has_text="Payment release").first.click()
    assert opened.told.startswith("Payment release")
    assert "Approval overload" in opened.told
    opened.page.locator("#map-told button", has_text="Claims service").first.click()
    assert opened.told.startswith("Claims service")
    opened.page.locator(".stage svg > g > path").first.dispatch_event("click")
    assert "→" in opened.told
    assert "Between" in opened.told


def test_the_map_grows_shrinks_and_fits(opened: Opened) -> None:
    drawing = opened.page.locator(".stage > svg")

    def width() -> float:
        box = drawing.bounding_box()
        assert box is not None
        return box["width"]

    begun = width()
    opened.page.get_by_role("button", name="Larger").click()
    assert width() > begun * 1.2
    opened.page.get_by_role("button", name="Fit").click()
    stage = opened.page.locator(".stage").bounding_box()
    assert stage is not None
    assert abs(width() - stage["width"]) < 20


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [420, 900, 1440])
def test_axe_finds_nothing_serious_and_nothing_sticks_out(
    browser: Browser, harbor_report: Path, mode: Literal["light", "dark"], width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=mode)
    report = Opened(page, harbor_report)
    assert page.locator("#lines, #scenario, #compare").count() == 3
    report.find("claims adjust")
    assert page.evaluate(OVERFLOWING) is False
    assert page.evaluate(CUT) == []
    page.evaluate(AXE)
    assert page.evaluate("axe.getRules().length") > 50
    assert page.evaluate(SERIOUS) == []
    page.close()
    assert (report.foreign, report.complaints) == ([], [])


@pytest.mark.parametrize("policy", ["policy on", "policy off"])
def test_no_name_runs_and_every_one_is_shown(browser: Browser, tmp_path: Path, policy: str) -> None:
    report = _write(hostile_organization(), tmp_path, Face(PAYLOADS[1], PAYLOADS[5]))
    context = browser.new_context(bypass_csp=policy == "policy off")
    opened = Opened(context.new_page(), report)
    nodes = opened.page.locator(".stage svg > g > g")
    assert nodes.count() >= len(PAYLOADS)
    for at in range(nodes.count()):
        nodes.nth(at).dispatch_event("click")
    assert opened.page.evaluate("window.__hit") is None
    assert opened.page.locator("iframe, a[href^=http], a[href^=javascript], img[src^=http], [onerror]").count() == 0
    shown = opened.page.locator("body").inner_text()
    assert PAYLOADS[1] in shown
    assert "</script><script>" in shown
    assert (opened.foreign, opened.complaints) == ([], [])
    context.close()


def test_it_prints_on_pages_without_what_paper_cannot_do(opened: Opened) -> None:
    opened.find("claims adjust")
    opened.page.emulate_media(media="print")
    for part in (".map-tools", "#map-told", "nav", "details"):
        assert opened.page.locator(part).first.is_hidden(), part
    assert opened.page.evaluate("getComputedStyle(document.querySelector('.stage g:not(.lit) rect')).opacity") == "1"
    printed = opened.page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert 10 < printed.count(b"/Type /Page\n") < 25
