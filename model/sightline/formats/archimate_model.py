"""An ArchiMate model as its file says it: elements and relationships, named as in ArchiMate 3, nothing judged.

Every form of a model (exchange file, Archi's own file, Archi's tables) is read into this one, so that the same rules
serve them all and the same model becomes the same organization.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass
from typing import NoReturn

from sightline.document.floods import count_signs
from sightline.document.wording import did_you_mean, show
from sightline.errors import InputError, Place, Problem
from sightline.formats.archimate_rules import ACCESS_TYPES, ELEMENT_KINDS, RELATION_TYPES, newer_name

MOST_CONCEPTS = 200_000
"""So many elements and relationships are read together; the largest models of real firms have some ten thousand."""

_LONGEST_TYPE = 50
_MAX_SUGGESTIONS = 100
_MOST_PROBLEMS = 1_000
"""So many are told; a file with more is another kind of file, or made to be a burden."""


def refuse_floods(data: bytes, file: str | None) -> None:
    """Raise InputError for a file that has more elements and relationships than are read, before it is read."""
    if count_signs(data, (b"<element ", b"<relationship ")) > MOST_CONCEPTS:
        _refuse_more(Place(file))


def _refuse_more(place: Place) -> NoReturn:
    raise InputError.of(f"There are more than {MOST_CONCEPTS:,} elements and relationships.", place)


@dataclass(frozen=True, slots=True)
class ArchimateElement:
    """One element. ``name`` is empty where the file gives none; ``specializations`` are kinds of the user's own."""

    identifier: str
    type: str
    name: str
    documentation: str
    place: Place
    specializations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchimateRelation:
    """One relationship, as it is drawn: ``source`` and ``target`` are identifiers of the file."""

    identifier: str
    type: str
    source: str
    target: str
    name: str
    access: str | None
    place: Place
    specializations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchimateModel:
    """All elements and relationships of one model, in its order; ``notices`` say what else it holds that is not read.

    Every end in ``relations`` is one of ``elements``; ``between_relations`` have a relationship as an end.
    """

    format: str
    version: str
    name: str
    documentation: str
    elements: tuple[ArchimateElement, ...]
    relations: tuple[ArchimateRelation, ...]
    between_relations: tuple[ArchimateRelation, ...]
    notices: tuple[str, ...] = ()


class ModelBuilder:
    """Takes elements and relationships as a file spells them, and keeps the problems until the end.

    Every method raises InputError at the thousandth problem.
    """

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._suggestions: dict[str, str | None] = {}
        self._places: dict[str, Place] = {}
        self._elements: list[ArchimateElement] = []
        self._relations: list[ArchimateRelation] = []

    def add_element(
        self,
        identifier: str,
        type_name: str,
        *,
        name: str,
        documentation: str,
        place: Place,
        specializations: tuple[str, ...] = (),
    ) -> None:
        """Add an element; its type may have the name of any version."""
        newer = self._check_type(type_name, "element", ELEMENT_KINDS.keys(), place)
        identifier = self._check_identifier(identifier, "element", place)
        one = ArchimateElement(identifier, newer, _plain(name), documentation.strip(), place, specializations)
        self._elements.append(one)

    def add_relation(
        self,
        identifier: str,
        type_name: str,
        *,
        source: str,
        target: str,
        name: str,
        access: str | None,
        place: Place,
        specializations: tuple[str, ...] = (),
    ) -> None:
        """Add a relationship; its ends may come later."""
        newer = self._check_type(type_name, "relationship", RELATION_TYPES, place)
        identifier = self._check_identifier(identifier, "relationship", place)
        if access is not None and access not in ACCESS_TYPES:
            self._tell_unknown(place, "access type", access, access, ACCESS_TYPES)
        ends = source.strip(), target.strip()
        self._relations.append(
            ArchimateRelation(identifier, newer, *ends, _plain(name), access, place, specializations)
        )

    def build(
        self, format_name: str, version: str, *, name: str, documentation: str, notices: tuple[str, ...] = ()
    ) -> ArchimateModel:
        """Give the model. Raises InputError with every unknown type, missing id and loose end at once."""
        elements = {one.identifier for one in self._elements}
        joins: list[ArchimateRelation] = []
        between: list[ArchimateRelation] = []
        for one in self._relations:
            for role, end in (("source", one.source), ("target", one.target)):
                if end not in self._places:
                    found = f"{show(end)}, which is no element of this model" if end else "missing"
                    message = f"The {role} of relationship {show(one.identifier)} is {found}."
                    self._tell(Problem(message, one.place, end[:200] or None))
            (joins if one.source in elements and one.target in elements else between).append(one)
        if self._problems:
            raise InputError(self._problems)
        parts = tuple(self._elements), tuple(joins), tuple(between)
        return ArchimateModel(format_name, version, _plain(name), documentation.strip(), *parts, notices)

    def _check_type(self, given: str, what: str, known: Collection[str], place: Place) -> str:
        name = newer_name(given)
        if not given.strip():
            self._tell(Problem(f"This {what} has no type.", place))
        elif name not in known:
            self._tell_unknown(place, f"ArchiMate {what} type", given, name, known)
        return name

    def _tell(self, problem: Problem) -> None:
        self._problems.append(problem)
        if len(self._problems) >= _MOST_PROBLEMS:
            raise InputError(self._problems)

    def _tell_unknown(self, place: Place, what: str, given: str, name: str, known: Collection[str]) -> None:
        if name not in self._suggestions:
            # The effort is bounded: a hostile file may make up types without end.
            is_worth_a_look = len(name) <= _LONGEST_TYPE and len(self._suggestions) < _MAX_SUGGESTIONS
            near = difflib.get_close_matches(name, sorted(known), n=1) if is_worth_a_look else []
            self._suggestions[name] = near[0] if near else None
        suggestion = self._suggestions[name]
        article = "an" if what[0] in "aA" else "a"
        message = f"{show(given)} is not {article} {what}{did_you_mean(suggestion) or '.'}"
        self._tell(Problem(message, place, given[:200], suggestion))

    def _check_identifier(self, given: str, what: str, place: Place) -> str:
        if len(self._elements) + len(self._relations) >= MOST_CONCEPTS:
            _refuse_more(place)
        identifier = given.strip()
        first = self._places.get(identifier)
        if not identifier:
            self._tell(Problem(f"This {what} has no identifier.", place))
        elif first is not None:
            where = f"line {first.line}" if first.line is not None else str(first)
            message = f"The identifier {show(identifier)} is used twice; it stands in {where} as well."
            self._tell(Problem(message, place, identifier[:200]))
        else:
            self._places[identifier] = place
        return identifier


def _plain(text: str) -> str:
    return " ".join(text.split())
