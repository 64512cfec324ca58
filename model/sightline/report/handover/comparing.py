"""What has changed since an earlier date: what became of sight, what explains it, and what is different."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sightline.merging.wording import Listing, describe_difference, headline
from sightline.report.compare_wording import describe_comparison
from sightline.report.handover.subject import Subject
from sightline.studies.compare import compare

SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Comparing:
    """The two dates, the comparison in sentences, and the lists behind them."""

    before: str
    after: str
    sentences: tuple[str, ...]
    listings: tuple[Listing, ...]


def build_comparing(subject: Subject, top: int = SHOWN) -> Comparing | None:
    """Compare with the earlier state, the first ``top`` of each list; None where none was given."""
    difference = subject.difference
    if difference is None:
        return None
    figures = describe_comparison(compare(difference.effect.before, difference.effect.after), top=top)
    facts = describe_difference(difference, top=top)
    return Comparing(
        before=str(difference.before.as_of or "the earlier file"),
        after=str(difference.after.as_of or "this file"),
        sentences=(figures.sentences[0], headline(difference), *figures.sentences[1:]),
        listings=(*figures.listings, *facts.listings),
    )
