"""An organization as a graph that is drawn in files of other tools, and nothing of it lost.

Every element is a node, every relation an edge from its supplier to its customer (who reports to the superior, who
speaks to who hears). Their facts are attributes under the names of the tables' columns; obstacles are one attribute, a
list in JSON; the volume is the weight. What is said of the whole organization is one text in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sightline.document import Organization
from sightline.document.raw_form import head_to_raw, plain
from sightline.formats.attributes import Attributes, Beside
from sightline.formats.columns import ELEMENT_COLUMNS, RELATION_COLUMNS, Cell, CellKind, Column, write_cell
from sightline.formats.losses import Replacing
from sightline.formats.table_rows import flatten

ORGANIZATION: Final = "sightline"
"""The name under which a graph of ours holds what is said of the whole organization."""
OWN_NAMESPACE: Final = "urn:sightline"
"""The XML namespace of that name, in formats that have attributes for nodes and edges only."""
OBSTACLES: Final = "obstacles"
LABEL: Final = "label"
WEIGHT: Final = "weight"
KIND: Final = "kind"

NODE_COLUMNS: Final[Mapping[str, Column]] = {
    column.name: column for column in ELEMENT_COLUMNS if column.name not in ("id", "reports_to")
}
EDGE_COLUMNS: Final[Mapping[str, Column]] = {
    column.name: column for column in RELATION_COLUMNS if column.name not in ("from", "to", "id", "volume")
}
TYPES: Final[Mapping[CellKind, str]] = {"number": "double", "whole": "long", "flag": "boolean"}
"""What GraphML and GEXF call the kinds of cells; all others are a ``string``."""


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """An element: its name, or its id, as the label; its facts by name."""

    id: str
    label: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A relation; an ``id`` of the file's own begins with an underscore, as no id of a relation does."""

    id: str
    source: str
    target: str
    weight: float
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graph as it is to be written. The columns are those that some node, or some edge, has a cell in."""

    name: str
    organization: str
    node_columns: tuple[Column, ...]
    edge_columns: tuple[Column, ...]
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    notices: tuple[str, ...]


def draw(organization: Organization, attributes: Attributes) -> Drawing:
    """Draw an organization, with ``attributes`` beside its facts; no text of it has control characters."""
    clean = Replacing()
    records = [clean(plain(element)) for element in organization.elements]
    nodes = tuple(
        DrawnNode(
            record["id"],
            record.get("name", record["id"]),
            _cells(record, NODE_COLUMNS) | dict(attributes.elements.record(position)),
        )
        for position, record in enumerate(records)
    )
    edges = tuple(
        DrawnEdge(
            relation.id or f"_{position + 1}",
            relation.supplier,
            relation.customer,
            relation.volume,
            _cells(clean(plain(relation)), EDGE_COLUMNS) | dict(attributes.relations.record(position)),
        )
        for position, relation in enumerate(organization.relations)
    )
    head = clean(head_to_raw(organization))
    return Drawing(
        head["name"],
        _to_json({"sightline": 1, **head}),
        _used(NODE_COLUMNS, attributes.elements, (node.cells for node in nodes)),
        _used(EDGE_COLUMNS, attributes.relations, (edge.cells for edge in edges)),
        nodes,
        edges,
        clean.notices,
    )


def _cells(record: dict[str, Any], columns: Mapping[str, Column]) -> dict[str, Cell]:
    facts = {name: value for name, value in flatten(record).items() if name in columns}
    obstacles = {OBSTACLES: _to_json(record[OBSTACLES])} if OBSTACLES in record else {}
    return {name: write_cell(columns[name], value) for name, value in facts.items()} | obstacles


def _used(columns: Mapping[str, Column], beside: Beside, cells: Iterable[Mapping[str, Cell]]) -> tuple[Column, ...]:
    used = {name for one in cells for name in one}
    known = (*columns.values(), Column(OBSTACLES, (OBSTACLES,), "text"), *beside.columns)
    return tuple(column for column in known if column.name in used)


def _to_json(value: Any) -> str:  # noqa: ANN401 - whatever a record holds
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
