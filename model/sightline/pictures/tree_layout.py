"""The org-chart layout: a tidy tree from left to right, every level a column, leaves wrapped into rows.

Children stand close together and their parent at the middle of them (after Wetherell and Shannon 1979); a later
subtree slides up as far as each level allows. What has parts stands at the right end of its column, next to them.
Trees of any depth are laid out without recursion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sightline.pictures.layering import CARD_WIDTH, GAP, ROW, SUB_COLUMN, LaidColumn, Layout

WIDEST_ROW: Final = 12
"""Leaves of one parent beside each other, at most."""
_ROOT: Final = -1


def lay_out_tree(ids: Sequence[str], parent: Mapping[str, str | None]) -> Layout:
    """Lay out a forest: the roots at the left, one column per level, numbered from 1.

    ``parent`` gives the parent of each id, None (or one that is not among ``ids``) for a root. Leaves of one parent
    share rows, as many as keep the whole about as wide as it is high. Raises ValueError for a circle.
    """
    node = {name: position for position, name in enumerate(ids)}
    above = [node.get(parent[name] or "", _ROOT) for name in ids]
    children: dict[int, list[int]] = {_ROOT: []}
    for position, one in enumerate(above):
        children.setdefault(one, []).append(position)
    order = _walk(children)
    if len(order) < len(ids):
        raise ValueError("the parents go in a circle")
    if not order:
        return Layout({}, {}, (), 0.0)
    level = [0] * len(ids)
    for position in order:
        level[position] = level[above[position]] + 1 if above[position] >= 0 else 1
    wide = 1
    while True:
        layout = _place(ids, order, above, children, level, wide)
        last = layout.columns[-1]
        if wide == WIDEST_ROW or layout.height <= last.left + last.width:
            return layout
        wide += 1


def _walk(children: Mapping[int, list[int]]) -> list[int]:
    """List all nodes, each before its children."""
    order, waiting = [], list(reversed(children[_ROOT]))
    while waiting:
        order.append(node := waiting.pop())
        waiting.extend(reversed(children.get(node, ())))
    return order


def _place(
    ids: Sequence[str],
    order: list[int],
    above: list[int],
    children: Mapping[int, list[int]],
    level: list[int],
    wide: int,
) -> Layout:
    """Place all nodes, with up to ``wide`` leaves of one parent in a row."""
    slot, rows = _share_rows(children, len(ids), wide)
    y = _heights(order, above, children, level, rows)
    widest = [0] * (max(level) + 1)
    for position in order:
        widest[level[position]] = max(widest[level[position]], slot[position] + 1)
    for position in children.keys() - {_ROOT}:
        slot[position] = widest[level[position]] - 1
    left, columns = 0.0, []
    for number in range(1, len(widest)):
        columns.append(LaidColumn(number, left, SUB_COLUMN * (widest[number] - 1) + CARD_WIDTH))
        left += columns[-1].width + GAP
    return Layout(
        x={
            name: columns[level[position] - 1].left + CARD_WIDTH / 2 + SUB_COLUMN * slot[position]
            for position, name in enumerate(ids)
        },
        y={name: y[position] + ROW / 2 for position, name in enumerate(ids)},
        columns=tuple(columns),
        height=max(y) + ROW,
    )


def _share_rows(children: Mapping[int, list[int]], size: int, wide: int) -> tuple[list[int], list[int]]:
    """Say for each node its place in its row, and for each node the first one of its row; only leaves share a row."""
    slot, first = [0] * size, list(range(size))
    for siblings in children.values():
        leaves = [child for child in siblings if child not in children]
        for position, leaf in enumerate(leaves):
            slot[leaf] = position % wide
            first[leaf] = leaves[position - position % wide]
    return slot, first


def _heights(
    order: list[int], above: list[int], children: Mapping[int, list[int]], level: list[int], first: list[int]
) -> list[float]:
    """Give the height of every node: children one below the other, a parent at the middle of them."""
    y = [0.0] * len(order)
    free = [0.0] * (max(level) + 1)
    shift = [0.0] * len(order)
    deepest = level[:]
    for position in reversed(order):
        if above[position] >= 0:
            deepest[above[position]] = max(deepest[above[position]], deepest[position])
    for position in _parents_last(children):
        own = level[position]
        below = children.get(position)
        if below:
            middle = (y[below[0]] + y[below[-1]]) / 2
            y[position] = max(middle, free[own])
            shift[position] = y[position] - middle
            if shift[position]:
                for lower in range(own + 1, deepest[position] + 1):
                    free[lower] += shift[position]
            free[own] = y[position] + ROW
        elif first[position] == position:
            y[position] = free[own]
            free[own] += ROW
        else:
            y[position] = y[first[position]]
    moved = [0.0] * len(order)
    for position in order:
        parent = above[position]
        if parent >= 0:
            moved[position] = moved[parent] + shift[parent]
            y[position] += moved[position]
    return y


def _parents_last(children: Mapping[int, list[int]]) -> list[int]:
    """List all nodes in the order of the tree, each after its children."""
    order, waiting = [], list(children[_ROOT])
    while waiting:
        order.append(node := waiting.pop())
        waiting.extend(children.get(node, ()))
    return order[::-1]
