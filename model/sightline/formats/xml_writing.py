"""Spelling what people wrote so that XML gives it back: every character, blanks and line ends included.

What XML may not hold at all (control characters, halves of surrogate pairs) becomes U+FFFD, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sightline.errors import UsageError
from sightline.formats.columns import Cell, spell_number
from sightline.formats.losses import REPLACEMENT, tell_replaced
from sightline.formats.safe_xml import DEFAULT_LIMITS

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but the characters of XML 1.0 (production 2)."""
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


class XmlWriting:
    """The lines of one XML file while it is written, and how many characters had to be replaced."""

    def __init__(self) -> None:
        self.lines = [HEAD]
        self._replaced = 0

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know of the writing."""
        return tell_replaced(self._replaced, "XML")

    def open(self, name: str, **attributes: Cell) -> None:
        """Begin an XML element that holds others."""
        self.lines.append(f"<{name}{self._spell(attributes)}>")

    def close(self, name: str) -> None:
        """End an XML element."""
        self.lines.append(f"</{name}>")

    def put(self, name: str, text: Cell = None, **attributes: Cell) -> None:
        """Write an XML element that holds a text, or nothing; a name of Python's own may end in an underscore."""
        start = f"<{name}{self._spell(attributes)}"
        inner = "" if text is None else self._clean(spell(text)).translate(_IN_TEXT)
        self.lines.append(f"{start}/>" if text is None else f"{start}>{inner}</{name}>")

    def encode(self) -> bytes:
        """Give the file as bytes."""
        return "".join(f"{line}\n" for line in self.lines).encode()

    def _spell(self, attributes: Mapping[str, Cell]) -> str:
        return "".join(
            f' {name.rstrip("_")}="{self._clean(spell(value)).translate(_IN_ATTRIBUTE)}"'
            for name, value in attributes.items()
            if value is not None
        )

    def _clean(self, text: str) -> str:
        """Replace what XML may not hold. Raises UsageError for a text that is longer than what is read again."""
        if len(text) > DEFAULT_LIMITS.text:
            most = f"up to {DEFAULT_LIMITS.text:,} are read from XML"
            raise UsageError(f"a text would have {len(text):,} characters, and {most}; write YAML, JSON or Parquet")
        clean, replaced = _FORBIDDEN.subn(REPLACEMENT, text)
        self._replaced += replaced
        return clean


def spell(cell: Cell) -> str:
    """Spell one cell as XML's own types do."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return spell_number(cell) if isinstance(cell, float) else str(cell)
