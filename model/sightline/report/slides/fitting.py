"""Text that keeps inside its box: measured, made smaller down to a floor, then cut with an ellipsis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from sightline.phrases import clean
from sightline.pictures.svg_marks import width_of

LINE: Final = 1.2
"""The height of a line, in sizes of its letters."""
BOLD: Final = 1.08
"""How much wider bold letters are."""
_STEP: Final = 0.5
_SPACE: Final = width_of(" ", 1.0)
_LETTER: Final = 1.0
"""The widest letter: what may be left free where a word is broken."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one manner; ``colour`` is a name of the palette or ``#rrggbb``."""

    text: str
    bold: bool = False
    colour: str = "text"


Paragraph = tuple[Run, ...]
Written = str | Run | Paragraph


@dataclass(frozen=True, slots=True)
class Fitted:
    """Paragraphs that fit at a size, in points."""

    paragraphs: tuple[Paragraph, ...]
    size: float


def to_paragraph(written: Written) -> Paragraph:
    """Make a paragraph of harmless text."""
    runs = (Run(written),) if isinstance(written, str) else (written,) if isinstance(written, Run) else written
    return tuple(replace(run, text=_cleaned(run.text)) for run in runs)


def fit_paragraphs(
    written: Iterable[Written], width: float, height: float, *, size: float, floor: float, gap: float = 0.0
) -> Fitted:
    """Find the largest size at which all fits, ``floor`` at the least; what does not fit then is cut."""
    paragraphs = tuple(to_paragraph(one) for one in written)
    while size > floor and height_of(paragraphs, width, size, gap) > height:
        size = max(size - _STEP, floor)
    return Fitted(_cut(paragraphs, width, height, size, gap), size)


def height_of(paragraphs: Sequence[Paragraph], width: float, size: float, gap: float = 0.0) -> float:
    """Estimate the height of paragraphs with a gap between them, rather too much than too little."""
    lines = sum(count_lines(one, width, size) for one in paragraphs)
    return lines * LINE * size + gap * max(len(paragraphs) - 1, 0)


def count_lines(paragraph: Paragraph, width: float, size: float) -> int:
    """Count the lines that a paragraph takes in a width; an empty one takes one."""
    room = width / size / (BOLD if any(run.bold for run in paragraph) else 1.0)
    lines, filled = 1, 0.0
    for word in "".join(run.text for run in paragraph).split(" "):
        wide = _width_of(word)
        if filled + wide <= room:
            filled += wide + _SPACE
            continue
        lines += filled > 0
        broken = int(wide / max(room - _LETTER, _LETTER)) if wide > room else 0
        lines += broken
        filled = min(wide, room) + _SPACE
    return lines


@lru_cache(maxsize=1 << 16)
def _width_of(word: str) -> float:
    """Measure a word, in sizes of its letters; the same words come again and again."""
    return width_of(word, 1.0)


def cut_to(text: str, width: float, size: float, lines: int = 1, *, bold: bool = False) -> str:
    """Cut a text so that it takes at most so many lines."""
    return "".join(run.text for run in _shorten((Run(_cleaned(text), bold),), width, size, lines))


def _cleaned(text: str) -> str:
    """Take out what is harmful, and keep the spaces at both ends: runs stand beside each other."""
    before, after = text[:1] == " ", text[1:] and text[-1] == " "
    return f"{' ' if before else ''}{clean(text)}{' ' if after else ''}"


def _cut(
    paragraphs: tuple[Paragraph, ...], width: float, height: float, size: float, gap: float
) -> tuple[Paragraph, ...]:
    kept: list[Paragraph] = []
    left = height + 1e-6
    for paragraph in paragraphs:
        room = int(left // (LINE * size))
        if room < 1 and kept:
            break
        kept.append(_shorten(paragraph, width, size, max(room, 1)))
        left -= count_lines(kept[-1], width, size) * LINE * size + gap
    return tuple(kept)


def _shorten(paragraph: Paragraph, width: float, size: float, lines: int) -> Paragraph:
    if count_lines(paragraph, width, size) <= lines:
        return paragraph
    fewest, most = 0, sum(len(run.text) for run in paragraph)
    while most - fewest > 1:
        middle = (fewest + most) // 2
        if count_lines(_head(paragraph, middle), width, size) <= lines:
            fewest = middle
        else:
            most = middle
    space = "".join(run.text for run in paragraph).rfind(" ", 0, fewest + 1)
    return _head(paragraph, space if space > 0.6 * fewest else fewest)


def _head(paragraph: Paragraph, length: int) -> Paragraph:
    """Give the first letters of a paragraph and an ellipsis."""
    runs: list[Run] = []
    for run in paragraph:
        runs.append(replace(run, text=run.text[:length]))
        length -= len(runs[-1].text)
        if length <= 0:
            break
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" ,;:-") + "…")
    return tuple(runs)
