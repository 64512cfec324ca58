"""Event logs of any form, opened: XES (plain or packed), CSV as people have it, Parquet (one file or a folder).

What the engines read is Parquet. Another form is written as Parquet first, into the engine's private folder, piece by
piece: so one reader per form says what a log means, every engine gets the same rows in the same order, and of a wide
table only the columns in use are read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self, TypeVar

from sightline.discovery.csv_logs import write_parquet
from sightline.discovery.engines import DuckDbEngine, Engine, EngineName, Heartbeat, SparkEngine
from sightline.discovery.xes import XesReader, is_packed, is_xes, unpack_head, write_parts
from sightline.errors import InputError, Place
from sightline.formats.source import explain_failures, open_source
from sightline.formats.tallies import most_first
from sightline.phrases import counted, cut

if TYPE_CHECKING:
    import ibis.expr.types as ir

LogForm = Literal["XES", "CSV", "Parquet"]

T = TypeVar("T")

_PARQUET: Final = b"PAR1"
_STEP: Final = "reading the log"


@dataclass(frozen=True, eq=False, slots=True)
class Log:
    """A log on its engine; a context manager that closes it. ``notices`` tell what reading it left out, with counts."""

    name: str
    form: LogForm
    table: ir.Table
    engine: Engine
    notices: tuple[str, ...]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the engine and remove what it wrote."""
        self.engine.close()


def open_log(path: Path | str, *, engine: EngineName = "duckdb", heartbeat: Heartbeat | None = None) -> Log:
    """Open a log by what is in it, whatever its name.

    Raises InputError with a place for a file that is missing, damaged or no log, UsageError where an extra is missing.
    """
    path = Path(path)
    form, files = _find_form(path)
    opened: Engine = SparkEngine() if engine == "spark" else DuckDbEngine(files)
    try:
        notices: tuple[str, ...] = ()
        if form == "XES":
            files, notices = _convert_xes(path, opened.folder, heartbeat)
        elif form == "CSV":
            files = [opened.folder / "log.parquet"]
            notices = _explain(path, lambda: write_parquet(path, files[0], _STEP, heartbeat))
        table = _explain(path, lambda: opened.read_parquet(files))
    except BaseException:
        opened.close()
        raise
    return Log(path.name, form, table, opened, notices)


def _find_form(path: Path) -> tuple[LogForm, list[Path]]:
    source = open_source(path, largest=0)
    if source.is_folder:
        files = explain_failures(path, lambda: sorted(path.rglob("*.parquet")))
        if not files:
            raise InputError.of(
                "this folder holds no Parquet files; name a single log, or a folder of them", Place(str(path))
            )
        return "Parquet", files
    head = source.head()
    if head.startswith(_PARQUET):
        return "Parquet", [path]
    if is_packed(head):
        if not is_xes(unpack_head(head)):
            raise InputError.of("this packed file holds no XES log; unpack it first", Place(str(path)))
        return "XES", [path]
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return "XES", [path]
    if not head.strip():
        raise InputError.of("this file is empty", Place(str(path)))
    return "CSV", [path]


def _convert_xes(path: Path, folder: Path, heartbeat: Heartbeat | None) -> tuple[list[Path], tuple[str, ...]]:
    reader = XesReader(path)
    parts = write_parts(reader.rows(), folder, str(path), lambda: heartbeat(_STEP) if heartbeat else None)
    left_out = most_first(reader.left_out)
    return parts, tuple(f"{counted(number, *_plural(what))}: left out" for what, number in left_out.items())


def _plural(what: str) -> tuple[str, str]:
    noun, _, rest = what.partition(" ")
    return what, f"{noun}s {rest}"


def _explain(path: Path, action: Callable[[], T]) -> T:
    """Do something with a log; what an engine cannot read is the user's mistake, told in one sentence."""
    try:
        return action()
    except Exception as error:
        # The engines' own errors, whose packages may be absent; a fault of ours stays one.
        if type(error).__module__.partition(".")[0] not in ("_duckdb", "duckdb", "pyspark", "ibis"):
            raise
        text = str(error)
        line = re.search(r"CSV Error on Line: (\d+)", text)
        reason = text.splitlines()[1 if line and "\n" in text else 0].partition(" Error: ")
        place = Place(str(path), int(line[1])) if line else Place(str(path))
        raise InputError.of(f"this log cannot be read: {cut(reason[2] or reason[0], 200)}", place) from error
