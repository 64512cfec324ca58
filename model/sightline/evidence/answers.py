"""Answers as they came back: our own forms, a folder of them, or the export of a form tool, long or wide.

*Long*: a row for each answer, with the columns ``respondent``, ``question_id``, ``answer`` and ``comment``. *Wide*: a
row for each respondent, with columns headed by the names of questions. Headers of another tool are mapped to these. The
header may stand below other rows; sheets without one are passed over, and so is every other column: what a form tool
adds about persons is never taken in. A token for the respondent may stand once, right of a cell ``respondent`` above
the header; a long file without any is one respondent's, and a row of a wide file without any is one as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from sightline.errors import InputError, Place
from sightline.evidence.question_ids import ONE_THING, QuestionId, parse_question_id
from sightline.evidence.survey_wording import CANNOT_SAY, SCALE
from sightline.formats.grid_reading import read_grids
from sightline.formats.grids import Grid, GridCell
from sightline.formats.source import ReadOptions, open_source

FIELDS: Final = ("respondent", "question_id", "answer", "comment")
_SILENT: Final = frozenset(("", CANNOT_SAY, "cannot say", "can not say", "don't know", "do not know", "n/a", "-"))
_WORDS: Final = {words: number for number, words in SCALE.items()}
_OURS: Final = frozenset(("question", "audience", "scale", "about", "asked"))
"""Columns of our own forms that are there for people."""
_ROWS_LOOKED_THROUGH: Final = 60

TWICE: Final = "given twice by the same respondent; the first counts"
OFF_SCALE: Final = "not on the scale from 1 to 5"
NAMELESS: Final = (
    "Answers without a code of their respondent count as one respondent's for each form, or for each row of an export:"
    " somebody who sent two counts twice."
)
NO_QUESTION: Final = "without the name of a question"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer on the scale: 1 strongly disagree to 5 strongly agree."""

    respondent: str
    question: QuestionId
    value: int


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote beside a question."""

    respondent: str
    question: QuestionId
    text: str


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was read. ``rejected`` counts answers by the reason, in words that follow ``3 answers``.

    ``left_out`` are the headers of columns that were not taken in; ``silent`` counts "can't say"; ``has_tokens`` tells
    whether respondents can be recognized in another survey.
    """

    answers: tuple[Answer, ...]
    comments: tuple[Comment, ...]
    rejected: Mapping[str, int]
    silent: int
    left_out: tuple[str, ...]
    has_tokens: bool
    notices: tuple[str, ...] = ()


def read_answers(path: Path | str, columns: Mapping[str, str] | None = None) -> Answers:
    """Read a file or folder of answers; ``columns`` says what headers mean: one of the fields, or a question's name.

    Raises InputError where no table of answers is found, or a header that is mapped stands nowhere.
    """
    options = ReadOptions()
    meanings = {plain_header(header): meaning for header, meaning in (columns or {}).items()}
    source = open_source(path, largest=options.table_limits.file_bytes)
    grids = read_grids(source, options)
    ledger = _Ledger()
    used: set[str] = set()
    for grid in grids:
        table = _locate(grid, meanings)
        if table is not None:
            used |= {plain_header(grid.cell(table.header, column)) for column in range(table.width)}
            _read(grid, table, ledger)
            ledger.notices += grid.notices
    place = Place(source.name)
    if not ledger.tables:
        raise InputError.of(
            "no table of answers was found: expected the columns `question_id` and `answer`, or columns headed by"
            " names of questions such as `silo-handoff-1@sales -> delivery`; say with --map what other headers mean",
            place,
        )
    if missing := [header for header in columns or {} if plain_header(header) not in used]:
        raise InputError.of(f"no table of answers has a column `{missing[0]}`", place, missing[0])
    return ledger.close()


@dataclass(frozen=True, slots=True)
class _Table:
    """Where a table of answers stands in a grid: its header row, its columns by field, its columns by question."""

    header: int
    width: int
    fields: Mapping[str, int]
    questions: Mapping[int, QuestionId]
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Ledger:
    """Takes answers in, one for each respondent and question."""

    given: dict[tuple[str, QuestionId], int | None] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    rejected: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, None] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    nameless: int = 0
    tables: int = 0

    def reject(self, reason: str, cell: GridCell) -> None:
        """Count an answer that cannot be used; a blank cell is none."""
        if plain_header(cell):
            self.rejected[reason] += 1

    def take(self, respondent: str, question: QuestionId, cell: GridCell) -> None:
        """Take one answer in; a blank cell is none."""
        if not plain_header(cell):
            return
        if (respondent, question) in self.given:
            self.rejected[TWICE] += 1
            return
        try:
            self.given[respondent, question] = _read_scale(cell)
        except ValueError:
            self.rejected[OFF_SCALE] += 1

    def close(self) -> Answers:
        """Give all that was taken in."""
        answers = [Answer(*key, value) for key, value in self.given.items() if value is not None]
        return Answers(
            answers=tuple(answers),
            comments=tuple(self.comments),
            rejected=self.rejected,
            silent=len(self.given) - len(answers),
            left_out=tuple(self.left_out),
            has_tokens=not self.nameless,
            notices=(*self.notices, *([NAMELESS] if self.nameless else [])),
        )


