"""XES event logs (IEEE 1849) to rows, one per event: streamed, so that a log may be larger than memory.

Attributes of a trace become columns with ``case:`` before their key, as other tools write them. Kept are the attributes
directly under traces and events; those inside other attributes and lists are counted. Declarations (``extension``,
``global``, ``classifier``) and attributes of the log say nothing of events. A trace without name is called by its
number. Of attributes of one key the first counts. Namespaces are not looked at: many tools leave them out.
"""

from __future__ import annotations

import gzip
import itertools
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sightline.discovery.column_names import CASE_PREFIX
from sightline.document.wording import show
from sightline.errors import InputError, Place
from sightline.formats.safe_xml import XmlEnd, XmlLimits, XmlStart, iterate_chunks

NAME: Final = "concept:name"
CASE: Final = CASE_PREFIX + NAME
LIMITS: Final = XmlLimits(size=20_000_000_000, elements=1_000_000_000)
"""Some 100 million events; they never stand in memory together."""
MOST_COLUMNS: Final = 500
LARGEST_SWELLING: Final = 200
"""How many times its packed size a log may have; real ones have 10 to 40."""
SMALL: Final = 50_000_000
"""Up to so many bytes a packed log may swell as it likes."""

BATCH: Final = 20_000
"""So many events are in memory at a time."""

_DEEPEST: Final = 4
"""log, trace, event, attribute."""
_GZIP: Final = b"\x1f\x8b"
_GZIP_ONLY: Final = 16
_CHUNK: Final = 1 << 16
_TYPES: Final = frozenset({"string", "date", "int", "float", "boolean", "id", "list", "container"})

Row = dict[str, str]


@dataclass(slots=True)
class XesReader:
    """One pass over a log; ``left_out`` counts by reason and is complete when all rows have been read."""

    path: Path
    left_out: Counter[str] = field(default_factory=Counter)
    traces: int = 0

    def rows(self) -> Iterator[Row]:
        """Yield the events as mappings of column to text. Raises InputError with a line for what is no XES."""
        file = str(self.path)
        elements: list[str] = []
        trace: Row = {}
        event: Row | None = None
        for tag in iterate_chunks(_read_chunks(self.path), file=file, limits=LIMITS):
            if isinstance(tag, XmlEnd):
                elements.pop()
                if tag.name == "event" and event is not None:
                    yield {CASE: f"trace {self.traces}"} | trace | event
                    event = None
                continue
            inside = elements[-1] if elements else ""
            elements.append(tag.name)
            if not inside and tag.name != "log":
                raise InputError.of(f"An XES log begins with <log>, not with {show(tag.name)}.", Place(file, tag.line))
            if tag.name == "trace" and inside == "log":
                self.traces += 1
                trace = {}
            elif tag.name == "event" and inside == "trace":
                event = {}
            elif tag.name == "event":
                self.left_out["event outside any trace"] += 1
            elif inside == "trace":
                self._take(tag, trace, CASE_PREFIX)
            elif inside == "event" and event is not None:
                self._take(tag, event, "")
            elif len(elements) > _DEEPEST and elements[1] == "trace":
                self.left_out["attribute inside another one"] += 1

    def _take(self, tag: XmlStart, row: Row, prefix: str) -> None:
        key, value = tag.attributes.get("key"), tag.attributes.get("value")
        if tag.name not in _TYPES:
            self.left_out["attribute of a type that XES does not have"] += 1
        elif tag.name in ("list", "container"):
            return
        elif not key or value is None:
            self.left_out["attribute without key or value"] += 1
        elif prefix + key in row:
            self.left_out["attribute whose key came before"] += 1
        else:
            row[prefix + key] = value


def is_xes(head: bytes) -> bool:
    """Tell from its first bytes, unpacked, whether this may be an XES log; only reading tells whether it is one."""
    return re.search(rb"<(\w+:)?log[\s>]", head.replace(b"\0", b"")) is not None


def is_packed(head: bytes) -> bool:
    """Tell from its first bytes whether this is packed with gzip."""
    return head.startswith(_GZIP)


def unpack_head(head: bytes) -> bytes:
    """Unpack the first bytes of a file that is packed with gzip; nothing where that fails."""
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | _GZIP_ONLY).decompress(head, len(head))
    except zlib.error:
        return b""


def write_parts(rows: Iterator[Row], folder: Path, file: str, beat: Callable[[], None]) -> list[Path]:
    """Write rows as Parquet files that follow each other; a new one begins where a new column comes up.

    ``beat`` is called after every batch. Raises InputError for more columns than a log has.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    parts: list[Path] = []
    columns: dict[str, None] = {CASE: None}
    schema = pa.schema([])
    writer: pq.ParquetWriter | None = None
    try:
        while batch := list(itertools.islice(rows, BATCH)) or ([] if parts else [{}]):
            known = len(columns)
            for row in batch:
                columns.update(dict.fromkeys(row))
            if len(columns) > MOST_COLUMNS:
                raise InputError.of(f"the events have more than {MOST_COLUMNS} different attributes", Place(file))
            if writer is None or len(columns) > known:
                if writer is not None:
                    writer.close()
                parts.append(folder / f"part-{len(parts):06}.parquet")
                schema = pa.schema([(name, pa.string()) for name in columns])
                writer = pq.ParquetWriter(parts[-1], schema)
            writer.write_table(pa.Table.from_pylist([row for row in batch if row], schema=schema))
            beat()
    finally:
        if writer is not None:
            writer.close()
    return parts


def _read_chunks(path: Path) -> Iterator[bytes]:
    """Read a file piece by piece, unpacked. Raises InputError where it is damaged or swells beyond belief."""
    size = path.stat().st_size
    with path.open("rb") as raw:
        packed = is_packed(raw.read(2))
        raw.seek(0)
        with gzip.GzipFile(fileobj=raw) if packed else raw as file:
            read = 0
            while True:
                try:
                    chunk = file.read(_CHUNK)
                except (OSError, EOFError, zlib.error) as error:
                    raise InputError.of(f"this packed file is damaged: {error}", Place(str(path))) from error
                if not chunk:
                    return
                read += len(chunk)
                if packed and read > max(SMALL, LARGEST_SWELLING * size):
                    raise InputError.of(
                        f"this file unpacks to more than {LARGEST_SWELLING} times its size, as no log does",
                        Place(str(path)),
                    )
                yield chunk
