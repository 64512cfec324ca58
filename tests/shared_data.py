"""Real files that lie beside the repository and never inside it; where one is absent its test is skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """Name the folder that holds ``data/``: ``SIGHTLINE_SHARED`` or ``shared`` beside the repository."""
    return Path(os.environ.get("SIGHTLINE_SHARED") or ROOT.parent / "shared")


def shared_data(relative: str) -> Path:
    """Return the path of a shared data file or folder; skip the calling test if it is absent."""
    path = shared_folder() / "data" / relative
    if not path.exists():
        pytest.skip(
            f"The shared data file {relative} is not here; set SIGHTLINE_SHARED to the folder that holds data/."
        )
    return path
