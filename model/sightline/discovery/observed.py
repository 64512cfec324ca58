"""The organization that an event log shows: its groups, and who of them hands work to whom.

====================================  =================================================================================
in the log                            becomes
====================================  =================================================================================
group                                 a team (or a role); its events are its effort, unless that is not wanted
group that is named as, or like, one  an external customer
handovers from A to B                 A serves B; their number is the volume
handovers that leave a customer       nothing: demand is no work; they are counted
deliveries that are inferred          the last group serves the customer (:mod:`sightline.discovery.flows`)
handovers that come straight back     a suspected obstacle on the relation (:mod:`sightline.discovery.rework`)
waits                                 words beside such an obstacle: how long is long, the log does not know
====================================  =================================================================================

Effort counts work steps, the only measure of work that every log has; it does not know how long a step takes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from sightline.discovery.flows import Flow, infer_deliveries, list_flows
from sightline.discovery.handovers import Handovers
from sightline.discovery.rework import KIND, KIND_AT_CUSTOMER, LEAST_SHARE, is_candidate, propose_severity
from sightline.discovery.wording import spell_return, spell_wait
from sightline.document.fields import MAX_LABEL
from sightline.document.text_decoding import UNPRINTABLE
from sightline.document.tree import ImportSummary, Tree
from sightline.document.vocabulary import SECTION_OF
from sightline.errors import UsageError
from sightline.formats.customer_rules import Candidate, find_customers
from sightline.formats.graph_rules import LEAVES_CUSTOMER
from sightline.formats.identifiers import Named, make_ids, slug
from sightline.phrases import counted

TAG: Final = "event-log"
ASSUMED: Final = "assumed"
"""The tag of a delivery that the log does not show itself."""


@dataclass(frozen=True, slots=True)
class ObservedOptions:
    """How a log becomes an organization.

    ``customers``: the groups that are external customers; where none is named, those that are named like one.
    ``ends_at``: the customer at whom all cases end. ``seen_only``: infer no delivery but those of ``ends_at``.
    ``kind``: what groups become. ``effort``: propose the number of events as effort. ``least_share``: the returned
    share of handovers from which an obstacle is proposed.
    """

    customers: tuple[str, ...] = ()
    ends_at: str | None = None
    seen_only: bool = False
    kind: Literal["team", "role"] = "team"
    effort: bool = True
    least_share: float = LEAST_SHARE


@dataclass(frozen=True, slots=True)
class Observed:
    """What a log shows, before it is laid out: flows of work inside and to customers, and the demand of these.

    ``customers`` are groups of the log, and the customer at whom cases end where that is none of them.
    """

    found: Handovers
    customers: tuple[str, ...]
    work: tuple[Flow, ...]
    demand: tuple[Flow, ...]

    @property
    def inside(self) -> tuple[str, ...]:
        """The groups that are no external customers."""
        return tuple(group for group in self.found.groups.group if group not in self.customers)

    @property
    def deliveries(self) -> tuple[Flow, ...]:
        """The flows that reach an external customer."""
        return tuple(flow for flow in self.work if flow.customer in self.customers)


def observe(found: Handovers, options: ObservedOptions) -> Observed:
    """Tell work from demand in what a log shows, and add the deliveries that it does not show.

    Raises UsageError for an external customer that is no group of the log, or at whom cases end without a name.
    """
    groups = found.groups.group
    candidates = [Candidate((group, slug(group)), group, acts=True) for group in groups]
    customers = [groups[at] for at in sorted(find_customers(candidates, options.customers))]
    ends_at = options.ends_at
    if ends_at is not None:
        if not ends_at.strip():
            raise UsageError("cases end at somebody with a name: the one that is given is blank")
        ends_at = _find_group(ends_at, groups) or _fit(ends_at)
        customers = list(dict.fromkeys([*customers, ends_at]))
    flows = list_flows(found, customers)
    deliveries = infer_deliveries(found, customers, ends_at=ends_at, seen_only=options.seen_only)
    return Observed(
        found,
        tuple(customers),
        work=(*(flow for flow in flows if flow.supplier not in customers), *deliveries),
        demand=tuple(flow for flow in flows if flow.supplier in customers),
    )


def to_tree(observed: Observed, options: ObservedOptions, *, file: str) -> Tree:
    """Lay what a log shows out in the shape of format 1; ``file`` is the name of the log."""
    groups = observed.found.groups
    ends = dict.fromkeys([*groups.group, *observed.customers])
    ids = make_ids(Named(group, group, options.kind) for group in ends)
    figures = dict(zip(groups.group, zip(groups.events.tolist(), groups.cases.tolist(), strict=True), strict=True))
    sections: dict[str, dict[str, object]] = {"customers": {}, SECTION_OF[options.kind]: {}}
    work: dict[str, list[Flow]] = defaultdict(list)
    for flow in observed.work:
        work[flow.supplier].append(flow)
    for group in ends:
        is_customer = group in observed.customers
        body: dict[str, object] = {"name": _fit(group)}
        if group in figures:
            events, cases = figures[group]
            body["description"] = f"{counted(events, 'event')} in {counted(cases, 'case')} of the log."
            if options.effort and not is_customer:
                body["effort"] = events
            body["source"] = _source(file, group)
        relations = [_lay_out(flow, ids, observed, options, file) for flow in work[group]]
        sections["customers" if is_customer else SECTION_OF[options.kind]][ids[group]] = {
            **body,
            **({"serves": relations} if relations else {}),
        }
    demand = sum(flow.handovers for flow in observed.demand)
    summary = ImportSummary(
        format="Event log",
        version="",
        elements=len(groups),
        relations=int(observed.found.pairs.handovers.sum()),
        by_type={},
        left_out={LEAVES_CUSTOMER: demand} if demand else {},
    )
    name = _fit(Path(file).name)
    value = {"sightline": 1, "name": name, **{section: entries for section, entries in sections.items() if entries}}
    return Tree(value, file=file, notices=observed.found.notices, summary=summary)


def find_candidates(observed: Observed, options: ObservedOptions) -> tuple[Flow, ...]:
    """Find the flows of which so many handovers came back that an obstacle is proposed; the most repeated first."""
    flows = [
        flow for flow in observed.work if is_candidate(flow.repeated, flow.handovers, least_share=options.least_share)
    ]
    return tuple(sorted(flows, key=lambda flow: (-flow.repeated, flow.supplier, flow.customer)))


def _lay_out(
    flow: Flow, ids: Mapping[str, str], observed: Observed, options: ObservedOptions, file: str
) -> dict[str, object]:
    entry: dict[str, object] = {"to": ids[flow.customer], "volume": flow.handovers}
    if flow.repeated:
        entry["returned_share"] = flow.repeated / flow.handovers
    if _is_candidate(flow, options):
        severity = propose_severity(flow.repeated, flow.handovers)
        told = [spell_return(flow), *([spell_wait(flow)] if flow.median_wait is not None else [])]
        entry["obstacles"] = [
            {
                "kind": KIND_AT_CUSTOMER if flow.customer in observed.customers else KIND,
                "severity": severity.value,
                "low": severity.low,
                "high": severity.high,
                "evidence": [{"type": TAG, "text": text} for text in told],
                "status": "suspected",
            }
        ]
    entry["tags"] = [TAG, *([ASSUMED] if flow.is_assumed else [])]
    entry["source"] = _source(file, f"{flow.supplier} -> {flow.customer}")
    return entry


def _is_candidate(flow: Flow, options: ObservedOptions) -> bool:
    return is_candidate(flow.repeated, flow.handovers, least_share=options.least_share)


def _find_group(name: str, groups: Sequence[str]) -> str | None:
    plain = " ".join(name.split()).casefold()
    return next((group for group in groups if plain in (" ".join(group.split()).casefold(), slug(group))), None)


def _source(file: str, place: str) -> dict[str, object]:
    # The end of a long path tells more than its beginning.
    return {"file": UNPRINTABLE.sub("\ufffd", file[-MAX_LABEL:]), "place": _fit(place)}


def _fit(text: str) -> str:
    plain = UNPRINTABLE.sub("\ufffd", " ".join(text.split())) or "unnamed"
    return plain if len(plain) <= MAX_LABEL else f"{plain[: MAX_LABEL - 1]}…"
