"""Clarity: what passes each element and relation, as independent layers of haze (Beer-Lambert: depths add up)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sightline.arrays.network import Floats, Network, Rows
from sightline.arrays.sums import sum_by_row


@dataclass(frozen=True, eq=False)
class Clarity:
    """The clarities of one network: of each element, and of each relation by its obstacles (handoff not included)."""

    elements: Floats
    relations: Floats


def clarity_of(network: Network, severity: Floats | None = None) -> Clarity:
    """Multiply (1 - severity) over the obstacles of each place; ``severity`` overrides that of the network."""
    passing = 1.0 - (network.obstacles.severity if severity is None else severity)
    return Clarity(
        _product(passing, network.obstacles.element, len(network.elements)),
        _product(passing, network.obstacles.relation, len(network.relations)),
    )


def clear(network: Network) -> Clarity:
    """Give the clarity without any obstacle."""
    return Clarity(np.ones(len(network.elements)), np.ones(len(network.relations)))


def without_each(network: Network, severity: Floats | None = None) -> Floats:
    """Per obstacle: the clarity of its place without it, from the other obstacles there."""
    severity = network.obstacles.severity if severity is None else severity
    passing = 1.0 - severity
    others = np.ones(len(severity))
    for rows in (network.obstacles.element, network.obstacles.relation):
        mine = np.flatnonzero(rows >= 0)
        mine = mine[np.bincount(rows[mine])[rows[mine]] > 1] if len(mine) else mine
        if not len(mine):
            continue
        order = mine[np.argsort(rows[mine], kind="stable")]
        starts = np.flatnonzero(np.diff(rows[order], prepend=-1))
        counts = np.diff(np.append(starts, len(order)))
        before, after = np.ones(len(order)), np.ones(len(order))
        for start, count in zip(starts[counts > 1].tolist(), counts[counts > 1].tolist(), strict=True):
            values = passing[order[start : start + count]]
            before[start + 1 : start + count] = np.cumprod(values[:-1])
            after[start : start + count - 1] = np.cumprod(values[:0:-1])[::-1]
        others[order] = before * after
    return others


def _product(passing: Floats, rows: Rows, size: int) -> Floats:
    product = np.ones(size)
    mine = rows >= 0
    np.multiply.at(product, rows[mine], passing[mine])
    return product


def part_of_blocked(network: Network) -> Floats:
    """Per obstacle: its part of what is blocked at its place, in proportion to -ln(1 - severity).

    Where obstacles of severity 1 stand, they take all of it in equal parts.
    """
    obstacles = network.obstacles
    opaque = obstacles.severity >= 1.0
    depth = np.where(opaque, 0.0, -np.log1p(-np.where(opaque, 0.0, obstacles.severity)))
    part = np.zeros(len(obstacles))
    for rows, size in ((obstacles.element, len(network.elements)), (obstacles.relation, len(network.relations))):
        mine = rows >= 0
        place = rows[mine]
        closed = sum_by_row(place, opaque[mine], size)[place]
        weight = np.where(closed > 0, opaque[mine], depth[mine])
        whole = sum_by_row(place, weight, size)[place]
        part[mine] = np.divide(weight, whole, out=np.zeros_like(whole), where=whole > 0)
    return part
