"""Import of Pajek networks (.net) as organizations, by the rules of ``graph_rules``.

``*Arcs``, ``*Arcslist`` and ``*Matrix`` go from the first vertex to the others, from the row to the column;
``*Edges`` and ``*Edgeslist`` have no direction. A name of the relation (``*Arcs :2 "reports to"``) is the type of its
edges. A cell of 0 in a matrix is no edge. Vertices that are announced and not listed are there, named by their number.
Coordinates, colours and shapes are pictures and no content. Not read, but counted: limits of time, other sections.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sightline.document import Tree
from sightline.document.floods import count_words
from sightline.document.text_decoding import LINE_END
from sightline.document.wording import show
from sightline.errors import InputError, Place
from sightline.formats.graph_model import Graph, decode_older_text, unescape
from sightline.formats.graph_rules import to_tree
from sightline.formats.source import ReadOptions, Source

MOST_UNLISTED = 50_000
"""So many vertices may be announced and not listed: their number costs nothing to write."""

_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|%[^\n]*\n)*\*(?:vertices|network)\b", re.IGNORECASE)
_TOKEN = re.compile(r'"([^"]*)"?|(\S+)')
_NUMBER = re.compile(r"[0-9]{1,9}")
_PARAMETER = re.compile(r"(?!(?:nan|inf)$)[A-Za-z][A-Za-z0-9]{0,3}", re.IGNORECASE)
_DIRECTIONS = {"*arcs": True, "*edges": False, "*arcslist": True, "*edgeslist": False, "*matrix": True}


def is_pajek(head: bytes, _suffix: str) -> bool:
    """Tell from its beginning whether a file is a network of Pajek."""
    return _HEAD.match(head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")) is not None


def read_pajek(source: Source, options: ReadOptions) -> Tree:
    """Read a Pajek network; raises InputError with every mistake of it."""
    graph = Graph("pajek", "Pajek", source.name)
    data = source.read(options.limits.json_bytes)
    if count_words(data) > options.limits.json_values:
        message = f"There are more than {options.limits.json_values:,} words and numbers in this file."
        raise InputError.of(message, Place(source.name))
    text = decode_older_text(data, graph, options.limits)
    reading = _Reading(graph)
    for number, line in enumerate(LINE_END.split(text), start=1):
        if len(line) > options.limits.text_characters:
            message = f"This line has {len(line):,} characters; up to {options.limits.text_characters:,} are read."
            raise InputError.of(message, Place(source.name, number, 1))
        tokens = [unescape(quoted or plain) for quoted, plain in _TOKEN.findall(line)]
        if tokens and not line.lstrip().startswith("%"):
            reading.take(tokens, Place(source.name, number, 1))
    reading.add_unlisted()
    return to_tree(graph, options)


class _Reading:
    """Goes through the lines once and remembers in which section it is."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._section = ""
        self._type = ""
        self._announced = 0
        self._rows = 0
        """How many vertices have a row in matrices; the rest are the columns. 0: all are both."""
        self._row = 0
        self._announced_at = Place(graph.file, 1, 1)

    def take(self, tokens: list[str], place: Place) -> None:
        """Take one line."""
        if tokens[0].startswith("*"):
            self._begin(tokens, place)
        elif self._section == "*vertices":
            self._add_vertex(tokens, place)
        elif self._section in ("*arcs", "*edges"):
            weight, said = self._read_rest(tokens[2:])
            self._add_edge(tokens[0], (tokens[1:2] or [""])[0], place, [*weight, *said])
        elif self._section in ("*arcslist", "*edgeslist"):
            for target in tokens[1:] or [""]:
                self._add_edge(tokens[0], target, place, [])
        elif self._section == "*matrix":
            self._add_row(tokens, place)
        elif not self._section:
            message = f"Here must stand a section such as `*Vertices`, not {show(tokens[0])}."
            raise InputError.of(message, place, tokens[0][:200])

    def _begin(self, tokens: list[str], place: Place) -> None:
        self._section = tokens[0].lower()
        rest = tokens[1:]
        if self._section == "*network":
            self._graph.name = self._graph.name or " ".join(rest)
        elif self._section == "*vertices":
            self._announce(rest, place)
        elif self._section in _DIRECTIONS:
            self._type = " ".join(rest[1:] if rest and rest[0].startswith(":") else [])
            self._row = 0
        else:
            self._graph.not_read["other section"] += 1

    def _announce(self, numbers: list[str], place: Place) -> None:
        self._announced_at = place
        if self._announced:
            self._graph.tell("`*Vertices` stands here again; one file holds one network.", place)
        elif not numbers or not all(_NUMBER.fullmatch(number) for number in numbers[:2]):
            self._graph.tell("`*Vertices` needs the number of vertices.", place)
        else:
            self._announced = int(numbers[0])
            self._rows = int(numbers[1]) if len(numbers) > 1 else 0

    def _add_vertex(self, tokens: list[str], place: Place) -> None:
        key = _spell(tokens[0])
        if not _NUMBER.fullmatch(key) or not 1 <= int(key) <= self._announced:
            message = f"The number of this vertex is {show(tokens[0])}; expected 1 to {self._announced:,}."
            self._graph.tell(message, place, tokens[0])
            return
        self._count_times(tokens[2:])
        label = tokens[1].replace("\\n", " ") if len(tokens) > 1 else ""
        self._graph.add_node(key, place, [("label", label)])

    def _add_edge(self, source: str, target: str, place: Place, said: list[tuple[str, object]]) -> None:
        is_directed = _DIRECTIONS[self._section]
        ends = (_spell(source), _spell(target))
        self._graph.add_edge(ends, place, [("type", self._type), *said], is_directed=is_directed)

    def _add_row(self, cells: list[str], place: Place) -> None:
        self._row += 1
        rows = self._rows or self._announced
        first_column = self._rows + 1
        columns = self._announced - self._rows
        if self._row > rows or len(cells) != columns:
            found = f"Row {self._row:,} of the matrix has {len(cells):,} cells"
            self._graph.tell(f"{found}; expected {rows:,} rows of {columns:,}.", place)
            return
        for column, cell in enumerate(cells, start=first_column):
            if not _is_zero(cell):
                self._add_edge(str(self._row), str(column), place, [("weight", cell)])

    def _read_rest(self, tokens: list[str]) -> tuple[list[tuple[str, object]], list[tuple[str, object]]]:
        """Read what follows the two ends of an edge: a weight, and parameters of which the label counts."""
        self._count_times(tokens)
        has_weight = bool(tokens) and not _PARAMETER.fullmatch(tokens[0]) and not tokens[0].startswith("[")
        weight: list[tuple[str, object]] = [("weight", tokens[0])] if has_weight else []
        labels = (after for name, after in pairwise(tokens) if name == "l")
        return weight, [("label", label) for label in labels]

    def _count_times(self, tokens: list[str]) -> None:
        self._graph.not_read["time limit"] += sum(token.startswith("[") for token in tokens)

    def add_unlisted(self) -> None:
        """Add the vertices that are announced and not listed."""
        unlisted = self._announced - len(self._graph.nodes)
        if unlisted > MOST_UNLISTED:
            message = f"{self._announced:,} vertices are announced here, and {unlisted:,} of them are not listed."
            raise InputError.of(message, self._announced_at, str(self._announced))
        if not self._announced:
            self._graph.tell("There are no vertices in this file.", self._announced_at)
        for number in range(1, self._announced + 1 if unlisted else 1):
            if str(number) not in self._graph.nodes:
                self._graph.add_node(str(number), self._announced_at, [])


def _spell(number: str) -> str:
    return str(int(number)) if _NUMBER.fullmatch(number) else number


def _is_zero(cell: str) -> bool:
    try:
        return float(cell) == 0
    except ValueError:
        return False
