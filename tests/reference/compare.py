"""The split of a change of the index, written down as it is defined, one state between the two after the other.

Every entry of M is followed through all six orders in which clarity, part and passing may change. The integral is taken
on panels that grow ever finer towards both ends, where work may have hardly a way out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise, permutations
from math import prod

import numpy as np

from tests.reference.markov import Array
from tests.reference.model import Case
from tests.reference.reach import find_routed

POINTS = 16
PANELS = 40
SEEN = "(seen)"
"""Where all ends that reaches an external customer; no id has brackets."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Parts:
    """The parts of the change by element (its clarity, its effort) and by pair (passing, part of the work)."""

    clarity: dict[str, float]
    effort: dict[str, float]
    passing: dict[Pair, float]
    routing: dict[Pair, float]


def split(before: Case, after: Case) -> Parts:
    """Split the change of the index between two cases that both have effort."""
    ids = list(dict.fromkeys(one.id for case in (before, after) for one in case.elements))
    pairs = list(dict.fromkeys(pair for case in (before, after) for pair in _ways(case)))
    ends = {pair: (_factors(pair, before, after), _factors(pair, after, before)) for pair in pairs}
    effort = [np.array([_effort(case, one) for one in ids]) for case in (before, after)]
    row = {one: position for position, one in enumerate([*ids, SEEN])}
    through = dict.fromkeys(pairs, 0.0)
    beyond = np.zeros(len(ids))
    for t, weight in _points():
        moves = np.zeros((len(row), len(row)))
        for (supplier, customer), (one, other) in ends.items():
            moves[row[supplier], row[customer]] = (1 - t) * prod(one) + t * prod(other)
        here = (1 - t) * effort[0] + t * effort[1]
        chain = np.eye(len(ids)) - moves[:-1, :-1]
        sight = np.append(np.linalg.solve(chain, moves[:-1, -1]), 1.0)
        arrivals = np.linalg.solve(chain.T, here)
        for supplier, customer in pairs:
            through[supplier, customer] += weight * float(arrivals[row[supplier]] * sight[row[customer]])
        beyond += weight * (sight[:-1] - here @ sight[:-1])
    clarity = dict.fromkeys(ids, 0.0)
    passing: dict[Pair, float] = {}
    routing: dict[Pair, float] = {}
    for pair, (one, other) in ends.items():
        own, way, between = (moved * through[pair] for moved in _share_out(one, other))
        clarity[pair[0]] += own
        if pair[1] == SEEN:
            clarity[pair[0]] += way + between
        else:
            routing[pair], passing[pair] = way, between
    return Parts(clarity, dict(zip(ids, ((effort[1] - effort[0]) * beyond).tolist(), strict=True)), passing, routing)


def _ways(case: Case) -> dict[Pair, tuple[float, float]]:
    """Give, for every pair that work goes between, the part of the supplier's work and how much of that passes."""
    part: dict[Pair, float] = defaultdict(float)
    passed: dict[Pair, float] = defaultdict(float)
    for element_id in find_routed(case):
        for relation in case.leaving(element_id):
            pair = (element_id, relation.customer)
            part[pair] += case.proportion(relation)
            passed[pair] += case.proportion(relation) * case.clarity(relation)
    found = {pair: (part[pair], passed[pair] / part[pair]) for pair in part}
    return found | {(one, SEEN): (1.0, 1.0) for one in case.customers}


def _factors(pair: Pair, case: Case, other: Case) -> tuple[float, float, float]:
    """Give clarity, part and passing of one pair; an element that only the other case has is there as in that."""
    here = case if pair[0] in {one.id for one in case.elements} else other
    there = other if here is case else case
    part, passing = _ways(here).get(pair, (0.0, _ways(there).get(pair, (0.0, 1.0))[1]))
    return here.element(pair[0]).clarity, part, passing


def _share_out(before: tuple[float, ...], after: tuple[float, ...]) -> list[float]:
    """Let the factors change one after the other, in every order, and take the mean of what each does."""
    orders = list(permutations(range(3)))
    found = [0.0, 0.0, 0.0]
    for order in orders:
        now = list(before)
        for factor in order:
            start = prod(now)
            now[factor] = after[factor]
            found[factor] += (prod(now) - start) / len(orders)
    return found


def _effort(case: Case, element_id: str) -> float:
    return sum(one.effort for one in case.elements if one.id == element_id) / case.effort


def _points() -> list[tuple[float, float]]:
    nodes, weights = np.polynomial.legendre.leggauss(POINTS)
    grown = 2.0 ** np.arange(-PANELS, 0)
    borders: Array = np.concatenate([[0.0], grown, 1.0 - grown[-2::-1], [1.0]])
    return [
        (start + (stop - start) * (node + 1) / 2, (stop - start) * weight / 2)
        for start, stop in pairwise(borders.tolist())
        for node, weight in zip(nodes.tolist(), weights.tolist(), strict=True)
    ]
