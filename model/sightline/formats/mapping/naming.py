"""Who is meant by a cell: elements of any sheet, by id or by name, whichever sheet lists them first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sightline.document.vocabulary import ELEMENT_KINDS, ElementKind
from sightline.document.wording import show
from sightline.errors import Problem
from sightline.formats.mapping.cells import plain
from sightline.formats.mapping.records import Record

_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True, eq=False)
class Part:
    """One element on its way into the file of ours.

    ``key`` is unique and does not depend on the order of rows. ``is_listed``: a row is about it; else it is only named
    by others. ``is_inside``: it is in a list of employees, so its name never makes it an external customer.
    """

    key: str
    kind: ElementKind
    name: str
    record: Record
    column: int | None = None
    identifier: str | None = None
    """Its id in the file, by which others may name it."""
    is_listed: bool = True
    is_inside: bool = False
    facts: dict[str, object] = field(default_factory=dict)
    told_by: dict[str, Record] = field(default_factory=dict)
    whole: tuple[Part, Record] | None = None
    obstacles: list[tuple[dict[str, object], Record]] = field(default_factory=list)
    spellings: Counter[str] = field(default_factory=Counter)

    @property
    def title(self) -> str:
        """What people call it; for one that no row lists, its most frequent spelling."""
        return min(self.spellings, key=lambda one: (-self.spellings[one], one)) if self.spellings else self.name


def spell_person(text: str) -> str:
    """Spell the name of a person as it is compared: ``King, Steven`` is ``Steven King``."""
    return " ".join(sorted(_WORD.findall(text.casefold()))) or plain(text)


class Parts:
    """All elements, found by id or by name."""

    def __init__(self) -> None:
        self._all: dict[str, Part] = {}
        self._by_id: dict[str, list[Part]] = {}
        self._by_name: dict[str, list[Part]] = {}
        self._by_person: dict[str, list[Part]] = {}
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[Part]:
        return iter(self._all.values())

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, key: str) -> bool:
        return key in self._all

    def __getitem__(self, key: str) -> Part:
        return self._all[key]

    def add(self, part: Part, *, has_name: bool = True) -> Part:
        """Take a new element, which is then found by its id and, unless ``has_name`` is false, by its name."""
        self._all[part.key] = part
        if part.identifier is not None:
            self._by_id.setdefault(plain(part.identifier), []).append(part)
        if has_name:
            self.add_name(part, part.name)
        return part

    def add_name(self, part: Part, name: str) -> None:
        """Let an element be found by a name as well."""
        namesakes = self._by_name.setdefault(plain(name), [])
        if part not in namesakes:
            namesakes.append(part)

    def add_person(self, part: Part, text: str) -> None:
        """Let the role, or unit, of a person be found by the person's id or name, where nothing else has it."""
        posts = self._by_person.setdefault(spell_person(text), [])
        if part not in posts:
            posts.append(part)

    def find(self, text: str, kind: ElementKind | None = None) -> list[Part]:
        """Find the elements with an id or, where none has it, with a name; only those of a kind where one is given."""
        word = plain(text)
        for index in (self._by_id, self._by_name):
            found = [part for part in index.get(word, ()) if kind is None or part.kind == kind]
            if found:
                return found
        return []

    def refer(self, text: str, record: Record, field_name: str, kind: ElementKind) -> Part | None:
        """Find the one element that a cell names, or make it; None, with a mistake told, where several have the name.

        The kind of one that several sheets name with different kinds is the first of these in the order of format 1.
        """
        found = self.find(text)
        if not found and (found := self._by_person.get(spell_person(text), [])) and len(found) > 1:
            message = f"this person has {len(found)} posts in the list of employees; name one of them by its title"
            self.problems.append(Problem(message, record.place(field_name)))
            return None
        if len(found) > 1:
            kinds = sorted(part.kind for part in found)
            listed = ", ".join(f"{number} {one}" for one, number in Counter(kinds).items())
            message = f"{show(text)} is the name of {len(found)} elements ({listed}); name one by its id"
            self.problems.append(Problem(message, record.place(field_name), text[:200]))
            return None
        part = found[0] if found else self.add(Part(f"named {plain(text)}", kind, text, record, is_listed=False))
        if not part.is_listed:
            part.kind = min(part.kind, kind, key=ELEMENT_KINDS.index)
            part.spellings[text] += 1
        return part

    def refer_to_several(self, texts: list[str], record: Record, field_name: str, kind: ElementKind) -> list[Part]:
        """Find the elements that a list names; a comma parts two names unless it stands in the name of one."""
        names: list[str] = []
        for text in (piece.strip() for one in texts for piece in one.splitlines()):
            pieces = [text] if self.find(text) else [piece.strip() for piece in text.split(",")]
            names += [piece for piece in pieces if piece]
        found = [self.refer(name, record, field_name, kind) for name in dict.fromkeys(names)]
        return [part for part in found if part is not None]
