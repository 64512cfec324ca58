"""Where the header of a table stands, judged by its looks: known words, and cells unlike those below them.

A title is a row of few cells; a header fills most of the columns that its rows fill, its words do not come again below
it, and what stands under a word is often a number. A table whose first row looks like every other has no header.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sightline.formats.grids import Grid, GridCell, Span, spell_column_letter
from sightline.formats.mapping.cells import is_blank, plain
from sightline.formats.mapping.looks import is_figure, is_mark, is_row_of_units, is_year
from sightline.formats.mapping.spellings import is_known
from sightline.phrases import clean

DEEPEST: Final = 100
"""A header is looked for among so many rows that say something."""
HIGHEST: Final = 3
"""So many rows a header may take."""
BELOW: Final = 30
"""So many rows below a row are compared with it."""

_LONGEST_HEADER: Final = 200
_LONG: Final = 60
_HALF: Final = 0.5
_FEWEST_NAMES: Final = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a header: the first, counted from 0, and how many.

    Where a table has none, ``height`` is 0 and ``first`` the first row of the table itself.
    """

    first: int
    height: int


def filled(grid: Grid, row: int) -> dict[int, GridCell]:
    """List the cells of a row that say something, by column."""
    return {column: cell for column, cell in enumerate(grid.rows[row]) if not is_blank(cell)}


def find_header(grid: Grid) -> Header | None:
    """Find the header of the table in a grid; one without height where the table has none, None where no table is."""
    rows = _first_rows(grid)
    if not rows:
        return None
    cells = [filled(grid, row) for row in rows]
    words = Counter((column, plain(str(cell))) for row in cells for column, cell in row.items())
    scores = [_score(cells, words, at) for at in range(len(rows))]
    best = max(range(len(rows)), key=lambda at: (scores[at], -at))
    if scores[best] <= 0:
        widest = Counter(len(row) for row in cells).most_common(1)[0][0]
        return Header(next(row for row, said in zip(rows, cells, strict=True) if len(said) >= widest * _HALF), 0)
    return _extend(grid, rows, best)


def _first_rows(grid: Grid) -> list[int]:
    rows: list[int] = []
    for row in range(len(grid.rows)):
        if filled(grid, row):
            rows.append(row)
        if len(rows) == DEEPEST + BELOW:
            break
    return rows


def _score(cells: Sequence[dict[int, GridCell]], words: Counter[tuple[int, str]], at: int) -> float:
    """Judge how much a row looks like a header, per column of the table; 0 or less where it does not."""
    said, below = cells[at], cells[at + 1 : at + 1 + BELOW]
    if at >= DEEPEST or not below:
        return _score_alone(said) if at < DEEPEST else 0.0
    columns = Counter(column for row in below for column in row)
    width = max(2, len(columns)) if len(columns) > 1 else 1
    if len(said) < min(2, width) or len(said.keys() & columns.keys()) < width * _HALF:
        return 0.0
    first = min(columns)
    is_square = _names_its_rows([said[column] for column in said if column > first], [row.get(first) for row in below])
    if not is_square and sum(is_figure(cell) and not is_year(cell) for cell in said.values()) > len(said) * _HALF:
        return 0.0
    copies = sum(row == said for row in cells)
    total = sum(
        _score_cell(
            cell,
            [row[column] for row in below if column in row],
            recurs=words[column, plain(str(cell))] > copies,
        )
        for column, cell in said.items()
    )
    cover = len(said.keys() & columns.keys()) / width
    earlier = sum(len(row.keys() & columns.keys()) >= width * _HALF and len(row) > 1 for row in cells[:at])
    return (total / width + 2 * is_square) * cover - 0.25 * max(0, earlier - (HIGHEST - 1) * is_square)


def _score_alone(said: dict[int, GridCell]) -> float:
    """Judge a row with nothing below it: only known words make it a header."""
    known = sum(isinstance(cell, str) and is_known(cell) for cell in said.values())
    return known / len(said) - _HALF if len(said) > 1 else 0.0


