"""Which way round a relation goes: asked of the user, with what the words of the sheet make likely.

A list of who asks whom for advice reads against the way of the work: who is asked works for who asks. No value shows
that, so where the words leave it open, the answer is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sightline.document.wording import show
from sightline.formats.graph_rules import EDGE_WORDS
from sightline.formats.mapping.cells import is_blank
from sightline.formats.mapping.column_facts import MOSTLY, Table, share_found
from sightline.formats.mapping.judging import Ends, find_row_names
from sightline.formats.mapping.spellings import find_concepts, words_of
from sightline.formats.source import EdgeMeaning, ReadOptions

_OPEN: Final = 0.5
_LIKELY: Final = 0.75
_SAID: Final = 0.95
_NAMES: Final[tuple[tuple[re.Pattern[str], EdgeMeaning], ...]] = (
    (re.compile(r"\b(?:reports? ?to|reporting lines?|hierarchy|org ?chart|organigramm?e?|hierarchie)"), "reports_to"),
    (re.compile(r"\bparts? of\b|\bteil von\b"), "part_of"),
    (re.compile(r"\b(?:advice|asks?|help|depend|needs|request|rat|hilfe|conseil|demande|consejo|advies)"), "asks"),
    (re.compile(r"\b(?:serv(?:es|ing)|deliver|suppl(?:y|ies)|handoffs?|liefer|livr|entreg|lever)"), "serves"),
)
_BETWEEN = re.compile(r"\s*(?:\\|/|->|\u2192|\bvs\.?\b|\|)\s*")


@dataclass(frozen=True, slots=True)
class Question:
    """What only the user knows: ``choices`` are values and what each means, ``default`` is the likeliest."""

    text: str
    choices: tuple[tuple[str, str], ...]
    default: str
    certainty: float
    reason: str


def ask_direction(table: Table, ends: Ends | None, options: ReadOptions) -> tuple[EdgeMeaning, Question]:
    """Ask what the relations of a sheet mean: of its list of relations, or of its matrix where ``ends`` is None."""
    meaning, certainty, reason = _guess(table, ends, options)
    first, second = _find_example(table, ends)
    choices: Mapping[EdgeMeaning, str] = {
        "serves": f"{first} works for {second}",
        "asks": f"{first} asks {second} for help, so {second} works for {first}",
        "reports_to": f"{first} reports to {second}: structure, not work",
        "part_of": f"{first} is part of {second}: structure, not work",
    }
    text = f"Does {first} work for {second}, or ask it for help?"
    return meaning, Question(text, tuple(choices.items()), meaning, certainty, reason)


def _guess(table: Table, ends: Ends | None, options: ReadOptions) -> tuple[EdgeMeaning, float, str]:
    kind = table.column("relation kind") if ends is not None else None
    words = frozenset() if kind is None else frozenset(word.replace(" ", "").replace("_", "") for word in kind.words)
    if kind is not None and kind.filled >= MOSTLY and share_found(words, frozenset(EDGE_WORDS)) == 1:
        return "serves", _SAID, f"each row says what it is (`{kind.heading.text}`)"
    if options.edges != "serves":
        return options.edges, _SAID, "as you chose"
    if ends is not None and ends.asks is not None:
        return "asks" if ends.asks else "serves", _SAID, "the headers say so"
    if ends is None and (corner := _read_corner(table)) is not None:
        return *corner, "the words in the corner say so"
    name = words_of(table.grid.name)
    for pattern, meaning in _NAMES:
        if pattern.search(name):
            return meaning, _LIKELY, f"the name of the sheet (`{table.grid.name}`) suggests it"
    return "serves", _OPEN, "nothing says which way round it is"


def _read_corner(table: Table) -> tuple[EdgeMeaning, float] | None:
    """Read who the rows and the columns of a matrix are from its corner: ``supplier / customer``, or ``from / to``."""
    names = find_row_names(table)
    sides = _BETWEEN.split(names.heading.text) if names is not None and table.located.header_row is not None else []
    if len(sides) != 2:
        return None
    row, column = ({match.concept for match in find_concepts(side)} for side in sides)
    if "served by" in row and "serves" in column:
        return "serves", _SAID
    if ("serves" in row and "served by" in column) or ("asker" in row and "asked" in column):
        return "asks", _SAID
    return ("serves", _LIKELY) if "from" in row and "to" in column else None


def _find_example(table: Table, ends: Ends | None) -> tuple[str, str]:
    """Take the two names of one relation of the sheet, to ask about."""
    if ends is None:
        return "who stands before a row", "who stands above its mark"
    for row in table.located.rows:
        first, second = (table.grid.cell(row, column.heading.column) for column in ends.columns)
        if first != second and not is_blank(first) and not is_blank(second):
            return show(str(first)), show(str(second))
    return "the first", "the second"
