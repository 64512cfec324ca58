"""The nodes and edges of an organization's graph as plain records, before (or without) networkx.

Arrays are built from these too: the records are what the graph holds, and importing networkx takes a sixth of the time
that a small analysis takes as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sightline.document import Organization
from sightline.document.raw_form import head_to_raw, plain
from sightline.graph.names import KIND, MEMBERSHIP, PART_OF, POSITION

Attributes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Records:
    """A graph as lists: its own attributes, its nodes, and its edges from supplier to customer."""

    head: Attributes
    nodes: tuple[tuple[str, Attributes], ...]
    edges: tuple[tuple[str, str, Attributes], ...]


def to_records(organization: Organization) -> Records:
    """Give the nodes and edges of an organization, with the attributes that :mod:`sightline.graph.names` documents.

    Membership is spelled out: an element that has a parent and no carrying relation of its own gets the implied edge
    of kind ``membership``, so that a walk along carrying edges is the walk that the figures are computed on.
    """
    nodes = [
        (element.id, {KIND: element.kind, **plain(element, leave=("id", "kind", PART_OF))})
        for element in organization.elements
    ]
    edges: list[tuple[str, str, Attributes]] = [
        (
            relation.supplier,
            relation.customer,
            {KIND: relation.kind, POSITION: position, **plain(relation, leave=("supplier", "customer", "kind"))},
        )
        for position, relation in enumerate(organization.relations)
    ]
    working = {relation.supplier for relation in organization.relations if relation.is_carrying}
    for element in organization.elements:
        if element.part_of is not None:
            edges.append((element.id, element.part_of, {KIND: PART_OF}))
            if element.id not in working:
                edges.append((element.id, element.part_of, {KIND: MEMBERSHIP}))
    return Records(head_to_raw(organization), tuple(nodes), tuple(edges))
