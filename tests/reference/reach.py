"""Who reaches an external customer, who depends on whom, and which work goes in circles: all by plain search.

"An element is stranded when no chain of carrying relations of positive volume leads from it to a customer."
"""

from __future__ import annotations

from collections.abc import Collection

from tests.reference.model import Case


def count_hops(case: Case, without: Collection[str] = ()) -> dict[str, int]:
    """Count the fewest carrying relations of positive volume from each element to any customer.

    Stranded elements are absent; `without` takes elements out of the organization first. Customers have 0.
    """
    hops = {customer: 0 for customer in case.customers if customer not in without}
    while True:
        further = {}
        for element in case.elements:
            if element.id in hops or element.id in without:
                continue
            nearer = [hops[relation.customer] for relation in case.leaving(element.id) if relation.customer in hops]
            if nearer:
                further[element.id] = 1 + min(nearer)
        if not further:
            return hops
        hops |= further


def find_routed(case: Case, without: Collection[str] = ()) -> tuple[str, ...]:
    """List, in order, the internal elements with a route to a customer."""
    hops = count_hops(case, without)
    return tuple(one.id for one in case.elements if one.kind != "customer" and one.id in hops)


def find_dependents(case: Case, element_id: str) -> frozenset[str]:
    """Find who loses every route to a customer when an element is taken out: by deletion.

    "Chokepoint: an element on every route of another to any customer." Neither the element itself nor a stranded
    one is counted. For a customer: those who reach no other.
    """
    before = set(find_routed(case)) - {element_id}
    return frozenset(before - set(find_routed(case, {element_id})))


def sum_dependents(case: Case, element_id: str) -> float:
    """Sum the effort "that has no route without it, its own not counted": `depends`, in effort units."""
    dependents = find_dependents(case, element_id)
    return sum(element.effort for element in case.elements if element.id in dependents)


def find_reachable(case: Case, element_id: str) -> frozenset[str]:
    """Find what one or more relations of positive volume lead to; itself only where work comes back."""
    found: set[str] = set()
    frontier = [element_id]
    while frontier:
        for relation in case.leaving(frontier.pop()):
            if relation.customer not in found:
                found.add(relation.customer)
                frontier.append(relation.customer)
    return frozenset(found)


def find_loops(case: Case) -> tuple[tuple[str, ...], ...]:
    """Find the internal loops: "strongly connected sets of the carrying graph (a self-relation counts)".

    Two elements are in one loop when each reaches the other. Volume 0 carries no work and joins nothing.
    """
    reach = {element.id: find_reachable(case, element.id) for element in case.elements}
    loops: list[tuple[str, ...]] = []
    for element in case.elements:
        if element.id in reach[element.id] and not any(element.id in loop for loop in loops):
            loops.append(
                tuple(
                    other.id
                    for other in case.elements
                    if other.id in reach[element.id] and element.id in reach[other.id]
                )
            )
    return tuple(loops)
