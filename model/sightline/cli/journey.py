"""``sightline journey``: one organization at several dates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sightline.cli.arguments import Customers, Edges, Fine, KeyPath, Quiet, TableOrJson
from sightline.cli.output import complain, for_whoever_reads, to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import hidden_states, open_pseudonyms, tell_customers
from sightline.cli.telling import tell

SHOWN = 10


def journey(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="A folder with one file for each date, of any format that is read; the date is what the file says"
            " (as_of), else what its name says.",
        ),
    ],
    *,
    draws: Annotated[
        int,
        typer.Option(min=0, max=100_000, metavar="N", help="Draw each state so often for the interval of its index."),
    ] = 0,
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help="What the draws begin with: the same seed, the same figures.")
    ] = 1,
    top: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=f"Cut every list to N; without it, tables show {SHOWN}.")
    ] = None,
    output_format: TableOrJson = "table",
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    pseudonyms: KeyPath = None,
    quiet: Quiet = False,
) -> None:
    """Follow an organization over several dates.

    Tells the index, the account, the coverage and the findings at every date; what each change of the index is due to,
    which obstacles came, went and came back; and what was planned beside what happened: interventions with a date are
    predicted from the state before it and set beside the state after it.
    """
    key = open_pseudonyms(pseudonyms, folder)
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_options
        from sightline.report.journey_contract import journey_to_json
        from sightline.report.journey_wording import describe_journey
        from sightline.report.manifest import make_manifest
        from sightline.studies.journey import follow
        from sightline.studies.journey_folder import read_dated

        states = read_dated(folder, read_options(customer, edges, fine=fine), told=progress)
        shown = hidden_states(states, key)
        found = follow(shown, draws=draws, seed=seed, told=progress)
        progress("explaining")
        account = describe_journey(found, top=top or SHOWN)
        text = None
        if output_format == "json":
            customers = tell_customers(shown[-1].organization, customer, key)
            chosen = {"draws": draws, "top": top, "customer": customers, "edges": edges, "fine": fine}
            run = make_manifest(
                results=["journey"],
                parameters=chosen,
                seed=seed if draws else None,
                files=[folder / one.label for one in states] if key is None else (),
            )
            text = to_json(journey_to_json(found, top=top) | {"run": run})
    with for_whoever_reads():
        if text is None:
            tell(account)
        else:
            write_text(text)
    for state in states:
        for notice in state.notices:
            complain(f"Note: {state.label}: {notice}")
