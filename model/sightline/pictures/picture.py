"""A picture: a specification that any page can draw, with the sentence and the table that say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

PictureForm = Literal["echarts", "vega-lite", "svg"]


@dataclass(frozen=True, slots=True)
class TableTwin:
    """The table that says what a picture shows: titles of the columns, and one tuple of plain values per row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def to_records(self) -> list[dict[str, object]]:
        """Give the rows as mappings from column title to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Picture:
    """One figure. ``spec`` is an ECharts option or a Vega-Lite specification (plain JSON values), or SVG text.

    ``alt`` says in one sentence what is to be seen; ``table`` holds the same figures for those who do not see it.
    ``height`` is in pixels. ``keys`` are the ids behind the marks that can be chosen, in the order of the marks, where
    the form tells a choice by its number.
    """

    form: PictureForm
    spec: Mapping[str, Any] | str
    alt: str
    table: TableTwin
    height: int
    keys: Sequence[str] = ()
