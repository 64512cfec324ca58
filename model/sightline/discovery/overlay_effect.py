"""What an overlay means for external customers: routes that nobody declared, and best lines that nobody saw in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sightline.arrays.best_lines import follow
from sightline.discovery.observed_volumes import add_undeclared
from sightline.discovery.overlay import Compared, Ends, Overlay
from sightline.snapshot import Snapshot
from sightline.studies.effect import Effect


@dataclass(frozen=True, slots=True)
class OverlayEffect:
    """The overlay in terms of the customer.

    ``opening`` are undeclared handovers of a supplier who is declared to have no route to any external customer, and
    has one through them; ``came_to_light`` all elements that get a route so. ``carried`` gives, for each declared
    relation that was never seen, those whose best line to a customer runs over it; none are left out.
    """

    opening: tuple[Compared, ...]
    came_to_light: tuple[str, ...]
    carried: Mapping[Ends, tuple[str, ...]]


def find_overlay_effect(overlay: Overlay) -> OverlayEffect:
    """Find what an overlay means for external customers."""
    declared = Snapshot(overlay.organization)
    effect = Effect(declared, Snapshot(add_undeclared(overlay)))
    hops_before, hops_after = (_hops(snapshot) for snapshot in (declared, effect.after))
    opening = tuple(
        pair
        for pair in overlay.never_declared
        if hops_before[pair.supplier] < 0 and 0 <= hops_after[pair.customer] <= hops_after[pair.supplier]
    )
    return OverlayEffect(opening, effect.came_to_light, _find_carried(declared, overlay))


def _find_carried(declared: Snapshot, overlay: Overlay) -> dict[Ends, tuple[str, ...]]:
    network, lines = declared.network, declared.best_lines
    ids, relations = network.elements.ids, network.relations
    carried: dict[Ends, list[str]] = {pair.ends: [] for pair in overlay.never_seen}
    for row in np.flatnonzero(lines.step >= 0).tolist():
        for step in follow(network, lines, row):
            ends = str(ids[relations.supplier[step]]), str(ids[relations.customer[step]])
            if ends in carried:
                carried[ends].append(str(ids[row]))
    return {ends: tuple(elements) for ends, elements in carried.items() if elements}


def _hops(snapshot: Snapshot) -> dict[str, int]:
    return dict(zip(snapshot.network.elements.ids.tolist(), snapshot.routes.hops.tolist(), strict=True))
