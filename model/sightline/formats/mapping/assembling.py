"""Elements and relations put together as the raw tree of format 1, with the row that each of them comes from.

Which way round: ``serves``, ``delivers``, ``performs``, ``supports`` and ``feedback`` go from the row's element to the
column's (from ``from`` to ``to``); ``asks`` is ``serves`` the other way; ``reports_to`` and ``part_of`` are structure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sightline.document.checks import find_cycles
from sightline.document.relations import VOICE_KEYS, WORK_KEYS
from sightline.document.tree import Path
from sightline.document.vocabulary import CARRYING, EFFORT_KINDS, SECTION_OF, SECTIONS, RelationKind
from sightline.errors import Place, Problem
from sightline.formats.customer_rules import Candidate, find_customers
from sightline.formats.graph_rules import (
    CIRCLE_OF_PARTS,
    CUSTOMER_IN_STRUCTURE,
    LEAVES_CUSTOMER,
    NEGATIVE_WEIGHT,
    NO_WEIGHT,
    SECOND_WHOLE,
    Meaning,
)
from sightline.formats.identifiers import Named, make_ids, slug
from sightline.formats.mapping.naming import Part, Parts
from sightline.formats.mapping.records import Record
from sightline.formats.mapping.tally import Tally
from sightline.formats.table_records import set_nested

SELF = "from an element to itself"
AGAIN = "saying the same as another"
_OUTSIDE = ("headcount", "effort")


@dataclass(slots=True, eq=False)
class Link:
    """One relation on its way into the file of ours; ``column`` is where its mark stands in a matrix."""

    kind: RelationKind
    supplier: Part
    customer: Part
    facts: dict[str, object]
    record: Record
    column: int | None = None
    obstacles: list[tuple[dict[str, object], Record]] = field(default_factory=list)


class Assembly:
    """What was read so far, what was left out, and what was assumed."""

    def __init__(self) -> None:
        self.parts = Parts()
        self.left_out = Tally()
        """Rows, marks and relations that came to nothing, by reason."""
        self.notes: list[str] = []
        """Sentences that the user should see."""
        self.types: Counter[str] = Counter()
        self.not_kept: Counter[str] = Counter()
        """Facts that the thing they are about cannot have."""
        self.customers: list[Part] = []
        self.chosen_by = ""
        self._links: dict[object, Link] = {}
        self._claims: dict[Part, dict[Part, list[Record]]] = {}

    def tell(self, message: str, place: Place, value: object = None) -> None:
        """Note one mistake; reading goes on."""
        self.parts.problems.append(Problem(message, place, None if value is None else str(value)[:200]))

    def relate(
        self,
        meaning: Meaning,
        ends: tuple[Part, Part],
        record: Record,
        facts: Mapping[str, object],
        column: int | None = None,
    ) -> Link | None:
        """Take one relation as its row or mark says it; None where it is left out, which is counted, or structure."""
        self.types[meaning.replace("_", " ")] += 1
        volume = facts.get("volume")
        supplier, customer = ends[::-1] if meaning == "asks" else ends
        if supplier is customer:
            self.left_out.add(SELF, record)
        elif isinstance(volume, int | float) and volume <= 0:
            self.left_out.add(NO_WEIGHT if volume == 0 else NEGATIVE_WEIGHT, record)
        elif meaning == "part_of":
            self.put_into(supplier, customer, record)
            self._not_keep(facts, frozenset(facts), meaning)
        else:
            kind: RelationKind = "serves" if meaning == "asks" else meaning
            strange = frozenset() if kind in CARRYING else WORK_KEYS
            kept = self._not_keep(facts, strange | (VOICE_KEYS if kind == "reports_to" else frozenset()), meaning)
            return self._add(Link(kind, supplier, customer, kept, record, column))
        return None

    def _not_keep(self, facts: Mapping[str, object], strange: frozenset[str], meaning: str) -> dict[str, object]:
        self.not_kept.update(f"`{name}` of `{meaning}`" for name in facts if name in strange)
        return {name: value for name, value in facts.items() if name not in strange}

    def _add(self, link: Link) -> Link | None:
        said = tuple(sorted((name, repr(value)) for name, value in link.facts.items()))
        first = self._links.setdefault((link.kind, link.supplier.key, link.customer.key, said), link)
        if first is not link:
            self.left_out.add(AGAIN, link.record)
        return first

    def put_into(self, part: Part, whole: Part, record: Record) -> None:
        """Note that a relation makes one element a part of another."""
        self._claims.setdefault(part, {}).setdefault(whole, []).append(record)

    def links(self) -> Iterator[Link]:
        """Go through the relations."""
        return iter(self._links.values())

    def settle_wholes(self) -> None:
        """Give each part the whole that its relations name; of several the one named most often, else the first by key.

        Where relations make a circle of parts, none of them counts.
        """
        claimed: dict[str, Record] = {}
        for part, wholes in self._claims.items():
            said = part.whole[0] if part.whole is not None else None
            best = said or min(wholes, key=lambda one: (-len(wholes[one]), one.key))
            for whole, records in wholes.items():
                for record in records if said or whole is not best else records[1:]:
                    if whole is not best:
                        self.left_out.add(SECOND_WHOLE, record)
                    elif record.sheet.profile.kind != "employees":  # each of these rows says more than that
                        self.left_out.add(AGAIN, record)
            if said is None:
                claimed[part.key] = wholes[best][0]
                part.whole = (best, claimed[part.key])
        wholes_by_key = {part.key: [part.whole[0].key] for part in self.parts if part.whole is not None}
        for key in (key for circle in find_cycles(wholes_by_key) for key in circle if key in claimed):
            self.parts[key].whole = None
            self.left_out.add(CIRCLE_OF_PARTS, claimed[key])

    def choose_customers(self, named: tuple[str, ...]) -> None:
        """Decide who is an external customer, and take from them what only those inside have.

        Raises UsageError for a name that no element has.
        """
        parts = list(self.parts)
        declared = [part for part in parts if part.kind == "customer"]
        if named or not declared:
            candidates = [
                Candidate(
                    (part.identifier or part.key, slug(part.title)),
                    part.title,
                    acts=part.kind in EFFORT_KINDS and not part.is_inside,
                )
                for part in parts
            ]
            for at in find_customers(candidates, named):
                parts[at].kind = "customer"
                for name in _OUTSIDE:
                    if parts[at].facts.pop(name, None) is not None:
                        self.not_kept[f"`{name}` of an external customer"] += 1
        self.chosen_by = "asked" if named else "declared" if declared else "found"
        self.customers = [part for part in parts if part.kind == "customer"]
        for part in parts:
            if part.whole is not None and "customer" in (part.kind, part.whole[0].kind):
                self.left_out.add(CUSTOMER_IN_STRUCTURE, part.whole[1])
                part.whole = None
        for key, link in list(self._links.items()):
            leaves = link.supplier.kind == "customer" and link.kind != "feedback"
            if link.kind == "reports_to" and "customer" in (link.supplier.kind, link.customer.kind):
                self.left_out.add(CUSTOMER_IN_STRUCTURE, link.record)
                del self._links[key]
            elif leaves:
                self.left_out.add(LEAVES_CUSTOMER, link.record)
                del self._links[key]

    def lay_out(self, head: Mapping[str, object]) -> tuple[dict[str, object], Mapping[Path, Place]]:
        """Give all in the shape of format 1, below ``head``, and where each of it stands."""
        ids = make_ids(Named(part.key, part.title, part.kind) for part in self.parts)
        sections: dict[str, dict[str, object]] = {section: {} for section in SECTIONS}
        bodies: dict[Part, dict[str, object]] = {}
        places = RowPlaces()
        for part in self.parts:
            path: Path = (SECTION_OF[part.kind], ids[part.key])
            body: dict[str, object] = {"name": part.title}
            bodies[part] = body
            sections[SECTION_OF[part.kind]][ids[part.key]] = body
            places.put(path, part.record, part.column)
            if part.whole is not None:
                body["part_of"] = ids[part.whole[0].key]
                places.put((*path, "part_of"), part.whole[1])
            for name, value in part.facts.items():
                steps = tuple(name.split("."))
                set_nested(body, steps, ids[value.key] if isinstance(value, Part) else value)
                places.put((*path, *steps), part.told_by[name], name)
            _put_obstacles(part.obstacles, body, path, places)
        for link in self._links.values():
            body = bodies[link.supplier]
            listed = body.setdefault(link.kind, [])
            assert isinstance(listed, list)  # noqa: S101 - no fact has the name of a kind of relation
            path = (SECTION_OF[link.supplier.kind], ids[link.supplier.key], link.kind, len(listed))
            entry: dict[str, object] = {"to": ids[link.customer.key], **link.facts}
            places.put(path, link.record, link.column)
            _put_obstacles(link.obstacles, entry, path, places)
            listed.append({**entry, "source": link.record.source(link.column)})
        for part, body in bodies.items():
            body["source"] = part.record.source(part.column)
        return {**head, **{name: section for name, section in sections.items() if section}}, places


def _put_obstacles(
    obstacles: list[tuple[dict[str, object], Record]], body: dict[str, object], path: Path, places: RowPlaces
) -> None:
    if obstacles:
        body["obstacles"] = [obstacle for obstacle, _ in obstacles]
        for at, (_, record) in enumerate(obstacles):
            places.put((*path, "obstacles", at), record)


class RowPlaces(Mapping[Path, Place]):
    """Places worked out when asked for: a value inside a record stands in the column of its name."""

    def __init__(self) -> None:
        self._rows: dict[Path, tuple[Record, str | int | None]] = {}

    def put(self, path: Path, record: Record, at: str | int | None = None) -> None:
        """Note the row of something, and its field, or the number of its column."""
        self._rows[path] = (record, at)

    def __getitem__(self, path: Path) -> Place:
        for end in range(len(path), 0, -1):
            found = self._rows.get(path[:end])
            if found is not None:
                record, at = found
                if isinstance(at, int):
                    return record.sheet.grid.place(record.row, at)
                inner = ".".join(step for step in path[end:] if isinstance(step, str))
                return record.place(at or inner)
        raise KeyError(path)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
