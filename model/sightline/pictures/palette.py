"""The colours and marks of Sightline, for the app, the reports and the slides alike.

Sight is a walk from night to day: one even ramp of lightness that also holds in greyscale and for every common form of
colour blindness (it follows viridis, by Nathaniel Smith and Stefan van der Walt, cut at both ends). No mark rests on
its colour alone: kinds have a shape and a letter, what is not assessed is hatched, figures stand beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from sightline.document.vocabulary import ElementKind

Mode = Literal["light", "dark"]

SIGHT_STOPS: Final = (
    "#46186a", "#443a83", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a5db36",
)  # fmt: skip
"""The ramp of sight, evenly spaced from 0 (dark, nothing arrives) to 1 (light, all of it arrives)."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of one mode: paper and text, and where effort ends."""

    mode: Mode
    paper: str
    panel: str
    text: str
    muted: str
    line: str
    accent: str
    seen: str
    blocked: str
    handoffs: str
    no_route: str
    customer: str
    gain: str
    loss: str


LIGHT: Final = Ink(
    mode="light",
    paper="#ffffff",
    panel="#f4f6f5",
    text="#0c181c",
    muted="#5b6b70",
    line="#d7dfdd",
    accent="#0f6674",
    seen="#2a9d78",
    blocked="#c4512f",
    handoffs="#e3a63c",
    no_route="#66747a",
    customer="#0f6674",
    gain="#1b7f5c",
    loss="#b3401f",
)
DARK: Final = Ink(
    mode="dark",
    paper="#10181b",
    panel="#182327",
    text="#e7eeed",
    muted="#9fb0b3",
    line="#2c3b40",
    accent="#62c5c8",
    seen="#4cc79c",
    blocked="#e9805c",
    handoffs="#eebc62",
    no_route="#8d9ca1",
    customer="#62c5c8",
    gain="#5fd3a6",
    loss="#f0906d",
)

UNKNOWN: Final = "#b9c4c6"
"""Where there is nothing to measure."""

LETTERS: Final[dict[ElementKind, str]] = {
    "customer": "C",
    "product": "P",
    "process": "O",
    "system": "S",
    "team": "T",
    "role": "R",
    "person": "I",
}
"""The letter of each kind: customer, product, operation (a process), system, team, role, individual."""

SHAPES: Final[dict[ElementKind, str]] = {
    "customer": "star",
    "product": "diamond",
    "process": "hexagon",
    "system": "square",
    "team": "circle",
    "role": "triangle",
    "person": "triangle-down",
}
"""The shape of each kind."""


def ink(mode: str | None) -> Ink:
    """Give the colours of a mode; light where none is known."""
    return DARK if mode == "dark" else LIGHT


def colour_of_sight(sight: float) -> str:
    """Give the colour of one sight in [0, 1] on the ramp, as ``#rrggbb``; grey where it is not defined (NaN)."""
    if sight != sight:  # noqa: PLR0124 - NaN alone differs from itself
        return UNKNOWN
    place = min(max(sight, 0.0), 1.0) * (len(SIGHT_STOPS) - 1)
    first = min(int(place), len(SIGHT_STOPS) - 2)
    return mix(SIGHT_STOPS[first], SIGHT_STOPS[first + 1], place - first)


def mix(first: str, second: str, part: float) -> str:
    """Mix two colours ``#rrggbb``: ``part`` 0 gives the first, 1 the second."""
    pairs = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def readable_on(colour: str) -> str:
    """Give the text colour, black or white, that reads best on a background: its contrast is at least 4.5."""
    return "#000000" if luminance(colour) > 0.179 else "#ffffff"


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour ``#rrggbb`` (WCAG 2), from 0 for black to 1 for white."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
