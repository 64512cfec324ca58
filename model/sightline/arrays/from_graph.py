"""Build the labelled arrays from the graph of an organization."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from sightline.arrays.assembling import (
    ElementColumns,
    ObstacleColumns,
    RelationColumns,
    assemble,
    carrying_codes,
    kind_codes,
)
from sightline.arrays.network import Network, Texts
from sightline.document import Assumptions, Obstacle
from sightline.document.vocabulary import CARRYING
from sightline.graph import Graph, Records
from sightline.graph.names import KIND, OBSTACLES, PART_OF, POSITION, VOLUME


def network_from_graph(graph: Graph) -> Network:
    """Build the arrays of a graph made by :func:`sightline.graph.build_graph` (which has checked it)."""
    return network_from_records(Records(graph.graph, tuple(graph.nodes(data=True)), tuple(graph.edges(data=True))))


def network_from_records(records: Records) -> Network:
    """Build the arrays of a graph given as records."""
    nodes = records.nodes
    row = {node: position for position, (node, _) in enumerate(nodes)}
    parent = np.full(len(nodes), -1, dtype=np.int64)
    edges: list[tuple[int, str, str, dict[str, Any]]] = []
    for supplier, customer, attributes in records.edges:
        if attributes[KIND] == PART_OF:
            parent[row[supplier]] = row[customer]
        elif attributes[KIND] in CARRYING:
            edges.append((attributes[POSITION], supplier, customer, attributes))
    edges.sort(key=lambda edge: edge[0])
    elements = ElementColumns(
        ids=_objects(node for node, _ in nodes),
        names=_objects(attributes.get("name") for _, attributes in nodes),
        kinds=kind_codes([attributes[KIND] for _, attributes in nodes]),
        parent=parent,
        headcount=np.array([attributes.get("headcount", np.nan) for _, attributes in nodes], dtype=np.float64),
        effort=np.array([attributes.get("effort", np.nan) for _, attributes in nodes], dtype=np.float64),
        assessed=np.array([attributes.get("assessed", False) for _, attributes in nodes], dtype=np.bool_),
    )
    relations = RelationColumns(
        supplier=np.array([row[supplier] for _, supplier, _, _ in edges], dtype=np.int64),
        customer=np.array([row[customer] for _, _, customer, _ in edges], dtype=np.int64),
        kinds=carrying_codes([attributes[KIND] for *_, attributes in edges]),
        volume=np.array([attributes.get(VOLUME, 1.0) for *_, attributes in edges], dtype=np.float64),
        assessed=np.array([attributes.get("assessed", False) for *_, attributes in edges], dtype=np.bool_),
        position=np.array([position for position, *_ in edges], dtype=np.int64),
        ids=_objects(attributes.get("id") for *_, attributes in edges),
    )
    places = [(position, -1, attributes) for position, (_, attributes) in enumerate(nodes)]
    places += [(-1, position, attributes) for position, (*_, attributes) in enumerate(edges)]
    assumptions = records.head.get("assumptions", {})
    return assemble(
        str(records.head.get("name", "")),
        elements,
        relations,
        _obstacles(places),
        handoff_clarity=Assumptions(**assumptions).handoff_clarity,
    )


def _obstacles(places: list[tuple[int, int, dict[str, Any]]]) -> ObstacleColumns:
    found = [
        (element, relation, Obstacle.model_validate(obstacle))
        for element, relation, attributes in places
        for obstacle in attributes.get(OBSTACLES, ())
    ]
    obstacles = [obstacle for _, _, obstacle in found]
    return ObstacleColumns(
        ids=[obstacle.id for obstacle in obstacles],
        kinds=[obstacle.kind for obstacle in obstacles],
        element=np.array([element for element, _, _ in found], dtype=np.int64),
        relation=np.array([relation for _, relation, _ in found], dtype=np.int64),
        severity=np.array([obstacle.weight for obstacle in obstacles], dtype=np.float64),
        areas=[obstacle.area for obstacle in obstacles],
        themes=[obstacle.themes for obstacle in obstacles],
        causes=[obstacle.caused_by for obstacle in obstacles],
        mandated=np.array([obstacle.mandated for obstacle in obstacles], dtype=np.bool_),
    )


def _objects(values: Iterable[Any]) -> Texts:
    listed = list(values)
    array = np.empty(len(listed), dtype=np.object_)
    array[:] = listed
    return array
