"""The public names: exactly those listed, each documented, each loaded when first used and not before."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import sightline

PUBLIC = {
    "Analysis",
    "InputError",
    "Organization",
    "Origin",
    "Scenario",
    "SightlineError",
    "Snapshot",
    "UsageError",
    "WhatIf",
    "__version__",
    "analyze",
    "annotate",
    "compare",
    "draw_picture",
    "find_paths",
    "find_uncertainty",
    "follow",
    "from_networkx",
    "make_plan",
    "make_roadmap",
    "merge",
    "network_from_tables",
    "read",
    "read_dated",
    "read_scenario",
    "to_networkx",
    "write",
    "write_report",
}


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8").stdout


def test_the_public_names_are_these() -> None:
    """Add a name here when you make one public; take one away only with a new major version."""
    assert set(sightline.__all__) == PUBLIC
    assert len(sightline.__all__) == len(PUBLIC)
    assert list(sightline.__all__) == sorted(sightline.__all__)


def test_dir_shows_the_public_names_and_nothing_else() -> None:
    assert set(dir(sightline)) == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC - {"__version__"}))
def test_each_name_is_there_and_documented(name: str) -> None:
    value = getattr(sightline, name)
    assert value.__name__ == name
    assert value.__module__.startswith("sightline.")
    documentation = inspect.getdoc(value)
    assert documentation
    assert documentation.splitlines()[0].endswith((".", ":"))


def test_the_names_for_type_checkers_are_the_names_at_run_time() -> None:
    module = ast.parse(inspect.getsource(sightline))
    imported = {
        (alias.asname or alias.name, node.module)
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sightline.")
        for alias in node.names
    }
    assert {name for name, _ in imported} == PUBLIC - {"__version__"}
    for name, home in imported:
        assert getattr(sys.modules[home or ""], name, None) is getattr(sightline, name), name


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, sightline; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = set(run(code).split())
    assert "sightline" in loaded
    heavy = {"numpy", "scipy", "networkx", "pydantic", "pandas", "pyarrow", "typer", "rich", "yaml"}
    assert loaded & heavy == set()


def test_the_engine_loads_no_command_line() -> None:
    code = "import sys, sightline; sightline.read, sightline.analyze; print(*sys.modules)"
    loaded = set(run(code).split())
    assert "numpy" in loaded
    assert {"typer", "rich", "sightline.cli"} & loaded == set()


def test_every_name_can_be_imported_from_the_package() -> None:
    names = ", ".join(sorted(PUBLIC))
    assert run(f"from sightline import {names}; print(__version__)").strip() == sightline.__version__


def test_an_unknown_name_is_an_attribute_error() -> None:
    unknown = "analyse"
    with pytest.raises(AttributeError, match="module 'sightline' has no attribute 'analyse'"):
        getattr(sightline, unknown)
    with pytest.raises(ImportError, match="analyse"):
        exec(f"from sightline import {unknown}")  # noqa: S102 - the statement itself is under test


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(sightline.__file__).parent / "py.typed").is_file()
