"""Organizations to GEXF 1.3, as Gephi reads it; read again, it is the same organization.

An edge points from the supplier to its internal or external customer: what becomes what stands in ``graph_writing``.
What is said of the whole organization stands in an XML element of our own, which other tools pass over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sightline.document import Organization
from sightline.document.atomic import write_atomically
from sightline.document.limits import DEFAULT_LIMITS
from sightline.formats.attributes import NO_ATTRIBUTES, Attributes
from sightline.formats.columns import Cell, Column
from sightline.formats.graph_writing import KIND, ORGANIZATION, OWN_NAMESPACE, TYPES, draw
from sightline.formats.losses import tell_too_large
from sightline.formats.xml_writing import XmlWriting

_NAMESPACE = "http://gexf.net/1.3"


def write_gexf(organization: Organization, target: Path, attributes: Attributes = NO_ATTRIBUTES) -> tuple[str, ...]:
    """Write an organization as GEXF, whole or not at all; give what the user should know of it.

    Raises UsageError where that fails, or where a text is too long to be read again.
    """
    drawing, xml = draw(organization, attributes), XmlWriting()
    xml.open("gexf", xmlns=_NAMESPACE, version="1.3")
    xml.open("meta")
    xml.put("creator", "Sightline")
    xml.put("description", drawing.name)
    xml.put(ORGANIZATION, drawing.organization, xmlns=OWN_NAMESPACE)
    xml.close("meta")
    xml.open("graph", defaultedgetype="directed", mode="static")
    _declare(xml, "node", drawing.node_columns)
    _declare(xml, "edge", drawing.edge_columns)
    xml.open("nodes")
    for node in drawing.nodes:
        xml.open("node", id=node.id, label=node.label)
        _put_values(xml, node.cells)
        xml.close("node")
    xml.close("nodes")
    xml.open("edges")
    for edge in drawing.edges:
        # Gephi keeps parallel edges apart by their `kind`, and shows attributes.
        ends = {"source": edge.source, "target": edge.target}
        xml.open("edge", id=edge.id, **ends, weight=edge.weight, kind=edge.cells[KIND])
        _put_values(xml, edge.cells)
        xml.close("edge")
    xml.close("edges")
    xml.close("graph")
    xml.close("gexf")
    data = xml.encode()
    write_atomically(target, data)
    return (*drawing.notices, *tell_too_large(len(data), DEFAULT_LIMITS.json_bytes, "byte"))


def _declare(xml: XmlWriting, owner: str, columns: Iterable[Column]) -> None:
    xml.open("attributes", class_=owner)
    for column in columns:
        xml.put("attribute", id=column.name, title=column.name, type=TYPES.get(column.kind, "string"))
    xml.close("attributes")


def _put_values(xml: XmlWriting, cells: Mapping[str, Cell]) -> None:
    if cells:
        xml.open("attvalues")
        for name, cell in cells.items():
            xml.put("attvalue", for_=name, value=cell)
        xml.close("attvalues")
