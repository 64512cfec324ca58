"""``sightline survey apply``: answers become severities with their doubt, as far as they give nobody away."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sightline.cli.arguments import Customers, Edges, Fine, Force, InputFormat, Quiet
from sightline.cli.output import complain, refuse_to_replace, say, to_json, write_text
from sightline.cli.progress import Progress
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.evidence.answers import Answers
    from sightline.evidence.applying import Applied


def apply(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="A file or folder of any format that is read.")],
    answers: Annotated[
        Path,
        typer.Argument(
            metavar="ANSWERS", help="A filled form (Excel or CSV), a folder of them, or the export of a form tool."
        ),
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="OUT", help="A file whose suffix tells the format, or a folder (for CSV)."
        ),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="HEADER=MEANING",
            help="What a column of an export means: respondent, question_id, answer, comment, or the name of a"
            " question; may be given several times.",
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="When people answered, such as 2026-03-31; today if left out.")
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Keeps which answers were told, so that the next survey gives nobody away; its key lies beside it.",
        ),
    ] = None,
    catalogue_file: Annotated[
        Path | None,
        typer.Option("--catalogue", metavar="PATH", help="The file with kinds of your own that was used to ask."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would come of it; write nothing.")] = False,
    output_format: Annotated[
        Literal["table", "json"], typer.Option("--format", "-f", help="The report: for people, or JSON for programs.")
    ] = "table",
    top: Annotated[int, typer.Option(min=1, metavar="N", help="Show the first N of every list; JSON has all.")] = 10,
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Take the answers of a survey into an organization.

    Who receives the work says how severe an obstacle is; what people say of their own work only shows a blind spot.
    Nothing is told of fewer than five respondents, nor can it be worked out from what is told. Single answers never
    enter the organization. Every answer that is not used is counted by its reason.
    """
    _check_target(output, dry_run=dry_run, force=force)
    day, meanings = _read_day(date), _read_columns(columns or ())
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_options, read_subject, tell_run
        from sightline.evidence.answers import read_answers
        from sightline.evidence.applying import apply_answers
        from sightline.evidence.register import read_register
        from sightline.formats import write_organization
        from sightline.formats.catalogue_file import read_catalogue

        options = read_options(customer, edges, fine=fine)
        subject = read_subject(model, options, input_format=input_format)
        if subject.organization is None:
            raise UsageError(f"{model} is so large that it is read as arrays, without the names that answers need")
        progress("answers")
        given = read_answers(answers, meanings)
        if register is not None and not given.has_tokens:
            raise UsageError(
                "--register compares who answered at two dates, and these answers have no tokens of respondents;"
                " say with --map which column holds them"
            )
        known = read_register(register) if register is not None else None
        kinds = read_catalogue(catalogue_file)
        applied = apply_answers(subject.organization, given, kinds, date=day, register=known)
        if output is not None and not dry_run:
            progress("writing")
            if applied.register is not None:  # first: what is in no register could be told twice
                applied.register.write()
            write_organization(applied.organization, output)
    for notice in (*subject.notices, *given.notices):
        complain(f"Note: {notice}")
    if output_format == "json":
        from sightline.report.survey_contract import survey_to_json

        run = tell_run(subject, options, results=(), date=day.isoformat(), map=columns or [])
        write_text(to_json(survey_to_json(given, applied) | {"run": run}))
    else:
        _tell(given, applied, top)
        if output is not None and not dry_run:
            say(f"Wrote {output}.")


def _check_target(output: Path | None, *, dry_run: bool, force: bool) -> None:
    if output is None and not dry_run:
        raise UsageError("say where the organization is to go: --output organization.yaml; or look first: --dry-run")
    if not dry_run:
        refuse_to_replace(output, force=force)


def _read_day(text: str | None) -> datetime.date:
    if text is None:
        return datetime.datetime.now(tz=datetime.UTC).date()
    from sightline.document.wording import show

    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--date is {show(text)}; expected a date such as 2026-03-31") from None


def _read_columns(columns: Sequence[str]) -> dict[str, str]:
    from sightline.document.wording import did_you_mean, nearest, show
    from sightline.evidence.answers import FIELDS
    from sightline.evidence.question_ids import parse_question_id

    meanings: dict[str, str] = {}
    for column in columns:
        header, _, meaning = (part.strip() for part in column.rpartition("="))
        if not header:
            raise UsageError(f"--map {show(column)}: expected HEADER=MEANING, such as Token=respondent")
        if meaning not in FIELDS and parse_question_id(meaning) is None:
            near = did_you_mean(nearest(meaning, FIELDS))
            raise UsageError(f"--map: {show(meaning)} is neither a field nor the name of a question{near}")
        meanings[header] = meaning
    return meanings


def _tell(given: Answers, applied: Applied, top: int) -> None:
    from sightline.cli.telling import tell
    from sightline.report.survey_wording import describe_survey

    tell(describe_survey(given, applied, top=top))
