"""A plan: which interventions to choose under a budget, in which order, what each buys, and what to beware of."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from sightline.catalogue.details import Catalogue, catalogue
from sightline.errors import UsageError
from sightline.findings import Figure, Result, Table
from sightline.snapshot import Snapshot
from sightline.studies.bundles import find_bundles
from sightline.studies.candidates import Candidate, Source, find_candidates, leaves_of, undominated
from sightline.studies.changes import Change, ClearObstacle, SetSeverity
from sightline.studies.condensed import Condensed
from sightline.studies.plan_intervals import draw_gains
from sightline.studies.plan_search import Search
from sightline.studies.plan_warnings import PolishedFront, find_polished_fronts, find_weaknesses
from sightline.studies.scenario import Scenario
from sightline.studies.what_if import WhatIf

DRAWS: Final = 200
FEW: Final = 3
"""How many changes are asked for where somebody can do only a few."""
TRIED: Final = 5_000
"""Choices of so few changes that are all tried; where there are more, they are searched like a plan."""

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan, what it adds, and where the plan stands after it; shares of all effort.

    ``turn`` counts from 1; steps of one turn belong together. ``low``..``high`` is the central 90 % of ``total`` where
    the severities are drawn; None where nothing was drawn.
    """

    candidate: Candidate
    turn: int
    gain: float
    total: float
    spent: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Few:
    """The few candidates that gain most together, whatever they cost; ``exact`` where every such choice was tried."""

    candidates: tuple[Candidate, ...]
    gain: float
    exact: bool

    @property
    def cost(self) -> float:
        """What they cost together."""
        return sum(one.cost for one in self.candidates)


