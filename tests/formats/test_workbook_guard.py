"""What a workbook may not be: bombs, other kinds of files, damaged ones; each refused before anything opens it."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from sightline.errors import InputError
from sightline.formats.grids import Span
from sightline.formats.safe_zip import ZipLimits
from sightline.formats.workbook_guard import COMPOUND, WorkbookLimits, guard_workbook
from sightline.formats.workbook_scan import ScanLimits, SheetExtent
from tests.formats.workbooks import FRAME, LIMITS, MAIN, ONE_CELL, by_hand, by_program, pack
from tests.shared_data import shared_data

LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + step)} "{("&" + chr(97 + step) + ";") * 10}">' for step in range(9))
    + "]>"
)


def refusal(data: bytes, limits: WorkbookLimits = LIMITS) -> str:
    with pytest.raises(InputError) as caught:
        guard_workbook(data, file="book.xlsx", limits=limits)
    (problem,) = caught.value.problems
    assert problem.place.file == "book.xlsx"
    return problem.message


def extent(data: bytes, limits: WorkbookLimits = LIMITS) -> SheetExtent:
    (found,) = guard_workbook(data, file="book.xlsx", limits=limits).values()
    return found


def merging(*references: str) -> bytes:
    merged = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    return by_hand(below=f"<mergeCells>{merged}</mergeCells>")


def encrypted() -> bytes:
    data = bytearray(by_hand())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return pack_pairs([*FRAME.items(), ("xl/workbook.xml", "<a/>")])


def pack_pairs(members: list[tuple[str, str]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "two far cells": (
        lambda: by_hand(ONE_CELL + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "row 1,048,576",
    ),
    "a far column": (lambda: by_hand('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "column 16,384"),
    "a wide rectangle": (
        lambda: by_hand(ONE_CELL + '<row r="199999"><c r="SF199999"><v>1</v></c></row>'),
        "199,999 rows and 500 columns",
    ),
    "everything merged": (lambda: merging("A1:XFD1048576"), "merges more than 1,000,000 cells"),
    "one large cell": (
        lambda: by_hand(f'<row><c t="inlineStr"><is><t>{"x" * 10_000_000}</t></is></c></row>'),
        "more than 200 times its size",
    ),
    "a large text that swells little": (
        lambda: by_hand(f"<row><c><is><t>{random.Random(1).randbytes(2_600_000).hex()}</t></is></c></row>"),
        "a text, tag or comment of more than 4,000,000 bytes",
    ),
    "a tag without an end": (
        lambda: by_hand(f'<row a="{random.Random(1).randbytes(2_600_000).hex()}"/>'),
        "a text, tag or comment of more than 4,000,000 bytes",
    ),
    "a million rows": (lambda: by_hand("<row/>" * 1_000_000), "200 times its size"),
    "a million cells and more": (
        lambda: pack(
            {**FRAME, "xl/worksheets/sheet1.xml": "<c><v>1</v></c>" * 1_200_000},
            zipfile.ZIP_STORED,
        ),
        "a sheet of more than 1,000,000 cells",
    ),
    "many blocks merged": (lambda: merging(*(f"A{row}:B{row}" for row in range(1, 50_002))), "50,000 blocks"),
    "deep nesting": (lambda: by_hand("<a>" * 200_000), "nested more than 100 deep"),
    "many tags": (lambda: by_hand(styles=f"<a>{'<b/>' * 600_000}</a>"), "more than 500,000 XML elements"),
    "laughs in a sheet": (lambda: by_hand(above=LAUGHS), "document type"),
    "laughs in a relation": (lambda: pack({**FRAME, "_rels/.rels": LAUGHS + "<l>&j;</l>"}), "document type"),
    "many members": (lambda: pack({**FRAME, **{f"xl/{at}": "" for at in range(2_000)}}), "2,000 members"),
    "a member outside": (lambda: pack({**FRAME, "xl/../../evil": ""}), "points outside"),
    "a member at the root": (lambda: pack({**FRAME, "/etc/evil": ""}), "points outside"),
    "encrypted members": (encrypted, "is encrypted; save it without a password"),
    "a member twice": (twice, "two members of the same name"),
    "rows out of order": (lambda: by_hand('<row r="2"/><row r="1"/>'), "row 1 stands below row 2"),
    "a row that is no number": (lambda: by_hand('<row r="inf"/>'), "damaged: cannot convert float infinity"),
    "a cell that is none": (lambda: by_hand('<row><c r="1A"/></row>'), "`1A` is no cell"),
    "merged the wrong way": (lambda: merging("B2:A1"), "`B2:A1` are no cells"),
    "an unknown encoding": (lambda: by_hand(above='<?xml version="1.0" encoding="x"?>'), "damaged: unknown encoding"),
    "a broken tag": (lambda: by_hand("<row></rows>"), "not well-formed XML (mismatched tag)"),
}

OTHERS = {
    "nothing": (b"PK\x03\x04", "this workbook is damaged"),
    "old": (COMPOUND + "Workbook".encode("utf-16-le"), "of Excel before 2007 (.xls); save it as an Excel workbook"),
    "locked": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "locked with a password; save it without one"),
    "compound": (COMPOUND, "an older Office program"),
    "binary": (pack({**FRAME, "xl/workbook.bin": ""}), "a binary workbook (.xlsb); save it"),
    "open document": (pack({"mimetype": "application/x", "content.xml": "<a/>"}), "OpenDocument file (.ods); save it"),
    "letter": (pack({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "another Office program"),
    "model": (pack({"model.xml": "<a/>"}), "a zip file, and no Excel workbook"),
    "strict": (
        pack({**FRAME, "xl/x.xml": '<a xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}),
        "Strict Open XML",
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_and_damaged_workbooks_are_refused(bomb: str) -> None:
    make, reason = BOMBS[bomb]
    assert reason in refusal(make())


@pytest.mark.parametrize("kind", OTHERS)
def test_other_files_are_called_by_their_name(kind: str) -> None:
    data, reason = OTHERS[kind]
    assert reason in refusal(data)


def test_a_workbook_that_was_taken_for_text_is_called_so() -> None:
    data = shared_data("08_kumu/CORRUPT_overview-of-the-euro-crisis.xlsx").read_bytes()
    assert "were once taken for text" in refusal(data)


def test_only_values_count_for_how_far_a_sheet_reaches() -> None:
    coloured = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="B1048576"/></row>'
    assert extent(by_hand(coloured)) == SheetExtent(1, 1, (), 0)
    assert extent(by_hand("<row><c/><c><is/></c></row><row/><row><c><v/></c></row>")) == SheetExtent(3, 2, (), 0)


def test_merged_cells_and_formulas_without_a_value_are_noted() -> None:
    lacking = "<c><f>1</f></c><c><f>1</f><v/></c><c><v>1</v></c>"
    computed = '<c><f>1</f><v>1</v></c><c t="str"><f>1</f><v/></c><c t="e"><f>1</f><v>#N/A</v></c>'
    assert extent(by_hand(f"<row>{lacking}{computed}</row>")) == SheetExtent(1, 6, (), 2)
    assert extent(by_hand(f"<row>{computed}{lacking}<c><f>1</f></c></row>")) == SheetExtent(1, 6, (), 3)
    assert extent(merging("B1:D3")).merged == (Span(0, 1, 2, 3),)


def test_what_openpyxl_and_xlsxwriter_write_passes() -> None:
    from sightline.formats.starter import make_workbook

    assert extent(by_program(One=[[1, None, 3], [], ["x"]])) == SheetExtent(3, 3, (), 0)
    assert len(guard_workbook(make_workbook(), file=None, limits=LIMITS)) == 7


@pytest.mark.parametrize(
    ("part", "data"),
    [
        (ScanLimits(rows=3), by_hand("<row><c><v>1</v></c></row>" * 3)),
        (ScanLimits(columns=3), by_hand(f"<row>{'<c><v>1</v></c>' * 3}</row>")),
        (ScanLimits(extent=3), by_hand(f"<row>{'<c><v>1</v></c>' * 3}</row>")),
        (ScanLimits(merged=3), merging("A1:C1")),
        (ScanLimits(blocks=3), merging("A1", "B1", "C1")),
    ],
    ids=["rows", "columns", "extent", "merged", "blocks"],
)
def test_each_limit_holds_to_the_last_cell(part: ScanLimits, data: bytes) -> None:
    assert extent(data, replace(LIMITS, part=part)).rows
    smaller = {name: 2 for name in ("rows", "columns", "extent", "merged", "blocks") if getattr(part, name) == 3}
    assert smaller
    refusal(data, replace(LIMITS, part=replace(part, **smaller)))


def test_the_limits_of_the_zip_file_hold_to_the_last_byte() -> None:
    data = by_hand()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sizes = [member.file_size for member in archive.infolist()]
    exact = ZipLimits(members=len(sizes), total=sum(sizes), one=max(sizes))
    assert extent(data, WorkbookLimits(file_bytes=len(data), unpacked=exact)).rows == 1
    for limit in ("members", "total", "one"):
        refusal(data, replace(LIMITS, unpacked=replace(exact, **{limit: getattr(exact, limit) - 1})))
    refusal(data, replace(LIMITS, file_bytes=len(data) - 1))


def test_a_bomb_in_the_namespace_of_another_prefix_is_the_same_bomb() -> None:
    rows = '<x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    assert "column 16,384" in refusal(pack({**FRAME, "xl/worksheets/sheet1.xml": sheet}))
