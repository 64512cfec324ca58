"""A finding: what a diagnostic saw, against which threshold, why it matters, and what would clear it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Weight = Literal["info", "notice", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a diagnostic; it names elements, relations, rules and designs, never blame.

    ``code`` is stable. ``value`` is the figure that fired, in the same unit as ``threshold``. ``elements`` and
    ``relations`` are ids and spelled relations, most concerned first. ``evidence_against`` says what speaks against
    reading too much into it, ``action`` what would clear it.
    """

    code: str
    title: str
    severity: Weight
    value: float
    threshold: float
    why: str
    evidence_against: str
    action: str
    elements: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
