"""The sample organizations in two readings: Sightline's own, and the simpler one the answer keys were made with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from sightline.analyzers.occlusion import gain_of_set
from sightline.arrays.network import Flags, Floats, Network
from sightline.document import Organization, build_organization
from sightline.document.yaml_reading import read_yaml
from sightline.pipeline import Analysis, analyze
from sightline.snapshot import Snapshot

FOLDER = Path(__file__).resolve().parents[2] / "sample_orgs"
START = "organization.yaml"

Reading = Literal["nominal", "own"]
READINGS: tuple[Reading, ...] = get_args(Reading)
"""`nominal`: equal effort for all but customers and containers, no loss in handoffs. `own`: the files as they are."""


@cache
def read(relative: str) -> Organization:
    """Read one file of the sample folder."""
    return build_organization(read_yaml((FOLDER / relative).read_bytes(), file=relative))


@cache
def analyzed(sample: str, reading: Reading = "own", file: str = START) -> Analysis:
    """Analyze one file of a sample in one reading."""
    snapshot = Snapshot(read(f"{sample}/{file}"))
    return analyze(Snapshot(network=as_nominal(snapshot.network)) if reading == "nominal" else snapshot)


def as_nominal(network: Network) -> Network:
    """Weigh every element the same but external customers and containers, and lose nothing in handoffs."""
    idle = network.elements.is_customer | network.containers
    return replace(
        network,
        handoff_clarity=1.0,
        elements=replace(network.elements, effort=np.where(idle, 0.0, 1.0)),
        relations=replace(network.relations, handoff=np.ones(len(network.relations))),
    )


def changed(analysis: Analysis, severity: Callable[[str, float], float]) -> Analysis:
    """Analyze again with other severities, given each obstacle's id and severity."""
    network = analysis.snapshot.network
    ids = network.obstacles.ids.tolist()
    after = [severity(one, was) for one, was in zip(ids, network.obstacles.severity.tolist(), strict=True)]
    return analyze(replace(network, obstacles=replace(network.obstacles, severity=np.array(after))))


def gain_of(analysis: Analysis, obstacles: Collection[str]) -> float:
    """Give what clearing these obstacles at once gains."""
    rows = [analysis.snapshot.network.obstacles.row[one] for one in sorted(obstacles)]
    return gain_of_set(analysis.snapshot, np.array(rows, dtype=np.int64))


def gain(analysis: Analysis, obstacle: str) -> float:
    """Give what clearing one obstacle gains."""
    return float(analysis.occlusion.obstacles.gain[analysis.snapshot.network.obstacles.row[obstacle]])


def hottest(analysis: Analysis, count: int) -> list[str]:
    """List the obstacles with the largest gains, the largest first."""
    ids = analysis.snapshot.network.obstacles.ids
    return [str(ids[row]) for row in analysis.occlusion.hotspots[:count]]


def obstacles_where(analysis: Analysis, flags: Flags) -> list[str]:
    """List the ids of the obstacles flagged."""
    return [str(one) for one in analysis.snapshot.network.obstacles.ids[flags]]


def with_theme(analysis: Analysis, theme: str) -> list[str]:
    """List the obstacles that have a theme."""
    themes = analysis.snapshot.network.obstacles.themes
    return obstacles_where(analysis, np.array([theme in named for named in themes]))


def on_elements_of(analysis: Analysis, unit: str) -> list[str]:
    """List the obstacles on elements that are directly part of a unit."""
    network = analysis.snapshot.network
    inside = network.elements.parent == network.elements.row[unit]
    placed = network.obstacles.element
    return obstacles_where(analysis, (placed >= 0) & inside[placed])


def of(analysis: Analysis, values: Floats, element: str) -> float:
    """Take one element's value."""
    return float(values[analysis.snapshot.network.elements.row[element]])


def stands_before(analysis: Analysis, element: str) -> set[str]:
    """List the elements that have no route without this one."""
    chokepoints = analysis.chokepoints
    return {
        str(one) for one in analysis.snapshot.network.elements.ids if element in chokepoints.on_every_route(str(one))
    }


def gates(analysis: Analysis) -> dict[str, int]:
    """Give every internal element the number of elements it stands before."""
    network = analysis.snapshot.network
    before = dict(zip(network.elements.ids.tolist(), analysis.chokepoints.stands_before.tolist(), strict=True))
    return {one: count for one, count in before.items() if not network.elements.is_customer[network.elements.row[one]]}


def causes_of(analysis: Analysis, obstacle: str) -> set[str]:
    """List everything that an obstacle goes back to, directly or not."""
    obstacles = analysis.snapshot.network.obstacles
    found: set[int] = set()
    pending = [obstacles.row[obstacle]]
    while pending:
        for cause in obstacles.causes[pending.pop()]:
            if cause not in found:
                found.add(cause)
                pending.append(cause)
    return {str(obstacles.ids[row]) for row in found}


def trail(analysis: Analysis, element: str) -> dict[str, float]:
    """Split the depth of an element by obstacle."""
    ids = analysis.snapshot.network.obstacles.ids.tolist()
    return dict(zip(ids, analysis.rub_off.trail(element).obstacles.tolist(), strict=True))


def gain_by_area(analysis: Analysis) -> dict[str, float]:
    """Sum the gains of single obstacles by area."""
    areas = analysis.snapshot.network.obstacles.areas.tolist()
    gains = analysis.occlusion.obstacles.gain.tolist()
    return {area: sum(g for g, other in zip(gains, areas, strict=True) if other == area) for area in set(areas)}
