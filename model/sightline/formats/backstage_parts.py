"""The parts of an organization that a Backstage catalog becomes, and what joins them: structure first, then work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sightline.document.checks import find_cycles
from sightline.document.vocabulary import EFFORT_KINDS, ElementKind
from sightline.errors import Place
from sightline.formats import backstage_rules as rules
from sightline.formats.backstage_catalog import DEFAULT_NAMESPACE, Catalog, Entity, Key
from sightline.formats.backstage_refs import Reference, References
from sightline.formats.customer_rules import Candidate, find_customers, is_customer_name
from sightline.formats.identifiers import Named, make_ids
from sightline.formats.source import ReadOptions


@dataclass(slots=True)
class Relation:
    """One relation: the field that said so, where that stands, and how much of it there is."""

    field: str
    place: Place
    volume: int = 1


@dataclass(slots=True)
class Part:
    """One entity as a part of the organization, or as an external customer."""

    id: str
    kind: ElementKind
    title: str
    entity: Entity
    part_of: tuple[Part, Place] | None = None
    owner: tuple[Part, Place] | None = None
    persons: int = 0
    """Single persons of a group that are not read as parts of their own."""
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)
    """By kind and by the id of the customer."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one reference says of the whole that a part belongs to; the lowest rank counts."""

    rank: int
    whole: Part
    reference: Reference


class Assembly:
    """The parts of a catalog, put together.

    ``left_out`` counts references by reason; ``contradictions`` spells groups with two parents out; ``stand_ins``
    counts single persons as owners for whom their group stands; ``between_owners`` counts the relations added there.
    Raises UsageError for a customer that the catalog does not have.
    """

    def __init__(self, catalog: Catalog, references: References, options: ReadOptions) -> None:
        self.left_out = Counter(references.left_out)
        self.contradictions: list[str] = []
        self.stand_ins = 0
        self.between_owners = 0
        self.parts = dict(_make_parts(catalog, options))
        self._add_structure(references.found)
        self._add_work(references.found)

    def _add_structure(self, references: Iterable[Reference]) -> None:
        claims: dict[Key, list[_Claim]] = defaultdict(list)
        for reference in references:
            if reference.rule.becomes == "part_of":
                self._claim(claims, reference)
        for key, ones in claims.items():
            ones.sort(key=lambda claim: claim.rank)
            self._choose(key, ones)
        for reference in references:
            if reference.rule.becomes == "accountable":
                self._add_owner(reference, claims)
        for part in self.parts.values():
            if part.part_of is None and part.owner is not None and part.owner[0].kind == "team":
                part.part_of = part.owner
        self._open_circles()

    def _claim(self, claims: dict[Key, list[_Claim]], reference: Reference) -> None:
        ends = (reference.source, reference.target)
        inner, outer = reversed(ends) if reference.rule.is_reversed else ends
        whole, part = self.parts.get(outer.key), self.parts.get(inner.key)
        if whole is None:
            self._leave_out(reference, rules.NOT_READ)
        elif whole.kind == "customer" or (part is not None and part.kind == "customer"):
            self._leave_out(reference, rules.WITH_CUSTOMER)
        else:
            claims[inner.key].append(_Claim(rules.FIELD_RULES.index(reference.rule), whole, reference))

    def _choose(self, key: Key, claims: list[_Claim]) -> None:
        """Take the first claim on a part, and count the others as what they are beside it."""
        first, *others = claims
        part = self.parts.get(key)
        if part is not None:
            part.part_of = (first.whole, first.reference.place)
        else:
            first.whole.persons += 1
            self._leave_out(first.reference, rules.HEADCOUNT)
        for claim in others:
            if claim.whole is first.whole:
                self._leave_out(claim.reference, rules.AGAIN)
            elif (first.reference.rule.field, claim.reference.rule.field) == ("parent", "children"):
                self._leave_out(claim.reference, rules.OTHER_PARENT)
                self.contradictions.append(f"{key} (parent {first.whole.id}, child of {claim.whole.id})")
            else:
                self._leave_out(claim.reference, rules.SECOND_WHOLE)

    def _add_owner(self, reference: Reference, claims: dict[Key, list[_Claim]]) -> None:
        part, owner = (self.parts.get(end.key) for end in (reference.source, reference.target))
        if owner is None:
            groups = {claim.whole.id: claim.whole for claim in claims.get(reference.target.key, ())}
            owner = next(iter(groups.values())) if len(groups) == 1 else None
            self.stand_ins += owner is not None
        if part is None:
            self._leave_out(reference, rules.NOT_READ)
        elif owner is None:
            self._leave_out(reference, rules.NO_SINGLE_GROUP)
        elif "customer" in (part.kind, owner.kind):
            self._leave_out(reference, rules.WITH_CUSTOMER)
        elif part.owner is not None:
            self._leave_out(reference, rules.AGAIN if part.owner[0] is owner else rules.SECOND_OWNER)
        else:
            part.owner = (owner, reference.place)

    def _open_circles(self) -> None:
        by_id = {part.id: part for part in self.parts.values()}
        for circle in find_cycles({part.id: [part.part_of[0].id] for part in by_id.values() if part.part_of}):
            part = by_id[min(circle)]
            if part.part_of is not part.owner:
                self.left_out[rules.CIRCLE] += 1
            part.part_of = None

    def _add_work(self, references: Iterable[Reference]) -> None:
        between: dict[tuple[str, str], tuple[Part, Relation]] = {}
        for reference in references:
            kind = reference.rule.becomes
            if kind is None or kind in rules.STRUCTURE:
                continue
            ends = (self.parts.get(reference.source.key), self.parts.get(reference.target.key))
            supplier, customer = reversed(ends) if reference.rule.is_reversed else ends
            if supplier is None or customer is None:
                self._leave_out(reference, rules.NOT_READ)
            elif supplier.kind == "customer":
                self._leave_out(reference, rules.LEAVES_CUSTOMER)
            elif customer.id in supplier.relations.get(kind, {}):
                self._leave_out(reference, rules.AGAIN)
            else:
                relation = Relation(reference.rule.field, reference.place)
                supplier.relations.setdefault(kind, {})[customer.id] = relation
                giver, taker = _find_doer(supplier), _find_doer(customer)
                if giver is not None and taker is not None and not _are_together(giver, taker):
                    blank = Relation("owner", reference.place, volume=0)
                    between.setdefault((giver.id, taker.id), (giver, blank))[1].volume += 1
        for (_, taker_id), (giver, relation) in sorted(between.items(), key=lambda item: item[0]):
            served = giver.relations.setdefault("serves", {})
            self.between_owners += taker_id not in served
            served.setdefault(taker_id, relation)

    def _leave_out(self, reference: Reference, reason: str) -> None:
        self.left_out[f"{reference.rule.field} ({reason})"] += 1


