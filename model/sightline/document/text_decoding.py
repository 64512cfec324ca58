"""Bytes of a file to text: UTF-8 with or without a byte order mark, UTF-16 with one, and nothing that is invisible.

Offsets into the text are turned into lines and columns as editors count them (a line ends at LF, CR or CR LF;
columns count characters; both begin at 1).
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right

from sightline.document.limits import MEGABYTE
from sightline.errors import InputError, Place

LINE_END = re.compile(r"\r\n?|\n")

UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no text may hold, written plainly or as an escape: all but YAML 1.2's printable characters (section 5.1).

These are control characters, halves of surrogate pairs, U+FFFE and U+FFFF. XML and spreadsheets refuse them as well.
"""


class Lines:
    """The lines of a text: where an offset stands."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def locate(self, offset: int) -> tuple[int, int]:
        """Find line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def decode_text(data: bytes, *, file: str | None, largest: int, advice: str) -> str:
    """Decode the bytes of a file, without its byte order mark.

    ``largest`` is the size limit in bytes; ``advice`` is the clause that tells what to do about a larger file.
    Raises InputError for a file that is too large, in another encoding, empty, or with control characters.
    """
    if len(data) > largest:
        size = f"{len(data) / MEGABYTE:,.1f} MB ({len(data):,} bytes)"
        raise InputError.of(f"the file has {size}; up to {largest:,} bytes are read; {advice}", Place(file))
    text = _decode(data, file)
    found = UNPRINTABLE.search(text)
    if found is not None:
        line, column = Lines(text).locate(found.start())
        hint = ""
        if found.group() == "\0" and found.start() < 4:
            hint = "; the file looks like UTF-16 or UTF-32 without a byte order mark, save it as UTF-8"
        raise InputError.of(
            f"the file holds {spell_character(found.group())}, which no text may hold; remove it{hint}",
            Place(file, line, column),
            value=spell_character(found.group()),
        )
    if not text.strip():
        raise InputError.of("the file is empty", Place(file))
    return text


def spell_character(character: str) -> str:
    """Name a character that cannot be shown: ``the character U+0000 (NUL)``."""
    point = ord(character)
    name = {0: " (NUL)", 0x1B: " (escape)", 0x7F: " (delete)", 0x08: " (backspace)"}.get(point, "")
    if 0xD800 <= point <= 0xDFFF:
        name = " (half of a surrogate pair)"
    return f"the character U+{point:04X}{name}"


def shorten(text: str, longest: int = 80) -> str:
    """Cut a text from a file so that it can stand in a sentence: on one line, and not a megabyte of it."""
    line = " ".join(text[: longest + 1].split())
    return line if len(text) <= longest else f"{line[: longest - 1]}…"


def _decode(data: bytes, file: str | None) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise InputError.of("the file is in UTF-32; save it as UTF-8", Place(file))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise InputError.of("the file begins as UTF-16 but is damaged; save it as UTF-8", Place(file)) from None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = Lines(before).locate(len(before))
        byte = f"0x{data[error.start]:02X}"
        raise InputError.of(
            f"the byte {byte} is not UTF-8; the file may be in an older encoding such as Latin-1 or Windows-1252,"
            " save it as UTF-8",
            Place(file, line, column),
            value=byte,
        ) from None
