"""What a reader is given: the bytes of one file or a folder, and the options of the reading."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from sightline.document.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from sightline.errors import InputError, Place

if TYPE_CHECKING:
    from sightline.formats.mapping.profile import Profile

STANDARD_INPUT = "-"
HEAD_BYTES = 4_096
"""So much of a file is looked at to find its format."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TableLimits:
    """The largest tables that are read into a document; one more is refused. Larger ones go to the arrays directly."""

    file_bytes: int = 500 * MEGABYTE
    columns: int = 500
    rows: int = 1_000_000


EdgeMeaning = Literal["serves", "asks", "reports_to", "part_of"]
"""What an edge of a bare graph says: its source serves its target, asks it for help, reports to it, is part of it."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read what a format leaves open.

    ``customers``: names or ids of the external customers, for formats that do not say who they are. ``edges``: what an
    edge means where the file does not say. ``fine``: read the finest parts too (tasks of a process, single users).
    ``profile``: what the columns of tables mean, where they are not our own.
    """

    customers: tuple[str, ...] = ()
    edges: EdgeMeaning = "serves"
    fine: bool = False
    profile: Profile | None = None
    limits: Limits = DEFAULT_LIMITS
    table_limits: TableLimits = TableLimits()


@dataclass(frozen=True, slots=True)
class Source:
    """One file or folder. ``path`` is None for standard input, whose bytes are in ``data``."""

    path: Path | None
    data: bytes | None = None

    @property
    def name(self) -> str:
        """The name that places show."""
        return "standard input" if self.path is None else str(self.path)

    @property
    def is_folder(self) -> bool:
        """Whether this is a folder of files."""
        return self.data is None and self.path is not None and self.path.is_dir()

    @property
    def suffix(self) -> str:
        """The end of the file name, in small letters; empty for standard input and folders."""
        return "" if self.path is None or self.is_folder else self.path.suffix.lower()

    def head(self) -> bytes:
        """Read the first bytes of a file."""
        if self.data is not None:
            return self.data[:HEAD_BYTES]
        path = self._require_path()

        def read() -> bytes:
            with path.open("rb") as file:
                return file.read(HEAD_BYTES)

        return explain_failures(path, read)

    def read(self, largest: int | None = None) -> bytes:
        """Read the whole file, but hardly more than ``largest`` bytes: a reader that sees one more refuses it."""
        if self.data is not None:
            return self.data
        path = self._require_path()

        def read() -> bytes:
            with path.open("rb") as file:
                return file.read(-1 if largest is None else largest + 1)

        return explain_failures(path, read)

    def files(self) -> dict[str, Path]:
        """List the files of a folder by name, in the order of the names; hidden ones are left out."""
        path = self._require_path()
        return explain_failures(
            path,
            lambda: {
                entry.name: entry
                for entry in sorted(path.iterdir())
                if entry.is_file() and not entry.name.startswith(".")
            },
        )

    def _require_path(self) -> Path:
        assert self.path is not None  # noqa: S101 - standard input always comes with its bytes
        return self.path


def open_source(path: Path | str, *, largest: int) -> Source:
    """Find what is to be read: a file, a folder, or standard input for ``-``.

    ``largest`` bounds what is taken from standard input, in bytes. Raises InputError where nothing is there.
    """
    if str(path) == STANDARD_INPUT:
        data = sys.stdin.buffer.read(largest + 1)
        place = Place("standard input")
        if not data.strip():
            raise InputError.of("nothing came in on standard input", place)
        if len(data) > largest:
            raise InputError.of(f"more than {largest:,} bytes came in; name the file instead", place)
        return Source(None, data)
    path = Path(path)

    def look() -> None:
        path.stat()

    explain_failures(path, look)
    if not path.is_dir() and not path.is_file():
        raise InputError.of("this is neither a file nor a folder", Place(str(path)))
    return Source(path)


def explain_failures(path: Path, action: Callable[[], T]) -> T:
    """Do something with a file; say in plain words why the system refused it."""
    try:
        return action()
    except OSError as error:
        reasons = {
            errno.ENOENT: "there is no such file or folder",
            errno.EACCES: "you have no permission to read this",
            errno.EPERM: "you have no permission to read this",
            errno.EISDIR: "this is a folder, not a file",
            errno.ENOTDIR: "a part of this path is a file, not a folder",
            errno.ENAMETOOLONG: "this name is too long",
            errno.ELOOP: "the symbolic links of this path lead in a circle",
        }
        reason = reasons.get(error.errno or 0, f"this cannot be read: {error.strerror or error}")
        raise InputError.of(reason, Place(str(path))) from error
    except ValueError as error:  # a NUL in the path
        raise InputError.of(f"{str(path)!r} holds a character that no path may hold") from error
