"""What could as well be true: severities, volumes, missing relations and the handoff clarity, drawn by chance.

Draws come in blocks of a fixed size. Each block has a seed of its own, spawned from the seed of the whole, and each
kind of draw a stream of its own in it: the numbers do not depend on how many draws are asked for, on which processor
takes a block, or on what else is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal, get_args

import numpy as np

from sightline.arrays.network import SERVES, Flags, Floats, Network, Rows
from sightline.arrays.routes import Routes
from sightline.arrays.sums import sum_by_row
from sightline.snapshot import Snapshot
from sightline.studies.beliefs import DOUBTS, Beliefs, Doubts, believe

Kind = Literal["severities", "volumes", "missing", "handoff", "unassessed"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

BLOCK: Final = 25
"""Draws of one block."""


@dataclass(frozen=True, eq=False)
class Draw:
    """One organization that could as well be: its network with the severities, volumes and handoffs drawn.

    ``hidden`` per element: a severity that an element nobody looked at might have, 0 elsewhere.
    """

    network: Network
    hidden: Floats


@dataclass(frozen=True, eq=False)
class Chances:
    """What is drawn from: one network, its routes, and how sure everything about it is.

    Only the ``kinds`` named are drawn, the others stay as they are. No relation is missing that has an obstacle, was
    assessed or is an implied membership, and no element loses all relations by which its shortest way to a customer
    may begin: nobody is left without a route who has one.
    """

    network: Network
    routes: Routes
    beliefs: Beliefs
    doubts: Doubts = DOUBTS
    kinds: tuple[Kind, ...] = KINDS

    @classmethod
    def of(cls, snapshot: Snapshot, doubts: Doubts = DOUBTS) -> Chances:
        """Take the chances of a snapshot."""
        return cls(snapshot.network, snapshot.routes, believe(snapshot, doubts), doubts)

    def only(self, *kinds: Kind) -> Chances:
        """Give the same chances where nothing but these kinds is drawn."""
        return replace(self, kinds=kinds)

    def block(self, number: int, draws: int, seed: int) -> Iterator[Draw]:
        """Draw one block of at most ``BLOCK`` draws."""
        network = self.network
        severities, hidden = self.severities(number, draws, seed), np.zeros(len(network.elements))
        factors, missing = _stream("volumes", number, seed), _stream("missing", number, seed)
        handoffs, unassessed = self._handoffs(number, draws, seed), _stream("unassessed", number, seed)
        for severity, handoff in zip(severities, handoffs, strict=True):
            volume = network.relations.volume
            if "volumes" in self.kinds:
                volume = volume * factors.lognormal(0.0, self.doubts.volume, len(volume))
            if "missing" in self.kinds:
                volume = np.where(self._missing(missing), 0.0, volume)
            if "unassessed" in self.kinds:
                hidden = np.zeros(len(network.elements))
                hidden[self.unassessed] = unassessed.beta(*self.doubts.unassessed, len(self.unassessed))
            kept = np.where(network.relations.kinds == SERVES, handoff, network.relations.handoff)
            drawn = replace(
                network,
                relations=replace(network.relations, volume=volume, handoff=kept),
                obstacles=replace(network.obstacles, severity=severity),
                handoff_clarity=handoff,
            )
            yield Draw(drawn, hidden)

    def severities(self, number: int, draws: int, seed: int) -> Floats:
        """Draw the severities of one block, draws by obstacles."""
        mean, kappa = self.beliefs.mean, self.beliefs.kappa
        drawn = np.tile(mean, (draws, 1))
        if "severities" in self.kinds:
            unsure = np.flatnonzero((mean > 0) & (mean < 1) & np.isfinite(kappa))
            shape = kappa[unsure]
            stream = _stream("severities", number, seed)
            drawn[:, unsure] = stream.beta(shape * mean[unsure], shape * (1.0 - mean[unsure]), (draws, len(unsure)))
        return drawn

    @cached_property
    def unassessed(self) -> Rows:
        """The elements with a route that nobody looked at."""
        elements = self.network.elements
        known = elements.assessed | self.network.has_obstacle[0]
        return self.routes.inner[~known[self.routes.inner]]

    def _handoffs(self, number: int, draws: int, seed: int) -> list[float]:
        clarity, kappa = self.network.handoff_clarity, self.doubts.handoff
        if "handoff" not in self.kinds or not 0 < clarity < 1:
            return [clarity] * draws
        drawn = _stream("handoff", number, seed).beta(kappa * clarity, kappa * (1.0 - clarity), draws)
        return [float(one) for one in drawn]

    def _missing(self, stream: np.random.Generator) -> Flags:
        """Draw which relations are not there."""
        supplier, customer = self.network.relations.supplier, self.network.relations.customer
        missing: Flags = self._may_miss & (stream.random(len(supplier)) < self.doubts.missing)
        hops = self.routes.hops
        nearer = (self.network.relations.volume > 0) & (hops[supplier] > 0) & (hops[customer] == hops[supplier] - 1)
        ways = sum_by_row(supplier[nearer], ~missing[nearer], len(hops))
        kept: Flags = nearer & (ways[supplier] == 0)
        return np.logical_and(missing, ~kept)

    @cached_property
    def _may_miss(self) -> Flags:
        relations = self.network.relations
        return np.logical_not(relations.assessed | self.network.has_obstacle[1] | relations.implied)


def draw_severities(snapshot: Snapshot, draws: int, seed: int, doubts: Doubts = DOUBTS) -> Floats:
    """Draw the severity of every obstacle, draws by obstacles, in the order of the network's rows.

    The first rows are the same however many are drawn, and the same that the study of uncertainty draws.
    """
    chances = Chances.of(snapshot, doubts)
    return np.vstack([chances.severities(number, size, seed) for number, size in blocks(draws)])


def blocks(draws: int) -> list[tuple[int, int]]:
    """Divide so many draws into blocks: the number of each, and its size."""
    return [(number, min(BLOCK, draws - start)) for number, start in enumerate(range(0, draws, BLOCK))]


def _stream(kind: Kind, block: int, seed: int) -> np.random.Generator:
    """Give the stream of one kind of draw in one block."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(block, KINDS.index(kind))))
