"""The ranked lists of the page Hotspots: obstacles, the places that they sit on, and the groups that they form."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from sightline.analyzers.grouping import Grouping, areas, teams, themes
from sightline.analyzers.occlusion import Cost
from sightline.app.model import Model
from sightline.app.parts.hotspot_places import name_of
from sightline.arrays.network import Rows
from sightline.catalogue import AREAS
from sightline.phrases import clean, cut
from sightline.pictures.ranked_bars import Ranked, rank
from sightline.pictures.vega_style import AREA_TITLES

By = Literal["obstacle", "element", "relation", "team", "area", "theme"]
BY: Final[tuple[By, ...]] = ("obstacle", "element", "relation", "team", "area", "theme")
OUTSIDE: Final = "(none)"
"""Stands for no team where a team is chosen."""


def rank_by(model: Model, by: By, *, team: str = "", area: str = "", top: int = 10) -> tuple[Ranked, ...]:
    """Rank one kind of hotspot; obstacles and places only of a team and an area, where these are given."""
    occlusion, network = model.analysis.occlusion, model.snapshot.network
    if by in ("team", "area", "theme"):
        group = occlusion.group(f"{by}s")
        return rank(group.cost, group.labels, lambda row: name_of_group(model, by, group.labels[row]), top)
    rows = find_obstacles(model, team=team, area=area)
    if by == "obstacle":
        ids = [str(identifier) for identifier in network.obstacles.ids[rows]]
        return rank(_part(occlusion.obstacles, rows), ids, lambda at: name_of(model, int(rows[at])), top)
    at_elements = by == "element"
    places = np.unique((network.obstacles.element if at_elements else network.obstacles.relation)[rows])
    places = places[places >= 0]
    if at_elements:
        ids = [str(identifier) for identifier in network.elements.ids[places]]
        return rank(_part(occlusion.elements, places), ids, lambda at: _element(model, int(places[at])), top)
    ids = [network.spell_relation(row) for row in places.tolist()]
    return rank(_part(occlusion.relations, places), ids, lambda at: _relation(model, int(places[at])), top)


def find_obstacles(model: Model, *, team: str = "", area: str = "") -> Rows:
    """List the obstacle rows of a team and an area, hottest first; of all where none is given."""
    network, wanted = model.snapshot.network, model.analysis.occlusion.hotspots
    if area:
        wanted = wanted[network.obstacles.areas[wanted] == area]
    if team:
        grouping = grouping_of(model, "team")
        inside = grouping.obstacle if team == OUTSIDE else _inside(grouping, team)
        wanted = wanted[np.isin(wanted, inside, invert=team == OUTSIDE)]
    return wanted


def members(model: Model, by: By, identifier: str) -> Rows:
    """List the obstacle rows that one entry of a list stands for, hottest first."""
    network, foremost = model.snapshot.network, model.analysis.occlusion.hotspots
    placed = network.obstacles
    if by == "obstacle":
        inside = np.array([placed.row[identifier]] if identifier in placed.row else [], dtype=np.int64)
    elif by == "element":
        inside = np.flatnonzero(placed.element == network.elements.row.get(identifier, len(network.elements)))
    elif by == "relation":
        relations = [row for row in np.unique(placed.relation).tolist() if row >= 0]
        inside = np.flatnonzero(
            np.isin(placed.relation, [row for row in relations if network.spell_relation(row) == identifier])
        )
    else:
        inside = _inside(grouping_of(model, by), identifier)
    return foremost[np.isin(foremost, inside)]


def grouping_of(model: Model, by: By) -> Grouping:
    """Group the obstacles by team, area or theme."""
    group = {"team": teams, "area": areas, "theme": themes}[by]
    return model.recall(("hotspot-groups", by), lambda: group(model.snapshot.network))


def name_of_group(model: Model, by: By, label: str) -> str:
    """Name a team, an area or a theme for people."""
    if by == "team":
        return _element(model, model.snapshot.network.elements.row[label])
    if by == "area" and label in AREAS:
        return AREA_TITLES[label]
    return cut(clean(label)).replace("-", " ").capitalize()


def read_by(text: str) -> By:
    """Read a kind of list; obstacles where the text names none."""
    return next((by for by in BY if by == text), "obstacle")


def _inside(grouping: Grouping, label: str) -> Rows:
    number = grouping.labels.index(label) if label in grouping.labels else -1
    inside: Rows = grouping.obstacle[grouping.group == number]
    return inside


def _part(cost: Cost, rows: Rows) -> Cost:
    """Take the figures of some rows."""
    return Cost(cost.blocked[rows], cost.gain[rows], cost.exact[rows], cost.share[rows])


def _element(model: Model, row: int) -> str:
    return model.names.element(row).replace("`", "")


def _relation(model: Model, row: int) -> str:
    return model.names.relation(row).replace("`", "")
