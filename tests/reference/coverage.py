"""Coverage: unknown is not clear."""

from __future__ import annotations

from tests.reference.model import Case, ObstacleKey
from tests.reference.reach import find_routed
from tests.reference.routes import find_best_line


def find_coverage(case: Case) -> float | None:
    """Find "the share of effort whose best line is assessed"; None without effort.

    A best line is assessed when every element and relation on it is, its start included. An obstacle (of any severity)
    or `assessed: true` makes a thing assessed; membership and customers count as assessed. Stranded effort has no best
    line and is not covered.
    """
    if case.effort == 0:
        return None
    covered = 0.0
    for element in case.elements:
        line = find_best_line(case, element.id) if element.effort > 0 else None
        if line is not None and line.is_assessed:
            covered += element.effort
    return covered / case.effort


def find_obstacles_without_flow(case: Case) -> frozenset[ObstacleKey]:
    """Find "every obstacle through which no effort flows", whatever the severities.

    None flows where no effort arrives even if nothing is blocked: at a stranded element, at an element with a route
    that no effort leads to, and on a relation that leaves such an element or has volume 0. What an opaque obstacle
    upstream keeps away is not counted as no flow: it would come once that is removed.
    """
    reached = _find_fed(case)
    idle = set()
    for key in case.obstacles():
        if isinstance(key.on, str):
            flows = key.on in reached
        else:
            relation = case.relations[key.on]
            flows = relation.volume > 0 and relation.supplier in reached
        if not flows:
            idle.add(key)
    return frozenset(idle)


def _find_fed(case: Case) -> set[str]:
    """Find the elements with a route at which effort arrives if nothing is blocked."""
    routed = set(find_routed(case))
    fed = {element.id for element in case.elements if element.effort > 0 and element.id in routed}
    frontier = list(fed)
    while frontier:
        for relation in case.leaving(frontier.pop()):
            if relation.customer in routed and relation.customer not in fed:
                fed.add(relation.customer)
                frontier.append(relation.customer)
    return fed
