"""The documentation site, built once in a run of the tests, however many workers share it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOW = ("-W", "--keep-going", "-q", "-j", "2", "-b", "html", "-c", "docs")
"""The options of `make docs`."""
PATIENCE = 300
"""Seconds that a worker waits for the one that builds."""


@dataclass(frozen=True)
class Built:
    """The folder of the site, and what Sphinx complained of."""

    folder: Path
    complaints: str


def build_once(factory: pytest.TempPathFactory) -> Built:
    """Build the site, or wait for the worker that does."""
    pytest.importorskip("sphinx", reason="The site is built with the locked tools, which are not in this environment.")
    base = factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "documentation"
    folder, said = place / "site", place / "said.txt"
    try:
        place.mkdir()
    except FileExistsError:
        latest = time.monotonic() + PATIENCE
        while not said.exists():
            assert time.monotonic() < latest, "the worker that builds the site never ended"
            time.sleep(0.2)
    else:
        built = subprocess.run(
            [sys.executable, "-m", "sphinx", *HOW, "-d", str(place / "read"), ".", str(folder)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        ended = place / "said.part"
        ended.write_text(built.stderr or f"exit code {built.returncode}" * bool(built.returncode), encoding="utf-8")
        ended.rename(said)
    return Built(folder, said.read_text(encoding="utf-8"))
