"""``sightline plan``: what to do under a budget, in which order, and what it buys."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sightline.cli.arguments import Customers, Edges, File, Fine, Force, InputFormat, KeyPath, Quiet, TableOrJson
from sightline.cli.output import refuse_to_replace, say, to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import disguise, open_pseudonyms, refuse_own_texts
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.cli.screen import Screen
    from sightline.studies.plan import Plan
    from sightline.studies.roadmap import Roadmap
    from sightline.studies.scenario import Scenario


def plan(
    file: File,
    *,
    budget: Annotated[
        float | None,
        typer.Option(min=0, metavar="POINTS", help="What the plan may cost, in the unit of the interventions."),
    ] = None,
    source: Annotated[
        Literal["file", "catalogue", "both"],
        typer.Option("--from", help="Choose from the interventions of the file, of the catalogue, or both."),
    ] = "both",
    catalogue_file: Annotated[
        Path | None,
        typer.Option("--catalogue", metavar="PATH", help="A file with kinds of your own, or changes to known ones."),
    ] = None,
    touch_mandated: Annotated[
        bool,
        typer.Option(
            "--touch-mandated", help="Let interventions of the file work on mandated obstacles (safety, law)."
        ),
    ] = False,
    roadmap: Annotated[
        bool, typer.Option("--roadmap", help="Show the dated interventions of the file in order, instead of choosing.")
    ] = False,
    step: Annotated[
        list[str] | None,
        typer.Option(metavar="DATE=SCENARIO", help="A scenario file that is made on a day of the roadmap."),
    ] = None,
    draws: Annotated[
        int, typer.Option(min=0, max=10_000, metavar="N", help="Draws behind the intervals; 0 for none.")
    ] = 200,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Where the draws begin.")] = 1,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="OUT", help="Write the plan as a scenario file.")
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
    """Choose what to do under a budget, in order, with what each step gains.

    Steps are the interventions of the file and the remedies of the catalogue. With --roadmap, the dated interventions
    and the index along the way.
    """
    _check_request(budget, output, step, roadmap=roadmap, force=force)
    refuse_own_texts(pseudonyms, catalogue_file)
    key = open_pseudonyms(pseudonyms, file, output)
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_options, read_subject, tell_run
        from sightline.formats.catalogue_file import read_catalogue
        from sightline.pipeline import take_snapshot
        from sightline.studies.plan import make_plan
        from sightline.studies.roadmap import make_roadmap
        from sightline.studies.scenario import write_scenario

        steps = sorted((_read_step(one) for one in step or ()), key=lambda one: one[0])
        options = read_options(customer, edges, fine=fine)
        subject = read_subject(file, options, input_format=input_format, pseudonyms=key)
        snapshot = take_snapshot(subject.content)
        found: Plan | Roadmap
        if budget is None:
            scenarios = subject.scenarios((scenario for _, scenario in steps), in_a_row=True)
            found = make_roadmap(snapshot, [(day, one) for (day, _), one in zip(steps, scenarios, strict=True)])
        else:
            found = make_plan(
                snapshot,
                budget,
                kinds=read_catalogue(catalogue_file),
                source=source,
                touch_mandated=touch_mandated,
                draws=draws,
                seed=seed,
                told=progress,
            )
            if output is not None:
                write_scenario(found.to_scenario(), output)
    if output_format == "json":
        told = step or [] if key is None else [f"{day}={disguise('.yaml', 'scenario')}" for day, _ in steps]
        parameters: dict[str, object] = {"step": told}
        if budget is not None:
            parameters = {"budget": budget, "from": source, "touch_mandated": touch_mandated, "draws": draws}
        run = tell_run(
            subject,
            options,
            results=["roadmap" if budget is None else "plan"],
            seed=seed if budget is not None and draws else None,
            **parameters,
        )
        write_text(to_json(_to_json(found) | {"run": run}))
        return
    from sightline.cli.screen import Screen
    from sightline.studies.plan import Plan

    screen = Screen()
    if isinstance(found, Plan):
        _show_plan(found, screen)
    else:
        _show_roadmap(found, screen)
    if output is not None:
        say(f"Wrote {output}. See what it does, and change it:")
        screen.command(" ".join(("sightline what-if", subject.file, "--scenario", str(output), *subject.key_words)))


def _check_request(
    budget: float | None, output: Path | None, step: Sequence[str] | None, *, roadmap: bool, force: bool
) -> None:
    if (budget is None) != roadmap:
        raise UsageError("say either what the plan may cost (--budget 20), or --roadmap for what is dated in the file")
    if step and not roadmap:
        raise UsageError("--step adds a day to the roadmap: add --roadmap")
    if output is not None and roadmap:
        raise UsageError("--output writes the plan that is chosen; with --roadmap nothing is: leave one of them out")
    refuse_to_replace(output, force=force)


def _read_step(text: str) -> tuple[datetime.date, Scenario]:
    from sightline.studies.scenario import read_scenario

    day, sign, path = text.partition("=")
    try:
        date = datetime.date.fromisoformat(day.strip())
    except ValueError:
        date = None
    if not sign or date is None:
        raise UsageError(f"--step takes a day and a scenario file, such as 2027-03-01=move.yaml, not `{text}`")
    return date, read_scenario(path)


def _to_json(found: Plan | Roadmap) -> dict[str, object]:
    from sightline.report.plan_contract import plan_to_json, roadmap_to_json
    from sightline.studies.plan import Plan

    return plan_to_json(found) if isinstance(found, Plan) else roadmap_to_json(found)


def _show_plan(found: Plan, screen: Screen) -> None:
    from sightline.phrases import amount
    from sightline.report import plan_wording as wording

    screen.say(f"{wording.headline(found)}.", style="bold")
    if note := wording.interval_note(found):
        screen.say(note)
    if found.steps:
        head = ("", "step", "cost", "spent", "gain", "so far", "90 % interval")
        rows = [
            (
                str(number),
                wording.step_title(found, one.candidate),
                amount(one.candidate.cost),
                amount(one.spent),
                f"{one.gain * 100:+.1f}",
                f"{one.total * 100:+.1f}",
                wording.interval(one),
            )
            for number, one in enumerate(found.steps, 1)
        ]
        screen.heading("What to do, in this order (gains in points of the index, the interval that of all so far)")
        screen.table(head, rows, numbers=5)
        for sentence in wording.together(found):
            screen.say(sentence)
        screen.heading("If you can do three things only")
        for candidate in found.few.candidates:
            screen.say(f"- {wording.step_title(found, candidate)}".replace("\n", ": "), hang=2)
        screen.say(wording.few_sentence(found.few))
    warnings = [wording.front_warning(found, front) for front in found.fronts]
    warnings += [f"{one.title}. {one.why} {one.action}" for one in found.findings]
    if warnings:
        screen.heading("What to beware of")
        for warning in warnings:
            screen.say(f"- {warning}", hang=2)
    screen.gap()
    for sentence in (*found.notices, wording.MODEL_ONLY):
        screen.say(sentence, style="dim")


def _show_roadmap(found: Roadmap, screen: Screen) -> None:
    from sightline.phrases import listed
    from sightline.report import plan_wording as wording

    screen.say(f"{wording.roadmap_headline(found)}.", style="bold")
    if found.stages:
        screen.heading("The index along the way")
        screen.table(("date", "step", "change", "index"), wording.roadmap_rows(found), numbers=2)
    for stage in found.setbacks:
        screen.say(wording.setback(found, stage))
    if found.undated:
        screen.say(f"Without a date, and so not on the way: {listed([f'`{one}`' for one in found.undated], 5)}.")
