"""What a cell looks like before anybody knows what it says: a number, a date, a mark, a unit of measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sightline.formats.grids import GridCell
from sightline.formats.mapping.cells import is_blank, plain

_FIGURE = re.compile(r"[^\w]*[0-9][0-9\s.,'\u2019%\u20ac$\u00a3/:+()-]*")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\.0)?")
_DATE = re.compile(r"[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{2,4}(?:[ T].*)?")
_LONGEST_FIGURE: Final = 60
_MARK_WORDS: Final = "x xx xxx \u2713 \u2714 \u2022 \u25cf + ++ y yes n no j ja nein oui non si s\u00ed nee true false"
_UNIT_WORDS: Final = (
    "% \u20ac $ \u00a3 eur usd chf k\u20ac t\u20ac teur fte vz\u00e4 etp # number persons heads days hours weeks h d"
    " anzahl tage stunden pcs text st\u00fcck personen jours heures d\u00edas horas dagen uren share years jahre"
)
_MARKS: Final = frozenset(_MARK_WORDS.split())
_UNITS: Final = frozenset(_UNIT_WORDS.split())


def is_figure(cell: GridCell) -> bool:
    """Tell whether a cell is a number, an amount or a date."""
    if isinstance(cell, str):
        return len(cell) <= _LONGEST_FIGURE and _FIGURE.fullmatch(cell.strip()) is not None
    return cell is not None and not isinstance(cell, bool)


def is_year(cell: GridCell) -> bool:
    """Tell whether a cell is a year, which may well be a header."""
    return _YEAR.fullmatch(str(cell).strip()) is not None


def is_date(cell: GridCell) -> bool:
    """Tell whether a cell is a date, or a date and a time."""
    return isinstance(cell, str) and len(cell) <= _LONGEST_FIGURE and _DATE.fullmatch(cell.strip()) is not None


def is_mark(cell: GridCell) -> bool:
    """Tell whether a cell only says yes or no: ``x``, a tick."""
    return isinstance(cell, bool) or (isinstance(cell, str) and len(cell) <= _LONGEST_FIGURE and plain(cell) in _MARKS)


def is_row_of_units(cells: Sequence[GridCell]) -> bool:
    """Tell whether a row below a header only says what its numbers count: ``[FTE]``, ``%``."""
    said = [plain(str(cell)).strip("[]() ") for cell in cells if not is_blank(cell)]
    return bool(said) and all(word in _UNITS for word in said)
