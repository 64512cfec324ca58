"""A graph as its file draws it: nodes and edges with attributes, nothing judged, and every mistake of the file."""

from __future__ import annotations

import codecs
import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from sightline.document.limits import Limits
from sightline.document.text_decoding import decode_text
from sightline.document.tree_building import MOST_PROBLEMS
from sightline.document.wording import show
from sightline.errors import InputError, Place, Problem

MOST_NODES = 500_000
MOST_EDGES = 500_000
"""One more is refused, whatever the limits of the file: a matrix of some megabytes has millions of cells."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class GraphNode:
    """One node. ``attributes`` are keyed as :func:`plain_name` spells; ``whole`` is the node around it, if any.

    In a file that Sightline wrote they are keyed as they are spelled there.
    """

    key: str
    place: Place
    attributes: Mapping[str, object]
    whole: str = ""


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """One edge as it is drawn, from a node's key to a node's key; ``key`` is its own, if it has one."""

    source: str
    target: str
    place: Place
    attributes: Mapping[str, object]
    key: str = ""
    is_directed: bool = True


class Graph:
    """One graph while it is read: its nodes and edges, what of the file is not read, and every mistake.

    ``word`` is the format's short name, in front of the types that are kept as tags.
    """

    def __init__(self, word: str, title: str, file: str | None) -> None:
        self.word = word
        self.title = title
        self.file = file
        self.version = ""
        self.name = ""
        self.description = ""
        self.nodes: dict[str, GraphNode] = {}
        self.edges: list[GraphEdge] = []
        self.not_read: Counter[str] = Counter()
        """Parts of the file that mean nothing here, by a noun in the singular."""
        self.notices: list[str] = []
        self.organization = ""
        """What a file that Sightline wrote says of the whole organization; its attributes are taken as they stand."""
        self.problems: list[Problem] = []

    def tell(self, message: str, place: Place, value: str | None = None) -> None:
        """Note one mistake; reading goes on. Raises InputError when there are too many."""
        self.problems.append(Problem(message, place, value[:200] if value else None))
        if len(self.problems) >= MOST_PROBLEMS:
            self.stop_at_mistakes()

    def stop_at_mistakes(self) -> None:
        """Raise InputError with the mistakes noted so far, if there are any."""
        if self.problems:
            raise InputError(self.problems)

    def add_node(self, key: str, place: Place, attributes: Iterable[tuple[str, object]], whole: str = "") -> None:
        """Take one node; one without an id, or with the id of another, is a mistake."""
        if len(self.nodes) >= MOST_NODES:
            self._refuse_more(f"{MOST_NODES:,} nodes", place)
        first = self.nodes.get(key)
        if not key:
            self.tell("This node has no id.", place)
        elif first is not None:
            where = f"in line {first.place.line}" if first.place.line is not None else "at another node"
            self.tell(f"The id {show(key)} is used twice; it stands {where} as well.", place, key)
        else:
            self.nodes[key] = GraphNode(key, place, self._by_name(attributes), whole)

    def add_edge(
        self,
        ends: tuple[str, str],
        place: Place,
        attributes: Iterable[tuple[str, object]],
        *,
        key: str = "",
        is_directed: bool = True,
    ) -> None:
        """Take one edge, from the first of its ends to the second; their nodes may come after it."""
        if len(self.edges) >= MOST_EDGES:
            self._refuse_more(f"{MOST_EDGES:,} edges", place)
        self.edges.append(GraphEdge(*ends, place, self._by_name(attributes), key, is_directed))

    def check_ends(self) -> None:
        """Raise InputError with every mistake; edges to, and places in, nodes that are not there among them."""
        for edge in self.edges:
            for role, end in (("source", edge.source), ("target", edge.target)):
                if end not in self.nodes:
                    self._tell_stranger(f"The {role} of this edge", end, edge.place)
        for node in self.nodes.values():
            if node.whole and node.whole not in self.nodes:
                self._tell_stranger(f"The node around {show(node.key)}", node.whole, node.place)
        self.stop_at_mistakes()

    def _refuse_more(self, most: str, place: Place) -> NoReturn:
        message = f"This graph has more than {most}; keep a graph of this size in tables."
        raise InputError([*self.problems, Problem(message, place)])

    def _by_name(self, attributes: Iterable[tuple[str, object]]) -> dict[str, object]:
        return dict(reversed(list(attributes))) if self.organization else _by_plain_name(attributes)

    def _tell_stranger(self, what: str, key: str, place: Place) -> None:
        found = f"{show(key)}, which is no node of this file" if key else "missing"
        self.tell(f"{what} is {found}.", place, key)


def plain_name(name: str) -> str:
    """Spell the name of an attribute or a type without regard to case, hyphens, underscores and spaces."""
    return " ".join(name.replace("_", " ").replace("-", " ").split()).casefold()


def text_of(attributes: Mapping[str, object], names: Iterable[str]) -> str:
    """Give the first of some attributes that says something, as text; a list is joined by commas."""
    for name in names:
        if name in attributes and (text := _text(attributes[name])):
            return text
    return ""


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one).strip() for one in value if isinstance(one, str | int | float))
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _by_plain_name(attributes: Iterable[tuple[str, object]]) -> dict[str, object]:
    named: dict[str, object] = {}
    for name, value in attributes:
        if value is not None and value != [] and not (isinstance(value, str) and not value.strip()):
            named.setdefault(plain_name(name), value)
    return named


def decode_older_text(data: bytes, graph: Graph, limits: Limits) -> str:
    """Decode a text that may be older than UTF-8: what is no UTF-8 is read as Windows-1252, and that is told.

    Raises InputError for a file that is too large, empty, in neither encoding, or with control characters.
    """
    if not data.startswith(_UTF_16):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                data = data.decode("cp1252").encode()
            except UnicodeDecodeError:
                pass  # told below, with its place
            else:
                graph.notices.append("The file is not in UTF-8; it was read as Windows-1252.")
    advice = "keep a graph of this size in tables"
    return decode_text(data, file=graph.file, largest=limits.json_bytes, advice=advice)


def unescape(text: str) -> str:
    """Put the characters that older text formats write as ``&amp;`` or ``&#233;``."""
    return _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
