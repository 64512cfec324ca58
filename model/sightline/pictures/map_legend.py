"""The legend of a map: only what occurs in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sightline.document.vocabulary import ELEMENT_KINDS, ElementKind
from sightline.pictures.map_model import MapView
from sightline.pictures.map_notes import KIND_NAMES

LegendMark = Literal[
    "ramp", "kind", "haze", "unassessed", "no_work", "folded", "relation", "hindered", "implied", "away"
]


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


def _has_sight(view: MapView) -> bool:
    return any(node.sight == node.sight for node in view.nodes)
