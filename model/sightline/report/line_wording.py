"""A line of sight in sentences: through whom an element reaches an external customer, and what that hangs on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sightline.analyzers.paths import Line, Paths
from sightline.arrays.network import Network, Rows
from sightline.phrases import counted, listed, percent
from sightline.pipeline import Analysis
from sightline.report.wording import Names

NAMED = 6
"""Names in one sentence, at most; the rest is counted."""
_THROUGH = 3


def first_asked(analysis: Analysis) -> str | None:
    """Find the element to look at first: the one most of whose effort reaches nobody; None where there is no element.

    Elements with a route come first, those without one after them, external customers last.
    """
    elements, found = analysis.snapshot.network.elements, analysis.sight
    if not len(elements):
        return None
    unseen = elements.effort * (1.0 - found.sight)
    rank = np.where(elements.is_customer, 0, np.where(found.hops > 0, 2, 1))
    return str(elements.ids[np.lexsort((-elements.effort, found.sight, -unseen, -rank))[0]])


def reach(found: Paths, names: Names) -> str:
    """Answer through whom an element reaches an external customer, whatever kind of place it has."""
    network = names.network
    row = network.elements.row[found.element]
    name = names.element(row)
    if network.elements.is_customer[row]:
        return f"Lines of sight end at {name}, an external customer."
    if not found.lines:
        if network.containers[row]:
            return f"{name} only groups others; each of them has a line of sight of its own."
        return f"{name} has no route to any external customer."
    best = found.lines[0]
    end = _name(best.elements[-1], names)
    through = [_name(identifier, names) for identifier in best.elements[1:-1]]
    way = f"through {listed(through, _THROUGH)}" if through else "directly"
    left = f"{percent(best.clarity)} of the view is left at its end"
    return f"The best line of {name} reaches {end} {way}; {left if best.clarity else f'but nothing passes: {left}'}."


def expectation(found: Paths, names: Names) -> str | None:
    """Say what arrives over all routes, and at whom; None where there is no route."""
    if not found.lines:
        return None
    seen = [f"{_name(identifier, names)} {percent(share)}" for identifier, share in found.reaches.items()]
    reached = f" ({listed(seen, NAMED)})" if seen else ""
    return f"Over all the routes its work really takes, {percent(found.sight)} of it reaches a customer{reached}."


def about_line(line: Line) -> str:
    """Say how long and how clear a line is: ``clarity 36 %, 3 steps, 2 handoffs``."""
    steps, handoffs = counted(len(line.steps), "step"), counted(line.handoffs, "handoff")
    return f"clarity {percent(line.clarity)}, {steps}, {handoffs}"


def weakest_place(line: Line, names: Names) -> str:
    """Name the weakest place of a line: an element, or ``between`` the two ends of a relation."""
    for step in line.steps:
        if step.relation == line.weakest:
            return f"between {_name(step.supplier, names)} and {_name(step.customer, names)}"
    return _name(line.weakest, names)


def weakest(line: Line, names: Names) -> str:
    """Say what takes most from a line."""
    if line.weakest_clarity >= 1:
        return "Nothing on this line takes anything from the view."
    on_relation = line.weakest not in line.elements
    place = f"{'the step ' if on_relation else ''}{weakest_place(line, names)}"
    passed = f"{percent(line.weakest_clarity)} passes there" if line.weakest_clarity else "nothing passes there"
    clarities = [one for step in line.steps for one in (step.clarity_of_supplier, step.clarity_of_relation)]
    alike = sum(one <= line.weakest_clarity + 1e-12 for one in clarities) - 1
    as_much = f", as at {counted(alike, 'other place')} of the line" if alike else ""
    return f"What takes most is {place}: {passed}{as_much}."


def obstacles_at_weakest(line: Line, network: Network) -> tuple[int, ...]:
    """List the rows of the obstacles at the weakest place of a line, the most severe first."""
    obstacles = network.obstacles
    here = [row for row in np.flatnonzero(obstacles.severity > 0).tolist() if network.spell_place(row) == line.weakest]
    return tuple(sorted(here, key=lambda row: -float(obstacles.severity[row])))


def ways(found: Paths, names: Names) -> str:
    """Say what all routes of an element pass, or how many share nothing and what they hang on together."""
    if not found.cut:
        return "There is no route."
    gates = [gate for gate in found.on_every_route if not _is_customer(gate, names)]
    if gates:
        them = "it" if len(gates) == 1 else "any one of them"
        return f"Everything passes {_listed(gates, names)}; without {them} there is no route."
    parts = listed([cut_part(part, names) for part in found.cut], NAMED)
    if len(found.cut) == 1:
        return f"Everything passes {parts}; without it there is no route."
    number = counted(len(found.disjoint), "independent route")
    return f"{number} share no element on the way; only without {parts} together would there be none."


def only_end(found: Paths, names: Names) -> str | None:
    """Say where all routes of an element end; None where they end at several external customers."""
    last = found.on_every_route[-1] if found.on_every_route else None
    return f"All its routes end at {_name(last, names)}." if last and _is_customer(last, names) else None


def cut_part(part: str, names: Names) -> str:
    """Name one part of a cut: an element, or a direct relation to an external customer."""
    supplier, arrow, customer = part.partition(" -> ")
    if not arrow:
        return _name(part, names)
    return f"the direct relation of {_name(supplier, names)} to {_name(customer, names)}"


def depending(found: Paths, names: Names) -> str:
    """Say who has no route without an element."""
    if _is_customer(found.element, names):
        return "It is where lines of sight end."
    if not found.depending:
        return "Nobody needs it to reach a customer."
    number = counted(len(found.depending), "element")
    verb = "has" if len(found.depending) == 1 else "have"
    name = names.element(names.network.elements.row[found.element])
    return f"{number} {verb} no route without {name}: {_listed(found.depending, names)}."


def missing_relation(network: Network, row: int, names: Names) -> str:
    """Say of an element without a route where its work ends, and so which relation may be missing."""
    live = network.relations.volume > 0
    supplier, customer = network.relations.supplier[live], network.relations.customer[live]
    if not np.any((supplier == row) & (customer != row)):
        idle = np.any((network.relations.supplier == row) & ~live)
        found = "its only relations carry no volume" if idle else "nobody is recorded who uses what it hands over"
        return f"Its work ends here: {found}."
    reached = _downstream(row, supplier, customer, len(network.elements))
    goes_on = np.zeros(len(network.elements), dtype=np.bool_)
    goes_on[supplier[supplier != customer]] = True
    ends = reached[~goes_on[reached]]
    if not len(ends):
        circle = listed([names.element(at) for at in (row, *reached[reached != row].tolist())], NAMED)
        return f"Its work goes in a circle that nobody leaves ({circle}): record who outside of it uses the result."
    named = listed([names.element(at) for at in ends.tolist()], NAMED)
    what = "what it hands over" if len(ends) == 1 else "what they hand over"
    return f"Its work ends at {named}: nobody is recorded who uses {what}."


def _downstream(row: int, supplier: Rows, customer: Rows, size: int) -> Rows:
    """List the rows that work of one row comes to, itself included."""
    reached = np.zeros(size, dtype=np.bool_)
    reached[row] = True
    while not reached[customer[reached[supplier]]].all():
        reached[customer[reached[supplier]]] = True
    return np.flatnonzero(reached).astype(np.int64)


def _is_customer(identifier: str, names: Names) -> bool:
    elements = names.network.elements
    return bool(elements.is_customer[elements.row[identifier]])


def _name(identifier: str, names: Names) -> str:
    return names.element(names.network.elements.row[identifier])


def _listed(identifiers: Sequence[str], names: Names) -> str:
    return listed([_name(identifier, names) for identifier in identifiers], NAMED)
