"""Blind spots: where those who do the work expect a better rating than those who receive it give.

Both sides are read from told figures alone, so that nothing follows that they do not tell: the mirror question about an
element, and the receivers' figures that are about no other element's work. On the scale from 0 (bad) to 1 (good).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sightline.document import Organization
from sightline.document.elements import Ratings
from sightline.evidence.conversion import Belief
from sightline.evidence.pooling import pooled
from sightline.evidence.question_ids import MIRROR
from sightline.studies.rebuilding import replaced

if TYPE_CHECKING:
    from sightline.evidence.applying import Figure


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """How those at an element think they are rated, how they are, and whether the difference is beyond doubt.

    ``is_clear`` where the gap reaches the threshold and the central 90 % of the two lie apart.
    """

    element: str
    own: float
    receivers: float
    is_clear: bool

    @property
    def gap(self) -> float:
        """By how much the own rating is higher; below 0 where it is lower."""
        return self.own - self.receivers


def find_blind_spots(figures: Iterable[Figure], gap: float) -> tuple[BlindSpot, ...]:
    """Find the elements of which both sides may be told; ``gap`` is the threshold, from 0 to 1."""
    own: dict[str, Belief] = {}
    received: dict[str, list[Belief]] = {}
    for figure in figures:
        if len(figure.owners) == 1:
            (owner,) = figure.owners
            if figure.kind == MIRROR:
                own[owner] = figure.told.belief
            elif figure.is_of_receivers:
                received.setdefault(owner, []).append(figure.told.belief)
    return tuple(_compare(owner, own[owner], pooled(received[owner]), gap) for owner in own if owner in received)


def with_ratings(organization: Organization, spots: Iterable[BlindSpot]) -> Organization:
    """Write both sides down as ratings from 1 to 5: ``expected`` by those who do the work, ``client`` by receivers."""
    known = {spot.element: spot for spot in spots}
    if not known:
        return organization
    elements = []
    for element in organization.elements:
        spot = known.get(element.id)
        if spot is not None:
            ratings = (element.ratings or Ratings()).model_copy(
                update={"expected": round(1 + 4 * spot.own, 1), "client": round(1 + 4 * spot.receivers, 1)}
            )
            element = element.model_copy(update={"ratings": ratings})  # noqa: PLW2901 - the same element, rated
        elements.append(element)
    return replaced(organization, elements=tuple(elements))


def _compare(owner: str, own: Belief, received: Belief, gap: float) -> BlindSpot:
    """Compare beliefs about severity: what is lower there is rated higher."""
    difference = received.mean - own.mean
    is_apart = own.interval[1] < received.interval[0]
    return BlindSpot(owner, 1 - own.mean, 1 - received.mean, difference >= gap and is_apart)
