"""Zip files that nobody vouches for: counted before they are opened, bounded before and while they are unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sightline.document.limits import MEGABYTE
from sightline.errors import InputError, Place

_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_ENCRYPTED: Final = 0x1
_CHUNK: Final = 1 << 16
_REPLACEMENT: Final = "\ufffd".encode()
_SPOILED: Final = 20
"""So many replacement characters among the first bytes are no chance in packed data."""
_SAMPLE: Final = 4_096
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library lets out of a damaged file."""


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much is too much: members, bytes unpacked in all and of one member, and how many times its packed size.

    Members of up to ``small`` bytes may swell as they like.
    """

    members: int = 2_000
    total: int = 200 * MEGABYTE
    one: int = 150 * MEGABYTE
    swelling: int = 200
    small: int = 5 * MEGABYTE


class SafeZip:
    """A zip file that was checked. ``what`` names it in sentences: ``this workbook``. Raises InputError."""

    def __init__(self, data: bytes, *, file: str | None, what: str, limits: ZipLimits) -> None:
        self._file = file
        self._what = what
        # Every entry of the directory costs memory when the file is opened, so the entries are counted before.
        if data.count(_DIRECTORY_ENTRY) > limits.members:
            raise self.refuse(f"has more than {limits.members:,} members")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise self._damaged(error, spoiled=data[:_SAMPLE].count(_REPLACEMENT) > _SPOILED) from error
        self.names = tuple(self._archive.namelist())
        self._check(self._archive.infolist(), limits)

    def refuse(self, what: str) -> InputError:
        """Make the error that says what is wrong with the file."""
        return InputError.of(f"{self._what} {what}", Place(self._file))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack a member bit by bit: never more than its entry says, which was checked."""
        try:
            with self._archive.open(name) as member:
                while chunk := member.read(_CHUNK):
                    yield chunk
        except InputError:  # of whoever reads the chunks
            raise
        except _FAULTS as error:
            raise self._damaged(error) from error

    def _check(self, members: list[zipfile.ZipInfo], limits: ZipLimits) -> None:
        if len(set(self.names)) < len(self.names):
            raise self.refuse("has two members of the same name")
        if sum(member.file_size for member in members) > limits.total:
            raise self.refuse(f"unpacks to more than {limits.total:,} bytes")
        for member in members:
            if member.flag_bits & _ENCRYPTED:
                raise self.refuse("is encrypted; save it without a password")
            if member.filename.startswith(("/", "\\")) or ".." in member.filename.replace("\\", "/").split("/"):
                raise self.refuse("has a member that points outside of it, as no program writes it")
            if member.file_size > limits.one:
                raise self.refuse(f"has a member that unpacks to more than {limits.one:,} bytes")
            if member.file_size > max(limits.small, limits.swelling * member.compress_size):
                raise self.refuse(f"has a member that unpacks to more than {limits.swelling} times its size")

    def _damaged(self, error: Exception, *, spoiled: bool = False) -> InputError:
        if spoiled:
            return self.refuse("is damaged: its bytes were once taken for text and replaced; get it again")
        text = " ".join(str(error).split()).rstrip(".")
        reason = text[:1].lower() + text[1:200] if text else type(error).__name__
        return self.refuse(f"is damaged: {reason}")
