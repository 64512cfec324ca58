"""A change of one severity under the clock, beside the analysis of the whole organization anew."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import numpy as np

from sightline.snapshot import Snapshot
from sightline.studies.changes import SetSeverity
from sightline.studies.what_if import WhatIf
from tests.app.large import large_organization

ASKED = 50


def tables(sizes: tuple[int, ...] = (1_000, 10_000)) -> Iterator[str]:
    """Set obstacles one after another to a tenth; every figure is checked against a full solve before it counts."""
    yield from (
        "",
        "| organization | first question | another severity | solved anew | ratio | ratio |",
        "| --- | --- | --- | --- | --- | --- |",
    )
    for size in sizes:
        first, again, whole = _time(size)
        name = f"{size:,} elements"
        cells = (f"{first * 1000:.1f} ms", f"{again * 1000:.2f} ms", f"{whole * 1000:.0f} ms")
        yield f"| {name} | {' | '.join(cells)} | {whole / first:.0f} | {whole / again:.0f} |"


def _time(size: int) -> tuple[float, float, float]:
    """Give the median seconds of a first question, of a further one, and of a solution from the start."""
    organization = large_organization(size)
    study = WhatIf(Snapshot(organization))
    obstacles = study.snapshot.network.obstacles
    rows = np.random.default_rng(1).choice(len(obstacles), ASKED, replace=False).tolist()
    study.index_with({rows[0]: 0.2})  # the snapshot is solved before the clock runs
    first: list[float] = []
    again: list[float] = []
    for row in rows[1:]:
        for seconds, severity in ((first, 0.1), (again, 0.3)):
            begun = time.perf_counter()
            study.index_with({row: severity})
            seconds.append(time.perf_counter() - begun)
    whole = []
    for row in rows[1:6]:
        changed = SetSeverity(str(obstacles.ids[row]), 0.3).apply(organization)
        begun = time.perf_counter()
        anew = Snapshot(changed).flow.index
        whole.append(time.perf_counter() - begun)
        assert abs(anew - study.index_with({row: 0.3})) < 1e-9
    return statistics.median(first), statistics.median(again), statistics.median(whole)
