"""What blocks most: every obstacle, those first that gain most if cleared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from sightline.catalogue import Area
from sightline.document import Obstacle
from sightline.formats.columns import Cell
from sightline.phrases import clean, cut, listed
from sightline.pictures.vega_style import AREA_TITLES
from sightline.report.handover import Subject
from sightline.report.handover.hotspots import FEWEST_RATINGS
from sightline.report.workbook.results import OF_OBSTACLES, says_something
from sightline.report.workbook.shape import Head, TableSheet

_NAMED: Final = 6
_LONGEST: Final = 600


def order(subject: Subject) -> list[int]:
    """Give the rows of all obstacles, those first that gain most alone; of equal ones those with the larger share."""
    cost = subject.analysis.occlusion.obstacles
    rows: list[int] = np.lexsort((np.arange(len(cost.gain)), -cost.share, -cost.gain)).tolist()
    return rows


def ranks(subject: Subject) -> list[int]:
    """Give the place of each obstacle in that order, from 1 on."""
    places = {row: place for place, row in enumerate(order(subject), start=1)}
    return [places[row] for row in range(len(places))]


def costs_of_obstacles(subject: Subject) -> Mapping[str, Sequence[Cell]]:
    """Give what each obstacle costs, under the names of the results."""
    occlusion = subject.analysis.occlusion
    table = occlusion.table("obstacles")
    return {
        name: [None if isinstance(cell, float) and np.isnan(cell) else cell for cell in np.asarray(column).tolist()]
        for name, column in table.columns.items()
    }


def build_hotspots_sheet(subject: Subject) -> TableSheet:
    """List all obstacles by their gain, with how each is known."""
    rows = order(subject)
    columns = [(head, cells) for head, cells in _columns(subject) if not rows or says_something(cells)]
    return TableSheet(
        "Hotspots",
        "Every obstacle, those first that gain most if cleared alone; gains do not add up, fair shares do.",
        tuple(head for head, _ in columns),
        [[cells[row] for _, cells in columns] for row in rows],
        fixed=2,
        nothing="No obstacle is recorded.",
    )


def _columns(subject: Subject) -> list[tuple[Head, Sequence[Cell]]]:
    """Give the columns of all obstacles in the order of their rows."""
    network = subject.analysis.snapshot.network
    obstacles, costs = network.obstacles, costs_of_obstacles(subject)
    rows = range(len(obstacles))
    areas: dict[Area, str] = AREA_TITLES
    records = [subject.records.get(row) for row in rows]
    gain, *others = [(figure.head(figure.title), figure.spell(costs[figure.key])) for figure in OF_OBSTACLES]
    return [
        (Head("Rank", "whole", "The place by what clearing it alone would gain."), ranks(subject)),
        (Head("Obstacle", "text", "What it is, and where."), [subject.obstacle(row) for row in rows]),
        (Head("Severity", "share", "How much it takes away."), obstacles.severity.tolist()),
        gain,
        *_intervals(subject),
        *others,
        (Head("Comes from", "prose", "The obstacles that cause it."), [_causes(subject, row) for row in rows]),
        (
            Head("Area", "text"),
            [next((areas[one] for one in areas if one == obstacles.areas[row]), None) for row in rows],
        ),
        (Head("Themes", "prose"), [clean(", ".join(obstacles.themes[row])) or None for row in rows]),
        (Head("Status"), [_status(record) for record in records]),
        (Head("Answers", "whole", "How many answered, from five on."), [_answers(record) for record in records]),
        (Head("How it is known", "prose"), [_evidence(record) for record in records]),
        (Head("Id", "text", "Its name in the commands."), [clean(str(one)) for one in obstacles.ids]),
        (Head("On", "text", "The element or relation that it stands on."), [network.spell_place(row) for row in rows]),
    ]


def _intervals(subject: Subject) -> list[tuple[Head, Sequence[Cell]]]:
    """Give between what each gain lies where that was drawn, and how often it is among the five foremost."""
    study = subject.uncertainty
    if study is None:
        return []
    place = {row: at for at, row in enumerate(study.hotspots.tolist())}
    rows = range(len(study.network.obstacles))
    told = (
        ("Gain from", "The lower end of 90 % of the draws.", study.gains.low),
        ("Gain to", "The upper end of 90 % of the draws.", study.gains.high),
        ("Among the first five", "In how many of the draws it is one of the five that gain most.", study.top),
    )
    return [
        (Head(title, "share", meaning), [float(values[place[row]]) if row in place else None for row in rows])
        for title, meaning, values in told
    ]


def _causes(subject: Subject, row: int) -> str | None:
    roots = [subject.obstacle(root) for root in subject.analysis.snapshot.network.obstacles.causes[row]]
    return listed(roots, _NAMED) if roots else None


def _status(record: Obstacle | None) -> str | None:
    if record is None:
        return None
    said = [record.status.replace("-", " ").capitalize()] if record.status else []
    return ", ".join([*said, *(["Required for safety or by law"] if record.mandated else [])]) or None


def _answers(record: Obstacle | None) -> int | None:
    return record.n if record is not None and record.n is not None and record.n >= FEWEST_RATINGS else None


def _evidence(record: Obstacle | None) -> str | None:
    pieces = () if record is None else record.evidence
    return cut("; ".join(clean(piece.text) for piece in pieces), _LONGEST) or None
