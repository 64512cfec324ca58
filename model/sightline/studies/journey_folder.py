"""A folder of states of one organization, each with its date: said in the file (``as_of``), else in its name."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sightline.document import Organization
from sightline.errors import InputError, Place, Problem, SightlineError, UsageError
from sightline.formats import FORMATS, ReadOptions, read_organization

MOST: Final = 500
"""States that one journey may have."""
_DATE = re.compile(r"(?<!\d)(\d{4})(?:[-_.](\d{1,2})(?:[-_.](\d{1,2}))?)?(?!\d)")
_SUFFIXES = frozenset(suffix for known in FORMATS if known.read is not None for suffix in known.suffixes)


@dataclass(frozen=True, slots=True)
class Dated:
    """One state of an organization: its date, what its file is called, and what to know of the reading."""

    date: datetime.date
    label: str
    organization: Organization
    notices: tuple[str, ...] = ()


def read_dated(
    folder: Path | str, options: ReadOptions | None = None, told: Callable[[str], None] | None = None
) -> tuple[Dated, ...]:
    """Read the states in a folder, the earliest first; a folder inside it whose name has a date is a state of its own.

    Hidden files and files of no format that is read are passed over. Raises InputError with every mistake of every
    file, UsageError where there is no such folder, or nothing in it.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; a journey is a folder with one file for each date")
    paths = [path for path in sorted(folder.iterdir()) if _may_be_read(path)]
    if not paths:
        raise UsageError(f"{folder} holds nothing that can be read; a journey has one file for each date")
    if len(paths) > MOST:
        raise UsageError(f"{folder} holds {len(paths):,} files; a journey has at most {MOST}")
    found: list[Dated] = []
    problems: list[Problem] = []
    for path in paths:
        if told is not None:
            told(f"reading {path.name}")
        try:
            reading = read_organization(path, options=options)
            found.append(date_of(reading.organization, str(path), reading.notices))
        except InputError as error:
            problems += error.problems
        except SightlineError as error:
            problems.append(Problem(str(error), Place(str(path))))
    if problems:
        raise InputError(problems)
    return in_order(found)


def date_of(organization: Organization, name: str, notices: tuple[str, ...] = ()) -> Dated:
    """Date a state by what it says, else by its file's name; raises InputError where neither has a date."""
    date = organization.as_of or find_date(Path(name).name)
    if date is None:
        raise InputError.of("has no date: say `as_of: 2026-01-31` in it, or put the date in its name", Place(name))
    return Dated(date, Path(name).name, organization, notices)


def in_order(states: Iterable[Dated]) -> tuple[Dated, ...]:
    """Order states by date; raises InputError for two of the same date."""
    ordered = sorted(states, key=lambda one: (one.date, one.label))
    count = Counter(one.date for one in ordered)
    problems = [
        Problem(
            f"has the date of another file, {one.date.isoformat()}; a journey has one state for a date",
            Place(one.label),
        )
        for one in ordered
        if count[one.date] > 1
    ]
    if problems:
        raise InputError(problems)
    return tuple(ordered)


def find_date(name: str) -> datetime.date | None:
    """Find the date in a name, such as ``2026-06-01.yaml`` or ``plan 2026-06.xlsx``; what is left open is the first."""
    for found in _DATE.finditer(name):
        year, month, day = (int(part) if part else 1 for part in found.groups())
        try:
            return datetime.date(year, month, day)
        except ValueError:  # looks like a date and is none
            continue
    return None


def _may_be_read(path: Path) -> bool:
    if path.name.startswith((".", "~$")):
        return False
    return find_date(path.name) is not None if path.is_dir() else path.suffix.lower() in _SUFFIXES
