"""The relations that a map keeps where all of them would hide each other."""

from __future__ import annotations

from dataclasses import replace

from sightline.phrases import counted, is_or_are
from sightline.pictures.map_model import MapEdge, MapView


def choose_relations(view: MapView, most: int) -> tuple[MapEdge, ...]:
    """Choose those that there is room for: to external customers, then of every supplier the widest, and so on."""
    customers = {node.id for node in view.nodes if node.kind == "customer"}
    rank: dict[str, int] = {}
    ranked: list[tuple[bool, int, float, int]] = []
    for at, edge in sorted(enumerate(view.edges), key=lambda one: -one[1].width):
        rank[edge.supplier] = rank.get(edge.supplier, -1) + 1
        ranked.append((edge.customer not in customers, rank[edge.supplier], -edge.width, at))
    chosen = {at for *_, at in sorted(ranked)[:most]}
    return tuple(edge for at, edge in enumerate(view.edges) if at in chosen)


def thin(view: MapView, most: int) -> MapView:
    """Draw so many relations at most, and say how many narrower ones are left out."""
    edges = choose_relations(view, most)
    left_out = len(view.edges) - len(edges)
    if not left_out:
        return view
    said = f"{counted(left_out, 'narrower relation')} {is_or_are(left_out)} not drawn."
    return replace(view, edges=edges, notices=(*view.notices, said))
