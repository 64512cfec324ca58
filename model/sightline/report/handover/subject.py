"""What a report speaks of: an analysis, what was asked for beside it, and the run that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sightline.document import Obstacle
from sightline.merging.difference import Difference
from sightline.pipeline import Analysis
from sightline.report.handover.customer_word import CustomerWord
from sightline.report.wording import Names
from sightline.studies.effect import Effect
from sightline.studies.naming import list_obstacles
from sightline.studies.roadmap import Roadmap, make_roadmap
from sightline.studies.scenario import Scenario
from sightline.studies.uncertainty import Uncertainty


@dataclass(frozen=True, slots=True)
class Run:
    """What the figures come from: the manifest, the commands that compute them again, and what reading left open."""

    manifest: Mapping[str, object]
    commands: tuple[str, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Tried:
    """A scenario, and what it does to the organization of the report."""

    scenario: Scenario
    effect: Effect


@dataclass(frozen=True, eq=False)
class Subject:
    """An analysis to report on; ``uncertainty`` and ``difference`` (from an earlier state) where they were asked for.

    ``elements`` (ids) are those whose line of sight is told, ``tried`` the scenarios that are.

    ``word`` turns our sentences into the words of the organization; what the model says itself is never changed.
    """

    analysis: Analysis
    word: CustomerWord
    run: Run | None = None
    uncertainty: Uncertainty | None = None
    difference: Difference | None = None
    elements: tuple[str, ...] = ()
    tried: tuple[Tried, ...] = ()

    @cached_property
    def _names(self) -> Names:
        return Names(self.analysis.snapshot.network)

    @cached_property
    def records(self) -> Mapping[int, Obstacle]:
        """What the file says about each obstacle, by its row; nothing where there are arrays only."""
        organization = self.analysis.snapshot.organization
        if organization is None:
            return {}
        rows = self.analysis.snapshot.network.obstacles.row
        return {rows[name]: spot.obstacle for name, spot in list_obstacles(organization).items() if name in rows}

    @cached_property
    def roadmap(self) -> Roadmap:
        """The dated interventions of the file, and the index along the way."""
        return make_roadmap(self.analysis.snapshot)

    def element(self, row: int) -> str:
        """Name one element."""
        return self._names.element(row).replace("`", "")

    def obstacle(self, row: int) -> str:
        """Say what one obstacle is and where."""
        return self._names.obstacle(row).replace("`", "")


def choose_word(word: str | None, analysis: Analysis) -> CustomerWord:
    """Say ``word`` for an external customer wherever it is not a name of the model; raises UsageError for no word."""
    network = analysis.snapshot.network
    return CustomerWord(
        word, (str(name) for name in (*network.elements.names, *network.elements.ids, network.name) if name)
    )
