"""The search for a plan: what to choose under a budget, so that the index rises most, and in which order.

Greedy by gain per cost and by gain alone, worked out anew after each choice, with bundles beside single steps; then
swaps: every choice, and every two, are taken back and the room is filled anew; everything else is forced in. Obstacles
in one line complement each other, so no bound of submodular search holds; how near to the best it comes is measured
(``python -m benchmarks plan``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, product
from math import comb
from typing import Final

import numpy as np

from sightline.arrays.network import Floats
from sightline.studies.bundles import Bundle
from sightline.studies.condensed import Condensed

Choice = frozenset[int]
"""Positions of what is chosen among the candidates."""

_NOTHING: Final = 1e-12
_ROUNDING: Final = 1e-9
_BEAM: Final = 6
"""Choices that are swapped on side by side: the best found so far, until no swap of any of them is better."""
_BACK: Final = {1: 1_000, 2: 10}
"""How many choices are taken back together, and up to how large a plan."""


class Search:
    """Candidates with what each costs and leaves (candidates by obstacles; infinite where it touches nothing)."""

    def __init__(self, condensed: Condensed, costs: Floats, leaves: Floats, bundles: Sequence[Bundle]) -> None:
        self._condensed = condensed
        self._costs = costs
        self._leaves = leaves
        self._bundles = tuple(bundles)
        self._known: dict[Choice, float] = {frozenset(): condensed.index}

    def cost(self, choice: Iterable[int]) -> float:
        """Add up what a choice costs."""
        return float(sum(self._costs[one] for one in choice))

    def index(self, choice: Choice) -> float:
        """Give the index after a choice."""
        return self.indices([choice])[0]

    def indices(self, choices: Sequence[Choice]) -> list[float]:
        """Give the index after each of several choices."""
        new = list(dict.fromkeys(choice for choice in choices if choice not in self._known))
        if new:
            left = np.array([self._leaves[sorted(choice)].min(axis=0) for choice in new])
            found = self._condensed.indices(np.minimum(self._condensed.severity, left))
            self._known.update(zip(new, found.tolist(), strict=True))
        return [self._known[choice] for choice in choices]

    def best(self, budget: float, told: Callable[[str], None] | None = None) -> Choice:
        """Find what to choose under a budget."""
        everything = frozenset(range(len(self._costs)))
        beam = [self._fill(frozenset(), everything, budget, by_cost=by_cost) for by_cost in (True, False)]
        tried: set[Choice] = set()
        while fresh := [choice for choice in beam if choice not in tried]:
            if told is not None:
                told(f"plan: swaps, {len(self._known):,} choices tried")
            tried.update(fresh)
            near = {found for choice in fresh for found in self._swapped(choice, everything, budget)}
            beam = sorted(near.union(beam), key=self._rank, reverse=True)[:_BEAM]
        return self._without_idle(beam[0])

    def best_of(self, count: int, most: int) -> Choice | None:
        """Try every choice of so many candidates; None where there are more than ``most`` such choices."""
        size = min(count, len(self._costs))
        if comb(len(self._costs), size) > most:
            return None
        choices = [frozenset(one) for one in combinations(range(len(self._costs)), size)]
        return self._without_idle(max(choices, key=dict(zip(choices, self.indices(choices), strict=True)).__getitem__))

    def order(self, choice: Choice) -> list[tuple[int, ...]]:
        """Put what was chosen in order: at each turn the step, or bundle of steps, with the largest gain per cost."""
        done: Choice = frozenset()
        turns: list[tuple[int, ...]] = []
        while done != choice:
            added = self._next(done, choice, float("inf"), by_cost=True) or choice - done
            turns.append(
                tuple(sorted(added, key=lambda one: self._gain_per_cost(done, frozenset([one])), reverse=True))
            )
            done |= added
        return turns

    def _rank(self, choice: Choice) -> tuple[float, float]:
        return self.index(choice), -self.cost(choice)

    def _fill(self, choice: Choice, allowed: Choice, budget: float, *, by_cost: bool) -> Choice:
        """Add the best that fits until nothing that fits gains anything."""
        while added := self._next(choice, allowed, budget, by_cost=by_cost):
            choice |= added
        return choice

    def _next(self, choice: Choice, allowed: Choice, budget: float, *, by_cost: bool) -> Choice | None:
        """Give the step or the bundle that gains most, for each unit of cost or at all; None where none gains."""
        room = budget - self.cost(choice) + _ROUNDING
        singles = (frozenset([one]) for one in sorted(allowed - choice))
        bundles = (bundle - choice for bundle in self._bundles if bundle <= allowed | choice)
        options = [one for one in dict.fromkeys((*singles, *bundles)) if one and self.cost(one) <= room]
        if not options:
            return None
        gains = np.array(self.indices([choice | one for one in options])) - self.index(choice)
        costs = np.array([self.cost(one) for one in options])
        worth = np.where(gains > _NOTHING, gains, 0.0)
        if by_cost:
            worth = np.divide(worth, costs, out=np.where(worth > 0, np.inf, 0.0), where=costs > 0)
        best = int(np.lexsort((costs, -gains, -worth))[0])
        return options[best] if worth[best] > 0 else None

    def _swapped(self, choice: Choice, everything: Choice, budget: float) -> Iterator[Choice]:
        """Give the choices near to one: with one or two steps taken back, or with one or a bundle forced in."""
        sizes = [size for size, most in _BACK.items() if len(choice) <= most]
        back = [frozenset(taken) for size in sizes for taken in combinations(sorted(choice), size)]
        for taken, by_cost in product(back, (True, False)):
            yield self._fill(choice - taken, everything - taken, budget, by_cost=by_cost)
        for forced in (*(frozenset([one]) for one in sorted(everything - choice)), *self._bundles):
            if not forced <= choice and self.cost(forced) <= budget + _ROUNDING:
                room = self._make_room(choice | forced, forced, budget)
                yield self._fill(room, everything, budget, by_cost=True)

    def _make_room(self, choice: Choice, forced: Choice, budget: float) -> Choice:
        """Take back what loses least for each unit of cost until the rest fits."""
        while self.cost(choice) > budget + _ROUNDING:
            others = sorted(choice - forced)
            rest = [choice - {one} for one in others]
            losses = self.index(choice) - np.array(self.indices(rest))
            costs = np.maximum(self._costs[others], _NOTHING)
            choice = rest[int(np.argmin(losses / costs))]
        return choice

    def _without_idle(self, choice: Choice) -> Choice:
        """Take back what gains nothing beside the others, the dearest first."""
        for one in sorted(choice, key=lambda one: -self._costs[one]):
            if self.index(choice) - self.index(choice - {one}) <= _NOTHING:
                choice -= {one}
        return choice

    def _gain_per_cost(self, done: Choice, added: Choice) -> float:
        return (self.index(done | added) - self.index(done)) / max(self.cost(added), _NOTHING)
