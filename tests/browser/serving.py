"""The app as users start it: ``sightline app`` as a process on a port of its own, ended with the test."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

SECONDS_TO_START = 90


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Start the app, with a file where one is given, and give its address; end it as Ctrl+C does."""
    with tempfile.TemporaryDirectory(prefix="sightline-app-") as folder:
        surroundings = {**os.environ, "SIGHTLINE_DRAFTS": str(Path(folder) / "drafts"), **(environment or {})}
        command = [sys.executable, "-m", "sightline", "app", "--no-browser", "--port", str(free_port())]
        command += [str(file)] if file is not None else []
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )
        try:
            yield _address(process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)  # with the server that it started
                process.communicate()


def _address(process: subprocess.Popen[str]) -> str:
    """Read what the command says until it names the address."""
    assert process.stdout is not None
    said = []
    watch = threading.Timer(SECONDS_TO_START, process.kill)
    watch.start()
    try:
        for line in process.stdout:
            said.append(line)
            if "is open at" in line:
                return line.split("is open at ")[1].split()[0].rstrip(".")
    finally:
        watch.cancel()
    raise AssertionError("the app did not start:\n" + "".join(said))
