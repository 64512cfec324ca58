"""Import of GraphML as organizations: what nodes and edges become, and which way round, stands in ``graph_rules``.

Keys may be declared anywhere, with defaults, and for nodes and edges apart. Nodes of a graph inside a node are
``part_of`` that node. An edge is directed as it says itself, else as its graph says, else it is. Labels that drawing
tools (yEd) keep with the pictures of nodes and edges are read, and the heads of arrows say more than all else: an edge
with a head at its source only goes the other way, one with two heads or none has no direction. Not read, but counted:
ports, edges with more than two ends, and references to other files. A file that Sightline wrote is read back whole
(``own_graphs``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sightline.document import Tree
from sightline.document.wording import show
from sightline.errors import InputError, Place
from sightline.formats import own_graphs
from sightline.formats.graph_model import Graph
from sightline.formats.graph_rules import to_tree
from sightline.formats.graph_writing import ORGANIZATION
from sightline.formats.safe_xml import XmlEnd, XmlEvent, XmlLimits, XmlStart, iterate_events, read_root
from sightline.formats.source import ReadOptions, Source
from sightline.phrases import counted

_ROOT = "graphml"
_COUNTED = {"hyperedge": "many-ended edge", "port": "port", "locator": "external reference"}
_OWNERS = frozenset((_ROOT, "graph", "node", "edge", "key", *_COUNTED))
_PORT_REFERENCES = ("sourceport", "targetport")
_PICTURED_LABELS = ("NodeLabel", "EdgeLabel")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


def is_graphml(head: bytes, _suffix: str) -> bool:
    """Tell from its beginning whether a file is GraphML, whatever it calls itself."""
    return has_root(head, _ROOT)


def has_root(head: bytes, name: str) -> bool:
    """Tell whether a file begins as XML with this root element; also where something forbidden stands before it."""
    try:
        return read_root(head).name == name
    except InputError:
        plain = head.replace(b"\x00", b"")
        return plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and f"<{name}".encode() in plain


def require_root(data: bytes, name: str, title: str, file: str, limits: XmlLimits) -> XmlStart:
    """Read the first start tag of a file; raises InputError where it is another than ``name``."""
    root = read_root(data, file=file, limits=limits)
    if root.name != name:
        message = f"This file begins with {show(root.name)}; a file in {title} begins with `{name}`."
        raise InputError.of(message, root.place, root.name[:200])
    line, column = root.place.line or 1, root.place.column or 1
    return XmlStart(root.namespace, root.name, root.attributes, 1, line, column)


def read_graphml(source: Source, options: ReadOptions) -> Tree:
    """Read a GraphML file; raises InputError with every mistake of it."""
    data = source.read(options.limits.json_bytes)
    limits = XmlLimits(size=options.limits.json_bytes)
    root = require_root(data, _ROOT, "GraphML", source.name, limits)
    reading = _Reading(root.namespace, source.name)
    for event in iterate_events(data, file=source.name, limits=limits):
        reading.take(event)
    graph = reading.graph()
    return own_graphs.to_tree(graph, options) if graph.organization else to_tree(graph, options)


@dataclass(slots=True)
class _Owner:
    """An XML element that data belongs to: a graph, a node, an edge, a key, or one that is only counted."""

    start: XmlStart
    whole: str
    is_directed: bool
    data: list[tuple[str, str]] = field(default_factory=list)
    """Texts by the id of their key."""
    spelled: list[tuple[str, str]] = field(default_factory=list)
    """Texts by the name of what they say: the description, labels in pictures, the default of a key."""
    heads: tuple[bool, bool] = (False, True)
    """Whether the picture of an edge has a head at its source and at its target."""

    def get(self, name: str) -> str:
        """Give an XML attribute without spaces around it; empty where there is none."""
        return self.start.attributes.get(name, "").strip()


class _Reading:
    """Goes through the tags once; keys may come last, so data is understood at the end."""

    def __init__(self, namespace: str, file: str) -> None:
        self._namespace = namespace
        self._graph = Graph("graphml", "GraphML", file)
        self._open: list[_Owner] = []
        self._data_keys: list[str] = []
        self._graphs: list[_Owner] = []
        self._nodes: list[_Owner] = []
        self._edges: list[_Owner] = []
        self._keys: dict[tuple[str, str], _Owner] = {}

    def take(self, event: XmlEvent) -> None:
        """Take the next start tag or end tag."""
        if event.namespace != self._namespace:
            # Pictures: the first label with a text is the one that people see.
            if isinstance(event, XmlStart) and event.name == "Arrows":
                source, target = (event.attributes.get(end, "none") != "none" for end in ("source", "target"))
                self._open[-1].heads = (source, target)
            elif isinstance(event, XmlEnd) and event.name in _PICTURED_LABELS and event.text.strip():
                self._open[-1].spelled.append(("label", event.text.strip()))
        elif isinstance(event, XmlStart):
            self._start(event)
        else:
            self._end(event)

    def _start(self, start: XmlStart) -> None:
        if start.name == "data":
            self._data_keys.append(start.attributes.get("key", "").strip())
        if start.name not in _OWNERS:
            return
        outer = self._open[-1] if self._open else None
        is_directed = outer.is_directed if outer else True
        whole = outer.whole if outer else ""
        if outer is not None and outer.start.name == "node":
            whole = outer.get("id")
        if start.name == "graph":
            is_directed = start.attributes.get("edgedefault", "directed").strip() != "undirected"
        owner = _Owner(start, whole, is_directed)
        self._open.append(owner)
        if start.name in _COUNTED:
            self._graph.not_read[_COUNTED[start.name]] += 1
        elif start.name == "key":
            self._keys[owner.get("for") or "all", owner.get("id")] = owner
        elif start.name in ("graph", _ROOT):
            self._graphs.append(owner)
        else:
            (self._nodes if start.name == "node" else self._edges).append(owner)

    def _end(self, end: XmlEnd) -> None:
        if end.name == "data":
            self._open[-1].data.append((self._data_keys.pop(), end.text))
        elif end.name == "desc":
            self._open[-1].spelled.append(("description", end.text.strip()))
        elif end.name == "default":
            self._open[-1].spelled.append(("default", end.text.strip()))
        elif end.name in _OWNERS:
            self._open.pop()

    def graph(self) -> Graph:
        """Put everything together, now that all keys are known."""
        graph = self._graph
        for owner in self._graphs:
            said = dict(reversed(list(self._attributes(owner, "graph"))))
            graph.name = graph.name or said.get("name") or said.get("label") or ""
            graph.description = graph.description or said.get("description", "")
            graph.organization = graph.organization or said.get(ORGANIZATION, "").strip()
        defaults = {kind: list(self._defaults(kind)) for kind in ("node", "edge")}
        for owner in self._nodes:
            attributes = [*self._attributes(owner, "node"), *defaults["node"]]
            graph.add_node(owner.get("id"), self._place(owner), attributes, owner.whole)
        for owner in self._edges:
            graph.not_read["port reference"] += sum(end in owner.start.attributes for end in _PORT_REFERENCES)
            ends = (owner.get("source"), owner.get("target"))
            graph.add_edge(
                ends[::-1] if owner.heads == (True, False) else ends,
                self._place(owner),
                [*self._attributes(owner, "edge"), *defaults["edge"]],
                key=owner.get("id"),
                is_directed=self._is_directed(owner) and owner.heads[0] is not owner.heads[1],
            )
        if turned := sum(owner.heads == (True, False) for owner in self._edges):
            graph.notices.append(f"Read from target to source, as their arrow points: {counted(turned, 'edge')}.")
        return graph

    def _attributes(self, owner: _Owner, kind: str) -> Iterator[tuple[str, str]]:
        for key, text in owner.data:
            declared = self._keys.get((kind, key)) or self._keys.get(("all", key))
            yield (declared.get("attr.name") if declared else "") or key, text
        yield from owner.spelled

    def _defaults(self, kind: str) -> Iterator[tuple[str, str]]:
        for (owner, key), declared in self._keys.items():
            if owner in (kind, "all"):
                yield from ((declared.get("attr.name") or key, text) for _, text in declared.spelled[:1])

    def _is_directed(self, owner: _Owner) -> bool:
        given = owner.get("directed")
        if given and given not in _FLAGS:
            self._graph.tell(f"`directed` is {show(given)}; expected true or false.", self._place(owner), given)
        return _FLAGS.get(given, owner.is_directed)

    def _place(self, owner: _Owner) -> Place:
        return Place(self._graph.file, owner.start.line, owner.start.column)
