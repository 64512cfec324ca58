"""The map of an organization: from an analysis and a reader's choice to nodes and edges in their places."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np

from sightline.arrays.network import Flags, Floats, Network, Rows
from sightline.arrays.sums import sum_by_row
from sightline.phrases import counted
from sightline.pictures.layering import Layout, lay_out
from sightline.pictures.map_choice import MapChoice, choose, idle_containers
from sightline.pictures.map_folding import Folding, fold_to_fit
from sightline.pictures.map_model import Band, MapEdge, MapNode, MapView
from sightline.pictures.map_notes import edge_note, label, node_note, structure_note
from sightline.pictures.tree_layout import lay_out_tree
from sightline.pipeline import Analysis

LEAST_RADIUS: Final = 9.0
MOST_RADIUS: Final = 16.0
CUSTOMER_RADIUS: Final = 13.0
THIN: Final = 1.0
"""Width of a relation that stands for membership only, in pixels."""
WIDEST: Final = 8.0
_HEADING: Final = 44.0
_MARGIN: Final = 24.0


def build_map(analysis: Analysis, choice: MapChoice | None = None) -> MapView:
    """Build the map that a choice asks for; figures and places always rest on the whole organization."""
    choice = choice or MapChoice()
    network = analysis.snapshot.network
    chosen = choose(analysis, choice)
    by_choice = Folding(network, choice.folded)
    nodes = np.unique(by_choice.drawn[chosen.elements])
    to_fit = fold_to_fit(network, nodes, choice.limit)
    folding = Folding(network, choice.folded | to_fit) if to_fit else by_choice
    shown, left_out = _cut(analysis, choice, folding, chosen.elements)

    drawn = _Drawn.of(analysis, folding, shown)
    edges = _edges(drawn, analysis, folding)
    if choice.layout == "org":
        parent = _parents(drawn, network, folding)
        edges += _structure(drawn, parent, {(edge.supplier, edge.customer) for edge in edges if edge.implied})
        layout = lay_out_tree(drawn.ids, parent)
    else:
        units = {name: _unit(network, row) for name, row in zip(drawn.ids, drawn.rows.tolist(), strict=True)}
        hops = {name: steps if steps >= 0 else None for name, steps in zip(drawn.ids, drawn.hops.tolist(), strict=True)}
        layout = lay_out(drawn.ids, hops, [(edge.supplier, edge.customer) for edge in edges], units)
    return _view(
        nodes=_nodes(drawn, analysis, layout),
        edges=tuple(edges),
        bands=_bands(layout, levels=choice.layout == "org"),
        hidden=chosen.filtered + chosen.beyond + left_out,
        notices=_notices(choice, filtered=chosen.filtered, beyond=chosen.beyond, to_fit=len(to_fit), left_out=left_out),
    )


@dataclass(frozen=True, eq=False)
class _Drawn:
    """The nodes drawn, one entry each: a single element or a folded unit, with the figures of all that is in it.

    ``place`` gives per element row the number of its node, -1 where it is not drawn. ``sight`` is the worst of those
    that work goes through, NaN where none does; ``hops`` the fewest, -1 where all are stranded.
    """

    rows: Rows
    ids: tuple[str, ...]
    place: Rows
    members: Rows
    sight: Floats
    haze: Floats
    effort: Floats
    hops: Rows
    assessed: Flags
    idle: Flags

    @classmethod
    def of(cls, analysis: Analysis, folding: Folding, shown: Flags) -> _Drawn:
        network, found = analysis.snapshot.network, analysis.sight
        elements = network.elements
        inside = np.flatnonzero(shown)
        rows, node = np.unique(folding.drawn[inside], return_inverse=True)
        count = len(rows)
        working = ~idle_containers(network)[inside]

        sight = np.full(count, np.inf)
        np.minimum.at(sight, node[working], found.sight[inside[working]])
        haze = np.zeros(count)
        np.maximum.at(haze, node, 1.0 - analysis.snapshot.flow.clarity.elements[inside])
        far = len(elements)
        hops = np.full(count, far)
        steps = found.hops[inside]
        np.minimum.at(hops, node[steps >= 0], steps[steps >= 0])
        vague = np.zeros(count, dtype=np.bool_)
        vague[node[working & ~analysis.coverage.elements[inside]]] = True
        place = np.full(len(elements), -1, dtype=np.int64)
        place[inside] = node
        return cls(
            rows=rows,
            ids=tuple(elements.ids[rows].tolist()),
            place=place,
            members=np.where(folding.folded[rows], np.bincount(node, minlength=count), 0),
            sight=np.where(np.isfinite(sight), sight, np.nan),
            haze=haze,
            effort=sum_by_row(node, elements.effort[inside], count),
            hops=np.where(hops < far, hops, -1),
            assessed=~vague,
            idle=np.isinf(sight),
        )


def _cut(analysis: Analysis, choice: MapChoice, folding: Folding, elements: Flags) -> tuple[Flags, int]:
    """Leave out what is beyond the limit even with units folded; give what is left, and how many elements are not.

    The focus, then external customers come first, then those where most work arrives.
    """
    network = analysis.snapshot.network
    nodes = np.unique(folding.drawn[elements])
    if len(nodes) <= choice.limit:
        return elements, 0
    arrivals = sum_by_row(folding.drawn[elements], analysis.sight.arrivals[elements], len(network.elements))
    named = [network.elements.row[name] for name in (choice.focus, choice.only_line_of) if name in network.elements.row]
    foremost = np.isin(nodes, folding.drawn[named]) if named else np.zeros(len(nodes), dtype=np.bool_)
    order = np.lexsort((nodes, -arrivals[nodes], ~network.elements.is_customer[nodes], ~foremost))
    kept = elements & np.isin(folding.drawn, nodes[order[: choice.limit]])
    return kept, int(elements.sum() - kept.sum())


def _unit(network: Network, row: int) -> int:
    """Give the row of what an element belongs to in the layout: its parent, or itself."""
    parent = int(network.elements.parent[row])
    return parent if parent >= 0 else row


def _nodes(drawn: _Drawn, analysis: Analysis, layout: Layout) -> tuple[MapNode, ...]:
    network = analysis.snapshot.network
    elements = network.elements
    customers = elements.is_customer[drawn.rows]
    part = np.sqrt(drawn.effort / max(float(drawn.effort.max(initial=0.0)), 1e-300))
    radius = np.where(customers, CUSTOMER_RADIUS, LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * part)
    holders = drawn.place[network.obstacles.element[network.obstacles.element >= 0]]
    obstacles = np.bincount(holders[holders >= 0], minlength=len(drawn.rows))
    return tuple(
        MapNode(
            id=name,
            label=label(network, row),
            kind=elements.kind(row),
            sight=float(drawn.sight[number]),
            haze=float(drawn.haze[number]),
            radius=round(float(radius[number]), 1),
            assessed=bool(drawn.assessed[number]),
            stranded=bool(drawn.hops[number] < 0 and not drawn.idle[number]),
            x=round(layout.x[name], 1),
            y=round(layout.y[name], 1),
            members=int(drawn.members[number]),
            note=node_note(
                network,
                row,
                sight=float(drawn.sight[number]),
                hops=int(drawn.hops[number]),
                obstacles=int(obstacles[number]),
                assessed=bool(drawn.assessed[number]),
                members=int(drawn.members[number]),
            ),
        )
        for number, (name, row) in enumerate(zip(drawn.ids, drawn.rows.tolist(), strict=True))
    )


def _edges(drawn: _Drawn, analysis: Analysis, folding: Folding) -> list[MapEdge]:
    """Draw the relations that carry work between nodes; those of a folded unit to the same node are summed."""
    network, hops = analysis.snapshot.network, analysis.sight.hops
    relations = network.relations
    before, after = hops[relations.supplier], hops[relations.customer]
    leads_away = (before >= 0) & ((after < 0) | (after > before))
    supplier, customer = drawn.place[relations.supplier], drawn.place[relations.customer]
    inside = folding.folded[relations.supplier] & (supplier == customer)
    hindered = network.has_obstacle[1]
    summed: dict[str, list[int]] = {}
    for row in np.flatnonzero((relations.volume > 0) & (supplier >= 0) & (customer >= 0) & ~inside).tolist():
        summed.setdefault(str(folding.edge(row)), []).append(row)
    edges = []
    for name, rows in summed.items():
        one, other = int(supplier[rows[0]]), int(customer[rows[0]])
        share = float(network.share[rows].sum())
        implied = bool(relations.implied[rows].all())
        away = bool(leads_away[rows].all())
        edges.append(
            MapEdge(
                id=name,
                supplier=drawn.ids[one],
                customer=drawn.ids[other],
                width=THIN if implied else round(min(THIN + 3.0 * share**0.5, WIDEST), 1),
                hindered=bool(hindered[rows].any()),
                implied=implied,
                away=away,
                note=edge_note(network, rows, ends=(int(drawn.rows[one]), int(drawn.rows[other])), away=away),
            )
        )
    return edges


def _parents(drawn: _Drawn, network: Network, folding: Folding) -> dict[str, str | None]:
    """Give the node that each node is part of, None where that is not drawn."""
    parents: dict[str, str | None] = {}
    for name, row in zip(drawn.ids, drawn.rows.tolist(), strict=True):
        above = int(network.elements.parent[row])
        while above >= 0 and drawn.place[folding.drawn[above]] < 0:
            above = int(network.elements.parent[above])
        parents[name] = folding.node(above) if above >= 0 else None
    return parents


def _structure(drawn: _Drawn, parent: dict[str, str | None], told: set[tuple[str, str]]) -> list[MapEdge]:
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


def _bands(layout: Layout, *, levels: bool) -> tuple[Band, ...]:
    bands = []
    for column in layout.columns:
        if levels:
            title, kind = f"Level {column.number}", "level"
        elif column.number is None:
            title, kind = "No line of sight", "stranded"
        elif column.number == 0:
            title, kind = "External customers", "customers"
        else:
            title, kind = f"{counted(column.number, 'step')} away", "hops"
        bands.append(
            Band(
                title=title,
                column=kind,  # type: ignore[arg-type]
                left=round(column.left - _MARGIN, 1),
                top=-_HEADING,
                width=round(column.width + 2 * _MARGIN, 1),
                height=round(layout.height + _HEADING + _MARGIN, 1),
            )
        )
    return tuple(bands)


def _notices(choice: MapChoice, *, filtered: int, beyond: int, to_fit: int, left_out: int) -> tuple[str, ...]:
    notices = []
    if filtered:
        notices.append(f"{filtered:,} hidden by filters.")
    if beyond:
        notices.append(f"{counted(beyond, 'element')} out of reach of what is in focus {_is(beyond)} not drawn.")
    if to_fit:
        notices.append(
            f"{counted(to_fit, 'unit')} {_is(to_fit)} drawn as one node each, as more than {choice.limit:,} elements "
            "cannot be told apart; put one in focus, or filter, to see inside."
        )
    if left_out:
        notices.append(
            f"Only the {choice.limit:,} elements where most work arrives are drawn; {left_out:,} are not. "
            "Put one in focus, or filter, to see others."
        )
    return tuple(notices)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _view(
    *,
    nodes: tuple[MapNode, ...],
    edges: tuple[MapEdge, ...],
    bands: tuple[Band, ...],
    hidden: int,
    notices: tuple[str, ...],
) -> MapView:
    """Put a map together, named by its content."""
    content = repr((nodes, edges, bands, hidden, notices))
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return MapView(nodes=nodes, edges=edges, bands=bands, hidden=hidden, notices=notices, digest=digest)
