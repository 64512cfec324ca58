"""``sightline import``: any file into an organization, with what was understood shown and confirmed first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.arguments import Customers, Edges, Fine, Force, InputFormat, Quiet
from sightline.cli.output import complain, refuse_to_replace, say
from sightline.cli.progress import Progress
from sightline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sightline.formats import Reading, ReadOptions
    from sightline.formats.grids import Grid
    from sightline.formats.mapping.profile import Profile


def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="A file or folder of any format that is read, or several files of tables."
        ),
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="The organization to write; its suffix tells the format."),
    ] = None,
    profile: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="A profile that says what the columns mean; nothing is asked then."),
    ] = None,
    save_profile: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Keep what was confirmed as a profile for the next time.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take what is proposed without asking.")] = False,
    compare: Annotated[
        str | None,
        typer.Option(metavar="MODEL", help="Tell what would change against this model, in terms of the customer."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; only tell what would come of it.")] = False,
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Read what you have, ask what it leaves open, and write an organization.

    Workbooks and lists need no template: what each sheet and column means is proposed with its certainty, confirmed or
    changed by you, and kept as a profile. Everything that was left out is told with its reason.
    """
    _check_request(output, save_profile, dry_run=dry_run, force=force)
    from sightline.cli.reading import read_options

    options = read_options(customer, edges, fine=fine)
    reading, used = _read(files, options, profile, input_format=input_format, yes=yes, quiet=quiet)
    _tell(reading)
    _tell_change(compare, reading)
    if dry_run:
        say("Nothing was written.")
        return
    if output is not None:
        from sightline.formats import write_organization

        written = write_organization(reading.organization, output)
        say(f"Wrote {output} ({written.format.title}).")
        for notice in written.notices:
            complain(f"Note: {notice}")
    if save_profile is not None:
        if used is None:
            raise UsageError("only tables have a profile to keep; leave --save-profile out")
        from sightline.formats.mapping.profile_file import write_profile

        write_profile(used, save_profile)
        say(f"Wrote {save_profile}: next time add --profile {save_profile}, and nothing is asked.")


def _check_request(output: Path | None, save_profile: Path | None, *, dry_run: bool, force: bool) -> None:
    if output is None and not dry_run:
        raise UsageError("say where the organization is to go: --output organization.yaml; or look first: --dry-run")
    for path in () if dry_run else (output, save_profile):
        refuse_to_replace(path, force=force)


def _read(
    files: Sequence[str],
    options: ReadOptions,
    profile: Path | None,
    *,
    input_format: str | None,
    yes: bool,
    quiet: bool,
) -> tuple[Reading, Profile | None]:
    """Read the files; give the profile too, where they are tables in columns of their own."""
    from sightline.cli.reading import read_checked
    from sightline.formats import find_format
    from sightline.formats.mapping.reading import read_foreign_grids

    with Progress(quiet=quiet):
        found = [read_foreign_grids(file, options, format=input_format) for file in files]
        grids = [grid for one in found if one is not None for grid in one]
        if any(one is None for one in found):
            if len(files) > 1:
                raise UsageError("several files are read together only where they are tables; see `sightline merge`")
            if profile is not None:
                raise UsageError(f"--profile says what the columns of tables mean, and {files[0]} has none of its own")
            return read_checked(files[0], options, input_format=input_format), None
    used = _choose_profile(grids, options, profile, yes=yes)
    with Progress(quiet=quiet):
        from sightline.document import build_organization
        from sightline.formats import Reading
        from sightline.formats.mapping.applying import apply_profile

        # A proposal holds the customers that were named with it; a profile of last month is added to.
        tree = apply_profile(grids, used, options if profile is not None else replace(options, customers=()))
        reading = Reading(build_organization(tree), find_format("tables"), tree.notices, tree.summary)
    return reading, used


def _choose_profile(grids: Sequence[Grid], options: ReadOptions, profile: Path | None, *, yes: bool) -> Profile:
    if profile is not None:
        from sightline.formats.mapping.profile_file import read_profile

        return read_profile(profile)
    from sightline.cli.confirming import confirm
    from sightline.formats.mapping.proposal import propose

    return confirm(propose(grids, options), ask=not yes)


def _tell(reading: Reading) -> None:
    """Say what was read and what was left out, by reason."""
    from sightline.phrases import counted

    read = reading.organization
    customers = sum(element.kind == "customer" for element in read.elements)
    say(
        f"{read.name}: {counted(len(read.elements), 'element')}, {counted(len(read.relations), 'relation')}, "
        f"{counted(customers, 'external customer')}."
    )
    if reading.summary is not None and reading.summary.left_out:
        say("Left out:")
        for reason, number in reading.summary.left_out.items():
            say(f"  {number:,} {reason}")
    for notice in reading.notices:
        complain(f"Note: {notice}")


def _tell_change(compare: str | None, reading: Reading) -> None:
    """Say what the file brings or changes, in terms of the customer."""
    from sightline.cli.telling import tell
    from sightline.formats import read_organization
    from sightline.merging.wording import describe_arrival

    before = None if compare is None else read_organization(compare).organization
    tell(describe_arrival(before, reading.organization))
