"""The map in the report: one SVG, and beside it what a click tells, as plain values for the page's own script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sightline.phrases import listed, percent
from sightline.pictures.map_choice import line_highlight
from sightline.pictures.map_folding import Folding
from sightline.pictures.map_legend import legend_picture
from sightline.pictures.map_model import MapEdge, MapNode, MapView
from sightline.pictures.map_svg import map_svg
from sightline.pictures.palette import LIGHT
from sightline.report import wording
from sightline.report.handover.subject import Subject
from sightline.report.handover.whole_map import build_whole_map
from sightline.report.html.drawing import Drawing, inline

MOST_LISTED: Final = 6
"""Neighbours and obstacles that a click lists; the others are counted."""
LEGEND_WIDTH: Final = 1000.0
Plain = dict[str, object]


@dataclass(frozen=True, slots=True)
class MapInPage:
    """The map: what it says in sentences, its drawing and legend, what is left out, and what each click tells.

    ``least`` names who sees least, ``wide`` is a drawing that wants a page on its side.

    The script finds the card of a node, and the curve of an edge, by its place in the drawing: they stand there in the
    order of ``data``.
    """

    sentence: str
    drawing: Drawing
    legend: Drawing
    notices: tuple[str, ...]
    data: Plain
    least: str
    wide: bool


def build_map_section(subject: Subject) -> MapInPage | None:
    """Draw the map; of a large organization the part that matters, with what is left out."""
    analysis, whole = subject.analysis, build_whole_map(subject)
    if whole is None:
        return None
    view = whole.view
    date = "" if analysis.snapshot.organization is None else str(analysis.snapshot.organization.as_of or "")
    title = wording.organization_name(analysis)
    return MapInPage(
        sentence=whole.sentence,
        drawing=inline(map_svg(view, LIGHT, title=title, caption=date, legend=False)),
        legend=_legend(subject, view),
        notices=view.notices,
        data=_Telling(subject, view, whole.ends).everything(),
        least=whole.least,
        wide=_is_wide(view),
    )


def _legend(subject: Subject, view: MapView) -> Drawing:
    picture = legend_picture(view, LIGHT, width=LEGEND_WIDTH)
    named = str(picture.spec).replace('role="img"', f'role="img" aria-label="{picture.alt}"', 1)
    return inline(subject.word(named))  # no text in it is the client's


def _is_wide(view: MapView) -> bool:
    height = max(band.top + band.height for band in view.bands) - min(band.top for band in view.bands)
    return max(band.left + band.width for band in view.bands) - min(band.left for band in view.bands) > 1.3 * height


class _Telling:
    """What a click on the map tells, about everything that is drawn."""

    def __init__(self, subject: Subject, view: MapView, ends: tuple[tuple[str, str], ...]) -> None:
        self._subject, self._view = subject, view
        self._network = subject.analysis.snapshot.network
        self._folded = frozenset(node.id for node in view.nodes if node.members)
        self._folding = Folding(self._network, self._folded)
        self._short = {node.id: f"n{at}" for at, node in enumerate(view.nodes)}
        self._short |= {edge.id: f"e{at}" for at, edge in enumerate(view.edges) if edge.id not in self._short}
        self._gets: dict[str, list[str]] = {}
        self._gives: dict[str, list[str]] = {}
        for supplier, customer in ends:
            if supplier != customer:
                self._gets.setdefault(customer, []).append(self._short[supplier])
                self._gives.setdefault(supplier, []).append(self._short[customer])
        self._at: dict[str, list[int]] = {}
        obstacles = self._network.obstacles
        for row in subject.analysis.occlusion.hotspots.tolist():
            element = int(obstacles.element[row])
            place = (
                self._folding.node(element) if element >= 0 else self._folding.edge(int(obstacles.relation[row])) or ""
            )
            self._at.setdefault(place, []).append(row)

    def everything(self) -> Plain:
        """Give what the script reads: nodes and edges in the order of the drawing, and names inside of units."""
        return {
            "nodes": [self._node(node) for node in self._view.nodes],
            "edges": [self._edge(edge) for edge in self._view.edges],
            "inside": self._inside(),
        }

    def _node(self, node: MapNode) -> Plain:
        line = line_highlight(self._subject.analysis, node.id, folded=self._folded).line
        name, *note = node.note.split("\n")
        return {
            "name": name,
            "note": note,
            "said": self._said(node),
            "line": [self._short[part] for part in line if part in self._short],
            "steps": self._steps(node),
            "obstacles": self._obstacles([node.id]),
            "way": self._obstacles([part for part in line if part != node.id]),
            "gets": self._gets.get(node.id, []),
            "gives": self._gives.get(node.id, []),
        }

    def _edge(self, edge: MapEdge) -> Plain:
        name, *note = edge.note.split("\n")
        return {
            "name": name,
            "note": note,
            "ends": [self._short[edge.supplier], self._short[edge.customer]],
            "obstacles": self._obstacles([edge.id]),
        }

    def _said(self, node: MapNode) -> str:
        """Say how much of a customer an element sees, and through whom."""
        analysis, row = self._subject.analysis, self._network.elements.row[node.id]
        if node.members or node.kind == "customer" or analysis.sight.hops[row] < 0:
            return ""
        *between, end = (self._subject.element(stop) for stop in self._stops(row)[1:])
        way = f"through {listed(between, 4)} to {end}" if between else f"straight to {end}"
        return f"Most clearly {way}."

    def _steps(self, node: MapNode) -> list[str]:
        """Spell the best line step by step, each with what gets through there."""
        analysis, row = self._subject.analysis, self._network.elements.row[node.id]
        if node.members or analysis.sight.hops[row] <= 0:
            return []
        clarity = analysis.snapshot.flow.clarity.elements
        stops = self._stops(row)
        spelled = [f"{self._subject.element(stop)} lets {percent(float(clarity[stop]))} through" for stop in stops[:-1]]
        return [
            *spelled,
            f"{self._subject.element(stops[-1])}: {percent(float(analysis.sight.best_line[row]))} is left",
        ]

    def _stops(self, row: int) -> list[int]:
        stops, step = [row], self._subject.analysis.sight.step
        while (way := int(step[stops[-1]])) >= 0:
            stops.append(int(self._network.relations.customer[way]))
        return stops

    def _obstacles(self, places: list[str]) -> list[str]:
        """List what stands in the way at some places, what gains most first."""
        rows = [row for place in places for row in self._at.get(place, ())]
        cost = self._subject.analysis.occlusion.obstacles
        rows.sort(key=lambda row: -float(cost.gain[row]))
        severity = self._network.obstacles.severity
        spelled = [
            f"{self._subject.obstacle(row)}: takes {percent(float(severity[row]))};"
            f" clearing it alone gains {wording.gain(float(cost.gain[row]), exact=bool(cost.exact[row]))}"
            for row in rows[:MOST_LISTED]
        ]
        rest = len(rows) - len(spelled)
        return [*spelled, f"{rest:,} more"] if rest else spelled

    def _inside(self) -> list[list[str]]:
        """List what is drawn inside of a folded unit, each name with the node that stands for it."""
        rows = np.flatnonzero(self._folding.folded)
        ids = self._network.elements.ids
        named = [(int(row), self._short.get(self._folding.node(int(row)))) for row in rows]
        return [[self._subject.element(row), node] for row, node in named if node and str(ids[row]) not in self._short]
