"""A mapping profile: how the sheets of a file become an organization, confirmed once and used again next month.

Columns are named by the words of their header, so that a profile still fits when rows or columns are added or moved. A
header of two rows is joined: ``2024 / Headcount``. A column without a header is named ``column C``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sightline.document.vocabulary import ElementKind
from sightline.formats.source import EdgeMeaning

SheetKind = Literal["elements", "relations", "matrix", "obstacles", "employees", "units", "ignore"]
"""``elements``: one a row (teams, products, ...). ``relations``: one a row, from and to. ``matrix``: who works for whom
as a rectangle of names. ``obstacles``: one a row. ``employees``: one person or post a row, rolled up to units and
roles. ``units``: one organizational unit a row. ``ignore``: not read, and counted so."""

DecimalMark = Literal[".", ","]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class SheetProfile(_Strict):
    """How one sheet, or one file of separated values, is read.

    ``match``: its name, without regard to case; ``*`` stands for any letters. ``columns``: from the header to the field
    that it fills (:data:`sightline.formats.mapping.fields.FIELDS`), or to ``ignore``. ``header_row``: the first row of
    the header, counted from 1, where its words do not find it (a list without a header has 0). ``header_rows``: how
    many rows it takes. ``kind_of_elements``: what the rows of elements are, where no column says it. ``edges``: what a
    relation or a mark of a matrix means, read from the row's element to the column's. ``decimal``: the decimal mark of
    numbers that came as text.
    """

    match: Text
    kind: SheetKind
    columns: dict[Text, Text] = Field(default_factory=dict)
    header_row: Annotated[int, Field(ge=0)] | None = None
    header_rows: Annotated[int, Field(ge=0, le=5)] = 1
    kind_of_elements: ElementKind = "team"
    edges: EdgeMeaning = "serves"
    decimal: DecimalMark = "."


class Profile(_Strict):
    """How a file of tables becomes an organization. ``people``: keep single persons; they are dropped otherwise."""

    sightline_profile: Literal[1] = 1
    name: Text | None = None
    customers: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    people: bool = False
    sheets: Annotated[tuple[SheetProfile, ...], Field(strict=False)]
