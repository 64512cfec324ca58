"""Groups of respondents in wholes inside each other, drawn by chance, and the totals that their pools give."""

from __future__ import annotations

import random
from collections.abc import Iterable

from sightline.evidence.disclosure import Group, Pool

MIXED = frozenset((1, 4))


def group(name: str, size: int, whole: str | None = None, values: frozenset[int] = MIXED) -> Group:
    return Group(name, whole, frozenset(f"{name}:{number}" for number in range(size)), values)


def random_tree(rng: random.Random, leaves: int) -> tuple[list[Group], dict[str, str | None]]:
    """Draw wholes inside each other and groups in them, of the sizes that surveys have."""
    wholes: dict[str, str | None] = {"w0": None}
    for number in range(1, rng.randint(1, 5)):
        wholes[f"w{number}"] = f"w{rng.randrange(number)}"
    groups = [
        group(f"g{number}", rng.choice((1, 2, 3, 4, 5, 6, 8, 12)), rng.choice(list(wholes)))
        for number in range(rng.randint(2, leaves))
    ]
    return groups, wholes


def within(name: str | None, whole: str, wholes: dict[str, str | None]) -> bool:
    while name is not None and name != whole:
        name = wholes[name]
    return name is not None


def totals(pools: Iterable[Pool], groups: list[Group], wholes: dict[str, str | None]) -> list[frozenset[str]]:
    """List the totals of wholes that are made of pools: nobody tells them, but nothing is lost if somebody does."""
    found = []
    parts = [frozenset(one.name for one in pool.groups) for pool in pools]
    for whole in wholes:
        inside = frozenset(one.name for one in groups if within(one.whole, whole, wholes))
        if inside and inside == frozenset().union(*(part for part in parts if part <= inside)):
            found.append(inside)
    return found
