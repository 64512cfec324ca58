"""Uncertainty, slowly: every draw is a whole organization that is analyzed from the start."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sightline.pipeline import analyze
from sightline.snapshot import Snapshot
from sightline.studies.beliefs import DOUBTS, Doubts
from sightline.studies.drawn_figures import DRAWN
from sightline.studies.draws import Chances, blocks

Values = dict[str, list[float]]


def analyze_each(snapshot: Snapshot, draws: int, seed: int, doubts: Doubts = DOUBTS) -> Iterator[Values]:
    """Give the figures of each draw: the index, the account, the clarity of each customer, the gain of each obstacle.

    Nothing is taken over from the snapshot or from one draw to the next but what is drawn.
    """
    chances = Chances.of(snapshot, doubts).only(*DRAWN)
    for number, size in blocks(draws):
        for draw in chances.block(number, size, seed):
            analysis = analyze(draw.network, only=("sight", "customers", "occlusion"))
            sight = analysis.sight
            account = (sight.account.seen, sight.account.blocked, sight.account.handoffs, sight.account.no_route)
            yield {
                "index": [_number(sight.index)],
                "account": [_number(part) for part in account],
                "clarity": analysis.customers.clarity.tolist(),
                "gains": analysis.occlusion.obstacles.gain.tolist(),
            }


def _number(value: float | None) -> float:
    return np.nan if value is None else value
