"""The layered layout of the map: customers at the right, one column per hop, short relations, units together.

The layout depends on the order of the input and on its links alone, so the same organization gives the same picture.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sightline.pictures.layering_order import order_columns

CARD_WIDTH: Final = 226.0
CARD_HEIGHT: Final = 50.0
ROW: Final = 62.0
"""From one card to the next below it, in pixels."""
SUB_COLUMN: Final = CARD_WIDTH + 24.0
"""From one card to the next beside it inside a column."""
GAP: Final = 74.0
"""Between two columns, for the relations; a column of cards without sub-columns comes every 300 pixels."""
MOST_IN_COLUMN: Final = 40
"""Cards above each other before a column is split into sub-columns."""

_WIDEST: Final = 2.4
_TALLER: Final = 1.5
_SETTLING: Final = 4
_BAND: Final = 1.25
_AIRY: Final = (1.0, 1.3, 1.7, 2.2)  # in large steps: one more element hardly ever moves all others


@dataclass(frozen=True, slots=True)
class LaidColumn:
    """The area of one column, in pixels: ``number`` hops from a customer, or of the stranded (None)."""

    number: int | None
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the middle of every card is, in pixels, and the columns from left to right; y is in 0 to ``height``."""

    x: Mapping[str, float]
    y: Mapping[str, float]
    columns: tuple[LaidColumn, ...]
    height: float


def lay_out(
    ids: Sequence[str],
    column: Mapping[str, int | None],
    links: Iterable[tuple[str, str]],
    unit: Mapping[str, Hashable],
) -> Layout:
    """Lay out elements in columns by their hops to the nearest customer.

    ``column`` gives the hops (0 for customers, None for stranded elements, which stand at the far left), ``links`` the
    pairs that relations join, ``unit`` what belongs together. Columns that nobody stands in take no room.
    """
    numbers = sorted({column[name] for name in ids}, key=_from_the_right)
    if not numbers:
        return Layout({}, {}, (), 0.0)
    node = {name: position for position, name in enumerate(ids)}
    units = {one: position for position, one in enumerate(dict.fromkeys(unit[name] for name in ids))}
    of_unit = [units[unit[name]] for name in ids]
    at = {number: position for position, number in enumerate(numbers)}
    start: list[list[int]] = [[] for _ in numbers]
    for position in sorted(range(len(ids)), key=of_unit.__getitem__):
        start[at[column[ids[position]]]].append(position)
    pairs = [(node[one], node[other]) for one, other in links]

    columns = order_columns(start, pairs, of_unit)
    sub_columns = _split(columns)
    row = _row(columns, sub_columns)
    y = _settle(columns, pairs, [row / split for split in sub_columns])
    x: dict[str, float] = {}
    laid: list[LaidColumn] = []
    left = 0.0
    for number, members, split in reversed(list(zip(numbers, columns, sub_columns, strict=True))):
        width = SUB_COLUMN * (split - 1) + CARD_WIDTH
        laid.append(LaidColumn(number, left, width))
        for position, one in enumerate(members):
            x[ids[one]] = left + CARD_WIDTH / 2 + SUB_COLUMN * (position % split)
        left += width + GAP
    top = min(y)
    return Layout(
        x={name: x[name] for name in ids},
        y={name: y[node[name]] - top + row / 2 for name in ids},
        columns=tuple(laid),
        height=max(y) - top + row,
    )


def _from_the_right(number: int | None) -> float:
    return float("inf") if number is None else number


def _split(columns: list[list[int]]) -> list[int]:
    """Say into how many sub-columns each column is split, so that the whole is not far wider than it is high."""
    most = MOST_IN_COLUMN
    while True:
        split = [-(-len(members) // most) for members in columns]
        width = sum(SUB_COLUMN * number + GAP for number in split)
        if max(split) == 1 or width <= _WIDEST * most * ROW:
            return split
        most = int(most * _TALLER)  # in large steps: one more element hardly ever splits the columns anew


def _row(columns: list[list[int]], split: list[int]) -> float:
    """Say how far below each other cards stand: farther where the picture would else be a low and wide band."""
    width = sum(SUB_COLUMN * (number - 1) + CARD_WIDTH + GAP for number in split)
    rows = max(-(-len(members) // number) for members, number in zip(columns, split, strict=True))
    wanted = width / (_BAND * rows * ROW)
    return ROW * next((airy for airy in reversed(_AIRY) if airy <= wanted), 1.0)


def _settle(columns: list[list[int]], links: list[tuple[int, int]], apart: list[float]) -> list[float]:
    """Give every node a height near those of its neighbours, in the order and at the distance of its column.

    Column by column, to and fro: the heights nearest to the wanted ones, in the sense of least squares.
    """
    nodes = sum(len(members) for members in columns)
    neighbours: list[list[int]] = [[] for _ in range(nodes)]
    for one, other in dict.fromkeys(links):
        if one != other:
            neighbours[one].append(other)
            neighbours[other].append(one)
    y = [0.0] * nodes
    for members, distance in zip(columns, apart, strict=True):
        for position, node in enumerate(members):
            y[node] = (position - (len(members) - 1) / 2) * distance
    rounds = list(zip(columns, apart, strict=True))
    for _ in range(_SETTLING):
        for members, distance in (*rounds, *reversed(rounds)):
            wanted = [
                sum(y[other] for other in neighbours[node]) / len(neighbours[node]) if neighbours[node] else y[node]
                for node in members
            ]
            for node, height in zip(members, _spread(wanted, distance), strict=True):
                y[node] = height
    return y


def _spread(wanted: list[float], distance: float) -> list[float]:
    """Give the heights nearest to the wanted ones that rise by ``distance`` at least (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for position, height in enumerate(wanted):
        total, count = height - position * distance, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            above, number = pools.pop()
            total, count = total + above, count + number
        pools.append((total, count))
    level = [total / count for total, count in pools for _ in range(count)]
    return [height + position * distance for position, height in enumerate(level)]
