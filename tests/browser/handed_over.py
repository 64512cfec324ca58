"""Pictures of what is handed over: drawn files as they are, a report in a browser, deck and workbook in an office."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ViewportSize

from tests.browser.pictures import keep
from tests.cli.running import SAMPLES, sightline
from tests.office import to_pictures

MODEL: Final = SAMPLES / "harbor" / "organization.yaml"
DRAWN: Final[Mapping[str, tuple[str, ...]]] = {
    "map": (),
    "account": (),
    "org-chart": (),
    "line": ("--element", "claim-assessment"),
}
"""The pictures that are files of their own, with what each is asked for."""
SHOWN: Final = {
    "slide-account": ("deck", "Where the effort ends"),
    "slide-map": ("deck", "Who serves whom, and where it goes dark"),
    "slide-hotspots": ("deck", "What blocks most"),
    "workbook-findings": ("findings", "What speaks against it"),
}
"""Slides and sheets: the file that each is in, and words on it; the first page with these words is shown."""
OFFICE: Final = ("soffice", "pdftoppm", "pdftotext")
WINDOW: Final[ViewportSize] = {"width": 1200, "height": 900}
DOTS: Final = 80
"""To the inch, which makes a slide 1,066 points wide."""


def shoot_handed_over(browser: Browser, folder: Path) -> None:
    """Write the pictures of files, of a report, and where an office is installed those of a deck and a workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, asked in DRAWN.items():
        _run("picture", MODEL, "--what", name, *asked, "--output", folder / f"{name}.svg")
    with tempfile.TemporaryDirectory(prefix="sightline-pictures-") as place:
        report, *printed = (Path(place) / name for name in ("report.html", "deck.pptx", "findings.xlsx"))
        _run("report", MODEL, *(word for file in (report, *printed) for word in ("--output", file)))
        _shoot_page(browser, report, folder)
        if missing := [program for program in OFFICE if shutil.which(program) is None]:
            print(f"There is no {' and no '.join(missing)} here: the pictures of deck and workbook stay as they are.")
            return
        for file in printed:
            _shoot_pages(file, folder)


def _run(*words: object) -> None:
    ran = sightline(*words)
    if ran.code:
        raise SystemExit(ran.err)


def _shoot_page(browser: Browser, file: Path, folder: Path) -> None:
    """Show the report from its beginning, and its map with an element chosen."""
    page = browser.new_page(viewport=WINDOW, color_scheme="light", reduced_motion="reduce")
    try:
        page.goto(file.as_uri())
        keep(page.screenshot(), folder / "report.png")
        page.get_by_role("button", name="Fit").click()
        search = page.get_by_label("Find by name")
        search.fill("Claims adjusters")
        search.press("Enter")
        search.evaluate("box => box.scrollIntoView({ block: 'start', behavior: 'instant' })")
        keep(page.screenshot(), folder / "report-map.png")
    finally:
        page.close()


def _shoot_pages(file: Path, folder: Path) -> None:
    """Show the slides or sheets of a file that :data:`SHOWN` names."""
    drawn = to_pictures(file, file.parent, dots=DOTS)
    said = subprocess.run(
        ["pdftotext", "-layout", str(file.with_suffix(".pdf")), "-"], check=True, capture_output=True, text=True
    )
    pages = [" ".join(page.split()) for page in said.stdout.split("\f")]
    for name, (stem, words) in SHOWN.items():
        if stem == file.stem:
            number = next((number for number, page in enumerate(pages) if words in page), None)
            if number is None:
                raise SystemExit(f"no page of {file.name} says `{words}`")
            keep(drawn[number].read_bytes(), folder / f"{name}.png")
