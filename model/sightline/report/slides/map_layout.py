"""Where everything of a map stands on a slide: lanes side by side, in each its cards, every name in its card.

The order is that of the map's own layout; places and sizes are the slide's, so that all of it can be read there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sightline.phrases import clean, percent, without_aside
from sightline.pictures.map_model import Band, MapNode, MapView
from sightline.pictures.svg_marks import width_of
from sightline.report.slides.canvas import SMALLEST_IN_CARD, Box
from sightline.report.slides.fitting import BOLD, LINE, Run, count_lines

SIZES: Final = (15.0, 12.0, 10.5, 9.0)
"""Sizes of the letters, the first that fits is taken."""
HEAD: Final = 18.0
"""The height of a lane's title."""
TITLE_MARGIN: Final = 3.0
"""Around a lane's title."""
APART: Final = 4.0
"""Between two cards above each other, at the least."""
_LANE: Final = 6.0
"""From the edge of a lane to its cards."""
_BESIDE: Final = 8.0
"""Between two cards beside each other in one lane."""
_GAP, _WIDEST_GAP = 30.0, 90.0
"""Between the cards of two lanes, the least and the most; in less, office programs lead curves astray."""
_MOST_LANES: Final = 7
"""Lanes beside each other; beyond, those who are the farthest from customers share one."""
_NARROWEST, _WIDEST = 4.5, 15.0
"""The least and the most width of a name, in sizes of its letters."""
_MOST_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One node in its place: the box of its card, its name as far as it fits, and what it sees, both in ``size``."""

    node: MapNode
    box: Box
    name: str
    figure: str
    size: float

    @property
    def mark(self) -> Box:
        """The place of the node's mark, at the left of its card."""
        side = mark_side(self.size)
        return Box(self.box.left + 4.0, self.box.top + (self.box.height - side) / 2, side, side)

    @property
    def text(self) -> Box:
        """The place of the name, right of the mark."""
        left = self.mark.right + 4.0
        return Box(left, self.box.top + 1.0, self.box.right - 2.0 - left, self.box.height - 2.0)


@dataclass(frozen=True, slots=True)
class MapPlan:
    """A map with its places; ``whole`` is the share of names that are written out."""

    view: MapView
    lanes: tuple[tuple[Band, Box], ...]
    cards: tuple[Card, ...]
    whole: float


def mark_side(size: float) -> float:
    """Give the width of a mark beside letters of a size."""
    return size * 1.6


def lay_out_map(view: MapView, area: Box) -> MapPlan:
    """Place a map in an area, in the largest letters in which all names fit; in the smallest ones some are cut."""
    plans = (_lay_out(view, area, size) for size in SIZES)
    plan = next(plans)
    for smaller in plans:
        if plan.whole == 1.0:
            break
        plan = smaller
    return plan


@dataclass(frozen=True, slots=True)
class _Lane:
    """The nodes of one band in their order, in how many rows and sub-columns, and the width of their names."""

    band: Band
    nodes: Sequence[MapNode]
    split: int
    rows: int
    text: float

    def width(self, size: float) -> float:
        """Give the width of all its cards together."""
        return self.split * (self.text + _beside_text(size)) + (self.split - 1) * _BESIDE


def _lay_out(view: MapView, area: Box, size: float) -> MapPlan:
    lanes = [_choose_lane(band, nodes, area.height - HEAD - _LANE, size) for band, nodes in _in_bands(view)]
    names = sum(lane.split for lane in lanes)
    room = area.width - 2 * _LANE - _GAP * (len(lanes) - 1)
    lanes = _narrow(lanes, room, size)
    spare = room - sum(lane.width(size) for lane in lanes)
    wider = min(spare / 2, 2.0 * size * names) / names
    lanes = [replace(lane, text=lane.text + wider) for lane in lanes]
    gap = min(_GAP + (spare - wider * names) / max(len(lanes) - 1, 1), _WIDEST_GAP)
    width = sum(lane.width(size) for lane in lanes) + gap * (len(lanes) - 1)
    left = area.left + (area.width - width) / 2
    placed: list[tuple[Band, Box]] = []
    cards: list[Card] = []
    for lane in lanes:
        width = lane.width(size)
        placed.append((lane.band, Box(left - _LANE, area.top, width + 2 * _LANE, area.height)))
        cards += _cards(lane, Box(left, area.top + HEAD, width, area.height - HEAD - _LANE), size)
        left += width + gap
    complete = sum(card.name == _name(card.node) for card in cards)
    return MapPlan(view, tuple(placed), tuple(cards), complete / len(cards))


