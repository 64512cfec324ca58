"""Two sight accounts, one above the other: where the effort ended before, where it ends after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sightline.phrases import NBSP, percent
from sightline.pictures.palette import Ink, readable_on
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import as_is, chart, note, place, short

FATES: Final = {"seen": "Seen", "blocked": "Blocked", "handoffs": "Lost in handoffs", "no_route": "No route"}
"""Where effort ends, as the account spells it, and as people read it."""

HEIGHT: Final = 226
BARS: Final = ((24.0, 60.0), (96.0, 132.0))
"""Top and bottom of the two bars, in pixels."""
LABELS: Final = (12.0, 146.0)
LEAST_LABELLED: Final = 0.07


def before_after(before: Mapping[str, float], after: Mapping[str, float], labels: tuple[str, str], ink: Ink) -> Picture:
    """Draw two accounts as stacked bars joined part by part, with what changed beneath.

    An account maps ``seen``, ``blocked``, ``handoffs`` and ``no_route`` to shares of all effort that add up to 1;
    ``labels`` name the two.
    """
    shares = [{fate: float(account[fate]) for fate in FATES} for account in (before, after)]
    named = [short(label, 60) for label in labels]
    rows = [row for bar, share in enumerate(shares) for row in _parts(bar, named[bar], share, ink)]
    changes = {fate: shares[1][fate] - shares[0][fate] for fate in FATES}
    return Picture(
        form="vega-lite",
        spec=chart(ink, HEIGHT, rows, _layers(shares, named, changes, ink)),
        alt=(
            f"{named[0]}: {percent(shares[0]['seen'], 1)} of the effort is seen by external customers and"
            f" {percent(shares[0]['blocked'], 1)} is blocked; {named[1]}: {percent(shares[1]['seen'], 1)} is seen"
            f" ({_points(changes['seen'])}) and {percent(shares[1]['blocked'], 1)} is blocked"
            f" ({_points(changes['blocked'])})."
        ),
        table=TableTwin(
            ("Where effort ends", named[0], named[1] if named[1] != named[0] else f"{named[1]} (after)", "Change"),
            tuple((title, shares[0][fate], shares[1][fate], changes[fate]) for fate, title in FATES.items()),
        ),
        height=HEIGHT,
    )


def _points(change: float) -> str:
    """Spell a change in points of per cent: ``+6.2 points``."""
    rounded = round(change * 100, 1)
    return f"{rounded:+.1f}{NBSP}points" if rounded else f"0{NBSP}points" if not change else f"under 0.1{NBSP}points"


def _parts(bar: int, label: str, share: Mapping[str, float], ink: Ink) -> list[dict[str, object]]:
    """Give the parts of one bar, each with its place in the chart; what is nothing is left out."""
    rows: list[dict[str, object]] = []
    left = 0.0
    for fate, title in FATES.items():
        right = left + share[fate]
        if share[fate] > 0:
            rows.append(
                {
                    "fate": fate,
                    "Of": label,
                    "Where": title,
                    "Share": percent(share[fate], 1),
                    "value": share[fate],
                    "left": left,
                    "right": right,
                    "middle": (left + right) / 2,
                    "top": BARS[bar][0],
                    "bottom": BARS[bar][1],
                    "colour": getattr(ink, fate),
                    "ink": readable_on(getattr(ink, fate)),
                    "said": percent(share[fate]) if share[fate] >= LEAST_LABELLED else "",
                }
            )
        left = right
    return rows


def _layers(
    shares: list[dict[str, float]], labels: list[str], changes: Mapping[str, float], ink: Ink
) -> list[dict[str, Any]]:
    across, down = place("left"), place("top", start=HEIGHT, end=0)
    corners: list[dict[str, object]] = []
    left = [0.0, 0.0]
    for fate in FATES:
        right = [left[bar] + shares[bar][fate] for bar in (0, 1)]
        outline = ((left[0], 0, 1), (right[0], 0, 1), (right[1], 1, 0), (left[1], 1, 0))
        corners += [
            {"fate": fate, "at": at, "left": x, "top": BARS[bar][edge], "colour": getattr(ink, fate)}
            for at, (x, bar, edge) in enumerate(outline)
        ]
        left = right
    beneath = [
        {
            "left": at * 0.25,
            "top": 182,
            "word_at": 182,
            "figure_at": 204,
            "title": title,
            "change": _points(changes[fate]),
            "colour": getattr(ink, fate),
            "told": _told(fate, changes[fate], ink),
        }
        for at, (fate, title) in enumerate(FATES.items())
    ]
    names = [{"left": 0.0, "top": LABELS[bar], "label": label} for bar, label in enumerate(labels)]
    return [
        {
            "data": {"values": corners},
            "mark": {"type": "line", "filled": True, "opacity": 0.22, "strokeWidth": 0, "tooltip": None},
            "encoding": {
                "x": across,
                "y": down,
                "fill": as_is("colour"),
                "detail": {"field": "fate"},
                "order": {"field": "at", "type": "quantitative"},
            },
        },
        {
            "mark": {"type": "rect", "stroke": None},
            "encoding": {
                "x": across,
                "x2": {"field": "right"},
                "y": down,
                "y2": {"field": "bottom"},
                "fill": as_is("colour"),
                "tooltip": note("Of", "Where", "Share"),
            },
        },
        {
            "mark": {"type": "text", "align": "center", "yOffset": 18, "fontWeight": 600},
            "encoding": {
                "x": {**across, "field": "middle"},
                "y": down,
                "text": {"field": "said"},
                "color": as_is("ink"),
            },
        },
        {
            "data": {"values": names},
            "mark": {"type": "text", "fontWeight": 600, "limit": 640},
            "encoding": {"x": across, "y": down, "text": {"field": "label"}},
        },
        {
            "data": {"values": beneath},
            "mark": {"type": "square", "size": 90, "xOffset": 6, "opacity": 1},
            "encoding": {"x": across, "y": down, "fill": as_is("colour")},
        },
        {
            "data": {"values": beneath},
            "mark": {"type": "text", "dx": 18, "color": ink.muted},
            "encoding": {"x": across, "y": {**down, "field": "word_at"}, "text": {"field": "title"}},
        },
        {
            "data": {"values": beneath},
            "mark": {"type": "text", "dx": 18, "fontWeight": 600, "fontSize": 15},
            "encoding": {
                "x": across,
                "y": {**down, "field": "figure_at"},
                "text": {"field": "change"},
                "color": as_is("told"),
            },
        },
    ]


def _told(fate: str, change: float, ink: Ink) -> str:
    """Give the colour of a change: more seen is a gain, more of anything else a loss."""
    if abs(change) < 5e-4:
        return ink.muted
    return ink.gain if (change > 0) == (fate == "seen") else ink.loss
