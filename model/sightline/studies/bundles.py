"""Bundles: steps that belong together because their obstacles stand in one line, so that one alone gains little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from sightline.arrays.best_lines import follow
from sightline.snapshot import Snapshot
from sightline.studies.candidates import Candidate

Bundle = frozenset[int]
"""Positions among the candidates."""

LINES: Final = 300
"""Lines looked at: those of the elements that lose most effort."""
MOST: Final = 400
_LONGEST: Final = 12


def find_bundles(snapshot: Snapshot, candidates: Sequence[Candidate]) -> tuple[Bundle, ...]:
    """Give the sets of two or more candidates that clear a whole best line, or a stretch of one.

    Where several candidates are there against an obstacle, once the cheapest of them are taken and once those that
    leave least. A candidate against several obstacles joins a stretch as soon as one of them stands there.
    """
    chosen = [_choose(candidates, cheapest=cheapest) for cheapest in (True, False)]
    found: dict[Bundle, None] = {}
    for line in _lines(snapshot, {row for one in candidates for row in one.leaves}):
        for stretch in _stretches(line):
            for choice in chosen:
                bundle = frozenset(choice[row] for row in stretch)
                if len(bundle) > 1:
                    found[bundle] = None
        if len(found) >= MOST:
            break
    return tuple(found)


def _choose(candidates: Sequence[Candidate], *, cheapest: bool) -> dict[int, int]:
    """Give one candidate for each obstacle row."""
    choice: dict[int, int] = {}
    for number, one in enumerate(candidates):
        for row, left in one.leaves.items():
            known = candidates[choice[row]] if row in choice else None
            rank = (one.cost, left) if cheapest else (left, one.cost)
            if known is None or rank < (
                (known.cost, known.leaves[row]) if cheapest else (known.leaves[row], known.cost)
            ):
                choice[row] = number
    return choice


def _lines(snapshot: Snapshot, rows: set[int]) -> Iterator[tuple[int, ...]]:
    """Give the obstacles that candidates touch on each best line, from where it starts to the customer, once each."""
    network, obstacles = snapshot.network, snapshot.network.obstacles
    on_element: dict[int, list[int]] = {}
    on_relation: dict[int, list[int]] = {}
    for row in sorted(rows):
        element, relation = int(obstacles.element[row]), int(obstacles.relation[row])
        place, there = (element, on_element) if element >= 0 else (relation, on_relation)
        there.setdefault(place, []).append(row)
    lost = network.elements.effort * (1.0 - snapshot.flow.sight)
    lost[network.elements.is_customer | snapshot.routes.stranded] = 0.0
    seen: set[tuple[int, ...]] = set()
    for start in np.argsort(-lost, kind="stable")[:LINES].tolist():
        if lost[start] <= 0:
            return
        line: list[int] = []
        for step in follow(network, snapshot.best_lines, start):
            line += on_element.get(int(network.relations.supplier[step]), [])
            line += on_relation.get(step, [])
        if len(line) > 1 and tuple(line) not in seen:
            seen.add(tuple(line))
            yield tuple(line)


def _stretches(line: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Give the whole line, then its stretches of two and more obstacles, those nearest the customer first."""
    yield line
    near = line[-_LONGEST:]
    for end in range(len(near), 1, -1):
        for start in range(end - 2, -1, -1):
            yield near[start:end]
