"""A text file of separated values as people have it: any usual separator and encoding, titles above, ragged rows.

The separator is found by what the first rows have in common, so that a title above the header does not mislead. Every
cell stays the text that it is; numbers and dates are understood later.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final, NamedTuple

from sightline.document.text_decoding import LINE_END, decode_text
from sightline.formats.csv_rows import ADVICE, check_row, read_rows, unguard
from sightline.formats.grids import Grid
from sightline.formats.source import TableLimits

_SEPARATORS: Final = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}
"""The rarer in sentences and numbers, the earlier: where two fit equally well, the first is meant."""
_BLANKS: Final = " "
_SAMPLE_CHARACTERS: Final = 100_000
_SAMPLE_ROWS: Final = 200
_DECLARED: Final = re.compile(r'\s*"?sep=([,;|:^~ \t])"?[ \t;,]*(?:\r\n?|\n|$)', re.IGNORECASE)
_WORD: Final = re.compile(r'"((?:[^"]|"")*)"(?!\S)|(\S+)')
_BOMS: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WINDOWS: Final = "cp1252"


def read_separated(data: bytes, *, file: str, limits: TableLimits) -> Grid:
    """Read the bytes of one text file of separated values as a grid of texts; None is a blank cell.

    Encodings: UTF-8, UTF-16 with its byte order mark, else Windows-1252, which a notice tells. Separators: comma,
    semicolon, tab, bar, or blanks; a first line ``sep=;``, as Excel writes it, decides and is no row.
    Raises InputError.
    """
    data, notices = _to_utf(data)
    text = decode_text(data, file=file, largest=limits.file_bytes, advice=ADVICE)
    declared = _DECLARED.match(text)
    if declared is not None:
        separator = declared[1]
        text = text[declared.end() :]
    else:
        separator, notice = _find_separator(text, file)
        notices += notice
    if separator == _BLANKS:
        rows = list(_split_at_blanks(text, file=file, limits=limits))
    else:
        rows = list(read_rows(text, separator, file=file, limits=limits))
    return Grid(PurePath(file).stem, file, cut_blank(rows), notices=notices)


def cut_blank(rows: list[list[str | None]]) -> list[list[str | None]]:
    """Cut the blank cells at the end of each row, and the blank rows at the end of all."""
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _to_utf(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Recode Windows-1252 as UTF-8. What is neither stays as it is: decoding it says which byte is wrong."""
    try:
        if not data.startswith(_BOMS):
            data.decode()
    except UnicodeDecodeError:
        try:
            recoded = data.decode(_WINDOWS).encode()
        except UnicodeDecodeError:
            return data, ()
        return recoded, ("The file is not UTF-8 and was read as Windows-1252; look at the accents and umlauts.",)
    return data, ()


class _Fit(NamedTuple):
    """How well a separator fits: how many of the first rows it divides, and how many of them alike."""

    divided: int
    alike: int


def _find_separator(text: str, file: str) -> tuple[str, tuple[str, ...]]:
    """Find the separator, with a notice where another would do as well; a comma where nothing is separated."""
    fits = {separator: _fit(text, separator) for separator in _SEPARATORS}
    best = max(fits, key=lambda separator: sum(fits[separator]))
    if not fits[best].divided:
        if not file.lower().endswith(".csv") and _is_divided_by_blanks(text):
            return _BLANKS, ("The file has no commas, semicolons or tabs; its cells are separated by blanks.",)
        return ",", ()
    rivals = [
        name for one, name in _SEPARATORS.items() if one != best and fits[one].divided and fits[one] == fits[best]
    ]
    if not rivals:
        return best, ()
    return best, (f"The cells were separated at {_SEPARATORS[best]}; {' or '.join(rivals)} would fit as well.",)


def _fit(text: str, separator: str) -> _Fit:
    lines = csv.reader(io.StringIO(text[:_SAMPLE_CHARACTERS], newline=""), delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        for row in itertools.islice(lines, _SAMPLE_ROWS):
            if not any(cell.count('"') % 2 for cell in row):  # else a quoted cell was torn apart
                widths[len(row)] += 1
    except csv.Error:
        pass  # reading the rows says it, with its place
    divided = {width: number for width, number in widths.items() if width > 1}
    return _Fit(sum(divided.values()), max(divided.values(), default=0))


def _is_divided_by_blanks(text: str) -> bool:
    """Whether all first lines hold the same number of words, more than one: an edge list, not sentences."""
    lines = [line for line in text[:_SAMPLE_CHARACTERS].splitlines()[:_SAMPLE_ROWS] if line.strip()]
    widths = {len(_WORD.findall(line)) for line in (lines[:-1] if len(text) > _SAMPLE_CHARACTERS else lines)}
    return len(lines) > 1 and len(widths) == 1 and widths != {1}


def _split_at_blanks(text: str, *, file: str, limits: TableLimits) -> Iterator[list[str | None]]:
    for number, line in enumerate(LINE_END.split(text), start=1):
        row = [unguard(word or quoted.replace('""', '"')) for quoted, word in _WORD.findall(line)]
        yield check_row(row, number, file=file, limits=limits)
