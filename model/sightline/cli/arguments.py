"""Arguments and options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer


def _complete_format(start: str) -> list[str]:
    from sightline.formats import FORMATS

    return [known.name for known in FORMATS if known.read is not None and known.name.startswith(start)]


File = Annotated[
    str, typer.Argument(metavar="FILE", help="A file or folder of any format that is read, or - for standard input.")
]
Customers = Annotated[
    list[str] | None,
    typer.Option(
        "--customer",
        metavar="NAME",
        help="Name or id of an external customer, for models that do not say who they are (ArchiMate);"
        " may be given several times, and then only these count.",
    ),
]
Edges = Annotated[
    Literal["serves", "asks", "reports_to", "part_of"] | None,
    typer.Option(
        "--edges",
        help="What an edge of a bare graph means: its source serves its target, asks it for help, reports to it, or is"
        " part of it.",
        show_default="serves",
    ),
]
Fine = Annotated[
    bool, typer.Option("--fine", help="Read the finest parts too: the tasks of a process model, single users.")
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        metavar="NAME",
        autocompletion=_complete_format,
        help="The format of FILE, such as yaml, csv or archimate, where it is not the one that is found.",
    ),
]
Arrays = Annotated[
    bool,
    typer.Option(
        "--arrays",
        help="Read a folder of Parquet files straight into arrays, without a document; large ones always are.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
TableOrJson = Annotated[
    Literal["table", "json"], typer.Option("--format", "-f", help="Sentences for people, or JSON for programs.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace OUT where it is there already.")]
Word = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        help="What an external customer is called here, such as citizen or patient; with its plural where that is"
        " irregular, such as child/children.",
    ),
]
KeyPath = Annotated[
    Path | None,
    typer.Option(
        "--pseudonyms",
        metavar="KEYFILE",
        help="Put made-up names in the place of all names and leave out free texts; the figures stay. KEYFILE, which"
        " is secret, leads back; where it is there already, its names are used again.",
    ),
]
