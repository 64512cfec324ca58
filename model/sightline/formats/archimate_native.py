"""Archi's own model files (``.archimate``), versions 3 to 5, plain or zipped, by the rules of ``archimate.py``.

Which way round is said there; the file draws every relationship from ``source`` to ``target`` as the exchange format
does. What this form spells in its own way:

- elements and relationships stand side by side in folders, their types with ``archimate:`` in front; the folder of the
  views is passed over;
- ``accessType`` is a number, and none is 0, writing;
- from version 4 on, a ``Junction`` is an "and" where its ``type`` is not ``or``;
- a specialization (``profile``) becomes a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from sightline.document.tree import Tree
from sightline.document.wording import show
from sightline.errors import InputError, Place
from sightline.formats.archi_zip import LARGEST, begins_with_model, is_zip, unzip_model
from sightline.formats.archimate import model_to_tree
from sightline.formats.archimate_exchange import starts_in_namespace
from sightline.formats.archimate_model import (
    ArchimateElement,
    ArchimateModel,
    ArchimateRelation,
    ModelBuilder,
    refuse_floods,
)
from sightline.formats.archimate_rules import RELATION_TYPES, newer_name
from sightline.formats.safe_xml import XSI_TYPE, XmlLimits, XmlStart, iterate_events, read_root
from sightline.formats.source import ReadOptions, Source

SUFFIX: Final = ".archimate"

_FAMILY: Final = "http://www.archimatetool.com/"
_NAMESPACE: Final = "http://www.archimatetool.com/archimate"
_VERSIONS: Final = range(3, 6)
_MAJOR: Final = re.compile(r"([0-9]{1,4})(?:\.|$)")
_ACCESS: Final = {"0": "Write", "1": "Read", "2": "Access", "3": "ReadWrite"}
_VIEWS: Final = "diagrams"
_TOP: Final = 2
_LIMITS: Final = XmlLimits(elements=1_000_000)
"""XML elements, those of the views included: a model with thousands of elements has a tenth of this."""
_WITH_JUNCTION_TYPES: Final = 4

_One = TypeVar("_One", ArchimateElement, ArchimateRelation)


def is_archi(head: bytes, suffix: str) -> bool:
    """Tell from its beginning whether a file is a model of Archi's, of any version; a zip file also by its suffix."""
    if is_zip(head):
        return begins_with_model(head) or suffix == SUFFIX
    return starts_in_namespace(head, _FAMILY)


def read_archi(source: Source, options: ReadOptions) -> Tree:
    """Read a model of Archi's as an organization in the shape of format 1, with a summary of what became of it.

    Raises InputError with all problems of the file, UsageError for a customer that it does not have.
    """
    model = read_archi_model(source.read(LARGEST), source.name)
    return model_to_tree(model, file=source.name, customers=options.customers)


def read_archi_model(data: bytes, file: str | None) -> ArchimateModel:
    """Read the bytes of a model, plain or zipped. Raises InputError with every unknown type and loose end at once."""
    if is_zip(data):
        data = unzip_model(data, file)
    root = read_root(data, file=file, limits=_LIMITS)
    refuse_floods(data, file)
    version = root.attributes.get("version", "")
    major = _check_root(root.namespace, root.name, version, root.place)
    builder, beside = ModelBuilder(), _Beside()
    for concept in _iterate_concepts(data, file, beside):
        _add(builder, concept, major)
    notices = (f"Properties are not read; the model has {beside.properties:,}.",) if beside.properties else ()
    name = root.attributes.get("name", "")
    model = builder.build("Archi's own format", version, name=name, documentation=beside.purpose, notices=notices)
    return replace(
        model,
        elements=tuple(_spell_profiles(one, beside.profiles) for one in model.elements),
        relations=tuple(_spell_profiles(one, beside.profiles) for one in model.relations),
    )


def _check_root(namespace: str, name: str, version: str, place: Place) -> int:
    """Refuse what is no model of a readable version; give its first number."""
    if namespace != _NAMESPACE or name != "model":
        found = f"the namespace {show(namespace)}" if namespace else "no namespace"
        message = f"This is no Archi model that can be read: it starts with {show(name)} in {found}."
        raise InputError.of(message, place, namespace[:200])
    found_major = _MAJOR.match(version)
    major = int(found_major.group(1)) if found_major else -1
    if major not in _VERSIONS:
        found = f"the version {show(version)}" if version else "no version"
        message = (
            f"This Archi model has {found}; versions 3 to 5 are read."
            " Save it with a current Archi, or export it from there as an Open Exchange file."
        )
        raise InputError.of(message, place, version[:200])
    return major


@dataclass(slots=True)
class _Concept:
    """An element or a relationship: its attributes, its documentation, where it stands."""

    attributes: Mapping[str, str]
    place: Place
    documentation: str = ""

    def text(self, name: str) -> str:
        return self.attributes.get(name, "")


@dataclass(slots=True)
class _Beside:
    """What stands beside the concepts. ``profiles`` are names by id, which may come after those that bear them."""

    profiles: dict[str, str] = field(default_factory=dict)
    purpose: str = ""
    properties: int = 0


def _iterate_concepts(data: bytes, file: str | None, beside: _Beside) -> Iterator[_Concept]:
    """Yield the elements and relationships in all folders but the views, and note what stands beside them."""
    is_view = is_folder = False
    concept: _Concept | None = None
    depth = 0
    for event in iterate_events(data, file=file, limits=_LIMITS):
        if isinstance(event, XmlStart):
            if event.depth == _TOP:
                is_folder = event.name == "folder"
                is_view = is_folder and event.attributes.get("type") == _VIEWS
            if is_view:
                continue
            if event.depth == _TOP and event.name == "profile":
                beside.profiles[event.attributes.get("id", "")] = event.attributes.get("name", "")
            elif event.name == "property":
                beside.properties += 1
            elif is_folder and concept is None and event.name == "element":
                concept = _Concept(event.attributes, Place(file, event.line, event.column))
                depth = event.depth
        elif concept is not None:
            if event.depth == depth:
                yield concept
                concept = None
            elif event.depth == depth + 1 and event.name == "documentation":
                concept.documentation = event.text
        elif event.depth == _TOP and event.name == "purpose":
            beside.purpose = event.text


def _spell_profiles(one: _One, profiles: Mapping[str, str]) -> _One:
    if not one.specializations:
        return one
    return replace(one, specializations=tuple(profiles.get(id_, id_) for id_ in one.specializations))


def _add(builder: ModelBuilder, concept: _Concept, major: int) -> None:
    given = concept.text(XSI_TYPE)
    profiles = tuple(concept.text("profiles").split())
    source, target = concept.text("source"), concept.text("target")
    newer = newer_name(given)
    if newer in RELATION_TYPES or source or target:
        number = concept.text("accessType") or "0"
        builder.add_relation(
            concept.text("id"),
            given,
            source=source,
            target=target,
            name=concept.text("name"),
            access=_ACCESS.get(number, number) if newer == "Access" else None,
            place=concept.place,
            specializations=profiles,
        )
        return
    if newer == "Junction" and major >= _WITH_JUNCTION_TYPES:
        given = "OrJunction" if concept.text("type") == "or" else "AndJunction"
    builder.add_element(
        concept.text("id"),
        given,
        name=concept.text("name"),
        documentation=concept.documentation,
        place=concept.place,
        specializations=profiles,
    )
