"""An analysis as CSV: one text for each subject (elements, relations, obstacles, customers, ...), as in the contract.

Every cell is safe in a spreadsheet: a text that begins like a formula gets an apostrophe in front. What is not defined
is a blank cell; lists are separated by semicolons.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields

from sightline.document.wording import did_you_mean, nearest
from sightline.errors import UsageError
from sightline.findings import Finding
from sightline.formats.csv_folder import guard
from sightline.phrases import spelled
from sightline.pipeline import Analysis
from sightline.report.contract import to_contract

IDENTITY = {
    "elements": ("id", "kind", "name", "part_of"),
    "relations": ("from", "to", "kind", "id", "volume"),
    "obstacles": ("id", "on", "kind", "area", "themes", "severity"),
}
"""What the contract puts in front of the columns of these tables; in front of all others stands ``id``."""


def to_csv_tables(analysis: Analysis, *, top: int | None = None) -> dict[str, str]:
    """Give every table of an analysis as CSV text by its subject, and the single figures as ``figures``."""
    contract = to_contract(analysis, top=top)
    single = {"organization": contract["organization"], **contract["assumptions"], **analysis.figures}
    tables = {"figures": _write([{"figure": key, "value": value} for key, value in _flat(single)], [])}
    columns: dict[str, list[str]] = {}
    for table in (table for result in analysis for table in result.tables):
        columns.setdefault(table.subject, list(IDENTITY.get(table.subject, ("id",)))).extend(table.columns)
    tables |= {subject: _write(contract[subject], head) for subject, head in columns.items()}
    return tables | {"findings": _write(contract["findings"], [field.name for field in fields(Finding)])}


def to_csv_table(analysis: Analysis, subject: str, *, top: int | None = None) -> str:
    """Give one table as CSV text. Raises UsageError for a subject that the analysis has no table about."""
    tables = to_csv_tables(analysis, top=top)
    if subject not in tables:
        known = ", ".join(f"`{name}`" for name in tables)
        raise UsageError(f"there is no table `{subject}`{did_you_mean(nearest(subject, tables))} (there are: {known})")
    return tables[subject]


def _flat(figures: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    for key, value in figures.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", one) for inner, one in value.items())
        else:
            yield key, value


def _write(rows: list[dict[str, object]], head: list[str]) -> str:
    """Write rows under the columns that they have; where there are none, under those that they would have."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    head = list(rows[0]) if rows else list(dict.fromkeys(head))
    writer.writerow(head)
    writer.writerows([_cell(row.get(key)) for key in head] for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> str:
    if value is None or isinstance(value, bool | int | float):
        return guard(value)
    if isinstance(value, list | tuple):
        items = [spelled(str(item)) for item in value]
        return guard("; ".join(items) if not any(";" in item for item in items) else json.dumps(items)) if items else ""
    return guard(spelled(str(value))) if value != "" else ""
