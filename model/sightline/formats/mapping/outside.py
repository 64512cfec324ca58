"""Who the external customers are, as far as a file of tables tells: by a column of kinds, else by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sightline.formats.customer_rules import is_customer_name
from sightline.formats.graph_rules import KIND_WORDS
from sightline.formats.mapping.cells import is_blank, plain
from sightline.formats.mapping.column_facts import ColumnFacts, Table
from sightline.formats.mapping.direction import Question
from sightline.formats.mapping.filling import Filling
from sightline.formats.mapping.judging import find_mark_columns, find_row_names
from sightline.formats.mapping.profile import SheetProfile
from sightline.formats.source import ReadOptions
from sightline.phrases import listed

TEXT: Final = "Who are the external customers?"

_OUTSIDE_KINDS: Final = re.compile(
    r"(?:external|externe?r?|externo|extern)(?: (?:customer|client|kunde|cliente|klant)s?)?|(?:end ?)?kunden?"
    r"|customers?|clients?|clientes?|klant(?:en)?|b\u00fcrger|usagers?|ciudadanos?|burgers?"
)
_OUTSIDE_NAMES: Final = re.compile(
    r"(?:.* )?(?:end|privat|gesch\u00e4fts|firmen|gro\u00df)?kund(?:en|innen|e|in)"
    r"|(?:.* )?(?:b\u00fcrger|patienten|versicherte)"
    r"|clients? (?:externes?|finals?|particuliers?)|usagers?|clientes? (?:externos?|finales?)|ciudadanos?"
    r"|(?:externe |zakelijke |particuliere )?klanten|clientes|usuarios finales"
)
_MOST_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """One sheet as it is proposed to be read."""

    table: Table
    sheet: SheetProfile
    fillings: Sequence[Filling]

    def columns(self, *fields: str) -> list[ColumnFacts]:
        """List the columns that fill some fields."""
        return [one.column for one in self.fillings if one.field in fields]


def ask_customers(readings: Sequence[Reading], options: ReadOptions) -> tuple[tuple[str, ...], Question | None]:
    """Find the external customers by name, and the question that confirms them; none where there is only structure.

    Customers that a column of kinds names in our own words need no list: the sheet itself says them, each month anew.
    """
    if options.customers:
        return options.customers, _ask(options.customers, 0.97, "as you named them")
    if any(_says_customers(reading) for reading in readings):
        return (), _ask((), 0.95, "a column of kinds says who they are")
    by_kind = tuple(dict.fromkeys(name for reading in readings for name in _find_by_kind(reading)))
    if by_kind:
        return by_kind, _ask(by_kind, 0.95, "a column of kinds says so")
    work = [reading for reading in readings if _holds_work(reading)]
    if not work:
        return (), None
    names = {plain(name): name for reading in readings for name in _list_names(reading)}
    found = tuple(
        name for key, name in sorted(names.items()) if is_customer_name(name) or _OUTSIDE_NAMES.fullmatch(key)
    )
    if found:
        return found, _ask(found, 0.9, "their names say so")
    return (), _ask((), 0.3, "no name and no column says who they are")


def _ask(names: tuple[str, ...], certainty: float, reason: str) -> Question:
    shown = listed(names, _MOST_SHOWN) if names else ""
    return Question(TEXT, (), shown, certainty, reason)


def _says_customers(reading: Reading) -> bool:
    if reading.sheet.kind == "elements" and reading.sheet.kind_of_elements == "customer":
        return True
    words = (word for column in reading.columns("kind") for word in column.words)
    return reading.sheet.kind == "elements" and any(KIND_WORDS.get(word) == "customer" for word in words)


def _find_by_kind(reading: Reading) -> Iterator[str]:
    """List the rows whose kind is a word for customers that is none of ours: ``Kunde``, ``external``."""
    names = reading.columns("name", "id")
    if reading.sheet.kind != "elements" or not names:
        return
    grid = reading.table.grid
    for filling in reading.fillings:
        if "kind" in filling.column.concepts:
            for row in reading.table.located.rows:
                cell = grid.cell(row, filling.column.heading.column)
                name = grid.cell(row, names[0].heading.column)
                if isinstance(cell, str) and _OUTSIDE_KINDS.fullmatch(plain(cell)) and not is_blank(name):
                    yield " ".join(str(name).split())


def _holds_work(reading: Reading) -> bool:
    work = {"serves", "served_by", "delivers", "supports", "performs"}
    is_work = reading.sheet.edges in ("serves", "asks") and reading.sheet.kind in ("relations", "matrix")
    return is_work or any(filling.field in work for filling in reading.fillings)


def _list_names(reading: Reading) -> Iterator[str]:
    """List who may be meant: the names of elements, the ends of relations, the rows and columns of a matrix."""
    if reading.sheet.kind not in ("elements", "relations", "matrix"):
        return
    yield from _list_entries(reading.columns("name", "from", "to", "serves"), reading.table)
    if reading.sheet.kind == "matrix" and (names := find_row_names(reading.table)) is not None:
        yield from (column.heading.text for column in find_mark_columns(reading.table, names))


def _list_entries(columns: Iterable[ColumnFacts], table: Table) -> Iterator[str]:
    for column in columns:
        for row in table.located.rows:
            cell = table.grid.cell(row, column.heading.column)
            if isinstance(cell, str) and not is_blank(cell):
                yield from (" ".join(entry.split()) for entry in re.split(r"[;\n]", cell) if entry.strip())
