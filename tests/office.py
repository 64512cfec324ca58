"""LibreOffice without a window: opens what we hand over as a client's office does, and prints or saves it again.

Where it is absent the tests that need it skip aloud; with ``SIGHTLINE_OFFICE=required`` in the environment they fail.
Each process has a profile of its own, as two that share one fight.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest

PATIENCE = 180
"""Seconds within which the office answers; the machine may be busy, so nothing is measured by it."""


def to_pdf(path: Path, folder: Path) -> Path:
    """Print a deck, workbook or document as PDF into a folder."""
    return _convert(path, folder, "pdf")


def to_pictures(path: Path, folder: Path, *, dots: int = 60) -> list[Path]:
    """Print a file as one PNG per page or slide, ``dots`` to the inch, in their order."""
    printed = to_pdf(path, folder)
    _run([_found("pdftoppm", "poppler-utils"), "-png", "-r", str(dots), str(printed), str(folder / path.stem)])
    return sorted(folder.glob(f"{path.stem}-*.png"))


def resave(path: Path, folder: Path, *, form: Literal["xlsx", "pptx"]) -> Path:
    """Open a file and save it again as a new one of the same name in another folder."""
    assert folder.resolve() != path.parent.resolve(), "the file would be overwritten"
    return _convert(path, folder, form)


def _convert(path: Path, folder: Path, form: str) -> Path:
    """Let the office open a file and write it in a form; it tells a failure by writing nothing."""
    office = _found("soffice", "libreoffice-impress and libreoffice-calc")
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{path.stem}.{form}"
    written.unlink(missing_ok=True)
    profile = f"-env:UserInstallation={_profile().as_uri()}"
    said = _run([office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)])
    assert written.exists(), f"LibreOffice did not write {written.name}: {said}"
    return written


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    return f"{done.stdout}{done.stderr}".strip()


def _found(program: str, packages: str) -> str:
    """Find a program; without it skip the calling test, or fail where the environment asks for it."""
    found = shutil.which(program)
    if found is not None:
        return found
    missing = f"There is no {program} on this machine, so no office looked at the file (apt-get install {packages})."
    if os.environ.get("SIGHTLINE_OFFICE") == "required":
        pytest.fail(missing)
    pytest.skip(missing)


@cache
def _profile() -> Path:
    """Make the profile of this process, which goes with it."""
    folder = TemporaryDirectory(prefix="sightline-office-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)
