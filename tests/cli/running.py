"""Runs the command line in this process, with everything that it writes caught, as if piped."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sightline.cli.application import run

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_orgs"
CONCORD = str(SAMPLES / "concord" / "organization.yaml")
PERMIT = str(SAMPLES / "permit" / "organization.yaml")
ALL_SAMPLES = sorted(SAMPLES.glob("*/*.yaml"))


@dataclass(frozen=True)
class Ran:
    """What a command gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output as JSON."""
        read: dict[str, Any] = json.loads(self.out)
        return read

    @property
    def sentences(self) -> str:
        """Standard output with line breaks taken for spaces, so that wrapping does not matter."""
        return " ".join(self.out.split())


class _Stream(io.TextIOWrapper):
    """A stream in a given encoding that keeps its bytes."""

    def __init__(self, encoding: str) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding, write_through=True)

    def text(self) -> str:
        """Read what was written."""
        self.flush()
        return self.bytes.getvalue().decode(self.encoding)


@contextlib.contextmanager
def _reading(data: bytes) -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def sightline(*arguments: object, stdin: bytes = b"", encoding: str = "utf-8") -> Ran:
    """Run one command."""
    out, err = _Stream(encoding), _Stream("utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _reading(stdin):
        code = run([str(one) for one in arguments])
    return Ran(code, out.text(), err.text())
