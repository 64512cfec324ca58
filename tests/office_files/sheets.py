"""What stands in a workbook, to hold two against each other."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook


def read_sheets(path: Path) -> dict[str, list[list[object]]]:
    """Give the values of every sheet, numbers to 12 digits: LibreOffice keeps 15 in all.

    Blank rows, blank cells at the end and carriage returns count for nothing.
    """
    return {
        sheet.title: _trimmed([_trimmed([_plain(cell) for cell in row]) for row in sheet.iter_rows(values_only=True)])
        for sheet in _open(path, data_only=True)
    }


def find_formulas(path: Path) -> list[str]:
    """List the cells that a spreadsheet computes or that lead elsewhere."""
    return [
        f"{sheet.title}!{cell.coordinate}: {cell.value}"
        for sheet in _open(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" or cell.hyperlink is not None
    ]


def _open(path: Path, *, data_only: bool = False) -> Workbook:
    """Open a workbook; that openpyxl would not keep bars and icons when it saves does not matter here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".* extension is not supported", UserWarning)
        return load_workbook(path, data_only=data_only)


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 12)
    return value.replace("_x000D_", "").replace("\r", "") or None if isinstance(value, str) else value


def _trimmed(values: list[Any]) -> list[Any]:
    while values and values[-1] in (None, []):
        values.pop()
    return values
