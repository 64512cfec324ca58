"""What was discovered as plain values, for programs: the JSON of ``sightline discover`` and ``sightline overlay``.

Waits are in seconds, shares between 0 and 1; null stands for what is not known.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from sightline.discovery.log_columns import ColumnProposal
from sightline.discovery.observed import Observed, ObservedOptions, find_candidates
from sightline.discovery.overlay import Compared, Overlay
from sightline.discovery.overlay_effect import OverlayEffect
from sightline.discovery.rework import propose_severity
from sightline.discovery.ways import find_busiest_way, find_without_way
from sightline.formats.columns import Cell
from sightline.formats.csv_folder import guard
from sightline.phrases import spelled

Plain = dict[str, object]
_HANDOVER = (
    "from",
    "to",
    "basis",
    "handovers",
    "returned",
    "repeated",
    "median_wait",
    "long_wait",
    "severity",
    "low",
    "high",
)
"""What is told of every pair of groups. ``basis``: ``seen``, ``assumed``, or ``demand`` where it leaves a customer."""


def discovery_to_plain(
    observed: Observed, options: ObservedOptions, *, file: str, columns: Iterable[ColumnProposal]
) -> Plain:
    """Lay out what a log shows; ``columns`` say what each of its columns was taken for, and why."""
    found = observed.found
    return {
        "sightline": 1,
        "file": file,
        "cases": found.cases,
        "events": found.events,
        "waits": found.waits,
        "columns": [asdict(column) for column in columns],
        "notices": list(found.notices),
        "groups": _groups(observed),
        "handovers": [dict(zip(_HANDOVER, cells, strict=True)) for cells in _handovers(observed, options)],
        "way": [{"from": flow.supplier, "to": flow.customer} for flow in find_busiest_way(observed)],
        "without_way": list(find_without_way(observed)),
    }


def handovers_to_csv(observed: Observed, options: ObservedOptions) -> str:
    """Spell every pair of groups as CSV, in which no cell can be taken for a formula; what is not known is blank."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_HANDOVER)
    for cells in _handovers(observed, options):
        writer.writerow([guard(spelled(cell) if isinstance(cell, str) else cell) for cell in cells])
    return buffer.getvalue()


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


def _handovers(observed: Observed, options: ObservedOptions) -> Iterator[tuple[Cell, ...]]:
    candidates = set(find_candidates(observed, options))
    for flow in (*observed.work, *observed.demand):
        basis = "assumed" if flow.is_assumed else "demand" if flow.supplier in observed.customers else "seen"
        proposed = propose_severity(flow.repeated, flow.handovers) if flow in candidates else None
        severity = (proposed.value, proposed.low, proposed.high) if proposed else (None, None, None)
        counts = flow.handovers, flow.returned, flow.repeated
        yield (flow.supplier, flow.customer, basis, *counts, flow.median_wait, flow.long_wait, *severity)


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
