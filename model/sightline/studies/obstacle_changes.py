"""Changes to obstacles: their severity, their removal, new ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sightline.document import Obstacle, Organization
from sightline.document.fields import KindName, Label, Share
from sightline.phrases import percent
from sightline.studies.naming import (
    Holder,
    Spot,
    holder_name,
    kind_name,
    obstacle_name,
    require_holder,
    require_obstacle,
)
from sightline.studies.rebuilding import checked, rebuilt, replaced


@dataclass(frozen=True, slots=True)
class SetSeverity:
    """Another severity for one obstacle, named by its id (also a generated one).

    The interval and the respondents behind the old severity say nothing of the new one and go. A removed obstacle that
    gets a severity is there again.
    """

    obstacle: Label
    to: Share

    def apply(self, organization: Organization) -> Organization:
        """Give the organization with this severity; raises UsageError for an unknown obstacle or no severity."""
        spot = require_obstacle(organization, self.obstacle)
        if self.to == spot.obstacle.weight:
            return organization
        status = None if spot.obstacle.status == "removed" else spot.obstacle.status
        return _replace_obstacle(organization, spot, severity=self.to, low=None, high=None, n=None, status=status)

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown obstacle."""
        spot = require_obstacle(organization, self.obstacle)
        return f"Set {obstacle_name(organization, spot)} to {percent(self.to)}"


@dataclass(frozen=True, slots=True)
class ClearObstacle:
    """One obstacle removed: it stays for the record with the status `removed`, and counts with severity 0."""

    obstacle: Label

    def apply(self, organization: Organization) -> Organization:
        """Give the organization without the obstacle's effect; raises UsageError for an unknown one."""
        spot = require_obstacle(organization, self.obstacle)
        return _replace_obstacle(organization, spot, status="removed")

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown obstacle."""
        return f"Clear {obstacle_name(organization, require_obstacle(organization, self.obstacle))}"


@dataclass(frozen=True, slots=True)
class AddObstacle:
    """A new obstacle on an element (its id) or on a carrying relation (its id or spelling)."""

    on: Label
    kind: KindName
    severity: Share

    def apply(self, organization: Organization) -> Organization:
        """Give the organization with the obstacle, last in the list of its place.

        Raises UsageError for an unknown place, one that takes no obstacle, or a severity that is none.
        """
        holder = require_holder(organization, self.on)
        added = Obstacle.model_construct(kind=self.kind, severity=self.severity)
        return rebuilt(organization, **_with_obstacles(organization, holder, lambda there: (*there, added)))

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError for an unknown place."""
        place = holder_name(organization, require_holder(organization, self.on))
        return f"Add {kind_name(self.kind)} {place}, severity {percent(self.severity)}"


def _replace_obstacle(organization: Organization, spot: Spot, **fields: object) -> Organization:
    """Replace fields of one obstacle. Nothing else can become wrong by that, so nothing else is checked."""
    obstacle = checked(spot.obstacle.model_copy(update=fields))

    def put(there: tuple[Obstacle, ...]) -> tuple[Obstacle, ...]:
        return (*there[: spot.position], obstacle, *there[spot.position + 1 :])

    return replaced(organization, **_with_obstacles(organization, spot.holder, put))


def _with_obstacles(
    organization: Organization, holder: Holder, change: Callable[[tuple[Obstacle, ...]], tuple[Obstacle, ...]]
) -> dict[str, Any]:
    """Give the field of the organization that has the holder, with the obstacles there changed."""
    holders = list(getattr(organization, holder.among))
    there = holders[holder.position]
    holders[holder.position] = there.model_copy(update={"obstacles": change(there.obstacles)})
    return {holder.among: tuple(holders)}
