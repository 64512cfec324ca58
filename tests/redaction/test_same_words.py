"""What a command tells under made-up names is, read by the key, word for word what it tells without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sightline.redaction.key_file import KeyFile
from tests.cli.running import CONCORD, SAMPLES, sightline
from tests.redaction.translating import translate

EARLY, LATE = (SAMPLES / "alder" / f"{date}.yaml" for date in ("2024-06-01", "2026-06-01"))


@pytest.mark.parametrize(
    "command",
    [
        ("analyze", CONCORD),
        ("findings", SAMPLES / "harbor" / "organization.yaml"),
        ("paths", CONCORD, "mail-team"),
        ("what-if", CONCORD, "--clear", "k1"),
        ("plan", CONCORD, "--budget", "8", "--draws", "20"),
        ("plan", LATE, "--roadmap"),
        ("uncertainty", CONCORD, "--draws", "20", "--jobs", "1"),
        ("compare", EARLY, LATE),
    ],
    ids=lambda command: command[0],
)
def test_only_the_names_differ(command: tuple[object, ...], tmp_path: Path) -> None:
    key = tmp_path / "key.yaml"
    plain: Any = sightline(*command, "--format", "json").json
    hidden: Any = sightline(*command, "--format", "json", "--pseudonyms", key).json
    assert hidden["organization"] == "Organization 01"
    for told in (plain, hidden):
        told.pop("run", None)  # tells of the files
        told.pop("source", None)
    assert translate(hidden, KeyFile(key).key) == plain
