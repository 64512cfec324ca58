"""The catalogue of obstacle kinds."""

from sightline.catalogue.obstacle_kinds import AREAS, OBSTACLE_KINDS, Area, ObstacleKind, find_obstacle_kind

__all__ = ["AREAS", "OBSTACLE_KINDS", "Area", "ObstacleKind", "find_obstacle_kind"]
