"""What answers do to one obstacle: a severity, pooled with other evidence or contested by it, and why it is so.

Answers replace an estimate under which no evidence is written, and an earlier survey. With any other evidence they are
pooled, which counts less the older it is; where the two are too far apart, the severity stays, its interval holds both,
and the new piece of evidence says that it is contested. What was pooled once counts as that other evidence.
"""

from __future__ import annotations

import datetime
from typing import Literal

from sightline.catalogue.details import ANCHORS
from sightline.document import Obstacle
from sightline.document.obstacles import Evidence
from sightline.evidence.conversion import Belief
from sightline.evidence.counting import Told
from sightline.evidence.pooling import aged, are_contested, capped, pooled
from sightline.phrases import counted, percent
from sightline.studies.beliefs import DOUBTS, kappa_of_interval

SURVEY = "survey"
Outcome = Literal["new", "clear", "replaced", "pooled", "contested"]


def record(
    obstacle: Obstacle | None,
    kind: str,
    told: Told,
    *,
    together: int,
    date: datetime.date,
    as_of: datetime.date | None,
) -> tuple[Obstacle | None, Outcome]:
    """Write down what was told of a kind of obstacle at one place.

    ``obstacle`` is the one that stands there. Where there is none and the severity is below that of a light one, none
    is made: people looked, and it is clear. ``together`` counts the places whose answers were told as one figure;
    ``as_of`` is the day from which evidence without a date is taken to be.
    """
    if obstacle is None or obstacle.status == "removed":
        if told.belief.mean < ANCHORS[0]:
            return None, "clear"
        base = obstacle or Obstacle(kind=kind, severity=0.0)
        evidence = base.evidence
        written = _write(base.model_copy(update={"status": None}), capped(told.belief), told)
        return _with(written, evidence, _spell(told, together), date), "new"
    others = [piece for piece in obstacle.evidence if piece.type != SURVEY]
    if not others:
        written = _write(obstacle, capped(told.belief), told)
        return _with(written, obstacle.evidence, _spell(told, together), date), "replaced"
    known = _believe(obstacle)
    since = max((piece.date for piece in others if piece.date is not None), default=as_of)
    known = known if since is None else aged(known, since, date)
    if are_contested((known, told.belief)):
        low, high = told.belief.interval
        least, most = known.interval
        widened = obstacle.model_copy(
            update={"low": _rounded(min(low, least), obstacle), "high": _rounded(max(high, most), obstacle), "n": None}
        )
        text = f"Contested: {_spell(told, together)} The other evidence says {percent(known.mean)}; not pooled."
        return _with(widened, obstacle.evidence, text, date), "contested"
    written = _write(obstacle, pooled((known, capped(told.belief))), told)
    text = f"{_spell(told, together)} Pooled with the other evidence."
    return _with(written, obstacle.evidence, text, date), "pooled"


def is_told_by_survey(obstacle: Obstacle) -> bool:
    """Tell whether an earlier survey stands behind an obstacle."""
    return any(piece.type == SURVEY for piece in obstacle.evidence)


def _believe(obstacle: Obstacle) -> Belief:
    """Read how sure the other evidence is, from its interval or its status."""
    import numpy as np

    severity = obstacle.severity
    low = severity if obstacle.low is None else obstacle.low
    high = severity if obstacle.high is None else obstacle.high
    if 0 < severity < 1 and low < high:
        return Belief(severity, float(kappa_of_interval(np.array([severity]), np.array([high - low]))[0]))
    return Belief(min(max(severity, 0.01), 0.99), DOUBTS.kappa(obstacle))


def _write(obstacle: Obstacle, belief: Belief, told: Told) -> Obstacle:
    low, high = belief.interval
    written = obstacle.model_copy(update={"severity": round(belief.mean, 3), "n": told.respondents})
    return written.model_copy(update={"low": _rounded(low, written), "high": _rounded(high, written)})


def _rounded(bound: float, obstacle: Obstacle) -> float:
    """Round a bound, never past the severity that it is a bound of."""
    rounded = round(bound, 2)
    return min(rounded, obstacle.severity) if bound <= obstacle.severity else max(rounded, obstacle.severity)


def _spell(told: Told, together: int) -> str:
    text = f"{told.spelled}: {percent(told.belief.mean)}."
    if told.counts is not None:
        text += f" Answers from best to worst: {', '.join(f'{count:,}' for count in told.counts)}."
    if together > 1:
        text += f" Told together for {counted(together, 'place')}, because too few answered about one alone."
    return text


def _with(obstacle: Obstacle, evidence: tuple[Evidence, ...], text: str, date: datetime.date) -> Obstacle:
    return obstacle.model_copy(update={"evidence": (*evidence, Evidence(type=SURVEY, date=date, text=text))})
