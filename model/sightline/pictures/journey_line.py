"""The index over the dates of a journey, with its interval, its coverage, and what had been planned."""

from __future__ import annotations

import datetime
from typing import Any, Final

from sightline.phrases import counted, percent
from sightline.pictures.palette import Ink, colour_of_sight
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import chart, note
from sightline.studies.journey import Journey, Stage

HEIGHT: Final = 300
_TALL: Final = 1.22
"""Where the scale ends: above 100 % stand the names of the lines."""
_NAMES_AT: Final = 1.16
_ROOM: Final = 0.08
"""What a written figure needs of the time that is drawn."""
_NAME_EVERY: Final = 130
"""Pixels from one name to the next."""


def journey_line(journey: Journey, ink: Ink) -> Picture:
    """Draw the index at every date, joined; its interval as a band, what was planned as open marks, coverage below.

    A date without effort has no index: it is left out of the line and stands in the table.
    """
    planned = {
        step.end.date: step.start.index + step.forecast.predicted
        for step in journey.steps
        if step.forecast is not None and step.start.index is not None
    }
    labelled = _labelled([stage.date for stage in journey.stages if stage.index is not None])
    rows = [_row(stage, planned.get(stage.date), ink, labelled=stage.date in labelled) for stage in journey.stages]
    drawn = [row for row in rows if row["index"] is not None]
    promises = [
        {"path": at, "date": stage.date.isoformat(), "value": value}
        for at, step in enumerate(journey.steps)
        if step.end.date in planned
        for stage, value in ((step.start, step.start.index), (step.end, planned[step.end.date]))
    ]
    return Picture(
        form="vega-lite",
        spec=chart(ink, HEIGHT, drawn, [*_layers(promises, ink), *_names(journey, ink, planned=bool(planned))]),
        alt=_sentence(journey, planned_dates=len(planned)),
        table=TableTwin(
            ("Date", "Index", "Low", "High", "Coverage", "Planned"),
            tuple(
                (row["date"], row["index"], row["low"], row["high"], row["coverage"], row["planned"]) for row in rows
            ),
        ),
        height=HEIGHT,
    )


def _labelled(dates: list[datetime.date]) -> set[datetime.date]:
    """Choose the dates whose figure is written: the last, and from the first on those that leave room."""
    if not dates:
        return set()
    room = (dates[-1] - dates[0]) * _ROOM
    chosen = [dates[-1]]
    for date in dates[:-1]:
        if dates[-1] - date >= room and (len(chosen) == 1 or date - chosen[-1] >= room):
            chosen.append(date)
    return set(chosen)


def _row(stage: Stage, planned: float | None, ink: Ink, *, labelled: bool) -> dict[str, object]:
    interval = stage.interval
    return {
        "date": stage.date.isoformat(),
        "index": stage.index,
        "low": None if interval is None else interval.low,
        "high": None if interval is None else interval.high,
        "coverage": stage.coverage,
        "planned": planned,
        "colour": colour_of_sight(stage.index) if stage.index is not None else ink.muted,
        "said": percent(stage.index) if labelled else "",
        "Date": stage.date.isoformat(),
        "Index": percent(stage.index, 1),
        "90 % of draws": "not drawn" if interval is None else f"{percent(interval.low)} to {percent(interval.high)}",
        "Coverage": percent(stage.coverage),
        "Planned": "nothing was due" if planned is None else percent(planned, 1),
    }


def _layers(promises: list[dict[str, Any]], ink: Ink) -> list[dict[str, Any]]:
    across = {
        "field": "date",
        "type": "temporal",
        "scale": {"type": "utc", "padding": 26},
        "axis": {"format": "%b %Y", "grid": False, "title": None, "labelOverlap": True, "tickCount": 6},
    }
    scale = {"domain": [0, _TALL], "nice": False}
    axis = {"format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1], "title": None}
    up = {"type": "quantitative", "scale": scale, "axis": axis}
    index, coverage, value = ({"field": field, **up} for field in ("index", "coverage", "value"))
    tooltip = note("Date", "Index", "90 % of draws", "Coverage", "Planned")
    return [
        {
            "transform": [{"filter": "isValid(datum.low)"}],
            "mark": {"type": "area", "color": ink.accent, "opacity": 0.18, "aria": False},
            "encoding": {"x": across, "y": {"field": "low", **up}, "y2": {"field": "high"}},
        },
        {
            "transform": [{"filter": "isValid(datum.coverage)"}],
            "mark": {"type": "line", "color": ink.muted, "strokeDash": [2, 4], "strokeWidth": 1.5, "aria": False},
            "encoding": {"x": across, "y": coverage},
        },
        {
            "data": {"values": promises},
            "mark": {"type": "line", "color": ink.handoffs, "strokeDash": [6, 4], "strokeWidth": 2, "aria": False},
            "encoding": {"x": across, "y": value, "detail": {"field": "path", "type": "nominal"}},
        },
        {
            "mark": {"type": "line", "color": ink.accent, "strokeWidth": 2.5, "aria": False},
            "encoding": {"x": across, "y": index},
        },
        {
            "transform": [{"filter": "isValid(datum.planned)"}],
            "mark": {"type": "point", "size": 90, "color": ink.handoffs, "strokeWidth": 2, "opacity": 1},
            "encoding": {"x": across, "y": {"field": "planned", **up}, "tooltip": tooltip},
        },
        {
            "mark": {"type": "circle", "size": 150, "opacity": 1, "stroke": ink.paper, "strokeWidth": 2},
            "encoding": {
                "x": across,
                "y": index,
                "fill": {"field": "colour", "type": "nominal", "scale": None, "legend": None},
                "tooltip": tooltip,
            },
        },
        *(
            {
                "transform": [{"filter": f"{unless}(isValid(datum.planned) && datum.planned > datum.index)"}],
                "mark": {"type": "text", "dy": away, "align": "center", "fontWeight": 600},
                "encoding": {"x": across, "y": index, "text": {"field": "said"}},
            }
            for unless, away in (("!", -16), ("", 18))
        ),
    ]


def _names(journey: Journey, ink: Ink, *, planned: bool) -> list[dict[str, Any]]:
    """Name what is drawn, each in its colour where that can be read."""
    drawn = any(stage.interval is not None for stage in journey.stages)
    named = [("● Index", ink.accent), ("··· Coverage", ink.muted)]
    named += [("○ Planned", ink.text)] * planned + [("▒ 90 % of draws", ink.accent)] * drawn
    return [
        {
            "data": {"values": [{}]},
            "mark": {"type": "text", "color": colour, "fontSize": 12, "text": name},
            "encoding": {
                "x": {"value": 4 + _NAME_EVERY * at},
                "y": {"datum": _NAMES_AT, "type": "quantitative", "scale": {"domain": [0, _TALL], "nice": False}},
            },
        }
        for at, (name, colour) in enumerate(named)
    ]


def _sentence(journey: Journey, *, planned_dates: int) -> str:
    known = [stage for stage in journey.stages if stage.index is not None]
    if not known:
        return "There is no index to follow: no effort is recorded at any date."
    first, last = known[0], known[-1]
    drawn = " A band shows the central 90 % of the draws." if any(one.interval is not None for one in known) else ""
    planned = f" At {counted(planned_dates, 'date')} an open mark shows what was planned." if planned_dates else ""
    return (
        f"The index at {counted(len(known), 'date')}: {percent(first.index, 1)} on {first.date.isoformat()},"
        f" {percent(last.index, 1)} on {last.date.isoformat()}. The dotted line is the coverage.{drawn}{planned}"
    )
