"""The field types of format 1: identifiers, shares, dates; strict, with the conversions that the file format allows."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

ID_PATTERN = r"^[a-z0-9][a-z0-9._-]*$"
MAX_LABEL = 500
MAX_TEXT = 20_000
MAX_LIST = 1_000


class Strict(BaseModel):
    """The base of all that a file says: frozen, strict, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


def _as_date(value: object) -> object:
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value  # refused as text


def _as_tuple(value: object) -> object:
    """Read a list as the tuple that a frozen model holds."""
    return tuple(value) if isinstance(value, list) else value


def _as_tuple_or_one(value: object) -> object:
    """Read one text as a list of one."""
    return (value,) if isinstance(value, str) else _as_tuple(value)


def _hyphenated(value: object) -> object:
    return value.replace("_", "-") if isinstance(value, str) else value


def _unique(values: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"`{value}` stands twice")
        seen.add(value)
    return values


Identifier = Annotated[
    str, Field(pattern=ID_PATTERN, max_length=200, description="An id: a-z, 0-9, dot, hyphen, underscore.")
]
KindName = Annotated[
    str, BeforeValidator(_hyphenated, json_schema_input_type=str), Field(pattern=ID_PATTERN, max_length=100)
]
Label = Annotated[str, Field(min_length=1, max_length=MAX_LABEL)]
Text = Annotated[str, Field(max_length=MAX_TEXT)]
Amount = Annotated[float, Field(ge=0, le=1e12)]
Share = Annotated[float, Field(ge=0, le=1)]
Rating = Annotated[float, Field(ge=0, le=10)]
Day = Annotated[
    datetime.date,
    BeforeValidator(_as_date, json_schema_input_type=Annotated[str, Field(json_schema_extra={"format": "date"})]),
    PlainSerializer(lambda day: day.isoformat(), return_type=str),
]
Labels = Annotated[
    tuple[Label, ...],
    BeforeValidator(_as_tuple_or_one, json_schema_input_type=Label | list[Label]),
    AfterValidator(_unique),
    Field(max_length=MAX_LIST),
]
Identifiers = Annotated[
    tuple[Identifier, ...],
    BeforeValidator(_as_tuple_or_one, json_schema_input_type=Identifier | list[Identifier]),
    AfterValidator(_unique),
    Field(max_length=100_000),
]
