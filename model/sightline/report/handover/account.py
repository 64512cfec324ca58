"""Where the effort ends: the sight account in a sentence, in parts, and from where to where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sightline.phrases import percent
from sightline.pictures.account_flow import End, Start, account_sentence, find_ends, find_starts
from sightline.report import wording
from sightline.report.handover.subject import Subject


@dataclass(frozen=True, slots=True)
class Account:
    """The account in a sentence, its four parts as titles and shares, and the flows that make it up.

    ``rows`` are the flows spelled out: from where, to where, how much.
    """

    sentence: str
    parts: tuple[tuple[str, float], ...]
    starts: tuple[Start, ...]
    ends: tuple[End, ...]
    rows: tuple[tuple[str, str, str], ...]


def build_account(subject: Subject) -> Account | None:
    """Follow all effort to where it ends; None where there is none."""
    analysis, say = subject.analysis, subject.word
    if analysis.sight.index is None:
        return None
    starts = find_starts(analysis.snapshot.network)
    found = find_ends(analysis.snapshot, starts)
    ends = tuple(end if end.key else replace(end, name=say(end.name)) for end in found)
    return Account(
        account_sentence(found),
        tuple(wording.account(analysis)),
        tuple(starts),
        ends,
        tuple(
            (start.name, end.name, percent(float(end.parts[at]), 1))
            for at, start in enumerate(starts)
            for end in ends
            if end.parts[at] > 0
        ),
    )
