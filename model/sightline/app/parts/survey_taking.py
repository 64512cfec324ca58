"""Answers on their way into a model: read, told as far as they may be, and forgotten; only what is told is kept."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sightline.app.opening import Files, written
from sightline.app.parts.evidence_register import is_contested
from sightline.catalogue.details import catalogue
from sightline.document import Organization
from sightline.errors import InputError, Problem
from sightline.evidence.answers import FIELDS, plain_header, read_answers
from sightline.evidence.applying import apply_answers
from sightline.evidence.question_ids import parse_question_id
from sightline.merging.wording import Account
from sightline.phrases import clean
from sightline.pictures.severity_shift import Shift
from sightline.pipeline import analyze
from sightline.report.survey_wording import describe_survey
from sightline.report.wording import Names
from sightline.snapshot import Snapshot
from sightline.studies.naming import list_obstacles

if TYPE_CHECKING:
    from sightline.formats.grids import Grid

MOST_COLUMNS: Final = 200
"""Columns of an export that can be given a meaning."""
_ALL: Final = 100_000
_ROWS_LOOKED_THROUGH: Final = 60
_OPTIONS: Final = re.compile(r"; say with --map what other headers mean| \(--[a-z]+[^)]*\)")
"""What a sentence says of the command line."""


@dataclass(frozen=True, eq=False)
class Taken:
    """What came of answers: the model with them and its index, what may be told, and how severities move.

    No single answer is in it.
    """

    organization: Organization
    index: float | None
    account: Account
    shifts: tuple[Shift, ...]
    comments: Mapping[str, tuple[str, ...]]
    notices: tuple[str, ...]


def take_answers(files: Files, columns: Mapping[str, str], organization: Organization, date: datetime.date) -> Taken:
    """Read uploaded answers that were given on a day, and apply them to an organization; nothing is written.

    ``columns`` says what headers mean. Raises InputError for what cannot be read, UsageError where the model would
    break a rule.
    """
    try:
        with written(files) as (target, known):
            given = read_answers(target, columns)
            notices = tuple(known(notice) for notice in given.notices)
    except InputError as error:
        raise InputError([_without_options(problem) for problem in error.problems]) from None
    applied = apply_answers(organization, given, catalogue(), date=date)
    after = Snapshot(applied.organization)
    account = describe_survey(given, applied, top=_ALL)
    return Taken(
        organization=applied.organization,
        index=analyze(after, only=("sight",)).sight.index,
        account=Account(tuple(_OPTIONS.sub("", one) for one in account.sentences), account.listings),
        shifts=_find_shifts(organization, applied.organization, Names(after.network)),
        comments=applied.comments.told,
        notices=notices,
    )


def read_headers(files: Files) -> tuple[str, ...]:
    """List the headers of uploaded tables that are no words of ours, each once; the rows below are not looked at.

    Raises InputError for files that cannot be read.
    """
    from sightline.formats.grid_reading import read_grids
    from sightline.formats.source import ReadOptions, open_source

    options = ReadOptions()
    with written(files) as (target, _):
        grids = read_grids(open_source(target, largest=options.table_limits.file_bytes), options)
    found = dict.fromkeys(header for grid in grids for header in _headers(grid))
    ours = {plain_header(field) for field in FIELDS}
    return tuple(one for one in found if plain_header(one) not in ours and parse_question_id(one) is None)[
        :MOST_COLUMNS
    ]


def _headers(grid: Grid) -> list[str]:
    """Give the first row with more than one cell; none of a sheet that has our own columns."""
    rows = [[str(cell).strip() for cell in row if cell is not None] for row in grid.rows[:_ROWS_LOOKED_THROUGH]]
    if any(plain_header(text) == "questionid" for row in rows for text in row):
        return []
    return next((found for row in rows if len(found := [text for text in row if text]) > 1), [])


def _without_options(problem: Problem) -> Problem:
    """Leave out what a problem says of the command line."""
    return replace(problem, message=_OPTIONS.sub("", problem.message))


def _find_shifts(before: Organization, after: Organization, names: Names) -> tuple[Shift, ...]:
    """List the obstacles that answers changed or added, those that move most first."""
    old = {(spot.holder, spot.position): spot.obstacle for spot in list_obstacles(before).values()}
    shifts = []
    for spot in list_obstacles(after).values():
        known, obstacle = old.get((spot.holder, spot.position)), spot.obstacle
        if known != obstacle:
            shifts.append(
                Shift(
                    name=clean(names.obstacle(spot.row).replace("`", "")),
                    before=None if known is None else known.weight,
                    after=obstacle.weight,
                    low=obstacle.weight if obstacle.low is None else obstacle.low,
                    high=obstacle.weight if obstacle.high is None else obstacle.high,
                    remark="new" if known is None else "contested" if is_contested(obstacle) else "",
                )
            )
    return tuple(sorted(shifts, key=lambda one: (-one.size, one.name)))
