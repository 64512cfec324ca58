"""The gallery shows every picture that is made, each with words for those who do not see it, and none is heavy."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.handed_over import DRAWN, SHOWN
from tests.browser.screenshots import SHOTS

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
PAGE = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
MADE = {
    *(f"app/{shot.name}.png" for shot in SHOTS),
    *(f"handed-over/{name}.svg" for name in DRAWN),
    *(f"handed-over/{name}.png" for name in (*SHOWN, "report", "report-map")),
}


def test_every_picture_that_is_made_is_shown_and_no_other_is_kept() -> None:
    kept = {file.relative_to(PICTURES).as_posix() for file in PICTURES.glob("*/*.*")}
    shown = set(re.findall(r"\]\(pictures/([^)]+)\)", PAGE))
    assert len(MADE) > 15
    assert (kept, shown) == (MADE, MADE)


def test_every_picture_has_words_of_its_own() -> None:
    words = [" ".join(alt.split()) for alt in re.findall(r"!\[([^\]]*)\]", PAGE)]
    assert len(words) == len(MADE)
    assert len(set(words)) == len(words)
    assert [alt for alt in words if len(alt) < 20] == []


def test_pictures_are_light() -> None:
    sizes = {name: (PICTURES / name).stat().st_size for name in MADE}
    assert max(sizes.values()) < 150_000
    assert sum(sizes.values()) < 2_000_000
