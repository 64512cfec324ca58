"""Open an organization from a file on this machine or from what a browser sends."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from sightline.app.model import Model, Origin
from sightline.app.state import Session
from sightline.errors import InputError, Problem
from sightline.formats import Reading, ReadOptions, read_organization

_SAFE = re.compile(r"[^\w.\- ]")


def open_file(user: Session, path: str, customers: Collection[str] = ()) -> Model:
    """Open a file or folder of this machine. Raises InputError or UsageError; the open model then stays."""
    reading = read_organization(path, options=ReadOptions(customers=tuple(customers)))
    return user.open(reading.organization, Origin("file", Path(path).name, reading.notices))


def read_upload(files: Sequence[tuple[str, bytes]], customers: Collection[str] = ()) -> Reading:
    """Read uploaded files, given as names and bytes: one file, or the tables of one folder together.

    They are written to a folder of their own that is removed again at once; a name that comes from outside is cut down
    to a safe file name first, and the problems name the file as the user knows it. Raises InputError or UsageError.
    """
    folder = Path(tempfile.mkdtemp(prefix="sightline-upload-"))
    try:
        written: dict[str, str] = {}
        for number, (name, data) in enumerate(files):
            safe = _SAFE.sub("_", Path(name.replace("\\", "/")).name).lstrip(".")[-100:] or f"file{number}"
            (folder / safe).write_bytes(data)
            written[str(folder / safe)] = name
        target = folder if len(files) > 1 else folder / next(iter(folder.iterdir())).name
        try:
            return read_organization(target, options=ReadOptions(customers=tuple(customers)))
        except InputError as error:
            raise InputError([_as_known(problem, written, folder) for problem in error.problems]) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_known(problem: Problem, written: dict[str, str], folder: Path) -> Problem:
    """Name the file of a problem as the user knows it."""
    file = problem.place.file or ""
    known = written.get(file) or file.replace(f"{folder}/", "").replace(str(folder), "the upload")
    return replace(problem, place=replace(problem.place, file=known))
