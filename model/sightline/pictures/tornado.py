"""What a figure hangs on: how far it moves when one input goes from one end to the other, the widest bar on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sightline.phrases import counted, percent
from sightline.pictures.palette import Ink
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import as_is, chart, note, short

ROW: Final = 46
FOOT: Final = 46
"""Height of one row, and of the axis below all, in pixels."""


@dataclass(frozen=True, slots=True)
class Swing:
    """What one input does: the figure at its low and at its high end, and the input's own range in words."""

    name: str
    at_low: float
    at_high: float
    range: str


def tornado(swings: Sequence[Swing], centre: float, ink: Ink, *, title: str) -> Picture:
    """Draw the inputs in the order given around the figure as it stands; ``title`` says what is measured.

    A bar has two halves: where the input is lower than it stands and where it is higher.
    """
    height = ROW * max(len(swings), 1) + FOOT
    rows = [half for at, swing in enumerate(swings) for half in _halves(at, swing, centre, ink)]
    return Picture(
        form="vega-lite",
        spec=chart(ink, height, rows, _layers(swings, centre, ink, title)),
        alt=_sentence(swings, title),
        table=TableTwin(
            ("What moves", "From and to", f"{title} at the low end", "At the high end"),
            tuple((swing.name, swing.range, swing.at_low, swing.at_high) for swing in swings),
        ),
        height=height,
    )


def _halves(at: int, swing: Swing, centre: float, ink: Ink) -> list[dict[str, object]]:
    return [
        {
            "What moves": short(swing.name, 200),
            "From and to": swing.range,
            "End": end,
            "Then": percent(value, 1),
            "from": centre,
            "to": value,
            "colour": colour,
            "title": short(swing.name, 80) if end == "low" else "",
            "beside": swing.range if end == "low" else "",
            "title_at": ROW * at + 12,
            "top": ROW * at + 23,
            "bottom": ROW * at + 39,
        }
        for end, value, colour in (("low", swing.at_low, ink.handoffs), ("high", swing.at_high, ink.accent))
    ]


def _layers(swings: Sequence[Swing], centre: float, ink: Ink, title: str) -> list[dict[str, Any]]:
    ends = [centre, *(end for swing in swings for end in (swing.at_low, swing.at_high))]
    across = {
        "type": "quantitative",
        "scale": {"domain": [min(ends), max(ends)], "nice": True, "zero": False},
        "axis": {"format": ".0%" if max(ends) - min(ends) >= 0.05 else ".1%", "tickCount": 5, "title": title},
    }
    down = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [ROW * max(len(swings), 1), 0], "nice": False},
    }
    words = {"type": "text", "limit": 520}
    return [
        {
            "mark": {"type": "rect", "cornerRadius": 2},
            "encoding": {
                "x": {"field": "from", **across},
                "x2": {"field": "to"},
                "y": {"field": "top", **down},
                "y2": {"field": "bottom"},
                "fill": as_is("colour"),
                "tooltip": note("What moves", "From and to", "End", "Then"),
            },
        },
        {
            "data": {"values": [{"centre": centre}]},
            "mark": {"type": "rule", "color": ink.text, "strokeDash": [3, 3]},
            "encoding": {"x": {"field": "centre", **across}},
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


def _sentence(swings: Sequence[Swing], title: str) -> str:
    if not swings:
        return f"{title}: nothing moves it."
    first = swings[0]
    return (
        f"{title} under {counted(len(swings), 'input')}, each moved alone: it moves most, from"
        f" {percent(first.at_low, 1)} to {percent(first.at_high, 1)}, with {short(first.name, 80)}."
    )
