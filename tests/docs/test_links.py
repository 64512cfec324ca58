"""Every relative link in the documentation leads somewhere, to a file that is there and a heading that is in it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted({*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", *(ROOT / "sample_orgs").rglob("README.md")})

_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(([^()\s]+)\)")
_REFERENCE = re.compile(r"^\[[^\]]+\]: (\S+)$", re.MULTILINE)
_FENCE = re.compile(r"^( *)(```|~~~).*?^\1\2", re.DOTALL | re.MULTILINE)


def text_of(page: Path) -> str:
    """Read a page without its blocks of code, in which brackets are no links and # no heading."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links_of(page: Path) -> list[str]:
    text = re.sub(r"`[^`\n]*`(?!\])", "", text_of(page))
    found = _LINK.findall(text) + _REFERENCE.findall(text)
    return [link for link in found if not re.match(r"[a-z][a-z+.-]*:", link)]


@cache
def anchors_of(page: Path) -> set[str]:
    """Name the headings as is usual: small letters, hyphens for spaces, no punctuation, a number on a repeat."""
    anchors: set[str] = set()
    for heading in re.findall(r"^#{1,6} +(.+?) *#*$", text_of(page), re.MULTILINE):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
        number, anchor = 0, name
        while anchor in anchors:
            number += 1
            anchor = f"{name}-{number}"
        anchors.add(anchor)
    return anchors


def broken_links(page: Path, root: Path = ROOT) -> list[str]:
    broken = []
    for link in links_of(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if (
            not target.exists()
            or not target.is_relative_to(root)
            or (anchor and (target.suffix != ".md" or anchor not in anchors_of(target)))
        ):
            broken.append(link)
    return broken


def test_there_are_pages_and_links() -> None:
    assert len(PAGES) >= 12
    assert sum(len(links_of(page)) for page in PAGES) >= 50


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_the_index_names_every_page() -> None:
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert len(pages) >= 8
    linked = {link.partition("#")[0] for link in links_of(ROOT / "docs" / "README.md")}
    assert pages - linked == set()


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One two\n## One two\n[a](#one-two) [b](#one-two-1) [c](page.md#one-two) [picture](page.md)\n"
        "[d](#three) [e](other.md) [f](../outside.md)\n```text\n# Three\n[g](nowhere.md)\n```\n",
        encoding="utf-8",
    )
    assert broken_links(page, tmp_path) == ["#three", "other.md", "../outside.md"]
