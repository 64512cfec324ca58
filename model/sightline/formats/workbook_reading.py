"""A workbook (.xlsx, .xlsm) to grids of cells: guarded here, opened by openpyxl in a process of its own.

Values only: what formulas had when the workbook was saved, no formatting, and macros are never touched.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Final

from sightline.document.text_decoding import shorten
from sightline.errors import InputError, Place, UsageError
from sightline.formats.grids import Grid
from sightline.formats.workbook_guard import WorkbookLimits, guard_workbook
from sightline.formats.workbook_scan import SheetExtent
from sightline.formats.workbook_worker import PROCESSOR_SECONDS, Order, Sheet
from sightline.phrases import counted

DEFAULT_WORKBOOK_LIMITS: Final = WorkbookLimits()
WALL_SECONDS: Final = 60
_WORKER: Final = (sys.executable, "-P", "-m", "sightline.formats.workbook_worker")


def read_workbook(data: bytes, *, file: str, limits: WorkbookLimits = DEFAULT_WORKBOOK_LIMITS) -> tuple[Grid, ...]:
    """Read the bytes of a workbook: a grid for each sheet, hidden ones too, in the order of the workbook.

    Raises InputError with the reason where it cannot be read, UsageError where reading workbooks is not installed.
    """
    extents = guard_workbook(data, file=file, limits=limits)
    if find_spec("openpyxl") is None or find_spec("defusedxml") is None:
        raise UsageError("A workbook needs openpyxl: pip install 'sightline[excel]'")
    order = Order(
        sheets={part: (extent.rows, extent.columns) for part, extent in extents.items()},
        characters=limits.characters,
    )
    sheets = _ask_worker(json.dumps(order).encode() + b"\n" + data, Place(file))
    return tuple(_to_grid(sheet, extents, file) for sheet in sheets)


def _ask_worker(order: bytes, place: Place) -> list[Sheet]:
    """Have the cells read by a process that may fail; it ends with this call, however the call ends."""
    cannot = "this workbook cannot be read"
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            _WORKER, input=order, capture_output=True, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise InputError.of(f"{cannot}: it takes more than {WALL_SECONDS} seconds", place) from None
    if done.returncode < 0:
        raise InputError.of(f"{cannot}: it takes more than {PROCESSOR_SECONDS} seconds of computing", place)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise InputError.of(f"{cannot}: {shorten(reason, 200) or 'no reason is known'}", place)
    sheets: list[Sheet] = json.loads(done.stdout)
    return sheets


def _to_grid(sheet: Sheet, extents: Mapping[str, SheetExtent], file: str) -> Grid:
    extent = extents[sheet["part"]]
    return Grid(
        sheet["name"],
        file,
        sheet["rows"],
        part=f"sheet {sheet['name']}, ",
        merged=extent.merged,
        notices=tuple(_notices(sheet, extent)),
    )


def _notices(sheet: Sheet, extent: SheetExtent) -> Iterator[str]:
    name = f"The sheet `{sheet['name']}`"
    if sheet["hidden"]:
        yield f"{name} is hidden."
    if sheet["errors"]:
        yield f"{name} has {counted(sheet['errors'], 'cell')} with an error such as #N/A, read as blank."
    if extent.uncomputed:
        yield (
            f"{name} has {counted(extent.uncomputed, 'formula')} without a value, read as blank."
            " Open the workbook in a spreadsheet program and save it there."
        )
