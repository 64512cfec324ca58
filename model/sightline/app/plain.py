"""Text of clients on its way into Streamlit: shown as it is, never read as markup, an icon or a link."""

from __future__ import annotations

import re

from sightline.phrases import clean, cut

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$^=@&/\"'])")


def plain(text: object, most: int | None = None) -> str:
    """Give text so that Streamlit's Markdown shows it letter by letter, cut to ``most`` characters where given.

    Control characters are taken out. Every character that can begin an emphasis, a link, an image, an icon, a formula,
    a colour or a tag is escaped; an address is not made a link.
    """
    shown = clean(str(text))
    if most is not None:
        shown = cut(shown, most)
    return _MARKS.sub(r"\\\1", shown)
