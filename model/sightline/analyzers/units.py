"""Units: which formal group of the org chart each element stands in."""

from __future__ import annotations

import numpy as np

from sightline.analyzers.grouping import TEAM, nearest_team
from sightline.arrays.network import KIND_CODES, Flags, Network, Rows


def unit_of(network: Network) -> Rows:
    """Per element: the row of its unit, -1 where it has none.

    A team with parts is its own unit; anything else is in the nearest team above it; a team without either stands for
    itself. External customers are in none.
    """
    elements = network.elements
    rows = np.arange(len(elements))
    team = nearest_team(network)
    inside = elements.parent >= 0
    has_parts = np.zeros(len(elements), dtype=np.bool_)
    has_parts[elements.parent[inside]] = True
    above = np.full(len(elements), -1, dtype=np.int64)
    above[inside] = team[elements.parent[inside]]
    is_team = elements.kinds == TEAM
    return np.where(is_team & (has_parts | (above < 0)), rows, above)


def working_members(network: Network, unit: Rows) -> Flags:
    """Flag who works in a unit: neither products, which are made there, nor what only groups others."""
    is_product = np.equal(network.elements.kinds, KIND_CODES["product"])
    working: Flags = np.greater_equal(unit, 0) & ~is_product & ~network.containers
    return working


def crossing(network: Network, unit: Rows) -> Flags:
    """Flag the stated relations by which work goes between units; an element without one stands for itself."""
    relations = network.relations
    place = np.where(unit >= 0, unit, np.arange(len(unit)))
    stated = ~relations.implied & ~network.elements.is_customer[relations.customer]
    inside: Flags = np.greater(relations.volume, 0) & stated
    return inside & np.not_equal(place[relations.supplier], place[relations.customer])