def _narrow(lanes: list[_Lane], room: float, size: float) -> list[_Lane]:
    """Narrow the widest lanes, all to one width of names, until all lanes have room beside each other."""
    while sum(lane.width(size) for lane in lanes) > room:
        most = max(lane.text for lane in lanes) - 1.0
        lanes = [replace(lane, text=min(lane.text, most)) for lane in lanes]
    return lanes


def _in_bands(view: MapView) -> Iterator[tuple[Band, list[MapNode]]]:
    """Give the nodes of every band, from the top down; the farthest bands are one where there are too many."""
    steps = [band for band in view.bands if band.column == "hops"]
    surplus = len(view.bands) - _MOST_LANES
    far = steps[: surplus + 1] if surplus > 0 else []
    for band in view.bands:
        if band in far[:-1]:
            continue
        these = far if far and band is far[-1] else [band]
        nodes = [node for node in view.nodes if any(one.left <= node.x <= one.left + one.width for one in these)]
        title = band.title if these == [band] else band.title.replace(" ", "+ ", 1)
        yield replace(band, title=title), sorted(nodes, key=lambda node: (node.y, node.x))


def _choose_lane(band: Band, nodes: Sequence[MapNode], height: float, size: float) -> _Lane:
    """Split a band into as many sub-columns as make it narrowest with all names written out."""
    title = width_of(band.title, SMALLEST_IN_CARD) * BOLD - 2 * _LANE - _beside_text(size) + 2 * TITLE_MARGIN
    lanes = []
    for split in range(1, len(nodes) + 1):
        rows = -(-len(nodes) // split)
        lines = _lines(height / rows, size)
        if lines:
            lanes.append(_Lane(band, nodes, split, rows, _text_width(nodes, lines, size, least=title)))
    return min(lanes, key=lambda lane: (lane.width(size), lane.split))


def _lines(row: float, size: float) -> int:
    """Count the lines that the cards of a row of this height have; none where a card does not fit."""
    if row - APART < mark_side(size) + 4.0:
        return 0
    return min(int((row - APART - 3.0) // (LINE * size)), _MOST_LINES)


def _text_width(nodes: Sequence[MapNode], lines: int, size: float, *, least: float) -> float:
    """Find the least width in which all names keep to these lines, no word broken; the widest there is else."""
    least, most = max(least, _NARROWEST * size), _WIDEST * size
    words = [width_of(word, size) for node in nodes for word in _name(node).split(" ")]
    width = min(max(least, *words), most)
    while width < most and not all(_fits(_name(node), _figure(node), width, size, lines) for node in nodes):
        width = min(width + size / 3, most)
    return width


def _cards(lane: _Lane, area: Box, size: float) -> Iterator[Card]:
    row = area.height / lane.rows
    most = _lines(row, size)
    named = [(node, _cut(_name(node), _figure(node), lane.text, size, most)) for node in lane.nodes]
    lines = max(_count(name, _figure(node), lane.text, size) for node, name in named)
    width, height = lane.text + _beside_text(size), max(lines * LINE * size + 3.0, mark_side(size) + 4.0)
    for position, (node, name) in enumerate(named):
        left = area.left + (position % lane.split) * (width + _BESIDE)
        middle = area.top + (position // lane.split + 0.5) * row
        yield Card(node, Box(left, middle - height / 2, width, height), name, _figure(node), size)


def _beside_text(size: float) -> float:
    """Give the width of a card beside that of its text."""
    return mark_side(size) + 10.0


def _name(node: MapNode) -> str:
    return clean(without_aside(node.label))


def _figure(node: MapNode) -> str:
    return "" if node.kind == "customer" or node.sight != node.sight else percent(node.sight)


def _cut(name: str, figure: str, width: float, size: float, lines: int) -> str:
    """Cut a name so that it keeps to the lines together with its figure."""
    if _fits(name, figure, width, size, lines):
        return name
    lengths = range(len(name) - 1, 0, -1)
    shorter = (name[:length].rstrip(" ,;:-") + "…" for length in lengths)
    return next((one for one in shorter if _fits(one, figure, width, size, lines)), "…")


def _fits(name: str, figure: str, width: float, size: float, lines: int) -> bool:
    return _count(name, figure, width, size) <= lines


def _count(name: str, figure: str, width: float, size: float) -> int:
    """Count the lines of a name with its figure; a word too wide for a line may be broken elsewhere than we would."""
    broken = sum(width_of(word, size) > width for word in name.split(" "))
    return count_lines(written(name, figure), width, size) + broken


def written(name: str, figure: str) -> tuple[Run, ...]:
    """Write a name with its figure, which stays on one line."""
    return (Run(name), Run(f" {figure}", colour="muted")) if figure else (Run(name),)
