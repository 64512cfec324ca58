"""The command line as a process of its own: what it imports, pipes that close, interruptions, terminals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sightline as package
from tests.cli.running import CONCORD

HEAVY = ("numpy", "scipy", "networkx", "pydantic", "pandas", "pyarrow", "rich.table", "yaml")
MAIN = "import sys; from sightline.cli import main\n"


def start(*arguments: str, code: str = f"{MAIN}main()", **more: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)  # type: ignore[call-overload,no-any-return]


def imported_by(*arguments: str) -> set[str]:
    """Tell which heavy modules a command has imported by its end."""
    code = f"{MAIN}import atexit\natexit.register(lambda: sys.stderr.write(' '.join(sys.modules)))\nmain()"
    process = start(*arguments, code=code)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0
    return set(err.decode().split()) & {*HEAVY, "typer"}


def test_the_version_is_told_without_importing_anything_large() -> None:
    assert imported_by("--version") == set()


@pytest.mark.parametrize("arguments", [["new", "--help"], ["doctor", "--help"]])
def test_help_imports_no_numbers(arguments: list[str]) -> None:
    assert imported_by(*arguments) & {"numpy", "scipy", "networkx", "pandas", "pyarrow"} == set()


def test_json_needs_neither_tables_nor_frames() -> None:
    assert imported_by("analyze", CONCORD, "--format", "json") & {"rich.table", "pandas", "pyarrow"} == set()


def test_the_installed_command_is_this_one() -> None:
    command = Path(sys.executable).with_name("sightline.exe" if os.name == "nt" else "sightline")
    if not command.exists():
        pytest.skip("This environment has the package but not its command.")
    run = subprocess.run([command, "--version"], check=True, capture_output=True, text=True)
    assert run.stdout == f"sightline {package.__version__}\n"


def test_a_reader_that_goes_away_is_no_error() -> None:
    for arguments in (["analyze", CONCORD, "--format", "json"], ["analyze", CONCORD], ["paths", CONCORD, "mail-team"]):
        with start(*arguments) as process:
            assert process.stdout is not None
            process.stdout.close()
            assert process.stderr is not None
            assert process.stderr.read() == b""
            assert process.wait(timeout=120) == 0


def test_a_condition_that_holds_is_told_even_where_nobody_reads_the_output() -> None:
    with start("analyze", CONCORD, "--fail-if", "index < 1") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert b"index < 1" in process.stderr.read()
        assert process.wait(timeout=120) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no FIFO to wait on and other signals.")
def test_an_interruption_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    """Standard input is left open, so the command waits for it until it is interrupted."""
    ready = "sys.stderr.write('ready\\n'); sys.stderr.flush(); main()"
    # A job in the background is started deaf to interruptions.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code = f"{heed}{MAIN}import sightline.cli.application, sightline.formats\n{ready}"
    with start("validate", "-", code=code, stdin=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"ready\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        told = process.stderr.read().decode()
    assert "Traceback" not in told
    assert told.strip() in ("", "Interrupted.")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo terminals here.")
def test_progress_is_shown_on_a_terminal_only_and_leaves_the_output_alone() -> None:
    import pty

    code = (
        f"{MAIN}import sightline.cli.progress as progress\nprogress.PATIENCE = 0.01\nimport sightline.pipeline as p\n"
        "import time\nslow = p.analyze\n"
        "p.analyze = lambda *a, told, **k: (told('sight'), time.sleep(0.6), slow(*a, told=told, **k))[-1]\nmain()"
    )
    told = {}
    for quiet in ([], ["--quiet"]):
        master, slave = pty.openpty()
        command = [sys.executable, "-c", code, "analyze", CONCORD, "--format", "json", *quiet]
        environment = {**os.environ, "TERM": "xterm"}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave, env=environment)
        os.close(slave)
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        assert out.startswith(b"{")
        assert b"\x1b" not in out
        told[bool(quiet)] = _drain(master)
    assert b"sight" in told[False]
    assert told[True] == b""


def _drain(master: int) -> bytes:
    read = b""
    try:
        while piece := os.read(master, 65_536):
            read += piece
    except OSError:  # the other end is closed
        pass
    os.close(master)
    return read
