"""From counted answers to a severity with its doubt: Dirichlet-multinomial over the five answers of the scale.

With counts c_1..c_5 (1 best, 5 worst) over m items from n respondents: deff = max(1, 1 + 0.1 (n - 1)), because people
of one group answer alike; a_k = 0.2 + c_k / (m deff), A their sum; the severity is s = sum u_k a_k / A with u = 0,
0.25, 0.5, 0.75, 1, its variance (sum u_k^2 a_k / A - s^2) / (A + 1). A Beta of the same mean and variance stands for
it: kappa = s (1 - s) / variance - 1. Unlike a Beta that counts successes, it tells a split from agreement on
the middle. The values u are a convention: the answers are ordered, not measured.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sightline.studies.beliefs import kappa_of_respondents

PRIOR: Final = 0.2
"""What each of the five answers counts before anybody has answered: one answer in all."""
VALUES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The severity that each answer stands for, the best first."""
_EDGES: Final = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Belief:
    """How severe, and how sure: Beta(kappa mean, kappa (1 - mean)); kappa counts like independent answers."""

    mean: float
    kappa: float

    @property
    def alpha(self) -> float:
        """What speaks for the obstacle."""
        return self.kappa * self.mean

    @property
    def beta(self) -> float:
        """What speaks against it."""
        return self.kappa * (1.0 - self.mean)

    @property
    def deviation(self) -> float:
        """The standard deviation."""
        return math.sqrt(self.mean * (1.0 - self.mean) / (self.kappa + 1.0))

    @property
    def interval(self) -> tuple[float, float]:
        """The central 90 %, widened to the mean where a very skewed Beta leaves it out."""
        from scipy.special import betaincinv

        low, high = (float(betaincinv(self.alpha, self.beta, edge)) for edge in _EDGES)
        return min(low, self.mean), max(high, self.mean)


def convert(counts: Sequence[int], *, items: int, respondents: int) -> Belief:
    """Turn how often each answer was given, the best first, into a belief about the severity.

    Nothing answered gives the mean 0.5 and says nothing: it must never be written down as a severity.
    """
    people = respondents / kappa_of_respondents(respondents) if respondents else 1.0
    weights = [PRIOR + count / (max(items, 1) * people) for count in counts]
    total = sum(weights)
    mean = sum(value * weight for value, weight in zip(VALUES, weights, strict=True)) / total
    square = sum(value**2 * weight for value, weight in zip(VALUES, weights, strict=True)) / total
    variance = (square - mean**2) / (total + 1.0)
    return Belief(mean, mean * (1.0 - mean) / variance - 1.0)
