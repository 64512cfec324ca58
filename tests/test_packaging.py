"""The locks, the lower bounds and the installed package are what pyproject.toml promises."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import sightline

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("build", "core", "all", "dev", "lowest")

REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?P<more> \\)?$")


def project() -> dict[str, Any]:
    """Read the [project] table."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def normal(name: str) -> str:
    """Spell a distribution's name as the locks do."""
    return re.sub(r"[-_.]+", "-", name).lower()


def lock_lines(lock: str) -> list[str]:
    """Read the lines of one lock file."""
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines()


def locked(lock: str) -> set[tuple[str, str]]:
    """List name and version of all that one lock file names."""
    found = (REQUIREMENT.match(line) for line in lock_lines(lock))
    return {(match["name"], match["version"]) for match in found if match}


def bounds(*extras: str) -> dict[str, str]:
    """Read the lower bound of each direct dependency, with those of the named extras."""
    table = project()
    lines = [*table["dependencies"], *(line for extra in extras for line in table["optional-dependencies"][extra])]
    return {normal(name): version.split(",")[0] for name, version in (line.split(">=") for line in lines)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_nothing_but_pinned_names_and_their_hashes(lock: str) -> None:
    """No address, no path, no option: every line is a pinned name or one of its hashes, and each name has some."""
    lines = lock_lines(lock)
    assert lines, f"requirements/{lock}.txt is empty"
    requirements = [number for number, line in enumerate(lines) if REQUIREMENT.match(line)]
    assert requirements
    strange = [line for line in lines if not REQUIREMENT.match(line) and not HASH.match(line)]
    assert strange == []
    for number in requirements:
        assert HASH.match(lines[number + 1]), f"{lines[number]} has no hash"


@pytest.mark.parametrize("lock", ["build", "core", "all"])
def test_smaller_locks_agree_with_the_largest(lock: str) -> None:
    assert locked(lock)
    assert locked(lock) <= locked("dev")


def test_every_direct_dependency_is_locked() -> None:
    assert len(bounds()) > 5
    assert set(bounds()) <= {name for name, _ in locked("core")}
    assert set(bounds("frames", "parquet", "excel", "app")) <= {name for name, _ in locked("all")}


def test_the_lowest_lock_holds_the_lower_bounds_themselves() -> None:
    """What the lowest-versions job installs is what pyproject.toml allows, to the digit (2.0 may be written 2.0.0)."""
    wanted = bounds("frames", "parquet", "excel", "app")
    assert len(wanted) > 8
    found = {name: version for name, version in locked("lowest") if name in wanted}
    assert {name: trimmed(version) for name, version in found.items()} == {
        name: trimmed(version) for name, version in wanted.items()
    }


def trimmed(version: str) -> str:
    """Drop the zeros that mean nothing at the end of a version."""
    return re.sub(r"(\.0)+$", "", version)


def test_the_extra_all_names_every_other_extra_but_the_one_that_needs_java() -> None:
    extras: dict[str, list[str]] = project()["optional-dependencies"]
    assert {"all", "spark"} < set(extras)
    assert extras["all"] == [f"sightline[{','.join(name for name in extras if name not in ('all', 'spark'))}]"]


def test_the_installed_package_is_this_one() -> None:
    assert metadata.version("sightline") == sightline.__version__
    assert "Apache-2.0" in (metadata.metadata("sightline")["License-Expression"] or "")


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(sightline.__file__).parent / "py.typed").is_file()


def test_under_installed_the_package_is_the_wheels(pytestconfig: pytest.Config) -> None:
    """With --installed the code under test lies in site-packages and every file came from the wheel."""
    if not pytestconfig.getoption("--installed"):
        pytest.skip("This run tests the source tree; `make wheel` tests the wheel.")
    package = Path(sightline.__file__).resolve().parent
    assert package.parent.name == "site-packages"
    installed = {str(path) for path in metadata.files("sightline") or ()}
    source = ROOT / "model"
    wanted = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    for folder in ("sample_orgs", "docs"):
        found = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert len(found) > 5
        wanted |= {f"sightline/{path.relative_to(ROOT).as_posix()}" for path in found}
    assert len(wanted) > 10
    assert "sightline/app/graph_view/frontend/vendor/vis-network.js" in installed
    assert wanted <= installed
    assert {name for name in installed if name.startswith("sightline/") and "__pycache__" not in name} <= wanted
