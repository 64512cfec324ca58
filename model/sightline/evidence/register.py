"""What was told before: which answers were in each told figure, so that two dates together give nobody away.

Respondents stand in it as keyed marks only (HMAC-SHA256), good for telling whether two groups are the same people and
for nothing else. The key lies beside it in a file of its own that only its owner may read: whoever deletes the key has
unlinked everybody for good.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sightline.document.atomic import write_atomically
from sightline.document.fields import Day, Strict
from sightline.document.json_reading import read_json
from sightline.document.limits import DEFAULT_LIMITS
from sightline.errors import InputError, Place, UsageError
from sightline.evidence.disclosure import Unit
from sightline.formats.source import Source

KEY_SUFFIX = ".key"
_KEY_BYTES = 32
_MARK_DIGITS = 32


class _Told(Strict):
    """One told figure: what it was about, when, and the marks of the respondents by place."""

    kind: str
    date: Day
    places: dict[str, list[str]]


class _File(Strict):
    """The register as it is written."""

    sightline_register: int
    told: list[_Told]


@dataclass(frozen=True, slots=True)
class Register:
    """What was told before, and the key that marks respondents."""

    path: Path
    key: bytes
    told: tuple[_Told, ...] = ()

    def mark(self, respondent: str) -> str:
        """Give the mark of a respondent: the same for the same token, and useless without the key."""
        return hmac.new(self.key, respondent.encode(), hashlib.sha256).hexdigest()[:_MARK_DIGITS]

    def units(self, kind: str) -> set[frozenset[Unit]]:
        """Give the groups of answers about a kind that were told."""
        return {
            frozenset((place, mark) for place, marks in one.places.items() for mark in marks)
            for one in self.told
            if one.kind == kind
        }

    def with_told(self, kind: str, date: Day, units: frozenset[Unit]) -> Register:
        """Add one figure that is told now."""
        places: dict[str, list[str]] = {}
        for place, mark in sorted(units, key=str):
            places.setdefault(str(place), []).append(mark)
        return Register(self.path, self.key, (*self.told, _Told(kind=kind, date=date, places=places)))

    def write(self) -> None:
        """Write the key where there is none yet, then the register, each whole or not at all."""
        key = _key_path(self.path)
        if not key.exists():
            _write_key(key, self.key)
        content = {"sightline_register": 1, "told": [one.model_dump(mode="json") for one in self.told]}
        write_atomically(self.path, (json.dumps(content) + "\n").encode())


def read_register(path: Path) -> Register:
    """Read a register, or begin one with a key of its own where there is none.

    Raises InputError for a file that is none, UsageError where the key is missing.
    """
    key = _key_path(path)
    if not path.exists():
        return Register(path, _read_key(key) if key.exists() else secrets.token_bytes(_KEY_BYTES))
    if not key.exists():
        raise UsageError(f"{key} is missing, the key of {path}: without it, nobody can say who answered before as well")
    tree = read_json(Source(path).read(DEFAULT_LIMITS.json_bytes), file=str(path))
    raw: Any = tree.value
    try:
        file = _File.model_validate(raw)
    except ValidationError:
        raise InputError.of("this is no register of a survey", Place(str(path))) from None
    return Register(path, _read_key(key), tuple(file.told))


def _key_path(path: Path) -> Path:
    return path.with_name(path.name + KEY_SUFFIX)


def _read_key(path: Path) -> bytes:
    text = Source(path).read(10_000).decode(errors="replace").strip()
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise InputError.of("this is no key of a register", Place(str(path)))
    return key


def _write_key(path: Path, key: bytes) -> None:
    """Write a key that only its owner may read, and never over another file."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None
