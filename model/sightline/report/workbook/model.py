"""The sheets of the model with the results beside the facts: what is edited there is read again.

Headers are those of our tables, written as people write words; columns with an underscore are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

from pydantic import BaseModel

from sightline.document import Clearance, Decision, Element, Intervention, Obstacle, Organization, Relation
from sightline.document.meanings import MEANINGS
from sightline.formats.attributes import Attributes, Beside
from sightline.formats.columns import Cell, Column
from sightline.formats.excel_writing import spell_rows
from sightline.formats.losses import Replacing
from sightline.formats.table_rows import Rows, to_tables
from sightline.phrases import clean, counted, cut
from sightline.report.attributes_out import to_attributes
from sightline.report.handover import Subject
from sightline.report.handover.hotspots import FEWEST_RATINGS
from sightline.report.workbook.hotspots import costs_of_obstacles, ranks
from sightline.report.workbook.results import (
    LINES,
    OF_ELEMENTS,
    OF_OBSTACLES,
    OF_RELATIONS,
    Figure,
    says_something,
)
from sightline.report.workbook.shape import Head, Look, TableSheet

_RECORDS: Final[Mapping[str, tuple[type[BaseModel], ...]]] = {
    "elements": (Element,),
    "relations": (Relation,),
    "obstacles": (Obstacle,),
    "interventions": (Intervention, Clearance),
    "decisions": (Decision,),
    "organization": (),
}
_HOLDS: Final[Mapping[str, str]] = {
    "elements": "One row for each customer, product, team, role, process, system or person, with its line of sight.",
    "relations": (
        "One row for each relation. It points from who does the work to whom it is for: an internal customer, or in the"
        " end an external one."
    ),
    "obstacles": (
        "What takes away from the work, on an element (its id) or on a relation (from -> to). Severity 0 is nothing,"
        " 1 is everything."
    ),
    "interventions": "What is planned, and which obstacles it clears. One with several obstacles has several rows.",
    "decisions": "One row for each decision that recurs.",
    "organization": "Single facts and thresholds, one a row.",
}
_LEADING: Final[Mapping[str, int]] = {"elements": 4, "relations": 3, "obstacles": 4}
"""Columns of facts that stand before the results."""
_FIXED: Final[Mapping[str, int]] = {"elements": 3, "relations": 3, "obstacles": 3}
_DAYS: Final = ("date", "last_walked_as_customer", "experiences_as_customer.date")
_FILE: Final = "source.file"
_FOLDERS: Final = re.compile(r".*[/\\](?=.)", re.DOTALL)
_LOOKS: Final[Mapping[str, Look]] = {
    "text": "prose",
    "evidence": "prose",
    "list": "prose",
    "number": "plain",
    "whole": "plain",
}
_NAMES: Final = {
    "Unit": "The name of what it is part of.",
    "Supplier": "The name of who does the work.",
    "Customer": "The name of whom the work is for.",
    "Obstacle": "What it is, and where.",
    "Rank": "Its place among all obstacles, by what clearing it alone would gain. Sort by it to see the first on top.",
}
"""Texts that stand beside the facts, and what they mean."""


@dataclass(frozen=True, slots=True)
class Model:
    """The sheets of a model, and what to know of them."""

    sheets: tuple[TableSheet, ...]
    notices: tuple[str, ...]


def build_model(subject: Subject, organization: Organization) -> Model:
    """Give every table of the model, with the results of the analysis beside the facts.

    Raises UsageError where a sheet or a cell of the file type cannot hold what would stand in it.
    """
    tables = {
        name: _named(table) for name, table in to_tables(organization, _attributes(subject, organization)).items()
    }
    tables["obstacles"], hidden = _with_results(subject, tables["obstacles"])
    replacing = Replacing()
    sheets = tuple(_sheet(name, table, replacing) for name, table in tables.items())
    return Model(sheets, (*hidden, *replacing.notices))


def _named(table: Rows) -> Rows:
    """Name the files that something came from without their folders: those are of the machine that read them."""
    is_file = [column.name == _FILE for column in table.columns]
    rows = (zip(is_file, row, strict=True) for row in table.cells)
    return Rows(
        table.columns,
        tuple(tuple(_FOLDERS.sub("", str(cell)) if named and cell else cell for named, cell in row) for row in rows),
    )


def _attributes(subject: Subject, organization: Organization) -> Attributes:
    """Choose the figures of elements and relations, and put names beside their ids."""
    found = to_attributes(subject.analysis, organization)
    names = {element.id: cut(clean(element.title)) for element in organization.elements}
    network = subject.analysis.snapshot.network
    placeless = {str(one) for one in network.elements.ids[network.elements.is_customer | network.containers]}
    figures = _choose(OF_ELEMENTS, found.elements.values)
    for figure in LINES:
        cells = figures[figure.title]
        figures[figure.title] = [
            None if element.id in placeless else cell
            for element, cell in zip(organization.elements, cells, strict=True)
        ]
    units: list[Cell] = [names.get(element.part_of or "") for element in organization.elements]
    suppliers: list[Cell] = [names[relation.supplier] for relation in organization.relations]
    customers: list[Cell] = [names[relation.customer] for relation in organization.relations]
    return Attributes(
        _beside({"Unit": units} | figures),
        _beside({"Supplier": suppliers, "Customer": customers} | _choose(OF_RELATIONS, found.relations.values)),
    )


def _with_results(subject: Subject, table: Rows) -> tuple[Rows, tuple[str, ...]]:
    """Put the figures beside the obstacles, and leave out how many answered where they were few."""
    few = [column.name == "n" for column in table.columns]
    rows = [
        tuple(
            None if hides and isinstance(cell, int) and cell < FEWEST_RATINGS else cell
            for hides, cell in zip(few, row, strict=True)
        )
        for row in table.cells
    ]
    hidden = sum(row != before for row, before in zip(rows, table.cells, strict=True))
    named: list[Cell] = [subject.obstacle(row) for row in range(len(rows))]
    ranked: list[Cell] = list(ranks(subject))
    beside = _beside({"Obstacle": named, "Rank": ranked} | _choose(OF_OBSTACLES, costs_of_obstacles(subject)))
    values = list(beside.values.values())
    cells = tuple((*row, *(column[at] for column in values)) for at, row in enumerate(rows))
    return Rows((*table.columns, *beside.columns), cells), _tell_hidden(hidden)


def _tell_hidden(number: int) -> tuple[str, ...]:
    few = f"{counted(number, 'obstacle')} with fewer than {FEWEST_RATINGS} answers"
    told = f"How many answered is left out of {few}; keep the file that this workbook was made from."
    return (told,) if number else ()


def _choose(figures: Sequence[Figure], values: Mapping[str, Sequence[Cell]]) -> dict[str, list[Cell]]:
    return {figure.title: figure.spell(values[figure.key]) for figure in figures}


def _beside(values: Mapping[str, Sequence[Cell]]) -> Beside:
    """Leave out columns in which nothing stands."""
    return Beside({title: cells for title, cells in values.items() if says_something(cells)})


def _sheet(name: str, table: Rows, replacing: Replacing) -> TableSheet:
    """Give the sheet of a table, the results behind the leading facts."""
    is_beside = [column.name.startswith("_") for column in table.columns]
    places = range(len(table.columns))
    facts = list(compress(places, (not one for one in is_beside)))
    lead = _LEADING.get(name, len(facts))
    order = [*facts[:lead], *compress(places, is_beside), *facts[lead:]]
    heads = _heads(name, table.columns)
    return TableSheet(
        name=name.capitalize(),
        holds=_HOLDS[name],
        heads=tuple(heads[at] for at in order),
        rows=[[row[at] for at in order] for row in spell_rows(name, table, replacing)],
        fixed=_FIXED.get(name, 1),
        table=name,
    )


def _heads(name: str, columns: Sequence[Column]) -> list[Head]:
    figures = {"elements": OF_ELEMENTS, "relations": OF_RELATIONS, "obstacles": OF_OBSTACLES}.get(name, ())
    beside = {title: figure.head(title) for figure in figures for title in [f"_{figure.title}"]}
    beside |= {
        f"_{title}": Head(f"_{title}", "whole" if title == "Rank" else "text", _NAMES[title]) for title in _NAMES
    }
    return [beside.get(column.name) or _fact(name, column) for column in columns]


def _fact(name: str, column: Column) -> Head:
    """Give the column of a fact, its header as people write words."""
    meaning = next(
        (told[column.name] for told in map(MEANINGS.get, _RECORDS[name]) if told and column.name in told), ""
    )
    look: Look = "date" if column.name in _DAYS else _LOOKS.get(column.kind, "text")
    return Head(column.name.replace("_", " ").capitalize(), look, meaning.replace("`", ""))
