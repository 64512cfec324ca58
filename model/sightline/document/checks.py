"""What no single record can know: references that lead nowhere, ids that stand twice, cycles, rules for customers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sightline.document.drafts import Draft
from sightline.document.elements import Element
from sightline.document.obstacles import Obstacle
from sightline.document.relations import VOICE_KEYS, WORK_KEYS, Relation
from sightline.document.tree import Path
from sightline.document.wording import did_you_mean, nearest

_MOST_COMPARED = 50_000
_MOST_STEPS = 12


class _Names:
    """The ids of one kind of thing, and the words for one that is not among them."""

    def __init__(self, noun: str, known: Iterable[str]) -> None:
        self.noun = noun
        self.known = dict.fromkeys(known)
        self._compared = 0

    def __contains__(self, word: str) -> bool:
        return word in self.known

    def require(self, draft: Draft, path: Path, word: str) -> None:
        """Tell that ``word`` is unknown, with the nearest valid id (in a large file for the first mistakes only)."""
        if word in self.known:
            return
        suggestion = nearest(word, self.known) if self._compared < _MOST_COMPARED else None
        self._compared += len(self.known)
        draft.tell(path, f"`{word}` is not {self.noun}{did_you_mean(suggestion)}", word, suggestion)


def check(draft: Draft) -> None:
    """Tell every problem that shows only when the whole file is known."""
    elements = _Names("an element", (record.identifier for record in draft.elements))
    _check_unique(draft)
    _check_customers(draft)
    _check_relations(draft, elements)
    _check_elements(draft, elements)
    _check_cycles(draft)
    _check_obstacles(draft)
    _check_decisions(draft, elements)


def places_of_obstacles(draft: Draft) -> Iterator[tuple[Path, str, Obstacle]]:
    """List all obstacles with their path and what they sit on (an id, or ``supplier -> customer``)."""
    for element_record in draft.elements:
        for position, obstacle in enumerate(element_record.value.obstacles if element_record.value else ()):
            path = draft.item_path((*element_record.path, "obstacles"), position)
            yield path, element_record.identifier, obstacle
    for relation_record in draft.relations:
        relation = relation_record.value
        if relation is not None:
            on = relation.id or f"{relation.supplier} -> {relation.customer}"
            for position, obstacle in enumerate(relation.obstacles):
                yield draft.item_path((*relation_record.path, "obstacles"), position), on, obstacle


def _check_unique(draft: Draft) -> None:
    seen: dict[str, Path] = {}
    stated = [(record.identifier, record.path) for record in draft.elements]
    stated += [(record.identifier, record.path) for record in draft.decisions]
    stated += [(record.value.id, record.path) for record in draft.relations if record.value and record.value.id]
    for identifier, path in stated:
        if identifier in seen:
            first = draft.tree.place(seen[identifier])
            where = f"line {first.line}" if first.line is not None else first.part
            draft.tell(path, f"the id `{identifier}` stands twice; it is already used at {where}", identifier)
        seen.setdefault(identifier, path)
    for noun, ids in (
        ("obstacle", [(obstacle.id, path) for path, _, obstacle in places_of_obstacles(draft)]),
        ("intervention", [(record.identifier, record.path) for record in draft.interventions if record.value]),
    ):
        known: set[str] = set()
        for name, path in ids:
            if name is not None and name in known:
                draft.tell(path, f"the {noun} id `{name}` stands twice", name)
            if name is not None:
                known.add(name)


def _check_customers(draft: Draft) -> None:
    for record in draft.elements:
        element = record.value
        if element is None or element.kind != "customer":
            continue
        for key in ("obstacles", "effort", "headcount", "part_of"):
            if getattr(element, key) not in (None, ()):
                draft.tell(
                    (*record.path, key), f"`{element.id}` is an external customer and takes no `{key}`", element.id
                )


def _check_relations(draft: Draft, elements: _Names) -> None:
    kinds = {record.identifier: record.path[0] for record in draft.elements}
    for position, record in enumerate(draft.relations):
        if record.identifier not in elements:
            is_mapping = isinstance(draft.raw(record.path), Mapping)
            elements.require(draft, (*record.path, "to") if is_mapping else record.path, record.identifier)
        relation = record.value
        if relation is None:
            continue
        if relation.is_carrying and kinds.get(relation.supplier) == "customers":
            reason = f"work ends there, so nothing can leave it by `{relation.kind}`"
            text = f"`{relation.supplier}` is an external customer: {reason}"
            draft.tell(record.path, text, relation.supplier)
        keys = draft.read_keys.get(position, frozenset())
        for key in sorted(keys & (VOICE_KEYS if relation.is_carrying else WORK_KEYS)):
            belongs = "feedback" if relation.is_carrying else "relations that carry work"
            draft.tell((*record.path, key), f"`{key}` belongs to {belongs}, not to `{relation.kind}`", key)
        if relation.kind == "reports_to":
            for key in sorted(keys & VOICE_KEYS):
                draft.tell((*record.path, key), f"`{key}` belongs to feedback, not to `reports_to`", key)


def _check_elements(draft: Draft, elements: _Names) -> None:
    kinds = {record.identifier: record.path[0] for record in draft.elements}
    for record in draft.elements:
        element: Element | None = record.value
        if element is None:
            continue
        for key in ("part_of", "modelled_on", "accountable"):
            target = getattr(element, key)
            if target is not None:
                elements.require(draft, (*record.path, key), target)
        if element.part_of is not None and kinds.get(element.part_of) == "customers":
            text = f"`{element.id}` cannot be part of `{element.part_of}`, which is an external customer"
            draft.tell((*record.path, "part_of"), text, element.part_of)


def _check_cycles(draft: Draft) -> None:
    part_of = {
        record.identifier: [record.value.part_of]
        for record in draft.elements
        if record.value is not None and record.value.part_of is not None
    }
    reports_to: dict[str, list[str]] = {}
    paths: dict[str, Path] = {}
    for record in draft.relations:
        relation: Relation | None = record.value
        if relation is not None and relation.kind == "reports_to":
            reports_to.setdefault(relation.supplier, []).append(relation.customer)
            paths.setdefault(relation.supplier, record.path)
    element_paths = {record.identifier: (*record.path, "part_of") for record in draft.elements}
    for word, graph, where in (("is part of", part_of, element_paths), ("reports to", reports_to, paths)):
        for cycle in find_cycles(graph):
            steps = cycle if len(cycle) <= _MOST_STEPS else [*cycle[: _MOST_STEPS - 1], "…", cycle[-1]]
            route = " -> ".join((*steps, cycle[0]))
            draft.tell(where[cycle[0]], f"`{cycle[0]}` {word} itself: {route}", cycle[0])


def find_cycles(graph: dict[str, list[str]]) -> list[list[str]]:
    """Find cycles that share no entry, at least one in each set of mutually reachable entries.

    Iterative, so that depth is no limit; the cycles together are no longer than the graph.
    """
    done: set[str] = set()
    cycles: list[list[str]] = []
    for start in graph:
        if start in done:
            continue
        trail: list[str] = []
        on_trail: dict[str, int] = {}
        covered: list[tuple[int, int]] = [(-1, 0)]  # the stretches of the trail that are in a cycle found already
        stack: list[tuple[str, Iterator[str]]] = []
        entering: str | None = start
        while True:
            if entering is not None:
                on_trail[entering] = len(trail)
                trail.append(entering)
                stack.append((entering, iter(graph.get(entering, ()))))
                entering = None
            here, following = stack[-1]
            for target in following:
                if target in on_trail:
                    if on_trail[target] >= covered[-1][1]:
                        cycles.append(trail[on_trail[target] :])
                        covered.append((on_trail[target], len(trail)))
                elif target not in done:
                    entering = target
                    break
            if entering is not None:
                continue
            done.add(here)
            trail.pop()
            begin, end = covered.pop()
            if begin < len(trail):
                covered.append((begin, min(end, len(trail))))
            del on_trail[here]
            stack.pop()
            if not stack:
                break
    return cycles


def _check_obstacles(draft: Draft) -> None:
    obstacles = list(places_of_obstacles(draft))
    stated = [(on, obstacle.id, obstacle.kind) for _, on, obstacle in obstacles]
    stated += _lost_obstacles(draft)
    names = _Names("the id of an obstacle", (identifier for _, identifier, _ in stated if identifier))
    kinds = Counter((on, kind) for on, _, kind in stated)
    places = _Names("a place with obstacles", (on for on, _, _ in stated))
    for path, _, obstacle in obstacles:
        for position, cause in enumerate(obstacle.caused_by):
            names.require(draft, draft.item_path((*path, "caused_by"), position), cause)
    for record in draft.interventions:
        for position, clearance in enumerate(record.value.clears if record.value else ()):
            path = draft.item_path((*record.path, "clears"), position)
            if clearance.obstacle is not None:
                names.require(draft, (*path, "obstacle"), clearance.obstacle)
            elif clearance.on is not None and clearance.kind is not None:
                places.require(draft, (*path, "on"), clearance.on)
                count = kinds[clearance.on, clearance.kind]
                if clearance.on in places and count != 1:
                    found = f"{count} obstacles" if count else "no obstacle"
                    text = f"`{clearance.kind}` on `{clearance.on}` is {found}; exactly one is needed"
                    draft.tell(path, text, clearance.kind)


def _lost_obstacles(draft: Draft) -> Iterator[tuple[str, str | None, str]]:
    """List what obstacles that were too wrong to keep say of themselves, so that naming one is no second mistake."""
    records = [(record.path, record.identifier, record.value is None) for record in draft.elements]
    records += [
        (record.path, f"{record.path[1]} -> {record.identifier}", record.value is None) for record in draft.relations
    ]
    for owner, on, is_lost in records:
        path = (*owner, "obstacles")
        if not is_lost and path not in draft.left_out:
            continue
        items = draft.raw(path)
        for position, item in enumerate(items if isinstance(items, list | tuple) else ()):
            if isinstance(item, Mapping) and (is_lost or position in draft.left_out[path]):
                identifier, kind = item.get("id"), str(item.get("kind")).replace("_", "-")
                yield on, identifier if isinstance(identifier, str) else None, kind


def _check_decisions(draft: Draft, elements: _Names) -> None:
    for record in draft.decisions:
        decision = record.value
        if decision is None:
            continue
        for key in ("about", "decider", "approvers", "consulted", "recommends", "performs"):
            named = getattr(decision, key)
            for position, identifier in enumerate(named if isinstance(named, tuple) else ()):
                elements.require(draft, draft.item_path((*record.path, key), position), identifier)
