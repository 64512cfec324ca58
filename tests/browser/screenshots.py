"""The pictures of the documentation, made from the running app: ``python -m tests.browser.screenshots [FOLDER]``."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from PIL import Image  # comes with Streamlit

from tests.browser.serving import serving
from tests.browser.visiting import Visit, launched, visiting

FOLDER: Final = Path(__file__).parents[2] / "docs" / "pictures" / "app"
SAMPLE: Final = "harbor"
COLOURS: Final = 256


@dataclass(frozen=True)
class Shot:
    """One picture: its file name, the page, what the address says beside the sample, and what is done before it."""

    name: str
    page: str
    query: tuple[tuple[str, str], ...] = ()
    mode: Literal["light", "dark"] = "light"
    prepare: Callable[[Visit], object] = Visit.settle


def _show_map(visit: Visit) -> None:
    visit.map.wait_for()


def _clear_payment_release(visit: Visit) -> None:
    visit.press("what-if-1-1-0-clear-h7")


SHOTS: Final = (
    Shot("overview", "overview"),
    Shot("overview-dark", "overview", mode="dark"),
    Shot("map", "map", (("element", "claims-adjusters"),), prepare=_show_map),
    Shot("map-dark", "map", (("element", "claims-adjusters"),), mode="dark", prepare=_show_map),
    Shot("line-of-sight", "line-of-sight", (("element", "claim-assessment"),)),
    Shot("hotspots", "hotspots"),
    Shot("customers", "customers", (("customer", "claimants"),)),
    Shot("what-if", "what-if", prepare=_clear_payment_release),
    Shot("org-chart", "org-chart"),
    Shot("data", "data"),
)


def main(folder: Path) -> None:
    """Write all pictures into a folder; whatever the app complains of ends it."""
    folder.mkdir(parents=True, exist_ok=True)
    with serving() as address, launched() as browser:
        for mode in ("light", "dark"):
            with visiting(browser, address, mode=mode) as visit:
                for shot in SHOTS:
                    if shot.mode == mode:
                        visit.go(shot.page, sample=SAMPLE, **dict(shot.query))
                        shot.prepare(visit)
                        visit.page.mouse.move(0, 0)
                        visit.settle()
                        _write(visit.page.screenshot(animations="disabled"), folder / f"{shot.name}.png")
                if visit.complaints or visit.foreign:
                    raise SystemExit("\n".join([*visit.complaints, *visit.foreign]))
    for picture in sorted(folder.glob("*.png")):
        print(f"{picture.name}: {picture.stat().st_size // 1024} KB")


def _write(picture: bytes, file: Path) -> None:
    """Write a picture in as few colours as it needs, so that the repository stays small."""
    with Image.open(io.BytesIO(picture)) as full:
        full.convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
