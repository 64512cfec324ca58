"""``sightline diff``: what lies between two states of an organization, in terms of the external customer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sightline.cli.answering import HELD
from sightline.cli.arguments import KeyPath, Quiet, TableOrJson
from sightline.cli.output import complain, for_whoever_reads, to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import hidden, open_pseudonyms
from sightline.cli.telling import tell
from sightline.errors import UsageError

SHOWN = 10


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The organization as it was: any format that is read.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The organization as it would be; - for standard input.")],
    *,
    output_format: TableOrJson = "table",
    top: Annotated[int, typer.Option(min=1, metavar="N", help="Show the first N of every list; JSON has all.")] = SHOWN,
    fail_if_darker: Annotated[
        bool,
        typer.Option(
            "--fail-if-darker",
            help="End with exit code 1 where the index falls, or anything loses every route to an external customer.",
        ),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write to this file instead.")
    ] = None,
    pseudonyms: KeyPath = None,
    quiet: Quiet = False,
) -> None:
    """Tell what a change does to the sight of external customers.

    Who goes out of sight of any external customer and who comes into it, what the index does, and every element,
    relation, obstacle and fact that is different. Elements are matched by id.
    """
    if output is not None and output.resolve() in {Path(old).resolve(), Path(new).resolve()}:
        raise UsageError(f"--output {output} is one of the files that are compared; choose another name")
    key = open_pseudonyms(pseudonyms, old, new, output)
    with Progress(quiet=quiet) as progress:
        from sightline.formats import read_organization
        from sightline.merging.difference import Difference
        from sightline.merging.plain_form import difference_to_plain
        from sightline.merging.wording import describe_difference

        readings = [read_organization(file) for file in (old, new)]
        progress("comparing")
        difference = Difference(*(hidden(reading.organization, key) for reading in readings))
        account = describe_difference(difference, top=top)
        text = to_json(difference_to_plain(difference)) if output_format == "json" else None
    with for_whoever_reads():
        if text is None:
            tell(account, output)
        else:
            write_text(text, output)
    for file, reading in zip((old, new), readings, strict=True):
        for notice in reading.notices:
            complain(f"Note: {file}: {notice}")
    if fail_if_darker and difference.is_darker:
        complain(f"Darker: {account.sentences[0]}")
        raise typer.Exit(HELD)
