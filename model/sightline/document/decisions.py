"""Decisions and interventions: who decides what, and what is planned against which obstacles."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from sightline.document.fields import (
    Amount,
    Day,
    Identifier,
    Identifiers,
    KindName,
    Label,
    Share,
    Strict,
    Text,
    _as_tuple,
)

Count = Annotated[int, Field(ge=0, le=10_000_000)]
CountOrIds = Count | Identifiers


class Decision(Strict):
    """One decision that recurs: what it is about, who decides, approves (each a veto) and is consulted, days taken."""

    id: Identifier
    name: Label | None = None
    description: Text | None = None
    about: Identifiers = ()
    decider: Identifiers = ()
    approvers: CountOrIds = 0
    consulted: CountOrIds = 0
    recommends: Identifiers = ()
    performs: Identifiers = ()
    days: Amount | None = None
    reopened_share: Share | None = None

    @property
    def title(self) -> str:
        """What people call it: the name, else the id."""
        return self.name or self.id


class Clearance(Strict):
    """What an intervention does to one obstacle, named by its id, or by place and kind; ``to`` is what remains."""

    obstacle: Identifier | None = None
    on: Label | None = None
    kind: KindName | None = None
    to: Share = 0.0

    @model_validator(mode="after")
    def _names_one_obstacle(self) -> Self:
        by_id, by_place = self.obstacle is not None, self.on is not None or self.kind is not None
        if by_id == by_place or (by_place and (self.on is None or self.kind is None)):
            raise ValueError("name an obstacle by its id (`obstacle`), or by `on` and `kind` together")
        return self


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, dict) else _as_tuple(value)


class Intervention(Strict):
    """One planned change: its cost (any unit that the file keeps to), owner, date, and the obstacles that it clears."""

    id: Identifier
    name: Label | None = None
    description: Text | None = None
    cost: Amount | None = None
    owner: Label | None = None
    date: Day | None = None
    clears: Annotated[
        tuple[Clearance, ...], BeforeValidator(_one_or_many, json_schema_input_type=Clearance | list[Clearance])
    ] = ()
