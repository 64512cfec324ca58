"""What a map draws, before it has a place: one row of figures per node, for single elements and folded units alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sightline.arrays.network import Flags, Floats, Rows
from sightline.arrays.sums import sum_by_row
from sightline.pictures.map_choice import idle_containers
from sightline.pictures.map_folding import Folding
from sightline.pipeline import Analysis


@dataclass(frozen=True, eq=False)
class Drawn:
    """The nodes drawn, one entry each: a single element or a folded unit, with the figures of all that is in it.

    ``place`` gives per element row the number of its node, -1 where it is not drawn. ``sight`` is the worst of those
    that work goes through, NaN where none does; ``hops`` the fewest, -1 where all are stranded.
    """

    rows: Rows
    ids: tuple[str, ...]
    place: Rows
    members: Rows
    sight: Floats
    haze: Floats
    effort: Floats
    hops: Rows
    assessed: Flags
    idle: Flags

    @classmethod
    def of(cls, analysis: Analysis, folding: Folding, shown: Flags) -> Drawn:
        """Gather the figures of the elements shown into their nodes."""
        network, found = analysis.snapshot.network, analysis.sight
        elements = network.elements
        inside = np.flatnonzero(shown)
        rows, node = np.unique(folding.drawn[inside], return_inverse=True)
        count = len(rows)
        working = ~idle_containers(network)[inside]

        sight = np.full(count, np.inf)
        np.minimum.at(sight, node[working], found.sight[inside[working]])
        haze = np.zeros(count)
        np.maximum.at(haze, node, 1.0 - analysis.snapshot.flow.clarity.elements[inside])
        far = len(elements)
        hops = np.full(count, far)
        steps = found.hops[inside]
        np.minimum.at(hops, node[steps >= 0], steps[steps >= 0])
        vague = np.zeros(count, dtype=np.bool_)
        vague[node[working & ~analysis.coverage.elements[inside]]] = True
        place = np.full(len(elements), -1, dtype=np.int64)
        place[inside] = node
        return cls(
            rows=rows,
            ids=tuple(elements.ids[rows].tolist()),
            place=place,
            members=np.where(folding.folded[rows], np.bincount(node, minlength=count), 0),
            sight=np.where(np.isfinite(sight), sight, np.nan),
            haze=haze,
            effort=sum_by_row(node, elements.effort[inside], count),
            hops=np.where(hops < far, hops, -1),
            assessed=~vague,
            idle=np.isinf(sight),
        )
