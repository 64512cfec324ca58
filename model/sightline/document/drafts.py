"""An organization on its way from the parsed file: the records read so far, where they stand, and the problems told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sightline.document.decisions import Decision, Intervention
from sightline.document.elements import Element
from sightline.document.relations import Relation
from sightline.document.tree import Path, Tree
from sightline.errors import Place, Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """One record of the file: its path, its value (None where invalid), and its id (a relation: the id it names)."""

    path: Path
    value: T | None
    identifier: str


@dataclass(slots=True)
class Draft:
    """What is known of a file while it is read."""

    tree: Tree
    elements: list[Record[Element]] = field(default_factory=list)
    relations: list[Record[Relation]] = field(default_factory=list)
    decisions: list[Record[Decision]] = field(default_factory=list)
    interventions: list[Record[Intervention]] = field(default_factory=list)
    read_keys: dict[int, frozenset[str]] = field(default_factory=dict)
    """The keys that each relation spells out, by its position: a default is not a statement."""
    left_out: dict[Path, frozenset[int]] = field(default_factory=dict)
    """The positions of list items that were too wrong to keep, by the path of their list."""
    problems: list[Problem] = field(default_factory=list)

    def raw(self, path: Path) -> object:
        """Give what the file says at ``path``, None where it says nothing."""
        here = self.tree.value
        for step in path:
            if isinstance(here, Mapping) and step in here:
                here = here[step]
            elif isinstance(here, list | tuple) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return None
        return here

    def item_path(self, path: Path, position: int) -> Path:
        """Find where an item of a validated list stands in the file.

        Items left out count, and a value that stands alone, where a list could, is no list.
        """
        if not isinstance(self.raw(path), list | tuple):
            return path
        for left_out in sorted(self.left_out.get(path, ())):
            position += left_out <= position
        return (*path, position)

    def problem(self, path: Path, message: str, value: object = None, suggestion: str | None = None) -> Problem:
        """Make the problem that stands at ``path``."""
        try:
            text = None if value is None else str(value)[:200]
        except ValueError:  # of a number with thousands of digits
            text = "a number too long to show"
        return Problem(message, self.tree.place(path), text, suggestion)

    def tell(self, path: Path, message: str, value: object = None, suggestion: str | None = None) -> None:
        """Note one problem; reading goes on."""
        self.problems.append(self.problem(path, message, value, suggestion))

    def in_order(self) -> list[Problem]:
        """List the problems in the order of the file, each once."""

        def key(problem: Problem) -> tuple[int, int]:
            place: Place = problem.place
            return (place.line or 0, place.column or 0)

        return sorted(dict.fromkeys(self.problems), key=key)
