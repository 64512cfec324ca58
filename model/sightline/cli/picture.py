"""``sightline picture``: one picture of an organization as a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sightline.cli.arguments import Arrays, Customers, Edges, Fine, InputFormat, KeyPath, Quiet, Word
from sightline.cli.output import complain, say, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import hidden_states, open_pseudonyms
from sightline.errors import UsageError
from sightline.phrases import counted

if TYPE_CHECKING:
    from sightline.cli.pseudonyms import Pseudonyms
    from sightline.cli.reading import Subject as Reading
    from sightline.formats import ReadOptions
    from sightline.pictures.palette import Ink
    from sightline.pictures.sheet import Sheet
    from sightline.report.handover import Face

SUFFIXES = (".svg", ".png")
SCALE = 2.0
"""Pixels of a PNG for each of the drawing, where no width is asked for."""


def _complete_name(start: str) -> list[str]:
    from sightline.report.pictures_out import NAMES

    return [name for name in NAMES if name.startswith(start)]


def picture(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A file or folder of any format that is read, or - for standard input; for a journey, a folder with"
            " one file for each date.",
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="PATH", help="Write to this file; its ending, .svg or .png, says how."),
    ],
    what: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            autocompletion=_complete_name,
            help="What to draw: map, org-chart, account, hotspots, teams, units, sight, line, haze or journey.",
        ),
    ] = "map",
    element: Annotated[
        str | None, typer.Option(metavar="ELEMENT", help="The id of an element, or its name: whose line, whose haze.")
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title of the picture.")] = None,
    date: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The date on the picture.", show_default="that of the model")
    ] = None,
    customer_word: Word = None,
    mode: Annotated[Literal["light", "dark"], typer.Option(help="Colours on white paper, or on a dark ground.")] = (
        "light"
    ),
    width: Annotated[
        int | None,
        typer.Option(
            min=100, max=20_000, metavar="PIXELS", help="How wide a PNG is.", show_default="twice the drawing"
        ),
    ] = None,
    table: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Write the table that says the same to this file too.")
    ] = None,
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    arrays: Arrays = False,
    pseudonyms: KeyPath = None,
    quiet: Quiet = False,
) -> None:
    """Draw one picture as SVG or PNG.

    It stands alone: a title, a sentence that says what is to be seen, the picture, what its marks mean, whose it is and
    since when. It loads nothing from anywhere.
    """
    suffix = _check_paths(file, output, table, width)
    key = open_pseudonyms(pseudonyms, file, output, table)
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_options, read_subject
        from sightline.pictures.palette import ink
        from sightline.pictures.sheet import draw_sheet
        from sightline.report.handover import CustomerWord, Face
        from sightline.report.pictures_out import JOURNEY, require_picture, twin_to_csv

        require_picture(what, element)
        CustomerWord(customer_word)  # a word that is none is told before anything is read
        asked = _Asked(what, element, Face(title=title, date=date), customer_word, ink(mode))
        options = read_options(customer, edges, fine=fine)
        if what == JOURNEY:
            if input_format is not None or arrays:
                raise UsageError("--input-format and --arrays are for one file, and a journey has several")
            sheet, notices = _draw_journey(file, options, asked, key, progress)
        else:
            reading = read_subject(file, options, input_format=input_format, arrays=arrays, pseudonyms=key)
            sheet, notices = _draw_state(reading, asked, progress), reading.notices
        progress("drawing")
        _write(draw_sheet(sheet, asked.ink), output, suffix, width)
        if table is not None:
            write_text(twin_to_csv(sheet.picture.table), table)
    for path in (output, table):
        if path is not None:
            say(f"Written: {path}")
    for notice in notices:
        complain(f"Note: {notice}")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for beside the file itself."""

    what: str
    element: str | None
    face: Face
    word: str | None
    ink: Ink


def _check_paths(file: str, output: Path, table: Path | None, width: int | None) -> str:
    """Give the ending of the picture. Raises UsageError for one that is unknown, or what would replace what is read."""
    suffix = output.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"--output {output} says no form; end it in {' or '.join(SUFFIXES)}")
    if width is not None and suffix != ".png":
        raise UsageError("--width is for PNG: an SVG can be enlarged as one likes")
    if table is not None and table.suffix.lower() != ".csv":
        raise UsageError(f"--table {table} is written as CSV; end it in .csv")
    if output.resolve() == Path(file).resolve() or (table is not None and table.resolve() == Path(file).resolve()):
        raise UsageError(f"{file} is the file that is read; choose another name")
    return suffix


def _draw_state(reading: Reading, asked: _Asked, progress: Progress) -> Sheet:
    """Analyze what was read, and draw one picture of it."""
    from sightline.pipeline import analyze
    from sightline.report.handover import Subject, choose_word
    from sightline.report.pictures_out import picture_sheet

    analysis = analyze(reading.content, told=progress)
    subject = Subject(analysis, choose_word(asked.word, analysis))
    source = "" if reading.file == "standard input" else Path(reading.file).name
    element = None if asked.element is None else reading.element(asked.element)
    progress("drawing")
    return picture_sheet(subject, asked.what, asked.ink, face=asked.face, element=element, source=source)


def _draw_journey(
    folder: str, options: ReadOptions, asked: _Asked, key: Pseudonyms | None, progress: Progress
) -> tuple[Sheet, tuple[str, ...]]:
    """Follow the states in a folder, and draw the index over their dates."""
    from sightline.report.pictures_out import journey_sheet
    from sightline.studies.journey import follow
    from sightline.studies.journey_folder import read_dated

    states = read_dated(Path(folder), options, told=progress)
    found = follow(hidden_states(states, key), told=progress)
    files = counted(len(states), "file")
    source = f"{Path(folder).name}, {files}" if key is None else files
    notices = tuple(f"{state.label}: {notice}" for state in states for notice in state.notices)
    return journey_sheet(found, asked.ink, word=asked.word, face=asked.face, source=source), notices


def _write(svg: str, output: Path, suffix: str, width: int | None) -> None:
    from sightline.document.atomic import write_atomically
    from sightline.pictures.files import size_of, to_png

    if suffix == ".png":
        data = to_png(svg, scale=SCALE if width is None else width / size_of(svg)[0])
    else:
        data = svg.encode()
    write_atomically(output, data)
