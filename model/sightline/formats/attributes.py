"""Columns that are written beside the facts of an organization, such as the results of an analysis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sightline.formats.columns import Cell, CellKind, Column

_KINDS: Mapping[type, CellKind] = {bool: "flag", int: "whole", float: "number"}


@dataclass(frozen=True, slots=True)
class Beside:
    """Some columns of one cell a record, in the order of the records; None is a blank cell.

    They are written with an underscore in front of their names, so every reader leaves them out.
    """

    values: Mapping[str, Sequence[Cell]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as tables and graphs declare them; what they hold follows from their cells."""
        return tuple(Column(f"_{name}", (), _kind(cells)) for name, cells in self.values.items())

    def record(self, position: int) -> Iterator[tuple[str, Cell]]:
        """Give the cells of one record that are not blank."""
        for name, cells in self.values.items():
            if cells[position] is not None:
                yield f"_{name}", cells[position]


@dataclass(frozen=True, slots=True)
class Attributes:
    """What is written beside the elements and the relations of an organization, each in its order."""

    elements: Beside = Beside()
    relations: Beside = Beside()

    def __bool__(self) -> bool:
        return bool(self.elements.values or self.relations.values)


NO_ATTRIBUTES = Attributes()


def _kind(cells: Sequence[Cell]) -> CellKind:
    types = {type(cell) for cell in cells if cell is not None}
    if types == {int, float}:
        return "number"
    return _KINDS.get(types.pop(), "text") if len(types) == 1 else "text"
