"""What obstacles cost: blocked, gain, and share, by solving again and by fine quadrature."""

from __future__ import annotations

from collections.abc import Collection
from math import isinf, log

import numpy as np

from tests.reference.account import End, find_ended_effort, find_index
from tests.reference.markov import Array, count_visits, find_ends
from tests.reference.model import Case, ObstacleKey
from tests.reference.reach import find_routed

PANELS = 80
POINTS = 16


def find_blocked(case: Case) -> dict[ObstacleKey, float]:
    """Find the effort that ends at each obstacle, as a share of all effort (0 without effort).

    "Blocked within one place is split in proportion to its obstacles' `-ln(1 - severity)`." Where some are opaque
    those take all of it, in equal parts: the limit of that rule.
    """
    ended = find_ended_effort(case)
    blocked = {}
    for key, part in split_places(case).items():
        blocked[key] = part * share_of_effort(case, ended.get(End("blocked", key.on), 0.0))
    return blocked


def split_places(case: Case) -> dict[ObstacleKey, float]:
    """Split each place by its obstacles' optical depths: the part of each obstacle in its place's blocked effort."""
    obstacles = case.obstacles()
    depths = {
        key: float("inf") if obstacle.severity == 1 else -log(1 - obstacle.severity)
        for key, obstacle in obstacles.items()
    }
    parts = {}
    for key in obstacles:
        here = [depth for other, depth in depths.items() if other.on == key.on]
        if any(isinf(depth) for depth in here):
            parts[key] = isinf(depths[key]) / sum(isinf(depth) for depth in here)
        else:
            parts[key] = depths[key] / sum(here) if sum(here) > 0 else 0.0
    return parts


def share_of_effort(case: Case, effort: float) -> float:
    """Turn effort units into a share of all effort; 0 without effort."""
    return effort / case.effort if case.effort > 0 else 0.0


def find_gain(case: Case, keys: Collection[ObstacleKey]) -> float:
    """Find how much the index rises when these obstacles are removed together: by solving again. 0 without effort."""
    if not keys:
        return 0.0
    after, before = find_index(case.cleared(keys)), find_index(case)
    return 0.0 if after is None or before is None else after - before


def find_effects(case: Case, key: ObstacleKey) -> frozenset[ObstacleKey]:
    """Find an obstacle with all that it causes, over any number of recorded causes, itself included."""
    obstacles = case.obstacles()
    found = {key}
    while True:
        causes = {obstacles[one].id for one in found} - {None}
        more = {one for one, obstacle in obstacles.items() if causes & set(obstacle.caused_by)} - found
        if not more:
            return frozenset(found)
        found |= more


def find_shares(case: Case) -> dict[tuple[ObstacleKey, str], float]:
    """Find the share of each obstacle in what each customer does not see: the Aumann-Shapley value.

    "Scale every severity by t in [0, 1]; the share of an obstacle is the integral of `severity * -dL/dseverity` along
    that line." With `y_v = sum_e p_e c_e x_w`, `dL = a_v y_v dc_v / S` for an element, and
    `dL = a_v c_v p_e h_e x_w d(openness_e) / S` for a relation. Sums over customers give the obstacle's share; sums
    over obstacles close to `L_clear - L`. Without effort every share is 0.

    Quadrature: 16 Gauss points on each panel [0, 2^-80], [2^-80, 2^-79], ... [1/2, 1]. The integrand has no pole in
    the disc |t - 1| < 1 (no clarity exceeds 1 there), so that every panel but the first closes beyond double
    precision, and on the first there is nothing to integrate.
    """
    obstacles = case.obstacles()
    customers = case.customers
    shares = {(key, customer): 0.0 for key in obstacles for customer in customers}
    states = find_routed(case)
    if not obstacles or not states or case.effort == 0:
        return shares
    t, weight = _panels()
    row = {element_id: position for position, element_id in enumerate(states)}

    def openness(on: str | int, but: ObstacleKey | None = None) -> Array:
        product = np.ones_like(t)
        for key, obstacle in obstacles.items():
            if key.on == on and key != but:
                product = product * (1 - t * obstacle.severity)
        return product

    moves = np.zeros((len(t), len(states), len(states)))
    ends = np.zeros((len(t), len(states), len(customers) + 1))
    for element_id in states:
        here, clarity = row[element_id], openness(element_id)
        ends[:, here, -1] += 1 - clarity
        for relation in case.leaving(element_id):
            sent = clarity * case.proportion(relation)
            arrives = case.handoff(relation) * openness(relation.position)
            ends[:, here, -1] += sent * (1 - arrives)
            if relation.customer in row:
                moves[:, here, row[relation.customer]] += sent * arrives
            elif relation.customer in customers:
                ends[:, here, customers.index(relation.customer)] += sent * arrives
            else:
                ends[:, here, -1] += sent * arrives
    arrivals = count_visits(moves, ends, np.array([case.element(element_id).effort for element_id in states]))
    sight = find_ends(moves, ends)

    def sight_of(element_id: str, customer: str) -> Array:
        if element_id in row:
            return sight[:, row[element_id], customers.index(customer)]
        return np.full_like(t, float(element_id == customer))

    for key, obstacle in obstacles.items():
        supplier = key.on if isinstance(key.on, str) else case.relations[key.on].supplier
        if supplier not in row:
            continue
        arriving = arrivals[:, row[supplier]]
        others = openness(key.on, but=key)
        for customer in customers:
            if isinstance(key.on, str):
                onward = np.zeros_like(t)
                for one in case.leaving(supplier):
                    passing = case.proportion(one) * case.handoff(one) * openness(one.position)
                    onward = onward + passing * sight_of(one.customer, customer)
                slope = arriving * others * onward
            else:
                relation = case.relations[key.on]
                if relation.volume == 0:
                    continue
                passing = arriving * openness(supplier) * case.proportion(relation) * case.handoff(relation)
                slope = passing * others * sight_of(relation.customer, customer)
            shares[key, customer] = float(obstacle.severity * (weight * slope).sum() / case.effort)
    return shares


def _panels() -> tuple[Array, Array]:
    """Place the quadrature points and weights on [0, 1], ever finer towards 0."""
    nodes, weights = np.polynomial.legendre.leggauss(POINTS)
    borders = np.concatenate([[0.0], 2.0 ** np.arange(-PANELS, 1)])
    low, width = borders[:-1, None], np.diff(borders)[:, None]
    return (low + width * (nodes + 1) / 2).ravel(), (width * weights / 2).ravel()
