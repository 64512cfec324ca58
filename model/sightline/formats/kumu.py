"""Import of Kumu's JSON (project backups and blueprints) as organizations, by the rules of ``graph_rules``.

A connection is drawn ``from`` one element ``to`` another: ``directed`` (or of no direction that is told) it goes that
way, ``reversed`` the other, ``undirected`` and ``mutual`` it is work both ways. ``connection type`` is its type,
``value flows`` what is handed over. Ends are ids, or labels where no element has that id. Loops are not read, but
counted; maps and perspectives are pictures of the same elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sightline.document import Tree
from sightline.document.json_reading import read_json
from sightline.document.wording import show
from sightline.errors import Place
from sightline.formats.graph_json import records, require_object, spell_id, top_keys
from sightline.formats.graph_model import Graph, text_of
from sightline.formats.graph_rules import to_tree
from sightline.formats.source import ReadOptions, Source

_MARKS = frozenset(("attributeRelevance", "connections", "defaultMap", "defaultPerspective", "elements", "proxyImages"))
_DIRECTIONS = {"directed": True, "undirected": False, "mutual": False}
_ELEMENT_FRAME = frozenset(("_id", "id", "attributes", "pinned", "position"))
_CONNECTION_FRAME = frozenset(("_id", "id", "attributes", "from", "to", "direction", "reversed", "delayed"))


def is_kumu(head: bytes, _suffix: str) -> bool:
    """Tell from its beginning whether a file is a project or a blueprint of Kumu."""
    keys = top_keys(head)
    return "sightline" not in keys and bool(keys & _MARKS)


def read_kumu(source: Source, options: ReadOptions) -> Tree:
    """Read a project backup or a blueprint; raises InputError with every mistake of it."""
    tree = read_json(source.read(options.limits.json_bytes), file=source.name, limits=options.limits)
    project = require_object(tree, "Kumu JSON")
    graph = Graph("kumu", "Kumu JSON", source.name)
    graph.name, graph.description = text_of(project, ("name",)), text_of(project, ("description",))
    if "elements" not in project:
        graph.tell("There are no `elements` in this file.", tree.place(()))
    reading = _Reading(graph)
    for element, place in records(tree, "elements", graph):
        reading.add_element(element, place)
    for connection, place in records(tree, "connections", graph):
        reading.add_connection(connection, place)
    graph.not_read["loop"] += sum(1 for _ in records(tree, "loops", graph))
    reading.tell_assumptions()
    return to_tree(graph, options)


class _Reading:
    """The elements so far, by their labels, and what of the connections has to be told."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._keys_by_label: dict[str, list[str]] = {}
        self._reversed = 0

    def add_element(self, element: Mapping[str, object], place: Place) -> None:
        """Take one element; without an id, its label is its id."""
        attributes = list(_attributes(element, _ELEMENT_FRAME))
        label = next((str(value).strip() for name, value in attributes if name.casefold() == "label" and value), "")
        key = spell_id(element.get("_id")) or spell_id(element.get("id")) or label
        self._keys_by_label.setdefault(label, []).append(key)
        self._graph.add_node(key, place, attributes)

    def add_connection(self, connection: Mapping[str, object], place: Place) -> None:
        """Take one connection, the way it is drawn."""
        ends = (self._find(connection.get("from"), place), self._find(connection.get("to"), place))
        if connection.get("reversed") is True:
            self._reversed += 1
            ends = ends[::-1]
        given = connection.get("direction") or "directed"
        is_directed = _DIRECTIONS.get(given) if isinstance(given, str) else None
        if is_directed is None:
            expected = ", ".join(f"`{known}`" for known in _DIRECTIONS)
            self._graph.tell(f"`direction` is {show(given)}; expected one of {expected}.", place)
        self._graph.add_edge(
            ends,
            place,
            _attributes(connection, _CONNECTION_FRAME),
            key=spell_id(connection.get("_id")) or spell_id(connection.get("id")),
            is_directed=is_directed is not False,
        )

    def _find(self, end: object, place: Place) -> str:
        key = spell_id(end)
        keys = [] if key in self._graph.nodes else self._keys_by_label.get(key, [])
        if len(keys) > 1:
            self._graph.tell(f"{show(key)} is the label of {len(keys):,} elements; name one by its id.", place, key)
        return keys[0] if keys else key

    def tell_assumptions(self) -> None:
        """Tell what was read in another way than a glance at the file suggests."""
        if self._reversed:
            self._graph.notices.append(f"Read from `to` to `from`, as they are marked reversed: {self._reversed:,}.")


def _attributes(record: Mapping[str, object], frame: frozenset[str]) -> Iterator[tuple[str, object]]:
    inner = record.get("attributes")
    yield from inner.items() if isinstance(inner, Mapping) else ()
    yield from ((name, value) for name, value in record.items() if name not in frame)
