"""Builds the tree of a file step by step, without recursion, and remembers where everything stands.

The YAML and the JSON reader tell the builder what they meet (a mapping opens, a key, a value, a closing); the builder
guards depth, lengths, characters and duplicate keys for both of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sightline.document.text_decoding import UNPRINTABLE, Lines, shorten, spell_character
from sightline.document.tree import Path, Tree, spell_path
from sightline.errors import InputError, Place, Problem

Scalar = str | int | float | bool | None

MOST_PROBLEMS = 1_000
"""After so many problems the reading stops: a hostile file could hold millions."""

_LONGEST_PART = 300


@dataclass(slots=True)
class _MappingPlaces:
    offset: int
    entries: dict[str, _Places] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _ListPlaces:
    offset: int
    items: list[_Places] = field(default_factory=list)


_Places = int | _MappingPlaces | _ListPlaces
"""Offsets in the shape of the tree: a tenth of the memory of a place with its path for every value."""


class TreePlaces(Mapping[Path, Place]):
    """The place of every value of a tree, by path; worked out from offsets when asked for.

    The place of a value is where the value itself begins: a block mapping begins at its first key.
    :meth:`key_place` tells where the key of an entry stands.
    """

    __slots__ = ("_file", "_lines", "_root")

    def __init__(self, root: _Places, lines: Lines, file: str | None) -> None:
        self._root = root
        self._lines = lines
        self._file = file

    def __getitem__(self, path: Path) -> Place:
        found = self._find(path)
        return self._place(found if isinstance(found, int) else found.offset)

    def __iter__(self) -> Iterator[Path]:
        waiting: list[tuple[Path, _Places]] = [((), self._root)]
        while waiting:
            path, here = waiting.pop()
            yield path
            if isinstance(here, _MappingPlaces):
                waiting.extend(((*path, key), entry) for key, entry in reversed(here.entries.items()))
            elif isinstance(here, _ListPlaces):
                waiting.extend(((*path, at), here.items[at]) for at in reversed(range(len(here.items))))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def key_place(self, path: Path) -> Place | None:
        """Find where the last key of a path stands; None for a list item, the top, and what is not there."""
        try:
            parent = self._find(path[:-1])
        except KeyError:
            return None
        key = path[-1] if path else None
        if isinstance(parent, _MappingPlaces) and isinstance(key, str) and key in parent.keys:
            return self._place(parent.keys[key])
        return None

    def _find(self, path: Path) -> _Places:
        here = self._root
        for step in path:
            if isinstance(here, _MappingPlaces) and isinstance(step, str):
                here = here.entries[step]
            elif isinstance(here, _ListPlaces) and isinstance(step, int) and 0 <= step < len(here.items):
                here = here.items[step]
            else:
                raise KeyError(path)
        return here

    def _place(self, offset: int) -> Place:
        line, column = self._lines.locate(offset)
        return Place(self._file, line, column)


@dataclass(slots=True)
class _MappingFrame:
    values: dict[str, object]
    places: _MappingPlaces
    key: str = ""
    """The key met last: while its value is read, the way into the mapping."""


@dataclass(slots=True)
class _ListFrame:
    values: list[object]
    places: _ListPlaces


_Frame = _MappingFrame | _ListFrame
"""A mapping or list that is still open."""


class TreeBuilder:
    """Takes the parts of a file in their order; gives a tree, or every problem it met.

    Offsets count the characters of ``text`` from 0. A problem that does not stop the reading is kept
    (:meth:`refuse`) and raised at the end with all others; one that does is raised (:meth:`failure`).
    """

    def __init__(self, text: str, *, file: str | None, depth: int, text_characters: int) -> None:
        self._file = file
        self._depth = depth
        self._text_characters = text_characters
        self._lines = Lines(text)
        self._has_escapes = "\\" in text  # without them, the check of the whole text has seen every character
        self._problems: list[Problem] = []
        self._root: object = None
        self._root_places: _Places = 0
        self._outer: list[_Frame] = []
        self._inner: _Frame | None = None
        self.awaits_key = False
        """Whether a key comes next (or the closing of a mapping)."""

    def open_mapping(self, offset: int) -> None:
        """Begin a mapping as the next value."""
        values: dict[str, object] = {}
        places = _MappingPlaces(offset)
        self._begin(_MappingFrame(values, places), values, places)
        self.awaits_key = True

    def open_list(self, offset: int) -> None:
        """Begin a list as the next value."""
        values: list[object] = []
        places = _ListPlaces(offset)
        self._begin(_ListFrame(values, places), values, places)
        self.awaits_key = False

    def close(self) -> None:
        """End the mapping or list that was opened last."""
        self._inner = self._outer.pop() if self._outer else None
        self.awaits_key = isinstance(self._inner, _MappingFrame)

    def key(self, key: str, offset: int) -> None:
        """Take the key of the next entry; a key that its mapping already has is a problem."""
        if len(key) > self._text_characters or self._has_escapes:
            self._check_text(key, offset)
        inner = self._inner
        assert isinstance(inner, _MappingFrame)  # noqa: S101 - readers ask awaits_key
        first = inner.places.keys.setdefault(key, offset)
        if first != offset:
            line, column = self._lines.locate(first)
            self.refuse(
                f"the key `{shorten(key)}` stands here again; it stands first in line {line}, column {column}",
                offset,
                value=shorten(key),
            )
        inner.key = key
        self.awaits_key = False

    def put(self, value: object, offset: int) -> None:
        """Take a scalar as the next value, or a whole mapping or list that was read and checked elsewhere."""
        if isinstance(value, str) and (self._has_escapes or len(value) > self._text_characters):
            self._check_text(value, offset)
        self._attach(value, offset)

    def extend(self, items: list[object], offset: int) -> None:
        """Take items of the open list that were read and checked elsewhere; the offset is that of the first."""
        inner = self._inner
        assert isinstance(inner, _ListFrame)  # noqa: S101 - the reader knows what is open
        inner.values.extend(items)
        inner.places.items.extend([offset] * len(items))

    def refuse(self, message: str, offset: int, value: str | None = None) -> None:
        """Keep a problem that does not stop the reading; raises InputError when there are too many."""
        self._problems.append(self._problem(message, offset, value))
        if len(self._problems) >= MOST_PROBLEMS:
            raise self.failure(f"reading stops here, after {MOST_PROBLEMS:,} problems", offset)

    def failure(self, message: str, offset: int | None, value: str | None = None) -> InputError:
        """Build the error that stops the reading: the problems met before, and this one."""
        return InputError([*self._problems, self._problem(message, offset, value)])

    def line(self, offset: int) -> int:
        """Find the line of an offset, from 1."""
        return self._lines.locate(offset)[0]

    def finish(self, notices: tuple[str, ...] = ()) -> Tree:
        """Build the tree; raises InputError with all the problems that were kept."""
        if self._problems:
            raise InputError(self._problems)
        return Tree(self._root, TreePlaces(self._root_places, self._lines, self._file), self._file, notices)

    def _begin(self, frame: _Frame, values: object, places: _MappingPlaces | _ListPlaces) -> None:
        if len(self._outer) + (self._inner is not None) >= self._depth:
            raise self.failure(
                f"mappings and lists stand more than {self._depth} deep inside each other here;"
                f" up to {self._depth} levels are read",
                places.offset,
            )
        self._attach(values, places)
        if self._inner is not None:
            self._outer.append(self._inner)
        self._inner = frame

    def _attach(self, value: object, places: _Places) -> None:
        inner = self._inner
        if isinstance(inner, _MappingFrame):
            inner.values[inner.key] = value
            inner.places.entries[inner.key] = places
            self.awaits_key = True
        elif inner is not None:
            inner.values.append(value)
            inner.places.items.append(places)
        else:
            self._root, self._root_places = value, places

    def _check_text(self, text: str, offset: int) -> None:
        if len(text) > self._text_characters:
            raise self.failure(
                f"this text has {len(text):,} characters; up to {self._text_characters:,} are read", offset
            )
        if self._has_escapes:
            found = UNPRINTABLE.search(text)
            if found is not None:
                name = spell_character(found.group())
                self.refuse(f"this text holds {name}, which no text may hold; remove it", offset, value=name)

    def _problem(self, message: str, offset: int | None, value: str | None) -> Problem:
        line, column = (None, None) if offset is None else self._lines.locate(offset)
        part = shorten(spell_path(self._path()), _LONGEST_PART)
        return Problem(message, Place(self._file, line, column, part or None), value)

    def _path(self) -> Path:
        """Find the way to the value that comes next, or to the mapping whose key comes next."""
        path: list[str | int] = [
            frame.key if isinstance(frame, _MappingFrame) else len(frame.values) - 1 for frame in self._outer
        ]
        if isinstance(self._inner, _ListFrame):
            path.append(len(self._inner.values))
        elif self._inner is not None and not self.awaits_key:
            path.append(self._inner.key)
        return tuple(path)
