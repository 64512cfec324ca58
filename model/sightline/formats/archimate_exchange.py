"""Reading Open Group exchange files: the namespace of format 2.1, and the one that 3.0, 3.1 and 3.2 share.

Views, organizations and properties are not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sightline.document.wording import show
from sightline.errors import InputError
from sightline.formats.archimate_model import ArchimateModel, ModelBuilder, refuse_floods
from sightline.formats.safe_xml import XML_LANG, XSI_TYPE, Node, XmlLimits, iterate_nodes, read_root

NAMESPACE_2 = "http://www.opengroup.org/xsd/archimate"
NAMESPACE_3 = "http://www.opengroup.org/xsd/archimate/3.0/"

_LIMITS = XmlLimits(elements=1_000_000)
_FORMAT = "ArchiMate Model Exchange File Format"
_READABLE = "the Open Group ArchiMate Model Exchange File Format, versions 2.1 and 3.0 to 3.2"
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_SCHEMA_VERSION = re.compile(r"opengroup\.org/xsd/archimate/(3\.[0-9])/archimate3_")
_WANTED = frozenset(
    (
        ("model", "name"),
        ("model", "documentation"),
        ("model", "elements", "element"),
        ("model", "relationships", "relationship"),
    )
)


def is_archimate(head: bytes, _suffix: str = "") -> bool:
    """Tell from its beginning whether a file is an exchange file of any version, readable here or not."""
    return starts_in_namespace(head, NAMESPACE_2)


def starts_in_namespace(head: bytes, family: str) -> bool:
    """Tell from its beginning whether a file is XML whose root has a namespace that begins so."""
    try:
        return read_root(head).namespace.startswith(family)
    except InputError:
        # Broken or forbidden before the first tag ends: let the reader tell, if it looks like its file at all.
        return family.encode() in head.replace(b"\x00", b"")


def read_exchange(data: bytes, file: str | None) -> ArchimateModel:
    """Read an exchange file. Raises InputError with every unknown type, missing id and loose end at once."""
    root = _check_root(data, file)
    refuse_floods(data, file)
    builder = ModelBuilder()
    name = documentation = ""
    for path, node in iterate_nodes(data, _WANTED.__contains__, file=file, limits=_LIMITS):
        if node.namespace != root.namespace:
            continue
        if path[-1] == "element":
            _add_element(builder, node)
        elif path[-1] == "relationship":
            _add_relation(builder, node)
        elif path[-1] == "name":
            name = name or node.text.strip()
        else:
            documentation = documentation or node.text.strip()
    version = "2.1" if root.namespace == NAMESPACE_2 else _version_3(root.attributes)
    return builder.build(_FORMAT, version, name=name, documentation=documentation)


def _check_root(data: bytes, file: str | None) -> Node:
    root = read_root(data, file=file, limits=_LIMITS)
    if root.namespace not in (NAMESPACE_2, NAMESPACE_3):
        found = f"the namespace {show(root.namespace)}" if root.namespace else "no namespace"
        message = f"This is no ArchiMate file that can be read: it has {found}. Readable is {_READABLE}."
        raise InputError.of(message, root.place, root.namespace)
    if root.name != "model":
        message = f"This ArchiMate file starts with {show(root.name)} where a `model` was expected."
        raise InputError.of(message, root.place, root.name)
    return root


def _version_3(attributes: Mapping[str, str]) -> str:
    # 3.0, 3.1 and 3.2 share one namespace; only the schema's address tells them apart.
    found = _SCHEMA_VERSION.findall(attributes.get(_SCHEMA_LOCATION, "")[:10_000])
    return max(found, default="3.0")


def _add_element(builder: ModelBuilder, node: Node) -> None:
    builder.add_element(
        node.attributes.get("identifier", ""),
        node.attributes.get(XSI_TYPE, ""),
        name=_name_of(node),
        documentation=_text_of(node, "documentation"),
        place=node.place,
    )


def _add_relation(builder: ModelBuilder, node: Node) -> None:
    builder.add_relation(
        node.attributes.get("identifier", ""),
        node.attributes.get(XSI_TYPE, ""),
        source=node.attributes.get("source", ""),
        target=node.attributes.get("target", ""),
        name=_name_of(node),
        access=node.attributes.get("accessType"),
        place=node.place,
    )


def _name_of(node: Node) -> str:
    # `label` is the name in 2.1, `name` in 3.x; no version uses the other's word here.
    return _text_of(node, "name", "label")


def _text_of(node: Node, *names: str) -> str:
    """Take the text of a child: the English one where there are several languages, else the first."""
    texts = [child for child in node.children_named(*names) if child.text.strip()]
    english = [child for child in texts if child.attributes.get(XML_LANG, "").lower().startswith("en")]
    return next((child.text.strip() for child in (*english, *texts)), "")
