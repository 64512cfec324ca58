"""Counts by reason, with the first rows that each of them is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sightline.formats.mapping.records import Record
from sightline.formats.tallies import most_first

MOST_EXAMPLES = 3


class Tally:
    """Counts by reason in words, each with up to three rows; nothing of what the rows say is kept."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._rows: dict[str, list[Record]] = {}

    def add(self, reason: str, record: Record) -> None:
        """Count one more, about a row."""
        self._counts[reason] += 1
        rows = self._rows.setdefault(reason, [])
        if len(rows) < MOST_EXAMPLES:
            rows.append(record)

    def counts(self) -> Mapping[str, int]:
        """Give the counts, the largest first."""
        return most_first(self._counts)

    def spell(self) -> str:
        """Spell the counts in one line: ``2 without a name (Teams rows 3, 9)``."""
        return "; ".join(
            f"{number:,} {reason} ({self._examples(reason, number)})" for reason, number in self.counts().items()
        )

    def _examples(self, reason: str, number: int) -> str:
        rows: dict[str, list[str]] = {}
        for record in self._rows[reason]:
            rows.setdefault(record.sheet.grid.name, []).append(str(record.row + 1))
        spelled = [f"{name} row{'s' * (len(numbers) > 1)} {', '.join(numbers)}" for name, numbers in rows.items()]
        return ", ".join(spelled) + (", \u2026" if number > len(self._rows[reason]) else "")

    def __bool__(self) -> bool:
        return bool(self._counts)
