"""Which figures may be told so that nobody's answers can be worked out, from one figure or from all of them together.

What is told are figures of *pools*: disjoint groups of answers, each of at least so many respondents and not all of
one mind. Groups too small stand together with others of the nearest whole; where these are still too few, the smallest
pool there joins them (the remainder rule), and where there is none they go on to the next whole. What is left over at
the top is not told at all.

Why this holds: any figure that follows from told ones, by adding, subtracting or any other way, is that of a union of
*atoms*: the answers that lie in the same told groups. In one cut the atoms are the pools. Over several cuts (or the
same cut at two dates) :func:`admitted` takes a group only while every atom keeps enough respondents. Sources: the
remainder rule of survey vendors; cell suppression in official statistics.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

FEWEST: Final = 5
"""Respondents from which on a figure is told; it may be raised, never lowered."""
FEWEST_EXACT: Final = 10
"""Respondents from which on figures are exact, their number is named, and comments are told word for word."""

Unit: TypeAlias = tuple[Hashable, str]
"""One respondent's answers on one thing: what they are about, and the respondent."""


@dataclass(frozen=True, slots=True)
class Group:
    """All answers on one thing: who gave them, which different values they have, and the whole that it is part of."""

    name: str
    whole: str | None
    respondents: frozenset[str]
    values: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pool:
    """Groups whose answers are told as one figure."""

    groups: tuple[Group, ...]

    @property
    def respondents(self) -> frozenset[str]:
        """Everybody who answered in one of the groups."""
        return frozenset().union(*(one.respondents for one in self.groups))

    @property
    def units(self) -> frozenset[Unit]:
        """The answers in it."""
        return frozenset((one.name, person) for one in self.groups for person in one.respondents)

    def may_be_told(self, fewest: int) -> bool:
        """Tell whether it has enough respondents, and answers of more than one kind."""
        values = frozenset[int]().union(*(one.values for one in self.groups))
        return len(self.respondents) >= max(fewest, FEWEST) and len(values) > 1


def make_pools(groups: Iterable[Group], wholes: Mapping[str, str | None], *, fewest: int = FEWEST) -> tuple[Pool, ...]:
    """Put groups together into the pools that may be told, as small as the rules allow; groups in none are not told.

    ``wholes`` gives the whole that each whole is part of, None at the top; there are no cycles.
    """
    told: dict[str | None, list[Pool]] = {}
    waiting: dict[str | None, list[Group]] = {}
    for group in sorted(groups, key=lambda one: one.name):
        if Pool((group,)).may_be_told(fewest):
            told.setdefault(group.whole, []).append(Pool((group,)))
        else:
            waiting.setdefault(group.whole, []).append(group)
    for whole in (*_inner_first({*told, *waiting} - {None}, wholes), None):
        pools, rest = _settle(told.pop(whole, []), waiting.pop(whole, []), fewest)
        if whole is None:
            return tuple(pools)
        told.setdefault(wholes.get(whole), []).extend(pools)
        waiting.setdefault(wholes.get(whole), []).extend(rest)
    raise AssertionError("the loop ends at the top")


def admitted(candidates: Sequence[frozenset[Unit]], earlier: Iterable[frozenset[Unit]], *, fewest: int) -> list[bool]:
    """Tell of each group of answers, in order, whether it may be told beside the earlier ones and those before it."""
    told: list[frozenset[Unit]] = []
    among: dict[Unit, list[int]] = {}

    def tell(group: frozenset[Unit]) -> None:
        for unit in group:
            among.setdefault(unit, []).append(len(told))
        told.append(group)

    known = set(earlier)
    for group in known:
        tell(group)
    answers = []
    for candidate in candidates:
        is_safe = candidate in known or _smallest_atom(candidate, told, among) >= max(fewest, FEWEST)
        if is_safe and candidate not in known:
            known.add(candidate)
            tell(candidate)
        answers.append(is_safe)
    return answers


def spell_respondents(number: int) -> str:
    """Spell a number of respondents; below 10 as a band, because an exact one would tell a change of one person."""
    return f"{number:,}" if number >= FEWEST_EXACT else f"{FEWEST} to {FEWEST_EXACT - 1}"


def _settle(pools: list[Pool], rest: list[Group], fewest: int) -> tuple[list[Pool], list[Group]]:
    """Make a pool of what is too small in one whole, with the smallest pools there until it may be told."""
    pools = sorted(pools, key=lambda one: (-len(one.respondents), [group.name for group in one.groups]))
    while rest and not (together := Pool(tuple(rest))).may_be_told(fewest):
        if not pools:
            return [], rest
        rest = [*rest, *pools.pop().groups]
    return ([*pools, together], []) if rest else (pools, [])


def _inner_first(names: Iterable[str | None], wholes: Mapping[str, str | None]) -> list[str]:
    """List wholes and all around them, each before its own whole."""
    depth: dict[str, int] = {}
    for name in names:
        way: list[str] = []
        here = name
        while here is not None and here not in depth:
            way.append(here)
            here = wholes.get(here)
        below = depth[here] if here is not None else 0
        depth.update({one: below + step for step, one in enumerate(reversed(way), start=1)})
    return sorted(depth, key=lambda one: (-depth[one], one))


def _smallest_atom(
    candidate: frozenset[Unit], told: Sequence[frozenset[Unit]], among: Mapping[Unit, Sequence[int]]
) -> int:
    """Count the respondents of the smallest set of answers that could be told from others once the candidate is told.

    ``among`` gives the told groups that each answer is in. The candidate splits only sets that it shares answers with.
    """
    touched = {number for unit in candidate for number in among.get(unit, ())}
    atoms: dict[tuple[bool, tuple[int, ...]], set[str]] = {}
    for unit in candidate.union(*(told[number] for number in touched)):
        atoms.setdefault((unit in candidate, tuple(among.get(unit, ()))), set()).add(unit[1])
    return min((len(people) for people in atoms.values()), default=0)
