"""``sightline paths``: through whom one element reaches an external customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.arguments import Arrays, Customers, Edges, File, Fine, InputFormat, KeyPath, Quiet, TableOrJson
from sightline.cli.output import to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import open_pseudonyms

if TYPE_CHECKING:
    from sightline.analyzers.paths import Paths
    from sightline.arrays.network import Network


def paths(
    file: File,
    element: Annotated[str, typer.Argument(metavar="ELEMENT", help="The id of an element, or its name.")],
    *,
    k: Annotated[int, typer.Option("--k", "-k", min=1, max=1000, help="How many of the best lines to show.")] = 5,
    output_format: TableOrJson = "table",
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    arrays: Arrays = False,
    pseudonyms: KeyPath = None,
    quiet: Quiet = False,
) -> None:
    """Show the lines of sight of one element.

    The clearest lines to an external customer, each with its weakest link; the element that stands on all of them; and
    who depends on this one.
    """
    key = open_pseudonyms(pseudonyms, file)
    with Progress(quiet=quiet) as progress:
        from sightline.analyzers.paths import find_paths
        from sightline.cli.reading import read_options, read_subject
        from sightline.pipeline import take_snapshot

        options = read_options(customer, edges, fine=fine)
        subject = read_subject(file, options, input_format=input_format, arrays=arrays, pseudonyms=key)
        progress("paths")
        snapshot = take_snapshot(subject.content)
        found = find_paths(snapshot, subject.element(element), k)
    if output_format == "json":
        write_text(to_json(_to_json(found, snapshot.network)))
        return
    from sightline.cli.lines_of_sight import write_paths
    from sightline.cli.screen import Screen

    write_paths(found, snapshot.network, Screen())


def _to_json(found: Paths, network: Network) -> dict[str, object]:
    row = network.elements.row[found.element]
    return {
        "sightline": 1,
        "organization": network.name,
        "assumptions": {"handoff_clarity": network.handoff_clarity},
        "element": {"id": found.element, "kind": network.elements.kind(row), "name": network.elements.names[row]},
        "sight": found.sight,
        "hops": found.hops,
        "tied": found.tied,
        "lines": [
            {
                "elements": list(line.elements),
                "relations": list(line.relations),
                "clarity": line.clarity,
                "handoffs": line.handoffs,
                "weakest": line.weakest,
                "weakest_clarity": line.weakest_clarity,
            }
            for line in found.lines
        ],
        "disjoint": [list(route) for route in found.disjoint],
        "cut": list(found.cut),
        "on_every_route": list(found.on_every_route),
        "depending": list(found.depending),
        "reaches": dict(found.reaches),
    }
