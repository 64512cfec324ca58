"""``sightline report``: the analysis of one organization as a file to hand over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.arguments import Arrays, Customers, Edges, File, Fine, InputFormat, KeyPath, Quiet, Word
from sightline.cli.handing_over import SEED, Asked, choose_outputs, tell_report_run
from sightline.cli.output import complain, say, write_bytes
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import open_pseudonyms
from sightline.errors import UsageError
from sightline.report.forms import Form, build_form, require_libraries

if TYPE_CHECKING:
    from sightline.cli.reading import Subject as Reading
    from sightline.formats import ReadOptions
    from sightline.merging.difference import Difference
    from sightline.pipeline import Analysis
    from sightline.report.handover import Tried
    from sightline.studies.uncertainty import Uncertainty


def _complete_section(start: str) -> list[str]:
    from sightline.report.handover import SECTIONS

    return [section.name for section in SECTIONS if section.name.startswith(start)]


def report(
    file: File,
    *,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write the report to this file: .html a page, .pptx slides, .xlsx a workbook; may be given several"
            " times, and all are made of one analysis.",
            show_default="report.html",
        ),
    ] = None,
    output_format: Annotated[
        list[Form] | None,
        typer.Option("--format", "-f", help="The form, where no -o says it by its ending; may be given several times."),
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title of the report.")] = None,
    client: Annotated[str | None, typer.Option(metavar="NAME", help="Whom the report is for.")] = None,
    logo: Annotated[
        Path | None, typer.Option(metavar="PNG", help="A logo for the head of the report; it becomes part of the file.")
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The date on the report.", show_default="that of the model")
    ] = None,
    customer_word: Word = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            autocompletion=_complete_section,
            help="Write this section only, such as map or hotspots; may be given several times.",
        ),
    ] = None,
    element: Annotated[
        list[str] | None,
        typer.Option(metavar="ELEMENT", help="Tell the line of sight of this element; may be given several times."),
    ] = None,
    scenario: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Tell what this scenario file would do; may be given several times."),
    ] = None,
    template: Annotated[
        Path | None, typer.Option(metavar="PPTX", help="Slides whose theme and masters the new ones take over.")
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
    pseudonyms: KeyPath = None,
    quiet: Quiet = False,
) -> None:
    """Write a report to hand over: a page, slides, a workbook.

    The page is one HTML file that needs no network and no other file: where the effort ends, the map with search and
    routes, what blocks most and how that is known, what each customer sees, findings, and how every figure is computed
    again. Slides and workbook say the same, to be edited.
    """
    forms = choose_outputs(output or (), output_format or ())
    asked = Asked(draws, compare, tuple(scenario or ()), tuple(element or ()), input_format, arrays)
    key = open_pseudonyms(pseudonyms, file, logo, template, *asked.files, *(path for path, _ in forms))
    _check(forms, (file, *asked.files, *(str(one) for one in (logo, template) if one is not None)), template)
    with Progress(quiet=quiet) as progress:
        require_libraries(*(form for _, form in forms))
        from sightline.cli.reading import read_options, read_subject
        from sightline.pipeline import analyze
        from sightline.report.handover import CustomerWord, Face, Subject, choose_sections, choose_word
        from sightline.report.handover.face import LARGEST_LOGO

        sections = tuple(section or ())
        choose_sections(sections)  # one that there is not is told before anything is read
        CustomerWord(customer_word)  # and so is a word that is none
        face = Face(title, client, None if logo is None else _read(logo, "--logo", LARGEST_LOGO), date)
        slides = None if template is None else _read_template(template)
        options = read_options(customer, edges, fine=fine)
        reading = read_subject(file, options, input_format=input_format, arrays=arrays, pseudonyms=key)
        earlier = None if compare is None else _compare(compare, reading, options, progress)
        analysis = analyze(reading.content, told=progress)
        subject = Subject(
            analysis=analysis,
            word=choose_word(customer_word, analysis),
            run=tell_report_run(reading, options, analysis, asked),
            uncertainty=None if draws is None else _draw(analysis, draws, progress),
            difference=earlier,
            elements=tuple(reading.element(one) for one in asked.elements),
            tried=_try(analysis, reading, asked.scenarios, progress),
        )
        built = []
        for path, form in forms:
            progress(f"writing {path.name}")
            built.append((path, build_form(form, subject, face, sections, template=slides)))
        for path, content in built:
            write_bytes(content, path)
    for path, _ in forms:
        say(f"Written: {path}")
    if key is not None and (title or client or logo):
        complain("Note: title, client and logo are yours, and stay as they are.")
    for notice in reading.notices:
        complain(f"Note: {notice}")


def _check(forms: Iterable[tuple[Path, Form]], read: Iterable[str], template: Path | None) -> None:
    """Refuse to write over what is read, and a template that nothing is made of."""
    inputs = {Path(file).resolve() for file in read}
    for path, _ in forms:
        if path.resolve() in inputs:
            raise UsageError(f"--output {path} is one of the files that are read; choose another name")
    if template is not None and all(form is not Form.PPTX for _, form in forms):
        raise UsageError("--template is for slides; write some with -o NAME.pptx")


def _read(path: Path, option: str, largest: int) -> bytes:
    """Read a file of which no more than the largest is ever needed."""
    try:
        with path.open("rb") as file:
            return file.read(largest + 1)
    except OSError as error:
        raise UsageError(f"{option} {path} cannot be read: {error.strerror}") from None


def _read_template(path: Path) -> bytes:
    from sightline.report.slides.template import LARGEST

    return _read(path, "--template", LARGEST)


def _compare(file: str, reading: Reading, options: ReadOptions, progress: Progress) -> Difference:
    """Read the earlier state, and set it beside this one."""
    from sightline.cli.reading import read_subject
    from sightline.merging.difference import Difference

    progress("comparing")
    earlier = read_subject(file, options, pseudonyms=reading.pseudonyms).organization
    if reading.organization is None or earlier is None:
        raise UsageError("--compare needs documents, and one of the two was read straight into arrays")
    return Difference(earlier, reading.organization)


def _try(analysis: Analysis, reading: Reading, files: Iterable[Path], progress: Progress) -> tuple[Tried, ...]:
    """Try each scenario on its own."""
    from sightline.report.handover import Tried
    from sightline.studies.scenario import read_scenario
    from sightline.studies.what_if import WhatIf

    scenarios = reading.scenarios(read_scenario(path) for path in files)
    if not scenarios:
        return ()
    progress("what if")
    study, tried = WhatIf(analysis.snapshot), []
    for scenario in scenarios:
        try:
            tried.append(Tried(scenario, study.evaluate(scenario.changes)))
        except UsageError as error:
            raise UsageError(f"{scenario.name}: {error}") from None
    return tuple(tried)


def _draw(analysis: Analysis, draws: int, progress: Progress) -> Uncertainty:
    from sightline.studies.uncertainty import find_uncertainty

    def tell(done: int, whole: int) -> None:
        progress(f"{done:,} of {whole:,} draws")

    return find_uncertainty(analysis.snapshot, draws=draws, seed=SEED, told=tell)
