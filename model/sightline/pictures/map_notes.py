"""What the map says about one element or relation: a few plain lines."""

from __future__ import annotations

from typing import Final

from sightline.arrays.network import Network, Rows
from sightline.document.vocabulary import ElementKind
from sightline.phrases import clean, counted, cut, percent

KIND_NAMES: Final[dict[ElementKind, str]] = {
    "customer": "external customer",
    "product": "product or service",
    "process": "process",
    "system": "system",
    "team": "team",
    "role": "role",
    "person": "person",
}
"""What people call each kind."""


def label(network: Network, row: int) -> str:
    """Name an element on its card: one line without anything that could do harm, cut where it is long."""
    return cut(clean(network.elements.title(row)))


def node_note(
    network: Network, row: int, *, sight: float, hops: int, obstacles: int, assessed: bool, members: int
) -> str:
    """Tell about one node: its name, kind and unit, what it sees, and what stands in the way there."""
    elements = network.elements
    parent = int(elements.parent[row])
    what = KIND_NAMES[elements.kind(row)]
    lines = [label(network, row), f"{what} · {label(network, parent)}" if parent >= 0 else what]
    if members:
        lines.append(f"{counted(members, 'element')} drawn as one")
    if elements.is_customer[row]:
        return "\n".join(lines)
    if sight != sight:  # noqa: PLR0124 - NaN alone differs from itself
        lines.append("groups others; no work goes through it")
    elif hops < 0:
        lines.append("no line of sight to any customer")
    else:
        lines.append(f"{'the least in it sees' if members else 'sees'} {percent(sight)} of a customer")
        lines.append(f"{counted(hops, 'step')} away from a customer")
    if obstacles:
        lines.append(f"{counted(obstacles, 'obstacle')} {'inside' if members else 'of its own'}")
    if not assessed:
        lines.append("not all of it looked at yet" if members else "not looked at yet: unknown, not clear")
    return "\n".join(lines)


def edge_note(network: Network, rows: Rows, *, ends: tuple[int, int], away: bool) -> str:
    """Tell about the relations that one edge stands for: from whom to whom, how much, and what stands in the way."""
    relations = network.relations
    lines = [f"{label(network, ends[0])} → {label(network, ends[1])}"]
    if len(rows) > 1:
        lines.append(counted(len(rows), "relation"))
    elif relations.implied[rows[0]]:
        lines.append("works through the unit that it is part of")
    else:
        lines.append(
            f"{relations.kind(int(rows[0]))} · {percent(float(network.share[rows[0]]))} of what leaves the supplier"
        )
    hindered = int(network.has_obstacle[1][rows].sum())
    if hindered:
        lines.append(f"obstacles on {counted(hindered, 'relation')}" if len(rows) > 1 else "an obstacle sits on it")
    if away:
        lines.append("leads away from the customers")
    return "\n".join(lines)


def structure_note() -> str:
    """Tell about an edge of the org chart that carries no work."""
    return "is part of; no work goes along here"
