"""The sight account as a flow: where the effort starts, and where it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from sightline.arrays.clarity import part_of_blocked
from sightline.arrays.network import Floats, Network, Rows
from sightline.arrays.sums import sum_by_row
from sightline.catalogue import AREAS
from sightline.document.vocabulary import AREA_OF_KIND
from sightline.phrases import counted, percent
from sightline.pictures.palette import Ink
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.vega_style import AREA_TITLES, FONT, short
from sightline.pipeline import Analysis
from sightline.snapshot import Snapshot

MOST_STARTS: Final = 8
MOST_CUSTOMERS: Final = 6
LONGEST: Final = 60
"""Letters of a name; whoever draws it cuts it to the room there is."""
GAP: Final = 34
"""Pixels between two ends: the room that two lines of writing need."""

Fate = Literal["seen", "blocked", "handoffs", "no_route"]


@dataclass(frozen=True, slots=True)
class Start:
    """Elements among which effort starts, drawn together: ``effort`` has one entry per element of the network."""

    name: str
    effort: Floats


@dataclass(frozen=True, slots=True)
class End:
    """One place where effort ends, and what of each start ends there, in shares of all effort.

    ``key`` is the id of the external customer, the area of the obstacles, or empty.
    """

    fate: Fate
    key: str
    name: str
    parts: Floats

    @property
    def share(self) -> float:
        """What of all effort ends here."""
        return float(self.parts.sum())


def account_flow(analysis: Analysis, ink: Ink) -> Picture:
    """Draw the sight account: from the areas (or units) where effort starts to where it ends, all in shares of it."""
    snapshot = analysis.snapshot
    starts = find_starts(snapshot.network)
    ends = find_ends(snapshot, starts) if starts else ()
    begun = [sum(float(end.parts[at]) for end in ends) for at in range(len(starts))]
    nodes = [_node(f"start {at}", start.name, begun[at], "", ink.muted) for at, start in enumerate(starts)]
    nodes += [_node(f"end {at}", *_said(end), getattr(ink, end.fate)) for at, end in enumerate(ends)]
    links = [
        {
            "source": f"start {at}",
            "target": f"end {number}",
            "value": float(end.parts[at]),
            "tooltip": {"formatter": f"{_inert(start.name)} to {_inert(end.name)}: {percent(float(end.parts[at]), 1)}"},
        }
        for at, start in enumerate(starts)
        for number, end in enumerate(ends)
        if end.parts[at] > 0
    ]
    height = 160 + (GAP + 8) * max(len(ends), len(starts), 1)
    return Picture(
        form="echarts",
        spec=_option(nodes, links, ink),
        alt=account_sentence(ends),
        table=account_table(starts, ends),
        height=height,
        keys=(*("" for _ in starts), *(end.key for end in ends)),
    )


def find_starts(network: Network) -> tuple[Start, ...]:
    """Group the effort by the area of the element it starts in; where that is one area only, by top unit.

    Most effort first; beyond ``MOST_STARTS`` the rest is one group.
    """
    elements = network.elements
    rows = np.flatnonzero(elements.effort > 0)
    areas = [AREA_OF_KIND[elements.kind(row)] for row in rows.tolist()]
    found = [area for area in AREAS if area in areas]
    if len(found) > 1:
        labels, groups = [AREA_TITLES[area] for area in found], [found.index(area) for area in areas if area]
    else:
        tops = _tops(elements.parent)[rows]
        units, numbers = np.unique(tops, return_inverse=True)
        labels, groups = [short(elements.title(unit), LONGEST) for unit in units.tolist()], numbers.tolist()
    efforts = np.zeros((len(labels), len(elements)))
    efforts[groups, rows] = elements.effort[rows]
    order = np.argsort(-efforts.sum(axis=1), kind="stable")
    kept = order if len(order) <= MOST_STARTS else order[: MOST_STARTS - 1]
    starts = [Start(labels[group], efforts[group]) for group in kept.tolist()]
    if len(kept) < len(order):
        starts.append(Start(f"{len(order) - len(kept):,} others", efforts[order[len(kept) :]].sum(axis=0)))
    return tuple(starts)


def _tops(parent: Rows) -> Rows:
    """Per element: the row of the unit that nothing contains."""
    top = np.arange(len(parent))
    while (above := parent[top] >= 0).any():
        top = np.where(above, parent[top], top)
    return top


def find_ends(snapshot: Snapshot, starts: tuple[Start, ...]) -> tuple[End, ...]:
    """Follow the effort of each start to where it ends; all parts together are 1 (semantics, "the sight account").

    The account is linear in where effort starts, so each start's part is exact: one solve for each.
    """
    network = snapshot.network
    whole = [list(_follow(snapshot, start.effort)) for start in starts]
    total = network.total_effort
    ends = [
        End(fate, key, name, np.array([parts[at][3] for parts in whole]) / total)
        for at, (fate, key, name, _) in enumerate(whole[0])
    ]
    seen = sorted((end for end in ends if end.fate == "seen" and end.share > 0), key=lambda end: -end.share)
    if len(seen) > MOST_CUSTOMERS:
        rest = seen[MOST_CUSTOMERS - 1 :]
        together = np.sum([end.parts for end in rest], axis=0)
        merged = End("seen", "", f"{counted(len(rest), 'other customer')}", together)
        seen = [*seen[: MOST_CUSTOMERS - 1], merged]
    return (*seen, *(end for end in ends if end.fate != "seen" and end.share > 0))


def _follow(snapshot: Snapshot, effort: Floats) -> Iterator[tuple[Fate, str, str, float]]:
    """Tell every fate that effort can meet, with its key and name, and how much of this effort meets it."""
    network, routes, flow = snapshot.network, snapshot.routes, snapshot.flow
    elements, relations, obstacles = network.elements, network.relations, network.obstacles
    arrived = np.zeros(len(elements))
    arrived[routes.inner] = flow.system.solve_transposed(effort[routes.inner])
    taken = np.concatenate((routes.onward, routes.last, routes.lost))
    left = np.zeros(len(relations))
    left[taken] = (arrived * flow.clarity.elements)[relations.supplier[taken]] * network.share[taken]
    handed = left * relations.handoff
    passed = handed * flow.clarity.relations
    seen = sum_by_row(relations.customer[routes.last], passed[routes.last], len(elements))
    for row in np.flatnonzero(elements.is_customer).tolist():
        yield "seen", str(elements.ids[row]), short(elements.title(row), LONGEST), float(seen[row])
    stopped = np.append(arrived * (1.0 - flow.clarity.elements), 0.0)[obstacles.element]
    stopped += np.append(handed - passed, 0.0)[obstacles.relation]
    stopped *= part_of_blocked(network)
    areas = obstacles.areas.tolist()
    for area in AREAS:
        mine = np.array([one == area for one in areas], dtype=np.bool_)
        yield "blocked", area, f"Obstacles in {AREA_TITLES[area].lower()}", float(stopped[mine].sum())
    other = np.array([one not in AREAS for one in areas], dtype=np.bool_)
    yield "blocked", "", "Obstacles outside all areas", float(stopped[other].sum())
    yield "handoffs", "", "Handoffs", float((left - handed).sum())
    yield "no_route", "", "No route to a customer", float(effort[routes.stranded].sum() + passed[routes.lost].sum())


FATE_WORDS: Final[dict[Fate, str]] = {
    "seen": "seen",
    "blocked": "blocked",
    "handoffs": "lost",
    "no_route": "without a route",
}
"""What is said of effort at its end."""


def _said(end: End) -> tuple[str, float, str]:
    return end.name, end.share, FATE_WORDS[end.fate]


def account_table(starts: Sequence[Start], ends: Sequence[End]) -> TableTwin:
    """Spell the flows of an account, one in each row, as shares of all effort."""
    return TableTwin(
        ("From", "Ends", "Where", "Share of all effort"),
        tuple(
            (start.name, FATE_WORDS[end.fate], end.name, float(end.parts[at]))
            for at, start in enumerate(starts)
            for end in ends
            if end.parts[at] > 0
        ),
    )


def account_sentence(ends: Sequence[End]) -> str:
    """Say in one sentence what becomes of all effort; ``ends`` as :func:`find_ends` gives them, none without effort."""
    if not ends:
        return "No effort is recorded, so nothing flows."
    shares = {fate: sum(end.share for end in ends if end.fate == fate) for fate in FATE_WORDS}
    said = f"Of all effort, {percent(shares['seen'])} is seen by external customers"
    if shares["seen"]:
        first = next(end for end in ends if end.fate == "seen")
        said += f" (most by {first.name}, {percent(first.share)})"
    return (
        f"{said}, {percent(shares['blocked'])} is blocked by obstacles, {percent(shares['handoffs'])} is lost in"
        f" handoffs and {percent(shares['no_route'])} has no route to a customer."
    )


def _inert(text: str) -> str:
    """Take from a name every sign that the drawing library reads as markup or as a place to fill in."""
    return text.translate(str.maketrans("{}<>|", "()()/"))


def _node(key: str, name: str, share: float, fate: str, colour: str) -> dict[str, Any]:
    side, turned, room, said = ("right", "left", 34, fate) if fate else ("left", "right", 20, "of effort")
    drawn, figure = _inert(short(name, room)), percent(share, 1)
    return {
        "id": key,
        "name": f"{key} {_inert(name)}",
        "depth": 1 if fate else 0,
        "itemStyle": {"color": colour},
        "label": {
            "position": side,
            "align": turned,
            "formatter": f"{{name|{drawn}}}\n{{share|{figure}}}{{fate| {said}}}",
        },
        "tooltip": {"formatter": f"{_inert(name)}: {figure} {said}"},
    }


def _option(nodes: list[dict[str, Any]], links: list[dict[str, Any]], ink: Ink) -> dict[str, Any]:
    text = {"fontFamily": FONT, "color": ink.text}
    return {
        "backgroundColor": "transparent",
        "animation": False,
        "textStyle": text,
        "tooltip": {
            "trigger": "item",
            "renderMode": "richText",
            "confine": True,
            "backgroundColor": ink.panel,
            "borderColor": ink.line,
            "textStyle": {**text, "fontSize": 13},
        },
        "series": [
            {
                "type": "sankey",
                "left": 150,
                "right": 215,
                "top": 16,
                "bottom": 16,
                "nodeWidth": 12,
                "nodeGap": GAP,
                "layoutIterations": 0,
                "draggable": False,
                "selectedMode": "single",
                "emphasis": {"focus": "adjacency"},
                "select": {"itemStyle": {"borderColor": ink.text, "borderWidth": 2}},
                "itemStyle": {"borderWidth": 0, "borderRadius": 2},
                "lineStyle": {"color": "target", "opacity": 0.34, "curveness": 0.5},
                "label": {
                    "distance": 10,
                    "textBorderWidth": 0,
                    "rich": {
                        "name": {**text, "fontSize": 13, "lineHeight": 17, "fontWeight": 600},
                        "share": {**text, "fontSize": 13, "lineHeight": 17},
                        "fate": {**text, "fontSize": 13, "lineHeight": 17, "color": ink.muted},
                    },
                },
                "data": nodes,
                "links": links,
            }
        ],
    }
