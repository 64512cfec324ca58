"""What deserves a question: the findings by weight, with what speaks against each and what would clear it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sightline.findings import Finding
from sightline.phrases import clean, counted, listed
from sightline.report.html.subject import Subject

SHOWN: Final = 12
"""Findings of one weight that are shown in full; the others are counted."""
_NAMED: Final = 6

_LEADS: Final = {
    "warning": "Effort or a customer is affected",
    "notice": "Worth a question",
    "info": "For information: nothing flows there now",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding, and what it is about, by name."""

    finding: Finding
    concerns: str


@dataclass(frozen=True, slots=True)
class Weight:
    """The findings of one weight: what the weight means, the first of them, and how many more there are."""

    severity: str
    title: str
    shown: tuple[Shown, ...]
    count: int

    @property
    def rest(self) -> int:
        """Count those that are not shown."""
        return self.count - len(self.shown)


def build_findings(subject: Subject) -> tuple[Weight, ...]:
    """Group the findings by weight."""
    weights = []
    for severity, title in _LEADS.items():
        mine = [finding for finding in subject.analysis.findings if finding.severity == severity]
        if mine:
            shown = tuple(Shown(finding, _concerns(subject, finding)) for finding in mine[:SHOWN])
            weights.append(Weight(severity, title, shown, len(mine)))
    return tuple(weights)


def _concerns(subject: Subject, finding: Finding) -> str:
    """Name what a finding is about; relations and decisions by their ids."""
    rows = subject.analysis.snapshot.network.elements.row
    names = [subject.element(rows[one]) if one in rows else clean(one) for one in finding.elements[:_NAMED]]
    parts = []
    if names:
        rest = len(finding.elements) - len(names)
        parts.append(f"{', '.join(names)} and {rest:,} more" if rest else listed(names))
    for noun, ids in (("Relations", finding.relations), ("Decisions", finding.decisions)):
        if ids:
            parts.append(
                f"{noun}: {clean(listed(ids, _NAMED))}" if len(ids) <= _NAMED else counted(len(ids), noun[:-1].lower())
            )
    return "; ".join(parts)
