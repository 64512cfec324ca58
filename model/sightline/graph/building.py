"""Between the document and networkx: build the graph of an organization, and read any graph of that convention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from sightline.document import Organization, Path, Tree, build_organization
from sightline.document.vocabulary import ELEMENT_KINDS, RELATION_KINDS, SECTIONS
from sightline.errors import InputError, Place, Problem
from sightline.graph.names import CARRYING_EDGES, HEAD, KIND, MEMBERSHIP, PART_OF, POSITION
from sightline.graph.records import to_records

if TYPE_CHECKING:
    import networkx as nx

Graph: TypeAlias = "nx.MultiDiGraph[Any, dict[str, Any], dict[str, Any]]"


def build_graph(organization: Organization) -> Graph:
    """Build the graph of an organization; :func:`sightline.graph.records.to_records` says what it holds."""
    import networkx as nx

    records = to_records(organization)
    graph: Graph = nx.MultiDiGraph()
    graph.graph.update(records.head)
    for node, attributes in records.nodes:
        graph.add_node(node, **attributes)
    for supplier, customer, attributes in records.edges:
        graph.add_edge(supplier, customer, **attributes)
    return graph


def read_graph(graph: nx.Graph[Any]) -> Organization:
    """Read the organization that a networkx graph describes.

    Any directed graph will do whose nodes have a ``kind`` (customer, product, team, role, process, system, person) and
    whose edges point from supplier to customer; an edge without a ``kind`` serves, and a ``weight`` is read as its
    volume where there is no ``volume``. Node names must be ids (a-z, 0-9, dot, hyphen, underscore). Attributes that
    format 1 does not know are refused, as in a file; prefix private ones with an underscore to have them ignored.
    Edges of kind ``membership`` are implied and not read.

    Raises InputError with every problem, each with the node or edge it is about.
    """
    if not graph.is_directed():
        raise InputError.of("the graph is undirected; a relation runs from a supplier to its customer")
    problems: list[Problem] = []
    raw: dict[str, Any] = {"sightline": 1, **_own(graph.graph, HEAD)}
    sections = {kind: section for section, kind in SECTIONS.items()}
    bodies: dict[Any, dict[str, Any]] = {}
    paths: dict[Any, Path] = {}
    places: dict[Path, Place] = {}
    for node, attributes in graph.nodes(data=True):
        kind = attributes.get(KIND)
        if not isinstance(node, str) or kind not in ELEMENT_KINDS:
            found = "has no `kind`" if kind is None else f"has the kind {kind!r}"
            problem = f"{found}; expected one of {', '.join(ELEMENT_KINDS)}" if isinstance(node, str) else "is not text"
            place = Place(part=f"node {node!r}")
            problems.append(Problem(f"the node {node!r} {problem}", place, value=str(node)))
            continue
        body = {key: _plain_number(value) for key, value in attributes.items() if key != KIND and not _is_private(key)}
        bodies[node] = raw.setdefault(sections[kind], {}).setdefault(node, body)
        paths[node] = (sections[kind], node)
        places[paths[node]] = place = Place(part=f"node {node!r}")
        for key in RELATION_KINDS:
            if key in body:
                text = f"the node {node!r} has an attribute `{key}`; a relation is an edge of that kind"
                problems.append(Problem(text, place, value=key))
    if problems:
        raise InputError(problems)
    for supplier, customer, details in _edges_in_order(graph):
        place = Place(part=f"edge {supplier!r} -> {customer!r}")
        kind = details.get(KIND, "serves")
        if mistake := _add_edge(bodies, supplier, customer, kind, details, place):
            problems.append(mistake)
        elif kind == PART_OF:
            places[*paths[supplier], PART_OF] = place
        elif kind != MEMBERSHIP:
            places[*paths[supplier], kind, len(bodies[supplier][kind]) - 1] = place
    if problems:
        raise InputError(problems)
    return build_organization(Tree(raw, places))


def _edges_in_order(graph: nx.Graph[Any]) -> Iterable[tuple[Any, Any, Mapping[str, Any]]]:
    """List the edges as the document had them, as far as the graph remembers it."""
    edges: list[tuple[Any, Any, Mapping[str, Any]]] = list(graph.edges(data=True))

    def order(edge: tuple[Any, Any, Mapping[str, Any]]) -> int:
        position = edge[2].get(POSITION)
        return position if isinstance(position, int) else len(edges)

    return sorted(edges, key=order)


def _add_edge(
    bodies: dict[Any, dict[str, Any]],
    supplier: object,
    customer: object,
    kind: object,
    attributes: Mapping[str, Any],
    place: Place,
) -> Problem | None:
    body = bodies[supplier]
    if kind == MEMBERSHIP:
        return None
    if kind == PART_OF:
        if body.get(PART_OF, customer) != customer:
            text = f"the node {supplier!r} is part of both {body[PART_OF]!r} and {customer!r}; one parent is allowed"
            return Problem(text, place, value=str(customer))
        body[PART_OF] = customer
        return None
    if kind not in RELATION_KINDS:
        known = ", ".join((*RELATION_KINDS, PART_OF))
        text = f"the edge {supplier!r} -> {customer!r} has the kind {kind!r}; expected one of {known}"
        return Problem(text, place, value=str(kind))
    relation = _own(attributes, None)
    if kind in CARRYING_EDGES and "weight" in attributes:
        relation.setdefault("volume", relation.pop("weight"))
    body.setdefault(kind, []).append({"to": customer, **relation})
    return None


def _own(attributes: Mapping[str, Any], only: tuple[str, ...] | None) -> dict[str, Any]:
    """Take the attributes that are the organization's own, as plain values."""
    skipped = {KIND, POSITION}
    return {
        key: _plain_number(value)
        for key, value in attributes.items()
        if (key in only if only is not None else key not in skipped and not _is_private(key))
    }


def _is_private(key: object) -> bool:
    return str(key).startswith("_")


def _plain_number(value: object) -> object:
    """Take a number of numpy's, as tables give it to a graph, for the number it is."""
    return value.item() if isinstance(value, np.generic) else value
