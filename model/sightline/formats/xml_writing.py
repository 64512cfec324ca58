"""Writing XML that gives back what people wrote: every character, blanks and line ends included."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.errors import UsageError
from sightline.formats.columns import Cell, spell_number
from sightline.formats.safe_xml import DEFAULT_LIMITS

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


class XmlWriting:
    """The lines of one XML file while it is written. No text may hold control characters.

    A name may end in an underscore, where it is a word of Python's.
    """

    def __init__(self) -> None:
        self._lines = [_HEAD]

    def open(self, name: str, **attributes: Cell) -> None:
        """Begin an XML element that holds others."""
        self._lines.append(f"<{name}{_spell(attributes)}>")

    def close(self, name: str) -> None:
        """End an XML element."""
        self._lines.append(f"</{name}>")

    def put(self, name: str, text: Cell = None, **attributes: Cell) -> None:
        """Write an XML element that holds a text, or nothing."""
        start = f"<{name}{_spell(attributes)}"
        self._lines.append(f"{start}/>" if text is None else f"{start}>{_escape(text, _IN_TEXT)}</{name}>")

    def encode(self) -> bytes:
        """Give the file as bytes."""
        return "".join(f"{line}\n" for line in self._lines).encode()


def _spell(attributes: Mapping[str, Cell]) -> str:
    given = ((name.rstrip("_"), value) for name, value in attributes.items() if value is not None)
    return "".join(f' {name}="{_escape(value, _IN_ATTRIBUTE)}"' for name, value in given)


def _escape(cell: Cell, entities: Mapping[int, str]) -> str:
    """Spell one cell. Raises UsageError for a text that is longer than what is read again."""
    text = spell_cell(cell)
    if len(text) > DEFAULT_LIMITS.text:
        most = f"up to {DEFAULT_LIMITS.text:,} are read from XML"
        raise UsageError(f"a text would have {len(text):,} characters, and {most}; write YAML, JSON or Parquet")
    return text.translate(entities)


def spell_cell(cell: Cell) -> str:
    """Spell one cell as XML's own types do."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return spell_number(cell) if isinstance(cell, float) else str(cell)
