"""Which rows below a header say something about one thing: totals, notes and repeated headers are left aside."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sightline.formats.grids import Grid, GridCell
from sightline.formats.mapping.cells import is_blank, plain
from sightline.formats.mapping.headers import Header, filled
from sightline.formats.mapping.looks import is_figure, is_mark, is_row_of_units
from sightline.formats.mapping.spellings import is_known

TITLE: Final = "above the table"
UNITS: Final = "of units below the header"
REPEATED: Final = "repeating the header"
TOTAL: Final = "of totals"
HEADLINE: Final = "only heading those below"
NOTE: Final = "of notes below the table"
FURTHER: Final = "of a further table below the first"

_TOTAL = re.compile(
    r"(?:(?:grand |overall |sub ?-?)?totals?|sum|gesamt(?:summe|ergebnis)?|(?:zwischen|teil)?summe|insgesamt"
    r"|(?:sous-|sub)?total(?:es)?(?: g[e\u00e9]n[e\u00e9]ral)?|somme|ensemble|suma|(?:sub|eind)?totaal|som)"
    r"[\s:=0-9%.,()/-]*(?:(?:all|fte|headcount|posts|employees|mitarbeiter|etp)[\s:]*)?"
)
_NOTE = re.compile(
    r"[*\u2020\u00b9\u00b2]|(?:notes?|remarks?|source|legend|quelle|hinweis|anmerkung|legende|fu\u00dfnote|remarque"
    r"|nota|fuente|bron|opmerking)\s*(?::|$)|(?:as of|created|generated|erstellt|stand:?)\s+\S*[0-9]"
)
_FEWEST_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Body:
    """The numbers of the rows that say something, in order, and how many were left aside, by reason."""

    rows: Sequence[int]
    aside: dict[str, int]


def is_total(text: str) -> bool:
    """Tell whether a text is a word for a total: ``Total``, ``Summe 2024``; ``Total Rewards`` is a team."""
    return _TOTAL.fullmatch(plain(text)) is not None


def read_body(grid: Grid, header: Header) -> Body:
    """Go through the rows below a header, to the end of the table."""
    aside: Counter[str] = Counter()
    aside[TITLE] = sum(bool(filled(grid, row)) for row in range(header.first))
    start = header.first + header.height
    words = {at: plain(str(cell)) for at, cell in filled(grid, start - 1).items()} if header.height else None
    width = max((len(filled(grid, row)) for row in range(header.first, min(start + 30, len(grid.rows)))), default=0)
    headlines = _find_headlines(grid, width)
    rows = array("Q")
    last_gap = start
    for row in range(start, len(grid.rows)):
        cells = grid.rows[row]
        if all(map(is_blank, cells)):
            last_gap = row + 1
            continue
        if row == last_gap > start and words is not None and _is_header_of_another(filled(grid, row), words):
            aside[FURTHER] += sum(bool(filled(grid, below)) for below in range(row, len(grid.rows)))
            break
        reason = UNITS if row == start and header.height and is_row_of_units(cells) else None
        reason = reason or (REPEATED if _repeats(cells, words) else None)
        reason = reason or (TOTAL if width > 1 and _is_row_of_totals(cells) else None)
        reason = reason or (HEADLINE if row in headlines and len(filled(grid, row)) == 1 else None)
        if reason is None:
            rows.append(row)
        else:
            aside[reason] += 1
    aside[NOTE] += _cut_notes(grid, rows, width)
    return Body(rows, {reason: number for reason, number in aside.items() if number})


def _repeats(cells: Sequence[GridCell], words: dict[int, str] | None) -> bool:
    """Tell whether a row says what the header says."""
    if words is None or len(words) < _FEWEST_WORDS or max(words) >= len(cells):
        return False
    return all(plain(str(cells[column])) == word for column, word in words.items())


def _is_row_of_totals(cells: Sequence[GridCell]) -> bool:
    """Tell whether the first text of a row is a word for a total, and the only one."""
    texts = (cell for cell in cells if not is_blank(cell) and not is_figure(cell) and not is_mark(cell))
    first = next(texts, None)
    return first is not None and is_total(str(first)) and next(texts, None) is None


def _find_headlines(grid: Grid, width: int) -> frozenset[int]:
    """Find the rows that are one merged cell across the table."""
    return frozenset(
        span.first_row
        for span in grid.merged
        if span.first_row == span.last_row and 1 < width <= span.last_column - span.first_column + 1
    )


def _is_header_of_another(cells: dict[int, GridCell], words: dict[int, str]) -> bool:
    """Tell whether a row after a gap is the header of another table: known words, and not those of the first."""
    known = [plain(str(cell)) for cell in cells.values() if isinstance(cell, str) and is_known(cell)]
    is_header = len(known) >= _FEWEST_WORDS and len(known) == len(cells)
    return is_header and not set(known) <= set(words.values())


def _cut_notes(grid: Grid, rows: array[int], width: int) -> int:
    """Take the notes off the end: rows of one text, beyond a gap or marked as a note. Says how many."""
    if width <= 1:
        return 0
    cut = len(rows)
    for at in range(len(rows) - 1, -1, -1):
        cells = filled(grid, rows[at])
        only = next(iter(cells.values())) if len(cells) == 1 else None
        if not isinstance(only, str):
            break
        is_beyond_gap = at > 0 and rows[at] - rows[at - 1] > 1 and not filled(grid, rows[at] - 1)
        if is_beyond_gap or _NOTE.match(plain(only)):
            cut = at
    number = len(rows) - cut
    del rows[cut:]
    return number
