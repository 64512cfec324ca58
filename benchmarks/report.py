"""Reports of large organizations as whole commands: seconds of the wall and of the processor, and size, by form."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.drawing import draw, write_parquet

FORMS = (("report.html",), ("slides.pptx",), ("findings.xlsx",), ("report.html", "slides.pptx", "findings.xlsx"))


def tables(sizes: tuple[int, ...] = (2_000, 8_000)) -> Iterator[str]:
    """Write each form and all three of drawn organizations, beside ``sightline analyze`` of the same folder.

    From 50,000 relations on a folder is read straight into arrays, and has no workbook.
    """
    yield from ("", "| elements | written | wall | processor | times `sightline analyze` | size |")
    yield "| --- | --- | --- | --- | --- | --- |"
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "organization"
            write_parquet(draw(size, shape="layered"), folder)
            wall, least = _run("analyze", folder, Path(place) / "analysis.json", "--format", "json")
            yield f"| {size:,} | the analysis alone | {wall:.1f} s | {least:.1f} s | 1.0 | |"
            for names in FORMS:
                files = [Path(place) / name for name in names]
                wall, processor = _run("report", folder, *files)
                written = "all three" if len(files) > 1 else f"`{files[0].suffix}`"
                bytes_written = sum(file.stat().st_size for file in files)
                yield (
                    f"| {size:,} | {written} | {wall:.1f} s | {processor:.1f} s | {processor / least:.1f}"
                    f" | {bytes_written / 1e6:.1f} MB |"
                )


def _run(command: str, folder: Path, *files: Path | str) -> tuple[float, float]:
    """Run a command that writes files (all that are paths); give its seconds of the wall and of the processor."""
    asked = [word for file in files for word in (("--output", str(file)) if isinstance(file, Path) else (file,))]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "sightline", command, str(folder), *asked], check=True, capture_output=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
