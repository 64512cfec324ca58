"""What a findings workbook is made of: sheets with one table, and sheets of sentences with small tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sightline.formats.columns import Cell

Look = Literal["text", "prose", "spelled", "share", "change", "whole", "amount", "plain", "date"]
"""``prose`` is a longer text, ``spelled`` a figure that is a text, ``share`` in per cent, ``change`` that of a share,
``plain`` a number as it is, ``date`` a day in ISO 8601."""

Mark = Literal["bar", "quarters"]
"""``bar``: as long as the figure. ``quarters``: a disc that is filled by so many quarters of the share."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its name, what its cells look like, what it means, and what marks them.

    ``tints`` give a word that stands in a cell a colour of its own; the word says the same without it.
    """

    name: str
    look: Look = "text"
    meaning: str = ""
    mark: Mark | None = None
    tints: tuple[tuple[str, str], ...] = ()

    @property
    def is_beside(self) -> bool:
        """Whether the column stands beside the facts of a model, and is not read back."""
        return self.name.startswith("_")


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet with one table: the header in its first row; ``fixed`` columns stay when it is scrolled.

    ``holds`` says in a sentence what it holds. ``table`` is its name among the tables of a model, and empty for a sheet
    that is only read. ``nothing`` stands where there are no rows.
    """

    name: str
    holds: str
    heads: tuple[Head, ...]
    rows: Sequence[Sequence[Cell]]
    fixed: int = 1
    table: str = ""
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Some sentences under a heading, and a small table below them."""

    title: str
    sentences: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    looks: tuple[Look, ...] = ()
    """How the columns look; a column for which nothing is said is a longer text."""


@dataclass(frozen=True, slots=True)
class BlockSheet:
    """A sheet of blocks, one below the other, over columns of these widths (in characters)."""

    name: str
    holds: str
    widths: tuple[int, ...]
    blocks: tuple[Block, ...]


Sheet = TableSheet | BlockSheet
