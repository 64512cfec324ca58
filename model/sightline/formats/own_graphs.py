"""Graphs that Sightline wrote, read back into the same organization: what is where stands in ``graph_writing``.

Attributes under an unknown name, as other tools add them, are left out and told; those that begin with an underscore
are left out like a table's own columns.
"""

from __future__ import annotations

from collections.abc import Mapping

from sightline.document import Tree, build_organization
from sightline.document.json_reading import read_json
from sightline.document.tree import Path
from sightline.document.vocabulary import CARRYING, ELEMENT_KINDS, RELATION_KINDS, SECTION_OF
from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import InputError, Place, UsageError
from sightline.formats.columns import Column, read_cell
from sightline.formats.graph_model import Graph, GraphEdge, GraphNode
from sightline.formats.graph_writing import EDGE_COLUMNS, KIND, LABEL, NODE_COLUMNS, OBSTACLES, ORGANIZATION, WEIGHT
from sightline.formats.source import ReadOptions
from sightline.formats.table_records import set_nested
from sightline.phrases import listed

_WEIGHT = Column(WEIGHT, ("volume",), "number")
_MOST_NAMED = 10


def to_tree(graph: Graph, options: ReadOptions) -> Tree:
    """Lay a graph of ours out in the shape of format 1.

    Raises InputError with every mistake of its file, UsageError for options that are for graphs of others.
    """
    if options.customers or options.edges != ReadOptions().edges:
        raise UsageError(f"{graph.file} says itself who the external customers are and what its edges mean")
    graph.check_ends()
    reading = _Reading(graph, options)
    head = reading.json(graph.organization, ORGANIZATION, Place(graph.file))
    if head is not None and not isinstance(head, Mapping):
        graph.tell(f"`{ORGANIZATION}` is {show(head)}; expected a mapping in JSON.", Place(graph.file))
    for node in graph.nodes.values():
        reading.add_node(node)
    for edge in graph.edges:
        reading.add_edge(edge)
    raw = {**(head if isinstance(head, Mapping) else {"sightline": 1}), **reading.sections}
    return reading.finish(Tree(raw, reading.places, graph.file))


class _Reading:
    """The sections of the organization so far, with the places of its elements and relations."""

    def __init__(self, graph: Graph, options: ReadOptions) -> None:
        self.sections: dict[str, dict[str, dict[str, object]]] = {}
        self.places: dict[Path, Place] = {}
        self._graph = graph
        self._options = options
        self._bodies: dict[str, tuple[Path, dict[str, object]]] = {}
        self._unread: set[str] = set()

    def finish(self, tree: Tree) -> Tree:
        """Give the tree, with what was left out; with mistakes of the graph, raise all, the organization's included."""
        if self._graph.problems:
            try:
                build_organization(tree)
            except InputError as error:
                raise InputError([*self._graph.problems, *error.problems]) from None
            self._graph.stop_at_mistakes()
        if not self._unread:
            return tree
        names = listed([show(name) for name in sorted(self._unread)], _MOST_NAMED)
        return Tree(tree.value, tree.places, tree.file, (f"Attributes that are not read: {names}.",))

    def add_node(self, node: GraphNode) -> None:
        """Take one element."""
        kind = self._kind(node, ELEMENT_KINDS)
        path: Path = (SECTION_OF[kind or "team"], node.key)  # so that what refers to it is not told as well
        body = self._body(node, NODE_COLUMNS)
        self.sections.setdefault(SECTION_OF[kind or "team"], {})[node.key] = body
        self.places[path] = node.place
        self._bodies[node.key] = (path, body)

    def add_edge(self, edge: GraphEdge) -> None:
        """Take one relation; what carries no work has no volume, whatever the edge weighs."""
        kind = self._kind(edge, RELATION_KINDS)
        if kind is None:
            return
        above, supplier = self._bodies[edge.source]
        columns = {**EDGE_COLUMNS, WEIGHT: _WEIGHT} if kind in CARRYING else EDGE_COLUMNS
        relations = supplier.setdefault(kind, [])
        assert isinstance(relations, list)  # noqa: S101 - no column has the name of a kind of relations
        self.places[*above, kind, len(relations)] = edge.place
        own = {} if not edge.key or edge.key.startswith("_") else {"id": edge.key}
        relations.append({"to": edge.target, **own, **self._body(edge, columns)})

    def _kind(self, part: GraphNode | GraphEdge, known: tuple[str, ...]) -> str | None:
        word = str(part.attributes.get(KIND, "")).strip()
        if word in known:
            return word
        suggestion = nearest(word, known)
        found = show(word) if word else "missing"
        expected = f"expected one of {', '.join(known)}{did_you_mean(suggestion)}"
        self._graph.tell(f"`{KIND}` is {found}; {expected}.", part.place, word)
        return None

    def _body(self, part: GraphNode | GraphEdge, columns: Mapping[str, Column]) -> dict[str, object]:
        body: dict[str, object] = {}
        for name, text in part.attributes.items():
            if name == OBSTACLES:
                value = self.json(str(text), OBSTACLES, part.place)
                body.update({} if value is None else {OBSTACLES: value})
            elif name in columns and name != KIND:
                value = read_cell(columns[name], text)
                if value is not None:
                    set_nested(body, columns[name].path, value)
            elif name not in (KIND, LABEL, WEIGHT) and not name.startswith("_"):
                self._unread.add(name)
        return body

    def json(self, text: str, name: str, place: Place) -> object:
        """Read an attribute in JSON; None, with the mistakes told, where it is broken."""
        try:
            return read_json(text.encode(), file=None, limits=self._options.limits).value
        except InputError as error:
            for problem in error.problems:
                self._graph.tell(f"`{name}` holds no JSON: {problem}.", place, problem.value)
            return None
