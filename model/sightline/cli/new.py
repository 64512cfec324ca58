"""``sightline new``: a file to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer

from sightline.cli.output import say


def new(
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="The file to write.", show_default="organization.yaml")
    ] = None,
    *,
    starter_format: Annotated[
        Literal["yaml", "xlsx"] | None,
        typer.Option(
            "--format", "-f", help="A commented YAML file, or a blank workbook; else the suffix of PATH tells."
        ),
    ] = None,
) -> None:
    """Write a starter file.

    A small organization with comments, to change into your own, or a blank workbook with a guide.
    """
    from sightline.formats.starter import write_starter

    path = path if path is not None else Path(f"organization.{starter_format or 'yaml'}")
    written = write_starter(path, format=starter_format)
    if written == "xlsx":
        say(f"Wrote {path}: fill in its sheets; the first one says how to go on.")
        return
    say(f"Wrote {path}: a small organization with comments. Change it into yours, then run:")
    say(f"sightline validate {shlex.quote(str(path))}")
    say(f"sightline analyze {shlex.quote(str(path))}")
