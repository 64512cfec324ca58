"""What all explanations share: their form, and how their numbers are spelled and summed up."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sightline.arrays.network import Floats, Rows
from sightline.phrases import counted, percent

MOST_PARTS: Final = 6
"""Parts of a sum that are named, and twice as many steps of a line; the others are summed up."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure explained. ``formula`` is LaTeX of our own, ``numbers`` are sentences with this case's numbers."""

    title: str
    meaning: str
    formula: str = ""
    numbers: tuple[str, ...] = ()
    source: str = ""


def largest(values: Floats, *, all_parts: bool = False) -> tuple[list[int], Rows]:
    """Give the places of the largest values, and of the others; what is nothing only where ``all_parts`` are wanted."""
    among = np.arange(len(values)) if all_parts else np.flatnonzero(values > 0)
    order = among[np.argsort(-values[among], kind="stable")]
    most = len(order) if len(order) == MOST_PARTS + 1 else MOST_PARTS
    return order[:most].tolist(), order[most:]


def rest_of(rest: Rows, noun: str, sum_up: Callable[[Rows], str]) -> list[str]:
    """Say what the parts without a name of their own come to."""
    return [f"{counted(len(rest), noun)}: {sum_up(rest)}."] if len(rest) else []


def explain(title: str, meaning: str, formula: str, numbers: Sequence[str], section: str) -> Explanation:
    """Put an explanation together; its source is a section of our page Concepts."""
    return Explanation(
        title, meaning, formula, tuple(line.replace("`", "") for line in numbers), f"Concepts, {section}"
    )


def share_of(value: float) -> str:
    """Spell a share so that a reader can calculate with it."""
    return percent(float(value), 1 if abs(value) >= 0.01 else 3)


def amount_of(value: float) -> str:
    """Spell an effort to four digits."""
    digits = max(0, 3 - math.floor(math.log10(abs(value)))) if value else 0
    text = f"{float(value):,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def depth_of(value: float) -> str:
    """Spell an optical depth; none is negative."""
    return f"{abs(float(value)):.4f}"
