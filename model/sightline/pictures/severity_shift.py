"""What answers move: each severity as it was, as it would be, and between what it then lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sightline.phrases import counted, percent
from sightline.pictures.palette import Ink
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import chart, note, short

ROW: Final = 48
HEAD: Final = 26
FOOT: Final = 46
"""Height of one row, of the key over all, and of the axis below all, in pixels."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One severity before (None where none was recorded) and after, with its 90 % interval, and a remark."""

    name: str
    before: float | None
    after: float
    low: float
    high: float
    remark: str = ""

    @property
    def size(self) -> float:
        """How far the severity moves."""
        return abs(self.after - (self.before or 0.0))


def severity_shift(shifts: Sequence[Shift], ink: Ink) -> Picture:
    """Draw severities one below the other, in the order given: a ring before, a disc after, a line for the interval."""
    bottom = HEAD + ROW * max(len(shifts), 1)
    return Picture(
        form="vega-lite",
        spec=chart(ink, bottom + FOOT, [_row(at, one) for at, one in enumerate(shifts)], _layers(bottom, ink)),
        alt=_sentence(shifts),
        table=TableTwin(
            ("Obstacle", "Severity before", "Severity after", "5 %", "95 %", "Remark"),
            tuple((one.name, one.before, one.after, one.low, one.high, one.remark) for one in shifts),
        ),
        height=bottom + FOOT,
    )


def _row(at: int, one: Shift) -> dict[str, object]:
    return {
        "title": short(one.name, 80) + (f" ({one.remark})" if one.remark else ""),
        "Obstacle": short(one.name, 200),
        "before": one.before,
        "after": one.after,
        "low": one.low,
        "high": one.high,
        "remark": one.remark,
        "Before": "not recorded" if one.before is None else percent(one.before),
        "After": f"{percent(one.after)} ({percent(one.low)} to {percent(one.high)})",
        "title_at": HEAD + ROW * at + 14,
        "dot_at": HEAD + ROW * at + 33,
    }


def _layers(bottom: int, ink: Ink) -> list[dict[str, Any]]:
    across = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"format": ".0%", "tickCount": 5, "title": "Severity: the share that is lost there"},
    }
    down = {"type": "quantitative", "axis": None, "scale": {"domain": [bottom, 0], "nice": False}}
    tooltip = note("Obstacle", "Before", "After")
    at_dot = {"y": {"field": "dot_at", **down}, "tooltip": tooltip}
    words = {"type": "text", "limit": 520}
    ring = {"type": "point", "filled": False, "size": 90, "color": ink.muted, "strokeWidth": 2, "opacity": 1}
    disc = {"type": "circle", "size": 90, "color": ink.accent, "opacity": 1}
    key = [{"at": 8, "words": "○ as recorded   ● with the answers, and between what it then lies (90 %)"}]
    return [
        {
            "data": {"values": key},
            "mark": {**words, "color": ink.muted, "fontSize": 12},
            "encoding": {"x": {"value": 0}, "y": {"field": "at", **down}, "text": {"field": "words"}},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 6, "strokeCap": "round", "color": ink.accent, "opacity": 0.35},
            "encoding": {"x": {"field": "low", **across}, "x2": {"field": "high"}, **at_dot},
        },
        {"mark": disc, "encoding": {"x": {"field": "after", **across}, **at_dot}},
        {
            "transform": [{"filter": "isValid(datum.before)"}],
            "mark": ring,
            "encoding": {"x": {"field": "before", **across}, **at_dot},
        },
        {
            "mark": {**words, "fontWeight": 600},
            "encoding": {"x": {"value": 0}, "y": {"field": "title_at", **down}, "text": {"field": "title"}},
        },
    ]


def _sentence(shifts: Sequence[Shift]) -> str:
    if not shifts:
        return "The answers move no severity."
    first = max(shifts, key=lambda one: one.size)
    start = "from nothing recorded" if first.before is None else f"from {percent(first.before)}"
    return (
        f"{counted(len(shifts), 'severity', 'severities')} with the answers; the largest change is that of"
        f" {short(first.name, 80)}, {start} to {percent(first.after)} ({percent(first.low)} to {percent(first.high)})."
    )
