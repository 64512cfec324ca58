"""Occlusion: what blocks the sight, how much each obstacle costs, and what clearing it would gain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import numpy as np

from sightline.analyzers.grouping import Grouping, areas, teams, themes
from sightline.arrays.beside import do_beside
from sightline.arrays.clarity import clarity_of, part_of_blocked, without_each
from sightline.arrays.flow import Flow
from sightline.arrays.gains import Gains, gain_of_elements, gain_of_relations
from sightline.arrays.network import Flags, Floats, Network, Rows
from sightline.arrays.sums import sum_by_row
from sightline.findings import Result, Table
from sightline.snapshot import Snapshot

SOLVED_GROUPS = 64
"""Groups of one kind whose joint gain is solved when the organization is large; the others get a lower bound."""
LARGE = 20_000
_LEAST_SOLVED = 2
_GROUP_WORK = 5_000_000


@dataclass(frozen=True, eq=False)
class Cost:
    """What a set of places or obstacles costs, in shares of all effort; one entry each.

    ``blocked``: the effort that ends there. ``gain``: the rise of the index if it alone were cleared, a lower bound
    where not ``exact``. ``share``: its fair part of all that obstacles cost.
    """

    blocked: Floats
    gain: Floats
    exact: Flags
    share: Floats


@dataclass(frozen=True, eq=False)
class GroupCost:
    """What each group of obstacles (areas, teams, themes) costs; clearing a group clears all its obstacles at once."""

    subject: str
    labels: tuple[str, ...]
    cost: Cost
    obstacles: Rows


@dataclass(frozen=True, eq=False)
class Occlusion(Result):
    """What each obstacle, element, relation, team, area and theme costs (docs/concepts.md).

    ``with_effects`` per obstacle: the gain if it were cleared together with everything that it causes (where not
    ``with_effects_exact``, in a large organization, a lower bound: its gain alone), NaN where it
    causes nothing. Shares add up to the clear index less the index.
    """

    name: ClassVar[str] = "occlusion"

    network: Network
    obstacles: Cost
    elements: Cost
    relations: Cost
    with_effects: Floats
    with_effects_exact: Flags
    groups: tuple[GroupCost, ...]

    @property
    def hotspots(self) -> Rows:
        """Obstacle rows ranked by gain, then share."""
        order = np.lexsort((np.arange(len(self.obstacles.gain)), -self.obstacles.share, -self.obstacles.gain))
        return order.astype(np.int64)

    def group(self, subject: str) -> GroupCost:
        """Give the costs of one kind of group: ``areas``, ``teams`` or ``themes``."""
        return next(group for group in self.groups if group.subject == subject)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Tables about the obstacles, elements, relations, areas, teams and themes."""
        relations = self.network.relations
        spelled = [self.network.spell_relation(row) for row in range(len(relations))] if len(relations) <= LARGE else []
        obstacle_columns = {
            **_columns(self.obstacles),
            "gain_with_effects": self.with_effects,
            "gain_with_effects_is_exact": self.with_effects_exact,
        }
        tables = [
            Table("obstacles", self.network.obstacles.ids, obstacle_columns),
            Table("elements", self.network.elements.ids, _columns(self.elements)),
            Table("relations", spelled or range(len(relations)), _columns(self.relations)),  # type: ignore[arg-type]
        ]
        for group in self.groups:
            columns = {**_columns(group.cost), "obstacles": group.obstacles}
            tables.append(Table(group.subject, group.labels, columns))
        return tuple(tables)


def _columns(cost: Cost) -> dict[str, Floats | Flags]:
    return {"blocked": cost.blocked, "gain": cost.gain, "gain_is_exact": cost.exact, "share": cost.share}


