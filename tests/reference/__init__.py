"""Slow and obvious twins of what Sightline computes: the definitions, to hold the product against.

`figures(raw)` answers for a plain format-1 mapping and shares no code with the product (but the catalogue's areas).
The single functions take the `Case` that `read_raw` gives.
"""

from tests.reference.account import Account, find_condition_number
from tests.reference.figures import Figures, Loop, figures
from tests.reference.model import Case, Element, Obstacle, ObstacleKey, Raw, Relation, read_raw
from tests.reference.routes import (
    Line,
    count_disjoint_routes,
    find_best_line,
    find_best_lines,
    find_minimum_cut,
    list_lines,
    relax_lines,
)

condition_number = find_condition_number

__all__ = [
    "Account",
    "Case",
    "Element",
    "Figures",
    "Line",
    "Loop",
    "Obstacle",
    "ObstacleKey",
    "Raw",
    "Relation",
    "condition_number",
    "count_disjoint_routes",
    "figures",
    "find_best_line",
    "find_best_lines",
    "find_minimum_cut",
    "list_lines",
    "read_raw",
    "relax_lines",
]
