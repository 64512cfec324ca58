"""No test of the app leaves a draft in the state folder of whoever runs it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that drafts go to."""
    folder = tmp_path / "drafts"
    monkeypatch.setenv("SIGHTLINE_DRAFTS", str(folder))
    return folder
