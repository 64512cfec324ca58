"""``sightline validate``: every problem of an organization file at once, or what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sightline.cli.answering import BAD_INPUT
from sightline.cli.arguments import Arrays, Customers, Edges, File, Fine, InputFormat, Quiet
from sightline.cli.output import complain, say, to_json, write_text
from sightline.cli.progress import Progress
from sightline.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sightline.cli.reading import Subject
    from sightline.document import Organization

_NOUNS = {
    "elements": "element",
    "customers": "external customer",
    "relations": "relation",
    "obstacles": "obstacle",
    "feedback": "line of feedback",
    "reports_to": "reporting line",
    "part_of": "membership",
    "decisions": "decision",
    "interventions": "intervention",
}
_PLURALS = {"line of feedback": "lines of feedback"}


def validate(
    file: File,
    *,
    output_format: Annotated[
        Literal["table", "json"], typer.Option("--format", "-f", help="Lines for people, or JSON for programs.")
    ] = "table",
    customer: Customers = None,
    edges: Edges = None,
    fine: Fine = False,
    input_format: InputFormat = None,
    arrays: Arrays = False,
    quiet: Quiet = False,
) -> None:
    """Check an organization file.

    Tells all its problems at once, each with its place, or what the file holds. Ends with exit code 2 where there are
    problems.
    """
    from sightline.cli.reading import read_options, read_subject

    try:
        with Progress(quiet=quiet):
            options = read_options(customer, edges, fine=fine)
            subject = read_subject(file, options, input_format=input_format, arrays=arrays)
    except InputError as error:
        _tell_problems(file, error.problems, as_json=output_format == "json")
        raise typer.Exit(BAD_INPUT) from None
    counts = _count(subject)
    if output_format == "json":
        content = {"valid": True, **subject.source, "counts": counts, "problems": []}
        write_text(to_json({"sightline": 1, **content}))
        return
    from sightline.phrases import counted

    held = ", ".join(
        counted(number, _NOUNS[name], _PLURALS.get(_NOUNS[name]))
        for name, number in counts.items()
        if number or name in ("elements", "relations")
    )
    say(f"{subject.file} is a valid organization: {held}.")
    for notice in (*subject.notices, *_doubts(subject.organization)):
        say(f"Note: {notice}")


def _doubts(organization: Organization | None) -> Iterator[str]:
    """Say what is valid, and yet hardly meant."""
    from sightline.catalogue import OBSTACLE_KINDS
    from sightline.document.wording import nearest
    from sightline.studies.naming import list_obstacles

    if organization is None:
        return
    if organization.elements and all(element.kind != "customer" for element in organization.elements):
        yield "no external customer is named, so nobody's work is seen by one; add some under `customers:`."
    known = [one.kind for one in OBSTACLE_KINDS]
    for kind in dict.fromkeys(spot.obstacle.kind for spot in list_obstacles(organization).values()):
        meant = None if kind in known else nearest(kind, known)
        if meant is not None:
            yield f"`{kind}` is no kind of the catalogue, and is taken for one of your own; did you mean `{meant}`?"


def _tell_problems(file: str, problems: tuple[Problem, ...], *, as_json: bool) -> None:
    if as_json:
        listed = [_spell(problem) for problem in problems]
        write_text(to_json({"sightline": 1, "valid": False, "file": file, "problems": listed}))
        return
    for problem in problems:
        say(str(problem))
    number = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
    complain(f"{file} is not a valid organization: {number}.")


def _spell(problem: Problem) -> dict[str, object]:
    place = problem.place
    where = {"file": place.file, "line": place.line, "column": place.column, "part": place.part}
    return {"message": problem.message, **where, "value": problem.value, "suggestion": problem.suggestion}


def _count(subject: Subject) -> dict[str, int]:
    """Count what a document holds, or what arrays do; relations are those that carry work."""
    organization = subject.organization
    if organization is None:
        from sightline.arrays.network import Network

        network = subject.content
        assert isinstance(network, Network)  # noqa: S101 - a subject holds one or the other
        return {
            "elements": len(network.elements),
            "customers": int(network.elements.is_customer.sum()),
            "relations": len(network.relations) - int(network.relations.implied.sum()),
            "obstacles": len(network.obstacles),
        }
    kinds = [relation.kind for relation in organization.relations]
    return {
        "elements": len(organization.elements),
        "customers": sum(element.kind == "customer" for element in organization.elements),
        "relations": len(kinds) - kinds.count("feedback") - kinds.count("reports_to"),
        "obstacles": sum(len(element.obstacles) for element in organization.elements)
        + sum(len(relation.obstacles) for relation in organization.relations),
        "feedback": kinds.count("feedback"),
        "reports_to": kinds.count("reports_to"),
        "part_of": sum(element.part_of is not None for element in organization.elements),
        "decisions": len(organization.decisions),
        "interventions": len(organization.interventions),
    }
