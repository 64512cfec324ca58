"""Obstacles by area, team and theme (semantics, section 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sightline.catalogue import find_obstacle_kind
from tests.reference.model import Case, Element, Obstacle, ObstacleKey

AREA_OF_KIND = {
    "product": "products_services",
    "process": "operations",
    "system": "operations",
    "team": "organization",
    "role": "individuals",
    "person": "individuals",
}


def group_by_area(case: Case) -> dict[str, tuple[ObstacleKey, ...]]:
    """Group by area: the obstacle's own, else that of its kind in the catalogue, else that of its place.

    "The area of a relation is its supplier's."
    """

    def area(element: Element, obstacle: Obstacle) -> Iterable[str]:
        known = find_obstacle_kind(obstacle.kind)
        return [obstacle.area or (known.area if known else AREA_OF_KIND[element.kind])]

    return _group(case, area)


def group_by_team(case: Case) -> dict[str, tuple[ObstacleKey, ...]]:
    """Group by team: "the nearest by part_of, a relation's team its supplier's". A team is its own nearest."""
    return _group(case, lambda element, _: [] if (team := find_team(case, element)) is None else [team])


def group_by_theme(case: Case) -> dict[str, tuple[ObstacleKey, ...]]:
    """Group by theme; themes overlap, and a theme named twice by one obstacle counts once."""
    return _group(case, lambda _, obstacle: sorted(set(obstacle.themes)))


def find_team(case: Case, element: Element) -> str | None:
    """Find the nearest team by `part_of`, the element itself included."""
    while element.kind != "team":
        if element.parent is None:
            return None
        element = case.element(element.parent)
    return element.id


def _group(case: Case, names: Callable[[Element, Obstacle], Iterable[str]]) -> dict[str, tuple[ObstacleKey, ...]]:
    groups: dict[str, tuple[ObstacleKey, ...]] = {}
    for key, obstacle in case.obstacles().items():
        place = key.on if isinstance(key.on, str) else case.relations[key.on].supplier
        for name in names(case.element(place), obstacle):
            groups[name] = (*groups.get(name, ()), key)
    return groups
