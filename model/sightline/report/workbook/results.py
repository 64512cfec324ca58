"""The figures that stand beside elements, relations and obstacles: their titles, what they mean, looks and marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sightline.formats.columns import Cell
from sightline.pictures.palette import LIGHT
from sightline.report.handover.glossary import WORDS
from sightline.report.workbook.shape import Head, Look, Mark

_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name in the results, its title, what it means, and the words that stand for what it says."""

    key: str
    title: str
    meaning: str
    look: Look = "share"
    mark: Mark | None = None
    words: Mapping[Cell, str] = field(default_factory=dict)
    tint: str = ""

    def head(self, name: str) -> Head:
        """Give its column under a name."""
        tints = tuple((word, self.tint) for word in self.words.values() if self.tint)
        return Head(name, self.look, self.meaning, self.mark, tints)

    def spell(self, cells: Iterable[Cell]) -> list[Cell]:
        """Give the cells with words in place of what they stand for, where there are words; rounding is nothing."""
        if self.words:
            return [self.words.get(cell) for cell in cells]
        return [0.0 if isinstance(cell, float) and abs(cell) < _NOTHING else cell for cell in cells]


COSTS: Final = (
    Figure("gain", "Gain if cleared", WORDS["gain"], mark="bar"),
    Figure(
        "gain_is_exact",
        "Gain is",
        "Where it says so, the gain is a lower bound.",
        "text",
        words={False: "≥ at least this"},
    ),
    Figure("share", "Fair share", WORDS["share"], mark="bar"),
    Figure("blocked", "Blocked here", "Of all effort, the share that ends at an obstacle here.", mark="bar"),
)
LINES: Final = (
    Figure("sight", "Sight", WORDS["sight"], mark="quarters"),
    Figure("best_line", "Best line", "What the clearest route to an external customer lets through."),
    Figure("hops", "Steps to a customer", "The fewest relations to any external customer.", "whole"),
    Figure("handoffs", "Handoffs on the way", "The handoffs on the best line.", "whole"),
    Figure(
        "stranded",
        "Without a route",
        "Whether no route leads to an external customer.",
        "text",
        words={True: "✗ no route"},
        tint=LIGHT.loss,
    ),
    Figure(
        "line_assessed",
        "Line looked at",
        "Whether somebody has looked at all of its best line; if not, it is unknown, not clear.",
        "text",
        words={True: "✓ looked at", False: "? not looked at"},
    ),
)
"""Figures of the way to a customer; who is one, and a unit that works through its parts alone, has none."""
OF_ELEMENTS: Final = (
    *LINES,
    Figure("arrivals", "Effort arriving", "The effort that arrives here, its own included.", "amount"),
    *COSTS,
    Figure(
        "depends",
        "Effort that depends on it",
        "The effort that has no route without it, its own not counted.",
        "amount",
        mark="bar",
    ),
    Figure("stands_before", "Elements that depend on it", "How many elements have no route without it.", "whole"),
)
OF_RELATIONS: Final = COSTS
OF_OBSTACLES: Final = (
    *COSTS,
    Figure(
        "gain_with_effects",
        "Gain with its effects",
        "How far the index rises if it is cleared together with all that it causes.",
        mark="bar",
    ),
)


def says_something(cells: Sequence[Cell]) -> bool:
    """Tell whether a column has a cell that is not blank."""
    return any(cell is not None for cell in cells)
