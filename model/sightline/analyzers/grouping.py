"""Groups of obstacles: by implementation area, by team, by theme."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np

from sightline.arrays.network import KIND_CODES, Network, Rows
from sightline.catalogue import AREAS

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
    pairs = [(row, area) for row, area in enumerate(network.obstacles.areas.tolist()) if area]
    return _grouping("areas", pairs, sorted({area for _, area in pairs}, key=AREAS.index))


def teams(network: Network) -> Grouping:
    """Group the obstacles by the nearest team: the element or up its ``part_of``; a relation's is its supplier's."""
    nearest = nearest_team(network)
    placed = network.obstacles
    owner = placed.element.copy()
    on_relation = placed.relation >= 0
    owner[on_relation] = network.relations.supplier[placed.relation[on_relation]]
    team = nearest[owner] if len(owner) else owner
    ids = network.elements.ids
    pairs = [(row, str(ids[unit])) for row, unit in enumerate(team.tolist()) if unit >= 0]
    return _grouping("teams", pairs, [str(ids[unit]) for unit in np.unique(team[team >= 0]).tolist()])


def themes(network: Network) -> Grouping:
    """Group the obstacles by theme; an obstacle may have several."""
    pairs = [(row, theme) for row, themes in enumerate(network.obstacles.themes) for theme in themes]
    return _grouping("themes", pairs, sorted({theme for _, theme in pairs}))


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


def _grouping(subject: str, pairs: Iterable[tuple[int, Hashable]], labels: list[str]) -> Grouping:
    number = {label: position for position, label in enumerate(labels)}
    listed = [(row, number[str(label)]) for row, label in pairs]
    obstacle = np.array([row for row, _ in listed], dtype=np.int64)
    group = np.array([position for _, position in listed], dtype=np.int64)
    return Grouping(subject, tuple(labels), obstacle, group)