def _score_cell(cell: GridCell, below: Sequence[GridCell], *, recurs: bool) -> float:
    if is_figure(cell) and not is_year(cell):
        return -1.0
    text = str(cell)
    score = 0.2 + (1.0 if is_known(text) else 0.0) - (0.5 if len(text) > _LONG else 0.0) - (0.8 if recurs else 0.0)
    if below and sum(is_figure(one) or is_mark(one) for one in below) > len(below) * _HALF:
        score += 0.6
    return score


def _names_its_rows(header: Sequence[GridCell], first_cells: Sequence[GridCell]) -> bool:
    """Tell whether the words above the columns are those before the rows, as in a square of who works for whom."""
    above = {plain(str(cell)) for cell in header}
    before = {plain(str(cell)) for cell in first_cells if cell is not None}
    return len(above) >= _FEWEST_NAMES and len(above & before) > len(above) * _HALF


def _extend(grid: Grid, rows: Sequence[int], best: int) -> Header:
    """Take the rows above and below that belong to the same header."""
    first = last = rows[best]
    while last - first + 1 < HIGHEST and first - 1 in rows and _is_above(grid, first - 1, first):
        first -= 1
    while last - first + 1 < HIGHEST and last + 1 in rows and _is_above(grid, last, last + 1):
        last += 1
    return Header(first, last - first + 1)


def _is_above(grid: Grid, upper: int, lower: int) -> bool:
    """Tell whether two rows are one header: words over groups of columns, then words of their own below."""
    above, below = filled(grid, upper), filled(grid, lower)
    figures = any(is_figure(cell) and not is_year(cell) for cell in (*above.values(), *below.values()))
    if figures or is_row_of_units(tuple(below.values())) or any(is_mark(cell) for cell in below.values()):
        return False
    columns = above.keys() | below.keys()
    groups = [
        span
        for span in grid.merged
        if span.first_row <= upper <= span.last_row and span.first_column < span.last_column and span.last_row < lower
    ]
    if groups:
        covered = {column for span in groups for column in range(span.first_column, span.last_column + 1)}
        return not columns <= covered or len(groups) > 1
    alone = [str(above[column]) for column in above.keys() - below.keys()]
    complements = bool(alone) and all(map(is_known, alone)) and bool(below.keys() - above.keys())
    words = [plain(str(cell)) for cell in below.values()]
    repeats = len(words) > len(set(words)) and len(above) < len(below)
    return len(above) > 1 and min(above) == min(columns) and (complements or repeats)


def read_headings(grid: Grid, header: Header, columns: Sequence[int]) -> list[str]:
    """Spell the headers of some columns: rows joined by `` / ``, ``column C`` without one, `` (2)`` for a second."""
    end = header.first + header.height
    blocks = [span for span in grid.merged if span.first_row < end and span.last_row >= header.first]
    texts = [_join(grid, header, column, blocks) or f"column {spell_column_letter(column)}" for column in columns]
    taken: set[str] = set()
    for at, text in enumerate(texts):
        number, spelled = 2, text
        while plain(spelled) in taken:
            spelled, number = f"{text} ({number})", number + 1
        taken.add(plain(spelled))
        texts[at] = spelled
    return texts


def _join(grid: Grid, header: Header, column: int, blocks: Sequence[Span]) -> str:
    last = header.first + header.height - 1
    parts = [_text_above(grid, row, column, blocks, is_last=row == last) for row in range(header.first, last + 1)]
    return " / ".join(dict.fromkeys(part for part in parts if part))


def _text_above(grid: Grid, row: int, column: int, blocks: Sequence[Span], *, is_last: bool) -> str:
    """Take the word over a column: its own, that of the merged block, or, in plain text, that of the group before."""
    cell = grid.cell(row, column)
    if is_blank(cell):
        block = next((span for span in blocks if _holds(span, row, column)), None)
        if block is not None:
            cell = grid.cell(block.first_row, block.first_column)
        elif not grid.merged and not is_last:
            cell = next((one for at in range(column, -1, -1) if not is_blank(one := grid.cell(row, at))), None)
    if is_blank(cell):
        return ""
    whole = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    return clean(str(whole))[:_LONGEST_HEADER].strip()


def _holds(span: Span, row: int, column: int) -> bool:
    return span.first_row <= row <= span.last_row and span.first_column <= column <= span.last_column