@dataclass(frozen=True, eq=False)
class Plan(Result):
    """What to do under a budget, in order. ``index`` is that before the first step, ``considered`` counts candidates.

    ``few`` are the three changes that buy most. ``fronts`` are those that are clear already, while what reaches them
    is not.
    """

    name: ClassVar[str] = "plan"

    snapshot: Snapshot
    budget: float
    index: float
    steps: tuple[Step, ...]
    considered: int
    few: Few
    fronts: tuple[PolishedFront, ...]
    draws: int
    seed: int

    @property
    def gain(self) -> float:
        """How much the index rises by all steps."""
        return self.steps[-1].total if self.steps else 0.0

    @property
    def cost(self) -> float:
        """What all steps cost."""
        return self.steps[-1].spent if self.steps else 0.0

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The index before and after, the cost and the budget."""
        return {"index": self.index, "index_after": self.index + self.gain, "cost": self.cost, "budget": self.budget}

    @property
    def tables(self) -> tuple[Table, ...]:
        """The steps in order."""
        names = ("turn", "gain", "total", "spent", "low", "high")
        columns = {name: [getattr(step, name) for step in self.steps] for name in names}
        columns["cost"] = [step.candidate.cost for step in self.steps]
        return (Table("steps", [step.candidate.id for step in self.steps], columns),)

    def to_scenario(self) -> Scenario:
        """Give the plan as a scenario: the same severities, to try and to change."""
        ids, left = self.snapshot.network.obstacles.ids, self.snapshot.network.obstacles.severity.tolist()
        changes: list[Change] = []
        for step in self.steps:
            for row, to in step.candidate.leaves.items():
                if to < left[row]:
                    identifier, left[row] = str(ids[row]), to
                    changes.append(SetSeverity(identifier, to) if to > 0 else ClearObstacle(identifier))
        return Scenario(f"Plan at a cost of {self.cost:g}", tuple(changes))


def make_plan(
    snapshot: Snapshot,
    budget: float,
    *,
    kinds: Catalogue | None = None,
    source: Source = "both",
    touch_mandated: bool = False,
    draws: int = DRAWS,
    seed: int = 1,
    told: Told = lambda _: None,
) -> Plan:
    """Choose under a budget what raises the index most, and put it in order.

    Raises UsageError for a budget that is none, and for an organization without a document or without effort.
    """
    if snapshot.organization is None:
        raise UsageError("what is read straight into arrays cannot be planned for; read it as a document")
    if not (math.isfinite(budget) and budget >= 0):
        raise UsageError(f"a budget is a number from 0 on, not {budget}")
    if snapshot.network.total_effort <= 0:
        raise UsageError("nothing in this organization carries effort, so no step can gain anything")
    told("plan: what there is to choose from")
    kinds = catalogue() if kinds is None else kinds
    found = find_candidates(snapshot, kinds, source=source, touch_mandated=touch_mandated)
    candidates = found.chosen
    search = search_of(snapshot, candidates)
    turns = search.order(search.best(budget, told))
    chosen = [candidates[one] for turn in turns for one in turn]
    told("plan: how sure it is")
    steps = _measure(snapshot, candidates, turns)
    if draws and steps:
        steps = _with_intervals(snapshot, steps, draws, seed)
    fronts = find_polished_fronts(snapshot)
    return Plan(
        snapshot=snapshot,
        budget=budget,
        index=snapshot.flow.index,
        steps=steps,
        considered=len(candidates),
        few=_find_few(snapshot, candidates, told),
        fronts=fronts,
        draws=draws,
        seed=seed,
        findings=find_weaknesses(snapshot, chosen),
        notices=found.notices,
    )


def search_of(snapshot: Snapshot, candidates: Sequence[Candidate], *, each: float | None = None) -> Search:
    """Make candidates ready to be searched; where ``each`` is given, everything costs as much."""
    rows = np.array(sorted({row for one in candidates for row in one.leaves}), dtype=np.int64)
    column = {row: number for number, row in enumerate(rows.tolist())}
    leaves = np.full((len(candidates), len(rows)), np.inf)
    for number, one in enumerate(candidates):
        for row, left in one.leaves.items():
            leaves[number, column[row]] = left
    costs = np.array([one.cost if each is None else each for one in candidates])
    return Search(Condensed(snapshot, rows), costs, leaves, find_bundles(snapshot, candidates))


def _measure(snapshot: Snapshot, candidates: Sequence[Candidate], turns: Sequence[Sequence[int]]) -> tuple[Step, ...]:
    """Work out every figure of the steps by a proved solution, not by that of the search."""
    study, severity = WhatIf(snapshot), dict(enumerate(snapshot.network.obstacles.severity.tolist()))
    steps: list[Step] = []
    for number, turn in enumerate(turns, 1):
        for one in turn:
            done = [*(step.candidate for step in steps), candidates[one]]
            total = study.index_with(leaves_of(done, severity)) - snapshot.flow.index
            before, spent = (steps[-1].total, steps[-1].spent) if steps else (0.0, 0.0)
            steps.append(Step(candidates[one], number, total - before, total, spent + candidates[one].cost))
    return tuple(steps)


def _with_intervals(snapshot: Snapshot, steps: Sequence[Step], draws: int, seed: int) -> tuple[Step, ...]:
    drawn = draw_gains(snapshot, [step.candidate for step in steps], draws, seed)
    low, high = np.quantile(drawn, (0.05, 0.95), axis=0)
    return tuple(
        Step(step.candidate, step.turn, step.gain, step.total, step.spent, float(low[at]), float(high[at]))
        for at, step in enumerate(steps)
    )


def _find_few(snapshot: Snapshot, candidates: Sequence[Candidate], told: Told) -> Few:
    """Find the three that gain most together; of those against the same obstacles, the ones that leave least."""
    told(f"plan: the {FEW} changes that buy most")
    strongest = undominated(candidates, at_any_cost=True)
    search = search_of(snapshot, strongest, each=1.0)
    tried = search.best_of(FEW, TRIED)
    choice = search.best(FEW) if tried is None else tried
    turns = search.order(choice)
    gain = search.index(choice) - snapshot.flow.index
    return Few(tuple(strongest[one] for turn in turns for one in turn), gain, exact=tried is not None)
