"""Rub-off: how much haze the work leaving an element has passed.

"Let `f = s + P^T f` be the work arriving if nothing were blocked (elements with a route), and
`tau = -ln prod(1 - severity)`, obstacles only (no handoff assumption), the product floored at 0.001. The haze D
carried by that work: `D_v = f_v tau_v + sum over incoming e = (u -> v) of p_e (D_u + f_u tau_e)`,
`depth_v = D_v / f_v`, `inherited = depth_v - tau_v`."
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log

import numpy as np

from tests.reference.markov import Array, count_visits
from tests.reference.model import Case, Obstacle, ObstacleKey, Relation
from tests.reference.reach import find_routed

FLOOR = 0.001


def find_taus(case: Case) -> dict[ObstacleKey, float]:
    """Find the optical depth of each obstacle, so that those of one place add up to its `tau`.

    "Where the floor binds, tau is split in proportion to `-ln max(1 - severity, 0.001)`."
    """
    places: list[tuple[str | int, float, tuple[Obstacle, ...]]] = []
    places += [(one.id, one.clarity, one.obstacles) for one in case.elements]
    places += [(one.position, one.openness, one.obstacles) for one in case.relations]
    taus = {}
    for on, openness, obstacles in places:
        own = [-log(max(1 - obstacle.severity, FLOOR)) for obstacle in obstacles]
        scale = -log(FLOOR) / sum(own) if openness < FLOOR else 1.0
        for position, depth in enumerate(own):
            taus[ObstacleKey(on, position)] = scale * depth
    return taus


def find_own_depth(case: Case) -> dict[str, float]:
    """Find `tau_v` of each element."""
    taus = find_taus(case)
    return {one.id: sum(tau for key, tau in taus.items() if key.on == one.id) for one in case.elements}


def count_unblocked_arrivals(case: Case) -> dict[str, float]:
    """Count the work arriving if nothing were blocked: `f` in effort units, for customers and elements with a route."""
    states = find_routed(case)
    arriving = count_visits(*_flow(case), np.array([case.element(one).effort for one in states]))
    return _with_customers(case, dict(zip(states, arriving.tolist(), strict=True)))


def find_depths(case: Case) -> dict[str, float | None]:
    """Find the depth of each element; None where nothing flows or no route leads on.

    Beyond the definition, customers have one too: that of the work arriving at them.
    """
    return _depths(case, find_taus(case))


def split_depths(case: Case) -> dict[str, dict[ObstacleKey, float]]:
    """Split the depth of each element by obstacle: what is left of it with every other `tau` at 0.

    Elements without a depth are absent.
    """
    split: dict[str, dict[ObstacleKey, float]] = {
        element_id: {} for element_id, depth in find_depths(case).items() if depth is not None
    }
    for key, tau in find_taus(case).items():
        alone = _depths(case, {key: tau})
        for element_id, parts in split.items():
            depth = alone[element_id]
            assert depth is not None
            parts[key] = depth
    return split


def _depths(case: Case, taus: Mapping[ObstacleKey, float]) -> dict[str, float | None]:
    states = find_routed(case)
    flow = count_unblocked_arrivals(case)

    def tau(on: str | int) -> float:
        return sum(depth for key, depth in taus.items() if key.on == on)

    picked_up = {one: flow[one] * tau(one) for one in states}
    haze = dict.fromkeys(case.customers, 0.0)
    for relation in _relations_of(case, states):
        carried = case.proportion(relation) * flow[relation.supplier] * tau(relation.position)
        if relation.customer in picked_up:
            picked_up[relation.customer] += carried
        elif relation.customer in haze:
            haze[relation.customer] += carried
    carried_by = count_visits(*_flow(case), np.array([picked_up[one] for one in states]))
    haze |= dict(zip(states, carried_by.tolist(), strict=True))
    for relation in _relations_of(case, states):
        if relation.customer in case.customers:
            haze[relation.customer] += case.proportion(relation) * haze[relation.supplier]
    return {one.id: haze[one.id] / flow[one.id] if flow.get(one.id, 0.0) > 0 else None for one in case.elements}


def _flow(case: Case) -> tuple[Array, Array]:
    """Write down where work goes when nothing is blocked: among elements with a route, and out of them."""
    states = find_routed(case)
    row = {element_id: position for position, element_id in enumerate(states)}
    moves, ends = np.zeros((len(states), len(states))), np.zeros((len(states), 1))
    for relation in _relations_of(case, states):
        if relation.customer in row:
            moves[row[relation.supplier], row[relation.customer]] += case.proportion(relation)
        else:
            ends[row[relation.supplier], 0] += case.proportion(relation)
    return moves, ends


def _with_customers(case: Case, arriving: dict[str, float]) -> dict[str, float]:
    arrivals = arriving | dict.fromkeys(case.customers, 0.0)
    for relation in _relations_of(case, tuple(arriving)):
        if relation.customer in case.customers:
            arrivals[relation.customer] += case.proportion(relation) * arriving[relation.supplier]
    return arrivals


def _relations_of(case: Case, suppliers: tuple[str, ...]) -> list[Relation]:
    return [relation for supplier in suppliers for relation in case.leaving(supplier)]
