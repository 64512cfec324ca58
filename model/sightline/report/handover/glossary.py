"""The words of the report, as the glossary of the documentation gives them."""

from __future__ import annotations

from typing import Final

from sightline.report.handover.subject import Subject

WORDS: Final[dict[str, str]] = {
    "best line": "The one route of an element to an external customer that lets most through.",
    "blocked": "Effort that ends at an obstacle.",
    "chokepoint": "An element that stands on every route of another to any external customer.",
    "clarity": (
        "What a place lets through, from 0 to 1; also, of an external customer: what arrives of all that is meant"
        " for it."
    ),
    "coverage": "The share of effort whose whole best line is assessed.",
    "effort": (
        "What is followed on its way to the customers: the headcount of teams, roles and persons, or a figure that"
        " you give."
    ),
    "element": "A customer, product, team, role, process, system or person.",
    "finding": "Something in the model that deserves a question, with what speaks against it.",
    "gain": "How far the index rises if this alone is cleared. Gains do not add up.",
    "handoff": "A `serves` relation: one group gives its work to another.",
    "handoff clarity": (
        "What a handoff is assumed to keep where no obstacle is recorded; 0.95 unless the file says otherwise."
    ),
    "index": (
        "The line-of-sight index: the share of all effort that reaches an external customer with nothing in the way."
    ),
    "obstacle": "Something that takes away from the work that passes, on an element or a relation.",
    "relation": ("What joins two elements. It points from the supplier to its internal or external customer."),
    "severity": "How much an obstacle takes away, from 0 (nothing) to 1 (everything).",
    "share": "The fair part that an obstacle has of all that obstacles cost. Shares add up.",
    "sight": "The clarity to be expected over all the routes that an element's work takes.",
    "sight account": "Where all effort ends: seen, blocked, lost in handoffs, without a route.",
    "symptom": "An obstacle for which a cause is recorded.",
    "unit": "A team that others are part of.",
}
"""Each word with its meaning, in the order of the alphabet; the tests hold them against ``docs/glossary.md``."""


def build_glossary(_: Subject) -> tuple[tuple[str, str], ...]:
    """Give the words with their meanings."""
    return tuple((word, meaning.replace("`", "")) for word, meaning in WORDS.items())
