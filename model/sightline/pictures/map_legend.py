"""The legend of a map: only what occurs in it, as data, as part of a drawing and as a picture of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal
from xml.etree.ElementTree import Element, tostring

from sightline.document.vocabulary import ELEMENT_KINDS, ElementKind
from sightline.phrases import percent
from sightline.pictures.map_model import MapView
from sightline.pictures.map_notes import KIND_NAMES
from sightline.pictures.palette import SHAPES, SIGHT_STOPS, Ink, colour_of_sight, mix
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.svg_marks import FONT, add, add_arc, add_mark, add_text, number, width_of

HATCH: Final = "hatch"
RAMP: Final = "ramp"
_ROW: Final = 26.0

LegendMark = Literal[
    "ramp", "kind", "haze", "unassessed", "no_work", "folded", "relation", "hindered", "implied", "away"
]

_MARK_NAMES: Final[dict[LegendMark, str]] = {
    "ramp": "colour, from dark to light",
    "haze": "ring",
    "unassessed": "hatching",
    "no_work": "grey",
    "folded": "stacked cards",
    "relation": "arrow",
    "hindered": "dashed arrow",
    "away": "yellow arrow",
    "implied": "thin arrow",
}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One mark with what it means; ``kind`` is the kind of element where the mark is a shape with a letter."""

    mark: LegendMark
    text: str
    kind: ElementKind | None = None


def legend_entries(view: MapView) -> tuple[LegendEntry, ...]:
    """Say what the marks of this map mean, the ramp of sight first; marks that do not occur are left out."""
    entries = [LegendEntry("ramp", "Sight: how much of a customer an element sees")] if _has_sight(view) else []
    kinds = {node.kind for node in view.nodes}
    names = {**KIND_NAMES, "person": "individual"}  # as its letter
    entries += [LegendEntry("kind", names[kind].capitalize(), kind) for kind in ELEMENT_KINDS if kind in kinds]
    occurring: tuple[tuple[LegendMark, str, bool], ...] = (
        ("haze", "Ring: what its own obstacles take", any(node.haze > 0 for node in view.nodes)),
        ("unassessed", "Hatched: not looked at yet", any(not node.assessed for node in view.nodes)),
        ("no_work", "Grey: no work goes through it", any(node.sight != node.sight for node in view.nodes)),
        ("folded", "A unit drawn as one; its worst sight", any(node.members for node in view.nodes)),
        ("relation", "Relation, from supplier to customer; wider for more", any(not e.implied for e in view.edges)),
        ("hindered", "Dashed: an obstacle sits on it", any(edge.hindered for edge in view.edges)),
        ("away", "Leads away from the customers", any(edge.away for edge in view.edges)),
        ("implied", "Thin: part of a unit", any(edge.implied for edge in view.edges)),
    )
    return tuple(entries + [LegendEntry(mark, text) for mark, text, occurs in occurring if occurs])


def legend_picture(view: MapView, ink: Ink, *, width: float = 1060.0) -> Picture:
    """Draw the legend of a map alone, ``width`` pixels wide; the table says the same in words."""
    entries = legend_entries(view)
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONT})
    define_fills(root, ink)
    height = draw_legend(root, entries, ink, left=0.0, top=0.0, width=width)
    root.set("viewBox", f"0 0 {number(width)} {number(height)}")
    root.set("width", number(width))
    root.set("height", number(height))
    rows = tuple((SHAPES[entry.kind] if entry.kind else _MARK_NAMES[entry.mark], entry.text) for entry in entries)
    table = TableTwin(("Mark", "Meaning"), rows)
    return Picture("svg", tostring(root, encoding="unicode"), "What the marks of the map mean.", table, round(height))


def define_fills(root: Element, ink: Ink) -> None:
    """Define the hatching and the ramp of a drawing, under the ids HATCH and RAMP."""
    defs = add(root, "defs")
    hatch = add(
        defs, "pattern", id=HATCH, width=6, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )
    add(hatch, "rect", width=6, height=6, fill=ink.paper)
    add(hatch, "rect", width=2, height=6, fill=mix(ink.line, ink.paper, 0.4))
    ramp = add(defs, "linearGradient", id=RAMP)
    for position, stop in enumerate(SIGHT_STOPS):
        add(ramp, "stop", offset=f"{position / (len(SIGHT_STOPS) - 1):.3f}", stop_color=stop)


def draw_legend(
    root: Element, entries: tuple[LegendEntry, ...], ink: Ink, *, left: float, top: float, width: float
) -> float:
    """Draw the entries one after the other, in as many rows as they need; give where the last row ends."""
    x, y = left, top + _ROW / 2
    for entry in entries:
        mark = 150.0 if entry.mark == "ramp" else 34.0
        needed = mark + 8.0 + width_of(entry.text, 12.0) + 22.0
        if x > left and x + needed > left + width:
            x, y = left, y + _ROW
        _draw_mark(root, entry, ink, x=x, y=y)
        add_text(root, entry.text, x=x + mark + 8.0, y=y + 4.0, size=12.0, fill=ink.text)
        x += needed
    return y + _ROW / 2


def _draw_mark(root: Element, entry: LegendEntry, ink: Ink, *, x: float, y: float) -> None:
    if entry.mark == "ramp":
        add_text(root, percent(0.0), x=x, y=y + 4.0, size=11.0, fill=ink.muted)
        add(root, "rect", x=x + 26, y=y - 6, width=84, height=12, rx=3, fill=f"url(#{RAMP})")
        add_text(root, percent(1.0), x=x + 115, y=y + 4.0, size=11.0, fill=ink.muted)
    elif entry.kind is not None:
        fill = ink.customer if entry.kind == "customer" else ink.muted
        add_mark(root, entry.kind, x=x + 20.0, y=y, radius=9.0, fill=fill, edge=ink.paper)
    elif entry.mark == "haze":
        add(root, "circle", cx=x + 20, cy=y, r=5, fill=ink.line)
        add_arc(root, x=x + 20.0, y=y, radius=8.5, part=0.6, stroke=ink.blocked, width=3.0)
    elif entry.mark == "no_work":
        add(root, "circle", cx=x + 20, cy=y, r=8, fill=colour_of_sight(float("nan")))
    elif entry.mark in {"unassessed", "folded"}:
        ground = f"url(#{HATCH})" if entry.mark == "unassessed" else ink.paper
        for offset in (3.0, 0.0) if entry.mark == "folded" else (0.0,):
            add(
                root,
                "rect",
                x=x + 4 + offset,
                y=y - 7 - offset,
                width=26,
                height=14,
                rx=3,
                fill=ground,
                stroke=ink.muted,
            )
    else:
        colour = {"hindered": ink.blocked, "away": ink.handoffs}.get(entry.mark, ink.muted)
        dash = "7 4" if entry.mark == "hindered" else "none"
        thick = 1.0 if entry.mark == "implied" else 3.0
        add(root, "path", d=f"M{number(x)},{number(y)}h26", stroke=colour, stroke_width=thick, stroke_dasharray=dash)
        head = f"{number(x + 26)},{number(y - 4)} {number(x + 34)},{number(y)} {number(x + 26)},{number(y + 4)}"
        add(root, "polygon", points=head, fill=colour)


def _has_sight(view: MapView) -> bool:
    return any(node.sight == node.sight for node in view.nodes)
