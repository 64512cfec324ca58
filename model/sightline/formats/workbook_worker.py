"""The process in which a workbook is opened: ``python -m sightline.formats.workbook_worker``, cells out on JSON.

What comes in: a line of JSON (:class:`Order`), then the bytes of the workbook, which were guarded. What goes out: a
list of :class:`Sheet`. Whatever happens to this process, the one that asked goes on.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import math
import re
import sys
import warnings
from collections.abc import Iterable, Mapping
from typing import Final, Protocol, TypedDict

from sightline.formats.grids import GridCell

MEMORY_BYTES: Final = 1_500_000_000
PROCESSOR_SECONDS: Final = 40
"""A workbook with as many cells as are read takes half of it on a slow machine."""

_ESCAPED: Final = re.compile("_x00(09|0A|0D)_")
_ERROR: Final = "e"


class Order(TypedDict):
    """What is to be read: rows and columns of each sheet by the name of its part, and the characters of all texts."""

    sheets: Mapping[str, tuple[int, int]]
    characters: int


class Sheet(TypedDict):
    """What was read. ``part`` is the name of its part; ``errors`` counts cells that hold an error such as ``#N/A``."""

    name: str
    part: str
    hidden: bool
    errors: int
    rows: list[list[GridCell]]


class _Cell(Protocol):
    @property
    def value(self) -> object: ...

    @property
    def data_type(self) -> str: ...


def main() -> None:
    """Read from standard input, write to standard output; anything wrong ends in a traceback and another exit code."""
    order: Order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    bound_this_process()
    warnings.simplefilter("ignore")
    sheets = read_sheets(data, order)
    sys.stdout.buffer.write(json.dumps(sheets, ensure_ascii=False, allow_nan=False).encode())


def bound_this_process() -> None:
    """Bound memory and time of this process, and forbid it to write files, where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def read_sheets(data: bytes, order: Order) -> list[Sheet]:
    """Read the cells of every sheet, in the order of the workbook, with the values that its formulas had when saved."""
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    found = [(sheet, link) for sheet, link in reader.parser.find_sheets() if "chartsheet" not in link.Type]
    reading = _Reading(order["characters"])
    sheets: list[Sheet] = []
    missing = [entry.name for entry, link in found if link.target not in order["sheets"]]
    if missing:
        raise ValueError(f"its sheet {missing[0]!r} is missing")
    for (entry, link), sheet in zip(found, reader.wb.worksheets, strict=True):
        rows, columns = order["sheets"][link.target]
        sheet.reset_dimensions()  # what a file says of its size is often wrong
        reading.errors = 0
        read = [reading.read_row(row) for row in sheet.iter_rows(max_row=rows, max_col=columns)] if rows else []
        while read and not read[-1]:
            read.pop()
        hidden = entry.state != "visible"
        sheets.append(Sheet(name=entry.name, part=link.target, hidden=hidden, errors=reading.errors, rows=read))
    return sheets


class _Reading:
    """Cells to plain values, with what may still come and what could not be kept."""

    def __init__(self, characters: int) -> None:
        self.errors = 0
        self._characters = characters

    def read_row(self, cells: Iterable[_Cell]) -> list[GridCell]:
        row = [self._read_cell(cell) for cell in cells]
        while row and row[-1] is None:
            row.pop()
        return row

    def _read_cell(self, cell: _Cell) -> GridCell:
        value = cell.value
        if value is None:
            return None
        if cell.data_type == _ERROR or (isinstance(value, float) and not math.isfinite(value)):
            self.errors += 1
            return None
        if isinstance(value, str):
            self._characters -= len(value)
            if self._characters < 0:
                raise ValueError("its texts are too long altogether")
            return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value) if value.strip() else None
        if isinstance(value, bool | int | float):
            return value
        return _spell_moment(value)


def _spell_moment(value: object) -> str:
    """Spell a date or a time as ISO 8601; a date at midnight is a date alone, a span of time counts its hours."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    assert isinstance(value, datetime.date | datetime.time)  # noqa: S101 - there is nothing else in a cell
    return value.isoformat()


if __name__ == "__main__":
    main()
