"""What all charts share: their frame, their letters, how a mark is chosen, and the short words on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sightline.catalogue import Area
from sightline.phrases import clean, cut
from sightline.pictures.palette import Ink

FONT: Final = '"Source Sans", "Source Sans 3", "Segoe UI", Roboto, Helvetica, Arial, sans-serif'
CHOSEN: Final = "chosen"
"""The name of the selection of every chart whose marks can be chosen; what comes back names ``id``."""

AREA_TITLES: Final[dict[Area, str]] = {
    "organization": "Organization",
    "operations": "Operations",
    "individuals": "Individuals",
    "products_services": "Products and services",
}
"""The four implementation areas as people call them."""

Layer = dict[str, Any]


def short(text: str, longest: int = 40) -> str:
    """Give a client's text for a mark: one line, nothing that steers, cut where it is long."""
    return cut(clean(text), longest) or "(no name)"


def chart(
    ink: Ink,
    height: int,
    rows: Sequence[Mapping[str, object]],
    layers: Sequence[Layer],
    *,
    choose: str | None = None,
    fields: Sequence[str] = ("id",),
) -> dict[str, Any]:
    """Frame layers over the same rows as one Vega-Lite chart, as wide as its place, on no background of its own.

    ``choose`` names the layer whose marks can be chosen, ``fields`` what of its rows is told then.
    """
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": None,
        "width": "container",
        "height": height,
        "padding": {"left": 0, "right": 4, "top": 2, "bottom": 2},
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": [dict(row) for row in rows]},
        "layer": list(layers),
        "config": _config(ink),
    }
    if choose is not None:
        select = {"type": "point", "fields": list(fields), "toggle": False}
        spec["params"] = [{"name": CHOSEN, "select": select, "views": [choose]}]
    return spec


def _config(ink: Ink) -> dict[str, Any]:
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "domain": False,
            "ticks": False,
            "gridColor": ink.line,
            "labelColor": ink.muted,
            "labelFontSize": 12,
            "labelPadding": 8,
            "titleColor": ink.muted,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "text": {"color": ink.text, "fontSize": 13, "baseline": "middle", "align": "left"},
        "rule": {"color": ink.line},
    }


def place(field: str, *, start: float = 0.0, end: float = 1.0) -> dict[str, Any]:
    """Place marks along a direction without axis or margin: the field says where, between ``start`` and ``end``."""
    return {
        "field": field,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [start, end], "nice": False, "zero": False},
    }


def as_is(field: str) -> dict[str, Any]:
    """Take the colour that stands in a field."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def note(*fields: str) -> list[dict[str, Any]]:
    """Show fields, each under its own name, when the mouse rests on a mark."""
    return [{"field": field, "type": "nominal", "title": field} for field in fields]
