"""What if: one organization, some changes, and everything worked out anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sightline.arrays.network import Floats
from sightline.document import Organization
from sightline.errors import UsageError
from sightline.snapshot import Snapshot
from sightline.studies.changes import Change, apply_changes, only_severities
from sightline.studies.effect import Effect
from sightline.studies.naming import list_obstacles
from sightline.studies.severities import Severities


class WhatIf:
    """Changes tried on one snapshot, which is never touched; what one question works out, the next one uses."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._severities = Severities(snapshot)

    def evaluate(self, changes: Sequence[Change]) -> Effect:
        """Make changes one after another and give their effect.

        Where only severities change, all but the flow is shared with the snapshot. Raises UsageError for a change that
        cannot be made, and where there is no document to change.
        """
        if self.snapshot.organization is None:
            raise UsageError("what is read straight into arrays cannot be changed; read it as a document")
        organization = apply_changes(self.snapshot.organization, changes)
        if not only_severities(changes):
            return Effect(self.snapshot, Snapshot(organization))
        return Effect(self.snapshot, self._with_severities(organization))

    def index_with(self, severities: Mapping[int, float]) -> float:
        """Give the index if these obstacles (rows of the network) had these severities; 0 where there is no effort.

        Takes a few milliseconds at 10,000 elements once each obstacle was asked for. Raises UsageError for an unknown
        row and for what is no severity.
        """
        return self._severities.index(severities)

    def sight_with(self, severities: Mapping[int, float]) -> Floats:
        """Give the sight of every element if these obstacles (rows of the network) had these severities."""
        return self._severities.sight(severities)

    def _with_severities(self, organization: Organization) -> Snapshot:
        """Give the snapshot of an organization that differs in severities only."""
        known = self.snapshot.network.obstacles.severity.tolist()
        weights = [spot.obstacle.weight for spot in list_obstacles(organization).values()]
        pairs = zip(known, weights, strict=True)
        changed = {row: weight for row, (before, weight) in enumerate(pairs) if before != weight}
        flow = self._severities.flow(changed)
        after = Snapshot(organization)
        placed = replace(self.snapshot.network.obstacles, severity=self._severities.severity(changed))
        after.network = replace(self.snapshot.network, obstacles=placed)
        after.routes, after.flow, after.clear_flow = self.snapshot.routes, flow, self.snapshot.clear_flow
        return after
