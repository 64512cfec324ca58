"""Groups that the work forms, and how far the units of the org chart agree with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sightline.arrays.network import Flags, Floats, Network, Rows
from sightline.arrays.sums import sum_by_row
from sightline.document.collation import sort_keys

if TYPE_CHECKING:
    import networkx as nx

GROUPS_UP_TO: Final = 300
"""Elements up to which groups are looked for: beyond, the search takes seconds."""

_SEED: Final = 0


@dataclass(frozen=True, eq=False)
class FlowGroups:
    """The groups (element rows, the largest first), their modularity, and their agreement with the units.

    Modularity after Newman and Girvan (2004): how much more of the work stays inside than by chance; from about 0.3 on
    the groups mean something. ``agreement`` is the adjusted Rand index (Hubert and Arabie 1985): 1 where units and
    groups are the same, about 0 where they agree no more than by chance.
    """

    groups: tuple[Rows, ...]
    modularity: float
    agreement: float


def find_groups(network: Network, unit: Rows, members: Flags) -> FlowGroups | None:
    """Find the groups that the work among the members of units forms, whatever the units are.

    The method is that of Blondel et al. (2008), from a fixed seed and with the elements ordered by id, so that the
    order of the file does not matter; every supplier's output weighs the same. None where there is nothing to compare:
    no work, a single unit, only units of one, or more than ``GROUPS_UP_TO`` members.
    """
    import networkx as nx

    rows = np.flatnonzero(members)
    sizes = np.unique(unit[rows], return_counts=True)[1]
    if len(rows) > GROUPS_UP_TO or len(sizes) < 2 or sizes.max() < 2:
        return None
    relations, ids = network.relations, network.elements.ids
    inside = members[relations.supplier] & members[relations.customer] & (network.share > 0)
    ties = np.flatnonzero(inside & (relations.supplier != relations.customer))
    if not len(ties):
        return None
    rows = rows[np.argsort(np.array(sort_keys(ids[rows].tolist())), kind="stable")]
    place = np.full(len(ids), -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    graph = _join(place[relations.supplier[ties]], place[relations.customer[ties]], network.share[ties], len(rows))
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    label = np.empty(len(rows), dtype=np.int64)
    for number, group in enumerate(groups):
        label[group] = number
    return FlowGroups(
        groups=tuple(rows[group] for group in groups),
        modularity=float(nx.community.modularity(graph, found, weight="weight")),
        agreement=adjusted_rand(unit[rows], label),
    )


def _join(supplier: Rows, customer: Rows, share: Floats, size: int) -> nx.Graph[int]:
    """Build the graph of who works with whom, whichever way; edges stand in the order of their ends."""
    import networkx as nx

    keys, tie = np.unique(np.minimum(supplier, customer) * size + np.maximum(supplier, customer), return_inverse=True)
    weight = sum_by_row(tie, share, len(keys))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(zip((keys // size).tolist(), (keys % size).tolist(), weight.tolist(), strict=True))
    return graph


def adjusted_rand(one: Rows, other: Rows) -> float:
    """Give the agreement of two groupings of the same elements, corrected for chance; 1 where both are trivial."""

    def pairs(labels: Rows) -> float:
        return _pairs(np.unique(labels, return_counts=True)[1].astype(np.float64))

    both = pairs(one * (int(other.max()) + 1) + other)
    first, second, whole = pairs(one), pairs(other), _pairs(np.array([float(len(one))]))
    expected = first * second / whole
    most = (first + second) / 2
    return (both - expected) / (most - expected) if most > expected else 1.0


def _pairs(counts: Floats) -> float:
    return float((counts * (counts - 1) / 2).sum())
