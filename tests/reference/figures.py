"""All reference figures of one organization, each worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from tests.reference import account, coverage, groups, occlusion, reach, routes, rub_off
from tests.reference.account import Account, End
from tests.reference.model import Case, ObstacleKey, Raw, read_raw
from tests.reference.routes import Line


@dataclass(frozen=True)
class Loop:
    """An internal loop: its elements in order, whether it has no exit to a customer, and its figure in effort units.

    Closed: the `no_route` effort arriving at its elements, their own included. With an exit (rework): the arrivals at
    its elements above the effort entering the loop (their own and what comes from outside).
    """

    elements: tuple[str, ...]
    is_closed: bool
    effort: float


@dataclass(frozen=True)
class Figures:
    """The reference figures of one case.

    Keys: elements by id; relations by `Relation.position` (explicit ones by supplier in file order and key in the order
    serves, delivers, performs, supports; then the implicit ones of members); obstacles by `ObstacleKey` (element id or
    relation position, position in that place's list). Every element, relation or obstacle has its key in each
    dictionary unless said otherwise.

    Units: `blocked`, `handoffs`, `no_route`, `gain` and `share` are shares of all effort, 0 where there is none;
    `arrivals`, `depends`, `flow` and loops are in effort units. Figures of the whole are None where there is no effort.
    """

    case: Case

    # The whole organization

    @cached_property
    def effort(self) -> float:
        """Sum of effort: `S`."""
        return self.case.effort

    @cached_property
    def index(self) -> float | None:
        """Line-of-sight index: `L`."""
        return account.find_index(self.case)

    @cached_property
    def clear_index(self) -> float | None:
        """Index with every severity at 0, handoffs kept."""
        return account.find_clear_index(self.case)

    @cached_property
    def account(self) -> Account | None:
        """The sight account: seen, blocked, handoffs and no route, which sum to 1."""
        return account.find_account(self.case)

    @cached_property
    def coverage(self) -> float | None:
        """Share of effort whose best line is assessed."""
        return coverage.find_coverage(self.case)

    @cached_property
    def condition_number(self) -> float:
        """Worst condition number of the systems involved, to scale tolerances with."""
        return account.find_condition_number(self.case)

    # Elements

    @cached_property
    def efforts(self) -> dict[str, float]:
        """Effort of each element: `s_v`."""
        return {element.id: element.effort for element in self.case.elements}

    @cached_property
    def stranded(self) -> frozenset[str]:
        """Internal elements with no route to a customer."""
        internal = {element.id for element in self.case.elements if element.kind != "customer"}
        return frozenset(internal - set(reach.find_routed(self.case)))

    @cached_property
    def containers(self) -> frozenset[str]:
        """Elements with parts, no effort, and no carrying relation in or out, implicit ones not counted."""
        parents = {element.parent for element in self.case.elements}
        at_work = {end for one in self.case.relations if not one.implicit for end in (one.supplier, one.customer)}
        return frozenset(
            one.id for one in self.case.elements if one.id in parents and one.effort == 0 and one.id not in at_work
        )

    @cached_property
    def hops(self) -> dict[str, int | None]:
        """Fewest carrying relations to any customer: 0 for a customer, None for a stranded element."""
        hops = reach.count_hops(self.case)
        return {element.id: hops.get(element.id) for element in self.case.elements}

    @cached_property
    def lines(self) -> dict[str, Line | None]:
        """The best line of each element: None for a customer or a stranded element."""
        if len(self.case.elements) > routes.ENUMERATED:
            relaxed = routes.relax_lines(self.case)
            return {element.id: relaxed.get(element.id) for element in self.case.elements}
        return {element.id: routes.find_best_line(self.case, element.id) for element in self.case.elements}

    @cached_property
    def handoffs(self) -> dict[str, int | None]:
        """Handoffs on the best line: 0 for a customer, None for a stranded element."""
        found: dict[str, int | None] = dict.fromkeys(self.lines)
        for one, line in self.lines.items():
            if line is not None:
                found[one] = line.handoffs
            elif one in self.case.customers:
                found[one] = 0
        return found

    @cached_property
    def best_line(self) -> dict[str, float]:
        """Clarity of the best line: 1 for a customer, 0 for a stranded element."""
        return {
            one: float(one in self.case.customers) if line is None else line.clarity for one, line in self.lines.items()
        }

    @cached_property
    def ties(self) -> dict[str, int]:
        """How many other lines clarity does not tell from the best one. Small organizations only."""
        return {element.id: routes.count_ties(self.case, element.id) for element in self.case.elements}

    @cached_property
    def sight(self) -> dict[str, float]:
        """Expected clarity over all routes: `x_v`."""
        return account.find_sight(self.case)

    @cached_property
    def sight_of(self) -> dict[str, dict[str, float]]:
        """Sight by element, then customer: `x_v^(k)`."""
        return account.find_sight_of(self.case)

    @cached_property
    def arrivals(self) -> dict[str, float]:
        """Effort arriving: `a_v`; at a stranded element what ends there, at a customer what is seen."""
        return account.count_arrivals(self.case)

    @cached_property
    def element_blocked(self) -> dict[str, float]:
        """Effort that ends at the obstacles of each element: `a_v (1 - c_v) / S`."""
        return {one.id: self._ended(End("blocked", one.id)) for one in self.case.elements}

    @cached_property
    def no_route(self) -> dict[str, float]:
        """Effort that ends at each stranded element for want of a route; 0 elsewhere."""
        return {one.id: self._ended(End("no_route", one.id)) for one in self.case.elements}

    @cached_property
    def element_gain(self) -> dict[str, float]:
        """Rise of the index when all obstacles of an element are removed."""
        return {one.id: self.gain_of(self._at(one.id)) for one in self.case.elements}

    @cached_property
    def element_share(self) -> dict[str, float]:
        """Shares of an element's obstacles, summed."""
        return {one.id: self.share_of(self._at(one.id)) for one in self.case.elements}

    @cached_property
    def dependents(self) -> dict[str, frozenset[str]]:
        """Who loses every route without this element; also given for customers, empty for a stranded element."""
        return {one.id: reach.find_dependents(self.case, one.id) for one in self.case.elements}

    @cached_property
    def depends(self) -> dict[str, float]:
        """Own effort of the dependents of each element, in effort units."""
        return {one: sum(self.efforts[other] for other in others) for one, others in self.dependents.items()}

    @cached_property
    def flow(self) -> dict[str, float]:
        """Work arriving if nothing were blocked: `f_v`, for elements with a route and customers only."""
        return rub_off.count_unblocked_arrivals(self.case)

    @cached_property
    def own_depth(self) -> dict[str, float]:
        """Optical depth of each element's own obstacles: `tau_v`."""
        return rub_off.find_own_depth(self.case)

    @cached_property
    def depth(self) -> dict[str, float | None]:
        """Haze that the work leaving an element (arriving at a customer) has passed; None where nothing flows."""
        return rub_off.find_depths(self.case)

    @cached_property
    def inherited(self) -> dict[str, float | None]:
        """Depth less the element's own; None where nothing flows."""
        return {one: None if depth is None else depth - self.own_depth[one] for one, depth in self.depth.items()}

    @cached_property
    def depth_split(self) -> dict[str, dict[ObstacleKey, float]]:
        """Depth of each element (where it has one) by obstacle; the parts add up to it."""
        return rub_off.split_depths(self.case)

    # Relations

    @cached_property
    def relation_blocked(self) -> dict[int, float]:
        """Effort that ends at the obstacles of each relation, after its handoff."""
        return {one.position: self._ended(End("blocked", one.position)) for one in self.case.relations}

    @cached_property
    def relation_handoffs(self) -> dict[int, float]:
        """Effort that is lost in the handoff of each relation."""
        return {one.position: self._ended(End("handoff", one.position)) for one in self.case.relations}

    @cached_property
    def relation_gain(self) -> dict[int, float]:
        """Rise of the index when all obstacles of a relation are removed."""
        return {one.position: self.gain_of(self._at(one.position)) for one in self.case.relations}

    @cached_property
    def relation_share(self) -> dict[int, float]:
        """Shares of a relation's obstacles, summed."""
        return {one.position: self.share_of(self._at(one.position)) for one in self.case.relations}

    # Obstacles

    @cached_property
    def obstacle_blocked(self) -> dict[ObstacleKey, float]:
        """Effort that ends at each obstacle: its part of what its place blocks."""
        return occlusion.find_blocked(self.case)

    @cached_property
    def obstacle_gain(self) -> dict[ObstacleKey, float]:
        """Rise of the index when it alone is removed."""
        return {key: self.gain_of([key]) for key in self.case.obstacles()}

    @cached_property
    def effects(self) -> dict[ObstacleKey, frozenset[ObstacleKey]]:
        """Each obstacle with all that it causes, directly or not."""
        return {key: occlusion.find_effects(self.case, key) for key in self.case.obstacles()}

    @cached_property
    def gain_with_effects(self) -> dict[ObstacleKey, float]:
        """Rise of the index when it is removed together with all that it causes."""
        return {key: self.gain_of(keys) for key, keys in self.effects.items()}

    @cached_property
    def obstacle_share(self) -> dict[ObstacleKey, float]:
        """Its fair part of all that obstacles cost; the shares add up to `clear_index - index`."""
        return {
            key: sum(self.obstacle_customer_share[key, customer] for customer in self.case.customers)
            for key in self.case.obstacles()
        }

    @cached_property
    def obstacle_customer_share(self) -> dict[tuple[ObstacleKey, str], float]:
        """Its part in what one customer does not see, by obstacle and customer."""
        return occlusion.find_shares(self.case)

    @cached_property
    def without_flow(self) -> frozenset[ObstacleKey]:
        """Obstacles through which no effort flows."""
        return coverage.find_obstacles_without_flow(self.case)

    @cached_property
    def areas(self) -> dict[str, tuple[ObstacleKey, ...]]:
        """Obstacles by area; areas without any are absent."""
        return groups.group_by_area(self.case)

    @cached_property
    def teams(self) -> dict[str, tuple[ObstacleKey, ...]]:
        """Obstacles by the id of the nearest team; those without a team are absent."""
        return groups.group_by_team(self.case)

    @cached_property
    def themes(self) -> dict[str, tuple[ObstacleKey, ...]]:
        """Obstacles by theme; themes overlap."""
        return groups.group_by_theme(self.case)

    def gain_of(self, keys: Collection[ObstacleKey]) -> float:
        """Find the gain of a group: all its obstacles removed at once."""
        return occlusion.find_gain(self.case, keys)

    def gain_of_changes(self, severities: Mapping[ObstacleKey, float]) -> float:
        """Find how much the index rises when severities change to these."""
        after = account.find_index(self.case.changed(severities))
        return 0.0 if after is None or self.index is None else after - self.index

    def blocked_of(self, keys: Collection[ObstacleKey]) -> float:
        """Sum what a group blocks."""
        return sum(self.obstacle_blocked[key] for key in keys)

    def share_of(self, keys: Collection[ObstacleKey]) -> float:
        """Sum the shares of a group."""
        return sum(self.obstacle_share[key] for key in keys)

    # Customers, by id

    @cached_property
    def seen_by_customer(self) -> dict[str, float]:
        """Share of all effort that each customer sees; adds up to the index."""
        return {customer: self._ended(End("seen", customer)) for customer in self.case.customers}

    @cached_property
    def clarity_by_customer(self) -> dict[str, float | None]:
        """Arrivals over what would arrive with every clarity at 1, handoffs included; None where nothing would."""
        return {
            customer: self.arrivals[customer] / self.flow[customer] if self.flow[customer] > 0 else None
            for customer in self.case.customers
        }

    @cached_property
    def unserved(self) -> frozenset[str]:
        """Customers into whom no carrying relation of positive volume leads."""
        served = {one.customer for one in self.case.relations if one.volume > 0}
        return frozenset(set(self.case.customers) - served)

    # Loops

    @cached_property
    def loops(self) -> tuple[Loop, ...]:
        """Internal loops in the order of their first elements."""
        found = []
        for elements in reach.find_loops(self.case):
            if elements[0] in self.stranded:
                found.append(Loop(elements, True, sum(self.arrivals[one] for one in elements)))
            else:
                found.append(Loop(elements, False, self._rework(elements)))
        return tuple(found)

    def _rework(self, elements: tuple[str, ...]) -> float:
        chain = account.build_chain(self.case)
        row = {element_id: position for position, element_id in enumerate(chain.states)}
        return sum(
            self.arrivals[supplier] * float(chain.moves[row[supplier], row[customer]])
            for supplier in elements
            for customer in elements
        )

    def _at(self, on: str | int) -> tuple[ObstacleKey, ...]:
        return tuple(key for key in self.case.obstacles() if key.on == on)

    @cached_property
    def _ended_effort(self) -> dict[End, float]:
        return account.find_ended_effort(self.case)

    def _ended(self, end: End) -> float:
        return occlusion.share_of_effort(self.case, self._ended_effort.get(end, 0.0))


def figures(raw: Raw) -> Figures:
    """Give the reference figures of a plain format-1 mapping."""
    return Figures(read_raw(raw))
