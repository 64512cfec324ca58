"""A parsed file before it is understood: plain values in the shape of format 1, and where each of them stands.

Every reader ends here (YAML, JSON, CSV, Parquet, ArchiMate, ...), so that one validator serves them all and every
mistake can be told with its place in the file that the user knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sightline.errors import Place

Path = tuple[str | int, ...]
"""The way from the top of a tree to one value: mapping keys and list positions."""


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What a file of another format holds, in its own terms, and what of it was left out.

    ``elements`` and ``relations`` count all that the file has; ``by_type`` counts relations by their type there;
    ``left_out`` counts by the reason in words. Both are in falling order.
    """

    format: str
    version: str
    elements: int
    relations: int
    by_type: Mapping[str, int]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tree:
    """One parsed file: ``value`` in the shape of format 1, ``places`` for the values whose place is known.

    ``notices`` are sentences about the reading that the user should see (what was left out, and why); ``summary``
    counts what a file of another format held.
    """

    value: object
    places: Mapping[Path, Place] = field(default_factory=dict)
    file: str | None = None
    notices: tuple[str, ...] = ()
    summary: ImportSummary | None = None

    def place(self, path: Path) -> Place:
        """Find where the value at ``path`` stands; the nearest known ancestor where it is not known itself."""
        part = spell_path(path)
        for end in range(len(path), -1, -1):
            known = self.places.get(path[:end])
            if known is not None:
                return Place(known.file or self.file, known.line, known.column, known.part or part or None)
        return Place(self.file, part=part or None)


def spell_path(path: Path) -> str:
    """Spell a path as people read it: ``teams.support.serves[0].to``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