@dataclass(frozen=True, slots=True)
class OcclusionAnalyzer:
    """Ask what blocks us most, and what it would gain to clear it."""

    name: ClassVar[str] = "occlusion"

    def run(self, snapshot: Snapshot) -> Occlusion:
        """Work out blocked effort, exact gains and fair shares."""
        network = snapshot.network
        obstacles = _cost_of_obstacles(snapshot)
        elements, relations = _cost_of_places(snapshot, obstacles.share)
        with_effects, with_effects_exact = _gain_with_effects(snapshot, obstacles)
        groups = tuple(
            _cost_of_groups(snapshot, grouping, obstacles)
            for grouping in (areas(network), teams(network), themes(network))
        )
        return Occlusion(
            network=network,
            obstacles=obstacles,
            elements=elements,
            relations=relations,
            with_effects=with_effects,
            with_effects_exact=with_effects_exact,
            groups=groups,
            notices=_without_flow(snapshot),
        )


def gain_of_set(snapshot: Snapshot, obstacles: Rows) -> float:
    """Give the rise of the index if these obstacles were cleared at once (solved anew)."""
    network = snapshot.network
    severity = network.obstacles.severity.copy()
    severity[obstacles] = 0.0
    cleared = Flow(network, snapshot.routes, clarity_of(network, severity), guess=snapshot.flow.inner)
    return cleared.find_index() - snapshot.flow.index


def _cost_of_obstacles(snapshot: Snapshot) -> Cost:
    network, flow = snapshot.network, snapshot.flow
    placed = network.obstacles
    at_elements, at_relations = _blocked(snapshot)
    blocked = np.zeros(len(placed))
    others = without_each(network)
    gain, exact = np.zeros(len(placed)), np.ones(len(placed), dtype=np.bool_)
    for rows, at_places, measure in (
        (placed.element, at_elements, gain_of_elements),
        (placed.relation, at_relations, gain_of_relations),
    ):
        mine = rows >= 0
        blocked[mine] = at_places[rows[mine]]
        found: Gains = measure(flow, snapshot.returning, rows[mine], others[mine])
        gain[mine], exact[mine] = found.gain, found.exact
    return Cost(blocked * part_of_blocked(network), gain, exact, snapshot.shares.share)


def _blocked(snapshot: Snapshot) -> tuple[Floats, Floats]:
    """Per element and per relation: the effort that its obstacles end, in shares of all effort."""
    network, flow, routes = snapshot.network, snapshot.flow, snapshot.routes
    relations = network.relations
    total = network.total_effort
    if total <= 0:
        return np.zeros(len(network.elements)), np.zeros(len(relations))
    at_elements = np.where(routes.hops > 0, flow.arrivals * (1.0 - flow.clarity.elements), 0.0)
    supplier = relations.supplier
    left = flow.arrivals[supplier] * flow.clarity.elements[supplier] * network.share * relations.handoff
    at_relations = np.where(routes.hops[supplier] > 0, left * (1.0 - flow.clarity.relations), 0.0)
    return at_elements / total, at_relations / total


def _cost_of_places(snapshot: Snapshot, share: Floats) -> tuple[Cost, Cost]:
    network, flow = snapshot.network, snapshot.flow
    at_elements, at_relations = _blocked(snapshot)
    costs = []
    for rows, size, blocked, measure in (
        (network.obstacles.element, len(network.elements), at_elements, gain_of_elements),
        (network.obstacles.relation, len(network.relations), at_relations, gain_of_relations),
    ):
        mine = rows >= 0
        places = np.unique(rows[mine])
        gain, exact = np.zeros(size), np.ones(size, dtype=np.bool_)
        found = measure(flow, snapshot.returning, places, np.ones(len(places)))
        gain[places], exact[places] = found.gain, found.exact
        costs.append(Cost(blocked, gain, exact, sum_by_row(rows[mine], share[mine], size)))
    return costs[0], costs[1]


