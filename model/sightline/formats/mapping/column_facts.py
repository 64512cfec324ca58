"""What the values of a column look like, counted before anybody knows what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sightline.formats.grids import Grid, GridCell
from sightline.formats.mapping.cells import is_blank, plain
from sightline.formats.mapping.located import Heading, Located
from sightline.formats.mapping.looks import is_date, is_figure, is_mark
from sightline.formats.mapping.profile import DecimalMark
from sightline.formats.mapping.spellings import Match, find_concepts

MOST_ROWS: Final = 2_000
"""So many rows are looked at, spread evenly over the table."""
SAMPLES: Final = 3

_LONGEST_SAMPLE: Final = 80
_DECIMAL_COMMA = re.compile(r"[^.,]*,(?:[0-9]{1,2}|[0-9]{4,})\D*|.*\.[0-9]{3},[0-9]+\D*|-?0,[0-9]+\D*")
_DECIMAL_POINT = re.compile(r"[^.,]*\.(?:[0-9]{1,2}|[0-9]{4,})\D*|.*,[0-9]{3}\.[0-9]+\D*|-?0\.[0-9]+\D*")
_EITHER = re.compile(r"\D*[1-9][0-9]{0,2}[.,][0-9]{3}\D*")


@dataclass(frozen=True, eq=False)
class ColumnFacts:
    """The cells of one column in the rows that were looked at; ``said`` are those that say something."""

    located: Located
    heading: Heading
    rows: int
    said: Sequence[GridCell]

    @property
    def matches(self) -> tuple[Match, ...]:
        """What the words of the header may mean."""
        return find_concepts(self.heading.text) if self.located.header_row is not None else ()

    @property
    def concepts(self) -> frozenset[str]:
        """The concepts that the words of the header may stand for."""
        return frozenset(match.concept for match in self.matches)

    @cached_property
    def words(self) -> frozenset[str]:
        """The different values, as names are compared."""
        return frozenset(_spell(cell) for cell in self.said)

    @cached_property
    def all_words(self) -> frozenset[str]:
        """The different values of the whole column, also in the rows that were not looked at."""
        cells = (self.located.grid.cell(row, self.heading.column) for row in self.located.rows)
        return frozenset(_spell(cell) for cell in cells if not is_blank(cell))

    @property
    def filled(self) -> float:
        """The share of the rows that say something here."""
        return len(self.said) / self.rows if self.rows else 0.0

    @property
    def distinct(self) -> float:
        """The share of different values: 1 where each row says something else."""
        return len(self.words) / len(self.said) if self.said else 0.0

    @cached_property
    def figures(self) -> float:
        """The share of numbers and dates."""
        return self._share(is_figure(cell) for cell in self.said)

    @cached_property
    def dates(self) -> float:
        """The share of dates."""
        return self._share(is_date(cell) for cell in self.said)

    @cached_property
    def marks(self) -> float:
        """The share of cells that only say yes or no."""
        return self._share(is_mark(cell) for cell in self.said)

    @cached_property
    def codes(self) -> float:
        """The share of texts that look like an id: one word with a digit in it."""
        return self._share(
            not any(sign.isspace() for sign in text) and any(map(str.isdigit, text)) for text in self._texts
        )

    @property
    def numbers(self) -> float:
        """The share of numbers."""
        return self.figures - self.dates

    @property
    def samples(self) -> tuple[str, ...]:
        """A few different values as they stand."""
        return tuple(dict.fromkeys(text[:_LONGEST_SAMPLE] for text in self._texts))[:SAMPLES]

    @property
    def _texts(self) -> list[str]:
        return [" ".join(str(cell).split()) for cell in self.said]

    def count_decimals(self) -> tuple[int, int, int]:
        """Count the texts whose decimal mark is a comma, is a point, and may be either (``1.234``)."""
        texts = [cell.strip() for cell in self.said if isinstance(cell, str) and is_figure(cell) and not is_date(cell)]
        commas = sum(_DECIMAL_COMMA.fullmatch(text) is not None for text in texts)
        points = sum(_DECIMAL_POINT.fullmatch(text) is not None for text in texts)
        return commas, points, sum(_EITHER.fullmatch(text) is not None for text in texts)

    def holds_marks(self) -> bool:
        """Tell whether these are numbers or marks, as inside a matrix, or nothing at all."""
        return not self.said or self._share(is_figure(one) or is_mark(one) for one in self.said) > MOSTLY

    def _share(self, hits: Iterable[bool]) -> float:
        return sum(hits) / len(self.said) if self.said else 0.0


MOSTLY: Final = 0.8
"""What holds for such a share of the values holds for a column."""


@dataclass(frozen=True, eq=False)
class Table:
    """A located table with the facts of its columns, before its kind is known."""

    located: Located
    columns: tuple[ColumnFacts, ...]

    @property
    def grid(self) -> Grid:
        """The grid that it stands in."""
        return self.located.grid

    def column(self, concept: str) -> ColumnFacts | None:
        """Find the column that most surely has a meaning, by its header and its values."""
        found = [column for column in self.columns if self.certainty(column, concept) > 0]
        return max(found, key=lambda one: (self.certainty(one, concept), one.distinct, one.heading.text), default=None)

    def has(self, *concepts: str) -> float:
        """Say how sure it is that a column has one of some meanings; 0 where none has."""
        return max((self.certainty(column, concept) for concept in concepts for column in self.columns), default=0.0)

    def certainty(self, column: ColumnFacts, concept: str) -> float:
        """Say how sure it is that a column has a meaning: what its header says, unless the values deny it."""
        found = next((match.certainty for match in column.matches if match.concept == concept), 0.0)
        if concept == "unit id" and not found and column.numbers >= MOSTLY:  # a unit that is a number is its code
            found = 0.9 * next((match.certainty for match in column.matches if match.concept == "unit"), 0.0)
        return 0.0 if not found or _denies(column, concept) else found


_NUMBERS: Final = frozenset(("headcount", "effort", "volume", "severity", "low", "high"))
_NAMES: Final = frozenset(
    ("name", "person name", "unit", "description", "obstacle", "output", "evidence", "superior name")
)
_NO_DATES: Final = frozenset(("from", "to", "id", "person id", "kind", "status"))
_NOT_IN_PART: Final = 0.5


def _denies(column: ColumnFacts, concept: str) -> bool:
    """Tell whether the values of a column cannot have a meaning."""
    if not column.said:
        return concept not in ("private", "part of a name")
    if concept in _NUMBERS:
        return column.numbers < MOSTLY
    if concept in _NAMES:
        return column.figures > _NOT_IN_PART
    return concept in _NO_DATES and column.dates > _NOT_IN_PART


def study(located: Located) -> Table:
    """Look at the values of a table, at no more than :data:`MOST_ROWS` rows of it."""
    step = max(1, -(-len(located.rows) // MOST_ROWS))
    rows = located.rows[::step]
    columns = []
    for heading in located.headings:
        cells = (located.grid.cell(row, heading.column) for row in rows)
        said = tuple(cell for cell in cells if not is_blank(cell))
        columns.append(ColumnFacts(located, heading, len(rows), said))
    return Table(located, tuple(columns))


def _spell(cell: GridCell) -> str:
    whole = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    return plain(str(whole))


def share_found(words: frozenset[str], among: frozenset[str]) -> float:
    """Say which share of some values is found among others."""
    return len(words & among) / len(words) if words else 0.0


def find_decimal(columns: Iterable[ColumnFacts]) -> tuple[DecimalMark, bool]:
    """Find the decimal mark of the numbers of some columns, and whether it is sure."""
    counts = [column.count_decimals() for column in columns]
    commas, points, either = (sum(one) for one in zip(*counts, strict=True)) if counts else (0, 0, 0)
    return ("," if commas > points else "."), not (commas and points) and not (either and not commas and not points)
