"""The rows of the sheets that a profile describes, read field by field, with the place of every cell."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sightline.document.fields import MAX_LABEL
from sightline.document.wording import did_you_mean, nearest
from sightline.errors import InputError, Place, Problem
from sightline.formats.grids import Grid
from sightline.formats.mapping.cells import plain, read_value
from sightline.formats.mapping.fields import FIELDS, IGNORE
from sightline.formats.mapping.located import Heading, Located, locate_as
from sightline.formats.mapping.profile import Profile, SheetKind, SheetProfile
from sightline.formats.mapping.profile_file import find_mistakes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One grid with the profile that describes it. ``columns``: by field, the numbers of those that fill it.

    ``free`` are the columns that the profile does not name.
    """

    grid: Grid
    profile: SheetProfile
    located: Located
    columns: Mapping[str, tuple[int, ...]]
    free: tuple[Heading, ...]

    def records(self) -> Iterator[Record]:
        """Go through the rows; one that says nothing in the columns that are read has no values."""
        for row in self.located.rows:
            yield Record(self, row, dict(self._values(row)))

    def _values(self, row: int) -> Iterator[tuple[str, object]]:
        for name, columns in self.columns.items():
            field = FIELDS[self.profile.kind][name]
            values = [read_value(field.column, self.grid.cell(row, at), self.profile.decimal) for at in columns]
            said = [value for value in values if value is not None]
            if field.several and said:
                yield name, [item for value in said for item in (value if isinstance(value, list) else [value])]
            elif said:
                yield name, said[0]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One row: what its cells say by field. Two records are the same only if they are one row."""

    sheet: Sheet
    row: int
    values: Mapping[str, object]

    def text(self, field: str) -> str | None:
        """Take what a field says as text, None where it says nothing."""
        value = self.values.get(field)
        return None if value is None else str(value)

    def texts(self, field: str) -> list[str]:
        """Take the entries of a field that several columns may fill, or that holds a list."""
        value = self.values.get(field, [])
        return [str(item) for item in (value if isinstance(value, list) else [value])]

    def place(self, field: str | None = None) -> Place:
        """Name the place of the row, or of the cell that fills a field."""
        columns = self.sheet.columns.get(field or "", ())
        return self.sheet.grid.place(self.row, columns[0] if columns else None)

    def source(self, column: int | None = None) -> dict[str, object]:
        """Say where something came from, as ``source`` of format 1."""
        place = self.sheet.grid.place(self.row, column)
        # The end of a long path tells more than its beginning.
        return {"file": self.sheet.grid.file[-MAX_LABEL:], "place": (place.part or "")[:MAX_LABEL]}

    def spell(self) -> str:
        """Name the row in a sentence."""
        return f"{self.sheet.grid.name} row {self.row + 1}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that are read, those that a profile leaves out on purpose, and those that it does not know."""

    sheets: tuple[Sheet, ...]
    ignored: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    """What the profile names and is not there."""

    def of(self, *kinds: SheetKind) -> list[Sheet]:
        """List the sheets of some kinds."""
        return [sheet for sheet in self.sheets if sheet.profile.kind in kinds]


def read_sheets(grids: Sequence[Grid], profile: Profile) -> Workbook:
    """Find the sheet profile of each grid (the first that matches its name), and the columns that it names.

    Raises InputError with every mistake: a field that a kind of sheet does not have, a column that a grid does not
    have, a profile that fits none of the grids.
    """
    problems = [
        Problem(f"{message}, in the profile of `{sheet.match}`", Place(part=".".join(map(str, path))), value, near)
        for sheet in profile.sheets
        for path, message, value, near in find_mistakes(sheet)
    ]
    if problems:
        raise InputError(problems)
    sheets: list[Sheet] = []
    ignored: list[str] = []
    unknown: list[str] = []
    matched: set[str] = set()
    for grid in grids:
        found = next((sheet for sheet in profile.sheets if _fits(grid.name, sheet.match)), None)
        if found is None:
            unknown.append(grid.name)
            continue
        matched.add(found.match)
        if found.kind == "ignore":
            ignored.append(grid.name)
            continue
        try:
            sheets.append(_lay_over(grid, found))
        except InputError as error:
            problems += error.problems
    missing = [sheet.match for sheet in profile.sheets if sheet.match not in matched and sheet.kind != "ignore"]
    if not sheets and not problems:
        near = nearest(missing[0].casefold(), [name.casefold() for name in unknown]) if missing else None
        fault = "the profile fits none of these sheets" if unknown or missing else "nothing is read of these sheets"
        message = f"{fault}: {', '.join(f'`{name}`' for name in (*unknown, *ignored))}"
        if not unknown and not missing:
            message += "; say in a profile what they hold (docs/how-to/from-excel.md), or head its columns From and To"
        problems.append(Problem(message + did_you_mean(near), Place(grids[0].file if grids else None)))
    if problems:
        raise InputError(problems)
    return Workbook(tuple(sheets), tuple(ignored), tuple(unknown), tuple(missing))


def _fits(name: str, match: str) -> bool:
    """Tell whether a sheet has the name that a profile means; only ``*`` stands for other letters."""
    pattern = plain(match).replace("[", "[[]").replace("?", "[?]")
    return fnmatch.fnmatchcase(plain(name), pattern)


def _lay_over(grid: Grid, profile: SheetProfile) -> Sheet:
    located = locate_as(grid, profile)
    words = {plain(header): word for header, word in profile.columns.items()}
    columns: dict[str, tuple[int, ...]] = {}
    for heading in located.headings:
        word = words.get(plain(heading.text), IGNORE)
        if word != IGNORE:
            columns[word] = (*columns.get(word, ()), heading.column)
    free = tuple(heading for heading in located.headings if plain(heading.text) not in words)
    return Sheet(grid, profile, located, columns, free)
