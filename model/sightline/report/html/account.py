"""Where the effort ends: the sight account, drawn and as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sightline.phrases import percent
from sightline.pictures.account_flow import account_flow, find_ends, find_starts
from sightline.pictures.palette import LIGHT
from sightline.report import wording
from sightline.report.html.account_svg import draw_account
from sightline.report.html.drawing import Drawing, inline
from sightline.report.html.subject import Subject


@dataclass(frozen=True, slots=True)
class Account:
    """The account in a sentence, as a drawing, and its four parts as labels and shares."""

    sentence: str
    drawing: Drawing
    parts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def build_account(subject: Subject) -> Account | None:
    """Follow all effort to where it ends; None where there is none."""
    analysis, say = subject.analysis, subject.word
    if analysis.sight.index is None:
        return None
    picture = account_flow(analysis, LIGHT)
    starts = find_starts(analysis.snapshot.network)
    ends = tuple(end if end.key else replace(end, name=say(end.name)) for end in find_ends(analysis.snapshot, starts))
    return Account(
        picture.alt,
        inline(draw_account(starts, ends, LIGHT, title=say(picture.alt))),
        tuple((title, percent(share, 1)) for title, share in wording.account(analysis)),
        tuple(
            (start.name, end.name, percent(float(end.parts[at]), 1))
            for at, start in enumerate(starts)
            for end in ends
            if end.parts[at] > 0
        ),
    )
