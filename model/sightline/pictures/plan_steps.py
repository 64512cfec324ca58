"""A plan as a stair: what is spent to the right, the index upwards, one tread for each step; beside it how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sightline.phrases import amount, counted, percent
from sightline.pictures.palette import Ink
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import chart, note, short

HEIGHT: Final = 300


@dataclass(frozen=True, slots=True)
class Tread:
    """One step of a plan: its name, what is spent with it, and the index after it, with the central 90 %, if drawn."""

    name: str
    spent: float
    index: float
    low: float | None = None
    high: float | None = None


def plan_steps(start: float, treads: Sequence[Tread], ink: Ink) -> Picture:
    """Draw the index along the steps of a plan, from what it is at the start."""
    first = {"at": 0, "spent": 0.0, "index": start, "low": start, "high": start, "Step": "As it is"}
    rows = [first | {"Spent": amount(0.0), "Index": percent(start, 1)}]
    rows += [_row(number, tread) for number, tread in enumerate(treads, 1)]
    return Picture(
        form="vega-lite",
        spec=chart(ink, HEIGHT, rows, _layers(ink)),
        alt=_sentence(start, treads),
        table=TableTwin(
            ("Step", "Name", "Spent", "Index", "Index low", "Index high"),
            tuple((number, one.name, one.spent, one.index, one.low, one.high) for number, one in enumerate(treads, 1)),
        ),
        height=HEIGHT,
    )


def _row(number: int, tread: Tread) -> dict[str, object]:
    return {
        "at": number,
        "spent": tread.spent,
        "index": tread.index,
        "low": tread.index if tread.low is None else tread.low,
        "high": tread.index if tread.high is None else tread.high,
        "Step": f"{number}. {short(tread.name, 90)}",
        "Spent": amount(tread.spent),
        "Index": percent(tread.index, 1),
    }


def _layers(ink: Ink) -> list[dict[str, Any]]:
    across = {"field": "spent", "type": "quantitative", "title": "Cost spent", "axis": {"grid": False}}
    upwards = {
        "field": "index",
        "type": "quantitative",
        "title": "Line-of-sight index",
        "axis": {"format": ".0%", "tickCount": 5},
        "scale": {"zero": False, "padding": 12},
    }
    order = {"field": "at", "type": "quantitative"}
    return [
        {
            "mark": {"type": "area", "interpolate": "step-after", "color": ink.gain, "opacity": 0.16, "tooltip": None},
            "encoding": {"x": across, "y": {**upwards, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "line", "interpolate": "step-after", "color": ink.gain, "strokeWidth": 2, "tooltip": None},
            "encoding": {"x": across, "y": upwards, "order": order},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1, "color": ink.gain},
            "encoding": {"x": across, "y": upwards, "tooltip": note("Step", "Spent", "Index")},
        },
        {
            "transform": [{"filter": "datum.at > 0"}],
            "mark": {"type": "text", "align": "center", "dy": -13, "fontWeight": 600, "fontSize": 12},
            "encoding": {"x": across, "y": upwards, "text": {"field": "at"}},
        },
    ]


def _sentence(start: float, treads: Sequence[Tread]) -> str:
    if not treads:
        return f"The index stays at {percent(start, 1)}: there is no step to take."
    last = treads[-1]
    sure = "" if last.low is None or last.high is None else f" (between {percent(last.low)} and {percent(last.high)})"
    return (
        f"{counted(len(treads), 'step')} at a cost of {amount(last.spent)} take the index from {percent(start, 1)} to"
        f" {percent(last.index, 1)}{sure}; the first, {short(treads[0].name, 80)}, takes it to"
        f" {percent(treads[0].index, 1)}."
    )
