"""The whole command on a large Parquet folder, as a process: seconds, memory, and where the time goes."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.drawing import Shape, draw, write_parquet


@dataclass(frozen=True)
class Run:
    """One run of the command: wall and processor seconds, the largest memory (GiB), and seconds by stage."""

    elements: int
    relations: int
    wall: float
    processor: float
    memory: float
    stages: tuple[tuple[str, float], ...]


def run(size: int, *, shape: Shape = "tangled", top: int = 100, seed: int = 0) -> Run:
    """Draw an organization, write it as Parquet, and run ``sightline analyze FOLDER --format json --top 100`` on it."""
    with tempfile.TemporaryDirectory() as place:
        folder, output = Path(place) / "organization", Path(place) / "analysis.json"
        write_parquet(draw(size, shape=shape, seed=seed), folder)
        command = [sys.executable, "-m", "benchmarks.stages", str(folder), str(output), str(top)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found = json.loads(output.read_text(encoding="utf-8"))
    stages = tuple((str(name), float(seconds)) for name, seconds in json.loads(told))
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    counts = found["counts"]
    return Run(counts["elements"], counts["relations"], wall, processor, after.ru_maxrss / 2**20, stages)
