"""What of an organization a map shows: the choice of its reader, and what lies within reach of one element."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from sightline.arrays.network import KIND_CODES, Flags, Network, Rows
from sightline.document.vocabulary import ElementKind
from sightline.pictures.map_folding import Folding
from sightline.pictures.map_model import Highlight
from sightline.pipeline import Analysis

FULL_DETAIL: Final = 300
"""Elements up to which every mark and label can be drawn."""
MOST_DRAWN: Final = 1_500
"""Elements that a map draws at most; beyond, units are folded."""

NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What the reader of a map asked for. An empty filter lets all pass; several filters must all let an element pass.

    ``kinds``; ``units``: parts of any of these elements, themselves included; ``areas``: elements with an obstacle of
    the area, on them or on a relation that leaves them; ``findings``: elements that a finding with one of these codes
    names. External customers are where all leads to: only ``kinds`` leaves them out.

    ``focus`` shows what lies up to ``upstream`` steps behind one element and ``downstream`` steps before it,
    ``only_line_of`` the routes of one element to customers; neither is ever hidden by a filter. ``folded`` units are
    drawn as one node each. At most ``limit`` nodes are drawn. Ids that the organization does not have are passed over.
    """

    kinds: frozenset[ElementKind] = frozenset()
    units: frozenset[str] = NONE
    areas: frozenset[str] = NONE
    findings: frozenset[str] = NONE
    focus: str | None = None
    upstream: int = 2
    downstream: int = 2
    only_line_of: str | None = None
    folded: frozenset[str] = NONE
    layout: Literal["sight", "org"] = "sight"
    limit: int = MOST_DRAWN


@dataclass(frozen=True, eq=False)
class Chosen:
    """The elements that a choice shows, with the number of those that filters hide and of those out of reach."""

    elements: Flags
    filtered: int
    beyond: int


def choose(analysis: Analysis, choice: MapChoice) -> Chosen:
    """Find the elements that a choice shows."""
    network = analysis.snapshot.network
    drawable = ~idle_containers(network) if choice.layout == "sight" else np.ones(len(network.elements), np.bool_)
    named = [name for name in (choice.focus, choice.only_line_of) if name is not None and name in network.elements.row]
    passing = _filtered(analysis, choice)
    near = np.ones(len(network.elements), dtype=np.bool_)
    if choice.focus in named:
        near &= (_walk(network, choice.focus, choice.upstream, back=True) >= 0) | (
            _walk(network, choice.focus, choice.downstream) >= 0
        )
    if choice.only_line_of in named:
        near &= _on_routes(analysis, choice.only_line_of)
    for name in named:
        row = network.elements.row[name]
        passing[row] = near[row] = drawable[row] = True
    near &= drawable
    return Chosen(near & passing, int((near & ~passing).sum()), int((drawable & ~near).sum()))


def find_units(analysis: Analysis) -> tuple[str, ...]:
    """List the elements that have parts, and so can be folded."""
    parent = analysis.snapshot.network.elements.parent
    units = np.unique(parent[parent >= 0])
    return tuple(analysis.snapshot.network.elements.ids[units].tolist())


def find_upstream(
    analysis: Analysis, element: str, steps: int | None = None, *, folded: Collection[str] = ()
) -> frozenset[str]:
    """Find who works for an element, within some steps or at all: ids of elements and relations, as drawn.

    The element itself is not among them. ``folded`` are the units that the map draws as one node.
    """
    return _reached(analysis.snapshot.network, element, steps, folded, back=True)


def find_downstream(
    analysis: Analysis, element: str, steps: int | None = None, *, folded: Collection[str] = ()
) -> frozenset[str]:
    """Find whom an element works for, within some steps or at all; as :func:`find_upstream`."""
    return _reached(analysis.snapshot.network, element, steps, folded, back=False)


def routes_of(analysis: Analysis, element: str, *, folded: Collection[str] = ()) -> frozenset[str]:
    """Find all elements and relations on any route from an element to a customer, as drawn; itself included."""
    network = analysis.snapshot.network
    on = _on_routes(analysis, element)
    relations = np.flatnonzero(on[network.relations.supplier] & on[network.relations.customer] & _live(network))
    return Folding(network, folded).spell(np.flatnonzero(on), relations)


