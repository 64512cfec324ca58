"""In short: the headline with what it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sightline.phrases import percent
from sightline.report import uncertainty_wording, wording
from sightline.report.handover.subject import Subject

_ID: Final = re.compile(r" \(`[^`]*`\)(?=:)")
"""The id of an obstacle after its name, for those who look it up in the file."""
_NOTHING: Final = 1e-9
"""A difference below this is rounding."""


@dataclass(frozen=True, slots=True)
class Stat:
    """One figure that stands large: its name, its value, what it means, and between what it lies if known."""

    title: str
    value: str
    meaning: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The headline, the figures beside it, the sentences that follow from them, and what they rest on."""

    headline: str
    stats: tuple[Stat, ...]
    sentences: tuple[str, ...]
    caveats: tuple[str, ...]


def build_summary(subject: Subject) -> Summary:
    """Put the headline together, with the interval where one was asked for."""
    analysis, study = subject.analysis, subject.uncertainty
    sight, covered = analysis.sight, analysis.coverage.coverage
    between = "" if study is None else f"{uncertainty_wording.between(study.index)} in 90 % of draws"
    stats = (
        Stat(
            "Line-of-sight index",
            percent(sight.index),
            "The share of all effort that reaches an external customer unobstructed.",
            between,
        ),
        Stat("Without any obstacle", percent(sight.clear_index), "The index if every obstacle were cleared."),
        Stat("Lost in handoffs", percent(sight.account.handoffs), "What handoffs are assumed to lose even when clear."),
        Stat("Looked at", percent(covered), "Coverage: the effort whose best line somebody has looked at."),
    )
    sentences = (wording.worst_seen(analysis), _foremost(subject), wording.root(analysis))
    known = (
        (wording.coverage(analysis),)
        if study is None
        else (uncertainty_wording.foremost(study), *uncertainty_wording.ground(study))
    )
    caveats = (wording.assumption(analysis), *known, wording.REMARK)
    return Summary(
        wording.headline(analysis),
        stats if sight.index is not None else (),
        tuple(_ID.sub("", sentence).replace("`", "") for sentence in sentences if sentence),
        tuple(caveat for caveat in caveats if caveat),
    )


def _foremost(subject: Subject) -> str | None:
    """Name the obstacle that gains most if cleared alone."""
    occlusion = subject.analysis.occlusion
    foremost = occlusion.hotspots[:1].tolist()
    if not foremost or not occlusion.obstacles.gain[foremost[0]] > 0:
        return None
    row = foremost[0]
    gain = wording.gain(float(occlusion.obstacles.gain[row]), exact=bool(occlusion.obstacles.exact[row]))
    name = subject.obstacle(row)
    exact, most = occlusion.obstacles.exact, occlusion.obstacles.gain[row]
    alone = exact.all() and (occlusion.obstacles.gain >= most - _NOTHING).sum() == 1
    place = "gains most" if alone else "gains as much as any" if exact.all() else "stands first"
    return f"Cleared alone, {name[:1].lower()}{name[1:]} {place}: {gain} of all effort."
