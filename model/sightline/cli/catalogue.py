"""``sightline catalogue``: the kinds of obstacles, what shows them, what is asked about them and what removes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from sightline.cli.arguments import TableOrJson
from sightline.cli.output import to_json, write_text
from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.catalogue.details import Catalogue, KindDetails
    from sightline.cli.screen import Screen

_AREAS = Literal["organization", "operations", "individuals", "products_services"]


def _complete_kind(start: str) -> list[str]:
    from sightline.catalogue import OBSTACLE_KINDS

    return [known.kind for known in OBSTACLE_KINDS if known.kind.startswith(start)]


def catalogue(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]", autocompletion=_complete_kind, help="Show this kind in full, by name or code."
        ),
    ] = None,
    *,
    area: Annotated[_AREAS | None, typer.Option(help="Only kinds of this area.")] = None,
    catalogue_file: Annotated[
        Path | None,
        typer.Option("--catalogue", metavar="PATH", help="A file with kinds of your own, or changes to known ones."),
    ] = None,
    output_format: TableOrJson = "table",
) -> None:
    """Show the catalogue of obstacles.

    All kinds with their areas, or one in full: where it sits, what shows it, the anchors of its severity, what is asked
    about it, what often causes it, and what removes it.
    """
    from sightline.formats.catalogue_file import read_catalogue

    kinds = read_catalogue(catalogue_file)
    chosen = [_find(kinds, kind)] if kind is not None else list(kinds.values())
    if area is not None:
        chosen = [one for one in chosen if one.kind.area == area]
    if output_format == "json":
        write_text(to_json({"sightline": 1, "kinds": [_to_json(one) for one in chosen]}))
        return
    from sightline.cli.screen import Screen

    screen = Screen()
    if kind is not None:
        for one in chosen:
            _show(one, kinds, screen)
        return
    from sightline.catalogue.details import area_name

    rows = [(one.kind.kind, one.kind.name, area_name(one.kind.area), one.where) for one in chosen]
    screen.table(("kind", "name", "area", "where it sits"), rows)
    screen.gap()
    screen.command("sightline catalogue silo-handoff")


def _find(kinds: Catalogue, name: str) -> KindDetails:
    """Find a kind by its name, with hyphens or underscores, or by its code."""
    from sightline.document.wording import did_you_mean, nearest

    wanted = name.lower().replace("_", "-")
    for one in kinds.values():
        if wanted in (one.kind.kind, one.kind.code.lower()):
            return one
    raise UsageError(f"`{name}` is no kind of the catalogue{did_you_mean(nearest(wanted, kinds))}")


def _to_json(details: KindDetails) -> dict[str, Any]:
    return {
        "kind": details.kind.kind,
        "code": details.kind.code,
        "name": details.kind.name,
        "area": details.kind.area,
        "where": details.where,
        "applies_to": list(details.applies_to),
        "evidence": details.evidence,
        "anchors": {str(severity): text for severity, text in details.anchors.items()},
        "items": [
            {"id": one.id, "audience": one.audience, "sign": one.sign, "text": one.text} for one in details.items
        ],
        "remedies": [
            {"text": one.text, "effort": one.effort, "points": one.points, "aim": one.aim} for one in details.remedies
        ],
        "causes": list(details.causes),
        "themes": list(details.themes),
        "source": list(details.source),
        "literature": details.literature,
    }


def _show(details: KindDetails, kinds: Catalogue, screen: Screen) -> None:
    from sightline.catalogue.details import area_name
    from sightline.phrases import counted

    light = details.kind
    screen.say(f"{light.name} ({light.kind}, {light.code})", style="bold")
    screen.say(f"Area: {area_name(light.area)}. Sits on {details.where or 'anything'}.")
    if details.evidence:
        screen.heading("What shows it")
        screen.say(details.evidence)
    if details.anchors:
        screen.heading("How severe")
        for severity, text in details.anchors.items():
            screen.say(f"{severity:.1f}  {text}", hang=5)
    if details.items:
        screen.heading("What is asked")
        for item in details.items:
            screen.say(f"{item.sign} {item.text} ({item.audience.replace('-', ' ')})", hang=2)
        screen.say("+ agreeing is good; - agreeing names the obstacle.", style="dim")
    if details.remedies:
        screen.heading("What helps")
        for remedy in details.remedies:
            aim = "" if remedy.aim == "cause" else f", works on the {remedy.aim}"
            screen.say(f"- {remedy.text} ({remedy.effort}, {counted(remedy.points, 'point')}{aim})", hang=2)
    if details.causes:
        screen.heading("What often stands behind it")
        screen.say(", ".join(kinds[one].kind.name if one in kinds else one for one in details.causes))
    if details.literature:
        screen.heading("Source")
        screen.say(details.literature)
