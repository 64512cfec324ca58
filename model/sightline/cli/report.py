"""``sightline report``: the analysis of one organization as a file to hand over."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.arguments import Arrays, Customers, Edges, File, Fine, InputFormat, Quiet
from sightline.cli.output import complain, say, write_text
from sightline.cli.progress import Progress
from sightline.cli.reading import STANDARD_INPUT
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.cli.reading import Subject as Reading
    from sightline.formats import ReadOptions
    from sightline.merging.difference import Difference
    from sightline.pipeline import Analysis
    from sightline.report.handover import Run
    from sightline.studies.uncertainty import Uncertainty

SEED = 1


def _complete_section(start: str) -> list[str]:
    from sightline.report.html import SECTIONS

    return [section.name for section in SECTIONS if section.name.startswith(start)]


def report(
    file: File,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="Write the report to this file.")
    ] = Path("report.html"),
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title of the report.")] = None,
    client: Annotated[str | None, typer.Option(metavar="NAME", help="Whom the report is for.")] = None,
    logo: Annotated[
        Path | None, typer.Option(metavar="PNG", help="A logo for the head of the report; it becomes part of the file.")
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The date on the report.", show_default="that of the model")
    ] = None,
    customer_word: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help="What an external customer is called here, such as citizen or patient; with its plural where that is"
            " irregular, such as child/children.",
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            autocompletion=_complete_section,
            help="Write this section only, such as map or hotspots; may be given several times.",
        ),
    ] = None,
    compare: Annotated[
        str | None, typer.Option(metavar="OLD", help="An earlier file of the same organization to compare with.")
    ] = None,
    draws: Annotated[
        int | None,
        typer.Option(min=20, max=100_000, metavar="N", help="Draw what is uncertain so often, and tell intervals."),
    ] = None,
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    arrays: Arrays = False,
    quiet: Quiet = False,
) -> None:
    """Write a report to hand over.

    One HTML file that needs no network and no other file: where the effort ends, the map with search and routes, what
    blocks most and how that is known, what each customer sees, findings, and how every figure is computed again.
    """
    for other in (file, compare, logo):
        if other is not None and output.resolve() == Path(other).resolve():
            raise UsageError(f"--output {output} is one of the files that are read; choose another name")
    with Progress(quiet=quiet) as progress:
        _require_jinja()
        from sightline.cli.reading import read_options, read_subject
        from sightline.pipeline import analyze
        from sightline.report.handover import CustomerWord, Face, Subject
        from sightline.report.html import build_page, choose_sections

        sections = choose_sections(section or ())
        CustomerWord(customer_word)  # a word that is none is told before anything is read
        face = Face(title, client, None if logo is None else _read_logo(logo), date)
        options = read_options(customer, edges, fine=fine)
        reading = read_subject(file, options, input_format=input_format, arrays=arrays)
        earlier = None if compare is None else _compare(compare, reading, progress)
        analysis = analyze(reading.content, told=progress)
        study = None if draws is None else _draw(analysis, draws, progress)
        progress("writing")
        subject = Subject(
            analysis=analysis,
            word=CustomerWord(customer_word, _names(analysis)),
            run=_tell_run(reading, options, analysis, _Asked(compare, draws, input_format, arrays=arrays)),
            uncertainty=study,
            difference=earlier,
        )
        write_text(build_page(subject, face, sections), output)
    say(f"Written: {output}")
    for notice in reading.notices:
        complain(f"Note: {notice}")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for beside the file itself, as far as it bears on figures."""

    compare: str | None
    draws: int | None
    input_format: str | None
    arrays: bool


def _require_jinja() -> None:
    try:
        import jinja2  # noqa: F401 - only whether it is there
    except ImportError:
        raise UsageError("a report needs Jinja; install it with: pip install 'sightline[report]'") from None


def _read_logo(path: Path) -> bytes:
    from sightline.report.handover.face import LARGEST_LOGO

    try:
        with path.open("rb") as file:
            return file.read(LARGEST_LOGO + 1)
    except OSError as error:
        raise UsageError(f"--logo {path} cannot be read: {error.strerror}") from None


def _compare(file: str, reading: Reading, progress: Progress) -> Difference:
    """Read the earlier state, and set it beside this one."""
    from sightline.formats import read_organization
    from sightline.merging.difference import Difference

    progress("comparing")
    if reading.organization is None:
        raise UsageError("--compare needs documents, and this file was read straight into arrays")
    return Difference(read_organization(file).organization, reading.organization)


def _draw(analysis: Analysis, draws: int, progress: Progress) -> Uncertainty:
    from sightline.studies.uncertainty import find_uncertainty

    def tell(done: int, whole: int) -> None:
        progress(f"{done:,} of {whole:,} draws")

    return find_uncertainty(analysis.snapshot, draws=draws, seed=SEED, told=tell)


def _names(analysis: Analysis) -> list[str]:
    """List what the model calls its elements and itself."""
    network = analysis.snapshot.network
    return [str(name) for name in (*network.elements.names, *network.elements.ids, network.name) if name]


def _tell_run(reading: Reading, options: ReadOptions, analysis: Analysis, asked: _Asked) -> Run:
    """Tell what the figures come from; files by their names alone, for the report goes to others."""
    from sightline.cli.reading import tell_run
    from sightline.report.handover import Run
    from sightline.report.manifest import hash_content

    seed = None if asked.draws is None else SEED
    manifest = tell_run(
        reading, options, results=analysis.results, seed=seed, draws=asked.draws, input_format=asked.input_format
    )
    read = [file for file in (asked.compare, reading.file) if file is not None and Path(file).exists()]
    manifest["inputs"] = [{"file": Path(file).name, "sha256": hash_content(Path(file))} for file in read]
    return Run(manifest, tuple(_commands(reading.file, options, asked)), reading.notices)


def _commands(file: str, options: ReadOptions, asked: _Asked) -> Iterator[str]:
    """Spell the commands that compute the figures again."""
    name = STANDARD_INPUT if file == "standard input" else Path(file).name
    told = [part for one in options.customers for part in ("--customer", one)]
    told += ["--edges", options.edges] if options.edges != type(options)().edges else []
    told += ["--fine"] if options.fine else []
    told += ["--input-format", asked.input_format] if asked.input_format else []
    told += ["--arrays"] if asked.arrays else []
    yield shlex.join(["sightline", "analyze", name, *told, "--format", "json"])
    if asked.draws is not None:
        drawn = ["--draws", str(asked.draws), "--seed", str(SEED)]
        yield shlex.join(["sightline", "uncertainty", name, *told, *drawn, "--format", "json"])
    if asked.compare is not None:
        yield shlex.join(["sightline", "diff", Path(asked.compare).name, name, "--format", "json"])
