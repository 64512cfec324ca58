"""``sightline schema``: the JSON Schema of organization files, or of results."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from sightline.cli.output import say, write_text


def schema(
    of: Annotated[
        Literal["organization", "results"],
        typer.Argument(metavar="[organization|results]", help="What the schema describes."),
    ] = "organization",
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write to this file instead.")
    ] = None,
) -> None:
    """Print a JSON Schema.

    Of organization files, which gives editors completion, or of results: what `analyze --format json` prints.
    """
    if of == "organization":
        from sightline.document.schema import schema_text

        text = schema_text()
    else:
        from sightline.report.result_schema import result_schema_text

        text = result_schema_text()
    write_text(text, output)
    if output is not None:
        say(f"Wrote {output}.")
