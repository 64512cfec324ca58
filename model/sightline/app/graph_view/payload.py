"""What travels to the browser: one string of strict JSON, in which only texts come from the client.

Nodes, edges and options are held by a pyvis ``Network``; its HTML is never used. Ids are made here (``n0``, ``e0``), so
that no id of the client's ever names anything in the page, and colours and shapes come from the palette.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sightline.pictures.layering import CARD_HEIGHT, CARD_WIDTH
from sightline.pictures.map_model import Band, Highlight, MapEdge, MapNode, MapView
from sightline.pictures.palette import LETTERS, SHAPES, colour_of_sight, readable_on

LONGEST_LABEL: Final = 200
LONGEST_NOTE: Final = 2_000

OPTIONS: Final[dict[str, object]] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "selectable": False, "hover": False, "zoomSpeed": 0.6},
    "nodes": {"shape": "custom", "fixed": True, "size": CARD_WIDTH / 2},
}
"""What vis-network is told: nothing moves by itself, and what is drawn, hit and selected is the component's own."""

Plain = dict[str, str | float | bool | None]


@dataclass(frozen=True)
class Payload:
    """A view as the browser gets it, and the way back from its short ids to those of the view."""

    text: str
    digest: str
    elements: tuple[str, ...]
    relations: tuple[str, ...]

    @cached_property
    def short(self) -> dict[str, str]:
        """The short id of every element and relation of the view; an element goes before a relation of its name."""
        edges = {name: f"e{row}" for row, name in enumerate(self.relations)}
        return edges | {name: f"n{row}" for row, name in enumerate(self.elements)}

    def element(self, short: object) -> str | None:
        """Give the element that a short id means, None for anything else."""
        return _named(short, "n", self.elements)

    def relation(self, short: object) -> str | None:
        """Give the relation that a short id means, None for anything else."""
        return _named(short, "e", self.relations)

    def lit(self, highlight: Highlight) -> dict[str, list[str] | bool]:
        """Translate what stands out; what the view does not hold is left out."""
        return {
            "line": [self.short[name] for name in highlight.line if name in self.short],
            "upstream": sorted(self.short[name] for name in highlight.upstream if name in self.short),
            "downstream": sorted(self.short[name] for name in highlight.downstream if name in self.short),
            "fade": highlight.fade,
        }


def build_payload(view: MapView) -> Payload:
    """Fill a pyvis network with a view and write it down."""
    from pyvis.network import Network  # type: ignore[import-untyped]  # here alone: it brings IPython

    network = Network(directed=True)
    rows = {node.id: row for row, node in enumerate(view.nodes)}
    network.nodes = [_node(f"n{row}", node) for row, node in enumerate(view.nodes)]
    network.edges = [
        _edge(f"e{row}", f"n{rows[edge.supplier]}", f"n{rows[edge.customer]}", edge)
        for row, edge in enumerate(view.edges)
    ]
    network.options = OPTIONS
    nodes, edges, _heading, _height, _width, options = network.get_network_data()
    content = {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "bands": [_band(band) for band in view.bands],
        "card": {"width": CARD_WIDTH, "height": CARD_HEIGHT},
    }
    return Payload(
        text=json.dumps(content, allow_nan=False, separators=(",", ":")),
        digest=view.digest,
        elements=tuple(node.id for node in view.nodes),
        relations=tuple(edge.id for edge in view.edges),
    )


def _node(short: str, node: MapNode) -> Plain:
    colour = colour_of_sight(node.sight)
    return {
        "id": short,
        "label": node.label[:LONGEST_LABEL],
        "note": node.note[:LONGEST_NOTE],
        "shape": SHAPES[node.kind],
        "letter": LETTERS[node.kind],
        "colour": colour,
        "ink": readable_on(colour),
        "radius": float(node.radius),
        "haze": _part(node.haze),
        "assessed": bool(node.assessed),
        "stranded": bool(node.stranded),
        "customer": node.kind == "customer",
        "members": int(node.members),
        "x": float(node.x),
        "y": float(node.y),
    }


def _edge(short: str, supplier: str, customer: str, edge: MapEdge) -> Plain:
    return {
        "id": short,
        "from": supplier,
        "to": customer,
        "note": edge.note[:LONGEST_NOTE],
        "width": float(edge.width),
        "hindered": bool(edge.hindered),
        "implied": bool(edge.implied),
        "away": bool(edge.away),
    }


def _band(band: Band) -> Plain:
    return {
        "title": band.title[:LONGEST_LABEL],
        "column": band.column,
        "left": float(band.left),
        "top": float(band.top),
        "width": float(band.width),
        "height": float(band.height),
    }


def _part(value: float) -> float:
    return min(max(float(value), 0.0), 1.0) if value == value else 0.0  # noqa: PLR0124 - NaN alone differs from itself


def _named(short: object, letter: str, names: tuple[str, ...]) -> str | None:
    if not isinstance(short, str) or short[:1] != letter or not short[1:].isascii() or not short[1:].isdecimal():
        return None
    row = int(short[1:]) if len(short) < 12 else len(names)
    return names[row] if row < len(names) else None
