"""Sheets that list elements or units, one a row: first who there is, then whom each of them names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sightline.document.vocabulary import RELATION_KINDS, ElementKind
from sightline.document.wording import show
from sightline.formats.graph_model import plain_name
from sightline.formats.graph_rules import KIND_WORDS
from sightline.formats.mapping.assembling import AGAIN, Assembly
from sightline.formats.mapping.cells import plain
from sightline.formats.mapping.naming import Part
from sightline.formats.mapping.records import Record, Sheet

NO_NAME: Final = "without a name"
SAYS_NOTHING: Final = "that say nothing in the columns that are read"
_IS: Final = ("id", "name", "kind")
_NAMES_ONE: Final = ("part_of", "modelled_on", "accountable")
_NO_FACTS: Final = frozenset((*_IS, *_NAMES_ONE, *RELATION_KINDS, "served_by", "head"))


class Listings:
    """The rows that list elements, and the element that each of them is about."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._about: list[tuple[Record, Part]] = []
        self._said: set[tuple[str, str]] = set()
        self.odd_kinds = 0
        """Rows whose kind is none of ours; the word is kept as a tag."""

    def read(self, sheets: Iterable[Sheet]) -> None:
        """Take the elements of the rows: those with an id first, so that one without joins its namesake."""
        records = [record for sheet in sheets for record in sheet.records()]
        for record in (record for record in records if record.text("id") is not None):
            self._take(record, record.text("id"))
        for record in (record for record in records if record.text("id") is None):
            if record.text("name") is not None:
                self._take(record, None)
            else:
                self._assembly.left_out.add(NO_NAME if record.values else SAYS_NOTHING, record)

    def _take(self, record: Record, identifier: str | None) -> None:
        parts = self._assembly.parts
        kind, odd_word = _find_kind(record)
        name = record.text("name") or identifier or ""
        namesakes = parts.find(name, kind) if identifier is None else []
        key = f"{kind} id {plain(identifier)}" if identifier is not None else f"{kind} name {plain(name)}"
        if len(namesakes) > 1:
            message = f"{show(name)} is the name of {len(namesakes)} elements with ids; say the id in this row too"
            self._assembly.tell(message, record.place("name"), name)
            return
        if namesakes or key in parts:
            part = namesakes[0] if namesakes else parts[key]
            self._merge(part, record, name)
        else:
            is_inside = record.sheet.profile.kind == "units"
            part = parts.add(Part(key, kind, name, record, identifier=identifier, is_inside=is_inside))
            part.facts, part.told_by = _facts(record), dict.fromkeys(_facts(record), record)
        part.spellings[name] += 1
        if odd_word is not None:
            self.odd_kinds += 1
            part.facts["tags"] = _joined(part.facts.get("tags"), [odd_word])
            part.told_by.setdefault("tags", record)
        said = repr(sorted(record.values.items(), key=lambda pair: pair[0]))
        if (part.key, said) in self._said:
            self._assembly.left_out.add(AGAIN, record)
        self._said.add((part.key, said))
        self._about.append((record, part))

    def _merge(self, part: Part, record: Record, name: str) -> None:
        """Take what a further row says of an element; what it says otherwise is a mistake."""
        said: dict[str, object] = {"name": part.name, **part.facts}
        for fact, value in {"name": name, **_facts(record)}.items():
            old = said.get(fact, value)
            if fact == "tags":
                part.facts["tags"] = _joined(part.facts.get("tags"), value)
                part.told_by.setdefault("tags", record)
            elif old != value and plain(str(old)) != plain(str(value)):
                first = part.told_by.get(fact, part.record).spell()
                message = f"`{fact}` of {show(part.name)} is {show(value)} here and {show(old)} in {first}"
                self._assembly.tell(message, record.place(fact), value)
            elif fact != "name" and fact not in part.facts:
                part.facts[fact], part.told_by[fact] = value, record

    def relate(self) -> None:
        """Read whom the rows name, once everybody is known: wholes, suppliers, customers, superiors."""
        assembly, parts = self._assembly, self._assembly.parts
        for record, part in self._about:
            kind = record.sheet.profile.kind_of_elements
            for field in _NAMES_ONE:
                if (text := record.text(field)) is not None:
                    self._point(part, field, parts.refer(text, record, field, kind), record)
            for relation in RELATION_KINDS:
                for other in parts.refer_to_several(record.texts(relation), record, relation, kind):
                    assembly.relate(relation, (part, other), record, {})
            for other in parts.refer_to_several(record.texts("served_by"), record, "served_by", kind):
                assembly.relate("serves", (other, part), record, {})

    def _point(self, part: Part, field: str, other: Part | None, record: Record) -> None:
        if other is None:
            return
        if field != "part_of":
            part.facts[field], part.told_by[field] = other, record
        elif part.whole is None or part.whole[0] is other:
            part.whole = (other, record)
        else:
            message = f"{show(part.name)} is part of {show(part.whole[0].name)} already; one whole is allowed"
            self._assembly.tell(message, record.place(field), other.name)

    def heads(self) -> list[tuple[Part, str, Record]]:
        """List the units that say who leads them, with what they say."""
        return [(part, head, record) for record, part in self._about if (head := record.text("head")) is not None]


def _find_kind(record: Record) -> tuple[ElementKind, str | None]:
    """Find the kind of the element that a row is about, and its word for it where that is none of ours."""
    usual = "team" if record.sheet.profile.kind == "units" else record.sheet.profile.kind_of_elements
    word = record.text("kind")
    if word is None:
        return usual, None
    known = KIND_WORDS.get(plain_name(word))
    return (known, None) if known is not None else (usual, word)


def _facts(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.values.items() if name not in _NO_FACTS}


def _joined(old: object, new: object) -> list[object]:
    both = [*(old if isinstance(old, list) else []), *(new if isinstance(new, list) else [])]
    return list(dict.fromkeys(both))
