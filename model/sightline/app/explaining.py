"""How each figure is computed: its meaning, its formula, and the numbers of the very case that is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure explained. ``formula`` is LaTeX of our own, ``numbers`` are sentences with this case's numbers."""

    title: str
    meaning: str
    formula: str = ""
    numbers: tuple[str, ...] = ()
    source: str = ""
