"""What an answer is worth: how far it would move the index, and with it the place's gain, from what the model says now.

For a kind of obstacle at one place, let S be its severity, not known, and L(S) the line-of-sight index if it were S and
all else as recorded. The gain of clearing it is L(0) - L(S), and L(0) does not hang on S: so what an answer moves the
index, it moves the gain that hotspots are ranked by. Its value is the expected change against what the model says now,

    value = E | L(S) - L(now) |,

the mean over :data:`DRAWS` equally likely severities (the middles of as many equal parts of the distribution of S). An
answer is taken as if it told S exactly, so the value is an upper bound of what a survey of few people can move; it is
the value of perfect information about a figure, not about a decision (Howard 1966, "Information value theory").

What is believed of S: where such an obstacle is recorded, the Beta of :mod:`sightline.studies.beliefs` (interval,
respondents, else status); where a place is not assessed and nothing is recorded, Beta(1, 4), while the model counts
0 there; where a place is assessed and no such obstacle was found, or it is recorded as 0, as 1 or as removed, S is
taken as known and the value is 0. L is exact (Sherman and Morrison); in loops of more than 2,000 elements, outside the
hottest of them, it is a lower bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from scipy.special import betaincinv

from sightline.arrays.gains import gain_of_elements, gain_of_relations
from sightline.arrays.network import Floats, Rows
from sightline.snapshot import Snapshot
from sightline.studies.beliefs import DOUBTS, Doubts, believe
from sightline.studies.naming import Holder, list_obstacles

DRAWS: Final = 20
"""Equally likely severities that an expectation is taken over."""
Ground = Literal["recorded", "not assessed", "assessed"]
"""Why a question has its value: an obstacle of its kind is recorded, nobody looked, or somebody did and found none."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What an answer may move, as a share of the whole effort, and on which ground."""

    value: float
    ground: Ground


class InformationValues:
    """The worth of asking for one kind of obstacle at one place of a snapshot that has a document."""

    def __init__(self, snapshot: Snapshot, doubts: Doubts = DOUBTS) -> None:
        network = snapshot.network
        self._snapshot = snapshot
        self._relation_rows = {
            int(position): row for row, position in enumerate(network.relations.position.tolist()) if position >= 0
        }
        self._recorded = self._value_recorded(doubts)
        self._unknown = self._value_unknown(doubts)

    def of(self, holder: Holder, kind: str) -> Worth:
        """Give the worth of asking for a kind at what an element or a carrying relation may hold."""
        recorded = self._recorded.get((holder, kind))
        if recorded is not None:
            return Worth(recorded, "recorded")
        unknown = self._unknown.get(holder)
        return Worth(0.0, "assessed") if unknown is None else Worth(unknown, "not assessed")

    def at(self, holder: Holder) -> tuple[float, ...]:
        """Give all values that questions about an element or a carrying relation may have, each once."""
        recorded = self._by_holder.get(holder, ())
        return recorded or ((self._unknown[holder],) if holder in self._unknown else ())

    @cached_property
    def _by_holder(self) -> Mapping[Holder, tuple[float, ...]]:
        found: dict[Holder, tuple[float, ...]] = defaultdict(tuple)
        for (holder, _), value in self._recorded.items():
            found[holder] += (value,)
        return found

    def _value_recorded(self, doubts: Doubts) -> dict[tuple[Holder, str], float]:
        """Value the obstacles that are recorded; where a place has several of one kind, their values add up."""
        assert self._snapshot.organization is not None  # noqa: S101 - values are asked of snapshots with a document
        spots = list(list_obstacles(self._snapshot.organization).values())
        beliefs = believe(self._snapshot, doubts)
        draws = np.array([beliefs.quantile(part) for part in _parts()]).reshape(DRAWS, len(spots))
        others = np.ones(len(spots))
        at: dict[Holder, list[int]] = defaultdict(list)
        for row, spot in enumerate(spots):
            at[spot.holder].append(row)
        for rows in at.values():
            for row in rows:
                others[row] = np.prod([1.0 - beliefs.mean[other] for other in rows if other != row])
        values: dict[tuple[Holder, str], float] = defaultdict(float)
        moved = self._expect([spot.holder for spot in spots], (1.0 - draws) * others)
        for spot, value in zip(spots, moved.tolist(), strict=True):
            values[spot.holder, spot.obstacle.kind] += value
        return dict(values)

    def _value_unknown(self, doubts: Doubts) -> dict[Holder, float]:
        """Value the places that nobody assessed and where nothing is recorded."""
        network = self._snapshot.network
        elements, relations = network.elements, network.relations
        on_elements, on_relations = network.has_obstacle
        rows = np.flatnonzero(~elements.assessed & ~on_elements & ~elements.is_customer).tolist()
        holders = [Holder("elements", row) for row in rows]
        positions = relations.position[~relations.assessed & ~on_relations & ~relations.implied].tolist()
        holders += [Holder("relations", position) for position in positions]
        clarity = 1.0 - betaincinv(*doubts.unassessed, np.array(_parts()))
        moved = self._expect(holders, np.repeat(clarity[:, np.newaxis], len(holders), axis=1))
        return dict(zip(holders, moved.tolist(), strict=True))

    def _expect(self, holders: Sequence[Holder], clarity: Floats) -> Floats:
        """Give the mean change of the index over draws of the clarity of each place (draws by places)."""
        snapshot = self._snapshot
        is_element = np.array([holder.among == "elements" for holder in holders], dtype=np.bool_)
        rows: Rows = np.array(
            [
                holder.position if holder.among == "elements" else self._relation_rows[holder.position]
                for holder in holders
            ],
            dtype=np.int64,
        )
        moved = np.zeros(len(holders))
        for chosen, gain_of in ((is_element, gain_of_elements), (~is_element, gain_of_relations)):
            if chosen.any():
                for drawn in clarity[:, chosen]:
                    gains = gain_of(snapshot.flow, snapshot.returning, rows[chosen], drawn)
                    moved[chosen] += np.abs(gains.gain)
        return moved / DRAWS


def _parts() -> list[float]:
    """Give the middles of as many equal parts of probability as there are draws."""
    return [(number + 0.5) / DRAWS for number in range(DRAWS)]
