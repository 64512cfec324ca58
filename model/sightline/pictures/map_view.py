"""The map of an organization: from an analysis and a reader's choice to nodes and edges in their places."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

import numpy as np

from sightline.arrays.network import Flags, Network, Rows
from sightline.arrays.sums import sum_by_row
from sightline.phrases import counted, is_or_are
from sightline.pictures.layering import Layout, lay_out
from sightline.pictures.map_choice import Chosen, MapChoice, choose
from sightline.pictures.map_drawn import Drawn
from sightline.pictures.map_edges import MOST_EDGES, draw_edges, draw_structure, find_parents
from sightline.pictures.map_folding import Folding, fold_to_fit
from sightline.pictures.map_model import Band, MapEdge, MapNode, MapView
from sightline.pictures.map_notes import label, node_note
from sightline.pictures.tree_layout import lay_out_tree
from sightline.pipeline import Analysis

LEAST_RADIUS: Final = 9.0
MOST_RADIUS: Final = 16.0
CUSTOMER_RADIUS: Final = 13.0
_CUSTOMERS: Final = 0.25
"""The part of a map that may be external customers while others have to be left out."""
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

    drawn = Drawn.of(analysis, folding, shown)
    edges, thinner = draw_edges(drawn, analysis, folding)
    if choice.layout == "org":
        parent = find_parents(drawn, network, folding)
        edges += draw_structure(drawn, parent, {(edge.supplier, edge.customer) for edge in edges if edge.implied})
        layout = lay_out_tree(drawn.ids, parent)
    else:
        units = dict(zip(drawn.ids, _units(network)[drawn.rows].tolist(), strict=True))
        hops = {name: steps if steps >= 0 else None for name, steps in zip(drawn.ids, drawn.hops.tolist(), strict=True)}
        layout = lay_out(drawn.ids, hops, [(edge.supplier, edge.customer) for edge in edges], units)
    return _view(
        nodes=_nodes(drawn, analysis, layout),
        edges=tuple(edges),
        bands=_bands(layout, levels=choice.layout == "org"),
        hidden=chosen.filtered + chosen.beyond + left_out,
        notices=tuple(
            _notices(choice, chosen, units=len(to_fit & frozenset(drawn.ids)), left_out=left_out, thinner=thinner)
        ),
    )


def _cut(analysis: Analysis, choice: MapChoice, folding: Folding, elements: Flags) -> tuple[Flags, int]:
    """Leave out what is beyond the limit even with units folded; give what is left, and how many elements are not.

    The focus, then external customers come first, as many as leave room for those who work for them; then those where
    most work arrives.
    """
    network = analysis.snapshot.network
    nodes = np.unique(folding.drawn[elements])
    if len(nodes) <= choice.limit:
        return elements, 0
    arrivals = sum_by_row(folding.drawn[elements], analysis.sight.arrivals[elements], len(network.elements))
    named = [network.elements.row[name] for name in (choice.focus, choice.only_line_of) if name in network.elements.row]
    foremost = np.isin(nodes, folding.drawn[named]) if named else np.zeros(len(nodes), dtype=np.bool_)
    is_customer = network.elements.is_customer[nodes]
    customers = nodes[is_customer][np.argsort(-arrivals[nodes[is_customer]], kind="stable")]
    crowd = np.isin(nodes, customers[max(int(choice.limit * _CUSTOMERS), 1) :])
    order = np.lexsort((nodes, -arrivals[nodes], ~is_customer, crowd, ~foremost))
    kept = elements & np.isin(folding.drawn, nodes[order[: choice.limit]])
    return kept, int(elements.sum() - kept.sum())


def _units(network: Network) -> Rows:
    """Give per element what it belongs to in the layout: itself where it has parts or no unit, else its unit."""
    parent = network.elements.parent
    own = parent < 0
    own[parent[parent >= 0]] = True
    return np.where(own, np.arange(len(parent)), parent)


def _nodes(drawn: Drawn, analysis: Analysis, layout: Layout) -> tuple[MapNode, ...]:
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


def _notices(choice: MapChoice, chosen: Chosen, *, units: int, left_out: int, thinner: int) -> Iterator[str]:
    """Say what is not drawn, and why."""
    if chosen.filtered:
        yield f"{chosen.filtered:,} hidden by filters."
    if chosen.beyond:
        yield f"{counted(chosen.beyond, 'element')} outside of the focus {is_or_are(chosen.beyond)} not drawn."
    if units:
        yield (
            f"{counted(units, 'unit')} {is_or_are(units)} drawn as one node each, so that at most {choice.limit:,} are "
            "drawn; put one in focus, or filter, to see inside."
        )
    if left_out:
        yield (
            f"Only the {choice.limit:,} elements where most work arrives are drawn; {left_out:,} are not. "
            "Put one in focus, or filter, to see others."
        )
    if thinner:
        yield f"Only the {MOST_EDGES:,} widest relations are drawn; {thinner:,} are not."


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
