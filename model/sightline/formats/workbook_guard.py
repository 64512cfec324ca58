"""What a workbook must pass before anything opens it: its kind, the size of what it unpacks to, how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sightline.document.limits import MEGABYTE
from sightline.errors import InputError, Place
from sightline.formats.safe_zip import SafeZip, ZipLimits
from sightline.formats.workbook_scan import ScanLimits, SheetExtent, scan

COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Excel's older workbooks begin, and those that are locked with a password."""

_SAVE: Final = "save it as an Excel workbook (.xlsx)"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_CONTENTS: Final = "[Content_Types].xml"
_READ: Final = (".xml", ".rels")
_NOT_READ: Final = ("customXml/", "xl/theme/", "xl/media/", "xl/pivotCache/", "xl/externalLinks/")
"""Parts that the worker does not open; the caches of pivot tables may be larger than all sheets."""
_CELLS: Final = (b"<c ", b"<c>")
_TAGS_PER_CELL: Final = 6


@dataclass(frozen=True, slots=True)
class WorkbookLimits:
    """The largest workbook that is read: its bytes, what they unpack to, each part, and all texts of all cells.

    A text that many cells share counts for each of them.
    """

    file_bytes: int = 50 * MEGABYTE
    unpacked: ZipLimits = field(default_factory=ZipLimits)
    part: ScanLimits = field(default_factory=ScanLimits)
    characters: int = 100 * MEGABYTE


def guard_workbook(data: bytes, *, file: str | None, limits: WorkbookLimits) -> Mapping[str, SheetExtent]:
    """Check the bytes of a workbook without unpacking more than is allowed; give its sheets by the name of their part.

    Raises InputError with the reason where this is another kind of file, damaged, or larger than it may be.
    """
    place = Place(file)
    if len(data) > limits.file_bytes:
        raise InputError.of(f"this workbook has more than {limits.file_bytes:,} bytes", place)
    if data.startswith(COMPOUND):
        raise InputError.of(_name_compound(data), place)
    archive = SafeZip(data, file=file, what="this workbook", limits=limits.unpacked)
    if (reason := _name_other(archive.names)) is not None:
        raise InputError.of(reason, place)
    sheets: dict[str, SheetExtent] = {}
    for name in archive.names:
        if name.lower().endswith(_READ) and not name.startswith(_NOT_READ):
            _count_roughly(archive, name, limits.part)
            extent = scan(archive.chunks(name), place=Place(file, part=name), limits=limits.part)
            if extent is not None:
                sheets[name] = extent
    return sheets


def _count_roughly(archive: SafeZip, name: str, limits: ScanLimits) -> None:
    """Refuse at once what the scan would take long to refuse."""
    tags = cells = 0
    for chunk in archive.chunks(name):
        tags += chunk.count(b"<")
        cells += sum(chunk.count(sign) for sign in _CELLS)
    if cells > limits.cells or tags > _TAGS_PER_CELL * limits.cells:
        raise archive.refuse(f"has a sheet of more than {limits.cells:,} cells, or as large a part of another kind")


def _name_compound(data: bytes) -> str:
    """Say which of Microsoft's older files this is."""
    if _LOCKED in data:
        return "this workbook is locked with a password; save it without one"
    if any(name in data for name in _OLD):
        return f"this is a workbook of Excel before 2007 (.xls); {_SAVE}"
    return "this is a file of an older Office program, and no workbook that can be read"


def _name_other(names: Iterable[str]) -> str | None:
    """Say what a zip file is if it is no workbook that can be read."""
    known = set(names)
    if "xl/workbook.bin" in known:
        return f"this is a binary workbook (.xlsb); {_SAVE}"
    if "content.xml" in known and "mimetype" in known:
        return f"this is an OpenDocument file (.ods); {_SAVE}"
    if _CONTENTS not in known:
        return "this is a zip file, and no Excel workbook (.xlsx) is in it"
    if not any(name.startswith("xl/") for name in known):
        return "this is a file of another Office program, and no Excel workbook (.xlsx)"
    return None
