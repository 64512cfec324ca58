"""The organization as people write it, and the reading, checking and writing of it."""

from sightline.document.building import build_organization
from sightline.document.decisions import Clearance, Decision, Intervention
from sightline.document.elements import Element, Ratings, Source
from sightline.document.obstacles import Evidence, Obstacle
from sightline.document.organization import Assumptions, Organization
from sightline.document.relations import Relation
from sightline.document.thresholds import Thresholds
from sightline.document.tree import ImportSummary, Path, Tree, spell_path

__all__ = [
    "Assumptions",
    "Clearance",
    "Decision",
    "Element",
    "Evidence",
    "ImportSummary",
    "Intervention",
    "Obstacle",
    "Organization",
    "Path",
    "Ratings",
    "Relation",
    "Source",
    "Thresholds",
    "Tree",
    "build_organization",
    "spell_path",
]
