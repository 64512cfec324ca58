"""The org chart as an icicle: units divide into their parts, each as tall as its effort, coloured by sight.

A unit has no colour of its own, as a mean would hide what is in it: a strip at its edge shows how sight is spread
among its members. What nobody has assessed is hatched: unknown is not clear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np

from sightline.arrays.network import Floats
from sightline.errors import UsageError
from sightline.phrases import amount, counted, is_or_are, percent
from sightline.pictures.palette import Ink, colour_of_sight, readable_on
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import CHOSEN, as_is, chart, note, place, short
from sightline.pipeline import Analysis
from sightline.snapshot import Snapshot

Structure = Literal["part_of", "reports_to"]

_LONE: Final[dict[Structure, str]] = {"part_of": "No unit", "reports_to": "Reports to nobody"}

HEIGHTS: Final = (220, 760)
PER_MEMBER: Final = 19
"""Least and greatest height, in pixels, and how much each element with effort asks for."""
NOMINAL_WIDTH: Final = 720
"""Pixels for which names are cut and hatching is drawn; the chart is as wide as its place."""
LEAST: Final = 1 / 150
"""Part of the drawn effort under which an element is drawn together with its small neighbours."""
LABELLED: Final = 17.0
HATCH: Final = 8.0
BANDS: Final = 10
STRIP: Final = 0.09
"""Width of the strip that shows the spread of sight, in widths of a column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One rectangle: ``column`` from the left, ``top`` and ``bottom`` in parts of the drawn effort.

    ``members`` are the element rows with effort in it; a unit has ``parts`` in the structure. ``id`` is empty where
    several small ones are drawn as one, and for what is in no unit.
    """

    id: str
    name: str
    column: int
    top: float
    bottom: float
    members: tuple[int, ...]
    is_unit: bool


@dataclass(frozen=True)
class _Tree:
    """The structure with its efforts: the parts of every element, and the effort in it with all that is beneath."""

    parts: Mapping[int, list[int]]
    effort: Floats
    total: Floats = field(init=False)

    def __post_init__(self) -> None:
        total = self.effort.copy()
        for row in reversed(list(self.downwards(self.parts.get(-1, [])))):
            total[row] += sum(float(total[part]) for part in self.parts.get(row, ()))
        object.__setattr__(self, "total", total)

    def downwards(self, rows: list[int]) -> Iterator[int]:
        """List elements and all that is beneath them, the upper ones first."""
        pending = list(rows)
        while pending:
            row = pending.pop()
            yield row
            pending.extend(self.parts.get(row, ()))

    def has_parts(self, row: int) -> bool:
        """Tell whether any effort lies beneath an element."""
        return any(self.total[part] > 0 for part in self.parts.get(row, ()))

    def members(self, rows: list[int]) -> tuple[int, ...]:
        """List those with effort among elements and all that is beneath them."""
        return tuple(row for row in self.downwards(rows) if self.effort[row] > 0)


def icicle(
    analysis: Analysis, ink: Ink, root: str | None = None, depth: int = 3, *, structure: Structure = "part_of"
) -> Picture:
    """Draw the effort of the whole organization or of one unit, from left to right, ``depth`` columns deep.

    Raises UsageError for an unknown root, and for ``reports_to`` where there is no document.
    """
    snapshot = analysis.snapshot
    if root is not None and root not in snapshot.network.elements.row:
        raise UsageError(f"`{root}` is not an element")
    cells = find_cells(snapshot, root, depth, structure)
    columns = max((cell.column for cell in cells), default=0) + 1
    members = len({row for cell in cells for row in cell.members})
    height = min(max(PER_MEMBER * members, HEIGHTS[0]), HEIGHTS[1])
    rows = [_row(snapshot, analysis.sight.sight, cell, columns, height, ink) for cell in cells]
    strips = [band for cell in cells if cell.is_unit for band in _strip(analysis, cell, columns, height, ink)]
    hatching = [rule for one in (*rows, *strips) if one["hatched"] for rule in _hatch(one)]
    return Picture(
        form="vega-lite",
        spec=chart(ink, height, rows, _layers(strips, hatching, columns, height, ink), choose="cells"),
        alt=_sentence(analysis, cells, root),
        table=TableTwin(
            ("Id", "Name", "Level", "Part of the drawn effort", "Effort", "Sight"),
            tuple(
                (cell.id, cell.name, cell.column + 1, cell.bottom - cell.top, row["effort"], row["sight"])
                for cell, row in zip(cells, rows, strict=True)
            ),
        ),
        height=height,
        keys=tuple(cell.id for cell in cells),
    )


def find_cells(snapshot: Snapshot, root: str | None, depth: int, structure: Structure) -> tuple[Cell, ...]:
    """Divide the effort into rectangles, column by column; every unit is as tall as its own effort and its parts'."""
    elements = snapshot.network.elements
    tree = _Tree(_parts(snapshot, structure), elements.effort)
    tops = tree.parts.get(-1, []) if root is None else [elements.row[root]]
    whole = float(sum(tree.total[row] for row in tops))
    if not whole > 0:
        return ()
    least = LEAST * whole

    def divide(rows: list[int], column: int, top: float) -> Iterator[Cell]:
        ordered = sorted((row for row in rows if tree.total[row] > 0), key=lambda row: (-tree.total[row], row))
        small = [row for row in ordered if tree.total[row] < least]
        for row in ordered[: len(ordered) - len(small)] if len(small) > 1 else ordered:
            bottom = top + float(tree.total[row])
            is_unit, name = tree.has_parts(row), short(elements.title(row), 80)
            members = tree.members([row])
            yield Cell(str(elements.ids[row]), name, column, top / whole, bottom / whole, members, is_unit)
            if column + 1 < depth:
                yield from divide(tree.parts.get(row, []), column + 1, top)
            top = bottom
        if len(small) > 1:
            bottom = top + float(sum(tree.total[row] for row in small))
            name = f"{len(small):,} small ones"
            yield Cell("", name, column, top / whole, bottom / whole, tree.members(small), is_unit=True)

    if root is not None:
        return tuple(divide(tops, 0, 0.0))
    units = [row for row in tops if tree.has_parts(row)]
    lone = [row for row in tops if not tree.has_parts(row)]
    top = float(sum(tree.total[row] for row in units))
    cells = list(divide(units, 0, 0.0))
    if units and top < whole:
        cells.append(Cell("", _LONE[structure], 0, top / whole, 1.0, tree.members(lone), is_unit=True))
    column = 1 if units else 0
    return (*cells, *(divide(lone, column, top) if column < depth else ()))


