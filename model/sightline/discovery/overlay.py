"""What a model declares beside what an event log shows: who hands work to whom, and what that means for the customer.

Groups of the log are matched to elements (:mod:`sightline.discovery.matching`). A handover between two groups is then a
handover between their elements, and it counts for the declared relation between these or, where there is none, between
the nearest wholes that they are part of: work that a role of Sales hands to a role of Delivery is what ``Sales serves
Delivery`` says. What stays inside one element, or leaves an external customer, is counted and compared with nothing.

"Never seen" is said of a declared relation only where the log knows both of its ends, themselves or parts of them; of
all others the log can say nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sightline.discovery.flows import Flow
from sightline.discovery.matching import Matching
from sightline.document import Element, Organization
from sightline.formats.graph_rules import LEAVES_CUSTOMER

NO_ELEMENT = "of groups that are no element of the model"
WITHIN = "between groups of one element"

Ends = tuple[str, str]
"""Two ids: of the supplier, and of its customer."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Work from one element to another, as declared and as seen.

    ``declared`` is the volume of all carrying relations between the two, ``seen`` the number of handovers; each None
    where there is nothing. The shares are of what leaves the supplier, as declared and as seen.
    """

    supplier: str
    customer: str
    declared: float | None
    declared_share: float | None
    seen: int | None
    seen_share: float | None

    @property
    def ends(self) -> Ends:
        """The ids of both elements."""
        return self.supplier, self.customer


@dataclass(frozen=True, eq=False)
class Overlay:
    """A model under an event log; every list has the largest first.

    ``unknown`` are declared relations with an end that the log does not know; ``left_out`` counts handovers by reason.
    """

    organization: Organization
    log: str
    matching: Matching
    agreed: tuple[Compared, ...]
    never_seen: tuple[Compared, ...]
    never_declared: tuple[Compared, ...]
    unknown: tuple[Compared, ...]
    left_out: Mapping[str, int]


def find_overlay(organization: Organization, flows: Iterable[Flow], matching: Matching, *, log: str) -> Overlay:
    """Lay what a log shows over what a model declares; ``log`` is the name of its file."""
    tree = _Wholes(organization.elements)
    declared: dict[Ends, float] = defaultdict(float)
    for relation in organization.relations:
        if relation.is_carrying:
            declared[relation.supplier, relation.customer] += relation.volume
    seen: Counter[Ends] = Counter()
    left_out: Counter[str] = Counter()
    for flow in flows:
        supplier, customer = matching.elements.get(flow.supplier), matching.elements.get(flow.customer)
        if supplier is None or customer is None:
            left_out[NO_ELEMENT] += flow.handovers
        elif supplier == customer:
            left_out[WITHIN] += flow.handovers
        elif organization.by_id[supplier].kind == "customer":
            left_out[LEAVES_CUSTOMER] += flow.handovers
        else:
            seen[tree.find_declared((supplier, customer), declared)] += flow.handovers
    known = {whole for element in matching.elements.values() for whole in tree.up(element)}
    table = _compare(declared, seen)
    never_seen = [pair for pair in table if pair.seen is None]
    return Overlay(
        organization,
        log,
        matching,
        agreed=_largest_first(pair for pair in table if pair.seen is not None and pair.declared is not None),
        never_seen=_largest_first(pair for pair in never_seen if known.issuperset(pair.ends)),
        never_declared=_largest_first(pair for pair in table if pair.declared is None),
        unknown=_largest_first(pair for pair in never_seen if not known.issuperset(pair.ends)),
        left_out=dict(left_out.most_common()),
    )


class _Wholes:
    """What every element is part of."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._whole = {element.id: element.part_of for element in elements}

    def up(self, element: str) -> list[str]:
        """List an element and its wholes, the innermost first."""
        chain = [element]
        while (whole := self._whole[chain[-1]]) is not None:
            chain.append(whole)
        return chain

    def find_declared(self, ends: Ends, declared: Mapping[Ends, float]) -> Ends:
        """Find the declared relation that a handover counts for: the nearest above it, else none but its own ends."""
        suppliers, customers = (self.up(end) for end in ends)
        choices = [
            (above + beyond, above, (supplier, customer))
            for above, supplier in enumerate(suppliers)
            for beyond, customer in enumerate(customers)
            if (supplier, customer) in declared
        ]
        return min(choices)[2] if choices else ends


def _compare(declared: Mapping[Ends, float], seen: Mapping[Ends, int]) -> list[Compared]:
    out: Counter[str] = Counter()
    leaving: dict[str, float] = defaultdict(float)
    for (supplier, _), volume in declared.items():
        leaving[supplier] += volume
    for (supplier, _), number in seen.items():
        out[supplier] += number
    return [
        Compared(
            *ends,
            declared=declared.get(ends),
            declared_share=declared[ends] / leaving[ends[0]] if declared.get(ends) else None,
            seen=seen.get(ends),
            seen_share=seen[ends] / out[ends[0]] if ends in seen else None,
        )
        for ends in sorted({*declared, *seen})
    ]


def _largest_first(pairs: Iterable[Compared]) -> tuple[Compared, ...]:
    return tuple(sorted(pairs, key=lambda pair: (-(pair.seen or 0), -(pair.declared or 0.0), pair.ends)))