def line_highlight(analysis: Analysis, element: str, *, folded: Collection[str] = ()) -> Highlight:
    """Light up the best line of an element: its elements and relations in order, as drawn."""
    network, sight = analysis.snapshot.network, analysis.sight
    folding, row = Folding(network, folded), network.elements.row[element]
    line = [folding.node(row)]
    while (step := int(sight.step[row])) >= 0:
        row = int(network.relations.customer[step])
        edge = folding.edge(step)
        line += [folding.node(row)] if edge is None else [edge, folding.node(row)]
    return Highlight(line=tuple(dict.fromkeys(line)), fade=True)


def idle_containers(network: Network) -> Flags:
    """Find the containers that no work goes through: nothing is drawn for them where work is the subject."""
    idle, relations = network.containers.copy(), network.relations
    while True:
        carrying = idle[relations.customer] & ~idle[relations.supplier]
        if not carrying.any():
            return idle
        idle[relations.customer[carrying]] = False


def _filtered(analysis: Analysis, choice: MapChoice) -> Flags:
    """Find the elements that all filters let pass."""
    network = analysis.snapshot.network
    passing = np.ones(len(network.elements), dtype=np.bool_)
    if choice.units:
        passing &= Folding(network, choice.units).folded
    if choice.areas:
        passing &= _with_obstacles_of(network, choice.areas)
    if choice.findings:
        found = [finding for finding in analysis.findings if finding.code in choice.findings]
        named = {name for finding in found for name in finding.elements}
        passing &= np.array([name in named for name in network.elements.ids.tolist()], dtype=np.bool_)
    passing |= network.elements.is_customer
    if choice.kinds:
        passing &= np.isin(network.elements.kinds, [KIND_CODES[kind] for kind in choice.kinds])
    return passing


def _with_obstacles_of(network: Network, areas: Collection[str]) -> Flags:
    """Find the elements with an obstacle of these areas on them or on a relation that leaves them."""
    chosen = np.array([area in areas for area in network.obstacles.areas.tolist()], dtype=np.bool_)
    on_element = chosen & (network.obstacles.element >= 0)
    on_relation = chosen & (network.obstacles.relation >= 0)
    having = np.zeros(len(network.elements), dtype=np.bool_)
    having[network.obstacles.element[on_element]] = True
    having[network.relations.supplier[network.obstacles.relation[on_relation]]] = True
    return having


def _live(network: Network) -> Flags:
    """Which relations carry work."""
    return np.greater(network.relations.volume, 0)


def _walk(network: Network, element: str, steps: int | None, *, back: bool = False) -> Rows:
    """Give the steps from one element to each other along relations that carry work, -1 where it is farther."""
    live = _live(network)
    begin, end = network.relations.supplier[live], network.relations.customer[live]
    if back:
        begin, end = end, begin
    distance = np.full(len(network.elements), -1, dtype=np.int64)
    frontier = np.array([network.elements.row[element]])
    taken = 0
    while len(frontier):
        distance[frontier] = taken
        if taken == steps:
            break
        taken += 1
        reached = end[distance[begin] == taken - 1]
        frontier = np.unique(reached[distance[reached] < 0])
    return distance


def _reached(
    network: Network, element: str, steps: int | None, folded: Collection[str], *, back: bool
) -> frozenset[str]:
    distance = _walk(network, element, steps, back=back)
    begin = distance[network.relations.customer if back else network.relations.supplier]
    farthest = len(distance) if steps is None else steps
    relations = np.flatnonzero((begin >= 0) & (begin < farthest) & _live(network))
    return Folding(network, folded).spell(np.flatnonzero(distance > 0), relations)


def _on_routes(analysis: Analysis, element: str) -> Flags:
    """Find the elements on any route from one element to a customer, itself included."""
    on = (_walk(analysis.snapshot.network, element, None) >= 0) & (analysis.sight.hops >= 0)
    on[analysis.snapshot.network.elements.row[element]] = True
    return on
