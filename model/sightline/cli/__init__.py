"""The command line: the one place that catches errors of the user's making and writes to a console."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command that the process was started with, and end with its exit code."""
    if sys.argv[1:] == ["--version"]:  # answered without Typer, which takes longer to import than to say this
        from sightline import __version__

        sys.stdout.write(f"sightline {__version__}\n")
        sys.exit(0)
    # Imports and reading make very many objects and hardly any garbage: looking for it less often saves a tenth
    # of the time of a small analysis.
    gc.set_threshold(100_000, 50, 50)
    from sightline.cli.application import run

    sys.exit(run())
