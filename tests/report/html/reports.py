"""Builds reports for the tests of this folder and reads them: their text, their data, their markup."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import sightline
from sightline.document import Organization, Tree, build_organization
from sightline.report.handover import CustomerWord, Face, Run, Subject
from sightline.report.html import build_page

SAMPLES = Path(__file__).resolve().parents[3] / "sample_orgs"
RUN = Run({"version": "1", "results": ["sight"]}, ("sightline analyze a.yaml --format json",))


@dataclass
class Read(HTMLParser):
    """A page as a browser takes it apart: texts, elements with their attributes, and the scripts."""

    texts: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts.append(data)
        elif self.inside != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All that is to be read, on one line."""
        return " ".join(" ".join(self.texts).split())

    @property
    def map(self) -> dict[str, Any]:
        """What the script of the map is given."""
        found: dict[str, Any] = json.loads(self.scripts[0])
        return found


def read_page(page: str) -> Read:
    """Take a page apart."""
    read = Read()
    read.feed(page)
    return read


def build(organization: Organization, face: Face | None = None, *, word: str | None = None) -> str:
    """Build the report of an organization."""
    analysis = sightline.analyze(organization)
    names = [element.title for element in organization.elements]
    return build_page(Subject(analysis, CustomerWord(word, names), RUN), face)


def drawn(raw: dict[str, Any]) -> Organization:
    """Build a drawn organization."""
    return build_organization(Tree(raw))


@cache
def harbor() -> str:
    """Give the report of the sample that most tests read."""
    return build(sightline.read(SAMPLES / "harbor" / "organization.yaml"))
