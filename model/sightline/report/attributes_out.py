"""An analysis as columns beside the facts of its organization: what the contract says of elements and relations."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping

import numpy as np

from sightline.document import Organization
from sightline.findings import Column
from sightline.formats.attributes import Attributes, Beside
from sightline.formats.columns import Cell
from sightline.pipeline import Analysis


def to_attributes(analysis: Analysis, organization: Organization) -> Attributes:
    """Give the figures of each element and relation of the organization that was analyzed, under the contract's names.

    What is not defined is blank, and so is everything of relations that carry no work.
    """
    elements, relations = analysis.snapshot.network.elements, analysis.snapshot.network.relations
    of_element = {str(identifier): row for row, identifier in enumerate(elements.ids)}
    of_relation = {int(position): row for row, position in enumerate(relations.position) if position >= 0}
    rows = [of_element[element.id] for element in organization.elements]
    carrying = [of_relation.get(position) for position in range(len(organization.relations))]
    return Attributes(_take(analysis, "elements", rows), _take(analysis, "relations", carrying))


def _take(analysis: Analysis, subject: str, rows: Iterable[int | None]) -> Beside:
    listed = list(rows)
    columns: Mapping[str, Column] = {
        name: column
        for result in analysis
        for table in result.tables
        if table.subject == subject
        for name, column in table.columns.items()
    }
    values = {name: column.tolist() if isinstance(column, np.ndarray) else column for name, column in columns.items()}
    return Beside(
        {name: [None if row is None else _cell(column[row]) for row in listed] for name, column in values.items()}
    )


def _cell(value: object) -> Cell:
    """Spell a value as one cell; a list as tables spell it."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, tuple | list):
        items = [str(item) for item in value]
        return (json.dumps(items) if any(";" in item for item in items) else ";".join(items)) or None
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
