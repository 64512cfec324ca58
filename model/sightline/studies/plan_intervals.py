"""How sure the gain of a plan is: the severities are drawn, and the plan is made in each draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from sightline.arrays.network import Floats
from sightline.snapshot import Snapshot
from sightline.studies.candidates import Candidate
from sightline.studies.condensed import Condensed
from sightline.studies.draws import draw_severities

DRAWN: Final = 60
"""Obstacles that are drawn: those that the plan touches, and of the others those with the largest shares."""


def draw_gains(snapshot: Snapshot, candidates: Sequence[Candidate], draws: int, seed: int) -> Floats:
    """Give what the first steps gain together in each draw, draws by steps.

    What a step leaves of an obstacle is as assumed, or less where less is drawn.
    """
    touched = sorted({row for one in candidates for row in one.leaves})
    hottest = np.argsort(-snapshot.shares.share, kind="stable").tolist()
    rows = np.array(sorted(list(dict.fromkeys([*touched, *hottest]))[: max(DRAWN, len(touched))]), dtype=np.int64)
    condensed = Condensed(snapshot, rows)
    severities = draw_severities(snapshot, draws, seed)[:, rows]
    before = condensed.indices(severities)
    gains = np.zeros((draws, len(candidates)))
    for step, one in enumerate(candidates):
        left = np.array([one.leaves.get(row, np.inf) for row in rows.tolist()])
        severities = np.minimum(severities, left)
        gains[:, step] = condensed.indices(severities) - before
    return gains
