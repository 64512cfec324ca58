"""An Open Group exchange file as it stands: its elements and relationships, named as in ArchiMate 3, nothing judged.

Two namespaces are readable: the one of format 2.1 and the one that 3.0, 3.1 and 3.2 share. Views, organizations and
properties are not read.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sightline.document.wording import did_you_mean, show
from sightline.errors import InputError, Place, Problem
from sightline.formats.archimate_rules import ACCESS_TYPES, ELEMENT_KINDS, RELATION_TYPES, newer_name
from sightline.formats.safe_xml import XML_LANG, XSI_TYPE, Node, iterate_nodes, read_root

NAMESPACE_2 = "http://www.opengroup.org/xsd/archimate"
NAMESPACE_3 = "http://www.opengroup.org/xsd/archimate/3.0/"
READABLE = "the Open Group ArchiMate Model Exchange File Format, versions 2.1 and 3.0 to 3.2"

_ARCHI_NAMESPACE = "http://www.archimatetool.com/archimate"
_FAMILIES = (NAMESPACE_2, "http://www.archimatetool.com/")
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_SCHEMA_VERSION = re.compile(r"opengroup\.org/xsd/archimate/(3\.[0-9])/archimate3_")
_LONGEST_TYPE = 50
_MAX_SUGGESTIONS = 100
_WANTED = frozenset(
    (
        ("model", "name"),
        ("model", "documentation"),
        ("model", "elements", "element"),
        ("model", "relationships", "relationship"),
    )
)


@dataclass(frozen=True, slots=True)
class ArchimateElement:
    """One element. ``name`` is empty where the file gives none."""

    identifier: str
    type: str
    name: str
    documentation: str
    place: Place


@dataclass(frozen=True, slots=True)
class ArchimateRelation:
    """One relationship, as it is drawn: ``source`` and ``target`` are identifiers of the file."""

    identifier: str
    type: str
    source: str
    target: str
    name: str
    access: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class ArchimateModel:
    """All elements and relationships of one file, in its order.

    Every end in ``relations`` is one of ``elements``; ``between_relations`` have a relationship as an end.
    """

    version: str
    name: str
    documentation: str
    elements: tuple[ArchimateElement, ...]
    relations: tuple[ArchimateRelation, ...]
    between_relations: tuple[ArchimateRelation, ...]


def is_archimate(head: bytes) -> bool:
    """Tell from its beginning whether a file is an ArchiMate model of any version or tool, readable here or not."""
    if head.startswith(b"PK\x03\x04"):
        return _is_zipped_archi(head)
    try:
        return read_root(head).namespace.startswith(_FAMILIES)
    except InputError:
        # Broken or forbidden before the first tag ends: let the reader tell, if it looks like its file at all.
        plain = head.replace(b"\x00", b"")
        return any(family.encode() in plain for family in _FAMILIES)


def read_model(data: bytes, file: str | None) -> ArchimateModel:
    """Read an exchange file. Raises InputError with every unknown type, missing id and loose end at once."""
    root = _check_root(data, file)
    name = documentation = ""
    elements: list[Node] = []
    relations: list[Node] = []
    for path, node in iterate_nodes(data, _WANTED.__contains__, file=file):
        if node.namespace != root.namespace:
            continue
        if path[-1] == "element":
            elements.append(node)
        elif path[-1] == "relationship":
            relations.append(node)
        elif path[-1] == "name":
            name = name or _plain(node.text)
        else:
            documentation = documentation or node.text.strip()
    reading = _Reading()
    read_elements = [reading.element(node) for node in elements]
    read_relations = [reading.relation(node) for node in relations]
    joins, between = reading.sort_out(read_relations)
    if reading.problems:
        raise InputError(reading.problems)
    version = "2.1" if root.namespace == NAMESPACE_2 else _version_3(root.attributes)
    return ArchimateModel(version, name, documentation, tuple(read_elements), joins, between)


def _check_root(data: bytes, file: str | None) -> Node:
    if data.startswith(b"PK\x03\x04") and _is_zipped_archi(data):
        raise InputError.of(f"This is a zipped Archi model. {_what_to_do()}", Place(file))
    root = read_root(data, file=file)
    if root.namespace == _ARCHI_NAMESPACE:
        version = f" (version {show(root.attributes['version'])})" if "version" in root.attributes else ""
        raise InputError.of(f"This is Archi's own file format{version}. {_what_to_do()}", root.place, root.namespace)
    if root.namespace not in (NAMESPACE_2, NAMESPACE_3):
        found = f"the namespace {show(root.namespace)}" if root.namespace else "no namespace"
        message = f"This is no ArchiMate file that can be read: it has {found}. Readable is {READABLE}."
        raise InputError.of(message, root.place, root.namespace)
    if root.name != "model":
        message = f"This ArchiMate file starts with {show(root.name)} where a `model` was expected."
        raise InputError.of(message, root.place, root.name)
    return root


def _what_to_do() -> str:
    return (
        f"Readable is {READABLE}: open the model in Archi and export it as an Open Exchange file."
        " Reading Archi's own files directly comes later."
    )


def _is_zipped_archi(head: bytes) -> bool:
    # The name of a zip file's first member stands in its first 30 bytes and what follows them.
    return head[30:39] == b"model.xml"


def _version_3(attributes: Mapping[str, str]) -> str:
    # 3.0, 3.1 and 3.2 share one namespace; only the schema's address tells them apart.
    found = _SCHEMA_VERSION.findall(attributes.get(_SCHEMA_LOCATION, "")[:10_000])
    return max(found, default="3.0")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _text_of(node: Node, *names: str) -> str:
    """Take the text of a child: the English one where there are several languages, else the first."""
    texts = [child for child in node.children_named(*names) if child.text.strip()]
    english = [child for child in texts if child.attributes.get(XML_LANG, "").lower().startswith("en")]
    return next((child.text.strip() for child in (*english, *texts)), "")


class _Reading:
    """Turns nodes into elements and relationships, and keeps every problem it meets."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._suggestions: dict[str, str | None] = {}
        self._elements: dict[str, Place] = {}
        self._relations: dict[str, Place] = {}

    def element(self, node: Node) -> ArchimateElement:
        type_name = self._type(node, "element", ELEMENT_KINDS.keys())
        # `label` is the name in 2.1, `name` in 3.x; no version uses the other's word here.
        name = _plain(_text_of(node, "name", "label"))
        identifier = self._identifier(node, "element", self._elements)
        return ArchimateElement(identifier, type_name, name, _text_of(node, "documentation"), node.place)

    def relation(self, node: Node) -> ArchimateRelation:
        type_name = self._type(node, "relationship", RELATION_TYPES)
        identifier = self._identifier(node, "relationship", self._relations)
        access = node.attributes.get("accessType")
        if access is not None and access not in ACCESS_TYPES:
            self._tell_unknown(node, "access type", access, access, ACCESS_TYPES)
        source, target = (node.attributes.get(end, "").strip() for end in ("source", "target"))
        name = _plain(_text_of(node, "name", "label"))
        return ArchimateRelation(identifier, type_name, source, target, name, access, node.place)

    def sort_out(
        self, relations: list[ArchimateRelation]
    ) -> tuple[tuple[ArchimateRelation, ...], tuple[ArchimateRelation, ...]]:
        """Part the relationships between elements from those at relationships; tell the loose ends."""
        joins: list[ArchimateRelation] = []
        between: list[ArchimateRelation] = []
        for one in relations:
            for role, end in (("source", one.source), ("target", one.target)):
                if end not in self._elements and end not in self._relations:
                    found = f"{show(end)}, which is no element of this file" if end else "missing"
                    message = f"The {role} of relationship {show(one.identifier)} is {found}."
                    self.problems.append(Problem(message, one.place, end[:200] or None))
            at_elements = one.source in self._elements and one.target in self._elements
            (joins if at_elements else between).append(one)
        return tuple(joins), tuple(between)

    def _type(self, node: Node, what: str, known: Collection[str]) -> str:
        given = node.attributes.get(XSI_TYPE, "")
        name = newer_name(given)
        if not given:
            self.problems.append(Problem(f"This {what} has no xsi:type.", node.place))
        elif name not in known:
            self._tell_unknown(node, f"ArchiMate {what} type", given, name, known)
        return name

    def _tell_unknown(self, node: Node, what: str, given: str, name: str, known: Collection[str]) -> None:
        if name not in self._suggestions:
            # The effort is bounded: a hostile file may make up types without end.
            is_worth_a_look = len(name) <= _LONGEST_TYPE and len(self._suggestions) < _MAX_SUGGESTIONS
            near = difflib.get_close_matches(name, sorted(known), n=1) if is_worth_a_look else []
            self._suggestions[name] = near[0] if near else None
        suggestion = self._suggestions[name]
        article = "an" if what[0] in "aA" else "a"
        message = f"{show(given)} is not {article} {what}{did_you_mean(suggestion) or '.'}"
        self.problems.append(Problem(message, node.place, given[:200], suggestion))

    def _identifier(self, node: Node, what: str, seen: dict[str, Place]) -> str:
        identifier = node.attributes.get("identifier", "").strip()
        first = self._elements.get(identifier) or self._relations.get(identifier)
        if not identifier:
            self.problems.append(Problem(f"This {what} has no identifier.", node.place))
        elif first is not None:
            message = f"The identifier {show(identifier)} is used twice; it stands in line {first.line} as well."
            self.problems.append(Problem(message, node.place, identifier[:200]))
        else:
            seen[identifier] = node.place
        return identifier
