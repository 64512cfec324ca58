"""A ranked list of hotspots: what clearing each would gain, beside its fair share and what it blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sightline.analyzers.occlusion import Cost
from sightline.phrases import counted, percent
from sightline.pictures.palette import Ink
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import CHOSEN, as_is, chart, note, place, short

ROW: Final = 56
HEAD: Final = 26
GUTTER: Final = 30
"""Height of one row and of the headings over all, and the room for ranks on the left, in pixels."""
WIDEST: Final = 0.2
"""Length of the longest bar, in widths of the chart."""
COLUMNS: Final = (("gain", "Gain if cleared", 0.0), ("share", "Fair share", 0.34), ("blocked", "Blocked here", 0.66))
"""The three bars of a row: the figure, its heading, and where it begins."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place on the list, its figures in shares of all effort; not ``exact``: it gains at least that much."""

    id: str
    name: str
    gain: float
    share: float
    blocked: float
    exact: bool = True


def rank(
    cost: Cost, ids: Sequence[str] | npt.NDArray[np.object_], name_of: Callable[[int], str], top: int = 10
) -> tuple[Ranked, ...]:
    """Give the first places of one kind of hotspot, by gain and then share; what costs nothing is left out."""
    order = np.lexsort((np.arange(len(ids)), -cost.share, -cost.gain))
    costly = order[(cost.gain[order] > 0) | (cost.share[order] > 0) | (cost.blocked[order] > 0)]
    return tuple(
        Ranked(
            id=str(ids[row]),
            name=name_of(row),
            gain=float(cost.gain[row]),
            share=float(cost.share[row]),
            blocked=float(cost.blocked[row]),
            exact=bool(cost.exact[row]),
        )
        for row in costly[:top].tolist()
    )


def ranked_bars(items: Sequence[Ranked], ink: Ink, *, noun: str = "obstacle") -> Picture:
    """Draw the list, in the order given: each name over its three bars, all on one scale; ``noun`` is what one is."""
    height = HEAD + ROW * max(len(items), 1)
    longest = max((value for item in items for _, value in _figures(item)), default=0.0) or 1.0
    rows = [row for at, item in enumerate(items) for row in _rows(at, item, longest, ink)]
    return Picture(
        form="vega-lite",
        spec=chart(ink, height, rows, _layers(height, ink), choose="rows"),
        alt=_sentence(items, noun),
        table=TableTwin(
            ("Rank", "Id", "Name", "Gain", "Gain is exact", "Share", "Blocked"),
            tuple(
                (at, item.id, item.name, item.gain, item.exact, item.share, item.blocked)
                for at, item in enumerate(items, start=1)
            ),
        ),
        height=height,
        keys=tuple(item.id for item in items),
    )


def _figures(item: Ranked) -> tuple[tuple[str, float], ...]:
    return ("gain", item.gain), ("share", item.share), ("blocked", item.blocked)


def _rows(at: int, item: Ranked, longest: float, ink: Ink) -> list[dict[str, object]]:
    """Give the three bars of one item, each with its place in the chart."""
    said = {figure: percent(value, 1) for figure, value in _figures(item)}
    if not item.exact:
        said["gain"] = f"at least {said['gain']}"
    top = HEAD + ROW * at
    colours = {"gain": ink.gain, "share": ink.accent, "blocked": ink.blocked}
    return [
        {
            "id": item.id,
            "figure": figure,
            "value": value,
            "said": said[figure],
            "colour": colours[figure],
            "left": left,
            "right": left + WIDEST * max(value, 0.0) / longest,
            "rank": str(at + 1),
            "title": short(item.name, 90),
            "row_top": top,
            "row_bottom": top + ROW,
            "title_at": top + 18,
            "bar_top": top + 32,
            "bar_bottom": top + 44,
            "bar_middle": top + 38.5,
            "first": figure == "gain",
            "Name": short(item.name, 200),
            **{title: said[name] for name, title, _ in COLUMNS},
        }
        for (figure, value), (_, _, left) in zip(_figures(item), COLUMNS, strict=True)
    ]


def _layers(height: int, ink: Ink) -> list[dict[str, Any]]:
    across, down = place("left"), place("row_top", start=height, end=0)
    once = [{"filter": "datum.first"}]
    edge = {**across, "field": "left"}
    title = {"x": edge, "y": {**down, "field": "title_at"}}
    return [
        {
            "data": {"values": [{"left": left, "row_top": 8, "heading": heading} for _, heading, left in COLUMNS]},
            "mark": {"type": "text", "color": ink.muted, "fontSize": 12, "xOffset": GUTTER},
            "encoding": {"x": edge, "y": down, "text": {"field": "heading"}},
        },
        {
            "name": "rows",
            "transform": [*once, {"calculate": "1", "as": "end"}],
            "mark": {"type": "rect", "cornerRadius": 4, "cursor": "pointer", "yOffset": 2, "y2Offset": -2},
            "encoding": {
                "x": edge,
                "x2": {"field": "end"},
                "y": down,
                "y2": {"field": "row_bottom"},
                "fill": {"condition": {"param": CHOSEN, "empty": False, "value": ink.panel}, "value": "transparent"},
                "stroke": {"condition": {"param": CHOSEN, "empty": False, "value": ink.accent}, "value": "transparent"},
                "tooltip": note("Name", *(heading for _, heading, _ in COLUMNS)),
            },
        },
        {"transform": once, "mark": {"type": "rule"}, "encoding": {"y": down}},
        {
            "transform": once,
            "mark": {"type": "text", "color": ink.muted, "align": "right", "xOffset": GUTTER - 10},
            "encoding": {**title, "text": {"field": "rank"}},
        },
        {
            "transform": once,
            "mark": {"type": "text", "fontWeight": 600, "limit": 640, "xOffset": GUTTER},
            "encoding": {**title, "text": {"field": "title"}},
        },
        {
            "mark": {"type": "rect", "cornerRadius": 2, "xOffset": GUTTER, "x2Offset": GUTTER, "tooltip": None},
            "encoding": {
                "x": edge,
                "x2": {"field": "right"},
                "y": {**down, "field": "bar_top"},
                "y2": {"field": "bar_bottom"},
                "fill": as_is("colour"),
            },
        },
        {
            "mark": {"type": "text", "fontSize": 12, "xOffset": GUTTER + 6},
            "encoding": {
                "x": {**across, "field": "right"},
                "y": {**down, "field": "bar_middle"},
                "text": {"field": "said"},
            },
        },
    ]


def _sentence(items: Sequence[Ranked], noun: str) -> str:
    if not items:
        return f"There is no {noun} that costs anything, so nothing is ranked."
    first = items[0]
    gain = f"{'' if first.exact else 'at least '}{percent(first.gain, 1)}"
    listed = f"{counted(len(items), noun)} ranked by gain" if len(items) > 1 else f"One {noun}"
    name = short(first.name, 80)
    return (
        f"{listed}: {'first stands ' if len(items) > 1 else ''}{name}, which would gain {gain} if cleared;"
        f" its fair share is {percent(first.share, 1)}, and {percent(first.blocked, 1)} of the effort is blocked there."
    )
