"""Several pieces of evidence on one obstacle: pooled where they agree, shown side by side where they do not.

Independent kinds of evidence add up, as their Betas' parameters do. A survey counts for at most 20 answers, so that
many opinions never outvote what somebody saw. What is old counts less: half as much for every twelve months.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from sightline.evidence.conversion import Belief

MOST_OF_A_SURVEY: Final = 20.0
"""The kappa that a survey has at most."""
CONTESTED: Final = 0.3
"""Severities further apart than this are not pooled."""
HALF_LIFE: Final = 365.25
"""Days after which evidence counts half as much."""


def capped(survey: Belief) -> Belief:
    """Give what a survey counts for beside other evidence."""
    return Belief(survey.mean, min(survey.kappa, MOST_OF_A_SURVEY))


def aged(belief: Belief, since: datetime.date, until: datetime.date) -> Belief:
    """Give what evidence of one day still counts for on another; what is not in the past does not age."""
    days = max((until - since).days, 0)
    return Belief(belief.mean, belief.kappa * 0.5 ** (days / HALF_LIFE))


def are_contested(beliefs: Sequence[Belief]) -> bool:
    """Tell whether pieces of evidence are too far apart to be pooled."""
    means = [one.mean for one in beliefs]
    return max(means) - min(means) > CONTESTED + 1e-9


def pooled(beliefs: Sequence[Belief]) -> Belief:
    """Add up independent pieces of evidence."""
    kappa = sum(one.kappa for one in beliefs)
    return Belief(sum(one.alpha for one in beliefs) / kappa, kappa)
