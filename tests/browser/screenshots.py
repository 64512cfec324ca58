"""The pictures of the documentation, made from the running app: ``python -m tests.browser.screenshots [FOLDER]``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser

from tests.browser.handed_over import shoot_handed_over
from tests.browser.pictures import keep
from tests.browser.serving import serving
from tests.browser.visiting import Visit, launched, visiting

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "docs" / "pictures"
SAMPLE: Final = "harbor"
EARLIER: Final = [ROOT / "sample_orgs" / "alder" / f"{date}.yaml" for date in ("2024-06-01", "2026-06-01")]


@dataclass(frozen=True)
class Shot:
    """One picture: its file name, the page, what the address says, and what is done before it."""

    name: str
    page: str
    query: tuple[tuple[str, str], ...] = ()
    sample: str = SAMPLE
    mode: Literal["light", "dark"] = "light"
    prepare: Callable[[Visit], object] = Visit.settle


def _show_map(visit: Visit) -> None:
    visit.map.wait_for()


def _clear_payment_release(visit: Visit) -> None:
    visit.press("what-if-1-1-0-clear-h7")


def _bring_earlier_dates(visit: Visit) -> None:
    main = visit.page.get_by_test_id("stMain")
    main.locator("input[type=file]").set_input_files(EARLIER)
    main.get_by_test_id("stFileChip").first.wait_for()
    visit.settle()


SHOTS: Final = (
    Shot("overview", "overview"),
    Shot("overview-dark", "overview", mode="dark"),
    Shot("map", "map", (("element", "claims-adjusters"),), prepare=_show_map),
    Shot("map-dark", "map", (("element", "claims-adjusters"),), mode="dark", prepare=_show_map),
    Shot("line-of-sight", "line-of-sight", (("element", "claim-assessment"),)),
    Shot("hotspots", "hotspots"),
    Shot("customers", "customers", (("customer", "claimants"),)),
    Shot("what-if", "what-if", prepare=_clear_payment_release),
    Shot("plan", "plan"),
    Shot("journey", "journey", sample="alder", prepare=_bring_earlier_dates),
    Shot("report", "report"),
    Shot("org-chart", "org-chart"),
    Shot("evidence", "evidence"),
    Shot("data", "data"),
    Shot("help", "help"),
)


def main(folder: Path) -> None:
    """Write all pictures into folders beneath one; whatever the app complains of ends it."""
    with launched() as browser:
        shoot_app(browser, folder / "app")
        shoot_handed_over(browser, folder / "handed-over")
    for picture in sorted(folder.rglob("*.png")):
        print(f"{picture.relative_to(folder).as_posix()}: {picture.stat().st_size // 1024} KB")


def shoot_app(browser: Browser, folder: Path) -> None:
    """Write the pictures of the pages of the running app."""
    with serving() as address:
        for mode in ("light", "dark"):
            with visiting(browser, address, mode=mode) as visit:
                for shot in SHOTS:
                    if shot.mode == mode:
                        visit.go(shot.page, sample=shot.sample, **dict(shot.query))
                        shot.prepare(visit)
                        visit.page.mouse.move(0, 0)
                        visit.settle()
                        keep(visit.page.screenshot(animations="disabled"), folder / f"{shot.name}.png")
                if visit.complaints or visit.foreign:
                    raise SystemExit("\n".join([*visit.complaints, *visit.foreign]))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
