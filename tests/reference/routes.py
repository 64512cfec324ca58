"""Single routes to a customer: the best line, the next best ones, and routes that share no element.

"Best line: the route to a customer with the highest product of clarities, `c_v * c_e` at each step. Ties within
1e-12: fewer handoffs, then fewer hops, then assessed, then ids. Where every route is opaque: the one with the fewest
opaque steps."

A step is an element and the relation by which the work leaves it; it is opaque where `c_v * c_e` is 0. Routes are
compared by opaque steps, then the depth `-ln` of the product over the other steps, then handoffs, hops, unassessed
things on the route (elements and relations), ids in order, positions of the relations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import log, prod

from tests.reference.model import Case, Relation
from tests.reference.reach import find_routed

TIE = 1e-12
ENUMERATED = 9


@dataclass(frozen=True)
class Line:
    """One route: its elements from the start to the customer, and its relations by position.

    `depth` leaves opaque steps out; `clarity` is the product over all steps, so 0 with any opaque one.
    """

    elements: tuple[str, ...]
    relations: tuple[int, ...]
    opaque: int
    depth: float
    clarity: float
    handoffs: int
    unassessed: int

    @property
    def hops(self) -> int:
        """Count its relations."""
        return len(self.relations)

    @property
    def is_assessed(self) -> bool:
        """Say whether every element and relation on it is assessed."""
        return self.unassessed == 0

    @property
    def rank(self) -> tuple[int, int, int, tuple[str, ...], tuple[int, ...]]:
        """Give the order among lines of equal clarity."""
        return (self.handoffs, self.hops, self.unassessed, self.elements, self.relations)

    def ties_with(self, other: Line) -> bool:
        """Say whether clarity does not tell two lines apart."""
        return self.opaque == other.opaque and abs(self.depth - other.depth) <= TIE

    def is_better_than(self, other: Line) -> bool:
        """Say whether it comes first."""
        if self.ties_with(other):
            return self.rank < other.rank
        return (self.opaque, self.depth) < (other.opaque, other.depth)


def draw_line(case: Case, relations: tuple[Relation, ...]) -> Line:
    """Describe the route that these relations make, each beginning where the one before ends."""
    elements = (*(relation.supplier for relation in relations), relations[-1].customer)
    steps = [case.element(relation.supplier).clarity * case.clarity(relation) for relation in relations]
    things = [case.element(element_id).is_assessed for element_id in elements]
    things += [relation.is_assessed for relation in relations]
    return Line(
        elements=elements,
        relations=tuple(relation.position for relation in relations),
        opaque=steps.count(0.0),
        depth=sum(-log(step) for step in steps if step > 0),
        clarity=prod(steps),
        handoffs=sum(relation.kind == "serves" for relation in relations),
        unassessed=things.count(False),
    )


def list_lines(case: Case, element_id: str) -> tuple[Line, ...]:
    """List every route from an element to a customer that visits nothing twice, in no order."""
    routed = set(find_routed(case))
    leaving = {one: case.leaving(one) for one in routed}

    def extend(path: tuple[Relation, ...], visited: frozenset[str], at: str) -> Iterator[tuple[Relation, ...]]:
        for relation in leaving[at]:
            onward = (*path, relation)
            if case.element(relation.customer).kind == "customer":
                yield onward
            elif relation.customer in routed and relation.customer not in visited:
                yield from extend(onward, visited | {relation.customer}, relation.customer)

    if element_id not in routed:
        return ()
    return tuple(draw_line(case, path) for path in extend((), frozenset({element_id}), element_id))


def find_best_lines(case: Case, element_id: str, count: int) -> tuple[Line, ...]:
    """Find the `count` best lines of one element, best first, by listing them all. Small organizations only.

    Parallel relations make separate lines.
    """
    rest = list(list_lines(case, element_id))
    found: list[Line] = []
    while rest and len(found) < count:
        best = _first(rest)
        found.append(best)
        rest.remove(best)
    return tuple(found)


def find_best_line(case: Case, element_id: str) -> Line | None:
    """Find the best line of one element; None for a customer or a stranded element."""
    if len(case.elements) > ENUMERATED:
        return relax_lines(case).get(element_id)
    lines = list_lines(case, element_id)
    return _first(lines) if lines else None


def count_ties(case: Case, element_id: str) -> int:
    """Count the lines that clarity does not tell from the best one, itself not counted. Small organizations only."""
    best = find_best_line(case, element_id)
    return 0 if best is None else sum(line.ties_with(best) for line in list_lines(case, element_id)) - 1


def relax_lines(case: Case) -> dict[str, Line]:
    """Find every best line as Bellman and Ford do: put one relation before a best line until none improves."""
    best: dict[str, Line] = {}
    relations = {relation.position: relation for relation in case.relations}
    improved = True
    while improved:
        improved = False
        for relation in case.relations:
            to_customer = case.element(relation.customer).kind == "customer"
            if relation.volume <= 0 or not (to_customer or relation.customer in best):
                continue
            rest = () if to_customer else tuple(relations[one] for one in best[relation.customer].relations)
            if relation.supplier == relation.customer or any(one.supplier == relation.supplier for one in rest):
                continue
            line = draw_line(case, (relation, *rest))
            if relation.supplier not in best or line.is_better_than(best[relation.supplier]):
                best[relation.supplier] = line
                improved = True
    return best


def count_disjoint_routes(case: Case, element_id: str) -> int:
    """Count the most routes of an element that share nothing but it and, at most, the customer: by trying them all.

    Parallel relations make one route. A direct relation to each customer is a route of its own.
    """
    routes = {line.elements for line in list_lines(case, element_id)}
    return _pack(sorted({(frozenset(route[1:-1]), route[-1] if len(route) == 2 else "") for route in routes}, key=str))


def find_minimum_cut(case: Case, element_id: str) -> tuple[str, ...] | None:
    """Find a smallest set of other internal elements whose loss leaves an element no route.

    None where a direct relation to a customer cannot be cut so; empty for a stranded element. Of several, the first by
    order in the file.
    """
    if any(case.element(relation.customer).kind == "customer" for relation in case.leaving(element_id)):
        return None
    others = [one for one in find_routed(case) if one != element_id]
    for size in range(len(others) + 1):
        for cut in combinations(others, size):
            if element_id not in find_routed(case, cut):
                return cut
    raise AssertionError("taking every other element out leaves only a direct relation")


def _pack(routes: list[tuple[frozenset[str], str]]) -> int:
    if not routes:
        return 0
    (within, _), *rest = routes
    return max(_pack(rest), 1 + _pack([other for other in rest if not within & other[0]]))


def _first(lines: list[Line] | tuple[Line, ...]) -> Line:
    """Choose by the rule: fewest opaque steps, least depth, and among those within the tie the first by rank."""
    opaque = min(line.opaque for line in lines)
    depth = min(line.depth for line in lines if line.opaque == opaque)
    tied = [line for line in lines if line.opaque == opaque and line.depth - depth <= TIE]
    return min(tied, key=lambda line: line.rank)
