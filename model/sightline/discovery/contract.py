"""What was discovered as plain values, for programs: the JSON of ``sightline discover`` and ``sightline overlay``.

Waits are in seconds, shares between 0 and 1; null stands for what is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sightline.discovery.observed import Observed, ObservedOptions, find_candidates
from sightline.discovery.overlay import Compared, Overlay
from sightline.discovery.overlay_effect import OverlayEffect
from sightline.discovery.rework import propose_severity
from sightline.discovery.ways import find_busiest_way, find_without_way

Plain = dict[str, object]


def discovery_to_plain(
    observed: Observed, options: ObservedOptions, *, file: str, columns: Sequence[Mapping[str, object]]
) -> Plain:
    """Lay out what a log shows; ``columns`` say what each of its columns was taken for, and why."""
    found = observed.found
    return {
        "sightline": 1,
        "file": file,
        "cases": found.cases,
        "events": found.events,
        "waits": found.waits,
        "columns": [dict(column) for column in columns],
        "notices": list(found.notices),
        "groups": _groups(observed),
        "handovers": handovers_to_plain(observed, options),
        "way": [{"from": flow.supplier, "to": flow.customer} for flow in find_busiest_way(observed)],
        "without_way": list(find_without_way(observed)),
    }


def handovers_to_plain(observed: Observed, options: ObservedOptions) -> list[Plain]:
    """Lay out every pair of groups: ``basis`` is ``seen``, ``assumed``, or ``demand`` where it leaves a customer."""
    candidates = {(flow.supplier, flow.customer) for flow in find_candidates(observed, options)}
    rows: list[Plain] = []
    for flow in (*observed.work, *observed.demand):
        basis = "assumed" if flow.is_assumed else "demand" if flow.supplier in observed.customers else "seen"
        is_candidate = basis == "seen" and (flow.supplier, flow.customer) in candidates
        proposed = propose_severity(flow.returned, flow.handovers) if is_candidate else None
        rows.append(
            {
                "from": flow.supplier,
                "to": flow.customer,
                "basis": basis,
                "handovers": flow.handovers,
                "returned": flow.returned,
                "median_wait": flow.median_wait,
                "long_wait": flow.long_wait,
                "severity": proposed and proposed.value,
                "low": proposed and proposed.low,
                "high": proposed and proposed.high,
            }
        )
    return rows


def overlay_to_plain(overlay: Overlay, effect: OverlayEffect, *, model: str) -> Plain:
    """Lay out an overlay and what it means for external customers."""
    return {
        "sightline": 1,
        "model": model,
        "log": overlay.log,
        "groups": dict(overlay.matching.elements),
        "unmatched": [{"group": one.group, "nearest": list(one.nearest)} for one in overlay.matching.unmatched],
        "agreed": _compared(overlay.agreed),
        "never_seen": _compared(overlay.never_seen),
        "never_declared": _compared(overlay.never_declared),
        "unknown": _compared(overlay.unknown),
        "left_out": dict(overlay.left_out),
        "opening": [{"from": pair.supplier, "to": pair.customer} for pair in effect.opening],
        "came_to_light": list(effect.came_to_light),
        "carried": [
            {"from": supplier, "to": customer, "best_line_of": list(elements)}
            for (supplier, customer), elements in effect.carried.items()
        ],
    }


def _groups(observed: Observed) -> list[Plain]:
    groups = observed.found.groups
    columns = (groups.events, groups.cases, groups.first, groups.last)
    return [
        {
            "name": name,
            "customer": name in observed.customers,
            "events": events,
            "cases": cases,
            "first": first,
            "last": last,
        }
        for name, events, cases, first, last in zip(groups.group, *(one.tolist() for one in columns), strict=True)
    ]


def _compared(pairs: Iterable[Compared]) -> list[Plain]:
    return [
        {
            "from": pair.supplier,
            "to": pair.customer,
            "declared": pair.declared,
            "declared_share": pair.declared_share,
            "seen": pair.seen,
            "seen_share": pair.seen_share,
        }
        for pair in pairs
    ]
