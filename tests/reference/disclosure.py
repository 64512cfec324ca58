"""What can be worked out from told figures by adding and subtracting: exact, by brute force, for small cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations


def recoverable(told: Iterable[frozenset[str]], cells: Sequence[str]) -> list[frozenset[str]]:
    """List every set of cells, however odd, whose total follows from the totals of the told sets.

    A total follows where its row of zeros and ones lies in the row space of those told: where it is at right angles to
    all that they are at right angles to.
    """
    blind = _null_space([[Fraction(cell in one) for cell in cells] for one in told], len(cells))
    found = []
    for size in range(1, len(cells) + 1):
        found += [
            frozenset(cells[at] for at in chosen)
            for chosen in combinations(range(len(cells)), size)
            if all(not sum(row[at] for at in chosen) for row in blind)
        ]
    return found


def _null_space(rows: list[list[Fraction]], width: int) -> list[list[Fraction]]:
    """Give a basis of what is at right angles to all rows, by elimination in fractions."""
    pivots: list[int] = []
    for column in range(width):
        at = len(pivots)
        found = next((number for number in range(at, len(rows)) if rows[number][column]), None)
        if found is None:
            continue
        rows[at], rows[found] = rows[found], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for number, row in enumerate(rows):
            if number != at and row[column]:
                rows[number] = [value - row[column] * lead for value, lead in zip(row, rows[at], strict=True)]
        pivots.append(column)
    basis = []
    for free in sorted(set(range(width)) - set(pivots)):
        vector = [Fraction(0)] * width
        vector[free] = Fraction(1)
        for row, column in zip(rows, pivots, strict=False):
            vector[column] = -row[free]
        basis.append(vector)
    return basis
