"""Read every file of the bomb corpus and print what it took: ``python -m benchmarks.bombs [FORMAT ...]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.formats.bombs import Bomb, all_bombs
from tests.formats.watched_reading import Watched, watch

MOST_SECONDS = 1.0
MOST_MEGABYTES = 128.0


def main() -> None:
    """Print one row for each bomb, and then how many are not refused, or not at once."""
    bombs = list(all_bombs())
    print("| format | bomb | bytes | seconds | peak MB | verdict |\n| --- | --- | --- | --- | --- | --- |")
    rows = slow = large = other = 0
    for known in sys.argv[1:] or dict.fromkeys(bomb.format for bomb in bombs):
        for bomb, size, seen in read_all([bomb for bomb in bombs if bomb.format == known]):
            verdict = seen.verdict if seen.verdict == "refused" else f"**{seen.verdict}** {seen.reason}"
            figures = f"{size:,} | {seen.seconds:.2f} | {seen.megabytes:.0f}"
            print(f"| {known} | {bomb.name} | {figures} | {verdict} |", flush=True)
            rows += 1
            other += seen.verdict != "refused"
            slow += seen.seconds > MOST_SECONDS
            large += seen.megabytes > MOST_MEGABYTES
    print(f"\n{rows} bombs: {other} not refused, {slow} over {MOST_SECONDS} s, {large} over {MOST_MEGABYTES} MB.")


def read_all(bombs: list[Bomb]) -> list[tuple[Bomb, int, Watched]]:
    """Read the bombs of one format: each with its size in bytes and what came of it."""
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / str(position) for position in range(len(bombs))]
        for folder in folders:
            folder.mkdir()
        paths = [bomb.write(folder) for bomb, folder in zip(bombs, folders, strict=True)]
        sizes = [sum(file.stat().st_size for file in folder.iterdir()) for folder in folders]
        seen = watch([(bomb.format, path) for bomb, path in zip(bombs, paths, strict=True)])
    return list(zip(bombs, sizes, seen, strict=True))


if __name__ == "__main__":
    main()