def count_heads(parts: Iterable[Part]) -> dict[str, int]:
    """Count the persons of each group that has some of its own, with those of the groups inside it; by id."""
    teams = [part for part in parts if part.kind == "team"]
    inside: dict[str, list[Part]] = defaultdict(list)
    for part in teams:
        if part.part_of is not None:
            inside[part.part_of[0].id].append(part)
    outside_in = [part for part in teams if part.part_of is None]
    for part in outside_in:
        outside_in.extend(inside[part.id])
    sizes: dict[str, int] = {}
    for part in reversed(outside_in):
        # A group of which nothing is known counts as one person, as everywhere.
        sizes[part.id] = part.persons + sum(sizes[one.id] for one in inside[part.id]) or 1
    return {part.id: sizes[part.id] for part in teams if part.persons}


def _make_parts(catalog: Catalog, options: ReadOptions) -> Iterator[tuple[Key, Part]]:
    read: list[tuple[Entity, ElementKind]] = []
    for entity in catalog.entities.values():
        kind = rules.ENTITY_KINDS[entity.key.kind].becomes
        if kind is not None and (kind != "person" or options.fine):
            read.append((entity, kind))
    ids = make_ids(Named(str(one.key), _name_in_full(one), one.kind) for one, _ in read)
    titles = {
        one.key: one.text("metadata", "title") or one.text("spec", "profile", "displayName") or one.name
        for one, _ in read
    }
    candidates = [
        Candidate((ids[str(one.key)], str(one.key), f"{one.kind}:{one.name}"), titles[one.key], one.kind == "Group")
        for one, _ in read
    ]
    customers = find_customers(candidates, options.customers)
    for at, (one, kind) in enumerate(read):
        is_typed = one.kind == "Group" and is_customer_name(one.text("spec", "type"))
        is_customer = at in customers or (is_typed and not options.customers)
        yield one.key, Part(ids[str(one.key)], "customer" if is_customer else kind, titles[one.key], one)


def _name_in_full(entity: Entity) -> str:
    namespace = entity.key.namespace
    return entity.name if namespace == DEFAULT_NAMESPACE else f"{namespace} {entity.name}"


def _find_doer(part: Part) -> Part | None:
    """Find who does the work of a part, or receives what goes there: itself where it is people, else its owner."""
    if part.kind == "customer" or part.kind in EFFORT_KINDS:
        return part
    return part.owner[0] if part.owner else None


def _are_together(one: Part, other: Part) -> bool:
    """Tell whether two are the same, or a person and the group that the person is in."""
    return one is other or any(
        inner.kind == "person" and inner.part_of is not None and inner.part_of[0] is outer
        for inner, outer in ((one, other), (other, one))
    )
