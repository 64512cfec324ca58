"""The map as shapes that can be moved: a card for every node, and connectors that stay glued to the cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pptx.enum.shapes import MSO_SHAPE

from sightline.phrases import clean, counted, is_or_are, listed
from sightline.pictures.map_choice import MapChoice
from sightline.pictures.map_model import Band, MapView
from sightline.pictures.map_thinning import choose_relations
from sightline.pictures.map_view import build_map
from sightline.pictures.palette import colour_of_sight
from sightline.report.handover.subject import Subject
from sightline.report.handover.whole_map import tell_least, tell_reach
from sightline.report.slides.canvas import HEIGHT, SMALLEST_IN_CARD, WIDTH, Box, Canvas
from sightline.report.slides.fitting import LINE, Run, height_of, to_paragraph
from sightline.report.slides.map_key import Key, draw_key, lay_out_key
from sightline.report.slides.map_layout import TITLE_MARGIN, Card, MapPlan, lay_out_map, written
from sightline.report.slides.map_relations import MOST as MOST_RELATIONS
from sightline.report.slides.map_relations import draw_relation
from sightline.report.slides.marks import draw_mark, draw_ring, hatch
from sightline.report.slides.story import Story

if TYPE_CHECKING:
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.base import BaseShape
    from pptx.shapes.group import GroupShape

MOST: Final = (56, 48, 40)
"""Nodes on a slide at most; fewer where their names would not be read."""
READABLE: Final = 0.9
"""The share of the names that are written out on a map that is read."""
READING: Final = (
    "Work moves from the left to the right, where the external customers are.",
    "The lighter an element, the more of a customer it sees.",
    "Cards can be moved; their relations follow.",
)
_SIZE: Final = 13.0
_BETWEEN: Final = 2.0
_APART: Final = 7.0
_TWO_LINES: Final = 2 * LINE * _SIZE + _BETWEEN
_STACKED: Final = 2.5
_ROUND: Final = 4.0


@dataclass(frozen=True, slots=True)
class SlideMap:
    """A map ready to be drawn on a slide: what is said above it and in the notes, its places, and what marks mean."""

    above: tuple[str, ...]
    notes: tuple[str, ...]
    plan: MapPlan
    key: Key


def add_map(story: Story, title: str) -> None:
    """Add a slide with as much of the map as can be read on it; none where there is nothing to draw."""
    planned = plan_map(story.subject)
    if planned is not None:
        draw_map(story.deck.add_slide(title, notes=planned.notes), planned, story.say)


def plan_map(subject: Subject) -> SlideMap | None:
    """Choose as much of an organization as can be read on one slide; None where there is nothing to draw."""
    sentence, least = subject.word(tell_reach(subject)), subject.word(tell_least(subject))
    maps = []
    for limit in MOST:
        whole_view = build_map(subject.analysis, MapChoice(limit=limit))
        if not whole_view.nodes:
            return None
        bands = tuple(replace(band, title=subject.word(band.title)) for band in whole_view.bands)
        view = replace(whole_view, bands=bands, edges=choose_relations(whole_view, MOST_RELATIONS))
        left_out = _tell_left_out(view, len(whole_view.edges) - len(view.edges))
        said = tuple(filter(None, (f"{sentence} {left_out}".strip(), least)))
        above = said if _height_of(said) <= _TWO_LINES else said[:1]
        key = lay_out_key(view, subject.word, left=0.0, width=WIDTH)
        top = _height_of(above) + _APART
        plan = lay_out_map(view, Box(0.0, top, WIDTH, HEIGHT - key.height - _APART - top))
        maps.append(SlideMap(above, (*said, *map(subject.word, READING)), plan, key))
        if plan.whole >= READABLE:
            return maps[-1]
    return max(maps, key=lambda one: one.plan.whole)


def draw_map(canvas: Canvas, planned: SlideMap, say: Callable[[str], str]) -> None:
    """Draw a map: what is said above it, the lanes, the relations, the cards above them, and what the marks mean."""
    above = Box(0.0, 0.0, WIDTH, _height_of(planned.above))
    canvas.write(above, *planned.above, size=_SIZE, gap=_BETWEEN, name="What the map says")
    for band, box in planned.plan.lanes:
        _draw_lane(canvas, band, box)
    cards = {card.node.id: _draw_card(canvas, card, say) for card in planned.plan.cards}
    lowest = next(iter(cards.values())).group
    for edge in sorted(planned.plan.view.edges, key=lambda edge: edge.hindered):
        supplier, customer = cards[edge.supplier], cards[edge.customer]
        connector = draw_relation(canvas, edge, (supplier.card, supplier.box), (customer.card, customer.box))
        lowest._element.addprevious(connector._element)
    draw_key(canvas, planned.key, say, top=HEIGHT - planned.key.height)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was drawn for a node: its card, which relations are glued to, in a group with its mark."""

    group: GroupShape
    card: Shape
    box: Box


