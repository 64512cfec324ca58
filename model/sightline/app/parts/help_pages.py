"""Our own pages of documentation, cut into sections, for reading inside the app: nothing in them leads outside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from sightline.app.samples import folder_beside

_COMMENT: Final = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_CONTENTS: Final = re.compile(r"^(?:\d+\.|-) \[[^\]]*\]\(#[^)]*\)\n", re.MULTILINE)
_IMAGE: Final = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)\s]+\)")
_HEADING: Final = re.compile(r"^## +(.+)$", re.MULTILINE)
_ROW: Final = re.compile(r"^\|(?! *-| *(?:word|key|code|figure|threshold|what) \|)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a page: its title, and its text in Markdown without links and pictures."""

    title: str
    text: str

    def about(self, words: tuple[str, ...]) -> Section | None:
        """Keep what speaks of all the words: the whole section, or of tables their rows; None where nothing does."""
        if all(word in self.title.casefold() for word in words):
            return self
        lines = self.text.split("\n")
        rows = [line for line in lines if _ROW.match(line)]
        prose = "\n".join(line for line in lines if not line.startswith("|")).casefold()
        if all(word in prose for word in words):
            return self
        hits = [line for line in rows if all(word in line.casefold() for word in words)]
        head = [line for line in lines if line.startswith("|")][:2]
        return Section(self.title, "\n".join((*head, *hits))) if hits else None


def docs_folder() -> Path | None:
    """Find the folder of the documentation, if its pages are there."""
    folder = folder_beside("docs")
    return folder if folder is not None and (folder / "glossary.md").is_file() else None


@lru_cache(maxsize=8)
def read_sections(page: str) -> tuple[Section, ...]:
    """Read one page, such as ``glossary``, in sections; what stands before the first heading has the title ``""``.

    Nothing where the documentation is not installed. Raises FileNotFoundError for an unknown page.
    """
    folder = docs_folder()
    if folder is None:
        return ()
    text = flatten((folder / f"{page}.md").read_text("utf-8"))
    parts = _HEADING.split(text)
    lead = parts[0].split("\n", 1)[-1].strip()
    titles, bodies = parts[1::2], parts[2::2]
    return (
        *([Section("", lead)] if lead else []),
        *(Section(title.replace("`", ""), body.strip()) for title, body in zip(titles, bodies, strict=True)),
    )


def flatten(text: str) -> str:
    """Take links, pictures and comments out of Markdown: a link leaves its words, a picture its description."""
    text = _CONTENTS.sub("", _COMMENT.sub("", text))
    text = _IMAGE.sub(lambda found: f"*In the picture:* {found[1]}", text)
    return _LINK.sub(r"\1", text)
