"""The relations of a map as connectors: curves that are glued to the cards, and lie below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu

from sightline.pictures.map_model import MapEdge
from sightline.report.slides.canvas import Box, Canvas

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.connector import Connector

MOST: Final = 100
"""Relations on a slide at most."""
TOP, LEFT, RIGHT = 0, 1, 3
"""Where a connector is glued to a card."""
_THINNER: Final = 0.45
"""How wide a relation is drawn, in parts of its width on the map."""
_OPAQUE: Final = 50_000
"""How much of a relation covers what lies below, of 100,000."""
_BESIDE: Final = 9.0
"""How far a relation leads beside two cards above each other, or around one, in points."""
_BEND: Final = 28.0
"""The least way, in points, in which office programs can bend a curve."""
_POINT: Final = 12_700


def draw_relation(canvas: Canvas, edge: MapEdge, first: tuple[Shape, Box], second: tuple[Shape, Box]) -> Connector:
    """Draw a relation from the card of its supplier to that of its customer."""
    (supplier, begin), (customer, end) = first, second
    sites = choose_sites(begin, end)
    connector = canvas.connect(
        supplier,
        customer,
        sites=sites,
        colour="blocked" if edge.hindered else "handoffs" if edge.away else "muted",
        width=min(max(edge.width * _THINNER, 0.5), 2.5),
        dashed=edge.hindered,
        way="curve" if begin == end or sites == (LEFT, LEFT) or _way(begin, end) >= _BEND else "straight",
        alt=edge.note.split("\n")[0],
    )
    connector.name = "Relation"
    if begin == end:
        _lead_around(connector, begin)
    elif sites == (LEFT, LEFT):
        _lead_beside(connector, canvas)
    if not edge.hindered:
        solid = connector.line._ln.find(qn("a:solidFill"))  # python-pptx knows no transparency
        solid[0].append(parse_xml(f'<a:alpha {nsdecls("a")} val="{_OPAQUE}"/>'))
    return connector


def choose_sites(supplier: Box, customer: Box) -> tuple[int, int]:
    """Say where a relation leaves its supplier and reaches its customer."""
    if supplier == customer:
        return RIGHT, TOP
    if customer.left >= supplier.right:
        return RIGHT, LEFT
    return (LEFT, RIGHT) if supplier.left >= customer.right else (LEFT, LEFT)


def _way(first: Box, second: Box) -> float:
    """Give how far two boxes stand apart, from the side of one to that of the other."""
    return max(second.left - first.right, first.left - second.right)


def _lead_beside(connector: Connector, canvas: Canvas) -> None:
    """Lead a curve from one card to another above or below it past the left of both.

    A curve as narrow as this one is bent by a share of its width, so it is given one: a point.
    """
    connector._element.flipH = False
    connector.width = Emu(_POINT)
    _bend(connector, "curvedConnector3", -round(_BESIDE * canvas.frame.scale * 100_000))


def _lead_around(connector: Connector, box: Box) -> None:
    """Lead a curve out of the right of a card and into its top."""
    right, over = _BESIDE / (box.width / 2), 1 + _BESIDE / (box.height / 2)
    _bend(connector, "curvedConnector4", -round(right * 100_000), round(over * 100_000))


def _bend(connector: Connector, form: str, *values: int) -> None:
    geometry = connector._element.spPr.find(qn("a:prstGeom"))  # python-pptx bends no connectors
    geometry.set("prst", form)
    geometry.find(qn("a:avLst"))[:] = [
        parse_xml(f'<a:gd {nsdecls("a")} name="adj{number}" fmla="val {value}"/>')
        for number, value in enumerate(values, start=1)
    ]
