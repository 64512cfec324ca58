"""Every command that the documentation shows runs: README, docs and the stories of the samples, block by block."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.running import ROOT, sightline

# Ibis 12, which reads event logs, calls what DuckDB 2 has renamed.

BLOCK = re.compile(r"^```(?:console|sh|bash|shell)\n(.*?)^```$|((?:^ {4}\S[^\n]*\n)+)", re.DOTALL | re.MULTILINE)
"""What is fenced as a shell's, or indented by four; in the latter, lines of anything else are passed over."""
STANDS_FOR_SOMETHING = re.compile(r"\b(FILE|FOLDER|MODEL|IN|OUT|PATH|ELEMENT)\b")
LEFT_OUT = ("sightline app", "sightline --install-completion")
"""What opens a browser or changes the shell of whoever runs the tests."""


@dataclass(frozen=True)
class Block:
    """The commands of one block of one page, in their order."""

    page: Path
    line: int
    commands: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def pages() -> list[Path]:
    return [
        ROOT / "README.md",
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted((ROOT / "sample_orgs").glob("*/README.md")),
    ]


def blocks() -> Iterator[Block]:
    for page in pages():
        text = page.read_text(encoding="utf-8") if page.exists() else ""
        for found in BLOCK.finditer(text):
            commands = tuple(
                command for line in _joined(found[1] or found[2]) if (command := _command(line)) is not None
            )
            if commands:
                yield Block(page, text.count("\n", 0, found.start()) + 1, commands)


def _joined(block: str) -> list[str]:
    """Put lines that end with a backslash together with those that follow."""
    return block.replace("\\\n", " ").splitlines()


def _command(line: str) -> str | None:
    """Take the Sightline command from a line; anything else of the shell is not ours to run."""
    command = re.sub(r"^(\$ )?(\.venv/bin/)?", "", line.strip())
    return command if command.startswith("sightline ") and not command.startswith(LEFT_OUT) else None


ALL_BLOCKS = list(blocks())


def test_the_documentation_shows_commands() -> None:
    shown = [command for block in ALL_BLOCKS for command in block.commands]
    assert len(shown) > 20
    assert {command.split()[1] for command in shown} >= {"analyze", "validate", "paths", "new", "schema"}


@pytest.mark.parametrize("block", ALL_BLOCKS, ids=str)
def test_every_command_of_the_documentation_runs(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block runs in a copy of what it may read, so that files it writes are there for its later commands."""
    for folder in ("sample_orgs", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    for command in block.commands:
        if STANDS_FOR_SOMETHING.search(command):
            continue
        words = shlex.split(command, comments=True)
        stdin, target = b"", None
        if "<" in words:
            at = words.index("<")
            stdin = Path(words[at + 1]).read_bytes()
            del words[at : at + 2]
        if ">" in words:
            at = words.index(">")
            target = Path(words[at + 1])
            del words[at : at + 2]
        assert "|" not in words, f"{block}: show one command a line, without a pipe: {command}"
        ran = sightline(*words[1:], stdin=stdin)
        assert ran.code in ((0, 1) if "--fail-if" in words else (0,)), f"{block}: {command}\n{ran.err}"
        assert ran.out or "--output" in words or "-o" in words
        if target is not None:
            target.write_text(ran.out, encoding="utf-8")


def outputs() -> Iterator[tuple[str, str, str]]:
    """Give each command that is shown with its output, after a ``$``, with that output."""
    for page in pages():
        text = page.read_text(encoding="utf-8") if page.exists() else ""
        for found in BLOCK.finditer(text):
            for piece in re.split(r"^\$ ", found[1] or "", flags=re.MULTILINE)[1:]:
                command, _, shown = piece.partition("\n")
                if command.startswith("sightline ") and not command.startswith(LEFT_OUT) and shown.strip():
                    yield f"{page.relative_to(ROOT).as_posix()}: {command}", command, shown


ALL_OUTPUTS = list(outputs())


@pytest.mark.parametrize(("command", "shown"), [one[1:] for one in ALL_OUTPUTS], ids=[one[0] for one in ALL_OUTPUTS])
def test_output_that_is_shown_is_what_comes_out(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word that is shown comes out, in this order; lines may break elsewhere, and parts may be left out."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    real = iter(_words(sightline(*shlex.split(command, comments=True)[1:]).out))
    missing = next((word for word in _words(shown) if word not in real), None)
    assert missing is None, f"`{missing}` is shown and does not come out there"


def _words(text: str) -> list[str]:
    return [word for word in text.split() if word not in ("...", "…") and set(word) != {"─"}]
