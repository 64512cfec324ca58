"""Small workbooks for tests: made by openpyxl, or by hand where no program would write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook

from sightline.formats.grids import GridCell
from sightline.formats.workbook_guard import WorkbookLimits, guard_workbook
from sightline.formats.workbook_worker import Order, Sheet, read_sheets

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
LIMITS = WorkbookLimits()

FRAME = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{CONTENT}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def pack(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Zip members up."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def by_hand(rows: str = ONE_CELL, *, below: str = "", above: str = "", texts: str = "", **parts: str) -> bytes:
    """Make a workbook of one sheet out of its XML. ``parts`` are further ones by name, ``__`` for a slash."""
    sheet = f'{above}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{below}</worksheet>'
    strings = f'{above}<sst xmlns="{MAIN}">{texts}</sst>'
    others = {f"xl/{name.replace('__', '/')}.xml": part for name, part in parts.items()}
    return pack({**FRAME, "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings, **others})


def by_program(**sheets: Sequence[Sequence[object]]) -> bytes:
    """Make a workbook with openpyxl: rows by the names of their sheets."""
    workbook = Workbook()
    assert workbook.active is not None
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return save(workbook)


def save(workbook: Workbook) -> bytes:
    """Give the bytes of a workbook of openpyxl's."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read_here(data: bytes, *, characters: int = LIMITS.characters) -> list[Sheet]:
    """Guard and read a workbook in this process, which is quicker than to start another."""
    extents = guard_workbook(data, file="book.xlsx", limits=LIMITS)
    sheets = {part: (extent.rows, extent.columns) for part, extent in extents.items()}
    return read_sheets(data, Order(sheets=sheets, characters=characters))


def rows_of(data: bytes) -> list[list[GridCell]]:
    """Read the cells of the only sheet."""
    (sheet,) = read_here(data)
    return sheet["rows"]


def cells(values: Iterable[str]) -> str:
    """Spell a row of cells out of their XML."""
    return "<row>" + "".join(values) + "</row>"