def _parts(snapshot: Snapshot, structure: Structure) -> dict[int, list[int]]:
    """Per element row: the rows right beneath it; under -1 those beneath nothing. The first superior counts."""
    elements = snapshot.network.elements
    above = elements.parent.tolist()
    if structure == "reports_to":
        if snapshot.organization is None:
            raise UsageError("who reports to whom stands in the document only; there is none")
        above = [-1] * len(elements)
        for relation in snapshot.organization.relations:
            row = elements.row[relation.supplier]
            if relation.kind == "reports_to" and above[row] < 0:
                above[row] = elements.row[relation.customer]
    parts: dict[int, list[int]] = {}
    for row in np.flatnonzero(~elements.is_customer).tolist():
        parts.setdefault(above[row], []).append(row)
    return parts


def _row(snapshot: Snapshot, sight: Floats, cell: Cell, columns: int, height: int, ink: Ink) -> dict[str, Any]:
    """Give one rectangle with its colours and words."""
    network = snapshot.network
    effort = sum(float(network.elements.effort[row]) for row in cell.members)
    alone = None if cell.is_unit or len(cell.members) != 1 else cell.members[0]
    value = None if alone is None else float(sight[alone])
    hatched = alone is not None and not _is_assessed(snapshot, alone)
    fill = ink.panel if value is None or hatched else colour_of_sight(value)
    tall = (cell.bottom - cell.top) * height
    room = int(NOMINAL_WIDTH / columns * (0.84 if cell.is_unit else 0.94) / 7.2)
    figure = f", {percent(value)}" if value is not None else ""
    label = short(cell.name, max(room - len(figure), 4)) + figure
    return {
        "id": cell.id,
        "Name": cell.name,
        "Sight": f"{percent(value)}{', not assessed' if hatched else ''}" if value is not None else "see its parts",
        "Effort": amount(effort),
        "effort": effort,
        "sight": value,
        "hatched": hatched,
        "left": cell.column / columns,
        "right": (cell.column + 1) / columns,
        "top": cell.top * height,
        "bottom": cell.bottom * height,
        "fill": fill,
        "said": label if tall >= LABELLED else "",
        "said_at": cell.top * height + min(tall / 2, 16.0),
        "ink": ink.text if value is None or hatched else readable_on(fill),
        "weight": 600 if cell.is_unit else 400,
    }


def _is_assessed(snapshot: Snapshot, row: int) -> bool:
    network = snapshot.network
    return bool(network.elements.assessed[row] or network.has_obstacle[0][row])


