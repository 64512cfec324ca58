"""CSV event logs to Parquet, streamed by DuckDB: every cell stays the text that it is, and no row is skipped.

The first row must be the header. It says how the file is separated (by what divides it into the most columns) and gives
DuckDB the columns, which is then left nothing to guess: its own detection skips rows that it cannot fit in.
"""

from __future__ import annotations

import codecs
import csv
import glob
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sightline.discovery.engines import DuckDbEngine, Heartbeat, quoted, watch
from sightline.errors import InputError, Place

LONGEST_LINE: Final = 2_000_000
"""Bytes of the longest row."""
MOST_COLUMNS: Final = 500
SEPARATORS: Final = ",;\t|"

_LOOKED_AT: Final = 1_000_000


def write_parquet(path: Path, target: Path, step: str, heartbeat: Heartbeat | None) -> tuple[str, ...]:
    """Write a CSV log as one Parquet file with the same rows in the same order; gives notices.

    Raises InputError where there is no header, and DuckDB's own error for rows that do not fit it.
    """
    encoding, begin = _decode(path)
    separator, header = _read_header(begin, path)
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in _name_columns(header))
    query = (
        f"COPY (SELECT * FROM read_csv({quoted(glob.escape(str(path.resolve())))}, auto_detect = false, "  # noqa: S608 - all texts are quoted
        f"columns = {{{columns}}}, header = true, delim = {quoted(separator)}, quote = '\"', escape = '\"', "
        f"encoding = '{encoding}', compression = 'none', max_line_size = {LONGEST_LINE})) "
        f"TO {quoted(str(target.resolve()))} (FORMAT parquet, COMPRESSION zstd)"
    )
    with DuckDbEngine([path], writable=target.parent) as reader:
        watch(lambda: reader.connection.execute(query), reader.backend, step, heartbeat)
    return ("the file is not UTF-8: read as Latin-1; look at the accents and umlauts",) if encoding == "latin-1" else ()


def _decode(path: Path) -> tuple[str, str]:
    """Find the encoding from the beginning of a file: UTF-16 by its mark, UTF-8 where it is, else Latin-1."""
    with path.open("rb") as file:
        begin = file.read(_LOOKED_AT)
    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", codecs.getincrementaldecoder("utf-16")().decode(begin)
    try:
        return "utf-8", codecs.getincrementaldecoder("utf-8-sig")().decode(begin)
    except UnicodeDecodeError:
        return "latin-1", begin.decode("latin-1")


def _read_header(text: str, path: Path) -> tuple[str, Sequence[str]]:
    headers = {}
    for separator in SEPARATORS:
        try:
            headers[separator] = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        except csv.Error as error:
            raise InputError.of(f"the first row is no header: {error}", Place(str(path), 1)) from error
    best = max(headers, key=lambda separator: len(headers[separator]))
    if len(headers[best]) < 2:
        raise InputError.of(
            "the first row is no header of an event log: commas, semicolons, tabs or bars separate at least the case "
            "from the group",
            Place(str(path), 1),
        )
    if len(headers[best]) > MOST_COLUMNS:
        raise InputError.of(f"the header has more than {MOST_COLUMNS} columns", Place(str(path), 1))
    return best, headers[best]


def _name_columns(header: Sequence[str]) -> list[str]:
    """Give every column a name of its own, in any size of letters: as it stands where that can be."""
    names: dict[str, str] = {}
    for at, cell in enumerate(header, start=1):
        name = spelled = cell.replace("\0", "").strip() or f"column {at}"
        number = 1
        while name.casefold() in names:
            number += 1
            name = f"{spelled} ({number})"
        names[name.casefold()] = name
    return list(names.values())
