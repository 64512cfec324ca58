"""How sure each severity is: a Beta distribution whose mean is the severity that the file states.

A Beta of mean s and concentration kappa is Beta(kappa s, kappa (1 - s)); kappa counts like answers. It comes from what
the file says, in this order: the interval ``low``..``high``, which the central 90 % becomes as wide as; the number of
respondents n, of whom people of one group count as less than n, kappa = n / (1 + 0.1 (n - 1)); else the status.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import betaincinv

from sightline.arrays.network import Floats
from sightline.document import Obstacle
from sightline.snapshot import Snapshot
from sightline.studies.naming import list_obstacles

ALIKE: Final = 0.1
"""How much alike the answers of one group are (an intraclass correlation; a convention, not an estimate)."""
_WIDEST: Final = 1.0
_NARROWEST: Final = 1e6
_HALVINGS: Final = 40
_EDGES: Final = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Doubts:
    """How sure we are of what a file says nothing about; conventions that every result states.

    ``suspected``, ``stated`` and ``confirmed`` are the kappas of obstacles without interval and respondents (interview
    coding: low, medium and high confidence). ``volume`` is the standard deviation of the logarithm of each volume,
    ``missing`` the chance that a relation nobody examined is not there, ``handoff`` the kappa of the handoff clarity,
    ``unassessed`` the two parameters of the Beta that an element nobody looked at might hide.
    """

    suspected: float = 3.0
    stated: float = 8.0
    confirmed: float = 20.0
    volume: float = 0.3
    missing: float = 0.03
    handoff: float = 40.0
    unassessed: tuple[float, float] = (1.0, 4.0)

    def kappa(self, obstacle: Obstacle) -> float:
        """Give the kappa of an obstacle that states no interval."""
        if obstacle.n is not None:
            return kappa_of_respondents(obstacle.n)
        return {"suspected": self.suspected, "confirmed": self.confirmed}.get(obstacle.status or "", self.stated)


DOUBTS: Final = Doubts()


@dataclass(frozen=True, eq=False)
class Beliefs:
    """The Beta of every obstacle, by its row: its mean and its kappa; a mean of 0 or 1, or an infinite kappa, is sure.

    ``told`` counts the obstacles whose interval or respondents the file gives.
    """

    mean: Floats
    kappa: Floats
    told: int

    def quantile(self, part: float) -> Floats:
        """Give the severity of every obstacle that it stays below with this probability."""
        quantile = self.mean.copy()
        unsure = np.flatnonzero((self.mean > 0) & (self.mean < 1) & np.isfinite(self.kappa))
        mean, kappa = self.mean[unsure], self.kappa[unsure]
        quantile[unsure] = betaincinv(kappa * mean, kappa * (1.0 - mean), part)
        return quantile


def kappa_of_respondents(respondents: int) -> float:
    """Give the concentration that so many respondents of one group are worth."""
    return respondents / (1.0 + ALIKE * (respondents - 1))


def kappa_of_interval(mean: Floats, width: Floats) -> Floats:
    """Give the kappas at which the central 90 % of Betas of these means are as wide as given.

    Infinite where the width is 0; at least 1, where no such Beta is that wide.
    """
    kappa = np.full(len(mean), np.inf)
    wide = width > 0
    pairs, back = np.unique(np.column_stack((mean[wide], width[wide])), axis=0, return_inverse=True)
    centre, wanted = pairs.T
    least, most = np.full(len(pairs), np.log(_WIDEST)), np.full(len(pairs), np.log(_NARROWEST))
    for _ in range(_HALVINGS):
        middle = 0.5 * (least + most)
        shape = np.exp(middle)
        low, high = (betaincinv(shape * centre, shape * (1.0 - centre), edge) for edge in _EDGES)
        wider = high - low > wanted
        least, most = np.where(wider, middle, least), np.where(wider, most, middle)
    kappa[wide] = np.exp(0.5 * (least + most))[back.reshape(-1)]
    return kappa


def believe(snapshot: Snapshot, doubts: Doubts = DOUBTS) -> Beliefs:
    """Read how sure every severity is; where there are arrays only, all are as sure as a statement is."""
    mean = snapshot.network.obstacles.severity
    if snapshot.organization is None:
        return Beliefs(mean, np.full(len(mean), doubts.stated), 0)
    obstacles = [spot.obstacle for spot in list_obstacles(snapshot.organization).values()]
    kappa = np.array([doubts.kappa(one) for one in obstacles], dtype=np.float64)
    low = np.array([one.severity if one.low is None else one.low for one in obstacles], dtype=np.float64)
    high = np.array([one.severity if one.high is None else one.high for one in obstacles], dtype=np.float64)
    bounded = np.array([one.low is not None or one.high is not None for one in obstacles], dtype=np.bool_)
    inside = bounded & (mean > 0) & (mean < 1)
    kappa[inside] = kappa_of_interval(mean[inside], (high - low)[inside])
    told = sum(one.low is not None or one.high is not None or one.n is not None for one in obstacles)
    return Beliefs(mean, kappa, told)
