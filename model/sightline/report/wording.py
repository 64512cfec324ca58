"""An analysis in sentences: what a person wants to read first. Pure functions from an analysis to text.

Sentences name what they speak of by its name, tables by its id. All text is one line, free of control characters;
a number and its per cent sign are joined by a no-break space. What an analysis left out (``only``) has no sentence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from sightline.arrays.network import Network
from sightline.catalogue import find_obstacle_kind
from sightline.findings import Finding
from sightline.phrases import amount, clean, counted, cut, listed, percent, without_aside
from sightline.pipeline import Analysis

REMARK = "The index is a model of the organization; it is not validated against outcomes."
UNNAMED = "Unnamed organization"
MOST_NAMED = 3
"""Names in one sentence where several are equal."""

ACCOUNT: Final = {
    "seen": "Seen by external customers",
    "blocked": "Blocked by obstacles",
    "handoffs": "Lost in handoffs",
    "no_route": "No route to a customer",
}
"""The parts of the sight account, in their order."""
WEIGHTS = {"warning": "Warning", "notice": "Notice", "info": "Information"}


@dataclass(frozen=True)
class Names:
    """What people call the elements, relations and obstacles of one network."""

    network: Network

    @cached_property
    def _count(self) -> Counter[str]:
        elements = self.network.elements
        return Counter(str(name or identifier) for name, identifier in zip(elements.names, elements.ids, strict=True))

    def element(self, row: int) -> str:
        """Name one element in a sentence; where several bear the name, with its id."""
        title = self.network.elements.title(row)
        if self._count[title] > 1:
            return f"{cut(clean(title))} (`{self.network.elements.ids[row]}`)"
        return cut(without_aside(clean(title)))

    def label(self, row: int) -> str:
        """Name one element in a table, where its id stands beside it."""
        return cut(clean(self.network.elements.title(row)))

    def relation(self, row: int) -> str:
        """Name one relation by its two ends, the supplier first."""
        relations = self.network.relations
        return f"{self.element(int(relations.supplier[row]))} and {self.element(int(relations.customer[row]))}"

    def obstacle(self, row: int) -> str:
        """Say what an obstacle is and where: ``Approval overload at Release approval``."""
        obstacles = self.network.obstacles
        kind = str(obstacles.kinds[row])
        known = find_obstacle_kind(kind)
        what = without_aside(known.name) if known else cut(clean(kind.replace("-", " "))).capitalize()
        element = int(obstacles.element[row])
        place = (
            f"at {self.element(element)}" if element >= 0 else f"between {self.relation(int(obstacles.relation[row]))}"
        )
        return f"{what} {place}"


def organization_name(analysis: Analysis) -> str:
    """Give the name of the organization, cut where it is long."""
    return cut(clean(analysis.snapshot.network.name), 80)


def headline(analysis: Analysis) -> str:
    """Say in one sentence where the effort ends, and where most of what is blocked is blocked."""
    network, whose = analysis.snapshot.network, _whose(analysis)
    if not len(network.elements):
        return f"There is nothing to see yet: no element is recorded{_inside(analysis)}."
    account = analysis.sight.account
    if account.seen is None:
        return f"No effort is recorded{_inside(analysis)}, so there is no index."
    if not network.elements.is_customer.any():
        return f"None of {whose} effort reaches an external customer: the model names none."
    parts = [f"{_share_of(account.seen)} {whose} effort reaches an external customer unobstructed"]
    if not len(network.obstacles):
        parts.append("no obstacle is recorded")  # which is not the same as nothing being blocked
    elif account.blocked:
        parts.append(f"{percent(account.blocked)} is blocked{_where(analysis)}")
    else:
        parts.append("nothing is blocked")
    if account.handoffs:
        parts.append(f"{percent(account.handoffs)} is lost in handoffs")
    if account.no_route:
        parts.append(f"{percent(account.no_route)} has no route to an external customer")
    return "; ".join(parts) + "."


def _whose(analysis: Analysis) -> str:
    name = organization_name(analysis)
    if name == UNNAMED or len(name) > 60:
        return "the organization's"
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _inside(analysis: Analysis) -> str:
    name = organization_name(analysis)
    return "" if name == UNNAMED else f" in {name}"


def _share_of(share: float) -> str:
    return "All of" if share >= 1 - 1e-9 else "None of" if share <= 1e-9 else f"{percent(share).capitalize()} of"


def _where(analysis: Analysis) -> str:
    """Name the one or two places where most of the blocked effort ends, as a clause."""
    if "occlusion" not in analysis.results:
        return ""
    names, occlusion = Names(analysis.snapshot.network), analysis.occlusion
    places = [(float(value), f"at {names.element(row)}") for value, row in _largest(occlusion.elements.blocked)]
    places += [(float(value), f"between {names.relation(row)}") for value, row in _largest(occlusion.relations.blocked)]
    places = sorted(places, key=lambda place: -place[0])
    total = analysis.sight.account.blocked or 0.0
    if not places:
        return ""
    if places[0][0] >= total * (1 - 1e-9):
        return f", all of it {places[0][1]}"
    named = [f"{place} ({percent(value)})" for value, place in places[:2]]
    if places[0][0] > total / 2:
        return f", most of it {named[0]}"
    together = sum(value for value, _ in places[:2])
    both = " and ".join(named).replace(" and at ", " and ") if all(one.startswith("at ") for one in named) else None
    return f", {'most of it' if together > total / 2 else 'the largest parts'} {both or ' and '.join(named)}"


def _largest(values: np.ndarray, count: int = 2) -> list[tuple[float, int]]:
    order = np.argsort(-values, kind="stable")[:count]
    return [(float(values[row]), int(row)) for row in order.tolist() if values[row] > 0]


def assumption(analysis: Analysis) -> str:
    """Say what the figures assume."""
    clarity = analysis.snapshot.network.handoff_clarity
    if clarity >= 1:
        return "Assumed: nothing is lost in a handoff itself (handoff clarity 1)."
    return f"Assumed: every handoff keeps {percent(clarity)} of what the customer needs (handoff clarity {clarity:g})."


def coverage(analysis: Analysis) -> str | None:
    """Say how much of the figures rests on what somebody has looked at."""
    if "coverage" not in analysis.results or analysis.coverage.coverage is None:
        return None
    share = analysis.coverage.coverage
    if share >= 1 - 1e-9:
        return "All of the effort goes by a line that somebody has looked at."
    start = "None" if share <= 1e-9 else percent(share).capitalize()
    rest = "all of it" if share <= 1e-9 else "the rest"
    lineless = " or has no line at all" if "sight" in analysis.results and analysis.sight.account.no_route else ""
    return f"{start} of the effort goes by a line that somebody has looked at; {rest} is unknown{lineless}, not clear."


def account(analysis: Analysis) -> tuple[tuple[str, float], ...]:
    """Give the account as labels and shares of all effort; empty where there is no effort."""
    found = analysis.sight.account
    if found.seen is None or found.blocked is None or found.handoffs is None or found.no_route is None:
        return ()
    return tuple((title, getattr(found, part)) for part, title in ACCOUNT.items())


def gain(value: float, *, exact: bool) -> str:
    """Spell a gain; one that is only a lower bound says so."""
    return percent(value, 1) if exact else f"at least {percent(value, 1)}"


def count_effects(analysis: Analysis, obstacle: int) -> int:
    """Count the obstacles that one causes, directly or not."""
    causes = analysis.snapshot.network.obstacles.causes
    reached, size = {obstacle}, 0
    while size < len(reached):
        size = len(reached)
        reached |= {effect for effect, roots in enumerate(causes) if reached.intersection(roots)}
    return len(reached) - 1


def gain_with_effects(analysis: Analysis, obstacle: int) -> str | None:
    """Spell what an obstacle gains if cleared together with all that it causes; None where it causes nothing."""
    together = float(analysis.occlusion.with_effects[obstacle])
    exact = bool(analysis.occlusion.with_effects_exact[obstacle])
    return None if np.isnan(together) else gain(together, exact=exact)


def effects(analysis: Analysis, obstacle: int) -> str:
    """Name the effects of an obstacle by their number: ``the 7 obstacles recorded as its effects``."""
    number = count_effects(analysis, obstacle)
    return (
        f"the {f'{number:,} obstacles' if number > 1 else 'obstacle'} recorded as its effect{'s' if number > 1 else ''}"
    )


def root(analysis: Analysis) -> str | None:
    """Name the obstacle that gains most together with its effects, where that is far more than it gains alone."""
    if "occlusion" not in analysis.results or np.isnan(analysis.occlusion.with_effects).all():
        return None
    occlusion = analysis.occlusion
    row = int(np.nanargmax(occlusion.with_effects))
    alone, together = float(occlusion.obstacles.gain[row]), float(occlusion.with_effects[row])
    if together < 1.5 * alone or together <= occlusion.obstacles.gain.max():
        return None
    name = _lower(Names(occlusion.network).obstacle(row))
    return (
        f"The recorded cause that gains most together with its effects is {name}"
        f" (`{clean(str(occlusion.network.obstacles.ids[row]))}`): clearing it alone gains"
        f" {gain(alone, exact=bool(occlusion.obstacles.exact[row]))}, clearing it with {effects(analysis, row)}"
        f" gains {gain_with_effects(analysis, row)}."
    )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def worst_seen(analysis: Analysis) -> str | None:
    """Name the external customer who sees least of what is meant for it, or those who see equally little."""
    if "customers" not in analysis.results or analysis.customers.worst_seen is None:
        return None
    found, names = analysis.customers, Names(analysis.customers.network)
    clarity = float(np.nanmin(found.clarity))
    if clarity >= 1 - 1e-9:
        served = " for whom work is meant" if np.isnan(found.clarity).any() else ""
        return f"Every external customer{served} sees all that is meant for it."
    worst = [names.element(row) for row in found.rows[found.clarity <= clarity + 1e-9].tolist()]
    if np.count_nonzero(~np.isnan(found.clarity)) == 1:
        return f"{percent(clarity).capitalize()} of what is meant for {worst[0]} arrives."
    if len(worst) > 1:
        return (
            f"The worst-seen external customers are {listed(worst, MOST_NAMED)}: {percent(clarity)} of what is meant"
            " for each arrives."
        )
    return f"The worst-seen external customer is {worst[0]}: {percent(clarity)} of what is meant for it arrives."


def least_sight(analysis: Analysis, top: int) -> tuple[int, ...]:
    """Find the element rows that see least, among those with a route; more effort first where they see the same."""
    elements, sight = analysis.snapshot.network.elements, analysis.sight
    rows = np.flatnonzero((sight.hops > 0) & (sight.sight < 1 - 1e-9))
    order = np.lexsort((rows, -elements.effort[rows], sight.sight[rows]))
    return tuple(rows[order[:top]].tolist())


def most_depended(analysis: Analysis, top: int) -> tuple[int, ...]:
    """Find the element rows on which most effort depends, without external customers."""
    found = analysis.chokepoints
    before = np.where(found.network.elements.is_customer, 0, found.stands_before)
    order = np.lexsort((np.arange(len(before)), -before, -found.depends))
    return tuple(row for row in order[before[order] > 0][:top].tolist())


def depends(analysis: Analysis, row: int) -> str:
    """Say how much depends on one element."""
    found = analysis.chokepoints
    total = found.network.total_effort
    part = f", {percent(float(found.depends[row]) / total)} of the effort" if total > 0 else ""
    return f"{counted(int(found.stands_before[row]), 'element')}{part}"


def finding_facts(finding: Finding, most: int = 8) -> str:
    """List what a finding is about, by ids, with a count of those left out; empty where it names nothing."""
    parts = []
    for noun, ids in (("element", finding.elements), ("relation", finding.relations), ("decision", finding.decisions)):
        if ids:
            parts.append(f"{counted(len(ids), noun)}: {clean(listed(ids, most))}")
    return "; ".join(parts)


def contents(analysis: Analysis) -> str:
    """Count what the model holds."""
    network = analysis.snapshot.network
    customers = int(network.elements.is_customer.sum())
    work = len(network.relations) - int(network.relations.implied.sum())
    effort = f", effort {amount(network.total_effort)}" if network.total_effort > 0 else ""
    return (
        f"{counted(len(network.elements), 'element')} ({counted(customers, 'external customer')}), "
        f"{counted(work, 'relation')} that {'carries' if work == 1 else 'carry'} work, "
        f"{counted(len(network.obstacles), 'obstacle')}{effort}"
    )
