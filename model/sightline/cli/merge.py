"""``sightline merge``: several files of one organization become one, with every guess and conflict told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sightline.cli.answering import BAD_INPUT
from sightline.cli.arguments import Quiet
from sightline.cli.output import complain, for_whoever_reads, refuse_to_replace, say, to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.telling import tell
from sightline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sightline.formats import Reading
    from sightline.merging.merge import Choices, Merge
    from sightline.merging.origins import Origin

SHOWN = 10


def merge(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Two files or folders or more, of any formats that are read.")
    ],
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="OUT", help="A file whose suffix tells the format, or a folder (for CSV)."
        ),
    ] = None,
    accept: Annotated[
        float,
        typer.Option(
            min=0.5,
            max=1.0,
            metavar="CERTAINTY",
            help="Take elements for the same from this certainty on, such as 0.9; without it, only what is certain.",
        ),
    ] = 1.0,
    prefer: Annotated[
        str | None,
        typer.Option(
            metavar="first/last/FILE", help="Whose word counts where files differ; what is overruled is listed."
        ),
    ] = None,
    matches: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A match file in which somebody has decided.")
    ] = None,
    propose: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a match file with every guess and conflict, to decide in it."),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Tell what would be written and what it does to the first file; write nothing."),
    ] = False,
    output_format: Annotated[
        Literal["table", "json"], typer.Option("--format", "-f", help="The report: for people, or JSON for programs.")
    ] = "table",
    top: Annotated[int, typer.Option(min=1, metavar="N", help="Show the first N of every list; JSON has all.")] = SHOWN,
    force: Annotated[
        bool, typer.Option("--force", help="Replace OUT, or the match file, where it is there already.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Put several files together into one organization.

    Elements are the same where their id is and their names agree; other matches are guesses with a certainty, which
    count only when they are accepted. Facts on which files differ are conflicts: nothing is written while one is open
    (exit code 2).
    """
    _check_targets(files, output, propose, dry_run=dry_run, force=force)
    with Progress(quiet=quiet) as progress:
        from sightline.formats import read_organization
        from sightline.merging.merge import merge as run
        from sightline.merging.origins import Origin, label_files

        readings = [read_organization(file) for file in files]
        labels = label_files(files)
        origins = [Origin(label, one.organization) for label, one in zip(labels, readings, strict=True)]
        choices = _read_choices(origins, files, accept, prefer, matches)
        progress("matching")
        found = run(origins, choices)
    with for_whoever_reads():
        if output_format == "json":
            from sightline.merging.plain_form import merge_to_plain

            write_text(to_json(merge_to_plain(found)))
        else:
            _tell(found, top, dry_run=dry_run)
    _note(labels, readings, found, choices)
    if propose is not None and not dry_run:
        from sightline.merging.match_file import propose as spell

        write_text(spell(found), propose)
        complain(f"Wrote {propose}: decide in it, and pass it by --matches.")
        if output is None:
            return
    _tell_open(found)
    if output is not None and not dry_run:
        from sightline.formats import write_organization

        written = write_organization(found.organization, output)
        for notice in written.notices:
            complain(f"Note: {notice}")
        complain(f"Wrote {output} ({written.format.title}): {len(found.organization.elements):,} elements.")


def _check_targets(
    files: Sequence[str], output: str | None, propose: Path | None, *, dry_run: bool, force: bool
) -> None:
    if len(files) < len("ab"):
        raise UsageError("a merge needs two files or more")
    if output is None and propose is None and not dry_run:
        raise UsageError("say where to write with -o OUT, or look first with --dry-run or --propose FILE")
    sources = {Path(file).resolve() for file in files}
    for option, target in (("--output", output), ("--propose", propose)):
        if target is None or dry_run:
            continue
        path = Path(target)
        if path.resolve() in sources:
            raise UsageError(f"{option} {target} is one of the files that are merged; choose another name")
        refuse_to_replace(path, force=force)


def _read_choices(
    origins: Sequence[Origin], files: Sequence[str], accept: float, prefer: str | None, matches: Path | None
) -> Choices:
    from sightline.document.wording import did_you_mean, nearest
    from sightline.merging.ledger import FIRST, LAST, Preference
    from sightline.merging.match_file import Decided, read_match_file
    from sightline.merging.merge import Choices

    labels = [origin.label for origin in origins]
    preferred = dict(zip(files, labels, strict=True)).get(prefer or "", prefer)
    if preferred is not None and preferred not in (FIRST, LAST, *labels):
        meant = did_you_mean(nearest(preferred, (FIRST, LAST, *labels)))
        raise UsageError(f"--prefer {preferred} is neither `first` nor `last` nor one of the files{meant}")
    decided = read_match_file(matches, origins) if matches is not None else Decided()
    return Choices(accept, decided.verdicts, Preference(preferred, decided.decisions))


def _tell(found: Merge, top: int, *, dry_run: bool) -> None:
    """Write the report for people; a dry run also tells what the outcome does beside the first file alone."""
    from sightline.merging.merge_wording import list_merge, summary
    from sightline.merging.wording import Account, describe_arrival

    tell(Account((summary(found),), list_merge(found, top=top)))
    if dry_run:
        first = found.origins[0]
        account = describe_arrival(first.organization, found.organization, top=top)
        say("")
        say(f"Beside {first.label} alone:")
        tell(account)


def _note(labels: Sequence[str], readings: Sequence[Reading], found: Merge, choices: Choices) -> None:
    for label, reading in zip(labels, readings, strict=True):
        for notice in reading.notices:
            complain(f"Note: {label}: {notice}")
    differing = {(one.on, one.fact) for one in (*found.conflicts, *found.overruled)}
    for on, fact in choices.preference.decisions:
        if (on, fact) not in differing:
            complain(f"Note: the match file decides {fact} of {on}, on which the files do not differ.")


def _tell_open(found: Merge) -> None:
    """End with exit code 2 where something waits for a decision, and name all of it."""
    from sightline.merging.merge_wording import HOW_TO_DECIDE, count_open, spell_clash, spell_conflict

    if found.is_settled:
        return
    for clash in found.things.clashes:
        complain(spell_clash(clash, found.origins))
    for conflict in found.conflicts:
        complain(spell_conflict(conflict))
    complain(f"The whole is not written before this is decided: {count_open(found)}. {HOW_TO_DECIDE}")
    raise typer.Exit(BAD_INPUT)
