"""``sightline analyze``: the whole analysis of one organization, for people or for programs."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sightline.cli.answering import HELD
from sightline.cli.arguments import Arrays, Customers, Edges, File, Fine, InputFormat, KeyPath, Quiet
from sightline.cli.output import complain, for_whoever_reads, to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import open_pseudonyms
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.cli.reading import Subject
    from sightline.pipeline import Analysis

Format = Literal["table", "json", "csv"]


def _complete_only(start: str) -> list[str]:
    return [name for name in _names() if name.startswith(start)]


def _names() -> list[str]:
    from sightline.analyzers.registry import ANALYZERS

    return [analyzer.name for analyzer in ANALYZERS]


def analyze(
    file: File,
    *,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="Sentences and tables for people, or JSON or CSV for programs.")
    ] = "table",
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            autocompletion=_complete_only,
            help="Compute this analysis only, such as sight or occlusion; may be given several times.",
        ),
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Show the first N of every list. JSON and CSV show all by default."),
    ] = None,
    fail_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CONDITION",
            help='End with exit code 1 where this holds, such as "index < 0.4", "coverage < 50%",'
            ' "findings(stranded) > 0" or "clarity(CUSTOMER) < 0.5"; may be given several times.',
        ),
    ] = None,
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    arrays: Arrays = False,
    table: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="With --format csv: the table to write, such as obstacles. The elements by default."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write to this file instead of standard output; with --format csv, a folder of all tables"
            " unless it ends in .csv.",
        ),
    ] = None,
    pseudonyms: KeyPath = None,
    quiet: Quiet = False,
) -> None:
    """Tell how clearly customers are seen.

    How much of an organization's effort reaches an external customer unobstructed, what stands in the way, and what
    clearing it would gain; for people, or as JSON or CSV for programs.
    """
    from sightline.cli.conditions import find_held, read_conditions

    conditions = read_conditions(fail_if or ())
    if table is not None and output_format != "csv":
        raise UsageError("--table chooses a table of --format csv")
    if output is not None and output.resolve() == Path(file).resolve():
        raise UsageError(f"--output {output} is the file that is analyzed; choose another name")
    key = open_pseudonyms(pseudonyms, file, output)
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_options, read_subject, tell_run
        from sightline.pipeline import analyze as analyze_all
        from sightline.report.contract import to_contract

        _check_only(only or ())
        options = read_options(customer, edges, fine=fine)
        subject = read_subject(file, options, input_format=input_format, arrays=arrays, pseudonyms=key)
        analysis = analyze_all(subject.content, only=only or None, told=progress)
        progress("writing")
        text = None
        if output_format == "json":
            run = tell_run(subject, options, results=analysis.results, only=only or [], top=top)
            contract = to_contract(analysis, top=top, source=subject.source, run=run)
            text = to_json(contract, rows=_count_rows(analysis, top))
        elif output_format == "csv":
            text = _to_csv(analysis, top, table, output)
    with for_whoever_reads():
        if output_format == "table":
            text = _to_page(analysis, subject, top, output)
        if text is not None:
            write_text(text, output)
    held = find_held([one.about(subject.element) for one in conditions], analysis)
    for sentence in held:
        complain(sentence)
    if held:
        raise typer.Exit(HELD)


def _check_only(only: list[str] | tuple[str, ...]) -> None:
    from sightline.document.wording import did_you_mean, nearest, show

    known = _names()
    for name in only:
        if name not in known:
            listed = ", ".join(f"`{one}`" for one in known)
            raise UsageError(
                f"--only knows no analysis {show(name)}{did_you_mean(nearest(name, known))} (there are: {listed})"
            )


def _to_page(analysis: Analysis, subject: Subject, top: int | None, output: Path | None) -> str | None:
    """Write the page for people to standard output, or give its text for a file."""
    from sightline.cli.screen import Screen
    from sightline.cli.summary import Summary

    stream = io.StringIO()
    screen = Screen(stream if output is not None else None)
    Summary(analysis, screen, subject.file, top, subject.notices, subject.key_words).write()
    return stream.getvalue() if output is not None else None


def _count_rows(analysis: Analysis, top: int | None) -> int:
    network = analysis.snapshot.network
    return min(top or len(network.elements), len(network.elements)) + min(top or len(network.relations), 1_000_000)


def _to_csv(analysis: Analysis, top: int | None, table: str | None, output: Path | None) -> str | None:
    """Give one table as text, or write all of them to a folder."""
    from sightline.report.tables_out import to_csv_table, to_csv_tables

    if output is None or output.suffix.lower() == ".csv" or table is not None:
        return to_csv_table(analysis, table or "elements", top=top)
    from sightline.document.atomic import write_folder_atomically

    tables = to_csv_tables(analysis, top=top)
    write_folder_atomically(output, {f"{name}.csv": text.encode() for name, text in tables.items()})
    return None
