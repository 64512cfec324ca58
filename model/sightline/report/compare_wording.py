"""Two states of one organization in sentences and lists: what the index does, what that is due to, and what turned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from sightline.findings import Finding
from sightline.merging.wording import Account, Listing, list_rows
from sightline.phrases import counted, cut, listed, percent
from sightline.report.wording import Names
from sightline.studies.compare import Comparison
from sightline.studies.compare_split import Split
from sightline.studies.displacement import ObstacleChange, State, Turnover
from sightline.studies.effect import points

_TOLD: Final = 5e-5
"""A part below this reads as nothing in a list."""
DUE_TO: Final = {
    "element_clarity": "obstacles at elements",
    "relation_clarity": "what is lost between them",
    "routing": "work going other ways",
    "effort": "where the effort is",
}
"""What a change of the index can be due to, as people read it."""
STATES: Final[dict[State, str]] = {"opened": "new", "worse": "weighs more", "eased": "eased", "closed": "closed"}
"""What became of an obstacle, as people read it."""


class Titles:
    """What people call the parts of either state: by the later one, or the earlier one where they are gone."""

    def __init__(self, comparison: Comparison) -> None:
        self._sides = [Names(one.network) for one in (comparison.after, comparison.before)]

    def element(self, identifier: str) -> str:
        """Name an element by its id."""
        for names in self._sides:
            if (row := names.network.elements.row.get(identifier)) is not None:
                return names.label(row)
        return identifier

    def obstacle(self, change: ObstacleChange) -> str:
        """Say what an obstacle is and where."""
        after, before = self._sides
        return after.obstacle(change.row_after) if change.row_after >= 0 else before.obstacle(change.row_before)


def describe_comparison(comparison: Comparison, *, top: int = 10) -> Account:
    """Tell what the figures do between two states, and why; lists have ``top`` rows, and say what is left."""
    titles = Titles(comparison)
    sentences = [comparison.effect.sentence]
    if comparison.split is not None:
        sentences += tell_parts(comparison.split)
    sentences += tell_turnover(comparison.turnover)
    sentences += caution(comparison)
    sentences += [tell_finding(one) for one in comparison.findings]
    return Account(tuple(sentences), tuple(_listings(comparison, titles, top)))


def tell_parts(split: Split) -> Iterable[str]:
    """Say what the change of the index is due to; nothing where it is nothing."""
    parts = [f"{points(value)} from {DUE_TO[part]}" for part, value in split.parts.items() if abs(value) >= _TOLD]
    if parts:
        start = "Of this, " if abs(split.change) >= _TOLD else "It is the sum of "
        yield f"{start}{listed(parts)}."


def tell_turnover(turnover: Turnover) -> Iterable[str]:
    """Say how many obstacles turned, and how much severity came and went."""
    counts = [f"{len(found):,} {STATES[state]}" for state in STATES if (found := turnover.among(state))]
    if not counts:
        yield "No obstacle weighs otherwise than before."
        return
    yield (
        f"Obstacles: {listed(counts)}. Severity that came: {turnover.opened:.2f}; that went: {turnover.closed:.2f}"
        " (summed over obstacles)."
    )


def caution(comparison: Comparison) -> Iterable[str]:
    """Say where a lower index may only mean that somebody has looked."""
    delta = comparison.effect.delta
    seen = sum(one.newly_seen for one in comparison.turnover.among("opened"))
    if delta is not None and delta < 0 and seen:
        stand = "stands" if seen == 1 else "stand"
        yield (
            f"A part of it may only mean that more is known: {counted(seen, 'new obstacle')} {stand} where nobody had"
            " looked before."
        )


def tell_finding(finding: Finding) -> str:
    """Tell a finding with what speaks against it."""
    return f"{finding.title}. {finding.why} {finding.evidence_against} To clear it: {finding.action}"


def _listings(comparison: Comparison, titles: Titles, top: int) -> Iterable[Listing]:
    split = comparison.split
    if split is not None:
        yield from list_elements(split, titles, top)
        yield from _ways(split, titles, top)
    rows = [
        (titles.obstacle(one), STATES[state], percent(one.before), percent(one.after))
        for state in STATES
        for one in comparison.turnover.among(state)
    ]
    yield from list_rows("Obstacles", ("Obstacle", "Now", "Severity before", "After"), rows, top, 2)


def list_elements(split: Split, titles: Titles, top: int) -> Iterable[Listing]:
    """List what the change is due to by element, all that leaves an element counted with it."""
    total = split.total_by_element
    columns = [*split.by_element.values(), total]
    rows = [
        (titles.element(str(split.elements[row])), *(_points(float(column[row])) for column in columns))
        for row in _largest(total)
    ]
    head = ("Element", "Obstacles at it", "On its relations", "Its ways", "Its effort", "Together")
    yield from list_rows("What the change is due to, by element (in points)", head, rows, top, 5)


def _ways(split: Split, titles: Titles, top: int) -> Iterable[Listing]:
    total = split.relation_clarity + split.routing
    ids = split.elements
    ends = [
        " to ".join(cut(titles.element(str(ids[end])), 40) for end in pair)
        for pair in zip(split.suppliers, split.customers, strict=True)
    ]
    columns = (split.relation_clarity, split.routing, total)
    rows = [(ends[row], *(_points(float(column[row])) for column in columns)) for row in _largest(total)]
    head = ("Relation", "Obstacles and handoffs", "Part of the work", "Together")
    yield from list_rows("By relation (in points)", head, rows, top, 3)


def _largest(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Sequence[int]:
    """Give the rows whose value shows, the largest first."""
    size = np.abs(values)
    order: list[int] = np.argsort(-size, kind="stable").tolist()
    return [row for row in order if size[row] >= _TOLD]


def _points(change: float) -> str:
    """Spell a part in points, for the cell of a table."""
    return f"{change * 100:+.2f}" if abs(change) >= _TOLD else "·"
