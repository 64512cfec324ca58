"""Everything Sightline says of an organization beside what the slow twins say, label by label.

`told_by_sightline` and `told_by_twins` spell the same figures by the same labels: elements by id, relations by number
and spelling, obstacles by place and position there. `find_differences` holds the one against the other.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import pytest

from sightline.analyzers import occlusion
from sightline.analyzers.customers import Customers
from sightline.analyzers.loops import Loops
from sightline.analyzers.occlusion import Cost, GroupCost
from sightline.arrays import gains
from sightline.arrays.best_lines import follow
from sightline.arrays.flow import VISITS_PRECISION, Flow
from sightline.arrays.network import Floats, Network
from sightline.arrays.solving import PRECISION, System
from sightline.document import Tree, build_organization
from sightline.pipeline import Analysis, analyze
from tests.drawing import Body
from tests.reference import Case, Figures, Line, ObstacleKey, list_lines

SPACING = 2.0**-52


@dataclass(frozen=True)
class Bound:
    """A figure that is said to be no more than a lower bound."""

    value: float


Value = float | str | tuple[object, ...] | frozenset[str] | Bound | None
Told = dict[str, dict[str, Value]]


def analyzed(raw: Body) -> Analysis:
    """Analyze a plain format-1 mapping."""
    return analyze(build_organization(Tree(raw)))


@contextmanager
def as_if_large() -> Iterator[None]:
    """Make Sightline take a small organization for a large one: iterated, loops not inverted, gains as bounds.

    One solve is left for what comes back in loops, and one for the joint gains of each kind of group.
    """
    with pytest.MonkeyPatch.context() as patch:
        for solver in (Flow.__init__, System.__init__):
            patch.setitem(cast("dict[str, int]", solver.__kwdefaults__), "dense_up_to", 0)
        patch.setattr(gains, "INVERTED_UP_TO", 0)
        patch.setattr(gains, "_WORK", 0)
        patch.setattr(gains, "_LEAST_SOLVES", 1)
        patch.setattr(occlusion, "LARGE", 0)
        patch.setattr(occlusion, "SOLVED_GROUPS", 1)
        yield


def find_tolerance(found: Figures, *, iterated: bool = False) -> float:
    """Say how far figures may lie apart for rounding alone: more where the equations are nearly singular."""
    return 1e-9 + found.condition_number * (20 * PRECISION if iterated else 20 * SPACING)


WIDEST = 1e6
"""How far drawn volumes lie apart: the smallest visits are known so much less exactly than the largest."""
ROUGHLY = {"split of depths": WIDEST * VISITS_PRECISION}
"""How far figures that rest on visits alone may lie apart where these are iterated."""


def find_differences(told: Told, expected: Told, tolerance: float, *, iterated: bool = False) -> list[str]:
    """List every figure that differs by more than the tolerance, relative where it is large."""
    differences = [f"{figure} is missing" for figure in expected if figure not in told]
    for figure, values in told.items():
        allowed = max(tolerance, ROUGHLY.get(figure, 0.0)) if iterated else tolerance
        if list(values) != list(expected[figure]):
            differences.append(f"{figure} is labelled {list(values)} and not {list(expected[figure])}")
            continue
        for label, value in values.items():
            if not _agrees(value, expected[figure][label], allowed):
                differences.append(f"{figure} of {label!r}: {value} and not {expected[figure][label]}")
    return differences


def _agrees(value: Value, expected: Value, tolerance: float) -> bool:
    if isinstance(value, Bound):
        assert isinstance(expected, float)
        return -tolerance <= value.value <= expected + tolerance
    if isinstance(value, float) and isinstance(expected, float):
        return abs(value - expected) <= tolerance * max(1.0, abs(expected))
    if isinstance(value, tuple) and isinstance(expected, tuple) and len(value) == len(expected):
        return all(
            _agrees(one, other, tolerance)
            for one, other in zip(cast("Iterable[Value]", value), cast("Iterable[Value]", expected), strict=True)
        )
    return value == expected


def told_by_twins(found: Figures) -> Told:
    """Spell what the slow twins say."""
    case = found.case
    ids = [element.id for element in case.elements]
    relations = label_relations(case)
    obstacles = label_obstacles(case)
    account = found.account
    figures: Told = {
        "whole": {
            "effort": float(found.effort),
            "index": found.index,
            "clear index": found.clear_index,
            "seen": account.seen if account else None,
            "blocked": account.blocked if account else None,
            "handoffs": account.handoffs if account else None,
            "no route": account.no_route if account else None,
            "coverage": found.coverage,
            "least clarity": _least_clarity(found),
        },
        "containers": {one: one in found.containers for one in ids},
        "effort": {one: float(found.efforts[one]) for one in ids},
        "hops": {one: found.hops[one] for one in ids},
        "handoffs": {one: found.handoffs[one] for one in ids},
        "best line": {one: found.best_line[one] for one in ids},
        "route": {one: line.elements if (line := found.lines[one]) else (one,) for one in ids},
        "relations of the route": {one: line.relations if (line := found.lines[one]) else () for one in ids},
        "tie of the first step": {one: has_tied_first_step(case, found.lines[one]) for one in ids},
        "line assessed": {one: _is_covered(found, one) for one in ids},
        "sight": {one: found.sight[one] for one in ids},
        "arrivals": {one: float(found.arrivals[one]) for one in ids},
        "no route": {one: float(found.no_route[one]) for one in ids},
        "stands before": {one: found.dependents[one] for one in ids},
        "depends": {one: float(found.depends[one]) for one in ids},
        "depth": {one: found.depth[one] for one in ids},
        "inherited": {one: found.inherited[one] for one in ids},
        "elements cost": {
            one: (found.element_blocked[one], found.element_gain[one], float(found.element_share[one])) for one in ids
        },
        "relations cost": {
            label: (found.relation_blocked[row], found.relation_gain[row], float(found.relation_share[row]))
            for row, label in enumerate(relations)
        },
        "obstacles cost": {
            label: (found.obstacle_blocked[key], found.obstacle_gain[key], float(found.obstacle_share[key]))
            for label, key in obstacles.items()
        },
        "gain with effects": {
            label: found.gain_with_effects[key] if len(found.effects[key]) > 1 else None
            for label, key in obstacles.items()
        },
        "obstacles without flow": {
            "all": frozenset(label for label, key in obstacles.items() if key in found.without_flow)
        },
        "customers": {one: _tell_customer(found, one) for one in case.customers},
        "cost to customers": {
            f"{label} < {one}": found.obstacle_customer_share[key, one]
            for label, key in obstacles.items()
            for one in case.customers
        },
        "split of depths": {
            f"{one} < {label}": split[key]
            for one, split in found.depth_split.items()
            for label, key in obstacles.items()
        },
        "loops": {
            ", ".join(loop.elements): (loop.is_closed, float(loop.effort))
            for loop in sorted(found.loops, key=lambda loop: loop.elements)
        },
    }
    for subject, grouped in (("areas", found.areas), ("teams", found.teams), ("themes", found.themes)):
        figures[subject] = {
            name: (found.blocked_of(keys), found.gain_of(keys), float(found.share_of(keys)), len(keys))
            for name, keys in sorted(grouped.items())
        }
    return figures


def told_by_sightline(analysis: Analysis) -> Told:
    """Spell what Sightline says."""
    network = analysis.snapshot.network
    sight, occlusion, rub_off, customers = analysis.sight, analysis.occlusion, analysis.rub_off, analysis.customers
    ids = [str(one) for one in network.elements.ids]
    relations = [f"{row} {network.spell_relation(row)}" for row in range(len(network.relations))]
    obstacles = _label_rows(network)
    stranded = (sight.hops < 0).tolist()
    served = [str(network.elements.ids[row]) for row in customers.rows]
    split = customers.cost.tolist() if customers.cost is not None else [[] for _ in obstacles if not served]
    chains = {one: analysis.chokepoints.on_every_route(one) for one in ids}
    figures: Told = {
        "whole": {
            "effort": network.total_effort,
            "index": sight.index,
            "clear index": sight.clear_index,
            "seen": sight.account.seen,
            "blocked": sight.account.blocked,
            "handoffs": sight.account.handoffs,
            "no route": sight.account.no_route,
            "coverage": analysis.coverage.coverage,
            "least clarity": _clarity_of(customers, customers.worst_seen),
        },
        "containers": _told(ids, network.containers.tolist()),
        "effort": _told(ids, network.elements.effort.tolist()),
        "hops": _told(ids, sight.table().columns["hops"]),
        "handoffs": _told(ids, sight.table().columns["handoffs"]),
        "best line": _told(ids, sight.best_line.tolist()),
        "route": {one: sight.route(one) for one in ids},
        "relations of the route": {
            one: tuple(follow(network, analysis.snapshot.best_lines, row)) for row, one in enumerate(ids)
        },
        "tie of the first step": _told(ids, sight.tied.tolist()),
        "line assessed": _told(ids, analysis.coverage.lines.tolist()),
        "sight": _told(ids, sight.sight.tolist()),
        "arrivals": _told(ids, sight.arrivals.tolist()),
        "no route": _told(ids, sight.no_route.tolist()),
        "stands before": {one: frozenset(other for other in ids if one in chains[other]) for one in ids},
        "depends": _told(ids, analysis.chokepoints.depends.tolist()),
        "depth": _told(ids, _defined(rub_off.depth)),
        "inherited": _told(ids, _defined(rub_off.inherited)),
        "elements cost": _told(ids, _costs(occlusion.elements)),
        "relations cost": _told(relations, _costs(occlusion.relations)),
        "obstacles cost": _told(obstacles, _costs(occlusion.obstacles)),
        "gain with effects": _told(
            obstacles,
            [
                value if exact or value is None else Bound(value)
                for value, exact in zip(
                    _defined(occlusion.with_effects), occlusion.with_effects_exact.tolist(), strict=True
                )
            ],
        ),
        "obstacles without flow": {"all": _named_without_flow(analysis, obstacles)},
        "customers": _told(
            served,
            zip(customers.seen.tolist(), customers.clear_seen.tolist(), _defined(customers.clarity), strict=True),
        ),
        "cost to customers": {
            f"{label} < {one}": cost
            for label, costs in zip(obstacles, split, strict=True)
            for one, cost in zip(served, costs, strict=True)
        },
        "split of depths": {
            f"{one} < {label}": part
            for row, one in enumerate(ids)
            if not stranded[row] and not math.isnan(rub_off.depth[row])
            for label, part in zip(obstacles, rub_off.trail(one).obstacles.tolist(), strict=True)
        },
        "loops": _loops(analysis.loops),
    }
    for group in occlusion.groups:
        figures[group.subject] = dict(sorted(_group(group).items()))
    return figures


def label_relations(case: Case) -> list[str]:
    """Spell the relations: the two ends, with kind and number where several relations join the pair."""
    pairs = Counter((one.supplier, one.customer) for one in case.relations)
    seen: Counter[tuple[str, str, str]] = Counter()
    labels = []
    for row, one in enumerate(case.relations):
        kind = "membership" if one.implicit else one.kind
        seen[one.supplier, one.customer, kind] += 1
        several = pairs[one.supplier, one.customer] > 1
        more = f" ({kind} #{seen[one.supplier, one.customer, kind]})" if several else ""
        labels.append(f"{row} {one.supplier} -> {one.customer}{more}")
    return labels


def label_obstacles(case: Case) -> dict[str, ObstacleKey]:
    """Spell the obstacles: the place, and the position there."""
    spelled = [label.split(" ", 1)[1] for label in label_relations(case)]
    return {
        f"{key.on if isinstance(key.on, str) else spelled[key.on]} #{key.position}": key for key in case.obstacles()
    }


def has_tied_first_step(case: Case, best: Line | None) -> bool:
    """Say whether a line as clear as the best one begins with another relation."""
    if best is None:
        return False
    tied = [line for line in list_lines(case, best.elements[0]) if line.ties_with(best)]
    return len({line.relations[0] for line in tied}) > 1


def _least_clarity(found: Figures) -> float | None:
    return min((clarity for clarity in found.clarity_by_customer.values() if clarity is not None), default=None)


def _clarity_of(customers: Customers, customer: str | None) -> float | None:
    ids = customers.network.elements.ids[customers.rows].tolist()
    return None if customer is None else float(customers.clarity[ids.index(customer)])


def _is_covered(found: Figures, element: str) -> bool:
    line = found.lines[element]
    return line.is_assessed if line is not None else element in found.case.customers


def _tell_customer(found: Figures, customer: str) -> tuple[float, float, float | None]:
    clear = Figures(found.case.cleared(found.case.obstacles()))
    return found.seen_by_customer[customer], clear.seen_by_customer[customer], found.clarity_by_customer[customer]


def _told(labels: Iterable[str], values: Iterable[object]) -> dict[str, Value]:
    return {label: cast("Value", value) for label, value in zip(labels, values, strict=True)}


def _defined(values: Floats) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values.tolist()]


def _costs(cost: Cost) -> Iterator[tuple[float, float | Bound, float]]:
    columns = (cost.blocked, cost.gain, cost.exact, cost.share)
    for blocked, gain, exact, share in zip(*(column.tolist() for column in columns), strict=True):
        yield blocked, gain if exact else Bound(gain), share


def _group(group: GroupCost) -> Mapping[str, Value]:
    values = zip(_costs(group.cost), group.obstacles.tolist(), strict=True)
    return _told(group.labels, ((*cost, count) for cost, count in values))


def _loops(loops: Loops) -> dict[str, Value]:
    ids = loops.network.elements.ids
    told: dict[str, Value] = {}
    for loop in sorted(loops.loops, key=lambda loop: tuple(ids[loop.members].tolist())):
        told[", ".join(ids[loop.members].tolist())] = (loop.is_closed, loop.effort)
    return told


def _label_rows(network: Network) -> list[str]:
    seen: Counter[str] = Counter()
    labels = []
    for row in range(len(network.obstacles)):
        place = network.spell_place(row)
        labels.append(f"{place} #{seen[place]}")
        seen[place] += 1
    return labels


def _named_without_flow(analysis: Analysis, labels: list[str]) -> frozenset[str]:
    ids = analysis.snapshot.network.obstacles.ids.tolist()
    said = " ".join(notice for notice in analysis.occlusion.notices if notice.startswith("No effort"))
    return frozenset(label for identifier, label in zip(ids, labels, strict=True) if f"`{identifier}`" in said)
