"""Runs commands in a process that hears all that Python opens: what it connects to, writes and starts.

``python -m tests.docs.overheard`` takes a JSON list of commands, each a list of words, and prints what was heard.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass
class Heard:
    """Network calls, files opened for writing, programs started, and the exit codes of the commands."""

    network: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    started: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note an event of Python's own audit."""
        if event.startswith(NETWORK):
            self.network.append(f"{event} {arguments[1:]}")
        elif event == "subprocess.Popen":
            self.started.append(str(arguments[0]))
        elif event == "open":
            path, mode, flags = arguments
            writes = bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool(int(str(flags)) & WRITING)
            if writes and isinstance(path, str | bytes | os.PathLike):
                self.written.append(str(Path(os.fsdecode(path)).absolute()))


def overhear(commands: Sequence[Sequence[object]], folder: Path) -> Heard:
    """Run commands in a folder, in a process of their own, and tell what was heard."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder / "tmp")}
    (folder / "tmp").mkdir(exist_ok=True)
    words = json.dumps([[str(word) for word in command] for command in commands])
    done = subprocess.run(
        [sys.executable, "-m", "tests.docs.overheard"],
        input=words, capture_output=True, text=True, check=True, cwd=folder, env=environment,
    )  # fmt: skip
    return Heard(**json.loads(done.stdout))


def main() -> None:
    """Run what standard input says; what the commands print is not wanted."""
    from sightline.cli.application import run

    heard = Heard()
    commands = json.load(sys.stdin)
    sys.addaudithook(heard.hear)
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        heard.codes = [run(command) for command in commands]
    print(json.dumps(asdict(heard)))


if __name__ == "__main__":
    main()
