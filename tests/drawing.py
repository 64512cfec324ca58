"""Draw valid organizations for property tests, with every trap that the definitions know.

`organizations()` draws plain format-1 mappings. Mostly they are wired: the first relation of an element leads to one
drawn before it, and so to a customer; the others go anywhere, so that loops, self-relations and parallel relations
come up often. Where the wiring is loose, closed circles and dead ends do too.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from hypothesis import strategies as st

KINDS = ("team", "role", "product", "person", "team", "process", "role", "system")
WITHOUT_PEOPLE = ("product", "process", "system")
SECTION_OF_KIND = {
    "customer": "customers",
    "product": "products",
    "team": "teams",
    "role": "roles",
    "process": "processes",
    "system": "systems",
    "person": "people",
}
CARRYING = ("serves", "delivers", "performs", "supports")
RELATION_KEYS = (*CARRYING, "feedback", "reports_to", "part_of")
OBSTACLE_KINDS = ("silo-handoff", "approval-overload", "bottleneck", "overload", "overpromise", "our-own-kind")
AREAS = ("organization", "operations", "individuals", "products_services")
THEMES = ("consensus", "speed", "trust")
STATUSES = ("suspected", "confirmed", "accepted", "in-work")

Body = dict[str, object]


# Severities in [0, 1], volumes 0 or in [0.001, 1000]: the telling values often, any other in between.
SEVERITIES = st.sampled_from([0.5, 0.0, 1.0, 0.25, 0.9]) | st.integers(1, 999).map(lambda part: part / 1000)
VOLUMES = (
    st.sampled_from([1.0, 2.0, 0.0, 0.5, 3.0, 10.0, 0.25])
    | st.sampled_from([0.001, 1000.0])
    | st.integers(1, 10_000).map(lambda part: part / 100)
)

# Made once, as making a strategy costs more than drawing from it. What comes first is what failures shrink to.
COIN = st.booleans()
ONE_IN_THREE = st.sampled_from([False, False, True])
ONE_IN_FIVE = st.sampled_from([False, False, False, False, True])
ONE_IN_TEN = st.sampled_from([False] * 9 + [True])
CUSTOMERS = st.sampled_from([1, 0, 1, 2, 1, 2, 3, 1])
INTERNAL_KINDS = st.sampled_from(KINDS)
INTERNAL_KINDS_WITHOUT_PEOPLE = st.sampled_from(WITHOUT_PEOPLE)
RELATIONS = st.sampled_from([0, 1, 1, 1, 2, 2, 1, 2, 3])
RELATION_KINDS = st.sampled_from(CARRYING)
RELATION_ENDS = st.sampled_from(["anywhere", "anywhere", "anywhere", "itself", "as before"])
OBSTACLES = st.sampled_from([0, 1, 2, 3, 4, 6, 3, 2])
KINDS_OF_OBSTACLES = st.sampled_from(OBSTACLE_KINDS)
AREAS_OF_OBSTACLES = st.sampled_from(AREAS)
THEMES_OF_OBSTACLES = st.sampled_from([[theme] for theme in THEMES] + [["consensus", "trust"]])
STATUSES_OF_OBSTACLES = st.sampled_from(STATUSES)
EFFORTS = st.sampled_from([1.0, 0.0, 2.5, 10.0, 3.0])
HEADCOUNTS = st.sampled_from([1, 0, 2, 3, 5, 20])
SAID_OF_EFFORT = st.sampled_from(["nothing", "headcount", "effort", "nothing", "nothing", "both"])
HANDOFF_CLARITIES = st.sampled_from([None, 1.0, 0.9, 0.5, 0.75])


@st.composite
def organizations(draw: st.DrawFn, max_elements: int = 9) -> Body:
    """Draw an organization of up to `max_elements` elements, customers included, as a format-1 mapping."""
    count = draw(st.integers(0, max_elements) | st.integers(min(5, max_elements), max_elements))
    kinds = _draw_kinds(draw, count)
    names = [chr(ord("a") + letter) for letter in draw(st.permutations(range(count)))]
    bodies: dict[str, Body] = {name: {} for name in names}
    internal = [name for name, kind in zip(names, kinds, strict=True) if kind != "customer"]
    wired = not draw(ONE_IN_FIVE)

    for position, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        body = bodies[name]
        if kind != "customer":
            _draw_effort(draw, body)
            _draw_parent(draw, body, names[:position], internal)
            _draw_relations(draw, body, names, position, wired)
            _draw_reporting(draw, body, names[:position], internal)
        if draw(ONE_IN_TEN) and internal:
            body["feedback"] = [{"to": draw(st.sampled_from(internal)), "cadence_days": 7, "closed": draw(COIN)}]
        if draw(ONE_IN_THREE):
            body["assessed"] = not draw(ONE_IN_FIVE)
    _draw_obstacles(draw, bodies, internal)
    for body in bodies.values():
        _spell_relations(draw, body)

    raw: Body = {"sightline": 1, "name": "Drawn"}
    clarity = draw(HANDOFF_CLARITIES)
    if clarity is not None:
        raw["assumptions"] = {"handoff_clarity": clarity}
    for section_kind, section in SECTION_OF_KIND.items():
        found = {name: bodies[name] for name, kind in zip(names, kinds, strict=True) if kind == section_kind}
        if found:
            raw[section] = found
    return raw


def permuted(raw: Mapping[str, object], seed: int) -> Body:
    """Give the same organization in another file order: sections, elements, keys, relations and obstacles shuffled."""
    shuffled = _shuffle(raw, random.Random(seed))
    assert isinstance(shuffled, dict)
    return shuffled


def renamed(raw: Mapping[str, object], names: Mapping[str, str]) -> Body:
    """Give the same organization with other element ids; ids not named stay, and so do decisions and interventions."""

    def name(value: object) -> object:
        return names.get(value, value) if isinstance(value, str) else value

    def end(value: object) -> object:
        if isinstance(value, Mapping):
            return {key: name(entry) if key == "to" else entry for key, entry in value.items()}
        if isinstance(value, list):
            return [end(entry) for entry in value]
        return name(value)

    after: Body = dict(raw)
    for section in SECTION_OF_KIND.values():
        bodies = raw.get(section)
        if isinstance(bodies, Mapping):
            after[section] = {
                name(element_id): {
                    key: end(value) if key in RELATION_KEYS else value for key, value in (body or {}).items()
                }
                for element_id, body in bodies.items()
            }
    return after


def _draw_kinds(draw: st.DrawFn, count: int) -> list[str]:
    """Draw the kind of each element: customers come first, mostly one or two of them."""
    customers = min(count, draw(CUSTOMERS))
    choice = INTERNAL_KINDS_WITHOUT_PEOPLE if draw(ONE_IN_TEN) else INTERNAL_KINDS
    return ["customer"] * customers + [draw(choice) for _ in range(count - customers)]


def _draw_effort(draw: st.DrawFn, body: Body) -> None:
    said = draw(SAID_OF_EFFORT)
    if said in {"headcount", "both"}:
        body["headcount"] = draw(HEADCOUNTS)
    if said in {"effort", "both"}:
        body["effort"] = draw(EFFORTS)


def _draw_parent(draw: st.DrawFn, body: Body, earlier: list[str], internal: list[str]) -> None:
    parents = [name for name in earlier if name in internal]
    if draw(ONE_IN_THREE) and parents:
        body["part_of"] = draw(st.sampled_from(parents))


def _draw_relations(draw: st.DrawFn, body: Body, names: list[str], position: int, wired: bool) -> None:
    count = draw(RELATIONS)
    ends: list[str] = []
    for number in range(count):
        choice = draw(RELATION_ENDS)
        if number == 0 and wired and position > 0:
            ends.append(names[draw(st.integers(0, position - 1))])
        elif choice == "itself":
            ends.append(names[position])
        elif choice == "as before" and ends:
            ends.append(ends[-1])
        else:
            ends.append(names[draw(st.integers(0, len(names) - 1))])
    for end in ends:
        details: Body = {"to": end}
        if draw(COIN):
            details["volume"] = draw(VOLUMES)
        if draw(ONE_IN_THREE):
            details["assessed"] = True
        entries = body.setdefault(draw(RELATION_KINDS), [])
        assert isinstance(entries, list)
        entries.append(details)


def _spell_relations(draw: st.DrawFn, body: Body) -> None:
    """Choose among the spellings: one id, a list of ids, a list of mappings, or one mapping."""
    for kind in CARRYING:
        entries = body.get(kind)
        if isinstance(entries, list):
            spelled = [one["to"] if len(one) == 1 and draw(COIN) else one for one in entries]
            body[kind] = spelled[0] if len(spelled) == 1 and draw(COIN) else spelled


def _draw_reporting(draw: st.DrawFn, body: Body, earlier: list[str], internal: list[str]) -> None:
    heads = [name for name in earlier if name in internal]
    if draw(ONE_IN_TEN) and heads:
        body["reports_to"] = draw(st.sampled_from(heads))


def _draw_obstacles(draw: st.DrawFn, bodies: Mapping[str, Body], internal: list[str]) -> None:
    """Draw obstacles on internal elements and carrying relations; those with an id may cause any that come to be."""
    places: list[Body] = []
    for name in internal:
        places.append(bodies[name])
        for kind in CARRYING:
            entries = bodies[name].get(kind, [])
            assert isinstance(entries, list)
            places += entries
    if not places:
        return
    drawn: list[Body] = []
    for _ in range(draw(OBSTACLES)):
        place = places[draw(st.integers(0, len(places) - 1))]
        obstacle: Body = {"kind": draw(KINDS_OF_OBSTACLES), "severity": draw(SEVERITIES)}
        if draw(COIN):
            obstacle["id"] = f"o{len(drawn)}"
        if draw(ONE_IN_THREE):
            obstacle["area"] = draw(AREAS_OF_OBSTACLES)
        if draw(ONE_IN_THREE):
            obstacle["themes"] = list(draw(THEMES_OF_OBSTACLES))
        if draw(ONE_IN_FIVE):
            obstacle["status"] = draw(STATUSES_OF_OBSTACLES)
        there = place.setdefault("obstacles", [])
        assert isinstance(there, list)
        there.append(obstacle)
        drawn.append(obstacle)
    ids = [obstacle["id"] for obstacle in drawn if "id" in obstacle]
    for obstacle in drawn:
        others = [one for one in ids if one != obstacle.get("id")]
        if draw(ONE_IN_THREE) and others:
            obstacle["caused_by"] = [draw(st.sampled_from(others))]
            if draw(ONE_IN_FIVE):
                obstacle["caused_by"] = others


def _shuffle(value: object, order: random.Random) -> object:
    if isinstance(value, Mapping):
        keys = list(value)
        order.shuffle(keys)
        return {key: _shuffle(value[key], order) for key in keys}
    if isinstance(value, list):
        entries = [_shuffle(entry, order) for entry in value]
        order.shuffle(entries)
        return entries
    return value
