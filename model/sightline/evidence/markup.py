"""A careful writer of HTML: every text is escaped, only what this module made is taken as markup."""

from __future__ import annotations

from html import escape
from typing import Final

from sightline.phrases import clean

_ALONE: Final = frozenset(("meta", "br"))


class Markup(str):
    """A piece of finished HTML; made by :func:`tag` alone."""

    __slots__ = ()


def tag(element: str, *content: str, **attributes: str) -> Markup:
    """Make one element of HTML. Texts and the values of attributes are escaped; ``class_`` is the attribute class."""
    spelled = "".join(f' {key.rstrip("_").replace("_", "-")}="{_text(value)}"' for key, value in attributes.items())
    if element in _ALONE:
        return Markup(f"<{element}{spelled}>")
    inner = "".join(part if isinstance(part, Markup) else _text(part) for part in content)
    return Markup(f"<{element}{spelled}>{inner}</{element}>")


def page(title: str, style: str, *content: Markup) -> str:
    """Make a whole page that holds all it needs: no script runs in it, and nothing is fetched."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Markup(style)),
    )
    return f"<!doctype html>\n{tag('html', head, tag('body', *content), lang='en')}\n"


def _text(text: str) -> str:
    return escape(clean(text), quote=True)
