"""Open an organization from a file on this machine or from what a browser sends."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sightline.app.model import Model, Origin
from sightline.app.state import Session
from sightline.document import build_organization
from sightline.errors import InputError, Problem
from sightline.formats import Reading, ReadOptions, find_format, read_organization

if TYPE_CHECKING:
    from sightline.formats.mapping.profile import Profile
    from sightline.formats.mapping.proposal import Proposal

_SAFE = re.compile(r"[^\w.\- ]")
PROFILE_MARK: Final = b"sightline_profile:"
"""What the file of a mapping profile holds at its beginning, so that it can be dropped beside the tables."""

Files = Sequence[tuple[str, bytes]]
"""Uploaded files: the name that the user knows, and the bytes."""


def open_file(user: Session, path: str, customers: Collection[str] = ()) -> Model:
    """Open a file or folder of this machine. Raises InputError or UsageError; the open model then stays."""
    reading = read_organization(path, options=ReadOptions(customers=tuple(customers)))
    return user.open(reading.organization, Origin("file", Path(path).name, reading.notices))


@dataclass(frozen=True, eq=False)
class Tables:
    """Uploaded tables in columns of their own: what they are proposed to mean, and how they are read as a profile."""

    proposal: Proposal
    read: Callable[[Profile], Reading]


def read_upload(files: Files, customers: Collection[str] = ()) -> Reading | Tables:
    """Read uploaded files: one file, or the tables of one folder together.

    Tables in columns of their own come back with what is proposed for them, unless a profile was uploaded beside them.
    They are written to a folder of their own that is removed again at once; a name that comes from outside is cut down
    to a safe file name first, and the problems name the file as the user knows it. Raises InputError or UsageError.
    """
    from sightline.formats.mapping.profile_file import read_profile
    from sightline.formats.mapping.proposal import propose
    from sightline.formats.mapping.reading import read_foreign_grids

    profiles = [data for _, data in files if PROFILE_MARK in data[:4_096]]
    others = [(name, data) for name, data in files if PROFILE_MARK not in data[:4_096]]
    options = ReadOptions(customers=tuple(customers))
    if not others:
        raise InputError.of("a profile says what tables mean: upload it together with them")
    with written(others) as (target, known):
        grids = read_foreign_grids(str(target), options)
        if grids is None:
            return read_organization(target, options=options)
    grids = tuple(replace(grid, file=known(grid.file)) for grid in grids)

    def read(profile: Profile) -> Reading:
        from sightline.formats.mapping.applying import apply_profile

        tree = apply_profile(grids, profile, ReadOptions())
        return Reading(build_organization(tree), find_format("tables"), tree.notices, tree.summary)

    if profiles:
        return read(read_profile(profiles[0]))
    return Tables(propose(grids, options), read)


@contextmanager
def written(files: Files) -> Iterator[tuple[Path, Callable[[str], str]]]:
    """Write files to a folder that is gone afterwards; give what to read, and the name that the user knows.

    Files of the same name stay apart, as do those of all who sent the same form back.
    """
    folder = Path(tempfile.mkdtemp(prefix="sightline-upload-"))
    names: dict[str, str] = {}

    def known(file: str) -> str:
        return names.get(file) or file.replace(f"{folder}/", "").replace(str(folder), "the upload")

    def as_known(problem: Problem) -> Problem:
        return replace(problem, place=replace(problem.place, file=known(problem.place.file or "")))

    try:
        for number, (name, data) in enumerate(files):
            safe = _SAFE.sub("_", Path(name.replace("\\", "/")).name).lstrip(".")[-100:] or f"file{number}"
            while (folder / safe).exists():
                safe = f"{number}-{safe}"
            (folder / safe).write_bytes(data)
            names[str(folder / safe)] = name
        yield folder if len(files) > 1 else folder / next(iter(folder.iterdir())).name, known
    except InputError as error:
        raise InputError([as_known(problem) for problem in error.problems]) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
