"""Organizations to an Excel workbook: the tables of a CSV folder, one sheet each.

A relation points from its supplier to its internal or external customer. No cell can run: texts are texts, whatever
they begin with. What a cell cannot say by itself is said with an apostrophe in front, as in CSV: a text that is there
but blank, and a text that begins with an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from sightline.document import Organization
from sightline.document.atomic import write_atomically
from sightline.errors import UsageError
from sightline.formats.attributes import NO_ATTRIBUTES, Attributes
from sightline.formats.columns import Cell, Column
from sightline.formats.losses import Replacing, tell_too_large
from sightline.formats.table_rows import Rows, to_tables
from sightline.formats.workbook import LONGEST_TEXT, MOST_ROWS, Workbook
from sightline.formats.workbook_scan import ScanLimits

_WITH_MACROS = ".xlsm"
_LIMITS = ScanLimits()
_INSTEAD = "write YAML, CSV or Parquet instead"
_TAKEN = re.compile("_x[0-9A-Fa-f]{4}_|x005F_")
"""How the file type spells characters that XML does not keep; readers take even a part of it for one."""
_ABOUT = """\
An organization in tables

Elements: one row for each customer, product, team, role, process, system or person.
Relations: one row for each piece of work. It points from who does it to whom it is for: an internal customer, or in \
the end an external one.
Obstacles: what takes away from the work, on an element (its id) or on a relation (from -> to). Severity 0 is nothing, \
1 is everything.
Interventions: what is planned, and which obstacles it clears. One with several obstacles has several rows.
Decisions: one row for each decision.
Organization: single facts, one a row.

Lists are separated by semicolons; blank cells say nothing. A column whose name begins with an underscore is not read: \
results of an analysis, or notes of your own.
"""


def write_excel(organization: Organization, target: Path, attributes: Attributes = NO_ATTRIBUTES) -> tuple[str, ...]:
    """Write an organization as a workbook, whole or not at all; give what the user should know of it.

    Raises UsageError where that fails, XlsxWriter is not installed, or a table or text is larger than a workbook holds.
    """
    if target.suffix.lower() == _WITH_MACROS:
        raise UsageError(f"a workbook is written without macros; end {target} in .xlsx")
    workbook = Workbook("Organization")
    workbook.add_text("About", _ABOUT)
    clean = Replacing()
    most_cells = most_rows = 0
    for name, table in to_tables(organization, attributes).items():
        rows = spell_rows(name, table, clean)
        workbook.add_table(name, table.columns, rows)
        most_rows = max(most_rows, 1 + len(rows))
        most_cells = max(most_cells, len(table.columns) + sum(cell is not None for row in rows for cell in row))
    write_atomically(target, workbook.close())
    too_large = tell_too_large(most_rows, _LIMITS.rows, "row") or tell_too_large(most_cells, _LIMITS.cells, "cell")
    return (*clean.notices, *too_large)


def spell_rows(name: str, table: Rows, clean: Replacing) -> list[Sequence[Cell]]:
    """Spell the texts of a table as its sheet holds them; raises UsageError where it holds fewer, or less in a cell."""
    if len(table.cells) >= MOST_ROWS:
        most = f"a sheet holds {MOST_ROWS - 1:,} below its header"
        raise UsageError(f"the table {name} has {len(table.cells):,} rows, and {most}; {_INSTEAD}")
    rows: list[Sequence[Cell]] = []
    for number, cells in enumerate(table.cells, start=2):
        rows.append([spell(clean(cell)) if isinstance(cell, str) else cell for cell in cells])
        _check(name, number, table.columns, rows[-1])
    return rows


def spell(text: str) -> str:
    """Spell a text so that its cell is neither blank nor taken for one with an apostrophe in front."""
    return f"'{text}" if not text.strip() or text.startswith("'") else text


def _check(name: str, row: int, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
    """Refuse a text that would be cut, or that the file type would take for an escape of its own."""
    for column, cell in zip(columns, cells, strict=True):
        if not isinstance(cell, str):
            continue
        where = f"sheet {name.capitalize()}, row {row}, column {column.name}"
        length = len(cell.encode("utf-16-le")) // 2
        if length > LONGEST_TEXT:
            raise UsageError(
                f"{where}: a cell of a workbook holds {LONGEST_TEXT:,} characters, not {length:,}; {_INSTEAD}"
            )
        if found := _TAKEN.search(cell):
            raise UsageError(f"{where}: in a workbook, `{found.group()}` is taken for another character; {_INSTEAD}")
