"""What the theme leaves undone for those who hear the site or use the keyboard alone."""

from __future__ import annotations

import re
from typing import Any, Final

from sphinx.application import Sphinx

AFTER_THE_THEME: Final = 900
SCROLLS: Final = re.compile(r'<(pre(?=>)|div(?= class="table-wrapper))')


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx mend each page once the theme is done with it."""
    app.connect("html-page-context", mend, AFTER_THE_THEME)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def mend(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _document: object) -> None:
    """Give the headings of the menu a level, and let the keyboard reach code and tables, which may scroll."""
    context["furo_navigation_tree"] = context["furo_navigation_tree"].replace('"heading"', '"heading" aria-level="2"')
    if "body" in context:
        context["body"] = SCROLLS.sub(r'<\1 tabindex="0"', context["body"])
