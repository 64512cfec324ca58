"""Archi's zipped models: ``model.xml``, and beside it the pictures of the views, which are never unpacked.

A zip file may claim anything. How many members it has, how large the model gets and how much it swells are bounded
before and while unpacking; the name of a member is compared and used for nothing else.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Final

from sightline.document.limits import MEGABYTE
from sightline.errors import InputError, Place
from sightline.formats.safe_xml import DEFAULT_LIMITS

MODEL: Final = "model.xml"
LARGEST: Final = 200 * MEGABYTE
"""Bytes of the zip file, most of them pictures."""
MOST_MEMBERS: Final = 10_000
LARGEST_SWELLING: Final = 200
"""How many times its packed size the model may have; models of real tools have 3 to 30."""

_ZIP: Final = b"PK\x03\x04"
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_NAME_AT: Final = 30
_ENCRYPTED: Final = 0x1
_SMALL: Final = MEGABYTE
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the standard library lets out of a damaged file.
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


def is_zip(head: bytes) -> bool:
    """Tell from its first bytes whether this is a zip file of any kind."""
    return head.startswith(_ZIP)


def begins_with_model(head: bytes) -> bool:
    """Tell from its first bytes whether this is a zip file whose first member is ``model.xml``, as Archi writes it."""
    return is_zip(head) and head[_NAME_AT : _NAME_AT + len(MODEL)] == MODEL.encode()


def unzip_model(data: bytes, file: str | None) -> bytes:
    """Unpack ``model.xml``. Raises InputError for a zip file that has none, is damaged, or is more than it seems."""
    if len(data) > LARGEST:
        _refuse(f"has more than {LARGEST:,} bytes", file)
    # Every entry of the directory costs memory when the file is opened, so the entries are counted before.
    if data.count(_DIRECTORY_ENTRY) > MOST_MEMBERS:
        _refuse(f"has more than {MOST_MEMBERS:,} members", file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [member for member in archive.infolist() if member.filename == MODEL]
            if len(found) != 1:
                _refuse(f"has {len(found) or 'no'} members `{MODEL}`, and a model has one", file)
            _check(found[0], file)
            with archive.open(found[0]) as member:
                model = member.read(DEFAULT_LIMITS.size + 1)
    except _FAULTS as error:
        raise InputError.of(f"This zipped Archi model is damaged: {_plain(error)}.", Place(file)) from error
    if len(model) > DEFAULT_LIMITS.size:
        _refuse(f"unpacks to more than {DEFAULT_LIMITS.size:,} bytes", file)
    return model


def _check(member: zipfile.ZipInfo, file: str | None) -> None:
    """Refuse by what the directory says; where it lies, unpacking stops at the limit."""
    if member.flag_bits & _ENCRYPTED:
        _refuse("is encrypted; save it without a password", file)
    if member.compress_type not in _METHODS:
        _refuse("is packed by a method that Archi does not use; pack it with deflate", file)
    if member.file_size > DEFAULT_LIMITS.size:
        _refuse(f"unpacks to more than {DEFAULT_LIMITS.size:,} bytes", file)
    if member.file_size > max(_SMALL, LARGEST_SWELLING * member.compress_size):
        _refuse(f"unpacks to more than {LARGEST_SWELLING} times its size, as no model does", file)


def _refuse(what: str, file: str | None) -> None:
    raise InputError.of(f"This zipped Archi model {what}.", Place(file))


def _plain(error: Exception) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return text[:1].lower() + text[1:200] if text else type(error).__name__
