"""Our own drawings and scripts on their way into the page as markup; everything else is text."""

from __future__ import annotations

from markupsafe import Markup

Drawing = Markup


def inline(ours: str) -> Drawing:
    """Take SVG or MathML that an XML writer of ours has put together (it escapes all texts), or an asset, as markup."""
    return Markup(ours)  # noqa: S704 - never a text of a client: those are escaped where they enter a drawing
