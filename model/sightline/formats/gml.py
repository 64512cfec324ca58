"""Import of GML (Graph Modelling Language) as organizations, by the rules of ``graph_rules``.

Edges have a direction where the graph says ``directed 1``, and none otherwise. The weight of an edge is its ``weight``,
or its ``value`` where that is a number. A node with a ``gid`` (yEd) is ``part_of`` the group of that id. Lists inside
nodes and edges are not read; ``graphics`` are pictures and no content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sightline.document import Tree
from sightline.document.floods import count_words
from sightline.document.limits import Limits
from sightline.document.text_decoding import Lines, shorten
from sightline.document.wording import show
from sightline.errors import InputError, Place
from sightline.formats.graph_model import Graph, decode_older_text, unescape
from sightline.formats.graph_rules import to_tree
from sightline.formats.source import ReadOptions, Source

MOST_WORDS = 3_000_000
"""Words and brackets: 50,000 nodes and 250,000 edges with weights need 2.6 million."""

_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|\#[^\n]*\n|(?!graph\b)\w+\s+(?:\"[^\"]*\"|[^\s\[\]\"]+)\s)*graph\s*\[", re.IGNORECASE
)
_TOKEN = re.compile(
    r"""(?P<space>[\s]+|\#[^\r\n]*) | (?P<bracket>[\[\]]) | "(?P<text>[^"]*)" | (?P<word>[^\s\[\]"\#]+)""", re.VERBOSE
)
_TOO_MANY = f"there are more than {MOST_WORDS:,} words and brackets"
_GRAMMAR = "GML holds keys with values, and lists in `[` and `]`"
_KEY = re.compile(r"[A-Za-z_]\w*")
_PICTURES = frozenset(("graphics", "labelgraphics"))
_NODE_FRAME = frozenset(("id", "gid", "isgroup", *_PICTURES))
_EDGE_FRAME = frozenset(("id", "source", "target", *_PICTURES))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key in small letters, its value, and where the key stands, in characters from 0."""

    key: str
    value: str | list[_Entry]
    offset: int


def is_gml(head: bytes, _suffix: str) -> bool:
    """Tell from its beginning whether a file is GML: keys with values, and a ``graph`` in brackets."""
    return _HEAD.match(head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")) is not None


def read_gml(source: Source, options: ReadOptions) -> Tree:
    """Read a GML file; raises InputError with every mistake of it."""
    graph = Graph("gml", "GML", source.name)
    data = source.read(options.limits.json_bytes)
    if count_words(data) > MOST_WORDS:
        raise InputError.of(f"{_TOO_MANY}; {_GRAMMAR}", Place(source.name))
    text = decode_older_text(data, graph, options.limits)
    reading = _Reading(graph, Lines(text))
    values = (entry.value for entry in _parse(text, reading, options.limits) if entry.key == "graph")
    graphs = [value for value in values if isinstance(value, list)]
    if not graphs:
        graph.tell("There is no `graph [` in this file.", Place(source.name, 1, 1))
    for entries in graphs:
        reading.add_graph(entries)
    return to_tree(graph, options)


class _Reading:
    """Turns the entries of a graph into nodes and edges."""

    def __init__(self, graph: Graph, lines: Lines) -> None:
        self._graph = graph
        self._lines = lines

    def place(self, offset: int) -> Place:
        """Find the place of an offset."""
        line, column = self._lines.locate(offset)
        return Place(self._graph.file, line, column)

    def add_graph(self, entries: list[_Entry]) -> None:
        """Take one graph."""
        graph = self._graph
        graph.name = graph.name or _find(entries, "name") or _find(entries, "label")
        graph.description = graph.description or _find(entries, "description") or _find(entries, "comment")
        is_directed = _find(entries, "directed") == "1"
        for entry in entries:
            if entry.key not in ("node", "edge"):
                continue
            place = self.place(entry.offset)
            if not isinstance(entry.value, list):
                graph.tell(f"`{entry.key}` is {show(entry.value)}; expected a list in brackets.", place)
            elif entry.key == "node":
                attributes = self._attributes(entry.value, _NODE_FRAME)
                graph.add_node(_find(entry.value, "id"), place, attributes, _find(entry.value, "gid"))
            else:
                ends = (_find(entry.value, "source"), _find(entry.value, "target"))
                said = (*self._attributes(entry.value, _EDGE_FRAME), *_weight(entry.value))
                graph.add_edge(ends, place, said, key=_find(entry.value, "id"), is_directed=is_directed)

    def _attributes(self, entries: list[_Entry], frame: frozenset[str]) -> Iterator[tuple[str, object]]:
        for entry in entries:
            if isinstance(entry.value, str) and entry.key not in frame:
                yield entry.key, entry.value
            elif entry.key not in _PICTURES and isinstance(entry.value, list):
                self._graph.not_read["list inside a node or edge"] += 1


def _find(entries: list[_Entry], key: str) -> str:
    return next((entry.value.strip() for entry in entries if entry.key == key and isinstance(entry.value, str)), "")


def _weight(entries: list[_Entry]) -> Iterator[tuple[str, object]]:
    try:
        yield "weight", float(_find(entries, "value"))
    except ValueError:
        return


def _parse(text: str, reading: _Reading, limits: Limits) -> list[_Entry]:
    """Take the text apart, without recursion; raises InputError at the first place that is no GML."""
    top: list[_Entry] = []
    open_lists: list[tuple[list[_Entry], int]] = [(top, 0)]
    key = ""
    at = key_at = count = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise _failure(reading, at, "this quotation mark is opened but never closed")
        start, at = at, token.end()
        found = token.group()
        if token.lastgroup == "space":
            continue
        count += 1
        if count > MOST_WORDS:
            raise _failure(reading, start, _TOO_MANY)
        if key and found != "]":
            value: str | list[_Entry] = []
            if found != "[":
                value = unescape(token.group("text")) if token.lastgroup == "text" else found
            open_lists[-1][0].append(_Entry(key.lower(), value, key_at))
            if isinstance(value, list):
                if len(open_lists) > limits.json_depth:
                    raise _failure(reading, start, f"lists stand more than {limits.json_depth} deep inside each other")
                open_lists.append((value, start))
            key = ""
        elif key:
            break
        elif found == "]" and len(open_lists) > 1:
            open_lists.pop()
        elif token.lastgroup == "word" and _KEY.fullmatch(found):
            key, key_at = found, start
        else:
            raise _failure(reading, start, f"here must stand a key, not `{shorten(found)}`")
    if key:
        raise _failure(reading, key_at, f"`{shorten(key)}` has no value")
    if len(open_lists) > 1:
        raise _failure(reading, open_lists[-1][1], "this bracket is opened but never closed")
    return top


def _failure(reading: _Reading, offset: int, message: str) -> InputError:
    return InputError.of(f"{message}; {_GRAMMAR}", reading.place(offset))
