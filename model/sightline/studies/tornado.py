"""What the uncertainty of the index hangs on: one input at a time moved to both ends, and how index and input go along.

A tornado diagram (Eschenbach 1992, "Spiderplots versus tornado diagrams for sensitivity analysis", Interfaces 22):
everything stays as the file says but one severity, or the handoff clarity, which goes to its 5 % and its 95 % end. What
has no single value is drawn alone: volumes and missing relations, with the 5 % and 95 % of the index; and what nobody
looked at, with the 5 % of the index and the index as it stands, where nothing is hidden. Beside it stands the rank
correlation (Spearman) of index and input over the draws, in which everything moves at once: where the two disagree,
inputs act together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.special import betaincinv

from sightline.arrays.flow import Flow
from sightline.arrays.network import SERVES, Floats, Rows
from sightline.snapshot import Snapshot
from sightline.studies.beliefs import Beliefs
from sightline.studies.drawn_figures import Figures, Measuring
from sightline.studies.draws import Chances, Kind, blocks
from sightline.studies.parallel import Part, Workers
from sightline.studies.severities import Severities

SHOWN: Final = 10
"""Obstacles whose influence is worked out: those with the largest by a first estimate."""
ALONE: Final = 100
"""Draws of each kind of input that has no single value."""
DRAWN_ALONE: Final[tuple[Kind, ...]] = ("volumes", "missing", "unassessed")
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Influence:
    """What one input does to the index: its own ends (None where it has no single value), and the index there.

    ``kind`` is what moves; ``obstacle`` is the row of the obstacle whose severity does, None for the others.
    ``at_low`` is the index where the input is at its low end; ``correlation`` is NaN where there is no single value.
    """

    kind: Kind
    obstacle: int | None
    low: float | None
    high: float | None
    at_low: float
    at_high: float
    correlation: float

    @property
    def width(self) -> float:
        """How far the index moves from one end to the other."""
        return abs(self.at_high - self.at_low)


def choose_obstacles(beliefs: Beliefs, gain: Floats) -> Rows:
    """Choose the obstacles whose severity may move the index most, by its width and the gain of clearing it."""
    width = beliefs.quantile(HIGH) - beliefs.quantile(LOW)
    slope = np.divide(gain, beliefs.mean, out=np.zeros_like(gain), where=beliefs.mean > 0)
    order = np.argsort(-slope * width, kind="stable")
    return order[width[order] > 0][:SHOWN].astype(np.int64)


def parts_alone(seed: int) -> list[Part]:
    """List the pieces of work in which one kind of input is drawn alone."""
    return [(kind, number, draws, seed) for kind in DRAWN_ALONE for number, draws in blocks(ALONE)]


def find_influences(
    snapshot: Snapshot, chances: Chances, rows: Rows, drawn: Figures, alone: dict[Kind, Floats]
) -> tuple[Influence, ...]:
    """Give the influence of these obstacles and of all other inputs, the strongest first.

    ``drawn`` are the figures of the draws, their severities those of the same obstacles; ``alone`` are the indices
    where one kind of input alone was drawn.
    """
    found = [*_of_severities(snapshot, chances.beliefs, rows, drawn), *_of_handoff(snapshot, chances, drawn)]
    for kind, index in alone.items():
        low, high = np.quantile(index, (LOW, HIGH)).tolist()
        at_high = snapshot.flow.index if kind == "unassessed" else high
        found.append(Influence(kind, None, None, None, low, at_high, np.nan))
    return tuple(sorted((one for one in found if one.width > 0), key=lambda one: -one.width))


def _of_severities(snapshot: Snapshot, beliefs: Beliefs, rows: Rows, drawn: Figures) -> list[Influence]:
    severities = Severities(snapshot)
    low, high = beliefs.quantile(LOW), beliefs.quantile(HIGH)
    found = []
    for column, row in enumerate(rows.tolist()):
        least, most = float(low[row]), float(high[row])
        index = severities.index({row: least}), severities.index({row: most})
        correlation = correlate(drawn.severity[:, column], drawn.index)
        found.append(Influence("severities", row, least, most, *index, correlation))
    return found


def _of_handoff(snapshot: Snapshot, chances: Chances, drawn: Figures) -> list[Influence]:
    network = snapshot.network
    clarity, kappa = network.handoff_clarity, chances.doubts.handoff
    if not 0 < clarity < 1:
        return []
    least, most = (float(betaincinv(kappa * clarity, kappa * (1.0 - clarity), part)) for part in (LOW, HIGH))

    def index_at(handoff: float) -> float:
        kept = np.where(network.relations.kinds == SERVES, handoff, network.relations.handoff)
        moved = replace(network, relations=replace(network.relations, handoff=kept))
        return Flow(moved, snapshot.routes, snapshot.flow.clarity, guess=snapshot.flow.inner).find_index()

    correlation = correlate(drawn.handoff, drawn.index)
    return [Influence("handoff", None, least, most, index_at(least), index_at(most), correlation)]


def correlate(one: Floats, other: Floats) -> float:
    """Give the rank correlation of two columns of draws; NaN where one of them never moves."""
    if len(one) < 2 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return float("nan")
    ranks = [np.argsort(np.argsort(values, kind="stable"), kind="stable") for values in (one, other)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def draw_alone(measuring: Measuring, seed: int, workers: Workers, size: int) -> dict[Kind, Floats]:
    """Draw each kind of input that has no single value alone, and give the indices."""
    parts = parts_alone(seed)
    indices: dict[Kind, list[Floats]] = {kind: [] for kind in DRAWN_ALONE}
    for (kind, *_), index in zip(parts, workers.each(measuring.index_alone, parts, size=size), strict=True):
        indices[kind].append(index)  # type: ignore[index]
    return {kind: np.concatenate(found) for kind, found in indices.items()}
