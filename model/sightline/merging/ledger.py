"""The books of a merge: every fact on which the origins differ, what was taken, and by whose word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from pydantic import BaseModel

from sightline.document import Element, Relation
from sightline.document.raw_form import plain
from sightline.merging.origins import Origin

T = TypeVar("T")
FIRST: Literal["first"] = "first"
LAST: Literal["last"] = "last"


@dataclass(frozen=True, slots=True)
class Said:
    """What one origin says of a fact: the value as in a file, and the place that it comes from."""

    label: str
    value: object
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact on which origins differ: of what, which fact, who says what; ``taken`` is a position in ``said``.

    ``taken`` is None while nobody has decided; ``by`` says who did.
    """

    on: str
    fact: str
    said: tuple[Said, ...]
    taken: int | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name under which an origin knows something, and that was not kept; names are no conflict."""

    on: str
    kept: str
    other: str
    label: str


@dataclass(frozen=True, slots=True)
class Preference:
    """Whose word counts: that of one origin (``first``, ``last``, or a label), and decisions on single facts.

    ``decisions`` names an origin by what a fact is of and what it is called.
    """

    origin: str | None = None
    decisions: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(slots=True)
class Ledger:
    """Settles facts one by one and keeps book of it."""

    origins: Sequence[Origin]
    preference: Preference
    conflicts: list[Conflict] = field(default_factory=list)
    names: list[OtherName] = field(default_factory=list)
    _seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def settle(self, on: str, fact: str, values: Mapping[int, T], places: Mapping[int, str | None]) -> T:
        """Take the one value that all give, or the preferred one; where nobody decided, the first, and note it."""
        first = next(iter(values))
        if all(value == values[first] for value in values.values()):
            return values[first]
        self._seen[on, fact] += 1
        count = self._seen[on, fact]
        on = on if count == 1 else f"{on} #{count}"
        taken, by = self._decide(on, fact, list(values))
        said = tuple(
            Said(self.origins[origin].label, _spell(value), places.get(origin)) for origin, value in values.items()
        )
        self.conflicts.append(Conflict(on, fact, said, None if taken is None else list(values).index(taken), by))
        return values[first if taken is None else taken]

    def name(self, on: str, names: Mapping[int, str]) -> str:
        """Take the preferred name, else the first; note the others."""
        kept = self._preferred(list(names))
        chosen = names[next(iter(names)) if kept is None else kept]
        for origin, name in names.items():
            if name != chosen:
                self.names.append(OtherName(on, chosen, name, self.origins[origin].label))
        return chosen

    def _decide(self, on: str, fact: str, among: Sequence[int]) -> tuple[int | None, str | None]:
        wanted = self.preference.decisions.get((on, fact))
        for origin in among:
            if self.origins[origin].label == wanted:
                return origin, "the match file"
        preferred = self._preferred(among)
        return preferred, None if preferred is None else f"--prefer {self.preference.origin}"

    def _preferred(self, among: Sequence[int]) -> int | None:
        preference = self.preference.origin
        if preference == FIRST:
            return among[0]
        if preference == LAST:
            return among[-1]
        return next((origin for origin in among if self.origins[origin].label == preference), None)


def spell_places(records: Mapping[int, Element | Relation]) -> dict[int, str | None]:
    """Say where each origin has a record from, where it says so."""
    found = {origin: record.source for origin, record in records.items()}
    return {
        origin: None if source is None else ": ".join(part for part in (source.file, source.place) if part)
        for origin, source in found.items()
    }


def _spell(value: object) -> object:
    """Give a value as a file would."""
    if isinstance(value, BaseModel):
        return plain(value)
    if isinstance(value, tuple):
        return [_spell(one) for one in value]
    return value if isinstance(value, str | int | float | bool) else str(value)