def _locate(grid: Grid, meanings: Mapping[str, str]) -> _Table | None:
    """Find the header: the first row that names the columns of a long table, or questions."""
    for number, row in enumerate(grid.rows[:_ROWS_LOOKED_THROUGH]):
        table = _read_header(number, row, meanings)
        is_long = "question_id" in table.fields and "answer" in table.fields
        if is_long or (table.questions and "question_id" not in table.fields and _is_header(grid, number, table)):
            return table
    return None


def _is_header(grid: Grid, number: int, table: _Table) -> bool:
    """Tell headers from a long table without a header, in which every row names one question."""
    column = next(iter(table.questions))
    below = grid.cell(number + 1, column)
    return not isinstance(below, str) or parse_question_id(below) is None


def _read_header(number: int, row: Sequence[GridCell], meanings: Mapping[str, str]) -> _Table:
    fields: dict[str, int] = {}
    questions: dict[int, QuestionId] = {}
    left_out: list[str] = []
    for column, cell in enumerate(row):
        if not (header := plain_header(cell)):
            continue
        meaning = meanings.get(header, str(cell).strip())
        name = plain_header(meaning)
        known = next((one for one in FIELDS if plain_header(one) == name), None)
        if known is not None:
            fields.setdefault(known, column)
        elif (question := parse_question_id(meaning)) is not None:
            questions[column] = question
        elif name not in _OURS:
            left_out.append(str(cell).strip())
    return _Table(number, len(row), fields, questions, tuple(left_out))


def _read(grid: Grid, table: _Table, ledger: _Ledger) -> None:
    ledger.tables += 1
    ledger.left_out.update(dict.fromkeys(table.left_out))
    alone = None if "respondent" in table.fields else _find_token(grid, table.header)
    is_long = "question_id" in table.fields
    for number in range(table.header + 1, len(grid.rows)):
        if not any(plain_header(cell) for cell in grid.rows[number]):
            continue
        token = str(grid.cell(number, table.fields["respondent"]) or "").strip() if "respondent" in table.fields else ""
        respondent = token or alone or (grid.file if is_long else f"{grid.file} {grid.part}{number}")
        for question, cell, comment in _cells(grid, table, number):
            if question is None:
                ledger.reject(NO_QUESTION, cell)
                continue
            ledger.take(respondent, question, cell)
            ledger.nameless += not (token or alone) and bool(plain_header(cell) or comment)
            if comment:
                ledger.comments.append(Comment(respondent, question, comment))


def _cells(grid: Grid, table: _Table, number: int) -> Iterator[tuple[QuestionId | None, GridCell, str]]:
    """Give the answers of one row: the question, the cell, and the comment beside it."""
    if "question_id" in table.fields:
        name = grid.cell(number, table.fields["question_id"])
        comment = str(grid.cell(number, table.fields.get("comment", -1)) or "").strip()
        yield _take_open(parse_question_id(str(name or "")), grid.cell(number, table.fields["answer"]), comment)
        return
    for column, question in table.questions.items():
        yield _take_open(question, grid.cell(number, column), "")


def _take_open(question: QuestionId | None, cell: GridCell, comment: str) -> tuple[QuestionId | None, GridCell, str]:
    """Take what stands at an open question for a comment, not for an answer on the scale."""
    if question is not None and question.item == ONE_THING:
        return question, None, comment or str(cell or "").strip()
    return question, cell, comment


def _find_token(grid: Grid, header: int) -> str | None:
    """Find the token that stands once, right of a cell ``respondent`` above the header."""
    for row in grid.rows[:header]:
        for cell, right in pairwise(row):
            if plain_header(cell).rstrip(":") == "respondent" and plain_header(right):
                return str(right).strip()
    return None


def _read_scale(cell: GridCell) -> int | None:
    """Read an answer: a number from 1 to 5, perhaps with its words, or the words alone; None for "can't say".

    Raises ValueError for anything else.
    """
    text = " ".join(str(cell).replace("\u2019", "'").lower().split())
    if text in _SILENT:
        return None
    if text in _WORDS:
        return _WORDS[text]
    number, _, words = text.partition(" ")
    value = float(number.rstrip(".:)"))
    if isinstance(cell, bool) or value not in (1, 2, 3, 4, 5) or (words.lstrip("-=: ") not in ("", *_WORDS)):
        raise ValueError(text)
    return int(value)


def plain_header(cell: GridCell) -> str:
    """Give a header without what people write differently."""
    return "" if cell is None else str(cell).strip().lower().replace(" ", "").replace("_", "")
