"""``sightline analyze FOLDER --format json --top N --output FILE`` with a clock in it; prints the seconds by stage."""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from pathlib import Path


def main(folder: str, output: str, top: int) -> None:
    """Do what the command does, step by step; print the seconds of each as JSON."""
    clock = [("start", time.perf_counter())]

    def told(stage: str) -> None:
        clock.append((stage, time.perf_counter()))

    told("imports")
    from sightline.arrays.from_tables import network_from_tables
    from sightline.cli.output import to_json
    from sightline.formats import open_source
    from sightline.formats.parquet import read_parquet_tables
    from sightline.pipeline import analyze
    from sightline.report.contract import to_contract
    from sightline.snapshot import Snapshot

    told("read Parquet")
    tables = read_parquet_tables(open_source(folder, largest=2**40))
    told("assemble")
    network = network_from_tables(tables.elements, tables.relations, tables.obstacles, name=tables.name)
    del tables
    snapshot = Snapshot(network=network)
    told("routes")
    _ = snapshot.routes
    told("sight and arrivals")
    _ = snapshot.flow.inner
    told("best lines")
    _ = snapshot.best_lines
    told("shares")
    _ = snapshot.shares
    analysis = analyze(snapshot, told=lambda name: told(f"result: {name}"))
    told("contract and JSON")
    Path(output).write_text(to_json(to_contract(analysis, top=top)), encoding="utf-8")
    told("end")
    stages = [(name, after - begun) for (name, begun), (_, after) in pairwise(clock[1:])]
    sys.stdout.write(json.dumps(stages))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
