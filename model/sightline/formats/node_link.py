"""Import of node-link JSON (networkx, d3, vis.js) as organizations, by the rules of ``graph_rules``.

Edges stand under ``edges`` (networkx from 3.4) or ``links``, from ``source`` to ``target`` (vis.js: ``from``, ``to``).
``directed`` tells whether they have a direction; where the file does not say, they have one. Where no node has an
``id``, edges name nodes by number from 0, as d3 once did, or by ``name``.
"""

from __future__ import annotations

from collections.abc import Mapping

from sightline.document import Tree
from sightline.document.json_reading import read_json
from sightline.document.wording import show
from sightline.errors import Place
from sightline.formats.graph_json import records, require_object, spell_id, top_keys
from sightline.formats.graph_model import Graph, text_of
from sightline.formats.graph_rules import to_tree
from sightline.formats.source import ReadOptions, Source

_EDGE_LISTS = ("edges", "links")
_SOURCES = ("source", "from")
_TARGETS = ("target", "to")
_EDGE_FRAME = frozenset((*_SOURCES, *_TARGETS, "key", "id"))

Record = tuple[Mapping[str, object], Place]


def is_node_link(head: bytes, _suffix: str) -> bool:
    """Tell from its beginning whether a file is a graph in node-link JSON."""
    keys = top_keys(head)
    return "sightline" not in keys and ("nodes" in keys or {"directed", "multigraph"} <= keys)


def read_node_link(source: Source, options: ReadOptions) -> Tree:
    """Read a graph in node-link JSON; raises InputError with every mistake of it."""
    tree = read_json(source.read(options.limits.json_bytes), file=source.name, limits=options.limits)
    value = require_object(tree, "node-link JSON")
    graph = Graph("node-link", "node-link JSON", source.name)
    if "nodes" not in value:
        graph.tell("There are no `nodes` in this file.", tree.place(()))
    about = value.get("graph")
    for said in (about if isinstance(about, Mapping) else {}, value):
        graph.name = graph.name or text_of(said, ("name",))
        graph.description = graph.description or text_of(said, ("description",))
    edges = [record for key in _EDGE_LISTS for record in records(tree, key, graph)]
    _add_nodes(graph, list(records(tree, "nodes", graph)), edges)
    is_directed = _read_direction(graph, tree, value)
    for edge, place in edges:
        ends = (_find(edge, _SOURCES), _find(edge, _TARGETS))
        attributes = ((name, one) for name, one in edge.items() if name not in _EDGE_FRAME)
        key = spell_id(edge.get("id")) or (f"{' -> '.join(ends)} ({edge['key']})" if "key" in edge else "")
        graph.add_edge(ends, place, attributes, key=key, is_directed=is_directed)
    return to_tree(graph, options)


def _add_nodes(graph: Graph, nodes: list[Record], edges: list[Record]) -> None:
    by_id = any("id" in node for node, _ in nodes)
    by_name = not by_id and any(isinstance(edge.get("source"), str) for edge, _ in edges)
    if nodes and not by_id:
        graph.notices.append(f"No node has an `id`; edges name them by {'name' if by_name else 'number, from 0'}.")
    for at, (node, place) in enumerate(nodes):
        key = node.get("id") if by_id else node.get("name") if by_name else at
        graph.add_node(spell_id(key), place, ((name, one) for name, one in node.items() if name != "id"))


def _read_direction(graph: Graph, tree: Tree, value: Mapping[str, object]) -> bool:
    given = value.get("directed")
    if given is None:
        graph.notices.append("The file does not say whether its edges have a direction; they are read as having one.")
    elif not isinstance(given, bool):
        graph.tell(f"`directed` is {show(given)}; expected true or false.", tree.place(("directed",)))
    return given is not False


def _find(edge: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((spell_id(edge[name]) for name in names if name in edge), "")
