"""Who stands above whom inside the columns of a layered picture, so that few relations cross.

Barycentre sweeps (Sugiyama, Tagawa and Toda 1981): every column is sorted by the mean place of its neighbours in the
column beside it, to and fro; the sweep with the fewest crossings is kept. A relation that spans several columns gets
one unseen node in each column between, so that what it crosses on its way counts. What hangs on by a single relation,
and what hangs on that, has no say in this and is put beside what it hangs on: it can come and go, and nobody else
moves. All is decided by the order of the input, never by a hash or by chance.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Sequence
from typing import Final

SWEEPS: Final = 12
"""Sweeps to and fro."""
WORTH_IT: Final = 0.9
"""A sweep is kept where its crossings are less than this part of the fewest so far: small gains would only make the
picture jump when the organization changes a little."""
PULL_OF_UNIT: Final = 0.5
"""How far a node is drawn from the mean of its neighbours to that of its unit: 0 not at all, 1 entirely."""

Ties = Sequence[tuple[int, int]]


def order_columns(
    columns: Sequence[Sequence[int]], links: Iterable[tuple[int, int]], unit: Sequence[int]
) -> list[list[int]]:
    """Order the nodes inside each column; ``columns`` holds them in the order to begin with.

    Nodes are numbered from 0; ``links`` are pairs of nodes, ``unit`` gives the number of each node's unit. Links inside
    one column count for nothing here.
    """
    column_of = {node: number for number, column in enumerate(columns) for node in column}
    ties = [(one, other) for one, other in dict.fromkeys(links) if column_of[one] != column_of[other]]
    hanging = _find_hanging(len(unit), ties, staying=columns[0])
    core = [[node for node in column if node not in hanging] for column in columns]
    core_ties = [(one, other) for one, other in ties if one not in hanging and other not in hanging]

    key: dict[int, tuple[float, ...]] = {}
    for column in _order_core(core, core_ties, unit):
        key.update({node: ((position + 0.5) / len(column),) for position, node in enumerate(column)})
    start = {node: position for column in columns for position, node in enumerate(column)}
    for node, anchor in reversed(hanging.items()):
        beside = ((start[node] + 0.5) / len(columns[column_of[node]]),) if anchor is None else key[anchor]
        key[node] = (*beside, start[node])
    return [sorted(column, key=key.__getitem__) for column in columns]


def _find_hanging(size: int, ties: Ties, staying: Collection[int]) -> dict[int, int | None]:
    """Find all that hangs on the rest by one tie, outermost first, each with what it hangs on (None: on nothing)."""
    neighbours: list[dict[int, None]] = [{} for _ in range(size)]
    for one, other in ties:
        neighbours[one][other] = None
        neighbours[other][one] = None
    hanging: dict[int, int | None] = {}
    loose = [node for node in range(size) if len(neighbours[node]) <= 1 and node not in staying]
    for node in loose:
        anchor = next(iter(neighbours[node]), None)
        hanging[node] = anchor
        if anchor is not None:
            del neighbours[anchor][node]
            if len(neighbours[anchor]) == 1 and anchor not in staying:
                loose.append(anchor)
    return hanging


def _order_core(columns: list[list[int]], ties: Ties, unit: Sequence[int]) -> list[list[int]]:
    """Order the columns by sweeps; the best of them is kept."""
    sorting = _Sorting(columns, ties, unit)
    kept, fewest = sorting.order(), sorting.count_crossings()
    for _ in range(SWEEPS):
        sorting.sweep()
        crossings = sorting.count_crossings()
        if crossings < fewest * WORTH_IT:
            kept, fewest = sorting.order(), crossings
    return kept


class _Sorting:
    """The columns in their present order, with the unseen nodes of long ties among them.

    ``place`` of a node is where it stands in its column, from 0 (top) to 1; ``before`` and ``after`` are its neighbours
    in the columns beside its own.
    """

    def __init__(self, columns: list[list[int]], ties: Ties, unit: Sequence[int]) -> None:
        self._seen = len(unit)
        self._columns = [list(column) for column in columns]
        self._units = list(unit)
        self._before: list[list[int]] = [[] for _ in unit]
        self._after: list[list[int]] = [[] for _ in unit]
        column_of = {node: number for number, column in enumerate(columns) for node in column}
        for one, other in ties:
            first, last = (one, other) if column_of[one] < column_of[other] else (other, one)
            self._tie(first, last, range(column_of[first] + 1, column_of[last]))
        self._place = [0.0] * len(self._units)
        for column in self._columns:
            self._number(column)

    def _tie(self, first: int, last: int, between: range) -> None:
        """Tie two nodes to each other, by way of one unseen node in each column between."""
        for number in between:
            unseen = len(self._units)
            self._units.append(-1)
            self._before.append([first])
            self._after.append([])
            self._after[first].append(unseen)
            self._columns[number].append(unseen)
            first = unseen
        self._after[first].append(last)
        self._before[last].append(first)

    def order(self) -> list[list[int]]:
        """Give the columns in their present order, without the unseen nodes."""
        return [[node for node in column if node < self._seen] for column in self._columns]

    def sweep(self) -> None:
        """Sort every column by the one before it, then by the one after it."""
        for column in self._columns[1:]:
            self._sort(column, self._before)
        for column in reversed(self._columns[:-1]):
            self._sort(column, self._after)

    def count_crossings(self) -> int:
        """Count the pairs of ties between neighbouring columns that cross."""
        place, crossings = self._place, 0
        for column in self._columns[:-1]:
            passed: list[float] = []
            for node in column:
                ends = [place[other] for other in self._after[node]]
                crossings += sum(len(passed) - bisect_right(passed, end) for end in ends)
                for end in ends:
                    insort(passed, end)
        return crossings

    def _sort(self, column: list[int], beside: list[list[int]]) -> None:
        """Sort one column by the mean place of the neighbours on one side, and units together."""
        place, units = self._place, self._units
        wanted: dict[int, float] = {}
        sums: dict[int, tuple[float, int]] = {}
        for node in column:
            others = beside[node]
            mean = sum([place[other] for other in others]) / len(others) if others else place[node]
            wanted[node] = mean
            total, count = sums.get(units[node], (0.0, 0))
            sums[units[node]] = (total + mean, count + 1)
        for node, mean in wanted.items():
            if units[node] >= 0:
                total, count = sums[units[node]]
                wanted[node] = mean + PULL_OF_UNIT * (total / count - mean)
        column.sort(key=wanted.__getitem__)
        self._number(column)

    def _number(self, column: list[int]) -> None:
        for position, node in enumerate(column):
            self._place[node] = (position + 0.5) / len(column)
