"""The menu of the site. It is added to the index page here, so that the page itself stays plain Markdown."""

from __future__ import annotations

from typing import Final

from sphinx.application import Sphinx

SECTIONS: Final[dict[str, tuple[str, ...]]] = {
    "Tutorial": ("../README", "gallery", "tutorial/first-report", "tutorial/README"),
    "How to": ("app", "report", "pictures", "importing", "how-to/*", "archimate", "merging", "survey", "what-if"),
    "Explanation": ("concepts", "uncertainty", "planning", "comparing", "survey-answers", "../sample_orgs/README"),
    "Reference": (
        "cli", "python", "reference/README", "file-format", "schema/README", "formats", "catalogue", "findings",
        "glossary", "limits",
    ),
    "About": ("privacy", "../SECURITY", "other-tools", "benchmarks", "contributing", "changelog"),
}  # fmt: skip
"""The sections of the menu, each with its pages as paths from docs/ without a suffix."""
SAMPLES: Final = ("*/README",)
"""What hangs below the page of samples."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx add the menu."""
    app.connect("source-read", add_menu)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_menu(app: Sphinx, page: str, source: list[str]) -> None:
    """Add the menu to the index, and the samples to theirs."""
    if page == app.config.root_doc:
        source[0] += "".join(menu(pages, f":caption: {caption}") for caption, pages in SECTIONS.items())
    elif page == "sample_orgs/README":
        source[0] += menu(SAMPLES)


def menu(pages: tuple[str, ...], *options: str) -> str:
    """Write one section as the directive that Sphinx understands."""
    return "\n".join(("", "```{toctree}", ":hidden:", ":glob:", *options, "", *pages, "```", ""))
