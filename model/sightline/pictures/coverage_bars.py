"""How much of each unit's effort somebody has looked at: one bar a unit, filled, half filled and hollow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sightline.phrases import amount, counted, percent, without_aside
from sightline.pictures.palette import Ink, mix
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import as_is, chart, note, place, short

ROW: Final = 46
KEY: Final = 19
HEAD: Final = 3 * KEY + 6
"""Height of one row, of one line of the key, and of the whole key over all, in pixels."""
MOST: Final = 14
"""Units drawn; the smallest of more are one row together."""
WIDEST: Final = 0.72
"""Length of the longest bar, in widths of the chart."""
PARTS: Final = (
    ("line", "looked at, all the way to a customer"),
    ("here", "looked at here, not all the way"),
    ("unknown", "nobody has looked"),
)
"""The parts of a bar and what they mean."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The effort of one unit: of elements whose whole best line is assessed, that are assessed themselves, the rest."""

    id: str
    name: str
    line: float
    here: float
    unknown: float

    @property
    def effort(self) -> float:
        """All effort of the unit."""
        return self.line + self.here + self.unknown


def coverage_bars(units: Sequence[Covered], ink: Ink) -> Picture:
    """Draw units, in the order given, each as long as its effort; those without effort are in the table only."""
    drawn = _fold([one for one in units if one.effort > 0])
    height = HEAD + ROW * max(len(drawn), 1)
    longest = max((one.effort for one in drawn), default=0.0) or 1.0
    rows = [row for at, one in enumerate(drawn) for row in _rows(at, one, longest, ink)]
    return Picture(
        form="vega-lite",
        spec=chart(ink, height, rows, _layers(height, ink)),
        alt=_sentence(units),
        table=TableTwin(
            ("Id", "Unit", "Effort", "Looked at all the way", "Looked at here only", "Nobody has looked"),
            tuple((one.id, one.name, one.effort, one.line, one.here, one.unknown) for one in units),
        ),
        height=height,
    )


def _fold(units: list[Covered]) -> list[Covered]:
    if len(units) <= MOST:
        return units
    rest = units[MOST - 1 :]
    together = (sum(getattr(one, part) for one in rest) for part, _ in PARTS)
    return [*units[: MOST - 1], Covered("", f"{counted(len(rest), 'other unit')}", *together)]


def _fills(ink: Ink) -> dict[str, str]:
    return {"line": ink.accent, "here": mix(ink.panel, ink.accent, 0.4), "unknown": ink.paper}


def _stroke(part: str, ink: Ink) -> str:
    return ink.muted if part == "unknown" else ink.accent


def _rows(at: int, unit: Covered, longest: float, ink: Ink) -> list[dict[str, object]]:
    """Give the parts of one bar that hold something, each with its place in the chart."""
    said = {part: percent(getattr(unit, part) / unit.effort) for part, _ in PARTS}
    top, left, fills = HEAD + ROW * at, 0.0, _fills(ink)
    found: list[dict[str, object]] = []
    for part, meaning in PARTS:
        value = getattr(unit, part)
        if value > 0:
            right = left + WIDEST * value / longest
            found.append(
                {
                    "part": part,
                    "value": value,
                    "left": left,
                    "right": right,
                    "fill": fills[part],
                    "stroke": _stroke(part, ink),
                    "first": not found,
                    "end": WIDEST * unit.effort / longest,
                    "top": top + 22,
                    "bottom": top + 36,
                    "title_at": top + 10,
                    "said_at": top + 29.5,
                    "title": short(without_aside(unit.name), 60),
                    "said": f"{said['line']} of {amount(unit.effort)}",
                    "Unit": short(unit.name, 120),
                    "Effort": f"{amount(value)} of {amount(unit.effort)}: {meaning}",
                }
            )
            left = right
    return found


def _layers(height: int, ink: Ink) -> list[dict[str, Any]]:
    across, down = place("left"), place("top", start=height, end=0)
    once = [{"filter": "datum.first"}]
    fills = _fills(ink)
    key = [
        {"left": 0, "top": KEY * at + 3, "bottom": KEY * at + 14, "words": meaning, "fill": fills[part]}
        | {"stroke": _stroke(part, ink)}
        for at, (part, meaning) in enumerate(PARTS)
    ]
    return [
        {
            "data": {"values": key},
            "mark": {"type": "rect", "x2Offset": 14, "strokeWidth": 1.2, "tooltip": None},
            "encoding": {
                "x": across,
                "x2": {"field": "left"},
                "y": down,
                "y2": {"field": "bottom"},
                "fill": as_is("fill"),
                "stroke": as_is("stroke"),
            },
        },
        {
            "data": {"values": key},
            "mark": {"type": "text", "color": ink.muted, "fontSize": 12, "xOffset": 20, "yOffset": 6},
            "encoding": {"x": across, "y": down, "text": {"field": "words"}},
        },
        {
            "mark": {"type": "rect", "strokeWidth": 1.2},
            "encoding": {
                "x": across,
                "x2": {"field": "right"},
                "y": down,
                "y2": {"field": "bottom"},
                "fill": as_is("fill"),
                "stroke": as_is("stroke"),
                "tooltip": note("Unit", "Effort"),
            },
        },
        {
            "transform": once,
            "mark": {"type": "text", "fontWeight": 600, "limit": 640},
            "encoding": {"x": across, "y": {**down, "field": "title_at"}, "text": {"field": "title"}},
        },
        {
            "transform": once,
            "mark": {"type": "text", "color": ink.muted, "fontSize": 12, "xOffset": 8},
            "encoding": {
                "x": {**across, "field": "end"},
                "y": {**down, "field": "said_at"},
                "text": {"field": "said"},
            },
        },
    ]


def _sentence(units: Sequence[Covered]) -> str:
    dark = [one for one in units if one.effort > 0]
    if not dark:
        return "No effort is recorded, so there is nothing to have looked at."
    total, known = sum(one.effort for one in dark), sum(one.line for one in dark)
    said = f"{percent(known / total)} of the effort of {counted(len(dark), 'unit')} goes by a line that is looked at"
    least = max(dark, key=lambda one: one.unknown)
    if not least.unknown:
        return f"{said}, and somebody has looked at every part of it."
    return (
        f"{said}; most that nobody has looked at is in {short(least.name, 80)}, {amount(least.unknown)} of"
        f" {amount(least.effort)}."
    )
