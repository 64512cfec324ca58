"""All changes that a study can make: one class each, which gives a new organization and says itself in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from sightline.document import Organization
from sightline.studies.element_changes import AddElement, RemoveElement, SetHeadcount
from sightline.studies.element_merging import MergeElements
from sightline.studies.element_splitting import SplitElement
from sightline.studies.obstacle_changes import AddObstacle, ClearObstacle, SetSeverity
from sightline.studies.relation_changes import AddRelation, RemoveRelation, Reroute, SetVolume

__all__ = [
    "AddElement",
    "AddObstacle",
    "AddRelation",
    "Change",
    "ClearObstacle",
    "MergeElements",
    "RemoveElement",
    "RemoveRelation",
    "Reroute",
    "SetHeadcount",
    "SetSeverity",
    "SetVolume",
    "SplitElement",
    "apply_changes",
    "only_severities",
]

Change = (
    SetSeverity
    | ClearObstacle
    | AddObstacle
    | AddRelation
    | RemoveRelation
    | Reroute
    | SetVolume
    | AddElement
    | RemoveElement
    | SetHeadcount
    | MergeElements
    | SplitElement
)
"""One change; every class of them has ``apply`` and ``describe``."""


def apply_changes(organization: Organization, changes: Iterable[Change]) -> Organization:
    """Make changes one after another; each finds its names in what the one before it left.

    Raises UsageError for the first that cannot be made; the organization given is never touched.
    """
    for change in changes:
        organization = change.apply(organization)
    return organization


def only_severities(changes: Iterable[Change]) -> bool:
    """Tell whether changes leave elements, relations and all obstacles in place, so that only severities differ."""
    return all(isinstance(change, SetSeverity | ClearObstacle) for change in changes)
