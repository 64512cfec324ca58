"""Since an earlier date: what became of the sight of external customers, what explains it, and what is different."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sightline.findings import Finding
from sightline.merging.wording import Listing, describe_difference
from sightline.report.html.subject import Subject
from sightline.studies.compare import compare
from sightline.studies.effect import points

SHOWN: Final = 12
_DUE_TO: Final = {
    "element_clarity": "Obstacles on elements",
    "relation_clarity": "Obstacles and handoffs on the way",
    "routing": "Where the work goes",
    "effort": "Where the effort sits",
}


@dataclass(frozen=True, slots=True)
class Comparing:
    """The two dates, the difference in sentences, the change of the index in parts that add up, and lists."""

    before: str
    after: str
    sentences: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    listings: tuple[Listing, ...]


def build_comparing(subject: Subject) -> Comparing | None:
    """Compare with the earlier state; None where none was given."""
    difference = subject.difference
    if difference is None:
        return None
    account = describe_difference(difference, top=SHOWN)
    comparison = compare(difference.effect.before, difference.effect.after)
    split = comparison.split
    return Comparing(
        before=str(difference.before.as_of or "the earlier file"),
        after=str(difference.after.as_of or "this file"),
        sentences=account.sentences,
        parts=() if split is None else tuple((_DUE_TO[part], points(value)) for part, value in split.parts.items()),
        findings=comparison.findings,
        listings=account.listings,
    )
