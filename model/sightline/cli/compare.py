"""``sightline compare``: two states of an organization, and what the change of its figures is due to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from sightline.cli.arguments import Customers, Edges, Fine, KeyPath, Quiet, TableOrJson
from sightline.cli.output import complain, for_whoever_reads, to_json, write_text
from sightline.cli.progress import Progress
from sightline.cli.pseudonyms import open_pseudonyms
from sightline.cli.telling import tell
from sightline.errors import UsageError

SHOWN = 10


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The organization as it was: any format that is read.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The organization as it is now.")],
    *,
    rename: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OLD=NEW",
            help="An element that had the first id is called by the second now; may be given several times.",
        ),
    ] = None,
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
    """Explain what changed in the figures between two states.

    The change of the index is split exactly by element, by relation and by effort; who came to light and who went dark,
    which obstacles are new, eased or closed, and whether trouble only changed its place. What the files say otherwise
    is told by diff.
    """
    key = open_pseudonyms(pseudonyms, old, new)
    with Progress(quiet=quiet) as progress:
        from sightline.cli.reading import read_options, read_subject
        from sightline.pipeline import take_snapshot
        from sightline.report.compare_contract import comparison_to_json
        from sightline.report.compare_wording import describe_comparison
        from sightline.report.manifest import make_manifest
        from sightline.studies.compare import compare as compare_states

        names = _names(rename or ())
        options = read_options(customer, edges, fine=fine)
        subjects = [read_subject(file, options, pseudonyms=key) for file in (old, new)]
        names = {subjects[0].element(one): subjects[1].element(other) for one, other in names.items()}
        progress("comparing")
        states = [take_snapshot(one.content) for one in subjects]
        comparison = compare_states(states[0], states[1], names=names)
        account = describe_comparison(comparison, top=top or SHOWN)
        text = None
        if output_format == "json":
            customers = list(subjects[1].tell(options).customers)
            chosen = {"rename": names, "top": top, "customer": customers, "edges": edges, "fine": fine}
            run = make_manifest(results=["compare"], parameters=chosen, files=(old, new) if key is None else ())
            text = to_json(comparison_to_json(comparison, top=top) | {"run": run})
    with for_whoever_reads():
        if text is None:
            tell(account)
        else:
            write_text(text)
    for subject in subjects:
        for notice in subject.notices:
            complain(f"Note: {subject.file}: {notice}")


def _names(renames: Sequence[str]) -> dict[str, str]:
    """Read pairs of ids; raises UsageError for what is none, and for an id that is renamed twice."""
    names: dict[str, str] = {}
    for one in renames:
        old, sign, new = (part.strip() for part in one.partition("="))
        if not (old and sign and new):
            raise UsageError(f"--rename takes two ids, such as helpdesk=service-desk, not `{one}`")
        if old in names:
            raise UsageError(f"--rename names `{old}` twice")
        names[old] = new
    return names
