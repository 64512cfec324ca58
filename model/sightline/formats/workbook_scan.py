"""One part of a workbook, streamed through expat before anything is built of it, to see how far its values reach.

No document type is accepted, so there are no entities. Only cells that hold a value count for how far a sheet reaches:
people colour whole columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, NoReturn
from xml.parsers import expat

from sightline.errors import InputError, Place
from sightline.formats.grids import Span

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_SHEET, _ROW, _CELL, _FORMULA, _MERGED, _TEXTS = (
    f"{_MAIN} {name}" for name in ("worksheet", "row", "c", "f", "mergeCell", "sst")
)
_VALUES: Final = (f"{_MAIN} v", f"{_MAIN} is")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DEPTH: Final = 100
_ATTRIBUTES: Final = 256
_UNFINISHED: Final = 4_000_000
"""Bytes of one tag or comment: expat reads an unfinished one again with every chunk."""


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """How much is too much of one part.

    ``rows`` and ``columns`` that hold values, their product ``extent``, ``cells`` with or without a value, the cells
    that are ``merged``, the characters of one ``text``, and the XML ``elements`` of what is neither sheet nor texts.
    """

    rows: int = 200_000
    columns: int = 500
    extent: int = 5_000_000
    cells: int = 2_000_000
    merged: int = 1_000_000
    text: int = 1_000_000
    elements: int = 1_000_000


@dataclass(frozen=True, slots=True)
class SheetExtent:
    """How far the values of a sheet reach, its merged cells, and how many formulas came without their value."""

    rows: int
    columns: int
    merged: tuple[Span, ...]
    uncomputed: int


def scan(chunks: Iterable[bytes], *, place: Place, limits: ScanLimits) -> SheetExtent | None:
    """Read one part of a workbook through; give the extent where it is a sheet. Raises InputError."""
    reading = _Scan(place, limits)
    for chunk in chunks:
        reading.feed(chunk, final=False)
    reading.feed(b"", final=True)
    return reading.finish()


class _Scan:
    """What is known while a part is read."""

    def __init__(self, place: Place, limits: ScanLimits) -> None:
        self._place = place
        self._limits = limits
        self._root = ""
        self._depth = self._elements = self._characters = self._fed = 0
        self._row = self._column = self._cells = self._rows = self._columns = 0
        self._uncomputed = 0
        self._waits = False  # the cell has a formula and, so far, no value
        self._merged: list[Span] = []
        self._area = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser = parser

    def feed(self, data: bytes, *, final: bool) -> None:
        """Parse some more bytes."""
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            meaning = expat.errors.messages.get(error.code, str(error))
            self._refuse(f"is damaged: it is not well-formed XML ({meaning})")
        except (LookupError, ValueError, OverflowError) as error:
            self._refuse(f"is damaged: {' '.join(str(error).split())[:200]}")
        self._fed += len(data)
        if self._fed - self._parser.CurrentByteIndex > _UNFINISHED:
            self._refuse(f"has a tag or comment of more than {_UNFINISHED:,} bytes")

    def finish(self) -> SheetExtent | None:
        """Give what was found."""
        if self._root != _SHEET:
            return None
        if self._rows * self._columns > self._limits.extent:
            self._refuse(
                f"reaches over {self._rows:,} rows and {self._columns:,} columns;"
                f" up to {self._limits.extent:,} cells in the rectangle are read"
            )
        return SheetExtent(self._rows, self._columns, tuple(self._merged), self._uncomputed + self._waits)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        self._characters = 0
        if tag in _VALUES:
            self._waits = False
            self._reach()
        elif tag == _CELL:
            self._begin_cell(attributes)
        elif tag == _ROW:
            self._begin_row(attributes)
        elif tag == _FORMULA:
            self._waits = True
        elif tag == _MERGED:
            self._merge(attributes.get("ref", ""))
        elif self._depth == 1:
            self._root = tag
            if tag.startswith(_STRICT):
                self._refuse("is a Strict Open XML workbook; save it as an ordinary Excel workbook (.xlsx)")
        if self._depth > _DEPTH or len(attributes) > _ATTRIBUTES:
            self._refuse("is nested or has attributes as no program writes it")
        if self._elements > self._limits.elements and self._root not in (_SHEET, _TEXTS):
            self._refuse(f"has more than {self._limits.elements:,} XML elements")
        if self._elements > 3 * self._limits.cells:
            self._refuse(f"has more than {3 * self._limits.cells:,} XML elements")

    def _end(self, _tag: str) -> None:
        self._depth -= 1

    def _text(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > self._limits.text:
            self._refuse(f"holds a text of more than {self._limits.text:,} characters")

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = int(float(attributes["r"])) if "r" in attributes else self._row + 1
        if row <= self._row:
            self._refuse(f"is damaged: row {row:,} stands below row {self._row:,}")
        self._row, self._column = row, 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._uncomputed += self._waits
        self._waits = False
        self._cells += 1
        if self._cells > self._limits.cells:
            self._refuse(f"has more than {self._limits.cells:,} cells")
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else self._locate(reference)[1]

    def _reach(self) -> None:
        """Note that there is a value at the present row and column."""
        if self._row > self._rows:
            self._rows = self._row
            if self._row > self._limits.rows:
                self._refuse(f"has a value in row {self._row:,}; up to {self._limits.rows:,} rows are read")
        if self._column > self._columns:
            self._columns = self._column
            if self._column > self._limits.columns:
                self._refuse(f"has a value in column {self._column:,}; up to {self._limits.columns:,} are read")

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = self._locate(first)
        bottom, right = self._locate(last or first)
        if top > bottom or left > right:
            self._refuse(f"is damaged: `{reference[:40]}` are no cells to be merged")
        self._area += (bottom - top + 1) * (right - left + 1)
        if self._area > self._limits.merged:
            self._refuse(f"merges more than {self._limits.merged:,} cells")
        self._merged.append(Span(top - 1, left - 1, bottom - 1, right - 1))

    def _locate(self, reference: str) -> tuple[int, int]:
        """Find row and column, both counted from 1, of a cell such as ``C7``."""
        spelled = _REFERENCE.fullmatch(reference)
        if spelled is None:
            self._refuse(f"is damaged: `{reference[:40]}` is no cell")
        return int(spelled[2]), _count_column(spelled[1])

    def _refuse_doctype(self, *_: object) -> None:
        self._refuse("declares a document type (DOCTYPE), which is not read for safety")

    def _refuse(self, what: str) -> NoReturn:
        raise InputError.of(f"this workbook cannot be read: a part of it {what}", self._place)


@cache
def _count_column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
