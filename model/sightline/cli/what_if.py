"""``sightline what-if``: what an organization would become if something were changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sightline.cli.arguments import Customers, Edges, File, Fine, Force, InputFormat, KeyPath, Quiet, TableOrJson
from sightline.cli.output import refuse_to_replace, say, to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import disguise, open_pseudonyms
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.cli.screen import Screen
    from sightline.studies.changes import Change
    from sightline.studies.effect import Effect
    from sightline.studies.scenario import Scenario
    from sightline.studies.what_if import WhatIf

SHOWN = 8
TOGETHER = "The changes together"
SINGLES = "The single changes"


def what_if(
    file: File,
    *,
    scenario: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="A scenario file; several are made one after another, in this order."),
    ] = None,
    clear: Annotated[
        list[str] | None, typer.Option(metavar="OBSTACLE", help="Clear this obstacle; may be given several times.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="OBSTACLE=SEVERITY", help="Give this obstacle another severity, from 0 to 1."),
    ] = None,
    compare: Annotated[
        bool, typer.Option("--compare", help="Try each scenario, and the single changes, on its own, side by side.")
    ] = False,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="Show the first N of every list.")] = SHOWN,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Write the changed organization; the file itself stays."),
    ] = None,
    output_format: TableOrJson = "table",
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    force: Force = False,
    pseudonyms: KeyPath = None,
    quiet: Quiet = False,
) -> None:
    """Try changes on an organization, which stays as it is.

    Tells what becomes of the index, of the account, of each external customer and of those whose sight changes most.
    """
    _check_request(output, compare=compare, force=force)
    key = open_pseudonyms(pseudonyms, file, output, *(scenario or ()))
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_options, read_subject, tell_run
        from sightline.pipeline import take_snapshot
        from sightline.studies.scenario import read_scenario
        from sightline.studies.what_if import WhatIf

        singles = _single_changes(clear or (), set_ or ())
        tried = [read_scenario(path) for path in scenario or ()]
        if not tried and not singles:
            raise UsageError("say what to try: --scenario FILE, --clear OBSTACLE or --set OBSTACLE=SEVERITY")
        options = read_options(customer, edges, fine=fine)
        subject = read_subject(file, options, input_format=input_format, pseudonyms=key)
        progress("what if")
        study = WhatIf(take_snapshot(subject.content))
        planned = subject.scenarios(_plan(tried, singles, compare=compare), ours=(TOGETHER, SINGLES))
        effects = _evaluate(study, planned)
    if output_format == "json":
        run = tell_run(
            subject,
            options,
            results=["what_if"],
            scenario=[str(path) if key is None else disguise(path, "scenario") for path in scenario or ()],
            clear=clear or [] if key is None else [],  # the changes stand in made-up names among the scenarios
            set=set_ or [] if key is None else [],
            compare=compare,
        )
        write_text(to_json(_to_json(study, effects) | {"run": run}))
    else:
        from sightline.cli.screen import Screen

        _show(study, effects, Screen(), top)
    if output is not None:
        from sightline.formats import write_organization

        changed = effects[0][1].after.organization
        assert changed is not None  # noqa: S101 - a document is what changes are made on
        write_organization(changed, output)
        if output_format == "table":
            say(f"Wrote {output}.")


def _check_request(output: Path | None, *, compare: bool, force: bool) -> None:
    if output is None:
        return
    if compare:
        raise UsageError("--output writes one organization, and --compare tries several: leave one of them out")
    refuse_to_replace(output, force=force)


def _single_changes(clear: Sequence[str], settings: Sequence[str]) -> tuple[Change, ...]:
    from sightline.studies.changes import ClearObstacle, SetSeverity

    changes: list[Change] = [ClearObstacle(one) for one in clear]
    for setting in settings:
        obstacle, sign, text = setting.rpartition("=")
        try:
            severity = float(text)
        except ValueError:
            severity = float("nan")
        if not sign or not 0 <= severity <= 1:
            raise UsageError(f"--set takes an obstacle and a severity from 0 to 1, such as ob-4=0.2, not `{setting}`")
        changes.append(SetSeverity(obstacle.strip(), severity))
    return tuple(changes)


def _plan(tried: Sequence[Scenario], singles: tuple[Change, ...], *, compare: bool) -> list[Scenario]:
    """Put together what is evaluated: all at once, or each on its own."""
    from sightline.studies.scenario import Scenario

    others = [Scenario(SINGLES, singles)] if singles else []
    if compare:
        return [*tried, *others]
    if len(tried) == 1 and not singles:
        return [*tried]
    return [Scenario(TOGETHER, tuple(change for one in (*tried, *others) for change in one.changes))]


def _evaluate(study: WhatIf, scenarios: Sequence[Scenario]) -> list[tuple[Scenario, Effect]]:
    effects = []
    for scenario in scenarios:
        try:
            effects.append((scenario, study.evaluate(scenario.changes)))
        except UsageError as error:
            raise UsageError(f"{scenario.name}: {error}") from None
    return effects


def _changes(study: WhatIf, scenario: Scenario) -> list[str]:
    organization = study.snapshot.organization
    assert organization is not None  # noqa: S101 - they were made already
    return list(scenario.describe(organization))


def _to_json(study: WhatIf, effects: Sequence[tuple[Scenario, Effect]]) -> dict[str, Any]:
    from sightline.report.effect_contract import changes_to_json, effect_to_json

    network = study.snapshot.network
    return changes_to_json(network.name, network.handoff_clarity) | {
        "scenarios": [
            {**scenario.to_raw(), "sentences": _changes(study, scenario), **effect_to_json(effect)}
            for scenario, effect in effects
        ]
    }


def _show(study: WhatIf, effects: Sequence[tuple[Scenario, Effect]], screen: Screen, top: int) -> None:
    from sightline.phrases import percent
    from sightline.studies.effect import points

    for scenario, effect in effects:
        screen.say(scenario.name, style="bold")
        for sentence in _changes(study, scenario):
            screen.say(f"- {sentence}", hang=2)
        screen.say(effect.sentence)
        if len(effects) == 1:
            _show_details(effect, screen, top)
        else:
            screen.gap()
    if len(effects) > 1:
        order = sorted(effects, key=lambda pair: -(pair[1].delta or 0.0))
        rows = [
            (
                scenario.name,
                percent(effect.index_after, 1),
                "not defined" if effect.delta is None else points(effect.delta),
            )
            for scenario, effect in order
        ]
        screen.heading("Side by side, the largest gain first")
        screen.table(("scenario", "index", "change"), rows, numbers=2)


def _show_details(effect: Effect, screen: Screen, top: int) -> None:
    """Show the account, the customers and who sees more or less, before and after."""
    from sightline.phrases import percent
    from sightline.report.wording import Names

    parts = {"seen": "seen by a customer", "blocked": "blocked", "handoffs": "lost in handoffs", "no_route": "no route"}
    before, after = effect.account_before, effect.account_after
    rows = [
        (label, percent(getattr(before, part), 1), percent(getattr(after, part), 1)) for part, label in parts.items()
    ]
    screen.heading("Where the effort ends")
    screen.table(("", "before", "after"), rows, numbers=2)
    names = {side: Names(snapshot.network) for side, snapshot in (("before", effect.before), ("after", effect.after))}

    def title(identifier: str) -> str:
        for side, snapshot in (("after", effect.after), ("before", effect.before)):
            row = snapshot.network.elements.row.get(identifier)
            if row is not None:
                return names[side].label(row)
        return identifier

    customers = [(title(one), percent(was), percent(now)) for one, (was, now) in effect.customers.items() if was != now]
    if customers:
        screen.heading("Clarity of the external customers that see a change")
        screen.table(("external customer", "before", "after"), customers[:top], numbers=2)
    moved = effect.most_changed(top)
    if moved:
        screen.heading("Whose sight changes most")
        cells = [(title(one.element), percent(one.before), percent(one.after)) for one in moved]
        screen.table(("element", "before", "after"), cells, numbers=2)
