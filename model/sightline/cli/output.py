"""What commands write: text for programs as UTF-8 bytes, sentences without anything that could steer a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from sightline.errors import UsageError
from sightline.phrases import clean, escaped_json


def write_text(text: str, path: Path | None = None) -> None:
    """Write text for programs to a file (whole or not at all) or to standard output, always in UTF-8."""
    if path is not None:
        write_bytes(text.encode(), path)
        return
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # standard output was replaced by something that takes text only
        sys.stdout.write(text)
        return
    buffer.write(text.encode())
    buffer.flush()


def write_bytes(content: bytes, path: Path) -> None:
    """Write a file, whole or not at all."""
    from sightline.document.atomic import write_atomically

    write_atomically(path, content)


def to_json(value: object, *, rows: int = 0) -> str:
    """Write plain values as JSON: indented for people, on one line where there are very many ``rows``."""
    if rows > 20_000:
        import json

        return json.dumps(value, allow_nan=False) + "\n"
    from sightline.document.text_form import to_json as to_indented

    return escaped_json(to_indented(value))


def refuse_to_replace(target: Path | None, *, force: bool) -> None:
    """Raise UsageError where something is there already that would be replaced; an empty folder is nothing."""
    if target is None or force:
        return
    try:
        is_there = target.is_symlink() or target.is_file() or (target.is_dir() and any(target.iterdir()))
    except (OSError, ValueError):
        return  # writing tells what is wrong with this path
    if is_there:
        raise UsageError(f"{target} is there already; choose another name, or add --force to replace it")


def say(text: str) -> None:
    """Write one line to standard output."""
    sys.stdout.write(clean(text) + "\n")


def complain(text: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(clean(text) + "\n")
    sys.stderr.flush()


@contextlib.contextmanager
def for_whoever_reads() -> Iterator[None]:
    """Write as long as somebody reads; a reader that goes away is no error, and the command goes on."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        let_go_of_output()


def let_go_of_output() -> None:
    """Let nothing be written any more to a pipe whose reader has gone, not even when the process ends."""
    with contextlib.suppress(OSError, ValueError):  # there may be no real file behind it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
