"""``sightline convert``: an organization from one format into another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.arguments import Customers, Edges, Fine, Force, InputFormat, KeyPath, Quiet
from sightline.cli.output import complain, refuse_to_replace, say, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import open_pseudonyms
from sightline.cli.reading import STANDARD_INPUT
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.document import Organization
    from sightline.formats import Attributes


def _complete_format(start: str) -> list[str]:
    from sightline.formats import FORMATS

    return [known.name for known in FORMATS if known.write is not None and known.name.startswith(start)]


def convert(
    source: Annotated[
        str, typer.Argument(metavar="IN", help="A file or folder of any format that is read, or - for standard input.")
    ],
    target: Annotated[
        str,
        typer.Argument(
            metavar="OUT",
            help="A file whose suffix tells the format, a folder (for CSV), or - for standard output (with --format).",
        ),
    ],
    *,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            autocompletion=_complete_format,
            help="The format of OUT, such as parquet.",
        ),
    ] = None,
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    results: Annotated[
        bool,
        typer.Option(
            "--results",
            help="Analyze it, and write the figures beside the facts: columns or attributes that begin with an"
            " underscore and are not read again. For tables and graphs.",
        ),
    ] = False,
    force: Force = False,
    pseudonyms: KeyPath = None,
    names: Annotated[
        Path | None,
        typer.Option(
            metavar="KEYFILE",
            help="Bring back the real names in a file with made-up ones, by the key that they were made with.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write an organization in another format.

    YAML, JSON, an Excel workbook, a graph (GraphML, GEXF), a folder of CSV files or a folder of Parquet files. The
    suffix of OUT tells the format; a name without a suffix is a folder of CSV files. Nothing is replaced without
    --force.
    """
    _check_target(target, output_format, force=force, results=results)
    if names is not None and pseudonyms is not None:
        raise UsageError("--pseudonyms hides names and --names brings them back: leave one of them out")
    key = open_pseudonyms(pseudonyms or names, source, target)
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_checked, read_options
        from sightline.formats import NO_ATTRIBUTES, write_organization

        reading = read_checked(source, read_options(customer, edges, fine=fine), input_format=input_format)
        if key is None:
            organization = reading.organization
        elif names is None:
            organization = key.hide(reading.organization).made_up
        else:
            organization = key.restore(reading.organization)
        attributes = _analyze(organization, progress) if results else NO_ATTRIBUTES
        progress("writing")
        notices = reading.notices
        if target == STANDARD_INPUT:
            done = None
            write_text(_spell(organization, output_format))
        else:
            written = write_organization(organization, target, format=output_format, attributes=attributes)
            notices += written.notices
            done = f"Wrote {target} ({written.format.title}): {len(reading.organization.elements):,} elements."
    for notice in notices:
        complain(f"Note: {notice}")
    if done is not None:
        say(done)


def _analyze(organization: Organization, progress: Progress) -> Attributes:
    from sightline.pipeline import analyze
    from sightline.report.attributes_out import to_attributes

    return to_attributes(analyze(organization, told=progress), organization)


def _spell(organization: Organization, output_format: str | None) -> str:
    from sightline.document.raw_form import to_raw
    from sightline.document.text_form import to_json, to_yaml

    raw = to_raw(organization)
    return to_json(raw) if output_format == "json" else to_yaml(raw)


def _check_target(target: str, output_format: str | None, *, force: bool, results: bool) -> None:
    if target == STANDARD_INPUT:
        if results:
            raise UsageError("--results go into tables and graphs, not to standard output; name a file or folder")
        if output_format not in ("yaml", "json"):
            raise UsageError("to standard output goes YAML or JSON: add --format yaml or --format json")
        return
    refuse_to_replace(Path(target), force=force)
