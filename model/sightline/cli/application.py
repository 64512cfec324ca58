"""The application: its commands and what they have in common."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from sightline.cli import (
    analyze,
    catalogue,
    compare,
    convert,
    diff,
    discover,
    doctor,
    findings,
    importing,
    journey,
    merge,
    new,
    overlay,
    paths,
    picture,
    plan,
    report,
    schema,
    survey,
    uncertainty,
    validate,
    what_if,
)
from sightline.cli import app as start_app
from sightline.cli.answering import answering
from sightline.cli.output import say

app = typer.Typer(
    name="sightline",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from sightline import __version__

        say(f"sightline {__version__}")
        raise typer.Exit


@app.callback()
def sightline(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """See how clearly an organization sees its external customers, and what stands in the way.

    Exit codes: 0 done; 1 a --fail-if or --fail-if-darker condition held; 2 bad input or usage.
    """


for _name, _command in (
    ("app", start_app.app),
    ("analyze", analyze.analyze),
    ("validate", validate.validate),
    ("paths", paths.paths),
    ("findings", findings.findings),
    ("what-if", what_if.what_if),
    ("plan", plan.plan),
    ("uncertainty", uncertainty.uncertainty),
    ("compare", compare.compare),
    ("journey", journey.journey),
    ("report", report.report),
    ("picture", picture.picture),
    ("diff", diff.diff),
    ("merge", merge.merge),
    ("import", importing.import_),
    ("discover", discover.discover),
    ("overlay", overlay.overlay),
    ("convert", convert.convert),
    ("catalogue", catalogue.catalogue),
    ("new", new.new),
    ("schema", schema.schema),
    ("doctor", doctor.doctor),
):
    app.command(_name)(answering(_command))

app.add_typer(survey.app, name="survey")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; ``arguments`` are those of the process where none are given."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what the console's encoding lacks is replaced, never fatal
            stream.reconfigure(errors="replace")
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="sightline")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
