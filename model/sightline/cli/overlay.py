"""``sightline overlay``: what a model declares beside what an event log shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sightline.cli.arguments import Force, Quiet
from sightline.cli.log_arguments import (
    Activity,
    Case,
    EndsAt,
    EngineChoice,
    Group,
    Lifecycle,
    Log,
    Missing,
    MonthFirst,
    SeenOnly,
    Start,
    Time,
)
from sightline.cli.output import complain, for_whoever_reads, refuse_to_replace, say, to_json, write_text
from sightline.cli.progress import Progress
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.discovery.handovers import Handovers
    from sightline.discovery.overlay import Overlay
    from sightline.document import Organization


def overlay(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="The organization as declared, in any format that is read.")
    ],
    log: Log,
    *,
    match: Annotated[
        list[str] | None,
        typer.Option("--match", metavar="GROUP=ELEMENT", help="Which element a group is; may be given several times."),
    ] = None,
    matches: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH", help="A YAML mapping or CSV table of groups and their elements, for many of them."
        ),
    ] = None,
    case: Case = None,
    activity: Activity = None,
    group: Group = None,
    time: Time = None,
    start: Start = None,
    lifecycle: Lifecycle = None,
    month_first: MonthFirst = False,
    missing: Missing = "break",
    ends_at: EndsAt = None,
    seen_only: SeenOnly = False,
    engine: EngineChoice = "duckdb",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="A copy of the model with the volumes that were seen."),
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help="With --output: put in the handovers that nobody declared as well.")
    ] = False,
    force: Force = False,
    output_format: Annotated[
        Literal["table", "json"], typer.Option("--format", "-f", help="A page for people, or JSON for programs.")
    ] = "table",
    quiet: Quiet = False,
) -> None:
    """Lay what an event log shows over what a model declares.

    Which declared relations were never seen, which handovers nobody declared, and what both mean for the external
    customer. The model itself is never changed; --output writes a copy.
    """
    if output is not None:
        if output.resolve() == Path(model).resolve():
            raise UsageError(f"--output {output} is the model itself, which is never changed; choose another name")
        refuse_to_replace(output, force=force)
    elif add:
        raise UsageError("--add puts something into the copy that --output writes: say where it is to go")
    with Progress(quiet=quiet) as progress:
        from sightline.cli.log_reading import read_log
        from sightline.discovery.matching import read_matches, require_customer
        from sightline.discovery.overlay_effect import find_overlay_effect
        from sightline.formats import read_organization, write_organization

        chosen = {**(read_matches(matches) if matches is not None else {}), **dict(map(_split, match or ()))}
        organization = read_organization(model).organization
        if ends_at is not None:
            chosen[ends_at] = require_customer(organization, ends_at)
        read = read_log(
            log,
            {"case": case, "activity": activity, "group": group, "time": time, "start": start, "lifecycle": lifecycle},
            missing=missing,
            month_first=month_first,
            engine=engine,
            progress=progress,
        )
        found = _lay(organization, read.found, chosen, ends_at=ends_at, seen_only=seen_only, log=log)
        effect = find_overlay_effect(found)
        written = None
        if output is not None:
            from sightline.discovery.observed_volumes import write_observed

            progress("writing")
            written = write_organization(write_observed(found, add=add), output)
    with for_whoever_reads():
        if output_format == "json":
            from sightline.discovery.contract import overlay_to_plain

            write_text(to_json(overlay_to_plain(found, effect, model=model)))
        else:
            from sightline.cli.overlay_page import OverlayPage
            from sightline.cli.screen import Screen

            OverlayPage(found, effect, Screen(), model).write()
        if written is not None:
            from sightline.discovery.observed_volumes import spell_ended_memberships

            for notice in (*written.notices, *(spell_ended_memberships(found) if add else ())):
                complain(f"Note: {notice}")
            tell = say if output_format == "table" else complain
            tell(f"Wrote {output} ({written.format.title}). Next: sightline analyze {output}")


def _split(pair: str) -> tuple[str, str]:
    group, equals, element = pair.rpartition("=")
    if not (group.strip() and equals and element.strip()):
        raise UsageError(f'--match {pair!r} does not say which element a group is; write --match "GROUP=ELEMENT"')
    return group.strip(), element.strip()


def _lay(
    organization: Organization,
    found: Handovers,
    chosen: dict[str, str],
    *,
    ends_at: str | None,
    seen_only: bool,
    log: str,
) -> Overlay:
    from sightline.discovery.flows import infer_deliveries, list_flows
    from sightline.discovery.matching import match_groups
    from sightline.discovery.overlay import find_overlay

    groups = list(found.groups.group)
    if ends_at is not None and ends_at not in groups:
        groups.append(ends_at)
    matching = match_groups(groups, organization, chosen)
    customers = [one for one, element in matching.elements.items() if organization.by_id[element].kind == "customer"]
    deliveries = infer_deliveries(found, customers, ends_at=ends_at, seen_only=seen_only)
    return find_overlay(organization, (*list_flows(found), *deliveries), matching, log=log)