def _strip(analysis: Analysis, cell: Cell, columns: int, height: int, ink: Ink) -> Iterator[dict[str, Any]]:
    """Show how sight is spread in a unit: its effort in bands from light to dark, what is unknown last."""
    effort, sight = analysis.snapshot.network.elements.effort, analysis.sight.sight
    bands = np.zeros(BANDS + 1)
    for row in cell.members:
        known = _is_assessed(analysis.snapshot, row)
        bands[min(int(sight[row] * BANDS), BANDS - 1) if known else BANDS] += float(effort[row])
    top, scale = cell.top * height, (cell.bottom - cell.top) * height / float(bands.sum())
    right = (cell.column + 1) / columns
    for band in (*reversed(range(BANDS)), BANDS):
        if bands[band]:
            bottom = top + float(bands[band]) * scale
            yield {
                "left": right - STRIP / columns,
                "right": right,
                "top": top,
                "bottom": bottom,
                "hatched": band == BANDS,
                "colour": ink.panel if band == BANDS else colour_of_sight((band + 0.5) / BANDS),
                "Sight": "not assessed" if band == BANDS else f"{band * 10} to {percent((band + 1) / BANDS)}",
                "Effort": amount(float(bands[band])),
            }
            top = bottom


def _hatch(box: Mapping[str, Any]) -> Iterator[dict[str, float]]:
    """Draw slanted rules inside a rectangle, clipped to it."""
    width, height = (box["right"] - box["left"]) * NOMINAL_WIDTH - 2, box["bottom"] - box["top"] - 2
    for offset in np.arange(HATCH, width + height, HATCH).tolist():
        start, end = max(0.0, offset - height), min(offset, width)
        yield {
            "left": box["left"] + (start + 1) / NOMINAL_WIDTH,
            "right": box["left"] + (end + 1) / NOMINAL_WIDTH,
            "top": box["top"] + 1 + offset - start,
            "bottom": box["top"] + 1 + offset - end,
        }


def _layers(
    strips: list[dict[str, Any]], hatching: list[dict[str, float]], columns: int, height: int, ink: Ink
) -> list[dict[str, Any]]:
    across, down = place("left"), place("top", start=height, end=0)
    box = {"x": across, "x2": {"field": "right"}, "y": down, "y2": {"field": "bottom"}}
    inset = {"xOffset": 1, "x2Offset": -1, "yOffset": 1, "y2Offset": -1}
    return [
        {
            "name": "cells",
            "mark": {"type": "rect", "cursor": "pointer", "cornerRadius": 2, **inset},
            "encoding": {
                **box,
                "fill": as_is("fill"),
                "stroke": {"condition": {"param": CHOSEN, "empty": False, "value": ink.accent}, "value": "transparent"},
                "strokeWidth": {"condition": {"param": CHOSEN, "empty": False, "value": 3}, "value": 0},
                "tooltip": note("Name", "Sight", "Effort"),
            },
        },
        {
            "data": {"values": strips},
            "mark": {"type": "rect", **inset},
            "encoding": {**box, "fill": as_is("colour"), "tooltip": note("Sight", "Effort")},
        },
        {
            "data": {"values": hatching},
            "mark": {"type": "rule", "color": ink.muted, "opacity": 0.4, "tooltip": None},
            "encoding": box,
        },
        *(
            {
                "transform": [{"filter": f"datum.weight === {weight}"}],
                "mark": {
                    "type": "text",
                    "dx": 8,
                    "fontWeight": weight,
                    "fontSize": 12.5,
                    "limit": NOMINAL_WIDTH / columns - 16,
                    "tooltip": None,
                },
                "encoding": {
                    "x": across,
                    "y": {**down, "field": "said_at"},
                    "text": {"field": "said"},
                    "color": as_is("ink"),
                },
            }
            for weight in (400, 600)
        ),
    ]


def _sentence(analysis: Analysis, cells: tuple[Cell, ...], root: str | None) -> str:
    elements, sight = analysis.snapshot.network.elements, analysis.sight.sight
    where = "the organization" if root is None else short(elements.title(elements.row[root]), 60)
    if not cells:
        return f"No effort is recorded in {where}, so nothing is drawn."
    members = sorted({row for cell in cells for row in cell.members})
    total = float(elements.effort[members].sum())
    dark = sum(float(elements.effort[row]) for row in members if sight[row] < 0.5)
    unknown = sum(float(elements.effort[row]) for row in members if not _is_assessed(analysis.snapshot, row))
    idle = int(np.count_nonzero(~elements.is_customer & (elements.effort <= 0))) if root is None else 0
    left_out = f"; {counted(idle, 'element')} without effort {is_or_are(idle)} not drawn"
    return (
        f"The effort in {where} lies with {counted(len(members), 'element')}: {percent(dark / total)} of it sees less"
        f" than half, {percent(unknown / total)} is not assessed{left_out if idle else ''}."
    )
