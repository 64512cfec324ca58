"""What the nodes and edges of any graph become: one mapping for GraphML, GEXF, GML, Pajek, node-link JSON and Kumu.

Every node is kept. Its kind stands in an attribute (``kind``, ``element type`` or ``type``) that names one of ours;
else it is a team. Every edge becomes what its own type says, in one of :data:`EDGE_WORDS`, else what the user chose
(``ReadOptions.edges``), or is left out and counted. Which way round:

- as drawn, the source is the supplier: ``serves``, ``delivers``, ``performs``, ``supports``; and ``feedback``, where
  the source speaks and the target hears;
- reversed: ``asks`` (who is asked serves who asks);
- structure, not work: ``reports_to`` and ``part_of`` (the source reports to, or is part of, the target);
- without a direction: work both ways, since each is said to work with the other; an external customer only receives.
  Structure without a direction is left out: it does not say who is the part.

A weight is the ``volume``; an edge that weighs nothing, or less, is no relation. Parallel edges stay parallel, edges
from a node to itself stay where they are work. The label of an edge that carries work is its ``output``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from sightline.document.fields import MAX_LABEL, MAX_TEXT
from sightline.document.text_decoding import UNPRINTABLE
from sightline.document.tree import ImportSummary, Path, Tree
from sightline.document.vocabulary import (
    EFFORT_KINDS,
    ELEMENT_KINDS,
    RELATION_KINDS,
    SECTION_OF,
    SECTIONS,
    ElementKind,
    RelationKind,
)
from sightline.document.wording import show
from sightline.errors import Place
from sightline.formats.customer_rules import Candidate, find_customers
from sightline.formats.graph_model import Graph, GraphEdge, GraphNode, plain_name, text_of
from sightline.formats.graph_notices import NO_TYPE, Account, spell_notices
from sightline.formats.identifiers import Named, make_ids, slug
from sightline.formats.source import EdgeMeaning, ReadOptions
from sightline.formats.tallies import find_top, most_first

Meaning = EdgeMeaning | RelationKind

EDGE_WORDS: Final[Mapping[str, Meaning]] = {
    **{kind.replace("_", ""): kind for kind in RELATION_KINDS},
    "asks": "asks",
    "partof": "part_of",
    "ispartof": "part_of",
}
"""Types of edges whose meaning needs no choice, in small letters and without anything between the words."""
KIND_WORDS: Final[Mapping[str, ElementKind]] = {**{kind: kind for kind in ELEMENT_KINDS}, **SECTIONS}
"""Types of nodes that name a kind of ours, in the singular and in the plural."""

NAMES: Final = ("label", "name", "title")
DESCRIPTIONS: Final = ("description", "desc")
KINDS: Final = ("kind", "element type", "type")
TYPES: Final = ("kind", "connection type", "relation", "relationship", "type")
VOLUMES: Final = ("volume", "weight")
OUTPUTS: Final = ("output", "value flows", "label")
FIGURES: Final = ("headcount", "effort")
TAGS: Final = "tags"

LEAVES_CUSTOMER: Final = "leaving an external customer"
CUSTOMER_IN_STRUCTURE: Final = "placing an external customer inside the organization"
NO_WEIGHT: Final = "with a weight of zero"
NEGATIVE_WEIGHT: Final = "with a negative weight"
OWN_STRUCTURE: Final = "naming a node as its own part or superior"
NO_DIRECTION: Final = "without a direction, so that part and whole, or who reports, cannot be told"
SECOND_WHOLE: Final = "naming a further whole for a part"
CIRCLE_OF_PARTS: Final = "closing a circle of parts"


def to_tree(graph: Graph, options: ReadOptions) -> Tree:
    """Lay a graph out in the shape of format 1, with a summary of what became of it.

    Raises InputError with every mistake of its file, UsageError for a customer that it does not have.
    """
    graph.check_ends()
    conversion = _Conversion(graph, options)
    for edge in graph.edges:
        conversion.add(edge)
    graph.stop_at_mistakes()
    return conversion.tree()


@dataclass(slots=True)
class _Part:
    """One node on its way into the file of ours."""

    id: str
    title: str
    kind: ElementKind
    node: GraphNode
    figures: dict[str, object] = field(default_factory=dict)
    part_of: tuple[str, Place] | None = None
    relations: dict[str, list[tuple[dict[str, object], Place]]] = field(default_factory=dict)


class _Conversion:
    """The state of one import: the parts so far, what was left out, what was assumed."""

    def __init__(self, graph: Graph, options: ReadOptions) -> None:
        self._graph = graph
        self._options = options
        self._left_out: Counter[str] = Counter()
        self._not_nested: Counter[str] = Counter()
        self._types: Counter[str] = Counter()
        self._cut = self._assumed = self._both_ways = 0
        nodes = list(graph.nodes.values())
        titles = [self._fit(" ".join(text_of(node.attributes, NAMES).split()) or node.key, MAX_LABEL) for node in nodes]
        declared = [_declared_kind(node) for node in nodes]
        self._undeclared = declared.count(None)
        self._declares_customers = "customer" in declared
        kinds = [kind or "team" for kind in declared]
        ids = make_ids(Named(node.key, title, kind) for node, title, kind in zip(nodes, titles, kinds, strict=True))
        customers: frozenset[int] = frozenset()
        if options.customers or not self._declares_customers:
            candidates = [
                Candidate((node.key, ids[node.key]), title, kind in EFFORT_KINDS)
                for node, title, kind in zip(nodes, titles, kinds, strict=True)
            ]
            customers = find_customers(candidates, options.customers)
        self._parts = {
            node.key: _Part(ids[node.key], titles[at], "customer" if at in customers else kinds[at], node)
            for at, node in enumerate(nodes)
        }
        self._tops: dict[str, str] = {}
        for part in self._parts.values():
            self._read_figures(part)
            if part.node.whole:
                reason = self._put_into(part, self._parts[part.node.whole], part.node.place)
                self._not_nested.update([reason] if reason else [])

    def _read_figures(self, part: _Part) -> None:
        for name in FIGURES:
            figure = self._figure(part.node.attributes, (name,), part.node.place)
            if figure is not None and part.kind != "customer":
                part.figures[name] = figure

    def add(self, edge: GraphEdge) -> None:
        """Turn one edge into a relation, or into structure, or count why it is left out."""
        word, label = text_of(edge.attributes, TYPES), text_of(edge.attributes, ("label",))
        self._types[self._fit(word, MAX_LABEL) or NO_TYPE] += 1
        meaning = _find_meaning(word) or _find_meaning(label)
        volume = self._figure(edge.attributes, VOLUMES, edge.place)
        if volume is not None and volume <= 0:
            self._left_out[NEGATIVE_WEIGHT if volume < 0 else NO_WEIGHT] += 1
            return
        if meaning is None:
            self._assumed += 1
            meaning = self._options.edges
        source, target = self._parts[edge.source], self._parts[edge.target]
        if meaning in ("reports_to", "part_of"):
            self._add_structure(meaning, edge, source, target)
        else:
            self._add_work(meaning, edge, source, target, volume)

    def _add_structure(self, meaning: Meaning, edge: GraphEdge, source: _Part, target: _Part) -> None:
        reason = None
        if not edge.is_directed:
            reason = NO_DIRECTION
        elif meaning == "part_of":
            reason = self._put_into(source, target, edge.place)
        elif source is target:
            reason = OWN_STRUCTURE
        elif "customer" in (source.kind, target.kind):
            reason = CUSTOMER_IN_STRUCTURE
        else:
            source.relations.setdefault(meaning, []).append((self._lay_out_edge(edge, target), edge.place))
        self._left_out.update([reason] if reason else [])

    def _put_into(self, part: _Part, whole: _Part, place: Place) -> str | None:
        """Make one part of the other; give the reason where that cannot be."""
        if part is whole:
            return OWN_STRUCTURE
        if "customer" in (part.kind, whole.kind):
            return CUSTOMER_IN_STRUCTURE
        if part.part_of is not None:
            return SECOND_WHOLE
        if find_top(self._tops, whole.id) == part.id:
            return CIRCLE_OF_PARTS
        part.part_of = (whole.id, place)
        self._tops[part.id] = whole.id
        return None

    def _add_work(self, meaning: Meaning, edge: GraphEdge, source: _Part, target: _Part, volume: float | None) -> None:
        ways = [(source, target)]
        if not edge.is_directed and source is not target:
            ways.append((target, source))
        if meaning == "asks":
            ways = [(asked, asking) for asking, asked in ways]
        key = "serves" if meaning == "asks" else meaning
        ways = [way for way in ways if key == "feedback" or way[0].kind != "customer"]
        if not ways:
            self._left_out[LEAVES_CUSTOMER] += 1
        self._both_ways += len(ways) == 2
        for supplier, customer in ways:
            entry = self._lay_out_edge(edge, customer)
            if key != "feedback":
                entry.update({"volume": volume} if volume is not None else {})
                output = text_of(edge.attributes, OUTPUTS)
                if output and not _find_meaning(output):
                    entry["output"] = self._fit(" ".join(output.split()), MAX_LABEL)
            supplier.relations.setdefault(key, []).append((entry, edge.place))

    def _lay_out_edge(self, edge: GraphEdge, customer: _Part) -> dict[str, object]:
        entry: dict[str, object] = {"to": customer.id}
        if word := text_of(edge.attributes, TYPES):
            entry["tags"] = [self._fit(f"{self._graph.word}:{word}", MAX_LABEL)]
        entry["source"] = self._source(edge.key or f"{edge.source} -> {edge.target}")
        return entry

    def tree(self) -> Tree:
        """Lay everything out in the shape of format 1, with the line of every node and edge."""
        places: dict[Path, Place] = {}
        sections: dict[str, dict[str, object]] = {section: {} for section in SECTIONS}
        for part in self._parts.values():
            section = SECTION_OF[part.kind]
            sections[section][part.id] = self._lay_out(part, (section, part.id), places)
        value: dict[str, object] = {"sightline": 1}
        if name := " ".join(self._graph.name.split()):
            value["name"] = self._fit(name, MAX_LABEL)
        if description := self._graph.description.strip():
            value["description"] = self._fit(description, MAX_TEXT)
        value.update((section, entries) for section, entries in sections.items() if entries)
        graph = self._graph
        summary = ImportSummary(
            format=graph.title,
            version=graph.version,
            elements=len(graph.nodes),
            relations=len(graph.edges),
            by_type=most_first(self._types),
            left_out=most_first(self._left_out),
        )
        return Tree(value, places, graph.file, tuple(spell_notices(self._account(summary))), summary)

    def _lay_out(self, part: _Part, path: Path, places: dict[Path, Place]) -> dict[str, object]:
        node = part.node
        places[path] = _at(node.place, node.key)
        entry: dict[str, object] = {"name": part.title}
        if description := text_of(node.attributes, DESCRIPTIONS):
            entry["description"] = self._fit(description, MAX_TEXT)
        if part.part_of is not None:
            entry["part_of"], places[*path, "part_of"] = part.part_of
        entry.update(part.figures)
        for key, relations in part.relations.items():
            entry[key] = [relation for relation, _ in relations]
            places.update({(*path, key, at): place for at, (_, place) in enumerate(relations)})
        if tags := self._tags(node):
            entry["tags"] = tags
        entry["source"] = self._source(node.key)
        return entry

    def _tags(self, node: GraphNode) -> list[str]:
        given = node.attributes.get(TAGS, [])
        tags = [str(tag).strip() for tag in (given if isinstance(given, list) else [given])]
        word = text_of(node.attributes, KINDS)
        if word and plain_name(word) not in KIND_WORDS:
            tags.append(f"{self._graph.word}:{word}")
        return list(dict.fromkeys(self._fit(tag, MAX_LABEL) for tag in tags if tag))

    def _source(self, place: str) -> dict[str, object]:
        # The end of a long path tells more than its beginning.
        file = {"file": self._graph.file[-MAX_LABEL:]} if self._graph.file else {}
        return {**file, "place": UNPRINTABLE.sub("\ufffd", place[:MAX_LABEL])}

    def _fit(self, text: str, length: int) -> str:
        text = UNPRINTABLE.sub("\ufffd", text)
        if len(text) <= length:
            return text
        self._cut += 1
        return text[: length - 1] + "…"

    def _figure(self, attributes: Mapping[str, object], names: tuple[str, ...], place: Place) -> float | None:
        """Read the first of some attributes as a number; a mistake where it is none."""
        name = next((name for name in names if name in attributes), None)
        if name is None:
            return None
        value = attributes[name]
        try:
            figure = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
        except (ValueError, OverflowError):
            figure = math.nan
        if not math.isfinite(figure):
            self._graph.tell(f"`{name}` is {show(value)}; expected a finite number.", place, str(value)[:200])
            return None
        return figure

    def _account(self, summary: ImportSummary) -> Account:
        graph, parts = self._graph, self._parts.values()
        declared: Literal["declared", "found"] = "declared" if self._declares_customers else "found"
        return Account(
            summary=summary,
            from_reader=tuple(graph.notices),
            edges=self._options.edges,
            assumed=self._assumed,
            both_ways=self._both_ways,
            not_nested=most_first(self._not_nested),
            not_read=most_first(graph.not_read),
            unread_attributes=tuple(self._unread_attributes()),
            undeclared=self._undeclared,
            customers=tuple(sorted(part.title for part in parts if part.kind == "customer")),
            chosen="asked" if self._options.customers else declared,
            renamed=sum(part.id != slug(part.title) for part in parts),
            cut=self._cut,
        )

    def _unread_attributes(self) -> list[str]:
        of_customers = {*NAMES, *DESCRIPTIONS, *KINDS, TAGS}
        of_others = {*of_customers, *FIGURES}
        of_edges = {*TYPES, *VOLUMES, *OUTPUTS}
        unread: set[str] = set()
        for part in self._parts.values():
            unread |= part.node.attributes.keys() - (of_customers if part.kind == "customer" else of_others)
        for edge in self._graph.edges:
            unread |= edge.attributes.keys() - of_edges
        return sorted(self._fit(name, 100) for name in unread)


def _declared_kind(node: GraphNode) -> ElementKind | None:
    words = (plain_name(text_of(node.attributes, (name,))) for name in KINDS)
    return next((KIND_WORDS[word] for word in words if word in KIND_WORDS), None)


def _find_meaning(word: str) -> Meaning | None:
    return EDGE_WORDS.get(plain_name(word).replace(" ", ""))


def _at(place: Place, key: str) -> Place:
    return Place(place.file, place.line, place.column, key[:MAX_LABEL])