def _cost_of_groups(snapshot: Snapshot, grouping: Grouping, single: Cost) -> GroupCost:
    count = len(grouping.labels)
    blocked = sum_by_row(grouping.group, single.blocked[grouping.obstacle], count)
    share = sum_by_row(grouping.group, single.share[grouping.obstacle], count)
    gain = np.zeros(count)
    np.maximum.at(gain, grouping.group, single.gain[grouping.obstacle])
    sizes = np.bincount(grouping.group, minlength=count).astype(np.int64)
    order = np.argsort(grouping.group, kind="stable")
    starts = np.searchsorted(grouping.group[order], np.arange(count + 1))
    alone = sizes == 1
    exact = alone.copy()
    exact[alone] = single.exact[grouping.obstacle[order[starts[:-1][alone]]]]
    several = np.flatnonzero(sizes > 1)
    most = _affordable(snapshot.network)
    if len(snapshot.network.elements) > LARGE:
        most = min(most, SOLVED_GROUPS)
    solved = several[np.argsort(-share[several], kind="stable")][:most].tolist()
    sets = [grouping.obstacle[order[starts[group] : starts[group + 1]]] for group in solved]
    gain[solved] = _gain_of_sets(snapshot, sets)
    exact[solved] = True
    return GroupCost(grouping.subject, grouping.labels, Cost(blocked, gain, exact, share), sizes)


def _affordable(network: Network) -> int:
    """Say of how many sets of obstacles the joint gain is solved, each of which takes as long as the index itself."""
    return max(_LEAST_SOLVED, _GROUP_WORK // max(len(network.relations), 1))


def _gain_of_sets(snapshot: Snapshot, sets: Sequence[Rows]) -> list[float]:
    _ = snapshot.flow.index  # what all solves share is there before they begin
    tasks = [partial(gain_of_set, snapshot, members) for members in sets]
    return do_beside(tasks, relations=len(snapshot.network.relations))


def _gain_with_effects(snapshot: Snapshot, single: Cost) -> tuple[Floats, Flags]:
    """Per obstacle that causes others: the gain if it were cleared with all that it causes, directly or not.

    In a large organization only for those of the largest shares; for the others the gain alone, a lower bound. The
    flags tell them apart.
    """
    causes = snapshot.network.obstacles.causes
    effects: dict[int, list[int]] = {}
    for effect, roots in enumerate(causes):
        for root in roots:
            effects.setdefault(root, []).append(effect)
    gains = np.full(len(causes), np.nan)
    ranked = np.array(sorted(effects, key=lambda root: -float(single.share[root])), dtype=np.int64)
    gains[ranked] = single.gain[ranked]
    solved = ranked[: _affordable(snapshot.network)]
    sets = []
    for root in solved.tolist():
        reached, pending = {root}, [root]
        while pending:
            for effect in effects.get(pending.pop(), ()):
                if effect not in reached:
                    reached.add(effect)
                    pending.append(effect)
        sets.append(np.array(sorted(reached), dtype=np.int64))
    gains[solved] = _gain_of_sets(snapshot, sets)
    exact = np.isnan(gains)
    exact[solved] = True
    return gains, exact


def _without_flow(snapshot: Snapshot) -> tuple[str, ...]:
    """Name every obstacle through which no effort would flow even if nothing were blocked."""
    network, flow = snapshot.network, snapshot.rub_off.flow
    placed = network.obstacles
    owner = placed.element.copy()
    on_relation = placed.relation >= 0
    owner[on_relation] = network.relations.supplier[placed.relation[on_relation]]
    idle = flow[owner] <= 0
    idle[on_relation] |= network.share[placed.relation[on_relation]] <= 0
    named = [f"`{identifier}`" for identifier in placed.ids[idle].tolist()]
    if not named:
        return ()
    shown = ", ".join(named[:20]) + (f" and {len(named) - 20} more" if len(named) > 20 else "")
    noun = "this obstacle" if len(named) == 1 else "these obstacles"
    return (f"No effort that has a route flows through {noun}, so clearing gains nothing in this model: {shown}.",)
