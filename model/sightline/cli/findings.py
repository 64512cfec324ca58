"""``sightline findings``: what the analysis says should be looked at, with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from sightline.cli.arguments import Arrays, Customers, Edges, File, Fine, InputFormat, KeyPath, Quiet, TableOrJson
from sightline.cli.output import say, to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import open_pseudonyms
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.cli.screen import Screen
    from sightline.findings import Finding
    from sightline.pipeline import Analysis


def findings(
    file: File,
    *,
    code: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only findings of this code, such as stranded; may be given several times."),
    ] = None,
    severity: Annotated[
        Literal["warning", "notice", "info"] | None, typer.Option(help="Only findings of this weight or a heavier one.")
    ] = None,
    top: Annotated[int | None, typer.Option(min=1, metavar="N", help="Show the first N only.")] = None,
    output_format: TableOrJson = "table",
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    arrays: Arrays = False,
    pseudonyms: KeyPath = None,
    quiet: Quiet = False,
) -> None:
    """List the findings of an organization.

    Each with the figure and the threshold behind it, why it matters, what speaks against it, and what would clear it.
    """
    key = open_pseudonyms(pseudonyms, file)
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_options, read_subject, tell_run
        from sightline.pipeline import analyze

        options = read_options(customer, edges, fine=fine)
        subject = read_subject(file, options, input_format=input_format, arrays=arrays, pseudonyms=key)
        analysis = analyze(subject.content, told=progress)
        chosen = _choose(analysis, code or (), severity)
    if output_format == "json":
        run = tell_run(subject, options, results=analysis.results, code=code or [], severity=severity, top=top)
        write_text(to_json(_to_json(analysis, chosen[:top]) | {"run": run}))
        return
    from sightline.cli.screen import Screen

    _show(analysis, chosen[:top], len(chosen), Screen())


def _choose(analysis: Analysis, codes: Sequence[str], severity: str | None) -> tuple[Finding, ...]:
    """Take the findings asked for; raises UsageError for a code that no analysis ever gives."""
    from sightline.document.wording import did_you_mean, nearest
    from sightline.findings import CODES

    for code in codes:
        if code not in CODES:
            raise UsageError(f"`{code}` is no code of a finding{did_you_mean(nearest(code, CODES))}")
    order = ("warning", "notice", "info")
    heaviest = order[: order.index(severity) + 1] if severity is not None else order
    return tuple(one for one in analysis.findings if one.severity in heaviest and (not codes or one.code in codes))


def _to_json(analysis: Analysis, chosen: Sequence[Finding]) -> dict[str, Any]:
    from sightline.report.contract import finding_to_json

    network = analysis.snapshot.network
    return {
        "sightline": 1,
        "organization": network.name,
        "assumptions": {"handoff_clarity": network.handoff_clarity},
        "findings": [finding_to_json(one) for one in chosen],
    }


def _show(analysis: Analysis, chosen: Sequence[Finding], total: int, screen: Screen) -> None:
    from sightline.phrases import counted
    from sightline.report import wording

    if not chosen:
        say("Nothing of this kind was found. That says only that no threshold was crossed by what the model knows.")
        return
    shown = counted(total, "finding") if len(chosen) == total else f"{len(chosen):,} of {counted(total, 'finding')}"
    screen.say(f"{wording.organization_name(analysis)}: {shown}", style="bold")
    for finding in chosen:
        screen.heading(f"{wording.WEIGHTS[finding.severity]}: {finding.title} ({finding.code})")
        screen.say(finding.why)
        screen.say(f"To clear it: {finding.action}")
        screen.say(f"Against it: {finding.evidence_against}")
        if facts := wording.finding_facts(finding):
            screen.say(facts, style="dim")
