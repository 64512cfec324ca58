"""Groups of obstacles: by implementation area, by team, by theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sightline.arrays.network import KIND_CODES, Network, Rows
from sightline.catalogue import AREAS
from sightline.document.collation import sort_key

TEAM = KIND_CODES["team"]


@dataclass(frozen=True, eq=False)
class Grouping:
    """Obstacles in groups: pairs of an obstacle row and the group it is in; themes may overlap."""

    subject: str
    labels: tuple[str, ...]
    obstacle: Rows
    group: Rows


def areas(network: Network) -> Grouping:
    """Group the obstacles by area, in the order of the catalogue; a relation's area is its supplier's."""
    found = network.obstacles.areas.tolist()
    known = sorted({area for area in found if area}, key=AREAS.index)
    number = {area: position for position, area in enumerate(known)}
    return _grouping("areas", [number.get(area, -1) for area in found], known)


def teams(network: Network) -> Grouping:
    """Group the obstacles by the nearest team: the element or up its ``part_of``; a relation's is its supplier's."""
    nearest = nearest_team(network)
    placed = network.obstacles
    owner = placed.element.copy()
    on_relation = placed.relation >= 0
    owner[on_relation] = network.relations.supplier[placed.relation[on_relation]]
    team = nearest[owner] if len(owner) else owner
    units = np.unique(team[team >= 0])
    group = np.where(team >= 0, np.searchsorted(units, team), -1)
    return _grouping("teams", group, [str(name) for name in network.elements.ids[units].tolist()])


def themes(network: Network) -> Grouping:
    """Group the obstacles by theme; an obstacle may have several."""
    of_each = network.obstacles.themes
    known = sorted({theme for named in set(of_each) for theme in named}, key=sort_key)
    number = {theme: position for position, theme in enumerate(known)}
    pairs = [(row, number[theme]) for row, named in enumerate(of_each) if named for theme in named]
    obstacle = np.array([row for row, _ in pairs], dtype=np.int64)
    return _grouping("themes", [group for _, group in pairs], known, obstacle)


def nearest_team(network: Network) -> Rows:
    """Per element: the row of the nearest team up its ``part_of``, itself included; -1 where there is none."""
    elements = network.elements
    nearest = np.where(elements.kinds == TEAM, np.arange(len(elements)), -1)
    above = elements.parent.copy()
    while (searching := (nearest < 0) & (above >= 0)).any():
        is_team = searching & (elements.kinds[above] == TEAM)
        nearest[is_team] = above[is_team]
        above = np.where(searching & ~is_team, elements.parent[above], -1)
    return nearest.astype(np.int64)


def _grouping(subject: str, group: Sequence[int] | Rows, labels: list[str], obstacle: Rows | None = None) -> Grouping:
    """Pair obstacles (all of them in order, unless given) with the numbers of their groups, -1 for none."""
    numbers = np.asarray(group, dtype=np.int64)
    grouped = np.flatnonzero(numbers >= 0)
    return Grouping(subject, tuple(labels), grouped if obstacle is None else obstacle[grouped], numbers[grouped])
