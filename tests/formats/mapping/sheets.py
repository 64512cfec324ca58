"""Sheets as people draw them, for the tests of locating and proposing."""

from __future__ import annotations

from collections.abc import Sequence

from sightline.formats.grids import Grid, GridCell, Span

Row = Sequence[GridCell]

HEADCOUNTS: Sequence[Row] = (
    ("Team", "Part of", "Headcount"),
    ("Claims", "Operations", 12),
    ("Payments", "Operations", 8),
    ("Operations", None, 3),
)
YEARS: Sequence[Row] = (
    ("Team", "2024", None, "2025", None),
    (None, "Headcount", "FTE", "Headcount", "FTE"),
    ("Claims", 12, 10.5, 13, 11),
    ("Payments", 8, 8, 7, 6.5),
)
YEARS_MERGED = (Span(0, 0, 1, 0), Span(0, 1, 0, 2), Span(0, 3, 0, 4))
MATRIX: Sequence[Row] = (
    (None, "Claims", "Payments", "Sales", "Customers"),
    ("Claims", None, "x", None, "x"),
    ("Payments", None, None, None, "x"),
    ("Sales", "x", None, None, None),
)
GERMAN: Sequence[Row] = (
    ("Abteilung", "Übergeordnete Abteilung", "Anzahl MA", "Bemerkung"),
    ("Schaden", "Betrieb", "12,5", "seit 2019 zusammengelegt"),
    ("Zahlung", "Betrieb", "8", "-"),
    ("Betrieb", None, "3,25", None),
    ("Vertrieb", None, "1.204,5", "n/a"),
)


def grid(
    rows: Sequence[Row], name: str = "Sheet1", *, merged: tuple[Span, ...] = (), part: str = "", above: int = 0
) -> Grid:
    """Draw one sheet, with some rows of title and blanks above it."""
    titles: Sequence[Row] = (("Survey of the claims division",), (), ("As of", "March"))
    moved = tuple(
        Span(span.first_row + above, span.first_column, span.last_row + above, span.last_column) for span in merged
    )
    return Grid(name, "book.xlsx", [*titles[:above], *rows], part, moved)
