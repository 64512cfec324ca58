"""Where in the organization it is dark: teams by implementation areas, with the figures in the cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from sightline.analyzers.grouping import teams as group_by_team
from sightline.arrays.network import Network
from sightline.catalogue import AREAS
from sightline.phrases import counted, percent, without_aside
from sightline.pictures.palette import Ink, mix, readable_on
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import AREA_TITLES, CHOSEN, as_is, chart, note, place, short
from sightline.pipeline import Analysis

Value = Literal["blocked", "share"]

MOST_TEAMS: Final = 14
ROW: Final = 38
HEAD: Final = 30
NAMES: Final = 0.3
"""Room for the names of the teams, in widths of the chart; the cells and the sums take what is left."""


@dataclass(frozen=True, slots=True)
class _Team:
    """One row: ``cells`` has a value per area, None where the team has no obstacle of it."""

    id: str
    name: str
    cells: tuple[float | None, ...]

    @property
    def total(self) -> float:
        return sum(cell or 0.0 for cell in self.cells)


def heat_map(analysis: Analysis, ink: Ink, *, value: Value = "blocked") -> Picture:
    """Draw what the obstacles of each team and area block, or their fair share, in shares of all effort.

    A team is the nearest by ``part_of``, that of a relation its supplier's; obstacles outside all teams have a row.
    """
    teams = _teams(analysis, value)
    height = HEAD + ROW * max(len(teams), 1)
    highest = max((cell or 0.0 for team in teams for cell in team.cells), default=0.0) or 1.0
    rows = [row for at, team in enumerate(teams) for row in _rows(at, team, highest, ink)]
    return Picture(
        form="vega-lite",
        spec=chart(ink, height, rows, _layers(height, ink), choose="cells", fields=("id", "area")),
        alt=_sentence(teams, value),
        table=TableTwin(
            ("Id", "Team", *AREA_TITLES.values(), "All areas"),
            tuple((team.id, team.name, *team.cells, team.total) for team in teams),
        ),
        height=height,
    )


def _teams(analysis: Analysis, value: Value) -> list[_Team]:
    """Sum the obstacles up by team and area, the darkest team first; the smallest are one row together."""
    network, cost = analysis.snapshot.network, analysis.occlusion.obstacles
    values: list[float] = getattr(cost, value).tolist()
    cells: dict[int, dict[str, float]] = {}
    for team, area, one in zip(_team_of_each(network), network.obstacles.areas.tolist(), values, strict=True):
        row = cells.setdefault(team, {})
        row[area] = row.get(area, 0.0) + one
    elements = network.elements
    found = [
        _Team(
            str(elements.ids[team]) if team >= 0 else "",
            short(elements.title(team)) if team >= 0 else "Outside all teams",
            tuple(row.get(area) for area in AREAS),
        )
        for team, row in cells.items()
    ]
    found.sort(key=lambda team: (-team.total, team.id))
    if len(found) <= MOST_TEAMS:
        return found
    rest = found[MOST_TEAMS - 1 :]
    columns = [[team.cells[at] for team in rest] for at in range(len(AREAS))]
    sums = tuple(
        None if all(cell is None for cell in column) else sum(cell or 0.0 for cell in column) for column in columns
    )
    return [*found[: MOST_TEAMS - 1], _Team("", f"{counted(len(rest), 'other team')}", sums)]


def _team_of_each(network: Network) -> list[int]:
    """Per obstacle: the row of its team, -1 for none."""
    grouping = group_by_team(network)
    rows = np.array([network.elements.row[identifier] for identifier in grouping.labels], dtype=np.int64)
    team = np.full(len(network.obstacles), -1, dtype=np.int64)
    team[grouping.obstacle] = rows[grouping.group]
    found: list[int] = team.tolist()
    return found


def _rows(at: int, team: _Team, highest: float, ink: Ink) -> list[dict[str, object]]:
    """Give the cells of one team that hold something, its name and its sum, each with its place in the chart."""
    width = (1 - NAMES) / (len(AREAS) + 1)
    base: dict[str, object] = {
        "id": team.id,
        "team": team.name,
        "top": HEAD + ROW * at,
        "bottom": HEAD + ROW * (at + 1),
    }
    drawn: list[dict[str, object]] = [
        {**base, "part": "name", "left": 0.0, "said": short(without_aside(team.name), 30), "ink": ink.text},
        {**base, "part": "sum", "left": 1.0, "said": percent(team.total, 1), "ink": ink.text, "value": team.total},
    ]
    for number, (area, cell) in enumerate(zip(AREAS, team.cells, strict=True)):
        if cell is not None:
            fill = mix(ink.panel, ink.blocked, 0.1 + 0.9 * cell / highest)
            left = NAMES + width * number
            figures = {"area": area, "Area": AREA_TITLES[area], "value": cell, "said": percent(cell, 1)}
            where = {"left": left, "right": left + width, "middle": left + width / 2}
            drawn.append({**base, **figures, **where, "part": "cell", "fill": fill, "ink": readable_on(fill)})
    return drawn


def _layers(height: int, ink: Ink) -> list[dict[str, Any]]:
    across, down = place("left"), place("top", start=height, end=0)
    width = (1 - NAMES) / (len(AREAS) + 1)
    heads: list[dict[str, object]] = [
        {"left": NAMES + width * (at + 0.5), "top": 12, "said": title.removesuffix(" and services"), "align": "center"}
        for at, title in enumerate(AREA_TITLES.values())
    ]
    heads.append({"left": 1.0, "top": 12, "said": "All areas"})

    def words(part: str, align: str, **more: object) -> dict[str, Any]:
        field = "middle" if part == "cell" else "left"
        return {
            "transform": [{"filter": f"datum.part === '{part}'"}],
            "mark": {"type": "text", "align": align, "yOffset": ROW / 2, **more},
            "encoding": {
                "x": {**across, "field": field},
                "y": down,
                "text": {"field": "said"},
                "color": as_is("ink"),
            },
        }

    heading = {"type": "text", "color": ink.muted, "fontSize": 12}
    return [
        {
            "data": {"values": heads[:-1]},
            "mark": {**heading, "align": "center"},
            "encoding": {"x": across, "y": down, "text": {"field": "said"}},
        },
        {
            "data": {"values": heads[-1:]},
            "mark": {**heading, "align": "right"},
            "encoding": {"x": across, "y": down, "text": {"field": "said"}},
        },
        {
            "transform": [{"filter": "datum.part === 'name'"}],
            "mark": {"type": "rule"},
            "encoding": {"y": down},
        },
        {
            "name": "cells",
            "transform": [{"filter": "datum.part === 'cell'"}],
            "mark": {
                "type": "rect",
                "cornerRadius": 3,
                "cursor": "pointer",
                "strokeWidth": 2.5,
                "xOffset": 2,
                "x2Offset": -2,
                "yOffset": 2.5,
                "y2Offset": -2.5,
            },
            "encoding": {
                "x": across,
                "x2": {"field": "right"},
                "y": down,
                "y2": {"field": "bottom"},
                "fill": as_is("fill"),
                "stroke": {"condition": {"param": CHOSEN, "empty": False, "value": ink.accent}, "value": "transparent"},
                "tooltip": note("team", "Area", "said"),
            },
        },
        words("name", "left", dx=2),
        words("cell", "center", tooltip=None),
        words("sum", "right", fontWeight=600),
    ]


def _sentence(teams: list[_Team], value: Value) -> str:
    if not teams:
        return "No obstacle is recorded, so no team and no area is dark."
    cells = [(cell, team.name, title) for team in teams for cell, title in zip(team.cells, _TITLES, strict=True)]
    highest, team, area = max(((cell or 0.0, team, area) for cell, team, area in cells), key=lambda cell: cell[0])
    total = percent(sum(one.total for one in teams), 1)
    what = "is blocked by obstacles" if value == "blocked" else "is what obstacles cost together"
    if highest <= 0:
        return f"{total} of all effort {what}, so no team and no area is dark."
    return (
        f"{total} of all effort {what}; by team and area, no place is darker than {team}, {area.lower()}, with"
        f" {percent(highest, 1)}."
    )


_TITLES: Final = tuple(AREA_TITLES.values())
