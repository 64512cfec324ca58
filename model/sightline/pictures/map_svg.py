"""The map as one SVG text that needs nothing else: for reports, slides, print and download."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, tostring

from sightline.phrases import clean, counted, percent
from sightline.pictures.layering import CARD_HEIGHT, CARD_WIDTH
from sightline.pictures.map_legend import HATCH, define_fills, draw_legend, legend_entries
from sightline.pictures.map_model import Band, MapEdge, MapNode, MapView
from sightline.pictures.palette import Ink, colour_of_sight
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.svg_marks import (
    FONT,
    LEAST_WIDTH,
    MARGIN,
    add,
    add_arc,
    add_head,
    add_mark,
    add_text,
    fit,
    number,
    width_of,
)

_MARK_PLACE: Final = 23.0
_TEXT_SIZE: Final = 11.5
_FIGURE_SIZE: Final = 10.5
_HEAD: Final = 7.0


def map_svg(view: MapView, ink: Ink, *, title: str, caption: str = "", legend: bool = True) -> str:
    """Draw a map as SVG text. ``caption`` (a date, a source) and the notices of the view stand below its title."""
    _, _, width, height = _extent(view)
    room = max(width, LEAST_WIDTH - 2 * MARGIN)
    root = _begin(title, _description(view), ink)
    add(root, "rect", width="100%", height="100%", fill=ink.paper)
    below = " ".join(part for part in (caption, *view.notices) if part)
    top = add_head(root, ink, title, (below,), width=room)
    _draw_plane(root, view, ink, x=MARGIN, y=top)
    bottom = top + height + MARGIN
    if legend:
        bottom = draw_legend(root, legend_entries(view), ink, left=MARGIN, top=bottom, width=room) + MARGIN
    return _end(root, room + 2 * MARGIN, bottom)


def map_picture(view: MapView, ink: Ink) -> Picture:
    """Draw a map alone, without title and legend; the table tells what each element sees and whom it works for."""
    _, _, width, height = _extent(view)
    said = _description(view)
    root = _begin(said, said, ink)
    _draw_plane(root, view, ink, x=0.0, y=0.0)
    titles = {node.id: node.label for node in view.nodes}
    works_for: dict[str, list[str]] = {node.id: [] for node in view.nodes}
    for edge in view.edges:
        works_for[edge.supplier].append(titles[edge.customer])
    rows = tuple(
        (
            node.id,
            node.label,
            node.kind,
            None if node.sight != node.sight else node.sight,
            node.haze,
            node.assessed,
            "; ".join(works_for[node.id]),
        )
        for node in view.nodes
    )
    table = TableTwin(("Id", "Name", "Kind", "Sight", "Taken by its own obstacles", "Assessed", "Works for"), rows)
    return Picture("svg", _end(root, width, height), said, table, round(height))


def _begin(title: str, description: str, ink: Ink) -> Element:
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONT})
    add(root, "title").text = clean(title)
    add(root, "desc").text = description
    define_fills(root, ink)
    return root


def _end(root: Element, width: float, height: float) -> str:
    root.set("viewBox", f"0 0 {number(width)} {number(height)}")
    root.set("width", number(width))
    root.set("height", number(height))
    return tostring(root, encoding="unicode")


def _draw_plane(root: Element, view: MapView, ink: Ink, *, x: float, y: float) -> None:
    """Draw all of a map into one group whose left upper corner stands at a place."""
    left, top, *_ = _extent(view)
    plane = add(root, "g", transform=f"translate({number(x - left)} {number(y - top)})")
    for band in view.bands:
        _draw_band(plane, band, ink)
    places = {node.id: node for node in view.nodes}
    for edge in view.edges:
        _draw_edge(plane, edge, places[edge.supplier], places[edge.customer], ink)
    for node in view.nodes:
        _draw_node(plane, node, ink)


def _extent(view: MapView) -> tuple[float, float, float, float]:
    """Give left, top, width and height of all that is drawn."""
    if not view.bands:
        return 0.0, 0.0, 0.0, 0.0
    left, top = min(band.left for band in view.bands), min(band.top for band in view.bands)
    right = max(band.left + band.width for band in view.bands)
    return left, top, right - left, max(band.top + band.height for band in view.bands) - top


def _description(view: MapView) -> str:
    side = "suppliers at the left" if all(band.column == "level" for band in view.bands) else "customers at the right"
    return f"A map of {counted(len(view.nodes), 'element')} and {counted(len(view.edges), 'relation')}, {side}."


def _draw_band(plane: Element, band: Band, ink: Ink) -> None:
    stranded = band.column == "stranded"
    add(
        plane,
        "rect",
        x=band.left,
        y=band.top,
        width=band.width,
        height=band.height,
        rx=8,
        fill=ink.panel,
        stroke=ink.no_route if stranded else "none",
        stroke_dasharray="4 4" if stranded else "none",
    )
    add_text(
        plane,
        band.title,
        x=band.left + band.width / 2,
        y=band.top + 24.0,
        size=13.0,
        fill=ink.customer if band.column == "customers" else ink.muted,
        text_anchor="middle",
        font_weight="600",
    )


def _draw_edge(plane: Element, edge: MapEdge, supplier: MapNode, customer: MapNode, ink: Ink) -> None:
    """Draw a relation as a curve that leaves and reaches the cards level, with a head at the customer."""
    half = CARD_WIDTH / 2
    colour = ink.blocked if edge.hindered else ink.handoffs if edge.away else ink.muted
    if supplier is customer:
        x, y = supplier.x + half, supplier.y
        path = f"M{number(x)},{number(y + 8)}C{number(x + 34)},{number(y + 26)} {number(x + 34)},{number(y - 26)} "
        end, towards = (x + _HEAD, y - 8.0), -1.0
        path += f"{number(end[0])},{number(end[1])}"
    else:
        forward = customer.x - supplier.x
        beside = abs(forward) < CARD_WIDTH
        leaves = 1.0 if forward > 0 and not beside else -1.0
        towards = 1.0 if leaves > 0 or beside else -1.0
        start = (supplier.x + leaves * half, supplier.y)
        end = (customer.x - towards * (half + _HEAD), customer.y)
        bend = max(abs(end[0] - start[0]) * 0.45, 36.0)
        path = (
            f"M{number(start[0])},{number(start[1])}C{number(start[0] + leaves * bend)},{number(start[1])} "
            f"{number(end[0] - towards * bend)},{number(end[1])} {number(end[0])},{number(end[1])}"
        )
    curve = add(
        plane,
        "path",
        d=path,
        fill="none",
        stroke=colour,
        stroke_width=edge.width,
        stroke_opacity="0.55",
        stroke_dasharray="7 4" if edge.hindered else "none",
    )
    add(curve, "title").text = _lines(edge.note)
    wide = 3.0 + edge.width / 2
    head = ((end[0], end[1] - wide), (end[0] + towards * _HEAD, end[1]), (end[0], end[1] + wide))
    points = " ".join(f"{number(x)},{number(y)}" for x, y in head)
    add(plane, "polygon", points=points, fill=colour, fill_opacity="0.8")


def _draw_node(plane: Element, node: MapNode, ink: Ink) -> None:
    """Draw the card of a node: its mark, its name, and how much it sees."""
    card = add(plane, "g")
    add(card, "title").text = _lines(node.note)
    left, top = node.x - CARD_WIDTH / 2, node.y - CARD_HEIGHT / 2
    ground = ink.paper if node.assessed else f"url(#{HATCH})"
    edge = ink.no_route if node.stranded else ink.line
    for offset in (4.0, 0.0) if node.members else (0.0,):
        add(
            card,
            "rect",
            x=left + offset,
            y=top - offset,
            width=CARD_WIDTH,
            height=CARD_HEIGHT,
            rx=6,
            fill=ground,
            stroke=edge,
        )
    x, customer = left + _MARK_PLACE, node.kind == "customer"
    fill = ink.customer if customer else colour_of_sight(node.sight)
    add_mark(card, node.kind, x=x, y=node.y, radius=min(node.radius, 13.0), fill=fill, edge=ink.paper)
    if node.haze > 0:
        add_arc(card, x=x, y=node.y, radius=16.5, part=node.haze, stroke=ink.blocked, width=3.0)
    figure = "" if customer or node.sight != node.sight else percent(node.sight)
    room = CARD_WIDTH - 2 * _MARK_PLACE - width_of(figure, _FIGURE_SIZE) - 8.0
    lines = fit(node.label, room, _TEXT_SIZE, lines=2)
    for position, line in enumerate(lines):
        y = node.y + _TEXT_SIZE * 0.36 + (position - (len(lines) - 1) / 2) * 13.0
        add_text(card, line, x=left + 2 * _MARK_PLACE - 2, y=y, size=_TEXT_SIZE, fill=ink.text)
    if figure:
        add_text(
            card, figure, x=left + CARD_WIDTH - 7, y=node.y + 4.0, size=_FIGURE_SIZE, fill=ink.muted, text_anchor="end"
        )


def _lines(note: str) -> str:
    """Give several lines without any character that could do harm."""
    return "\n".join(clean(line) for line in note.split("\n"))
