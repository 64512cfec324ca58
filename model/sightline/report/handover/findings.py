"""What deserves a question: the findings by weight, with what speaks against each and what would clear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sightline.findings import Finding
from sightline.phrases import clean, cut, listed
from sightline.report.handover.subject import Subject

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
    """Findings that the same would clear: each with its title, what it is about by name, and why it matters."""

    each: tuple[tuple[str, str, str], ...]
    against: str
    action: str


@dataclass(frozen=True, slots=True)
class Weight:
    """The findings of one weight: what the weight means, the first of them, and how many more there are."""

    severity: str
    title: str
    shown: tuple[Shown, ...]
    count: int
    rest: int


def build_findings(subject: Subject) -> tuple[Weight, ...]:
    """Group the findings by weight."""
    weights = []
    for severity, title in _LEADS.items():
        mine = [finding for finding in subject.analysis.findings if finding.severity == severity]
        if mine:
            shown = _together(subject, mine[:SHOWN])
            weights.append(Weight(severity, title, shown, len(mine), max(len(mine) - SHOWN, 0)))
    return tuple(weights)


def _together(subject: Subject, findings: Sequence[Finding]) -> tuple[Shown, ...]:
    """Put findings together that say the same but for where and why, in the order of the first of each."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.code, one.evidence_against, one.action), []).append(one)
    return tuple(
        Shown(tuple((one.title, _concerns(subject, one), one.why) for one in group), against, action)
        for (_, against, action), group in groups.items()
    )


def _concerns(subject: Subject, finding: Finding) -> str:
    """Name what a finding is about and its title does not say; of what is not named, the number."""
    organization = subject.analysis.snapshot.organization
    decisions = {one.id: one.title for one in organization.decisions} if organization is not None else {}
    kinds = {
        "elements": [_element(subject, one) for one in finding.elements],
        "relations": [name_relation(subject, one) for one in finding.relations],
        "decisions": [cut(clean(decisions.get(one, one))) for one in finding.decisions],
    }
    told = {noun: [name for name in names if name not in finding.title] for noun, names in kinds.items()}
    return "; ".join(_listed(names, noun) for noun, names in told.items() if names)


def _element(subject: Subject, identifier: str) -> str:
    rows = subject.analysis.snapshot.network.elements.row
    return subject.element(rows[identifier]) if identifier in rows else clean(identifier)


def name_relation(subject: Subject, spelled: str) -> str:
    """Name a relation by its two ends, and its kind where that is told; one with an id of its own by that."""
    rows = subject.analysis.snapshot.network.elements.row
    ends, bracket, kind = spelled.partition(" (")
    supplier, _, customer = ends.partition(" -> ")
    if supplier not in rows or customer not in rows:
        return clean(spelled)
    return f"{subject.element(rows[supplier])} to {subject.element(rows[customer])}{bracket}{kind}"


def _listed(names: list[str], noun: str) -> str:
    """List names, with those left out counted: ``A, B and 3 more elements``."""
    if len(names) <= _NAMED:
        return listed(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED:,} more {noun}"
