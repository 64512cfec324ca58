"""How each figure is computed: its meaning, its formula, and the numbers of the very case that is shown.

Every number is taken from the analysis on the screen, so that a reader with a pocket calculator gets the same figure.
Long sums name their largest parts and count the others.
"""

from sightline.report.explaining.elements import (
    of_best_line,
    of_chokepoint,
    of_customer,
    of_depth,
    of_hops,
    of_sight,
)
from sightline.report.explaining.explanation import Explanation
from sightline.report.explaining.obstacles import of_blocked, of_gain, of_share
from sightline.report.explaining.whole import of_account, of_coverage, of_index

__all__ = [
    "Explanation",
    "of_account",
    "of_best_line",
    "of_blocked",
    "of_chokepoint",
    "of_coverage",
    "of_customer",
    "of_depth",
    "of_gain",
    "of_hops",
    "of_index",
    "of_share",
    "of_sight",
]
