"""What stands in a workbook, to hold two against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

TRUTH = ("=TRUE()", "=FALSE()")
"""How LibreOffice spells a cell that holds yes or no."""


def read_sheets(path: Path) -> dict[str, list[list[object]]]:
    """Give the values of every sheet; blank rows, blank cells at the end and carriage returns count for nothing."""
    return {
        sheet.title: _trimmed([_trimmed([_plain(cell) for cell in row]) for row in sheet.iter_rows(values_only=True)])
        for sheet in load_workbook(path, data_only=True)
    }


def find_formulas(path: Path) -> list[str]:
    """List the cells that a spreadsheet computes or that lead elsewhere."""
    return [
        f"{sheet.title}!{cell.coordinate}: {cell.value}"
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if (cell.data_type == "f" and cell.value not in TRUTH) or cell.hyperlink is not None
    ]


def _plain(value: object) -> object:
    return value.replace("_x000D_", "").replace("\r", "") or None if isinstance(value, str) else value


def _trimmed(values: list[Any]) -> list[Any]:
    while values and values[-1] in (None, []):
        values.pop()
    return values
