"""How wide letters are: those of Liberation Sans in bold, which are those of Arial and Helvetica, and none is narrower.

Where a page is set in another family, its widths are near these.
"""

from __future__ import annotations

from typing import Final
from unicodedata import combining, east_asian_width, normalize

_FIRST: Final = 0x20
_ASCII: Final = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
)  # fmt: skip
"""In thousandths of the size of the letters, from the space to the tilde."""
_OTHERS: Final = {"\u00a0": 0.278, "·": 0.278, "×": 0.584, "–": 0.556, "…": 1.0, "→": 1.0, "—": 1.0}
_NARROWER: Final = 0.8
"""What other letters hardly ever exceed."""


def em(letter: str) -> float:
    """Give the width of one letter in sizes of the letters; of one that is not known, rather too much."""
    if combining(letter):
        return 0.0
    if letter in _OTHERS:
        return _OTHERS[letter]
    place = ord(normalize("NFD", letter)[0]) - _FIRST
    if 0 <= place < len(_ASCII):
        return _ASCII[place] / 1000
    return 1.0 if east_asian_width(letter) in {"W", "F", "A"} else _NARROWER
