"""Run the benchmarks and print the tables of docs/benchmarks.md: ``python -m benchmarks [PART ...]``."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module, metadata

SAMPLE = "sample_orgs/concord/organization.yaml"
MODULES = {
    "app": "benchmarks.app",
    "discovery": "benchmarks.discovery",
    "plan": "benchmarks.plan",
    "what-if": "benchmarks.what_if",
    "uncertainty": "benchmarks.uncertainty",
    "disclosure": "benchmarks.disclosure",
    "report": "benchmarks.report",
}
"""Parts with a module of their own, whose ``tables`` gives the lines of their tables."""


def main() -> None:
    """Run what is asked for, at the size asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    known = ["start", *MODULES, "large", "million"]
    parser.add_argument("parts", nargs="*", choices=[*known, []], default=[])
    parser.add_argument("--large", type=int, default=100_000, help="elements beside the networkx script")
    parser.add_argument("--million", type=int, default=1_000_000, help="elements of the whole command")
    parser.add_argument("--shape", choices=["tangled", "layered"], default="tangled")
    asked = parser.parse_args()
    parts = asked.parts or known
    print("\n".join(about()))
    if "start" in parts:
        print("\n".join(start_table()), flush=True)
    for name, module in MODULES.items():
        if name in parts:
            print("\n".join(import_module(module).tables()), flush=True)
    if "large" in parts:
        print("\n".join(large_table(asked.large, asked.shape)), flush=True)
    if "million" in parts:
        print("\n".join(million_table(asked.million, asked.shape)), flush=True)


def about() -> Iterator[str]:
    """Say on what the figures were taken."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("numpy", "scipy", "networkx", "pyarrow"))
    yield f"Python {platform.python_version()}, {versions}; {os.cpu_count()} processors ({platform.machine()})."


def start_table(runs: int = 5) -> Iterator[str]:
    """Time the start of the command, several times; the least is what a quiet machine gives."""
    yield from ("", "| command | least | median |", "| --- | --- | --- |")
    for words in (["--version"], ["analyze", SAMPLE]):
        seconds = []
        for _ in range(runs):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-m", "sightline", *words], check=True, capture_output=True)
            seconds.append(time.perf_counter() - begun)
        seconds.sort()
        yield f"| `sightline {' '.join(words)}` | {seconds[0]:.2f} s | {seconds[runs // 2]:.2f} s |"


def large_table(size: int, shape: str) -> Iterator[str]:
    """Compare with the networkx script."""
    from benchmarks.large import compare

    yield from ("", f"| {size:,} elements, {5 * size:,} relations, {shape} | Sightline | networkx script | ratio | |")
    yield "| --- | --- | --- | --- | --- |"
    for row in compare(size, shape="layered" if shape == "layered" else "tangled"):
        yield f"| {row.figure} | {row.ours:.2f} s | {row.theirs:.1f} s | {row.ratio:.0f} | {row.remark} |"


def million_table(size: int, shape: str) -> Iterator[str]:
    """Run the whole command."""
    from benchmarks.million import run

    done = run(size, shape="layered" if shape == "layered" else "tangled")
    yield from ("", f"| {done.elements:,} elements, {done.relations:,} relations, {shape} | seconds |", "| --- | --- |")
    for stage, seconds in done.stages:
        yield f"| {stage} | {seconds:.1f} |"
    yield f"| **whole process** | **{done.wall:.1f}** ({done.processor:.1f} of processor, {done.memory:.1f} GiB) |"


if __name__ == "__main__":
    main()
