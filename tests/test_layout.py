"""Guards over the files of the project. Each first asserts that it looked at something."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.generated import generated_files, stale_files, unlocked_versions

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "model" / "sightline"
MOST_LINES = 400

# Names are put together from parts, so that this file does not contain them.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("registry", "npm" + "js", "org"),
        ("npm" + "js", "com"),
        ("ana" + "conda", "org"),
        ("conda" + "-forge", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("un" + "pkg", "com"),
        ("js" + "delivr", "net"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("docker", "io"),
        ("ghcr", "io"),
    )
)
# A path of somebody's machine: the folder's name between slashes, at the start of a path.
MACHINE_PATH = re.compile(r"(?<![\w.~$}/-])/(?:" + "|".join(("work", "home", "root", "tmp", "Users")) + r")/\w")
# How files look that other projects made: bundled scripts, minified styles, wheels, vendored folders.
FOREIGN = re.compile(
    r"(^|/)(vendor|vendored|third_party|_vendor|node_modules|site-packages)/|\.min\.(js|css)$|\.(whl|jar|so|dll|tar\.gz|zip)$"
)


def project_files() -> list[Path]:
    """List the files that belong to the project: those that git tracks or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("This copy of the project is no git repository, so its own files cannot be told from others.")
    files = [ROOT / name for name in listing.split("\0") if name]
    return sorted(file for file in files if file.is_file())


def relative(file: Path) -> str:
    """Spell a file as the project does."""
    return file.relative_to(ROOT).as_posix()


def text_of(file: Path) -> str:
    """Read a text file; a binary one has no text."""
    data = file.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


def modules() -> list[Path]:
    """List the modules of the package."""
    found = sorted(PACKAGE.rglob("*.py"))
    assert len(found) > 10, f"hardly any module found under {PACKAGE}"
    return found


def test_no_module_is_long() -> None:
    files = modules() + sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "benchmarks").rglob("*.py"))
    long = {relative(file): lines for file in files if (lines := len(text_of(file).splitlines())) > MOST_LINES}
    assert long == {}, f"more than {MOST_LINES} lines; one idea each makes smaller files"


def test_every_module_says_what_it_is() -> None:
    silent = [relative(file) for file in modules() if not ast.get_docstring(ast.parse(text_of(file)))]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [relative(file) for file in modules() if vague & {*file.relative_to(PACKAGE).with_suffix("").parts}] == []


def test_no_file_names_a_registry() -> None:
    files = project_files()
    assert len(files) > 20
    assert [(relative(file), host) for file in files for host in REGISTRY_HOSTS if host in text_of(file)] == []


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    files = project_files()
    assert len(files) > 20
    found = [
        f"{relative(file)}:{number}"
        for file in files
        for number, line in enumerate(text_of(file).splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["work", "home", "tmp"])
def test_the_guard_knows_a_path_of_a_machine(folder: str) -> None:
    """The pattern finds what it is for, and leaves paths inside the project and addresses alone."""
    assert MACHINE_PATH.search(f'open("/{folder}/someone/file.yaml")')
    assert not MACHINE_PATH.search(f"docs/{folder}/someone")
    assert not MACHINE_PATH.search(f"https://example.org/{folder}/someone")


def test_nothing_of_other_projects_is_copied_in() -> None:
    files = [relative(file) for file in project_files()]
    assert len(files) > 20
    assert [file for file in files if FOREIGN.search(file)] == []


def test_generated_files_are_fresh() -> None:
    """Each file of the table [tool.sightline.generated] is what its command prints now."""
    if not generated_files():
        pytest.skip("No generated file is listed yet.")
    if different := unlocked_versions():
        pytest.skip(
            f"Generated files are made with the locked versions, and here are others of {', '.join(different)}."
        )
    assert stale_files() == [], "run `make generate` and commit the result"
