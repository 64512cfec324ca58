"""Drafts: unsaved work, kept in the user's own state folder until it is saved, discarded or two weeks old.

A draft is named by a random token that stands in the address of the page, so a reload finds it and nobody guesses it.
Files are readable by their owner alone. ``SIGHTLINE_DRAFTS=off`` keeps nothing.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from sightline.document import Organization
from sightline.errors import SightlineError
from sightline.formats import read_organization, write_organization

KEPT_DAYS = 14
_TOKEN = re.compile(r"[A-Za-z0-9_-]{24}")


@dataclass(frozen=True, slots=True)
class Draft:
    """An organization found again, and when it was kept (seconds since the epoch)."""

    organization: Organization
    kept_at: float


def drafts_folder() -> Path | None:
    """Name the folder of the drafts; None where the user wants none kept."""
    wanted = os.environ.get("SIGHTLINE_DRAFTS", "")
    if wanted.lower() in ("off", "no", "0"):
        return None
    if wanted:
        return Path(wanted)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "sightline" / "drafts"


def new_token() -> str:
    """Make a name that nobody guesses."""
    return secrets.token_urlsafe(18)


def is_token(text: str) -> bool:
    """Tell whether a text can name a draft; nothing else ever becomes a file name."""
    return _TOKEN.fullmatch(text) is not None


def keep_draft(token: str, organization: Organization) -> bool:
    """Keep an organization under its token; False where nothing is kept or the disk refuses."""
    folder = drafts_folder()
    if folder is None or not is_token(token):
        return False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(folder)
        path = folder / f"{token}.json"
        path.touch(mode=0o600, exist_ok=True)
        write_organization(organization, path, format="json")
    except (OSError, SightlineError):
        return False
    return True


def find_draft(token: str) -> Draft | None:
    """Find a draft again; None where there is none that can be read."""
    folder = drafts_folder()
    if folder is None or not is_token(token):
        return None
    path = folder / f"{token}.json"
    try:
        kept_at = path.stat().st_mtime
        return Draft(read_organization(path, format="json").organization, kept_at)
    except (OSError, SightlineError):
        return None


def discard_draft(token: str) -> None:
    """Remove a draft."""
    folder = drafts_folder()
    if folder is not None and is_token(token):
        (folder / f"{token}.json").unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what is older than two weeks, with what a killed process left half written."""
    oldest = time.time() - KEPT_DAYS * 86_400
    for path in folder.iterdir():
        if path.is_file() and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
