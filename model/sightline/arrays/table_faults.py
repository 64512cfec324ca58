"""The mistakes of tables on their way to the arrays: each kind is told once, with its first rows and their number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from sightline.arrays.network import Flags, Floats, Rows
from sightline.arrays.table_columns import Columns
from sightline.errors import Problem

_MOST_SHOWN = 3


@dataclass(slots=True)
class Faults:
    """The mistakes found so far; one problem for each kind of mistake, with its first rows and their number."""

    problems: list[Problem] = field(default_factory=list)

    def tell(self, columns: Columns, column: str, faulty: Flags | Rows, sentence: Callable[[int], str]) -> None:
        """Tell a mistake of the rows that are flagged (or listed); ``sentence`` speaks of the first of them."""
        rows = np.flatnonzero(faulty) if faulty.dtype == np.bool_ else faulty
        if not len(rows):
            return
        first = int(rows[0])
        message = sentence(first)
        if len(rows) > 1:
            shown = ", ".join(str(row + 1) for row in rows[:_MOST_SHOWN].tolist())
            more = f" and {len(rows) - _MOST_SHOWN:,} more" if len(rows) > _MOST_SHOWN else ""
            message += f" (so in {len(rows):,} rows: {shown}{more})"
        self.problems.append(Problem(message, columns.place(first, column)))


def check_range(columns: Columns, name: str, values: Floats, least: float, most: float, faults: Faults) -> None:
    """Tell the numbers outside of their range; a missing one (NaN) is none."""
    faults.tell(
        columns, name, values < least, lambda row: f"`{name}` is `{values[row]:g}`; expected at least {least:g}"
    )
    faults.tell(columns, name, values > most, lambda row: f"`{name}` is `{values[row]:g}`; expected at most {most:g}")
