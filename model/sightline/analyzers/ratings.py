"""Ratings: where those inside like a product better than clients do, or themselves better than their receivers do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np

from sightline.arrays.network import Floats
from sightline.document import Element, Organization, Thresholds
from sightline.findings import Column, Finding, Result, Table
from sightline.phrases import percent
from sightline.snapshot import Snapshot

_ROUNDING = 1e-9
"""Ratings are decimal: 4.2 - 3.2 is one point."""


@dataclass(frozen=True, eq=False)
class Rated(Result):
    """The elements that the file rates, in its order: ``internal``, ``client`` and ``expected``, on one scale.

    ``inside_gap`` is the rating inside less that of the clients, ``surprise`` what clients were expected to say less
    what they said; NaN where one of the two is missing.
    """

    name: ClassVar[str] = "ratings"

    elements: tuple[Element, ...]
    internal: Floats
    client: Floats
    expected: Floats

    @property
    def inside_gap(self) -> Floats:
        """How many points more those inside give."""
        return self.internal - self.client

    @property
    def surprise(self) -> Floats:
        """How many points fewer clients gave than was expected."""
        return self.expected - self.client

    @property
    def tables(self) -> tuple[Table, ...]:
        """One table about what is rated."""
        columns: dict[str, Column] = {
            "name": [one.title for one in self.elements],
            "internal": self.internal,
            "client": self.client,
            "expected": self.expected,
            "inside_gap": self.inside_gap,
            "surprise": self.surprise,
        }
        return (Table("ratings", [one.id for one in self.elements], columns),)


@dataclass(frozen=True, slots=True)
class RatingsAnalyzer:
    """Ask whether those inside and their clients like the same."""

    name: ClassVar[str] = "ratings"

    def run(self, snapshot: Snapshot) -> Rated:
        """Hold the ratings of each element beside each other."""
        everyone = snapshot.organization.elements if snapshot.organization else ()
        said = [(one, one.ratings) for one in everyone if one.ratings is not None]
        columns = np.array([[given.internal, given.client, given.expected] for _, given in said], dtype=np.float64)
        internal, client, expected = columns.reshape(-1, 3).T
        elements = tuple(one for one, _ in said)
        findings = _find_loved_inside(elements, internal - client, snapshot.thresholds)
        return Rated(elements=elements, internal=internal, client=client, expected=expected, findings=tuple(findings))


def _find_loved_inside(elements: tuple[Element, ...], gap: Floats, limits: Thresholds) -> Iterator[Finding]:
    """Tell each element that is rated inside so much better than by clients, the widest gap first."""
    wide = np.flatnonzero((gap > 0) & (gap >= limits.inside_love_points - _ROUNDING))
    for place in wide[np.argsort(-gap[wide], kind="stable")].tolist():
        element = elements[place]
        yield Finding(
            code="inside-love",
            title=f"{element.title} is rated {gap[place]:.1f} points higher inside than by clients",
            severity="warning",
            value=float(gap[place]),
            threshold=limits.inside_love_points,
            elements=(element.id,),
            why="What is liked inside is easily kept as it is; what clients lack in it may then not be looked for.",
            evidence_against="Those inside and clients may have rated different uses, or at different times.",
            action=f"Watch clients use {element.title}, and ask them what one thing could be better.",
        )


class Spot(Protocol):
    """How those at an element think they are rated and how they are, from 0 (bad) to 1 (good).

    ``is_clear`` where the gap reaches ``blind_spot_gap`` and the central 90 % of the two lie apart.
    """

    @property
    def element(self) -> str:
        """Its id."""

    @property
    def own(self) -> float:
        """The self-rating."""

    @property
    def receivers(self) -> float:
        """The rating of those who receive the work."""

    @property
    def is_clear(self) -> bool:
        """Whether the difference is beyond doubt."""


def tell_blind_spots(spots: Iterable[Spot], organization: Organization) -> Iterator[Finding]:
    """Tell each element that clearly rates itself above its receivers, the widest gap first.

    An organization holds no self-ratings; they come with the answers of a survey, told figures only.
    """
    for spot in sorted((one for one in spots if one.is_clear), key=lambda one: one.receivers - one.own):
        title = organization.by_id[spot.element].title
        yield Finding(
            code="blind-spot",
            title=f"{title} rates its work at {percent(spot.own)}, its receivers at {percent(spot.receivers)}",
            severity="notice",
            value=spot.own - spot.receivers,
            threshold=organization.thresholds.blind_spot_gap,
            elements=(spot.element,),
            why="What is not seen where it is made is not mended there; receivers can say what arrives.",
            evidence_against="Receivers may not know what was asked for, or answer for what others hand to them.",
            action="Let both look at the same few cases together; take the receivers' rating for the severity.",
        )
