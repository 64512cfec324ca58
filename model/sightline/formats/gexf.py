"""Import of GEXF 1.1 to 1.3 as organizations: what nodes and edges become, and which way round, is in ``graph_rules``.

Nodes inside a node, with a ``pid`` or with a ``parent`` are ``part_of`` it; a further parent is left out and counted.
An edge is ``directed``, ``undirected`` or ``mutual`` as it says itself, else as its graph says, else it has no
direction; mutual edges are work both ways. Values that hold only for a time are not read, and limits of time on nodes
and edges neither: both are counted.
Colours, sizes and positions are pictures and no content. A file that Sightline wrote is read back whole
(``own_graphs``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sightline.document import Tree
from sightline.document.wording import show
from sightline.errors import Place
from sightline.formats import own_graphs
from sightline.formats.graph_model import Graph
from sightline.formats.graph_rules import to_tree
from sightline.formats.graph_writing import ORGANIZATION, OWN_NAMESPACE
from sightline.formats.graphml import has_root, require_root
from sightline.formats.safe_xml import XmlEnd, XmlEvent, XmlLimits, XmlStart, iterate_events
from sightline.formats.source import ReadOptions, Source

_ROOT = "gexf"
_DIRECTIONS = {"directed": True, "undirected": False, "mutual": False}
_TIMES = ("start", "end", "startopen", "endopen", "timestamp", "timestamps", "intervals")
_CLASSES = ("node", "edge")


def is_gexf(head: bytes, _suffix: str) -> bool:
    """Tell from its beginning whether a file is GEXF."""
    return has_root(head, _ROOT)


def read_gexf(source: Source, options: ReadOptions) -> Tree:
    """Read a GEXF file; raises InputError with every mistake of it."""
    data = source.read(options.limits.json_bytes)
    limits = XmlLimits(size=options.limits.json_bytes)
    root = require_root(data, _ROOT, "GEXF", source.name, limits)
    reading = _Reading(root, source.name)
    for event in iterate_events(data, file=source.name, limits=limits):
        reading.take(event)
    graph = reading.graph()
    return own_graphs.to_tree(graph, options) if graph.organization else to_tree(graph, options)


@dataclass(slots=True)
class _Record:
    """A node or an edge, with its values by the id of their attribute."""

    start: XmlStart
    values: list[tuple[str, str]] = field(default_factory=list)
    wholes: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Give an XML attribute without spaces around it; empty where there is none."""
        return self.start.attributes.get(name, "").strip()


@dataclass(slots=True)
class _Attribute:
    """One declared attribute."""

    title: str
    default: str = ""


class _Reading:
    """Goes through the tags once; attributes may be declared last, so values are understood at the end."""

    def __init__(self, root: XmlStart, file: str) -> None:
        self._namespace = root.namespace
        self._graph = Graph("gexf", "GEXF", file)
        self._graph.version = root.attributes.get("version", "").strip()[:20]
        self._direction = "undirected"
        self._class = ""
        self._attributes: dict[tuple[str, str], _Attribute] = {}
        self._declared: list[_Attribute] = []
        self._open: list[_Record] = []
        self._nodes: list[_Record] = []
        self._edges: list[_Record] = []

    def take(self, event: XmlEvent) -> None:
        """Take the next start tag or end tag."""
        if event.namespace != self._namespace:
            if isinstance(event, XmlEnd) and (event.namespace, event.name) == (OWN_NAMESPACE, ORGANIZATION):
                self._graph.organization = event.text.strip()
            return
        if isinstance(event, XmlStart):
            self._start(event)
        elif event.name in _CLASSES:
            self._open.pop()
        elif event.name == "default" and self._declared:
            self._declared[-1].default = event.text.strip()
        elif event.name == "description" and not self._graph.description:
            self._graph.description = event.text.strip()

    def _start(self, start: XmlStart) -> None:
        given = {name: value.strip() for name, value in start.attributes.items()}
        is_timed = any(name in given for name in _TIMES)
        match start.name:
            case "graph":
                self._direction = given.get("defaultedgetype", "") or "undirected"
            case "attributes":
                self._class = given.get("class", "")
            case "attribute":
                attribute = _Attribute(given.get("title", "") or given.get("id", ""))
                self._declared.append(attribute)
                self._attributes[self._class, given.get("id", "")] = attribute
            case "node" | "edge":
                self._open_record(start)
                self._graph.not_read["time limit"] += is_timed
            case "spell":
                self._graph.not_read["time limit"] += 1
            case "attvalue" if is_timed:
                self._graph.not_read["timed value"] += 1
            case "attvalue" if self._open:
                key = given.get("for", "") or given.get("id", "")
                self._open[-1].values.append((key, start.attributes.get("value", "")))
            case "parent" if self._open:
                self._open[-1].wholes.append(given.get("for", ""))
            case _:
                pass

    def _open_record(self, start: XmlStart) -> None:
        record = _Record(start)
        if start.name == "node":
            around = next((one.get("id") for one in reversed(self._open) if one.start.name == "node"), "")
            record.wholes += [whole for whole in (around, record.get("pid")) if whole]
        self._open.append(record)
        (self._nodes if start.name == "node" else self._edges).append(record)

    def graph(self) -> Graph:
        """Put everything together, now that all attributes are known."""
        graph = self._graph
        for record in self._nodes:
            wholes = list(dict.fromkeys(record.wholes))
            graph.not_read["further parent"] += len(wholes[1:])
            attributes = [("label", record.get("label")), *self._values(record)]
            graph.add_node(record.get("id"), self._place(record), attributes, wholes[0] if wholes else "")
        for record in self._edges:
            said = [(name, record.get(name)) for name in ("label", "weight", "kind")]
            graph.add_edge(
                (record.get("source"), record.get("target")),
                self._place(record),
                [*said, *self._values(record)],
                key=record.get("id"),
                is_directed=self._is_directed(record),
            )
        return graph

    def _values(self, record: _Record) -> Iterator[tuple[str, str]]:
        kind = record.start.name
        for key, text in record.values:
            attribute = self._attributes.get((kind, key))
            yield attribute.title if attribute else key, text
        for (owner, _), attribute in self._attributes.items():
            if owner == kind and attribute.default:
                yield attribute.title, attribute.default

    def _is_directed(self, record: _Record) -> bool:
        direction = (record.get("type") or self._direction).lower()
        if direction not in _DIRECTIONS:
            expected = ", ".join(f"`{known}`" for known in _DIRECTIONS)
            message = f"The type of this edge is {show(direction)}; expected one of {expected}."
            self._graph.tell(message, self._place(record), direction)
        return _DIRECTIONS.get(direction, True)

    def _place(self, record: _Record) -> Place:
        return Place(self._graph.file, record.start.line, record.start.column)
