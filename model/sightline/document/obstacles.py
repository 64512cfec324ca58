"""Obstacles: what stands in the way, how much it takes, and how we know."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from sightline.catalogue import Area
from sightline.document.fields import (
    Day,
    Identifier,
    Identifiers,
    KindName,
    Label,
    Labels,
    Share,
    Strict,
    Text,
    _as_tuple,
)
from sightline.document.vocabulary import Status


class Evidence(Strict):
    """One piece of evidence: how it was gained (observation, usage data, interview, ...), when, and what it says."""

    type: Label | None = None
    date: Day | None = None
    text: Text


def _evidence_list(value: object) -> object:
    """Read one text as the evidence of one untyped piece."""
    return ({"text": value},) if isinstance(value, str) else _as_tuple(value)


class Obstacle(Strict):
    """What blocks a share of the work at one element or on one carrying relation.

    ``severity`` is the share that is lost there, 0 (clear) to 1 (nothing passes); ``low``..``high`` is its central
    90 % interval, ``n`` the number of respondents behind it. An obstacle with recorded causes is a symptom.
    """

    id: Identifier | None = None
    kind: KindName
    severity: Share
    low: Share | None = None
    high: Share | None = None
    n: Annotated[int, Field(ge=1)] | None = None
    evidence: Annotated[
        tuple[Evidence, ...], BeforeValidator(_evidence_list, json_schema_input_type=Text | list[Evidence])
    ] = ()
    area: Area | None = None
    themes: Labels = ()
    caused_by: Identifiers = ()
    status: Status | None = None
    mandated: bool = False
    mitigation: Text | None = None
    serves_purpose: Text | None = None
    ability: Share | None = None
    willingness: Share | None = None

    @model_validator(mode="after")
    def _interval_holds_the_severity(self) -> Self:
        low = self.severity if self.low is None else self.low
        high = self.severity if self.high is None else self.high
        if not low <= self.severity <= high:
            raise ValueError(f"the interval {low:g} to {high:g} does not hold the severity {self.severity:g}")
        return self

    @property
    def weight(self) -> float:
        """The severity that counts: 0 once the obstacle is removed."""
        return 0.0 if self.status == "removed" else self.severity


Obstacles = Annotated[
    tuple[Obstacle, ...],
    BeforeValidator(_as_tuple, json_schema_input_type=list[Obstacle]),
    Field(max_length=1_000),
]
