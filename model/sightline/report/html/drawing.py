"""What of the page is markup: our own drawings, assets and code words; everything else is text."""

from __future__ import annotations

from markupsafe import Markup, escape

Drawing = Markup


def inline(ours: str) -> Drawing:
    """Take SVG or MathML that an XML writer of ours has put together (it escapes all texts), or an asset, as markup."""
    return Markup(ours)  # noqa: S704 - never a text of a client: those are escaped where they enter a drawing


def ticked(sentence: str) -> Markup:
    """Set what stands between backticks as code."""
    pieces = sentence.split("`")
    if len(pieces) % 2 == 0:
        return escape(sentence)
    code = Markup("<code>{}</code>")
    return Markup().join(code.format(piece) if at % 2 else piece for at, piece in enumerate(pieces))
