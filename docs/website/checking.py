"""The check of the built site: every address on every page leads somewhere, and nothing is loaded from a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from sphinx.application import Sphinx
from sphinx.util.logging import getLogger

FOLLOWED: Final = frozenset({"a", "area"})
"""What is fetched only when somebody clicks; every other address is fetched with the page."""
LOADED_BY_STYLE: Final = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)
_LOG = getLogger(__name__)


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx check what it has built; a mistake is a warning, which a strict build refuses."""
    app.connect("build-finished", check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def check(app: Sphinx, failure: Exception | None) -> None:
    """Tell the mistakes of a site."""
    if failure is None and app.builder.format == "html":
        for mistake in mistakes(Path(app.outdir)):
            _LOG.warning(mistake)


@dataclass
class Page(HTMLParser):
    """One page: the places in it that can be named, and the addresses that it names."""

    text: str
    places: set[str] = field(default_factory=set)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    """Element and address."""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element names."""
        for name, value in attrs:
            if value is not None and name == "id":
                self.places.add(value)
            elif value is not None and name in {"href", "src"}:
                self.addresses.append((tag, value))


def mistakes(site: Path) -> Iterator[str]:
    """Find every address that leads nowhere, and everything that a page or style loads from elsewhere."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        for tag, address in page.addresses:
            if wrong := _what_is_wrong(path, tag, address, pages):
                yield f"{path.relative_to(site).as_posix()}: {address} {wrong}"
    for style in sorted(site.rglob("*.css")):
        for address in LOADED_BY_STYLE.findall(style.read_text(encoding="utf-8")):
            yield f"{style.relative_to(site).as_posix()}: {address} is loaded from elsewhere"


def _what_is_wrong(path: Path, tag: str, address: str, pages: dict[Path, Page]) -> str | None:
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} or parts.netloc:
        return None if tag in FOLLOWED else "is loaded from elsewhere"
    if parts.scheme:
        return None
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_file():
        return "leads nowhere"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].places:
        return "names no place on its page"
    return None
