"""``sightline discover``: who hands work to whom, as an event log shows it, and the organization that follows."""

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
    LogCustomers,
    Missing,
    MonthFirst,
    SeenOnly,
    Start,
    Time,
)
from sightline.cli.output import complain, for_whoever_reads, refuse_to_replace, say, to_json, write_text
from sightline.cli.progress import Progress

if TYPE_CHECKING:
    from sightline.cli.log_reading import ReadLog
    from sightline.discovery.observed import Observed, ObservedOptions


def discover(
    log: Log,
    *,
    case: Case = None,
    activity: Activity = None,
    group: Group = None,
    time: Time = None,
    start: Start = None,
    lifecycle: Lifecycle = None,
    month_first: MonthFirst = False,
    missing: Missing = "break",
    customer: LogCustomers = None,
    ends_at: EndsAt = None,
    seen_only: SeenOnly = False,
    kind: Annotated[
        Literal["team", "role"] | None,
        typer.Option("--as", help="What groups become. Units are teams; single resources are roles."),
    ] = None,
    effort: Annotated[
        bool, typer.Option("--effort/--no-effort", help="Take the number of events for the effort of a group.")
    ] = True,
    returns: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            help="The share of handovers that come back and are made again from which an obstacle is suspected.",
            show_default="0.1",
        ),
    ] = 0.1,
    engine: EngineChoice = "duckdb",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="The organization to write; its suffix tells the format."),
    ] = None,
    force: Force = False,
    output_format: Annotated[
        Literal["table", "json", "csv"],
        typer.Option("--format", "-f", help="A page for people; JSON, or the handovers as CSV, for programs."),
    ] = "table",
    quiet: Quiet = False,
) -> None:
    """Find out from an event log who hands work to whom.

    How often, after what wait, how much comes straight back, and on which way work reaches an external customer. The
    organization that follows is written with --output, to be completed and analyzed.
    """
    if output is not None:
        refuse_to_replace(output, force=force)
    with Progress(quiet=quiet) as progress:
        from sightline.cli.log_reading import read_log
        from sightline.discovery.observed import ObservedOptions, observe, to_tree
        from sightline.document import build_organization
        from sightline.formats import write_organization

        read = read_log(
            log,
            {"case": case, "activity": activity, "group": group, "time": time, "start": start, "lifecycle": lifecycle},
            missing=missing,
            month_first=month_first,
            engine=engine,
            progress=progress,
        )
        options = ObservedOptions(
            customers=tuple(customer or ()),
            ends_at=ends_at,
            seen_only=seen_only,
            kind=kind or read.kind,
            effort=effort,
            least_share=returns,
        )
        observed = observe(read.found, options)
        written = None
        if output is not None:
            progress("writing")
            organization = build_organization(to_tree(observed, options, file=log))
            written = write_organization(organization, output)
    with for_whoever_reads():
        _show(read, observed, options, output_format)
        if written is not None:
            for notice in written.notices:
                complain(f"Note: {notice}")
            tell = say if output_format == "table" else complain
            tell(f"Wrote {output} ({written.format.title}). Next: sightline analyze {output}")


def _show(read: ReadLog, observed: Observed, options: ObservedOptions, output_format: str) -> None:
    if output_format == "table":
        from sightline.cli.discovery_page import DiscoveryPage
        from sightline.cli.screen import Screen

        DiscoveryPage(observed, options, Screen(), read.file, read.columns).write()
        return
    from sightline.discovery.contract import discovery_to_plain, handovers_to_csv

    if output_format == "csv":
        write_text(handovers_to_csv(observed, options))
    else:
        write_text(to_json(discovery_to_plain(observed, options, file=read.file, columns=read.columns)))
