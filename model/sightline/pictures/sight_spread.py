"""How sight is spread within a unit: every element a block, as tall as its effort, above how much it sees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from sightline.phrases import counted, is_or_are, percent
from sightline.pictures.palette import Ink, colour_of_sight
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import CHOSEN, as_is, chart, note, short

BINS: Final = 10
MOST_BLOCKS: Final = 400
"""Elements up to which each has its block; beyond, those of one column are one block."""
HEIGHT: Final = 250


def sight_spread(
    values: Sequence[float],
    weights: Sequence[float],
    names: Sequence[str],
    ink: Ink,
    *,
    ids: Sequence[str] | None = None,
) -> Picture:
    """Draw a histogram of sight in ten columns, weighted by effort.

    ``values`` are sights in [0, 1]; ``weights`` efforts; ``names`` what the elements are called; all in one order.
    What has no sight (NaN) or no effort is not drawn but counted, and stands in the table.
    """
    known = list(ids) if ids is not None else list(names)
    total = sum(weight for value, weight in zip(values, weights, strict=True) if not math.isnan(value))
    drawn = [at for at in range(len(values)) if not math.isnan(values[at]) and weights[at] > 0]
    columns: list[list[int]] = [[] for _ in range(BINS)]
    for at in sorted(drawn, key=lambda at: (values[at], -weights[at], at)):
        columns[min(int(values[at] * BINS + 1e-9), BINS - 1)].append(at)
    blocks: list[dict[str, object]] = []
    for number, members in enumerate(columns):
        top = 0.0
        groups = [[at] for at in members] if len(drawn) <= MOST_BLOCKS else [members] if members else []
        for group in groups:
            part = sum(weights[at] for at in group) / total
            seen = sum(values[at] * weights[at] for at in group) / (part * total)
            alone = len(group) == 1
            blocks.append(
                {
                    "id": known[group[0]] if alone else "",
                    "Name": short(names[group[0]], 120) if alone else counted(len(group), "element"),
                    "Sight": percent(seen),
                    "Part of the effort": percent(part, 1),
                    "left": number / BINS,
                    "right": (number + 1) / BINS,
                    "low": top,
                    "high": top + part,
                    "colour": colour_of_sight(seen),
                }
            )
            top += part
    heights = [sum(weights[at] for at in members) / total if members else 0.0 for members in columns]
    return Picture(
        form="vega-lite",
        spec=chart(ink, HEIGHT, blocks, _layers(heights, ink), choose="blocks"),
        alt=_sentence(values, weights, drawn, total),
        table=TableTwin(
            ("Id", "Name", "Sight", "Effort"),
            tuple(
                (known[at], names[at], None if math.isnan(values[at]) else float(values[at]), float(weights[at]))
                for at in range(len(values))
            ),
        ),
        height=HEIGHT,
        keys=tuple(str(block["id"]) for block in blocks),
    )


def _layers(heights: Sequence[float], ink: Ink) -> list[dict[str, Any]]:
    sums = [
        {"middle": (at + 0.5) / BINS, "high": height, "said": percent(height)}
        for at, height in enumerate(heights)
        if height
    ]
    sight = {
        "type": "quantitative",
        "scale": {"domain": [0, 1], "nice": False},
        "axis": {
            "format": ".0%",
            "grid": False,
            "tickCount": 5,
            "title": "Sight: what of the work reaches an external customer",
            "titlePadding": 10,
        },
    }
    effort = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, 1.12 * max(heights, default=0.0) or 1.0], "nice": False},
    }
    return [
        {
            "name": "blocks",
            "mark": {"type": "rect", "cursor": "pointer", "xOffset": 2, "x2Offset": -2, "strokeWidth": 1},
            "encoding": {
                "x": {"field": "left", **sight},
                "x2": {"field": "right"},
                "y": {"field": "low", **effort},
                "y2": {"field": "high"},
                "fill": as_is("colour"),
                "stroke": {"condition": {"param": CHOSEN, "empty": False, "value": ink.text}, "value": ink.paper},
                "strokeWidth": {"condition": {"param": CHOSEN, "empty": False, "value": 3}, "value": 1},
                "tooltip": note("Name", "Sight", "Part of the effort"),
            },
        },
        {"mark": {"type": "rule", "aria": False}, "encoding": {"y": {"datum": 0, **effort}}},
        {
            "data": {"values": sums},
            "mark": {"type": "text", "align": "center", "dy": -10, "fontSize": 12},
            "encoding": {
                "x": {"field": "middle", **sight},
                "y": {"field": "high", **effort},
                "text": {"field": "said"},
            },
        },
    ]


def _sentence(values: Sequence[float], weights: Sequence[float], drawn: Sequence[int], total: float) -> str:
    if not drawn:
        return "There is no effort whose sight could be shown."
    low = min(values[at] for at in drawn)
    high = max(values[at] for at in drawn)
    dark = sum(weights[at] for at in drawn if values[at] < 0.5) / total
    unseen = len(values) - len(drawn)
    left_out = f"; {counted(unseen, 'element')} without effort or sight {is_or_are(unseen)} not drawn"
    spread = f"is {percent(low)}" if percent(low) == percent(high) else f"runs from {percent(low)} to {percent(high)}"
    return (
        f"Sight of {counted(len(drawn), 'element')} {spread};"
        f" {percent(dark)} of the effort sees less than half{left_out if unseen else ''}."
    )
