"""Ratings: where those inside like a product better than clients do, or themselves better than their receivers do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sightline.arrays.network import Floats
from sightline.document import Element, Thresholds
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
            why="What is liked inside is defended inside; what clients lack in it is then not looked for.",
            evidence_against="Those inside and clients may have rated different uses, or at different times.",
            action=f"Watch clients use {element.title}, and ask them what one thing could be better.",
        )


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a group of respondents says, from 0 (bad) to 1 (good): mean, central 90 % interval, how many they are."""

    mean: float
    low: float
    high: float
    respondents: int


@dataclass(frozen=True, slots=True)
class Mirror:
    """How an element rates its own output, and how its receivers do."""

    element: str
    title: str
    own: Opinion
    receivers: Opinion


def find_blind_spots(mirrors: Iterable[Mirror], limits: Thresholds) -> Iterator[Finding]:
    """Tell each element that rates itself clearly above its receivers: a wide gap, and 90 % intervals that are apart.

    Where either group is smaller than ``respondents_least``, nothing is said. A file holds no self-ratings; they come
    with the answers of a survey.
    """
    for mirror in mirrors:
        own, receivers = mirror.own, mirror.receivers
        gap = own.mean - receivers.mean
        few = min(own.respondents, receivers.respondents) < limits.respondents_least
        if few or gap < limits.blind_spot_gap - _ROUNDING or own.low <= receivers.high:
            continue
        yield Finding(
            code="blind-spot",
            title=f"{mirror.title} rates its work at {percent(own.mean)}, its receivers at {percent(receivers.mean)}",
            severity="notice",
            value=gap,
            threshold=limits.blind_spot_gap,
            elements=(mirror.element,),
            why="What one does not see one does not mend; only receivers can say what arrives.",
            evidence_against="Receivers may not know what was asked for, or answer for what others hand to them.",
            action="Let both look at the same few cases together; take the receivers' rating for the severity.",
        )
