"""Text of clients on its way into Streamlit: shown as it is, never read as markup, an icon or a link."""

from __future__ import annotations

import re

from sightline.phrases import clean, cut

_ADDRESS = re.compile(r"(?=https?://|www\.)|(?<=@)", re.IGNORECASE)
_JOINER = "\u2060"
"""A word joiner: no eye sees it, no line breaks at it."""
_MARKS = re.compile(r"([\\`*_{}\[\]|<>~:$&]|^[-+#=>]|(?<=-)-)")
_NUMBER = re.compile(r"^(\d{1,9})([.)])")
"""What Markdown and Streamlit read wherever it stands, and what they read at the beginning of a line alone.

No more than that: the labels of some widgets are read out to those who listen as they are, escapes included.
"""


def plain(text: object, most: int | None = None) -> str:
    """Give text so that Streamlit's Markdown shows it letter by letter, cut to ``most`` characters where given.

    Control characters are taken out. Every character that can begin an emphasis, a link, an image, an icon, a formula,
    a colour, a tag, a heading or a list is escaped. Streamlit makes links of bare addresses, whatever is escaped in
    them: a word joiner where one begins keeps it from that.
    """
    shown = clean(str(text))
    if most is not None:
        shown = cut(shown, most)
    return _NUMBER.sub(r"\1\\\2", _MARKS.sub(r"\\\1", _ADDRESS.sub(_JOINER, shown)))
