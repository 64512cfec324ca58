"""The catalogue of obstacle kinds: their names at hand, everything else about them when it is asked for."""

from sightline.catalogue.obstacle_kinds import AREAS, OBSTACLE_KINDS, Area, ObstacleKind, find_obstacle_kind

__all__ = ["AREAS", "OBSTACLE_KINDS", "Area", "ObstacleKind", "find_obstacle_kind"]
