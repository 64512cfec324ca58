"""Reads files each in a process of its own, under limits, and tells what came of it and what it took.

``python -m tests.formats.watched_reading`` takes lines ``FORMAT<tab>PATH`` and answers each with a line of JSON.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from sightline.errors import InputError
from sightline.formats import FORMATS, read_organization

PROCESSOR_SECONDS = 5
MEMORY = 1_500_000_000
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Watched:
    """What came of one reading: ``verdict`` is ``read``, ``refused`` with its first reason, or a fault of ours.

    ``seconds`` are those of the processor; ``megabytes`` the peak of the whole process, Python and all.
    """

    verdict: str
    reason: str
    has_place: bool
    seconds: float
    megabytes: float


def watch(files: Iterable[tuple[str, Path]]) -> list[Watched]:
    """Read files, each in a format, one after the other."""
    lines = "".join(f"{known}\t{path}\n" for known, path in files)
    command = [sys.executable, "-m", "tests.formats.watched_reading"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, cwd=ROOT)
    return [Watched(**json.loads(line)) for line in done.stdout.splitlines()]


def main() -> None:
    """Read what standard input names; this process itself stays small, so that a fork of it begins small."""
    for known in FORMATS:  # what each format needs is loaded once, before anything is measured
        if known.is_file is not None:
            known.is_file(b"<PK*graph[apiVersion", "")
    for line in sys.stdin:
        known_name, _, path = line.rstrip("\n").partition("\t")
        print(json.dumps(asdict(_watch_one(known_name, Path(path)))), flush=True)


def _watch_one(known: str, path: Path) -> Watched:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.write(writing, json.dumps(_read(known, path)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status, usage = os.wait4(child, 0)
    verdict, reason, has_place = json.loads(answer) if answer else ("died", f"status {status}", False)
    seconds = usage.ru_utime + usage.ru_stime
    return Watched(verdict, reason, has_place, round(seconds, 3), round(usage.ru_maxrss / 1_024, 1))


def _read(known: str, path: Path) -> list[object]:
    try:
        read_organization(path, format=known)
    except InputError as error:
        first = error.problems[0]
        return ["refused", first.message[:300], first.place.file is not None]
    except Exception as error:  # noqa: BLE001 - whatever escapes is what we look for
        return ["escaped", repr(error)[:300], False]
    return ["read", "", False]


if __name__ == "__main__":
    main()
