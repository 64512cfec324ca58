"""``sightline uncertainty``: how sure the figures are, and what that hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.arguments import Arrays, Customers, Edges, File, Fine, InputFormat, KeyPath, Quiet, TableOrJson
from sightline.cli.output import to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import open_pseudonyms
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.cli.screen import Screen
    from sightline.studies.uncertainty import Uncertainty

SHOWN = 10


def uncertainty(
    file: File,
    *,
    draws: Annotated[int, typer.Option(min=20, max=1_000_000, metavar="N", help="How many draws.")] = 1_000,
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help="What the draws begin with: the same seed, the same figures.")
    ] = 1,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, max=1_024, metavar="N", help="Processes that draw beside each other.", show_default="as many as pay"
        ),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Draw on the Dask cluster whose scheduler is here, as tcp://host:8786."),
    ] = None,
    top: Annotated[int | None, typer.Option(min=1, metavar="N", help="Show the first N of every list.")] = None,
    output_format: TableOrJson = "table",
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    arrays: Arrays = False,
    pseudonyms: KeyPath = None,
    quiet: Quiet = False,
) -> None:
    """Say how sure the figures of an organization are.

    Draws severities, volumes, missing relations and the handoff clarity many times. Tells the 90 % interval of every
    headline figure, how often each obstacle is among the five that gain most, and what the spread hangs on.
    """
    if jobs is not None and dask is not None:
        raise UsageError("--jobs starts processes on this machine and --dask uses a cluster: leave one of them out")
    key = open_pseudonyms(pseudonyms, file)
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_options, read_subject, tell_run
        from sightline.pipeline import take_snapshot
        from sightline.studies.parallel import Workers
        from sightline.studies.uncertainty import find_uncertainty

        options = read_options(customer, edges, fine=fine)
        subject = read_subject(file, options, input_format=input_format, arrays=arrays, pseudonyms=key)
        progress("hotspots")
        study = find_uncertainty(
            take_snapshot(subject.content),
            draws=draws,
            seed=seed,
            workers=Workers(jobs, dask),
            told=lambda done, whole: progress(f"{done:,} of {whole:,} draws"),
        )
    if output_format == "json":
        from sightline.report.uncertainty_contract import uncertainty_to_json

        run = tell_run(subject, options, results=["uncertainty"], seed=seed, draws=draws, top=top)
        write_text(to_json(uncertainty_to_json(study, top=top) | {"run": run}))
        return
    from sightline.cli.screen import Screen

    _show(study, Screen(), top or SHOWN)


def _show(study: Uncertainty, screen: Screen, top: int) -> None:
    from sightline.phrases import percent
    from sightline.report import uncertainty_wording as wording
    from sightline.report.wording import ACCOUNT

    screen.say(wording.headline(study), style="bold")
    for sentence in wording.ground(study):
        screen.say(sentence)
    screen.heading("Where the effort ends")
    account = [
        (ACCOUNT[part], percent(one.point, 1), wording.between(one, 1)) for part, one in study.accounting.items()
    ]
    screen.table(("part of the effort", "as recorded", "90 % of draws"), account, numbers=2)
    _show_customers(study, screen, top)
    _show_hotspots(study, screen, top)
    _show_influences(study, screen, top)


def _show_customers(study: Uncertainty, screen: Screen, top: int) -> None:
    from sightline.phrases import percent
    from sightline.report.uncertainty_wording import between
    from sightline.report.wording import Names

    if not len(study.customers):
        return
    names, ids = Names(study.network), study.network.elements.ids
    order = study.clarity.point.argsort(kind="stable")[:top].tolist()
    rows = []
    for position in order:
        row, clarity = int(study.customers[position]), study.clarity.at(position)
        rows.append((str(ids[row]), names.label(row), percent(clarity.point), between(clarity)))
    screen.heading("What each external customer sees of what is meant for it")
    screen.table(("id", "external customer", "as recorded", "90 % of draws"), rows, numbers=2)


def _show_hotspots(study: Uncertainty, screen: Screen, top: int) -> None:
    from sightline.phrases import percent
    from sightline.report.uncertainty_wording import between, likely
    from sightline.report.wording import Names

    if not len(study.hotspots):
        return
    names, ids, rows = Names(study.network), study.network.obstacles.ids, []
    for position, row in enumerate(study.hotspots[:top].tolist()):
        gain = study.gains.at(position)
        figures = (percent(gain.point, 1), between(gain, 1), percent(float(study.top[position])))
        rows.append((str(ids[row]), names.obstacle(row), *figures))
    screen.heading("What clearing an obstacle gains")
    screen.table(("id", "obstacle", "gain", "90 % of draws", "in the top 5"), rows, numbers=3)
    sentence = likely(study)
    if sentence is not None:
        screen.say(sentence)


def _show_influences(study: Uncertainty, screen: Screen, top: int) -> None:
    from sightline.phrases import percent
    from sightline.report.uncertainty_wording import foremost, input_name, input_range

    sentence = foremost(study)
    if sentence is None:
        return
    rows = []
    for one in study.influences[:top]:
        together = "" if one.correlation != one.correlation else f"{one.correlation:+.2f}"
        figures = (input_range(one), percent(one.at_low, 1), percent(one.at_high, 1), together)
        rows.append((input_name(study, one), *figures))
    screen.heading("What the index hangs on")
    screen.say(sentence)
    screen.table(("what moves", "from and to", "index at first", "at last", "correlation"), rows, numbers=4)
    screen.say(
        "Each moves alone from its 5 % to its 95 % end, the rest as recorded; correlation: how index and input go along"
        " where everything moves.",
        style="dim",
    )
