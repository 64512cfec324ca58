"""What of the inside shows on products: themes that stand upstream and on the product, and haze that is not its own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sightline.analyzers.grouping import themes
from sightline.arrays.network import KIND_CODES, Floats, Network, Rows
from sightline.document import Element
from sightline.findings import Finding
from sightline.phrases import listed, percent
from sightline.snapshot import Snapshot

_NAMED = 4
_NOTHING = 1e-9
"""A share below this is rounding."""


def find_projected(snapshot: Snapshot, parts: Mapping[int, Floats]) -> tuple[Finding, ...]:
    """Tell each product that shares a theme with the obstacles that its work has passed.

    ``parts`` is the depth of each product's row, split by obstacle. The figure is the share of what the product
    inherits that those obstacles make; where it is modelled on something internal, any share is enough.
    """
    network, limits = snapshot.network, snapshot.thresholds
    grouped = themes(network)
    live = network.obstacles.severity[grouped.obstacle] > 0
    obstacle, theme = grouped.obstacle[live], grouped.group[live]
    place = network.obstacles.element[obstacle]
    findings = []
    for row, depths in parts.items():
        inherited = float(snapshot.rub_off.inherited[row])
        alike = np.isin(theme, theme[place == row]) & (place != row) & (depths[obstacle] > 0)
        upstream = np.unique(obstacle[alike])
        share = min(float(depths[upstream].sum()) / inherited, 1.0) if inherited > 0 else 0.0
        model = _internal_model(snapshot, row)
        threshold = 0.0 if model else limits.projection_share
        if share < _NOTHING or share < threshold:
            continue
        worst = upstream[np.argsort(-depths[upstream], kind="stable")]
        shared = [grouped.labels[group] for group in np.unique(theme[alike]).tolist()]
        name, elements, relations = network.elements.title(row), *_places(network, worst)
        findings.append(
            Finding(
                code="projection",
                title=f"{name} shows customers what also stands in the way inside: {listed(shared, _NAMED)}",
                severity="warning" if model else "notice",
                value=share,
                threshold=threshold,
                elements=(str(network.elements.ids[row]), *elements),
                relations=relations,
                why=f"{percent(share)} of the haze that {name} inherits has the themes that are on {name} itself"
                + (f", which is modelled on {model.title}" if model else "")
                + ". What is usual inside is easily built into what is made for others.",
                evidence_against="A theme is a word that somebody gave; customers may want what is usual inside.",
                action="Look at the cause upstream together with the product, and watch customers use it.",
            )
        )
    return tuple(findings)


def find_inherited(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Tell each product whose haze is mostly not its own."""
    network, lens, limits = snapshot.network, snapshot.rub_off, snapshot.thresholds
    share = np.divide(lens.inherited, lens.depth, out=np.zeros(len(lens.depth)), where=lens.depth > 0)
    deep = (lens.depth > 0) & (lens.depth >= limits.inherited_depth_least)
    rows = np.flatnonzero((network.elements.kinds == KIND_CODES["product"]) & deep & (share > limits.inherited_share))
    known = network.elements.assessed | network.has_obstacle[0]
    findings = []
    for row in rows[np.argsort(-lens.inherited[rows], kind="stable")].tolist():
        name = network.elements.title(row)
        title = (
            f"{percent(share[row])} of the haze on {name} comes from upstream"
            if known[row]
            else f"All the haze known on {name} comes from upstream; its own part is unknown"
        )
        findings.append(
            Finding(
                code="look-within",
                title=title,
                severity="notice",
                value=float(share[row]),
                threshold=limits.inherited_share,
                elements=(str(network.elements.ids[row]),),
                why=f"Whatever is done on {name} alone, that haze stays: it was there before the work arrived.",
                evidence_against="What stands upstream may have been looked at more closely than the product.",
                action=f"See under rub-off where the haze on {name} comes from, and begin there.",
            )
        )
    return tuple(findings)


def _internal_model(snapshot: Snapshot, row: int) -> Element | None:
    """Give the internal element that a product is modelled on, if the file names one."""
    if snapshot.organization is None:
        return None
    known = snapshot.organization.by_id
    model = known.get(known[str(snapshot.network.elements.ids[row])].modelled_on or "")
    return model if model is not None and model.kind != "customer" else None


def _places(network: Network, obstacles: Rows) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Spell where obstacles sit, each place once: the elements, and the relations."""
    on_element = network.obstacles.element[obstacles] >= 0
    spelled = [
        dict.fromkeys(network.spell_place(one) for one in obstacles[flags].tolist())
        for flags in (on_element, ~on_element)
    ]
    return tuple(spelled[0]), tuple(spelled[1])
