"""Where the haze of one product or customer comes from: its parts, as parts of the whole."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from sightline.analyzers.projection import Trail
from sightline.arrays.network import Network
from sightline.catalogue import AREAS
from sightline.phrases import clean, counted, percent
from sightline.pictures.palette import Ink
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import AREA_TITLES, CHOSEN, chart, note, place, short
from sightline.pipeline import Analysis

By = Literal["area", "theme", "obstacle"]

MOST: Final = 10
ROW: Final = 46
LONGEST: Final = 0.88
"""Length of the bar of the whole, in widths of the chart."""


@dataclass(frozen=True, slots=True)
class Part:
    """One origin of haze and its part of the whole."""

    id: str
    name: str
    part: float


def haze_trail(
    analysis: Analysis,
    element: str,
    ink: Ink,
    *,
    by: By = "area",
    name_of: Callable[[int], str] | None = None,
) -> Picture:
    """Draw where the haze comes from that the work arriving at one element has passed.

    Parts are of the optical depth; by area and by obstacle they add up to 1, themes may overlap. ``name_of`` names an
    obstacle row; its id where not given. Raises KeyError for an unknown element.
    """
    trail, network = analysis.rub_off.trail(element), analysis.snapshot.network
    parts = find_parts(network, trail, by, name_of or (lambda row: str(network.obstacles.ids[row])))
    height = ROW * max(len(parts), 1)
    rows = [
        {
            "id": part.id,
            "name": short(part.name, 90),
            "part": part.part,
            "said": percent(part.part),
            "left": 0.0,
            "right": LONGEST * part.part,
            "whole": LONGEST,
            "top": ROW * at,
            "bottom": ROW * (at + 1),
            "name_at": ROW * at + 12,
            "bar_top": ROW * at + 24,
            "bar_bottom": ROW * at + 36,
            "bar_middle": ROW * at + 30.5,
        }
        for at, part in enumerate(parts)
    ]
    return Picture(
        form="vega-lite",
        spec=chart(ink, height, rows, _layers(height, ink), choose="rows"),
        alt=_sentence(short(network.elements.title(network.elements.row[element])), trail, parts, by),
        table=TableTwin(
            ("Id", by.capitalize(), "Part of the haze"), tuple((one.id, one.name, one.part) for one in parts)
        ),
        height=height,
        keys=tuple(part.id for part in parts),
    )


def find_parts(network: Network, trail: Trail, by: By, name_of: Callable[[int], str]) -> tuple[Part, ...]:
    """Split the haze of one element, largest part first; beyond ``MOST`` obstacles the rest is one part."""
    if not trail.depth > 0:
        return ()
    hazy = np.flatnonzero(trail.obstacles > 0).tolist()
    found: dict[tuple[str, str], float] = {}
    for row in hazy:
        for key in _origins(network, row, by, name_of):
            found[key] = found.get(key, 0.0) + float(trail.obstacles[row]) / trail.depth
    parts = [Part(identifier, name, part) for (identifier, name), part in found.items()]
    parts.sort(key=lambda part: (-part.part, part.id))
    if by != "obstacle" or len(parts) <= MOST:
        return tuple(parts)
    rest = parts[MOST - 1 :]
    merged = Part("", counted(len(rest), "other obstacle"), sum(part.part for part in rest))
    return (*parts[: MOST - 1], merged)


def _origins(network: Network, row: int, by: By, name_of: Callable[[int], str]) -> list[tuple[str, str]]:
    """Name what one obstacle counts for, as ids and names."""
    if by == "obstacle":
        return [(str(network.obstacles.ids[row]), name_of(row))]
    if by == "area":
        area = next((area for area in AREAS if area == network.obstacles.areas[row]), None)
        return [(area, AREA_TITLES[area])] if area else [("", "Outside all areas")]
    themes = network.obstacles.themes[row]
    return [(theme, clean(theme).replace("-", " ").capitalize()) for theme in themes] or [("", "No theme")]


def _layers(height: int, ink: Ink) -> list[dict[str, Any]]:
    across, down = place("left"), place("top", start=height, end=0)
    bar = {"x": across, "y": {**down, "field": "bar_top"}, "y2": {"field": "bar_bottom"}}
    return [
        {
            "name": "rows",
            "transform": [{"calculate": "1", "as": "end"}],
            "mark": {"type": "rect", "cursor": "pointer", "cornerRadius": 4},
            "encoding": {
                "x": across,
                "x2": {"field": "end"},
                "y": down,
                "y2": {"field": "bottom"},
                "fill": {"condition": {"param": CHOSEN, "empty": False, "value": ink.panel}, "value": "transparent"},
                "tooltip": note("name", "said"),
            },
        },
        {
            "mark": {"type": "rect", "fill": ink.line, "opacity": 0.55, "cornerRadius": 2, "tooltip": None},
            "encoding": {**bar, "x2": {"field": "whole"}},
        },
        {
            "mark": {"type": "rect", "fill": ink.blocked, "cornerRadius": 2, "tooltip": None},
            "encoding": {**bar, "x2": {"field": "right"}},
        },
        {
            "mark": {"type": "text", "fontWeight": 600, "limit": 640},
            "encoding": {"x": across, "y": {**down, "field": "name_at"}, "text": {"field": "name"}},
        },
        {
            "mark": {"type": "text", "dx": 10},
            "encoding": {
                "x": {**across, "field": "whole"},
                "y": {**down, "field": "bar_middle"},
                "text": {"field": "said"},
            },
        },
    ]


def _sentence(name: str, trail: Trail, parts: tuple[Part, ...], by: By) -> str:
    if not parts:
        passed = "no work arrives" if math.isnan(trail.depth) else "the work that arrives has passed no obstacle"
        return f"There is no haze to trace at {name}: {passed}."
    said = (
        f"{percent(parts[0].part)} of the haze that the work arriving at {name} has passed comes from"
        f" {short(parts[0].name, 80)}, the largest part by {by}"
    )
    if by == "theme":
        said += "; an obstacle may have several themes, so the parts may add up to more than all"
    return f"{said}; {percent(trail.inherited / trail.depth)} of it was picked up before it arrived."
