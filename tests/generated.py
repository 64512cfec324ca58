"""Generated files: each is what one command prints; write them all, or tell which are stale.

``python -m tests.generated`` writes them, ``python -m tests.generated --check`` only looks. The table stands in
``pyproject.toml`` under ``[tool.sightline.generated]``: file on the left, arguments of ``python`` on the right.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def generated_files() -> dict[str, list[str]]:
    """Read the table of generated files and the arguments of ``python`` that print each."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        table = tomllib.load(file).get("tool", {}).get("sightline", {}).get("generated", {})
    return {str(path): [str(word) for word in words] for path, words in table.items()}


def content(arguments: list[str]) -> str:
    """Run one generator in UTF-8 mode and return what it printed, with LF as its line ends."""
    command = [sys.executable, "-X", "utf8", *arguments]
    run = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return run.stdout


def stale_files() -> list[str]:
    """List the generated files that are missing or differ from what their generator prints now."""
    return [
        path
        for path, arguments in generated_files().items()
        if not (ROOT / path).is_file() or (ROOT / path).read_text(encoding="utf-8") != content(arguments)
    ]


def unlocked_versions() -> list[str]:
    """List the core dependencies that are installed in another version than the locked one.

    The wording of generated files depends a little on them: 0.0 or 0, the layout of help.
    """
    lines = (ROOT / "requirements" / "core.txt").read_text(encoding="utf-8").splitlines()
    locked: dict[str, set[str]] = {}
    for line in lines:
        name, equals, rest = line.partition("==")
        if equals:
            locked.setdefault(name, set()).add(rest.split()[0])
    return [name for name, versions in locked.items() if installed_version(name) not in {None, *versions}]


def installed_version(name: str) -> str | None:
    """Return the version of a distribution, or None where it is not installed (some are for one system only)."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def main() -> int:
    """Write the generated files, or with ``--check`` report the stale ones and return 1."""
    files = generated_files()
    if "--check" in sys.argv[1:]:
        stale = stale_files()
        for path in stale:
            print(f"{path} is stale: run `make generate` and commit it.")
        print(f"{len(files) - len(stale)} of {len(files)} generated files are fresh.")
        return 1 if stale else 0
    for path, arguments in files.items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content(arguments), encoding="utf-8", newline="\n")
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
