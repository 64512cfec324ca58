"""Import of BPMN 2.0 diagrams as organizations: pools and lanes, and where work changes hands between them.

Pools become teams, lanes roles (teams where they are divided into further lanes), each ``part_of`` what is around it.
A process without a pool becomes a team of its name; called from one call activity alone, it belongs to its caller.
Which way round (always as drawn, from who hands over to who receives):

- a sequence flow into another lane: the lane of the step before ``serves`` the lane of the next step. Gateways and
  events lead on to the next step, in whichever lane they stand; where no step follows, the flow ends in their lane;
- a message flow: the lane or pool at its source ``serves`` the one at its target. An event at which it begins or ends
  is a step of its lane;
- left out: flows inside one lane or pool, and what leaves an external customer (demand, not work).

Several flows without a name, or with the same, are one relation, whose ``volume`` is their number. With ``fine``, steps
become processes that their lane or pool ``performs``, and flows go from step to step.

External customers are the pools and lanes named so by the user, else by their name; other pools that show nothing
inside are partners: teams with this tag.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sightline.document.fields import MAX_LABEL, MAX_TEXT
from sightline.document.tree import ImportSummary, Path, Tree
from sightline.document.vocabulary import SECTION_OF, SECTIONS, ElementKind
from sightline.errors import Place
from sightline.formats import bpmn_rules as rules
from sightline.formats.bpmn_handoffs import find_parties, find_steps, follow_flows
from sightline.formats.bpmn_model import XML_LIMITS, BpmnFlow, BpmnModel, BpmnPart, is_bpmn, read_model
from sightline.formats.customer_rules import Candidate, find_customers
from sightline.formats.identifiers import Named, make_ids, slug, spell_type
from sightline.formats.source import ReadOptions, Source
from sightline.formats.tallies import most_first
from sightline.phrases import counted, listed

__all__ = ["is_bpmn", "read_bpmn"]

_MOST_NAMES = 20


def read_bpmn(source: Source, options: ReadOptions) -> Tree:
    """Read a diagram as an organization in the shape of format 1, with a summary of what became of it.

    Raises InputError for a file that cannot be read (with all its problems), UsageError for a customer that it does
    not have.
    """
    model = read_model(source.read(XML_LIMITS.size), source.name)
    conversion = _Conversion(model, source.name, options)
    conversion.add_flows()
    return conversion.tree()


@dataclass(slots=True)
class _Element:
    """One element on its way into the file of ours; relations by kind, customer, type of flow and output."""

    id: str
    kind: ElementKind
    part: BpmnPart
    title: str
    whole: str = ""
    tags: list[str] = field(default_factory=list)
    relations: dict[tuple[str, str, str, str], dict[str, Place]] = field(default_factory=lambda: defaultdict(dict))


class _Conversion:
    """The state of one import: who there is, who holds what, what was left out, which texts had to be cut."""

    def __init__(self, model: BpmnModel, file: str, options: ReadOptions) -> None:
        self._model = model
        self._file = file
        self._options = options
        self._cut = 0
        self._left_out: Counter[str] = Counter()
        self._parties = parties = find_parties(model)
        self._alone = [process for process in model.processes if parties.performer[process.key] == process.key]
        self._shown = {part.process for part in (*model.lanes, *model.nodes.values())}
        self._divided = set(parties.whole.values())
        self._titles = self._find_titles()
        self._steps = find_steps(model)
        actors = [*model.pools, *self._alone, *model.lanes]
        steps = [model.nodes[key] for key in model.nodes if options.fine and key in self._steps]
        # Before it is known who is a customer: naming one renames nobody.
        ids = make_ids(Named(one.key, self._titles[one.key], _spell(one)) for one in (*actors, *steps))
        candidates = [Candidate((one.key, ids[one.key]), self._titles[one.key], True) for one in actors]
        named = {actors[at].key for at in find_customers(candidates, options.customers)}
        outermost = self._find_outermost(named)
        self._customers = {key for key, customer in outermost.items() if key == customer}
        """The external customers; a customer inside another is only a part of that one."""
        self._hands = {key: outermost.get(party, party) for key, party in parties.performer.items()}
        """The element behind every key: a customer, else a pool, lane or process."""
        kept = [one for one in actors if self._hands[one.key] == one.key]
        own_steps = [one for one in steps if self._hands[one.key] not in self._customers]
        self._elements = {one.key: self._element(one, ids[one.key]) for one in (*kept, *own_steps)}
        self._inside_customers = len(actors) - len(kept)

    def add_flows(self) -> None:
        """Turn all flows into relations, or count why one is left out."""
        for key in self._elements:
            if key in self._model.nodes:
                self._relate(self._hands[key], key, ("performs", "", ""), self._elements[key].part)
        handed: set[str] = set()
        for handoff in follow_flows(self._model, self._steps, self._hands):
            supplier, customer = self._end(handoff.supplier), self._end(handoff.customer)
            is_inside = self._hands[handoff.supplier] == self._hands[handoff.customer]
            between_steps = supplier == handoff.supplier and customer == handoff.customer
            if supplier == customer or supplier in self._customers or (is_inside and not between_steps):
                continue
            self._relate(supplier, customer, ("serves", "sequenceFlow", handoff.flow.output), handoff.flow)
            handed.add(handoff.flow.key)
        for flow in self._model.sequence_flows:
            if flow.key not in handed:
                self._left_out[self._why(flow)] += 1
        for flow in self._model.message_flows:
            if flow.source not in self._hands or flow.target not in self._hands:
                self._left_out[rules.ELSEWHERE] += 1
            elif self._end(flow.source) == self._end(flow.target):
                self._left_out[rules.INSIDE] += 1
            elif self._hands[flow.source] in self._customers:
                self._left_out[rules.DEMAND] += 1
            else:
                about = ("serves", "messageFlow", flow.output)
                self._relate(self._end(flow.source), self._end(flow.target), about, flow)

    def tree(self) -> Tree:
        """Lay everything out in the shape of format 1, with the line of every element and relation."""
        places: dict[Path, Place] = {}
        sections: dict[str, dict[str, object]] = {section: {} for section in SECTIONS}
        for element in self._elements.values():
            section = SECTION_OF[element.kind]
            sections[section][element.id] = self._lay_out(element, (section, element.id), places)
        value: dict[str, object] = {"sightline": 1}
        if self._model.name:
            value["name"] = self._fit(self._model.name, MAX_LABEL)
        value.update((section, entries) for section, entries in sections.items() if entries)
        summary = self._summary()
        return Tree(value, places, self._file, tuple(self._notices(summary)), summary)

    def _find_titles(self) -> dict[str, str]:
        model = self._model
        names = {process.key: process.name for process in model.processes}
        titles = {pool.key: pool.name or names.get(pool.process, "") or "Unnamed pool" for pool in model.pools}
        by_file = model.name if len(self._alone) == 1 and not model.pools else ""
        titles |= {process.key: process.name or by_file or "Unnamed process" for process in self._alone}
        # Lanes come after the lanes and pools around them.
        for lane in model.lanes:
            around = titles.get(self._parties.whole[lane.key], "")
            titles[lane.key] = lane.name or self._fit(f"Unnamed lane of {around}" if around else "Unnamed lane", 200)
        titles |= {key: node.name or spell_type(node.type).capitalize() for key, node in model.nodes.items()}
        return titles

    def _find_outermost(self, named: set[str]) -> dict[str, str]:
        """Find the outermost customer around every lane that has one, and around each customer: itself if no other."""
        found: dict[str, str | None] = {}
        for key in (*named, *self._parties.whole):
            way = [key]
            while way[-1] not in found and way[-1] in self._parties.whole:
                way.append(self._parties.whole[way[-1]])
            for inner in reversed(way):
                above = found.get(self._parties.whole.get(inner, ""))
                found.setdefault(inner, above or (inner if inner in named else None))
        return {key: customer for key, customer in found.items() if customer is not None}

    def _end(self, key: str) -> str:
        """Find the element at which a flow begins or ends."""
        return key if key in self._elements else self._hands[key]

    def _element(self, part: BpmnPart, id_: str) -> _Element:
        element = _Element(id_, "team", part, self._titles[part.key], tags=[f"bpmn:{part.type}"])
        if part.key in self._customers:
            element.kind = "customer"
        elif part.key in self._model.nodes:
            element.kind = "process"
            around = self._parties.host.get(part.container, part.container)
            element.whole = around if around in self._model.nodes else ""
        elif part.type == "lane":
            element.kind = "team" if part.key in self._divided else "role"
            element.whole = self._parties.whole[part.key]
        elif part.type == "participant" and part.process not in self._shown:
            element.tags.append("partner")
        return element

    def _relate(self, supplier: str, customer: str, about: tuple[str, str, str], at: BpmnFlow | BpmnPart) -> None:
        kind, type_, output = about
        self._elements[supplier].relations[kind, self._elements[customer].id, type_, output][at.key] = at.place

    def _why(self, flow: BpmnFlow) -> str:
        supplier, customer = self._hands[flow.source], self._hands[flow.target]
        if supplier != customer:
            return rules.DEMAND if supplier in self._customers else rules.FOLLOWED
        leads_on = self._options.fine and supplier not in self._customers and flow.source != flow.target
        return rules.FOLLOWED if leads_on else rules.INSIDE

    def _lay_out(self, element: _Element, path: Path, places: dict[Path, Place]) -> dict[str, object]:
        part = element.part
        places[path] = _at(part.place, part.key)
        entry: dict[str, object] = {"name": self._fit(element.title, MAX_LABEL)}
        if part.documentation:
            entry["description"] = self._fit(part.documentation, MAX_TEXT)
        if element.whole:
            entry["part_of"] = self._elements[element.whole].id
        laid: dict[str, list[dict[str, object]]] = defaultdict(list)
        for (kind, customer, type_, output), flows in sorted(element.relations.items()):
            relation: dict[str, object] = {"to": customer}
            if len(flows) > 1:
                relation["volume"] = len(flows)
            if output:
                relation["output"] = self._fit(output, MAX_LABEL)
            if type_:
                relation["tags"] = [f"bpmn:{type_}"]
            relation["source"] = self._source(", ".join(sorted(flows)))
            key, place = min(flows.items(), key=lambda pair: (pair[1].line or 0, pair[1].column or 0))
            places[*path, kind, len(laid[kind])] = _at(place, key)
            laid[kind].append(relation)
        entry.update(laid)
        entry["tags"] = element.tags
        entry["source"] = self._source(part.key)
        return entry

    def _source(self, keys: str) -> dict[str, object]:
        # The end of a long path tells more than its beginning.
        return {
            "file": self._file[-MAX_LABEL:],
            "place": keys if len(keys) <= MAX_LABEL else f"{keys[: MAX_LABEL - 1]}…",
        }

    def _fit(self, text: str, length: int) -> str:
        if len(text) <= length:
            return text
        self._cut += 1
        return text[: length - 1] + "…"

    def _summary(self) -> ImportSummary:
        model = self._model
        types = {"sequence flow": len(model.sequence_flows), "message flow": len(model.message_flows)}
        return ImportSummary(
            format="BPMN",
            version="2.0",
            elements=len(model.pools) + len(self._alone) + len(model.lanes) + len(model.nodes),
            relations=sum(types.values()),
            by_type=most_first(types),
            left_out=most_first(self._left_out),
        )

    def _notices(self, summary: ImportSummary) -> Iterator[str]:
        model = self._model
        steps = sum(node.type in rules.ACTIVITY_TYPES for node in model.nodes.values())
        read = [
            counted(len(model.pools), "pool"),
            counted(len(model.lanes), "lane"),
            counted(steps, "activity", "activities"),
            counted(len(model.nodes) - steps, "event or gateway", "events and gateways"),
            *(counted(count, name) for name, count in summary.by_type.items()),
        ]
        yield f"Read {listed(read)} from BPMN 2.0."
        if summary.left_out:
            reasons = "; ".join(f"{count:,} {reason}" for reason, count in summary.left_out.items())
            yield f"Left out {sum(summary.left_out.values()):,} of {counted(summary.relations, 'flow')}: {reasons}."
        if self._alone:
            names = self._names(process.key for process in self._alone)
            yield f"A process without a pool stands for a team of its name: {names}."
        roles = sum(element.kind == "role" for element in self._elements.values())
        if roles:
            yield f"Lanes are read as roles ({roles:,} here); a lane that has lanes inside is a team, as is a pool."
        yield from self._notices_on_outsiders()
        if steps and not self._options.fine:
            yield "Activities are work of their lane or pool; `--fine` reads them as processes."
        yield from self._notices_on_names()
        if model.loose_members:
            yield f"Lanes name {counted(model.loose_members, 'part')} that this file does not have."
        if model.not_read:
            yield f"Not read: {listed([counted(count, name) for name, count in most_first(model.not_read).items()])}."
        if self._cut:
            yield f"{counted(self._cut, 'text')} longer than format 1 allows had to be cut."

    def _notices_on_outsiders(self) -> Iterator[str]:
        customers = self._names(self._customers)
        if self._options.customers:
            yield f"Taken as external customers, as asked: {customers}."
        elif self._customers:
            yield (
                f"Taken as external customers, by their names: {customers}."
                " Name others with --customer NAME; then only those count."
            )
        else:
            yield (
                "No external customer was found: no pool or lane is named like one (customer, client, citizen, patient"
                " and the like). Name one with --customer NAME."
            )
        if self._inside_customers:
            yield f"Left out {counted(self._inside_customers, 'lane')} inside external customers."
        partners = [key for key, element in self._elements.items() if "partner" in element.tags]
        if partners:
            yield (
                f"Pools that show nothing inside are taken as partners: {self._names(partners)}. They are teams tagged"
                " `partner`; if one is a customer, name it with --customer NAME."
            )

    def _notices_on_names(self) -> Iterator[str]:
        sharing: dict[str, list[str]] = defaultdict(list)
        for element in self._elements.values():
            sharing[slug(element.title)].append(f"{element.title} ({element.id})")
        shared = sorted(listed(sorted(group), _MOST_NAMES) for group in sharing.values() if len(group) > 1)
        if shared:
            yield f"Kept apart under names that are alike: {'; '.join(shared[:_MOST_NAMES])}."

    def _names(self, keys: Iterable[str]) -> str:
        return listed(sorted(self._titles[key] for key in keys), _MOST_NAMES)


def _spell(part: BpmnPart) -> str:
    return "pool" if part.type == "participant" else part.type


def _at(place: Place, key: str) -> Place:
    return Place(place.file, place.line, place.column, key[:MAX_LABEL])
