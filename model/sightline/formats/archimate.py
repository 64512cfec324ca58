"""ArchiMate models as organizations: what becomes of a model, whichever file it came from.

Every element is kept; what its type becomes stands in ``ELEMENT_RULES``. Every relationship becomes a relation by
``RELATION_RULES`` or is left out and counted. Which way round:

- as drawn: Serving (``UsedBy`` in 2.1), Flow, Triggering, Assignment, Realization, Access that writes;
- reversed: Access that only reads (the object supports its reader);
- structure, not work: Composition and Aggregation (the target is ``part_of`` the source);
- left out: Association, Specialization, Influence, and what leaves an external customer.

Beside that, here is the reader of the Open Group's exchange files (2.1 and 3.x), the form that tools have in common.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from sightline.document.fields import MAX_LABEL, MAX_TEXT
from sightline.document.limits import HARD_MAXIMA
from sightline.document.tree import ImportSummary, Path, Tree
from sightline.document.vocabulary import EFFORT_KINDS, SECTION_OF, SECTIONS, ElementKind
from sightline.errors import Place
from sightline.formats import archimate_rules as rules
from sightline.formats.archimate_exchange import is_archimate, read_exchange
from sightline.formats.archimate_model import ArchimateElement, ArchimateModel, ArchimateRelation
from sightline.formats.customer_rules import Candidate, find_customers
from sightline.formats.identifiers import Named, make_ids, spell_type
from sightline.formats.source import ReadOptions, Source
from sightline.formats.tallies import find_top, most_first
from sightline.phrases import counted

__all__ = ["ArchimateOptions", "is_archimate", "model_to_tree", "read_archimate", "read_archimate_file"]


@dataclass(frozen=True, slots=True)
class ArchimateOptions:
    """``customers``: names or ids of the external customers; where given, only these count."""

    customers: tuple[str, ...] = ()


def read_archimate(data: bytes, *, file: str | None = None, options: ArchimateOptions | None = None) -> Tree:
    """Read an exchange file as an organization in the shape of format 1, with a summary of what became of it.

    Raises InputError for a file that cannot be read (with all its problems), UsageError for a customer that it does
    not have.
    """
    options = options or ArchimateOptions()
    return model_to_tree(read_exchange(data, file), file=file, customers=options.customers)


def read_archimate_file(source: Source, options: ReadOptions) -> Tree:
    """Read an exchange file as an organization in the shape of format 1; raises as :func:`read_archimate`."""
    data = source.read(HARD_MAXIMA.json_bytes)
    return read_archimate(data, file=source.name, options=ArchimateOptions(customers=options.customers))


def model_to_tree(model: ArchimateModel, *, file: str | None, customers: tuple[str, ...] = ()) -> Tree:
    """Turn a model into an organization in the shape of format 1, with a summary of what became of it.

    ``customers``: names or ids of the external customers; where given, only these count. Raises UsageError for one that
    the model does not have.
    """
    conversion = _Conversion(model, file, customers)
    for relation in model.relations:
        conversion.add(relation)
    conversion.add_structure()
    return conversion.tree()


@dataclass(slots=True)
class _Part:
    """One element on its way into the file of ours."""

    id: str
    kind: ElementKind
    element: ArchimateElement
    part_of: tuple[str, Place] | None = None
    relations: dict[str, list[tuple[dict[str, object], Place]]] = field(default_factory=dict)


class _Conversion:
    """The state of one import: the parts so far, what was left out, which texts had to be cut."""

    def __init__(self, model: ArchimateModel, file: str | None, named: tuple[str, ...]) -> None:
        self._model = model
        self._file = file
        self._named_customers = bool(named)
        self._cut = 0
        self._left_out: Counter[str] = Counter()
        self._structure: list[tuple[tuple[bool, bool, int], ArchimateRelation]] = []
        titles = {one.identifier: one.name or spell_type(one.type).capitalize() for one in model.elements}
        self._titles = titles
        ids = make_ids(Named(one.identifier, titles[one.identifier], one.type) for one in model.elements)
        candidates = [
            Candidate((one.identifier, ids[one.identifier]), titles[one.identifier], one.type in rules.ACTING_TYPES)
            for one in model.elements
        ]
        customers = find_customers(candidates, named)
        self._parts = {
            one.identifier: _Part(
                ids[one.identifier], "customer" if at in customers else rules.ELEMENT_KINDS[one.type], one
            )
            for at, one in enumerate(model.elements)
        }
        self._leave_out(rules.BETWEEN_RELATIONS, len(model.between_relations))

    def add(self, relation: ArchimateRelation) -> None:
        """Turn one relationship into a relation, put structure aside, or count why it is left out."""
        source, target = self._parts[relation.source], self._parts[relation.target]
        rule = rules.find_rule(relation.type, access=relation.access, into=target.kind)
        if rule.becomes is None:
            self._leave_out(f"{relation.type} ({rule.reason})")
            return
        if rule.becomes == "part_of":
            is_weak = relation.type == "Aggregation"
            order = (is_weak, source.element.type in rules.FRAME_TYPES, len(self._structure))
            self._structure.append((order, relation))
            return
        supplier, customer = (target, source) if rule.is_reversed else (source, target)
        if supplier.kind == "customer":
            self._leave_out(rules.LEAVES_CUSTOMER)
        elif rule.becomes == "performs" and customer.kind == "customer":
            self._leave_out(rules.PLAYS_CUSTOMER)
        elif rules.MOTIVE_TYPES.intersection((source.element.type, target.element.type)):
            self._leave_out(rules.TOUCHES_MOTIVE)
        else:
            entry: dict[str, object] = {"to": customer.id}
            if relation.type == "Flow" and relation.name:
                entry["output"] = self._fit(relation.name, MAX_LABEL)
            entry["tags"] = self._tags(relation)
            entry["source"] = _source(relation)
            supplier.relations.setdefault(rule.becomes, []).append((entry, _place(relation)))

    def add_structure(self) -> None:
        """Choose one whole for every part, the strongest first, and cut what would close a circle."""
        top: dict[str, str] = {}
        for _, relation in sorted(self._structure, key=lambda pair: pair[0]):
            whole, part = self._parts[relation.source], self._parts[relation.target]
            if whole is part:
                self._leave_out(rules.OWN_PART)
            elif "customer" in (whole.kind, part.kind):
                self._leave_out(rules.PART_AND_CUSTOMER)
            elif part.part_of is not None:
                self._leave_out(rules.SECOND_WHOLE)
            elif find_top(top, whole.id) == part.id:
                self._leave_out(rules.CIRCLE_OF_PARTS)
            else:
                part.part_of = (whole.id, _place(relation))
                top[part.id] = whole.id

    def summary(self) -> ImportSummary:
        """Count the file as it is, and what was left out of it."""
        relations = self._model.relations + self._model.between_relations
        return ImportSummary(
            format=self._model.format,
            version=self._model.version,
            elements=len(self._model.elements),
            relations=len(relations),
            by_type=most_first(Counter(one.type for one in relations)),
            left_out=most_first(self._left_out),
        )

    def tree(self) -> Tree:
        """Lay everything out in the shape of format 1, with the line of every element and relation."""
        places: dict[Path, Place] = {}
        sections: dict[str, dict[str, object]] = {section: {} for section in SECTIONS}
        people_act = any(
            part.kind in EFFORT_KINDS and part.element.type != "Stakeholder" for part in self._parts.values()
        )
        for part in self._parts.values():
            section = SECTION_OF[part.kind]
            sections[section][part.id] = self._lay_out(part, (section, part.id), places, people_act)
        value: dict[str, object] = {"sightline": 1}
        if self._model.name:
            value["name"] = self._fit(self._model.name, MAX_LABEL)
        if self._model.documentation:
            value["description"] = self._fit(self._model.documentation, MAX_TEXT)
        value.update((section, entries) for section, entries in sections.items() if entries)
        summary = self.summary()
        return Tree(value, places, self._file, self._notices(summary), summary)

    def _lay_out(self, part: _Part, path: Path, places: dict[Path, Place], people_act: bool) -> dict[str, object]:
        element = part.element
        places[path] = _place(element)
        entry: dict[str, object] = {"name": self._fit(self._titles[element.identifier], MAX_LABEL)}
        if element.documentation:
            entry["description"] = self._fit(element.documentation, MAX_TEXT)
        if part.part_of is not None:
            entry["part_of"], places[*path, "part_of"] = part.part_of
        if element.type == "Stakeholder" and part.kind == "role" and people_act:
            entry["effort"] = 0
        for key, relations in part.relations.items():
            entry[key] = [relation for relation, _ in relations]
            places.update({(*path, key, at): place for at, (_, place) in enumerate(relations)})
        entry["tags"] = self._tags(element)
        entry["source"] = _source(element)
        return entry

    def _tags(self, one: ArchimateElement | ArchimateRelation) -> list[str]:
        own = [self._fit(f"specialization:{' '.join(name.split())}", MAX_LABEL) for name in one.specializations]
        return [f"archimate:{one.type}", *dict.fromkeys(own)]

    def _fit(self, text: str, length: int) -> str:
        if len(text) <= length:
            return text
        self._cut += 1
        return text[: length - 1] + "…"

    def _leave_out(self, reason: str, count: int = 1) -> None:
        if count:
            self._left_out[reason] += count

    def _notices(self, summary: ImportSummary) -> tuple[str, ...]:
        types = ", ".join(f"{count} {name}" for name, count in summary.by_type.items())
        types = f" ({types})" if types else ""
        read = f"{counted(summary.elements, 'element')} and {counted(summary.relations, 'relationship')}{types}"
        notices = [f"Read {read} from {f'{summary.format} {summary.version}'.strip()}."]
        if summary.left_out:
            reasons = "; ".join(f"{count} {reason}" for reason, count in summary.left_out.items())
            total = sum(summary.left_out.values())
            notices.append(f"Left out {total} of {counted(summary.relations, 'relationship')}: {reasons}.")
        notices += self._model.notices
        customers = sorted(
            f"{self._titles[identifier]} ({spell_type(part.element.type)})"
            for identifier, part in self._parts.items()
            if part.kind == "customer"
        )
        if self._named_customers:
            notices.append(f"Taken as external customers, as asked: {', '.join(customers)}.")
        elif customers:
            notices.append(
                f"Taken as external customers, by their names: {', '.join(customers)}."
                " Name others with --customer NAME; then only those count."
            )
        else:
            notices.append(
                "No external customer was found: no role, actor or stakeholder is named like one (customer, client,"
                " citizen, patient and the like). Name one with --customer NAME."
            )
        if self._cut:
            notices.append(f"{counted(self._cut, 'text')} longer than format 1 allows had to be cut.")
        return tuple(notices)


def _place(one: ArchimateElement | ArchimateRelation) -> Place:
    return replace(one.place, part=one.place.part or one.identifier[:MAX_LABEL])


def _source(one: ArchimateElement | ArchimateRelation) -> dict[str, object]:
    # The end of a long path tells more than its beginning.
    file = {"file": one.place.file[-MAX_LABEL:]} if one.place.file else {}
    return {**file, "place": one.identifier[:MAX_LABEL]}
