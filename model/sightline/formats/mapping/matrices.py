"""Matrices of marks: each row works for the columns where it has one, or asks them, as the profile says.

A number is the volume, an ``x`` or a yes only says that there is a relation, any other text is what is handed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sightline.formats.grids import GridCell
from sightline.formats.mapping.assembling import Assembly
from sightline.formats.mapping.cells import is_blank, plain, read_number
from sightline.formats.mapping.listings import NO_NAME, SAYS_NOTHING
from sightline.formats.mapping.naming import Part
from sightline.formats.mapping.profile import DecimalMark
from sightline.formats.mapping.records import Record, Sheet

MARKS: Final = frozenset(
    ("x", "xx", "xxx", "yes", "y", "true", "ja", "oui", "\u2713", "\u2714", "\u2717", "\u2022", "*")
)
NO_MARKS: Final = frozenset(("no", "n", "false", "nein", "non"))
_BETWEEN_HEADERS: Final = " / "


def read_matrices(sheets: Iterable[Sheet], assembly: Assembly) -> None:
    """Take the names of rows and columns, and a relation for every mark."""
    for sheet in sheets:
        columns = list(_columns(sheet, assembly))
        for record in sheet.records():
            marks = [(at, part, cell) for at, part in columns if not is_blank(cell := sheet.grid.cell(record.row, at))]
            name = record.text("name")
            if name is None:
                assembly.left_out.add(NO_NAME if marks else SAYS_NOTHING, record)
                continue
            part = assembly.parts.refer(name, record, "name", sheet.profile.kind_of_elements)
            for at, other, cell in marks if part is not None else ():
                facts = _read_mark(cell, sheet.profile.decimal)
                if part is not None and facts is not None:
                    assembly.relate(sheet.profile.edges, (part, other), record, facts, at)


def _columns(sheet: Sheet, assembly: Assembly) -> Iterator[tuple[int, Part]]:
    """List the columns of marks with the element above each; marks below no name are a mistake."""
    header = sheet.located.header_row
    last = 0 if header is None else header + sheet.located.header_rows - 1
    for heading in sheet.free:
        above = Record(sheet, last, {})
        if is_blank(sheet.grid.cell(last, heading.column)) or header is None:
            if any(not is_blank(sheet.grid.cell(row, heading.column)) for row in sheet.located.rows):
                message = (
                    "these marks stand below no name; every column of a matrix needs one, unless the profile ignores"
                    f" `{heading.text}`"
                )
                assembly.tell(message, sheet.grid.place(last, heading.column))
            continue
        name = heading.text.rpartition(_BETWEEN_HEADERS)[2] if sheet.located.header_rows > 1 else heading.text
        part = assembly.parts.refer(name, above, "", sheet.profile.kind_of_elements)
        if part is not None:
            if part.record is above:
                part.column = heading.column
            yield heading.column, part


def _read_mark(cell: GridCell, decimal: DecimalMark) -> dict[str, object] | None:
    """Read what a mark says of its relation; None where it says that there is none."""
    if isinstance(cell, str):
        word = plain(cell)
        number = read_number(cell, decimal)
        if number is not None:
            return {"volume": number}
        return {} if word in MARKS else None if word in NO_MARKS else {"output": " ".join(cell.split())}
    if isinstance(cell, bool) or cell is None:
        return {} if cell else None
    return {"volume": cell}
