"""The search for a plan beside all plans there are: how near to the best it comes, on drawn organizations."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from sightline.arrays.network import Floats
from sightline.catalogue.details import catalogue
from sightline.document import Tree, build_organization
from sightline.snapshot import Snapshot
from sightline.studies.candidates import find_candidates
from sightline.studies.plan import Plan, make_plan, search_of
from sightline.studies.plan_search import Search
from tests.app.large import large_organization

CASES = 300
BUDGETS = (0.2, 0.35, 0.5)
"""Shares of what everything would cost."""
_ALL_AT_ONCE = 1 << 12


@dataclass(frozen=True, slots=True)
class Ratio:
    """How much of the best possible gain the search found in one case."""

    shape: str
    found: float
    best: float

    @property
    def value(self) -> float:
        """The part found; 1 where nothing can be gained."""
        return self.found / self.best if self.best > 1e-9 else 1.0


def tables(sizes: tuple[int, ...] = (100, 1_000, 10_000)) -> Iterator[str]:
    """Compare on several hundred small organizations, then time the search on larger ones."""
    ratios = [ratio for seed in range(CASES) for ratio in compare(seed)]
    yield from ("", "| drawn | plans | average | worst | the optimum itself |", "| --- | --- | --- | --- | --- |")
    for shape in ("layers", "lines", "loops", "all"):
        values = np.array([one.value for one in ratios if shape in (one.shape, "all")])
        exact = (values > 1 - 1e-9).mean()
        yield f"| {shape} | {len(values)} | {values.mean():.3%} | {values.min():.2%} | {exact:.1%} |"
    yield from ("", "| organization | candidates | plan for 20 points | with intervals |", "| --- | --- | --- | --- |")
    for size in sizes:
        snapshot = Snapshot(large_organization(size))
        _ = snapshot.flow.index, snapshot.shares  # the snapshot is solved before the clock runs
        alone, plan = _time(snapshot, draws=0)
        whole, _ = _time(snapshot, draws=200)
        yield f"| {size:,} elements | {plan.considered} | {alone:.1f} s | {whole:.1f} s |"


def _time(snapshot: Snapshot, draws: int) -> tuple[float, Plan]:
    """Give the seconds of a plan for 20 points, and the plan."""
    begun = time.perf_counter()
    plan = make_plan(snapshot, 20, draws=draws)
    return time.perf_counter() - begun, plan


def compare(seed: int) -> list[Ratio]:
    """Search one drawn organization at several budgets, and try all of its plans."""
    shape, snapshot = draw_case(seed)
    candidates = find_candidates(snapshot, catalogue(), source="file").chosen
    search = search_of(snapshot, candidates)
    costs = np.array([one.cost for one in candidates])
    every, all_costs = find_all(search, costs)
    index = search.index(frozenset())
    ratios = []
    for budget in BUDGETS:
        limit = float(np.floor(budget * costs.sum()))
        best = float(every[all_costs <= limit + 1e-9].max())
        ratios.append(Ratio(shape, search.index(search.best(limit)) - index, best - index))
    return ratios


def find_all(search: Search, costs: Floats) -> tuple[Floats, Floats]:
    """Give the index and the cost of every plan there is."""
    count = len(costs)
    found: list[float] = []
    for start in range(0, 1 << count, _ALL_AT_ONCE):
        numbers = range(start, min(start + _ALL_AT_ONCE, 1 << count))
        found += search.indices([frozenset(bit for bit in range(count) if number >> bit & 1) for number in numbers])
    members = (np.arange(1 << count)[:, None] >> np.arange(count)) & 1
    return np.array(found), members @ costs


def draw_case(seed: int) -> tuple[str, Snapshot]:
    """Draw an organization of 12 to 20 elements with ten to twelve obstacles, each to be cleared at a cost."""
    random = np.random.default_rng(seed)
    shape = ("layers", "lines", "loops")[seed % 3]
    size = int(random.integers(12, 21))
    teams: dict[str, dict[str, Any]] = {}
    for number in range(size):
        nearer = [f"t{one}" for one in range(number)] or ["client"]
        near = nearer[-1:] if shape == "lines" and random.random() < 0.8 else nearer
        ends = {str(random.choice(near)), *([str(random.choice(nearer))] if random.random() < 0.5 else [])}
        if shape == "layers" and random.random() < 0.25:
            ends.add(str(random.choice(["client", "owner"])))
        if shape == "loops" and random.random() < 0.4:
            ends.add(f"t{random.integers(size)}")
        teams[f"t{number}"] = {
            "headcount": int(random.integers(0, 9)),
            "serves": [{"to": end, "volume": float(random.integers(1, 5))} for end in sorted(ends)],
        }
    planned = []
    for number in range(int(random.integers(10, 13))):
        severity = float(random.choice([0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.0]))
        body = teams[f"t{random.integers(size)}"]
        if random.random() < 0.4:
            body = random.choice(body["serves"])
        body.setdefault("obstacles", []).append({"id": f"o{number}", "kind": "bottleneck", "severity": severity})
        left = float(random.choice([0.0, 0.0, round(severity / 4, 3)]))
        cost = float(random.choice([1, 2, 3, 5, 8, 13]))
        planned.append({"id": f"p{number}", "cost": cost, "clears": [{"obstacle": f"o{number}", "to": left}]})
    raw = {"sightline": 1, "customers": {"client": {}, "owner": {}}, "teams": teams, "interventions": planned}
    return shape, Snapshot(build_organization(Tree(raw)))
