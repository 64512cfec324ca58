"""Drafts: unsaved work, kept in the user's own state folder until it is saved, discarded or two weeks old.

A draft holds the organization where it stands in no file yet, and the scenarios that were tried on it.

A draft is named by a random token that stands in the address of the page, so a reload finds it and nobody guesses it.
Files are readable by their owner alone. ``SIGHTLINE_DRAFTS=off`` keeps nothing.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sightline.document import Organization
from sightline.document.atomic import write_atomically
from sightline.errors import SightlineError
from sightline.formats import read_organization, write_organization

KEPT_DAYS = 14
MODEL, SCENARIOS = ".json", ".scenarios.json"
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
    return _keep(token, MODEL, lambda path: write_organization(organization, path, format="json"))


def keep_scenarios(token: str, scenarios: Sequence[Mapping[str, object]]) -> bool:
    """Keep scenarios in the form of their files under a token; False where nothing is kept or the disk refuses."""
    return _keep(token, SCENARIOS, lambda path: write_atomically(path, json.dumps(scenarios).encode()))


def find_draft(token: str) -> Draft | None:
    """Find a draft of an organization again; None where there is none that can be read."""
    path = _path(token, MODEL)
    try:
        if path is None:
            return None
        return Draft(read_organization(path, format="json").organization, path.stat().st_mtime)
    except (OSError, SightlineError):
        return None


def find_scenarios(token: str) -> list[object]:
    """Find the scenarios of a draft again; none where there are none that can be read."""
    path = _path(token, SCENARIOS)
    try:
        found = json.loads(path.read_bytes()) if path is not None else []
    except (OSError, ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def discard_draft(token: str, *parts: str) -> None:
    """Remove a draft, or only the named parts of it."""
    for part in parts or (MODEL, SCENARIOS):
        path = _path(token, part)
        if path is not None:
            path.unlink(missing_ok=True)


def _path(token: str, part: str) -> Path | None:
    folder = drafts_folder()
    return folder / f"{token}{part}" if folder is not None and is_token(token) else None


def _keep(token: str, part: str, write: Callable[[Path], object]) -> bool:
    """Write one part of a draft so that its owner alone can read it."""
    path = _path(token, part)
    if path is None:
        return False
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(path.parent)
        path.touch(mode=0o600, exist_ok=True)
        write(path)
    except (OSError, SightlineError):
        return False
    return True


def _sweep(folder: Path) -> None:
    """Remove what is older than two weeks, with what a killed process left half written."""
    oldest = time.time() - KEPT_DAYS * 86_400
    for path in folder.iterdir():
        if path.is_file() and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
