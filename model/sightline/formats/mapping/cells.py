"""Cells as people fill them in: words for nothing, numbers with a decimal comma or in per cent, texts of any length."""

from __future__ import annotations

import re
from typing import Final

from sightline.document.text_decoding import UNPRINTABLE
from sightline.formats.columns import Column, read_cell
from sightline.formats.grids import GridCell
from sightline.formats.mapping.profile import DecimalMark

BLANKS: Final = frozenset(
    (
        "",
        "#n/a",
        "#n/d",
        "#nv",
        "-",
        "--",
        "---",
        ".",
        "?",
        "k.a.",
        "n. a.",
        "n.a.",
        "n.d.",
        "n/a",
        "n/d",
        "nan",
        "nil",
        "none",
        "null",
        "tba",
        "tbc",
        "tbd",
        "\u2013",
        "\u2014",
    )
)
"""What people write for nothing, in small letters. ``NA`` is not among them: it may be North America."""

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?|\.[0-9]+")
_THOUSANDS: Final = {
    ".": re.compile(r"[0-9]{1,3}(?:[,' \u2019\u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?"),
    ",": re.compile(r"[0-9]{1,3}(?:[.' \u2019\u00a0\u2009\u202f][0-9]{3})+(?:,[0-9]+)?"),
}
_LONGEST_NUMBER = 40
_MINUS = str.maketrans("\u2212\u2013", "--")


def plain(text: str) -> str:
    """Spell a name or id as it is compared: without regard to case and to spaces around and between words."""
    return " ".join(text.split()).casefold()


def is_blank(cell: GridCell) -> bool:
    """Tell whether a cell says nothing: it is empty, or holds one of the :data:`BLANKS`."""
    return cell is None or (isinstance(cell, str) and plain(cell) in BLANKS)


def read_number(text: str, decimal: DecimalMark) -> float | None:
    """Read a number that came as text; None where it is none.

    Groups of three digits may stand apart by the other mark, by spaces or apostrophes. ``30 %`` is 0.3.
    """
    text = text.strip().translate(_MINUS)
    if len(text) > _LONGEST_NUMBER:
        return None
    is_share = text.endswith("%")
    sign = -1 if text.startswith("-") else 1
    digits = text.removesuffix("%").strip().lstrip("+-" if text[:2] not in ("--", "++", "+-", "-+") else "").strip()
    if _THOUSANDS[decimal].fullmatch(digits):
        digits = re.sub(r"[^0-9" + decimal + "]", "", digits)
    if decimal == ",":
        if "." in digits:
            return None
        digits = digits.replace(",", ".")
    if not _PLAIN.fullmatch(digits):
        return None
    value = sign * float(digits)
    return value / 100 if is_share else value


def read_value(column: Column, cell: GridCell, decimal: DecimalMark) -> object:
    """Read one cell as the value of format 1; None where it says nothing.

    What does not fit stays as it is, for the document to tell with its place.
    """
    if is_blank(cell):
        return None
    if not isinstance(cell, str):
        return read_cell(column, cell)
    if column.kind in ("number", "whole"):
        number = read_number(cell, decimal)
        return cell.strip() if number is None else int(number) if number.is_integer() else number
    text = UNPRINTABLE.sub("\ufffd", cell.strip())
    if column.kind in ("word", "label"):
        text = " ".join(text.split())
    return read_cell(column, text)
