"""The parts that a drawing in SVG is made of: the shapes of the kinds, and text that keeps inside its box."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from sightline.document.vocabulary import ElementKind
from sightline.phrases import clean
from sightline.pictures.letter_widths import em
from sightline.pictures.palette import LETTERS, SHAPES, Ink, readable_on

FONT: Final = "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
MARGIN: Final = 24.0
LEAST_WIDTH: Final = 720.0
"""Of a page that stands alone: its margins and its least width, in pixels."""
_TITLE_SIZE: Final = 20.0
_HEAD_SIZE: Final = 13.0
_HEAD_LINE: Final = 18.0
_WIDEST_READ: Final = 1000.0
"""Pixels that a line of reading is wide at most."""
_USUAL_WIDTH: Final = 1400.0
_MOST_GROWN: Final = 2.0
"""The width of a drawing from which its head grows with it, and how much at most."""

_POINTS: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "diamond": ((0.0, -1.15), (1.15, 0.0), (0.0, 1.15), (-1.15, 0.0)),
    "hexagon": tuple((math.cos(math.pi / 3 * turn), math.sin(math.pi / 3 * turn)) for turn in range(6)),
    "triangle": ((0.0, -1.15), (1.05, 0.8), (-1.05, 0.8)),
    "triangle-down": ((0.0, 1.15), (1.05, -0.8), (-1.05, -0.8)),
    "star": tuple(
        ((1.2, 0.7)[turn % 2] * math.sin(math.pi / 5 * turn), -(1.2, 0.7)[turn % 2] * math.cos(math.pi / 5 * turn))
        for turn in range(10)
    ),
}


def number(value: float) -> str:
    """Spell a length in pixels, with one digit where it is not whole."""
    return f"{value:.1f}".removesuffix(".0")


def add(parent: Element, tag: str, **attributes: str | float) -> Element:
    """Add one element; underscores in the names of attributes stand for hyphens."""
    return SubElement(
        parent,
        tag,
        {
            name.replace("_", "-"): number(one) if isinstance(one, float) else str(one)
            for name, one in attributes.items()
        },
    )


def add_text(parent: Element, text: str, *, x: float, y: float, size: float, fill: str, **more: str | float) -> Element:
    """Add one line of text, without any character that could do harm."""
    line = add(parent, "text", x=x, y=y, font_size=size, fill=fill, **more)
    line.text = clean(text)
    return line


def add_head(root: Element, ink: Ink, title: str, below: Sequence[str], *, width: float) -> float:
    """Write a title and each text below it, in as many lines as it needs; give where the drawing may begin.

    On a wide page the letters are larger, for all of it is made smaller to be seen at once.
    """
    grown = min(max(width / _USUAL_WIDTH, 1.0), _MOST_GROWN)
    title_size, size, y = round(_TITLE_SIZE * grown, 1), round(_HEAD_SIZE * grown, 1), MARGIN
    for line in fit(title, width, title_size, lines=3):
        y += title_size * 0.9
        add_text(root, line, x=MARGIN, y=y, size=title_size, fill=ink.text, font_weight="600")
        y += title_size * 0.3
    for text in below:
        for line in fit(text, min(width, _WIDEST_READ * grown), size, lines=12):
            y += _HEAD_LINE * grown
            add_text(root, line, x=MARGIN, y=y, size=size, fill=ink.muted)
    return y + MARGIN * 0.75


def add_mark(parent: Element, kind: ElementKind, *, x: float, y: float, radius: float, fill: str, edge: str) -> None:
    """Add the shape of a kind with its letter."""
    shape = SHAPES[kind]
    if shape == "circle":
        add(parent, "circle", cx=x, cy=y, r=radius, fill=fill, stroke=edge)
    else:
        points = " ".join(f"{number(x + radius * right)},{number(y + radius * down)}" for right, down in _POINTS[shape])
        add(parent, "polygon", points=points, fill=fill, stroke=edge, stroke_linejoin="round")
    size = max(round(radius * 1.05, 1), 8.0)
    lower = {"triangle": 0.2, "triangle-down": -0.2}.get(shape, 0.0) * radius
    add_text(
        parent,
        LETTERS[kind],
        x=x,
        y=y + lower + size * 0.36,
        size=size,
        fill=readable_on(fill),
        text_anchor="middle",
        font_weight="600",
    )


def add_arc(parent: Element, *, x: float, y: float, radius: float, part: float, stroke: str, width: float) -> None:
    """Add a part of a ring, clockwise from the top; all of it for 1."""
    if part >= 0.999:
        add(parent, "circle", cx=x, cy=y, r=radius, fill="none", stroke=stroke, stroke_width=width)
        return
    end_x, end_y = x + radius * math.sin(2 * math.pi * part), y - radius * math.cos(2 * math.pi * part)
    path = (
        f"M{number(x)},{number(y - radius)}"
        f"A{number(radius)},{number(radius)} 0 {int(part > 0.5)} 1 {number(end_x)},{number(end_y)}"
    )
    add(parent, "path", d=path, fill="none", stroke=stroke, stroke_width=width)


def width_of(text: str, size: float) -> float:
    """Estimate the width of a line in pixels, rather too much than too little."""
    return size * sum(em(letter) for letter in text)


def fit(text: str, width: float, size: float, lines: int = 1) -> list[str]:
    """Break a text into at most ``lines`` lines that keep within a width; what does not fit ends in an ellipsis."""
    fitted: list[str] = []
    rest = clean(text)
    while rest and len(fitted) < lines:
        if width_of(rest, size) <= width:
            return [*fitted, rest]
        last = len(fitted) == lines - 1
        end = _reach(rest, width - (width_of("…", size) if last else 0.0), size)
        space = rest.rfind(" ", 1, end + 1)
        if space > 0 and (not last or space > end * 0.6):
            end = space
        fitted.append(rest[:end].rstrip() + ("…" if last else ""))
        rest = rest[end:].lstrip()
    return fitted


def _reach(text: str, width: float, size: float) -> int:
    """Count the letters from the beginning that keep within a width; one at least."""
    wide = 0.0
    for position, letter in enumerate(text):
        wide += size * em(letter)
        if wide > width:
            return max(position, 1)
    return len(text)
