"""What tables in columns of their own are likely to mean, for a person to confirm: a profile, how sure, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sightline.document.vocabulary import ElementKind
from sightline.formats.grids import Grid
from sightline.formats.mapping.cells import plain
from sightline.formats.mapping.column_facts import MOSTLY, Table, find_decimal, study
from sightline.formats.mapping.direction import Question, ask_direction
from sightline.formats.mapping.fields import FIELDS, IGNORE, NEEDED
from sightline.formats.mapping.filling import ABOUT_A_PERSON, Filling, fill
from sightline.formats.mapping.judging import (
    Judgement,
    References,
    collect_references,
    find_ends,
    find_identity,
    find_mark_columns,
    find_row_names,
    judge,
)
from sightline.formats.mapping.located import Heading, Located, locate
from sightline.formats.mapping.outside import Reading, ask_customers
from sightline.formats.mapping.profile import Profile, SheetKind, SheetProfile
from sightline.formats.mapping.spellings import find_concepts
from sightline.formats.source import ReadOptions
from sightline.phrases import listed

_SURE: Final = 1.0
_UNSURE: Final = 0.5
_HARDLY: Final = 0.3
_UNCLEAR_MARK: Final = "whether its points and commas are decimal marks is not clear"
_OF_PERSONS: Final = frozenset((("employees", "name"), ("employees", "manager_name"), ("units", "head")))
"""Fields that are read and may hold names of persons."""
_BY_CONCEPT: Final[Mapping[str, ElementKind]] = {
    "unit": "team",
    "delivers": "product",
    "performs": "process",
    "system": "system",
    "job": "role",
    "serves": "customer",
}
"""What the rows of a list of elements are, by what the header over their names, or the name of the sheet, means."""


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What a column is proposed to fill: a field, or ``ignore``; ``samples`` are values, none about persons."""

    heading: Heading
    field: str
    certainty: float
    reason: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """What one grid is proposed to be. ``certainty`` is that of its kind; its columns and questions have their own.

    ``located`` is None where the grid holds no table. The marks of a matrix are no columns of a proposal.
    """

    grid: Grid
    located: Located | None
    sheet: SheetProfile
    certainty: float
    reason: str
    columns: tuple[ColumnProposal, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def least(self) -> float:
        """How sure the least sure thing is that matters: the kind, a column that is read, a question."""
        read = (column.certainty for column in self.columns if column.field != IGNORE)
        return min(self.certainty, *read, *(question.certainty for question in self.questions), _SURE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A profile ready to be kept, and what it rests on. ``questions`` are about all sheets together."""

    profile: Profile
    sheets: tuple[SheetProposal, ...]
    questions: tuple[Question, ...] = ()

    @property
    def certainty(self) -> float:
        """How sure the least sure thing is that matters, 0 to 1; 0 where no sheet would be read."""
        if all(sheet.sheet.kind == "ignore" for sheet in self.sheets):
            return 0.0
        least = [sheet.least for sheet in self.sheets] + [question.certainty for question in self.questions]
        return min(least)

    def is_sure(self, threshold: float) -> bool:
        """Tell whether everything that matters is at least so sure."""
        return self.certainty >= threshold


def propose(grids: Sequence[Grid], options: ReadOptions) -> Proposal:
    """Propose how grids become an organization, from the words of their headers and from their values.

    The proposal does not depend on titles above, empty columns between, or the order of rows and columns; but for
    levels of units, which are read outermost first.
    """
    tables = {at: study(located) for at, grid in enumerate(grids) if (located := locate(grid)) is not None}
    references = collect_references(list(tables.values()))
    sheets: list[SheetProposal] = []
    readings: list[Reading] = []
    for at, grid in enumerate(grids):
        match = _find_match(grid, grids)
        if at not in tables:
            sheet = SheetProfile(match=match, kind="ignore")
            sheets.append(SheetProposal(grid, None, sheet, _SURE, "it holds no table"))
            continue
        proposed, reading = _propose_sheet(tables[at], match, references, options)
        sheets.append(proposed)
        readings.append(reading)
    customers, question = ask_customers(readings, options)
    profile = Profile(customers=customers, sheets=tuple(sheet.sheet for sheet in sheets))
    return Proposal(profile, tuple(_doubt_namesakes(sheets)), () if question is None else (question,))


def _find_match(grid: Grid, grids: Sequence[Grid]) -> str:
    """Name a sheet as the profile finds it again; a single text file is found whatever it is called next month."""
    return "*" if len(grids) == 1 and not grid.part else grid.name.strip()[:500] or "*"


def _doubt_namesakes(sheets: Iterable[SheetProposal]) -> Iterable[SheetProposal]:
    """Be unsure of sheets of one name that are to be read in different ways: a profile knows them only by name."""
    first: dict[str, SheetProfile] = {}
    for proposed in sheets:
        known = first.setdefault(plain(proposed.sheet.match), proposed.sheet)
        if known == proposed.sheet:
            yield proposed
        else:
            yield replace(proposed, certainty=_HARDLY, reason="another sheet of this name is read in another way")


def _propose_sheet(
    table: Table, match: str, references: References, options: ReadOptions
) -> tuple[SheetProposal, Reading]:
    judgement = judge(table, references)
    ends = find_ends(table, references) if judgement.kind == "relations" else None
    fillings = fill(judgement.kind, table, references, ends)
    filled = {filling.field for filling in fillings}
    if not any(needed <= filled for needed in NEEDED[judgement.kind]):
        judgement, ends, fillings = _give_up(judgement, filled), None, []
    numbers = [one.column for one in fillings if _is_number(judgement, one)]
    if judgement.kind == "matrix" and (names := find_row_names(table)) is not None:
        numbers += find_mark_columns(table, names)
    decimal, is_sure = find_decimal(numbers)
    if not any(
        any(column.count_decimals()) for column in numbers
    ):  # columns that are not read may tell it all the same
        decimal, _ = find_decimal(column for column in table.columns if column.numbers > MOSTLY)
    if not is_sure:
        fillings = [_doubt_decimal(judgement, one) for one in fillings]
    if not is_sure and judgement.kind == "matrix":
        judgement = replace(judgement, certainty=_UNSURE, reason=f"{judgement.reason}; {_UNCLEAR_MARK}")
    sheet = SheetProfile(
        match=match,
        kind=judgement.kind,
        columns={filling.column.heading.text: filling.field for filling in fillings},
        header_row=None if table.located.header_row is not None or judgement.kind == "ignore" else 0,
        header_rows=max(1, table.located.header_rows) if judgement.kind == "ignore" else table.located.header_rows,
        kind_of_elements=_find_kind_of_elements(table, judgement),
        decimal=decimal,
    )
    questions: tuple[Question, ...] = ()
    if judgement.kind in ("relations", "matrix"):
        edges, question = ask_direction(table, ends, options)
        sheet, questions = sheet.model_copy(update={"edges": edges}), (question,)
    columns = tuple(_show(filling, judgement.kind) for filling in fillings)
    proposed = SheetProposal(
        table.grid, table.located, sheet, judgement.certainty, judgement.reason, columns, questions
    )
    return proposed, Reading(table, sheet, fillings)


def _give_up(judgement: Judgement, filled: set[str]) -> Judgement:
    """Leave a sheet out that lacks what its kind needs, and say what that is."""
    lacking = min((needed - filled for needed in NEEDED[judgement.kind]), key=lambda one: (len(one), sorted(one)))
    words = listed([f"`{field}`" for field in sorted(lacking)])
    return Judgement("ignore", _HARDLY, f"it may be a list of {judgement.kind}, but no column says {words}")


def _is_number(judgement: Judgement, filling: Filling) -> bool:
    field = FIELDS[judgement.kind].get(filling.field)
    return field is not None and field.column.kind in ("number", "whole")


def _doubt_decimal(judgement: Judgement, filling: Filling) -> Filling:
    if not _is_number(judgement, filling) or not any(filling.column.count_decimals()):
        return filling
    return replace(filling, certainty=min(filling.certainty, _UNSURE), reason=_UNCLEAR_MARK)


def _find_kind_of_elements(table: Table, judgement: Judgement) -> ElementKind:
    identity = find_identity(table) if judgement.kind == "elements" else None
    headers = [table.grid.name] if identity is None else [identity.heading.text, table.grid.name]
    if judgement.kind != "elements":
        return "team"
    concepts = [match.concept for header in headers for match in find_concepts(header)]
    return next((_BY_CONCEPT[concept] for concept in concepts if concept in _BY_CONCEPT), "team")


def _show(filling: Filling, kind: SheetKind) -> ColumnProposal:
    """Show what is proposed for a column, without the values of one about persons."""
    is_private = filling.reason == ABOUT_A_PERSON or (kind, filling.field) in _OF_PERSONS
    samples = () if is_private else filling.column.samples
    return ColumnProposal(filling.column.heading, filling.field, filling.certainty, filling.reason, samples)
