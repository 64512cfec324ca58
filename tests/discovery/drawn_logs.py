"""Event logs drawn by hand, as the groups that work on each case in turn, and their handovers counted the slow way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

import numpy as np

from sightline.discovery.handovers import GroupFigures, HandoverPairs, Handovers, WaitMeaning

CLAIMS = (
    *["Customer Intake Assessment Payments Customer"] * 6,
    *["Customer Intake Assessment Intake Assessment Payments Customer"] * 3,
    "Customer Intake Assessment Intake Assessment Intake Assessment Payments Customer",
    *["Customer Intake Assessment Records"] * 2,
)
"""Twelve claims: of 17 handovers from Intake to Assessment 5 come straight back, and 2 claims end in Records.

(customer) ..12..> intake ==x17==> assessment ==x10==> payments ==x10==> (customer)
                     <=====x5======'    `=====x2=====> records
"""
TELEPHONE = (
    *["customer Brisbane handler"] * 15,
    *["customer Sydney handler"] * 14,
    *["customer Sydney Sydney"] * 3,
    *["customer Brisbane"] * 2,
)
"""Thirty-four calls, all of which a customer begins; none is seen to come back to the customer."""


def count_handovers(cases: Iterable[str], *, hours: float | None = None) -> Handovers:
    """Count the handovers of cases, each the names of its groups in turn; every handover waits the same ``hours``."""
    traces = [case.split() for case in cases]
    handovers, returned, touched = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for trace in traces:
        steps = list(pairwise(group for group, _ in groupby(trace)))
        handovers.update(steps)
        touched.update(set(steps))
        returned.update(step for step, after in pairwise(steps) if after == step[::-1])
    order = sorted(handovers, key=lambda pair: (-handovers[pair], pair))
    waits = np.full(len(order), np.nan if hours is None else hours * 3_600)
    pairs = HandoverPairs(
        tuple(supplier for supplier, _ in order),
        tuple(customer for _, customer in order),
        handovers=_counts(handovers[pair] for pair in order),
        cases=_counts(touched[pair] for pair in order),
        mean_wait=waits,
        median_wait=waits,
        long_wait=waits,
        returned=_counts(returned[pair] for pair in order),
        revisited=_counts(returned[pair] for pair in order),
    )
    waited: WaitMeaning = "unknown" if hours is None else "between events"
    return Handovers(pairs, _count_groups(traces), len(traces), sum(map(len, traces)), waited, ())


def _count_groups(traces: Sequence[Sequence[str]]) -> GroupFigures:
    events = Counter(group for trace in traces for group in trace)
    order = sorted(events, key=lambda group: (-events[group], group))
    return GroupFigures(
        tuple(order),
        events=_counts(events[group] for group in order),
        cases=_counts(sum(group in trace for trace in traces) for group in order),
        first=_counts(sum(trace[0] == group for trace in traces) for group in order),
        last=_counts(sum(trace[-1] == group for trace in traces) for group in order),
        continued=_counts(
            sum(pair == (group, group) for trace in traces for pair in pairwise(trace)) for group in order
        ),
    )


def _counts(numbers: Iterable[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter(numbers, dtype=np.int64)
