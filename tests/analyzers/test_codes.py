from __future__ import annotations

import re
from pathlib import Path

from sightline.findings import CODES

ROOT = Path(__file__).resolve().parents[2]


def test_every_code_that_the_package_gives_is_known() -> None:
    sources = list((ROOT / "model/sightline").rglob("*.py"))
    given = {code for path in sources for code in re.findall(r'\bcode="([a-z-]+)"', path.read_text(encoding="utf-8"))}
    assert len(given) >= 7
    assert given <= set(CODES)


def test_no_code_stands_twice() -> None:
    assert len(set(CODES)) == len(CODES)
