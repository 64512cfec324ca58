"""A page of text for people: headings, sentences, bars and tables, in the width that there is; no markup is read.

Without a terminal there are no colours, and the page is 100 columns wide unless ``COLUMNS`` says otherwise. Nothing is
told by colour alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sightline.phrases import NBSP, clean

WIDEST, WITHOUT_TERMINAL, NARROWEST = 110, 100, 40
LEAST_FOR_TEXT = 14
"""Columns of the screen that a column of text needs; with less, tables become lists."""
_TIED = "\u2800"
"""Stands for a space at which no line ends while a table is laid out: Rich breaks at every space."""
_TO_ASCII = str.maketrans({"…": "...", "█": "#", "·": "-", "→": "->", "–": "-", "—": "-", "’": "'", "─": "-"})


class _Console(Console):
    """A console that leaves it to the command what happens when nobody reads any more."""

    def on_broken_pipe(self) -> None:
        """Say so, instead of ending the process."""
        raise BrokenPipeError


class Screen:
    """Writes a page to standard output, or to any other stream of text."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream
        target = stream if stream is not None else sys.stdout
        known = target.isatty() or "COLUMNS" in os.environ
        self._console = _Console(
            file=stream,
            markup=False,
            highlight=False,
            emoji=False,
            soft_wrap=False,
            width=None if known else WITHOUT_TERMINAL,
        )
        self.width = max(min(self._console.width, WIDEST), NARROWEST)
        self._ascii = stream is None and not (getattr(target, "encoding", None) or "utf-8").lower().startswith("utf")

    def heading(self, text: str) -> None:
        """Begin a section."""
        self._console.print()
        self._print(Text(self._plain(text), style="bold"))

    def say(self, text: str, *, style: str = "", indent: int = 0, hang: int = 0) -> None:
        """Write a sentence, wrapped between words; lines after the first stand ``hang`` columns further in."""
        for line in wrap(clean(text), self.width, " " * indent, " " * (indent + hang)):
            self._print(Text(self._plain(line), style=style))

    def command(self, text: str) -> None:
        """Write a command on one line, however long, so that it can be copied."""
        self._print(Text(self._plain(clean(text))))

    def bars(self, rows: Sequence[tuple[str, float, str]]) -> None:
        """Draw shares as bars, each with its label and its value in words."""
        label = max(len(name) for name, _, _ in rows)
        value = max(len(words) for _, _, words in rows)
        room = max(min(self.width - label - value - 4, 50), 1)
        for name, share, words in rows:
            length = round(share * room) or int(share > 1e-9)
            self._print(Text(self._plain(f"{name:<{label}}  {words:>{value}}  {'█' * length}".rstrip())))

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: int = 0) -> None:
        """Write a table; its last ``numbers`` columns stand to the right."""
        if self._is_narrow_for(head, rows, numbers):
            self._list(head, rows, numbers)
            return
        table = Table(
            box=box.ASCII2 if self._ascii else box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1)
        )
        for at, name in enumerate(head):
            is_number = at >= len(head) - numbers
            table.add_column(
                Text(self._plain(name)), justify="right" if is_number else "left", no_wrap=is_number, overflow="fold"
            )
        for row in rows:
            lines = ("\n".join(clean(line) for line in cell.split("\n")).replace(NBSP, _TIED) for cell in row)
            table.add_row(*(Text(self._plain(cell)) for cell in lines))
        with self._console.capture() as drawn:
            self._console.print(table, width=min(self.width, self._console.width))
        for line in drawn.get().splitlines():
            self._console.file.write(f"{line.replace(_TIED, ' ').rstrip()}\n")

    def _is_narrow_for(self, head: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> bool:
        """Tell whether too little is left for the columns of text beside those of numbers."""
        texts = len(head) - numbers
        widest = (
            max(cell_len(one) for one in (head[at], *(row[at] for row in rows))) for at in range(texts, len(head))
        )
        return self.width - sum(widest) - 3 * len(head) < LEAST_FOR_TEXT * texts

    def _list(self, head: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> None:
        """Write the rows of a table one below the other."""
        texts = len(head) - numbers
        for row in rows:
            first, *others = row[:texts]
            self.say(f"- {first}: {', '.join(others)}".replace("\n", ", "), hang=2)
            if figures := [f"{name} {cell}" for name, cell in zip(head[texts:], row[texts:], strict=True)]:
                self.say(", ".join(figures), indent=2)

    def gap(self) -> None:
        """Leave a line empty."""
        self._console.print()

    def _print(self, text: Text) -> None:
        self._console.print(text, no_wrap=True, overflow="ignore", crop=False)

    def _plain(self, text: str) -> str:
        text = text.replace(NBSP, " ")
        return text.translate(_TO_ASCII) if self._ascii else text


def wrap(text: str, width: int, first: str = "", other: str = "") -> list[str]:
    """Break a text between words into lines of at most ``width`` columns; a longer word is broken inside."""
    lines, line, room = [], first, width - cell_len(first)
    empty = True
    for word in text.split(" "):
        for piece in chop_cells(word, max(width - len(other), 1)) if cell_len(word) > width - len(other) else [word]:
            needed = cell_len(piece) + (0 if empty else 1)
            if not empty and needed > room:
                lines.append(line)
                line, room, empty = other, width - len(other), True
                needed = cell_len(piece)
            line += piece if empty else f" {piece}"
            room -= needed
            empty = False
    return [*lines, line]