def _draw_lane(canvas: Canvas, band: Band, box: Box) -> None:
    stranded = band.column == "stranded"
    canvas.card(
        box,
        Run(band.title, bold=True, colour="customer" if band.column == "customers" else "muted"),
        edge="no_route" if stranded else None,
        margin=TITLE_MARGIN,
        size=SMALLEST_IN_CARD + 1.0,
        align="center",
        anchor="top",
        name="Lane",
    )


def _draw_card(canvas: Canvas, card: Card, say: Callable[[str], str]) -> _Drawn:
    """Draw a node as one group: its card with its name and what it sees, its mark, and the ring of its obstacles."""
    node = card.node
    edge = "no_route" if node.stranded else "line"
    shapes: list[BaseShape] = []
    if node.members:
        behind = Box(card.box.left + _STACKED, card.box.top - _STACKED, card.box.width, card.box.height)
        shapes.append(canvas.card(behind, shape=MSO_SHAPE.ROUNDED_RECTANGLE, fill="paper", edge=edge, name="Behind"))
    drawn = canvas.card(card.box, shape=MSO_SHAPE.ROUNDED_RECTANGLE, fill="paper", edge=edge, width=0.75, name="Card")
    drawn.adjustments[0] = _ROUND / min(card.box.width, card.box.height)
    if not node.assessed:
        hatch(drawn)
    canvas.fill_in(
        drawn, card.text, written(card.name, card.figure),
        size=card.size, floor=card.size, gap=0.0, align="left", anchor="middle",
    )  # fmt: skip
    drawn.text_frame.margin_left = canvas.frame.length(card.text.left - card.box.left)
    fill = "customer" if node.kind == "customer" else colour_of_sight(node.sight)
    shapes += [drawn, draw_mark(canvas, node.kind, card.mark, fill)]
    if node.haze > 0:
        shapes.append(draw_ring(canvas, card.mark, node.haze))
    alt = ", ".join(clean(say(line)) for line in node.note.split("\n"))
    return _Drawn(canvas.group(shapes, name=clean(node.label), alt=alt), drawn, card.box)


def _height_of(said: Sequence[str]) -> float:
    """Give the height of what is said above the map."""
    return height_of([to_paragraph(one) for one in said], WIDTH, _SIZE, _BETWEEN)


def _tell_left_out(view: MapView, relations: int) -> str:
    """Say what is folded and what is not drawn, ``relations`` among it."""
    units = sum(node.members > 0 for node in view.nodes)
    inside = sum(node.members for node in view.nodes)
    said = []
    if units:
        drawn = "is drawn as one" if units == 1 else "are drawn as one each"
        said.append(f"{counted(units, 'unit')} with {counted(inside, 'element')} {drawn}")
    if view.hidden:
        said.append(f"{counted(view.hidden, 'element')} where less work arrives {is_or_are(view.hidden)} left out")
    if relations:
        said.append(f"{counted(relations, 'narrower relation')} {is_or_are(relations)} left out")
    return f"For room, {listed(said)}." if said else ""
