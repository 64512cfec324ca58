"""A thousand draws under the clock, beside a plain loop that analyzes every drawn organization from the start."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from benchmarks.drawing import Shape, draw
from sightline.arrays.from_tables import network_from_tables
from sightline.arrays.network import Network
from sightline.pipeline import analyze
from sightline.snapshot import Snapshot
from sightline.studies.drawn_figures import DRAWN, Measuring
from sightline.studies.draws import Chances
from sightline.studies.parallel import Workers
from sightline.studies.tornado import ALONE, DRAWN_ALONE
from sightline.studies.uncertainty import DRAWS, find_uncertainty

ANALYZED = 3
SEED = 1
CASES: tuple[tuple[int, Shape], ...] = ((1_000, "layered"), (10_000, "layered"), (10_000, "tangled"))


def tables(cases: tuple[tuple[int, Shape], ...] = CASES, draws: int = DRAWS) -> Iterator[str]:
    """Time whole studies in one process; the plain loop is timed on some of the same draws, and its index must agree.

    Processor seconds, which a busy machine spoils least; several processes end sooner by the clock.
    """
    yield from (
        "",
        f"| organization | {draws:,} draws, one process | analyzing each draw, one process | ratio |",
        "| --- | --- | --- | --- |",
    )
    for size, shape in cases:
        drawing = draw(size, shape=shape)
        network = network_from_tables(drawing.elements, drawing.relations, drawing.obstacles, name=drawing.name)
        study, plain = _time_study(network, draws), _time_analyses(network) * draws
        name = f"{size:,} elements, {len(network.relations):,} relations, {shape}"
        yield f"| {name} | {study:,.0f} s | {plain:,.0f} s | {plain / study:.0f} |"
    yield f"\nA study takes {ALONE} further draws for each of {', '.join(DRAWN_ALONE)}; the plain loop takes none."


def _time_study(network: Network, draws: int) -> float:
    """Give the processor seconds of a whole study, from a snapshot of which nothing is known yet."""
    begun = time.process_time()
    find_uncertainty(Snapshot(network=network), draws=draws, seed=SEED, workers=Workers(jobs=1))
    return time.process_time() - begun


def _time_analyses(network: Network) -> float:
    """Give the mean processor seconds in which one drawn organization is analyzed, all analyses included."""
    snapshot, nothing = Snapshot(network=network), np.empty(0, dtype=np.int64)
    chances = Chances.of(snapshot)
    drawn = list(chances.only(*DRAWN).block(0, ANALYZED, SEED))
    begun = time.process_time()
    plain = [analyze(one.network).sight.index or 0.0 for one in drawn]
    seconds = (time.process_time() - begun) / len(drawn)
    quick = Measuring(snapshot, chances, followed=nothing, influences=nothing).block(0, ANALYZED, SEED)
    assert np.allclose(plain, quick.index, rtol=0, atol=1e-9)
    return seconds
