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
_SHEET: Final = f"{_MAIN} worksheet"
_TEXTS: Final = f"{_MAIN} sst"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DEPTH: Final = 100
_LONGEST: Final = 4_000_000
"""Bytes of one text, tag or comment: expat reads an unfinished tag again with every chunk."""


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """How much is too much of one part.

    ``rows`` and ``columns`` that hold values, their product ``extent``, ``cells`` with or without a value, the cells
    that are ``merged`` in up to ``blocks``, and the XML ``elements`` of what is neither sheet nor texts.
    """

    rows: int = 200_000
    columns: int = 500
    extent: int = 5_000_000
    cells: int = 1_000_000
    merged: int = 1_000_000
    blocks: int = 50_000
    elements: int = 500_000


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
    """What is known while a part is read. A sheet may have millions of cells: what is done for each is little."""

    def __init__(self, place: Place, limits: ScanLimits) -> None:
        self._place = place
        self._limits = limits
        self._root = ""
        self._elements = self._elements_before = self._silence = self._depth = 0
        self._ended: list[str] = []  # since the last chunk: no function of ours is called for an end tag
        self._row = self._column = self._cells = self._rows = self._columns = 0
        self._uncomputed = 0
        self._waits = False  # the cell has a formula and, so far, no value
        self._may_be_blank = False  # the value of the cell is a text
        self._merged: list[Span] = []
        self._area = 0
        self._handlers = {
            f"{_MAIN} row": self._begin_row,
            f"{_MAIN} c": self._begin_cell,
            f"{_MAIN} f": self._await_value,
            f"{_MAIN} v": self._begin_value,
            f"{_MAIN} is": self._reach,
            f"{_MAIN} mergeCell": self._merge,
        }
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._ended.append
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
        begun = self._elements - self._elements_before
        self._elements_before = self._elements
        self._silence = 0 if begun else self._silence + len(data)
        self._depth += begun - len(self._ended)
        self._ended.clear()
        if self._silence > _LONGEST:
            self._refuse(f"has a text, tag or comment of more than {_LONGEST:,} bytes")
        if self._depth > _DEPTH:
            self._refuse(f"has XML elements nested more than {_DEPTH} deep")
        most = 3 * self._limits.cells if self._root in (_SHEET, _TEXTS) else self._limits.elements
        if self._elements > most:
            self._refuse(f"has more than {most:,} XML elements")

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
        self._elements += 1
        handle = self._handlers.get(tag)
        if handle is not None:
            handle(attributes)
        elif not self._root:
            self._root = tag
            if tag.startswith(_STRICT):
                self._refuse("is a Strict Open XML workbook; save it as an ordinary Excel workbook (.xlsx)")

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = int(float(attributes["r"])) if "r" in attributes else self._row + 1
        if row <= self._row:
            self._refuse(f"is damaged: row {row:,} stands below row {self._row:,}")
        self._row, self._column = row, 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if self._waits:
            self._uncomputed += 1
            self._meet_value()
        self._may_be_blank = attributes.get("t") == "str"
        self._cells += 1
        if self._cells > self._limits.cells:
            self._refuse(f"has more than {self._limits.cells:,} cells")
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else self._locate(reference)[1]

    def _await_value(self, _attributes: dict[str, str]) -> None:
        self._waits = True

    def _begin_value(self, attributes: dict[str, str]) -> None:
        self._reach(attributes)
        if self._waits:
            if self._may_be_blank:
                self._meet_value()
            else:  # some programs write `<v/>` behind a formula that they did not compute
                self._parser.CharacterDataHandler = self._meet_value

    def _meet_value(self, *_: object) -> None:
        self._waits = False
        self._parser.CharacterDataHandler = None

    def _reach(self, _attributes: dict[str, str]) -> None:
        """Note that there is a value at the present row and column."""
        if self._row > self._rows:
            self._rows = self._row
            if self._row > self._limits.rows:
                self._refuse(f"has a value in row {self._row:,}; up to {self._limits.rows:,} rows are read")
        if self._column > self._columns:
            self._columns = self._column
            if self._column > self._limits.columns:
                self._refuse(f"has a value in column {self._column:,}; up to {self._limits.columns:,} are read")

    def _merge(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("ref", "")
        first, _, last = reference.partition(":")
        top, left = self._locate(first)
        bottom, right = self._locate(last or first)
        if top > bottom or left > right:
            self._refuse(f"is damaged: `{reference[:40]}` are no cells to be merged")
        self._area += (bottom - top + 1) * (right - left + 1)
        self._merged.append(Span(top - 1, left - 1, bottom - 1, right - 1))
        if self._area > self._limits.merged or len(self._merged) > self._limits.blocks:
            self._refuse(f"merges more than {self._limits.merged:,} cells or {self._limits.blocks:,} blocks of them")

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
