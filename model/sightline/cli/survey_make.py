"""``sightline survey make``: questionnaires from the model, as Excel forms, as CSV and as an interview guide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sightline.cli.arguments import Customers, Edges, File, Fine, InputFormat, KeyPath, Quiet, TableOrJson
from sightline.cli.output import complain, say, to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import open_pseudonyms, refuse_own_texts
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.catalogue.details import Audience
    from sightline.cli.screen import Screen
    from sightline.evidence.questionnaires import Survey


def _complete_audience(start: str) -> list[str]:
    from sightline.catalogue.details import AUDIENCES

    return [one for one in AUDIENCES if one.startswith(start)]


def make(
    file: File,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder for the questionnaires; made if needed.")
    ],
    *,
    audience: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            autocompletion=_complete_audience,
            help="Only these are asked: external-customer, internal-customer, supplier, decision-maker or front-line;"
            " may be given several times.",
        ),
    ] = None,
    most: Annotated[int, typer.Option(min=1, max=10, metavar="N", help="Closed questions in each questionnaire.")] = 10,
    groups: Annotated[
        int, typer.Option(min=1, max=1_000, metavar="N", help="Groups asked in each audience, at most.")
    ] = 10,
    customer_word: Annotated[
        str | None,
        typer.Option(
            "--language-of-customer", metavar="WORD", help="What you call an external customer, such as citizen."
        ),
    ] = None,
    catalogue_file: Annotated[
        Path | None,
        typer.Option("--catalogue", metavar="PATH", help="A file with kinds and questions of your own."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write into DIR where it holds files already, and replace ours.")
    ] = False,
    output_format: TableOrJson = "table",
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    pseudonyms: KeyPath = None,
    quiet: Quiet = False,
) -> None:
    """Make questionnaires from an organization.

    For each group of people that the model knows, the questions whose answers could move the figures most: an Excel
    form and a CSV file each, and an interview guide to print. Nothing is asked about a person.
    """
    audiences = _read_audiences(audience)
    _check_target(output, force=force)
    refuse_own_texts(pseudonyms, catalogue_file)
    key = open_pseudonyms(pseudonyms, file, output)
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_options, read_subject, tell_run
        from sightline.document.atomic import write_folder_atomically
        from sightline.evidence.questionnaires import make_survey
        from sightline.evidence.survey_kit import make_files
        from sightline.formats.catalogue_file import read_catalogue
        from sightline.pipeline import take_snapshot

        options = read_options(customer, edges, fine=fine)
        kinds = read_catalogue(catalogue_file)
        subject = read_subject(file, options, input_format=input_format, pseudonyms=key)
        progress("questions")
        survey = make_survey(take_snapshot(subject.content), kinds, audiences=audiences, most=most, groups=groups)
        if not survey.questionnaires:
            raise UsageError(" ".join(["There is nobody to ask.", *survey.notices]))
        progress("writing")
        write_folder_atomically(output, make_files(survey, customer_word))
    if output_format == "json":
        run = tell_run(subject, options, results=["survey"], audience=list(audiences), most=most, groups=groups)
        write_text(to_json(_to_json(survey) | {"run": run}))
        return
    from sightline.cli.screen import Screen

    for notice in (*subject.notices, *survey.notices):
        complain(f"Note: {notice}")
    _show(survey, Screen())
    say(f"Wrote {output}: begin with {output / 'interview-guide.html'}, which says how to prepare.")


def _read_audiences(names: Sequence[str] | None) -> tuple[Audience, ...]:
    """Read the audiences asked for, all where none is; raises UsageError for one that there is not."""
    from sightline.catalogue.details import AUDIENCES
    from sightline.document.wording import did_you_mean, nearest, show

    for name in names or ():
        if name not in AUDIENCES:
            raise UsageError(f"{show(name)} is no audience{did_you_mean(nearest(name, AUDIENCES))}")
    return tuple(one for one in AUDIENCES if not names or one in names)


def _check_target(folder: Path, *, force: bool) -> None:
    """Keep forms that somebody may have filled in."""
    try:
        is_filled = folder.is_dir() and any(folder.iterdir())
    except (OSError, ValueError):
        is_filled = False  # writing tells what is wrong with this path
    if is_filled and not force:
        raise UsageError(f"{folder} holds files already; choose another folder, or add --force to replace ours in it")


def _to_json(survey: Survey) -> dict[str, Any]:
    return {
        "sightline": 1,
        "organization": survey.organization.name,
        "questionnaires": [
            {
                "file": one.name,
                "audience": one.group.audience,
                "asked": one.group.element,
                "people": one.people,
                "questions": [
                    {
                        "id": str(question.id),
                        "kind": question.details.kind.kind,
                        "place": question.spot.name,
                        "sign": question.item.sign,
                        "text": question.item.text,
                        "value": question.worth.value,
                        "ground": question.worth.ground,
                    }
                    for question in one.questions
                ],
                "open": [str(one.one_thing)],
                "mirror": None if one.mirror is None else str(one.mirror),
            }
            for one in survey.questionnaires
        ],
        "notices": list(survey.notices),
    }


def _show(survey: Survey, screen: Screen) -> None:
    from sightline.evidence.survey_wording import AUDIENCE_NAMES
    from sightline.phrases import clean, counted, percent
    from sightline.studies.naming import element_name

    organization = survey.organization
    screen.say(f"{clean(organization.name)}: {counted(len(survey.questionnaires), 'questionnaire')}", style="bold")
    for audience, name in AUDIENCE_NAMES.items():
        ours = [one for one in survey.questionnaires if one.group.audience == audience]
        if not ours:
            continue
        screen.heading(name)
        rows = []
        for one in ours:
            questions = len(one.questions) + (one.mirror is not None)
            first = one.questions[0]
            rows.append(
                (
                    element_name(organization, one.group.element),
                    f"{first.details.kind.name} ({first.spot.name})",
                    str(questions),
                    percent(one.value, 1),
                )
            )
        screen.table(("who is asked", "first about", "questions", "may move"), rows, numbers=2)
    screen.gap()
    screen.say("May move: what the answers could change in the index, at most, in per cent of all effort.", style="dim")
