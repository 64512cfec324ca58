"""Read every file of the bomb corpus and print what it took: ``python -m benchmarks.bombs [FORMAT ...]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.formats.bombs import all_bombs
from tests.formats.watched_reading import watch

MOST_SECONDS = 1.0
MOST_MEGABYTES = 128.0


def main() -> None:
    """Print one row for each bomb, and then how many are not refused, or not at once."""
    asked = sys.argv[1:]
    print("| format | bomb | bytes | seconds | peak MB | verdict |\n| --- | --- | --- | --- | --- | --- |")
    rows = slow = large = other = 0
    for bomb in all_bombs():
        if asked and bomb.format not in asked:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = bomb.write(Path(folder))
            size = sum(file.stat().st_size for file in Path(folder).iterdir())
            (seen,) = watch([(bomb.format, path)])
        verdict = seen.verdict if seen.verdict == "refused" else f"**{seen.verdict}** {seen.reason}"
        print(
            f"| {bomb.format} | {bomb.name} | {size:,} | {seen.seconds:.2f} | {seen.megabytes:.0f} | {verdict} |",
            flush=True,
        )
        rows += 1
        other += seen.verdict != "refused"
        slow += seen.seconds > MOST_SECONDS
        large += seen.megabytes > MOST_MEGABYTES
    print(f"\n{rows} bombs: {other} not refused, {slow} over {MOST_SECONDS} s, {large} over {MOST_MEGABYTES} MB.")


if __name__ == "__main__":
    main()
