"""Whose line of sight: each chosen element with its best line, what it hangs on, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sightline.analyzers.paths import Line, Paths, find_paths
from sightline.document.vocabulary import ElementKind
from sightline.phrases import percent
from sightline.pictures.line_chain import Stop, find_stops
from sightline.report import line_wording, wording
from sightline.report.handover.subject import Subject
from sightline.report.wording import Names


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One obstacle on a line: what and where, its severity, and what clearing it alone would gain of all effort.

    ``place`` is the element or relation that it stands on, spelled as in a line.
    """

    name: str
    place: str
    severity: str
    gain: str


@dataclass(frozen=True, eq=False, slots=True)
class LineStory:
    """The line of one element: first ``answer``, then what else is known of it in sentences.

    ``line`` is its best line, None where it has none; ``stops`` its stations in order, the last a customer;
    ``names`` and ``kinds`` those of its stations by id. ``hindrances`` stand on it, in the order of the way.
    """

    id: str
    name: str
    answer: str
    sentences: tuple[str, ...]
    found: Paths
    line: Line | None
    stops: tuple[Stop, ...]
    names: dict[str, str]
    kinds: dict[str, ElementKind]
    hindrances: tuple[Hindrance, ...]


def build_lines(subject: Subject) -> tuple[LineStory, ...]:
    """Follow the best line of each chosen element, in the order of choosing; nothing where none was chosen."""
    names = Names(subject.analysis.snapshot.network)
    return tuple(_tell(subject, names, identifier) for identifier in subject.elements)


def _tell(subject: Subject, names: Names, identifier: str) -> LineStory:
    analysis, network = subject.analysis, subject.analysis.snapshot.network
    found = find_paths(analysis.snapshot, identifier, 1)
    row = network.elements.row[found.element]
    line = found.lines[0] if found.lines else None
    stations = {} if line is None else {one: network.elements.row[one] for one in line.elements}
    titles = {one: subject.element(at) for one, at in stations.items()}
    return LineStory(
        id=found.element,
        name=subject.element(row),
        answer=line_wording.reach(found, names).replace("`", ""),
        sentences=tuple(said.replace("`", "") for said in _sentences(subject, names, found, row)),
        found=found,
        line=line,
        stops=() if line is None else find_stops(line, titles),
        names=titles,
        kinds={one: network.elements.kind(at) for one, at in stations.items()},
        hindrances=() if line is None else tuple(_hindrances(subject, line)),
    )


def _sentences(subject: Subject, names: Names, found: Paths, row: int) -> Iterator[str]:
    network = subject.analysis.snapshot.network
    if not found.lines:
        if not network.elements.is_customer[row] and not network.containers[row]:
            yield line_wording.missing_relation(network, row, names)
        return
    expected = line_wording.expectation(found, names)
    if expected is not None:
        yield expected
    yield line_wording.weakest(found.lines[0], names)
    yield line_wording.ways(found, names)
    end = line_wording.only_end(found, names)
    if end is not None:
        yield end
    if found.depending:
        yield line_wording.depending(found, names)


def _hindrances(subject: Subject, line: Line) -> Iterator[Hindrance]:
    """List the obstacles on a line in the order of the way; several at one place, the most severe first."""
    obstacles, occlusion = subject.analysis.snapshot.network.obstacles, subject.analysis.occlusion.obstacles
    way = [place for at, one in enumerate(line.elements[:-1]) for place in (one, line.relations[at])]
    order = {place: at for at, place in enumerate(way)}
    spell_place = subject.analysis.snapshot.network.spell_place
    spelled = {row: spell_place(row) for row in np.flatnonzero(obstacles.severity > 0).tolist()}
    here = [row for row, place in spelled.items() if place in order]
    for row in sorted(here, key=lambda row: (order[spelled[row]], -float(obstacles.severity[row]))):
        yield Hindrance(
            name=subject.obstacle(row),
            place=spelled[row],
            severity=percent(float(obstacles.severity[row])),
            gain=wording.gain(float(occlusion.gain[row]), exact=bool(occlusion.exact[row])),
        )
