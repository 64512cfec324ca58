"""Import of Backstage catalogs (``catalog-info.yaml``, or a folder of such files) as organizations.

What each kind of entity becomes stands in ``ENTITY_RULES``, what each reference becomes in ``FIELD_RULES``. Which way
round:

- reversed: ``consumesApis`` (the API serves its consumer), ``dependsOn`` (what is depended on serves who depends);
- as written: ``dependencyOf``, ``providesApis`` (the component supports its API), ``subcomponentOf`` (the part supports
  the whole);
- structure, not work: ``parent``, ``children``, ``memberOf``, ``members``, ``system``, ``domain`` and ``subdomainOf``
  become ``part_of``; ``owner`` becomes ``accountable``, and ``part_of`` where the entity names no other whole.

People work in groups, not in software. So where such work goes from what one owner answers for to what another does,
or to an external customer, the one owner serves the other, or that customer, as well; the volume counts how often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sightline.document.fields import MAX_LABEL, MAX_LIST, MAX_TEXT
from sightline.document.tree import ImportSummary, Path, Tree
from sightline.document.vocabulary import SECTIONS
from sightline.errors import Place
from sightline.formats import backstage_rules as rules
from sightline.formats.backstage_catalog import Catalog, Entity, is_backstage, is_backstage_folder, read_catalog
from sightline.formats.backstage_parts import Assembly, Part, Relation, count_heads
from sightline.formats.backstage_refs import References, read_references
from sightline.formats.source import ReadOptions, Source
from sightline.formats.tallies import most_first
from sightline.phrases import counted, listed

__all__ = ["is_backstage", "is_backstage_folder", "read_backstage"]

_MOST_NAMED = 5
_MOST_REASONS = 30


def read_backstage(source: Source, options: ReadOptions) -> Tree:
    """Read a catalog as an organization in the shape of format 1, with a summary of what became of it.

    Raises InputError for a catalog that cannot be read (with all its problems), UsageError for a customer that it does
    not have.
    """
    catalog = read_catalog(source, options.limits)
    references = read_references(catalog)
    assembly = Assembly(catalog, references, options)
    layout = _Layout(assembly)
    summary = _summarize(catalog, references, assembly)
    notices = [
        *_tell_reading(summary, catalog),
        *_tell_oddities(catalog, references, assembly),
        _tell_customers(assembly, are_named=bool(options.customers)),
    ]
    if layout.cut:
        notices.append(f"{counted(layout.cut, 'text')} longer than format 1 allows had to be cut.")
    return Tree(layout.value, layout.places, source.name, tuple(notices), summary)


class _Layout:
    """The parts in the shape of format 1: ``value``, the ``places`` of all, and how many texts had to be ``cut``."""

    def __init__(self, assembly: Assembly) -> None:
        self.cut = 0
        self.places: dict[Path, Place] = {}
        self.value: dict[str, object] = {"sightline": 1}
        parts = assembly.parts.values()
        tops = [part for part in parts if part.entity.text("spec", "type").casefold() == "organization"]
        if len(tops) == 1:
            self.value["name"] = self._fit(tops[0].title, MAX_LABEL)
        self._headcounts = count_heads(parts)
        for section, kind in SECTIONS.items():
            entries = {part.id: self._entry(part, (section, part.id)) for part in parts if part.kind == kind}
            if entries:
                self.value[section] = entries

    def _entry(self, part: Part, path: Path) -> dict[str, object]:
        entity = part.entity
        self.places[path] = entity.place()
        entry: dict[str, object] = {"name": self._fit(part.title, MAX_LABEL)}
        if description := entity.text("metadata", "description"):
            entry["description"] = self._fit(description, MAX_TEXT)
        for key, named in (("part_of", part.part_of), ("accountable", part.owner)):
            if named is not None:
                entry[key], self.places[*path, key] = named[0].id, named[1]
        if part.id in self._headcounts:
            entry["headcount"] = self._headcounts[part.id]
        for kind, relations in part.relations.items():
            entry[kind] = [_lay_out(customer, relation) for customer, relation in relations.items()]
            self.places.update({(*path, kind, at): one.place for at, one in enumerate(relations.values())})
        entry["tags"] = self._tags(entity)
        entry["source"] = _spell_source(entity.place())
        return entry

    def _tags(self, entity: Entity) -> list[str]:
        own = entity.metadata.get("tags")
        type_name = entity.text("spec", "type")
        tags = [f"backstage:{entity.kind}", *([f"type:{type_name}"] if type_name else [])]
        tags += [tag for tag in own if isinstance(tag, str) and tag] if isinstance(own, list) else []
        return list(dict.fromkeys(self._fit(tag, MAX_LABEL) for tag in tags))[:MAX_LIST]

    def _fit(self, text: str, length: int) -> str:
        if len(text) <= length:
            return text
        self.cut += 1
        return text[: length - 1] + "…"


def _lay_out(customer: str, relation: Relation) -> dict[str, object]:
    volume = {"volume": relation.volume} if relation.volume > 1 else {}
    source = _spell_source(relation.place)
    return {"to": customer, **volume, "tags": [f"backstage:{relation.field}"], "source": source}


def _spell_source(place: Place) -> dict[str, object]:
    # The end of a long path tells more than its beginning.
    file = {"file": place.file[-MAX_LABEL:]} if place.file else {}
    return {**file, "place": f"line {place.line}"}


def _summarize(catalog: Catalog, references: References, assembly: Assembly) -> ImportSummary:
    """Count the catalog as it is, and what was left out of it."""
    unread = Counter(
        f"{one.kind} ({rules.ENTITY_KINDS[key.kind].reason})"
        for key, one in catalog.entities.items()
        if key not in assembly.parts
    )
    versions = sorted({one.text("apiVersion").partition("/")[2] for one in catalog.entities.values()})
    return ImportSummary(
        format="Backstage catalog",
        version=listed(versions, _MOST_NAMED),
        elements=len(catalog.entities) + catalog.others.total(),
        relations=references.by_field.total(),
        by_type=most_first(references.by_field),
        left_out=most_first(unread + catalog.others + catalog.targets + assembly.left_out),
    )


def _tell_reading(summary: ImportSummary, catalog: Catalog) -> Iterator[str]:
    kinds = most_first(Counter(one.kind for one in catalog.entities.values()))
    entities = f"{counted(summary.elements, 'entity', 'entities')}{_spell(kinds)}"
    references = f"{counted(summary.relations, 'reference')}{_spell(summary.by_type)}"
    yield f"Read {entities} and {references} from a {summary.format}."
    if summary.left_out:
        reasons = [f"{count:,} {reason}" for reason, count in summary.left_out.items()]
        more = sum(list(summary.left_out.values())[_MOST_REASONS:])
        yield f"Left out: {'; '.join(reasons[:_MOST_REASONS])}{f'; {more:,} for other reasons' if more else ''}."


def _tell_oddities(catalog: Catalog, references: References, assembly: Assembly) -> Iterator[str]:
    repeated = [f"{one.key} ({_where(one)}, first {_where(first)})" for one, first in catalog.repeated]
    for found, what in (
        (references.lost, "Leading to no entity of this catalog"),
        (references.unusual, "Naming another kind of entity than the field is made for, and read as written"),
        (assembly.contradictions, "With two parents, of which the one counts that the group itself names"),
        (repeated, "Described again, where the first description counts"),
    ):
        if found:
            yield f"{what}: {listed(found, _MOST_NAMED)}."
    if assembly.stand_ins:
        owners = counted(assembly.stand_ins, "owner is a single person", "owners are single persons")
        yield f"{owners}; the one group of each answers in their place."
    if assembly.between_owners:
        relations = counted(assembly.between_owners, "relation")
        yield f"Added {relations} from owners to owners, where what the one answers for is used by what the other does."


def _tell_customers(assembly: Assembly, *, are_named: bool) -> str:
    customers = [f"{one.title} ({one.entity.kind})" for one in assembly.parts.values() if one.kind == "customer"]
    if are_named:
        return f"Taken as external customers, as asked: {listed(sorted(customers))}."
    if customers:
        return (
            f"Taken as external customers, by their names or types: {listed(sorted(customers))}."
            " Name others with --customer NAME; then only those count."
        )
    return (
        "No external customer was found: a catalog knows software and its owners, and no group of it is named like a"
        " customer. Name one with --customer NAME."
    )


def _where(entity: Entity) -> str:
    place = entity.place()
    return f"{place.file}, line {place.line}"


def _spell(counts: Mapping[str, int]) -> str:
    listing = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    return f" ({listing})" if listing else ""
