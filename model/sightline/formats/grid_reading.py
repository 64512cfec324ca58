"""Files of cells to grids: a workbook, a text file of separated values, or a folder of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sightline.errors import InputError, Place, Problem
from sightline.formats.grids import Grid
from sightline.formats.separated import read_separated
from sightline.formats.source import ReadOptions, Source
from sightline.formats.workbook_guard import COMPOUND
from sightline.formats.workbook_reading import DEFAULT_WORKBOOK_LIMITS, read_workbook

WORKBOOK_SUFFIXES: Final = (".xlsx", ".xlsm")
SEPARATED_SUFFIXES: Final = (".csv", ".tsv", ".tab", ".txt")

_ZIPPED: Final = b"PK\x03\x04"
_OFFICE_MEMBER: Final = re.compile(
    rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/\.rels|docProps/|xl/"
    rb"|mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet)",
    re.DOTALL,
)
_OTHER_SUFFIXES: Final = (".xls", ".xlsb", ".xltx", ".xltm", ".ods")
_TEMPORARY: Final = "~$"
"""How the file begins by which Excel marks that somebody has the workbook open."""


def is_workbook(head: bytes, suffix: str) -> bool:
    """Tell from its beginning whether a file is a workbook, also one of a kind that is only refused with a reason."""
    if head.startswith(COMPOUND):
        return True
    named = suffix in (*WORKBOOK_SUFFIXES, *_OTHER_SUFFIXES)
    return head.startswith(_ZIPPED) and (named or _OFFICE_MEMBER.search(head) is not None)


def is_separated(head: bytes, suffix: str) -> bool:
    """Tell whether a file may hold separated values: by its suffix alone, if its beginning looks like text."""
    is_utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return suffix in SEPARATED_SUFFIXES and bool(head.strip()) and (is_utf16 or b"\0" not in head)


def read_grids(source: Source, options: ReadOptions) -> tuple[Grid, ...]:
    """Read the sheets of a workbook, a text file of separated values, or every such file of a folder, by their names.

    Raises InputError with the problems of all files, UsageError where reading workbooks is not installed.
    """
    if not source.is_folder:
        return _read_file(source, options)
    grids: list[Grid] = []
    problems: list[Problem] = []
    for path in find_files(source.files()):
        try:
            grids += _read_file(Source(path), options)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    if not grids:
        expected = ", ".join((*WORKBOOK_SUFFIXES, *SEPARATED_SUFFIXES))
        raise InputError.of(f"the folder holds no file of cells ({expected})", Place(source.name))
    return tuple(grids)


def find_files(files: Mapping[str, Path]) -> list[Path]:
    """Find the files of a folder that hold cells, by their suffix."""
    suffixes = (*WORKBOOK_SUFFIXES, *SEPARATED_SUFFIXES)
    return [path for name, path in files.items() if name.lower().endswith(suffixes) and not name.startswith(_TEMPORARY)]


def _read_file(source: Source, options: ReadOptions) -> tuple[Grid, ...]:
    if source.suffix in WORKBOOK_SUFFIXES or is_workbook(source.head(), source.suffix):
        limits = DEFAULT_WORKBOOK_LIMITS
        return read_workbook(source.read(limits.file_bytes), file=source.name, limits=limits)
    limits_of_text = options.table_limits
    return (read_separated(source.read(limits_of_text.file_bytes), file=source.name, limits=limits_of_text),)
