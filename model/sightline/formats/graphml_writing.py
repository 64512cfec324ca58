"""Organizations to GraphML, for tools that draw and measure graphs; read again, it is the same organization.

An edge points from the supplier to its internal or external customer: what becomes what stands in ``graph_writing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sightline.document import Organization
from sightline.document.atomic import write_atomically
from sightline.document.limits import DEFAULT_LIMITS
from sightline.formats.attributes import NO_ATTRIBUTES, Attributes
from sightline.formats.columns import Cell, Column
from sightline.formats.graph_writing import LABEL, ORGANIZATION, TYPES, WEIGHT, draw
from sightline.formats.losses import tell_too_large
from sightline.formats.xml_writing import XmlWriting

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TEXTS = tuple(Column(name, (name,), "text") for name in (ORGANIZATION, "name"))
_LABEL = Column(LABEL, (LABEL,), "label")
_WEIGHT = Column(WEIGHT, (WEIGHT,), "number")


def write_graphml(organization: Organization, target: Path, attributes: Attributes = NO_ATTRIBUTES) -> tuple[str, ...]:
    """Write an organization as GraphML, whole or not at all; give what the user should know of it.

    Raises UsageError where that fails, or where a text is too long to be read again.
    """
    drawing, xml = draw(organization, attributes), XmlWriting()
    xml.open("graphml", xmlns=_NAMESPACE)
    _declare(xml, "graph", _TEXTS)
    _declare(xml, "node", (_LABEL, *drawing.node_columns))
    _declare(xml, "edge", (_WEIGHT, *drawing.edge_columns))
    xml.open("graph", edgedefault="directed")
    _put_data(xml, "graph", {ORGANIZATION: drawing.organization, "name": drawing.name})
    for node in drawing.nodes:
        xml.open("node", id=node.id)
        _put_data(xml, "node", {LABEL: node.label, **node.cells})
        xml.close("node")
    for edge in drawing.edges:
        xml.open("edge", id=edge.id, source=edge.source, target=edge.target)
        _put_data(xml, "edge", {WEIGHT: edge.weight, **edge.cells})
        xml.close("edge")
    xml.close("graph")
    xml.close("graphml")
    data = xml.encode()
    write_atomically(target, data)
    return (*drawing.notices, *tell_too_large(len(data), DEFAULT_LIMITS.json_bytes, "byte"))


def _declare(xml: XmlWriting, owner: str, columns: Iterable[Column]) -> None:
    for column in columns:
        typed = {"attr.name": column.name, "attr.type": TYPES.get(column.kind, "string")}
        xml.put("key", id=f"{owner}.{column.name}", for_=owner, **typed)


def _put_data(xml: XmlWriting, owner: str, cells: Mapping[str, Cell]) -> None:
    for name, cell in cells.items():
        xml.put("data", cell, key=f"{owner}.{name}")
