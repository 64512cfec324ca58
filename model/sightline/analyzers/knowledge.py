"""Knowledge: where all that is known comes from surveys, and where nearly all of the model comes from one side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from sightline.arrays.network import Network, Rows
from sightline.document import Obstacle, Organization, Thresholds
from sightline.document.vocabulary import AREA_OF_KIND
from sightline.findings import Finding, Result, Table
from sightline.phrases import counted, percent
from sightline.snapshot import Snapshot

SURVEYS: Final = frozenset(("survey", "questionnaire"))
"""The types of evidence that only say what people answer when asked."""


@dataclass(frozen=True, eq=False)
class Knowledge(Result):
    """What the model rests on. ``surveyed`` are the obstacle rows for which a file has survey answers only."""

    name: ClassVar[str] = "knowledge"

    network: Network
    surveyed: Rows

    @property
    def tables(self) -> tuple[Table, ...]:
        """Nothing beyond the findings."""
        return ()


@dataclass(frozen=True, slots=True)
class KnowledgeAnalyzer:
    """Ask how one-sided our knowledge is."""

    name: ClassVar[str] = "knowledge"

    def run(self, snapshot: Snapshot) -> Knowledge:
        """Look at the evidence of each obstacle, and at the areas and functions that the model speaks of."""
        network = snapshot.network
        surveyed = _find_surveyed(snapshot.organization)
        findings = (*_find_survey_only(network, surveyed), *_find_lenses(snapshot))
        return Knowledge(network=network, surveyed=surveyed, findings=findings)


def _find_surveyed(organization: Organization | None) -> Rows:
    """List the obstacle rows whose every piece of evidence is a survey."""
    obstacles: list[Obstacle] = []
    if organization is not None:
        obstacles += [one for element in organization.elements for one in element.obstacles]
        obstacles += [one for relation in organization.relations for one in relation.obstacles]
    return np.flatnonzero([_only_surveyed(one) for one in obstacles]).astype(np.int64)


def _only_surveyed(obstacle: Obstacle) -> bool:
    """Tell whether answers are all there is; respondents without any evidence beside them are answers too."""
    if obstacle.status == "removed":
        return False
    types = [(piece.type or "").strip().casefold() for piece in obstacle.evidence]
    return SURVEYS.issuperset(types) if types else obstacle.n is not None


def _find_survey_only(network: Network, surveyed: Rows) -> Iterator[Finding]:
    if not len(surveyed):
        return
    on_element = network.obstacles.element[surveyed] >= 0
    elements, relations = (
        tuple(dict.fromkeys(network.spell_place(row) for row in surveyed[flags].tolist()))
        for flags in (on_element, ~on_element)
    )
    yield Finding(
        code="survey-only",
        title=f"{counted(len(surveyed), 'obstacle is', 'obstacles are')} known from surveys only",
        severity="notice",
        value=float(len(surveyed)),
        threshold=0.0,
        elements=elements,
        relations=relations,
        why="What people answer is not always what happens; a second kind of evidence makes the severity firmer.",
        evidence_against="Where many receivers agree, answers may be all that is needed.",
        action="Add one observation, usage figure or complaint record for each of them, the largest gain first.",
    )


def _find_lenses(snapshot: Snapshot) -> Iterator[Finding]:
    """Look at elements by area, obstacles by area, and elements by the function that they state."""
    network, limits = snapshot.network, snapshot.thresholds
    inside = np.flatnonzero(~network.elements.is_customer & ~network.containers).tolist()
    kinds = [AREA_OF_KIND[network.elements.kind(row)] for row in inside]
    functions = [one.function for one in snapshot.organization.elements] if snapshot.organization else []
    yield from _find_lens("elements", [_spell(area) for area in kinds if area], limits)
    yield from _find_lens("obstacles", [_spell(area) for area in network.obstacles.areas.tolist() if area], limits)
    yield from _find_lens("elements with a function", [name for name in functions if name], limits)


def _spell(area: str) -> str:
    return area.replace("_", " and ")


def _find_lens(what: str, sides: Sequence[str], limits: Thresholds) -> Iterator[Finding]:
    """Tell when nearly all of so many are of one side."""
    common = Counter(sides).most_common(1)
    if not common or len(sides) < limits.lens_least or common[0][1] / len(sides) <= limits.lens_share:
        return
    side, count = common[0]
    yield Finding(
        code="lens-bias",
        title=f"{percent(count / len(sides))} of the {what} are of one side: {side}",
        severity="notice",
        value=count / len(sides),
        threshold=limits.lens_share,
        why="Whoever looks from one side finds what that side knows; what stands in the way elsewhere stays unseen.",
        evidence_against="The question may have been about this side only.",
        action="Ask the other sides the same questions before the plan is made.",
    )
