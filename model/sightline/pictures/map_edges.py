"""The relations of a map: those of folded units summed, and what is part of what in the org chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from sightline.arrays.network import Network
from sightline.arrays.sums import sum_by_row
from sightline.pictures.map_drawn import Drawn
from sightline.pictures.map_folding import Folding
from sightline.pictures.map_model import MapEdge
from sightline.pictures.map_notes import edge_note, structure_note
from sightline.pipeline import Analysis

THIN: Final = 1.0
"""Width of a relation that stands for membership only, in pixels."""
WIDEST: Final = 8.0
MOST_EDGES: Final = 6_000
"""Relations that a map draws at most."""
_WIDER: Final = 3.0


def draw_edges(drawn: Drawn, analysis: Analysis, folding: Folding) -> tuple[list[MapEdge], int]:
    """Draw the relations that carry work between nodes; those between two nodes, one of them folded, are summed.

    Gives the edges in the order of the relations, and how many are left out because they are thinner than the
    MOST_EDGES drawn. The width goes by the share of its supplier's output that a relation carries.
    """
    network, hops = analysis.snapshot.network, analysis.sight.hops
    relations = network.relations
    supplier, customer = drawn.place[relations.supplier], drawn.place[relations.customer]
    folded = folding.folded[relations.supplier] | folding.folded[relations.customer]
    shown = (relations.volume > 0) & (supplier >= 0) & (customer >= 0) & ~(folded & (supplier == customer))
    rows = np.flatnonzero(shown)
    pair = np.where(folded[rows], supplier[rows] * len(drawn.ids) + customer[rows], -1 - rows)
    _, first, edge = np.unique(pair, return_index=True, return_inverse=True)
    share = sum_by_row(edge, network.share[rows], len(first))
    widest = np.argsort(-share, kind="stable")[:MOST_EDGES]
    together = np.split(rows[np.argsort(edge, kind="stable")], np.cumsum(np.bincount(edge))[:-1])

    hindered = network.has_obstacle[1]
    before, after = hops[relations.supplier], hops[relations.customer]
    leads_away = (before >= 0) & ((after < 0) | (after > before))
    edges = []
    for number in widest[np.argsort(first[widest])].tolist():
        those = together[number]
        row = int(those[0])
        implied, away = bool(relations.implied[those].all()), bool(leads_away[those].all())
        ends = int(supplier[row]), int(customer[row])
        edges.append(
            MapEdge(
                id=str(folding.edge(row)),
                supplier=drawn.ids[ends[0]],
                customer=drawn.ids[ends[1]],
                width=THIN if implied else round(min(THIN + _WIDER * float(share[number]) ** 0.5, WIDEST), 1),
                hindered=bool(hindered[those].any()),
                implied=implied,
                away=away,
                note=edge_note(network, those, ends=(int(drawn.rows[ends[0]]), int(drawn.rows[ends[1]])), away=away),
            )
        )
    return edges, len(first) - len(widest)


def find_parents(drawn: Drawn, network: Network, folding: Folding) -> dict[str, str | None]:
    """Give the node that each node is part of, None where that is not drawn."""
    parents: dict[str, str | None] = {}
    for name, row in zip(drawn.ids, drawn.rows.tolist(), strict=True):
        above = int(network.elements.parent[row])
        while above >= 0 and drawn.place[folding.drawn[above]] < 0:
            above = int(network.elements.parent[above])
        parents[name] = folding.node(above) if above >= 0 else None
    return parents


def draw_structure(drawn: Drawn, parent: Mapping[str, str | None], told: set[tuple[str, str]]) -> list[MapEdge]:
    """Draw what is part of what, thin, where no membership relation tells the same."""
    return [
        MapEdge(
            id=f"{name} part of {above}",
            supplier=name,
            customer=above,
            width=THIN,
            hindered=False,
            implied=True,
            away=False,
            note=structure_note(),
        )
        for name in drawn.ids
        if (above := parent[name]) is not None and (name, above) not in told
    ]
