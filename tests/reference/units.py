"""Units: who stands in which, and how much of their work crosses their borders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tests.reference.model import Case


@dataclass(frozen=True)
class Ties:
    """The carrying relations of one unit: among its members, and across its border."""

    members: int
    internal: int
    external: int


def find_unit(case: Case, name: str) -> str | None:
    """Find the unit of an element: a team with parts is its own, all else is in the nearest team above, if any.

    A team with neither parts nor a team above it stands for itself.
    """
    by_id = {one.id: one for one in case.elements}
    element = by_id[name]
    has_parts = any(one.parent == name for one in case.elements)
    if element.kind == "team" and has_parts:
        return name
    above = element.parent
    while above is not None and by_id[above].kind != "team":
        above = by_id[above].parent
    return above or (name if element.kind == "team" else None)


def list_members(case: Case) -> dict[str, str]:
    """List who works in which unit; neither products nor elements that only group others are members."""
    working = {end for one in case.relations if not one.implicit for end in (one.supplier, one.customer)}
    parents = {one.parent for one in case.elements}
    grouping = {one.id for one in case.elements if one.id in parents - working and one.effort == 0}
    found = {one.id: find_unit(case, one.id) for one in case.elements if one.kind != "product"}
    return {name: unit for name, unit in found.items() if unit is not None and name not in grouping}


def count_ties(case: Case) -> dict[str, Ties]:
    """Count the ties of every unit that has members, by its id."""
    unit = list_members(case)
    relations = [one for one in case.relations if one.volume > 0 and not one.implicit and one.supplier != one.customer]
    pairs = [(unit.get(one.supplier), unit.get(one.customer)) for one in relations]
    known = [pair for pair in pairs if None not in pair]
    return {
        name: Ties(
            members=list(unit.values()).count(name),
            internal=sum(pair == (name, name) for pair in known),
            external=sum((pair[0] == name) != (pair[1] == name) for pair in known),
        )
        for name in set(unit.values())
    }


def expect_e_i(sizes: Mapping[str, int], unit: str) -> float | None:
    """Tie every pair of members once, and give the E-I index of one unit; None where it has no pair."""
    members = [name for name, size in sizes.items() for _ in range(size)]
    pairs = [pair for pair in combinations(members, 2) if unit in pair]
    external = sum(one != other for one, other in pairs)
    return (external - (len(pairs) - external)) / len(pairs) if pairs else None


def measure_agreement(one: Sequence[int], other: Sequence[int]) -> float:
    """Give the adjusted Rand index by going through all pairs (Hubert and Arabie 1985)."""
    pairs = list(combinations(range(len(one)), 2))
    together = sum(one[i] == one[j] and other[i] == other[j] for i, j in pairs)
    first, second = (sum(labels[i] == labels[j] for i, j in pairs) for labels in (one, other))
    expected = first * second / len(pairs)
    most = (first + second) / 2
    return (together - expected) / (most - expected) if most != expected else 1.0
