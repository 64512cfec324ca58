"""Figures with their intervals: a dot where the file puts each, and a line as far as it may well lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sightline.phrases import counted, percent
from sightline.pictures.palette import Ink
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import chart, note, short

ROW: Final = 48
FOOT: Final = 46
"""Height of one row, and of the axis below all, in pixels."""


@dataclass(frozen=True, slots=True)
class Ranged:
    """One figure in shares: as the file has it, the ends of its interval, and what stands beside it in words."""

    id: str
    name: str
    point: float
    low: float
    high: float
    beside: str = ""


def interval_dots(items: Sequence[Ranged], ink: Ink, *, title: str, beside: str = "") -> Picture:
    """Draw figures one below the other, in the order given, on one scale.

    ``title`` says what is measured, ``beside`` heads the words that stand beside each figure.
    """
    height = ROW * max(len(items), 1) + FOOT
    return Picture(
        form="vega-lite",
        spec=chart(ink, height, [_row(at, item) for at, item in enumerate(items)], _layers(items, ink, title)),
        alt=_sentence(items, title),
        table=TableTwin(
            ("Id", "Name", title, "5 %", "95 %", *([beside] if beside else [])),
            tuple(
                (item.id, item.name, item.point, item.low, item.high, *([item.beside] if beside else []))
                for item in items
            ),
        ),
        height=height,
    )


def _row(at: int, item: Ranged) -> dict[str, object]:
    return {
        "id": item.id,
        "Name": short(item.name, 200),
        "title": short(item.name, 80),
        "point": item.point,
        "low": item.low,
        "high": item.high,
        "As recorded": percent(item.point, 1),
        "90 % of draws": f"{percent(item.low, 1)} to {percent(item.high, 1)}",
        "beside": item.beside,
        "title_at": ROW * at + 14,
        "dot_at": ROW * at + 33,
    }


def _layers(items: Sequence[Ranged], ink: Ink, title: str) -> list[dict[str, Any]]:
    least = min([0.0, *(item.low for item in items)])
    most = max([item.high for item in items] + [item.point for item in items], default=0.0) or 1.0
    across = {
        "type": "quantitative",
        "scale": {"domain": [least, most], "nice": True},
        "axis": {"format": ".0%" if most - least >= 0.05 else ".1%", "tickCount": 5, "title": title},
    }
    down = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [ROW * max(len(items), 1), 0], "nice": False},
    }
    tooltip = note("Name", "As recorded", "90 % of draws")
    line = {"x": {"field": "low", **across}, "x2": {"field": "high"}, "y": {"field": "dot_at", **down}}
    dot = {"x": {"field": "point", **across}, "y": {"field": "dot_at", **down}}
    words = {"type": "text", "limit": 520}
    return [
        {
            "mark": {"type": "rule", "strokeWidth": 6, "strokeCap": "round", "color": ink.accent, "opacity": 0.35},
            "encoding": {**line, "tooltip": tooltip},
        },
        {
            "mark": {"type": "circle", "size": 90, "color": ink.accent, "opacity": 1},
            "encoding": {**dot, "tooltip": tooltip},
        },
        {
            "mark": {**words, "fontWeight": 600},
            "encoding": {"x": {"value": 0}, "y": {"field": "title_at", **down}, "text": {"field": "title"}},
        },
        {
            "mark": {**words, "align": "right", "color": ink.muted, "fontSize": 12},
            "encoding": {"x": {"value": "width"}, "y": {"field": "title_at", **down}, "text": {"field": "beside"}},
        },
    ]


def _sentence(items: Sequence[Ranged], title: str) -> str:
    if not items:
        return f"{title}: there is nothing to show."
    first = items[0]
    return (
        f"{title}, {counted(len(items), 'interval')}: {short(first.name, 80)} has {percent(first.point, 1)},"
        f" in 90 % of the draws {percent(first.low, 1)} to {percent(first.high, 1)}."
    )
