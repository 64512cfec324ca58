"""The figures of one obstacle, explained: blocked, gain, share."""

from __future__ import annotations

from typing import Final

import numpy as np

from sightline.arrays.clarity import part_of_blocked, without_each
from sightline.phrases import counted
from sightline.pipeline import Analysis
from sightline.report.explaining.explanation import (
    Explanation,
    explain,
    share_of,
)
from sightline.report.wording import Names

_NOTHING: Final = 1e-9
"""A share below this is rounding."""


def of_blocked(analysis: Analysis, obstacle: int) -> Explanation:
    """Explain the effort that ends at one obstacle."""
    network, total = analysis.snapshot.network, analysis.snapshot.network.total_effort
    arriving, passing, where = _at_place(analysis, obstacle)
    part = float(part_of_blocked(network)[obstacle])
    numbers = ["No effort is recorded, so none is blocked."]
    if total > 0:
        stopped = 1.0 - passing
        numbers = [
            f"Of all effort, {share_of(arriving)} gets as far as {where}.",
            f"The obstacles there stop {share_of(stopped)} of it: {share_of(arriving * stopped)}.",
        ]
        if part < 1 - 1e-9:
            numbers.append(f"The part of this one, by depths, is {share_of(part)} of that.")
        numbers.append(f"Blocked by it: {share_of(float(analysis.occlusion.obstacles.blocked[obstacle]))}.")
    return explain(
        "Blocked",
        "How much of all effort ends at this obstacle today. It tells where the loss shows, not what clearing it is"
        " worth.",
        r"\text{blocked} = \frac{\text{arrives} \cdot (1 - \text{passes})}{\text{all effort}}",
        numbers,
        "occlusion: blocked, gain and share",
    )


def of_gain(analysis: Analysis, obstacle: int) -> Explanation:
    """Explain what clearing one obstacle alone would gain."""
    network, flow = analysis.snapshot.network, analysis.snapshot.flow
    cost, index = analysis.occlusion.obstacles, analysis.sight.index
    gain, exact = float(cost.gain[obstacle]), bool(cost.exact[obstacle])
    numbers = ["No effort is recorded, so nothing can be gained."]
    if index is not None:
        arriving, passing, where = _at_place(analysis, obstacle)
        cleared = float(without_each(network)[obstacle])
        relation = int(network.obstacles.relation[obstacle])
        onward = float(
            flow.sight[network.relations.customer[relation]]
            if relation >= 0
            else flow.onwards[network.obstacles.element[obstacle]]
        )
        once = arriving * (cleared - passing) * onward
        numbers = [
            f"Of all effort, {share_of(arriving)} gets as far as {where}.",
            f"Today {share_of(passing)} of it passes; without this obstacle it would be {share_of(cleared)}.",
            f"Of what passes, {share_of(onward)} reaches an external customer.",
            f"{share_of(arriving)} × {share_of(cleared - passing)} more × {share_of(onward)} = {share_of(once)}.",
        ]
        if gain > once * (1 + 1e-9):
            numbers.append(f"Work comes back here in a circle, so clearing counts {gain / once:.2f} times.")
        least = "" if exact else "at least "
        after, rise = f"{least}{share_of(index + gain)}", f"{least}{share_of(gain)}"
        numbers.append(
            f"The index would rise from {share_of(index)} to {after}, by {rise}."
            if gain > _NOTHING or not exact
            else f"The index would stay at {share_of(index)}."
        )
    return explain(
        "Gain",
        "How far the index rises if this obstacle alone is cleared and nothing else changes. Gains do not add up: what"
        " is freed here may be blocked further on.",
        r"\text{gain} = L_{\text{without it}} - L",
        numbers,
        "occlusion: blocked, gain and share",
    )


def of_share(analysis: Analysis, obstacle: int) -> Explanation:
    """Explain the fair share of one obstacle beside that of the others."""
    share, sight = analysis.occlusion.obstacles.share, analysis.sight
    numbers = ["No effort is recorded, so nothing is lost."]
    if sight.index is not None and sight.clear_index is not None:
        cost, own = sight.clear_index - sight.index, float(share[obstacle])
        others = np.delete(share, obstacle)
        numbers = [
            f"Without any obstacle the index would be {share_of(sight.clear_index)}; it is {share_of(sight.index)}.",
            f"So all obstacles together cost {share_of(cost)}.",
            f"The share of this one: {share_of(own)}.",
        ]
        if len(others):
            numbers.append(f"The shares of {counted(len(others), 'other obstacle')}: {share_of(float(others.sum()))}.")
        if cost > _NOTHING:
            numbers.append(f"Thus {share_of(own / cost)} of all that obstacles cost is counted as its part.")
    return explain(
        "Fair share",
        "The part that this obstacle has in all that obstacles cost. All severities are turned up together from"
        " nothing to what they are, and each obstacle is charged what it takes on the way. Shares add up.",
        r"\text{share} = \int_0^1 -\,\text{severity} \cdot \frac{\partial L}{\partial\,\text{severity}} \, dt",
        numbers,
        "occlusion: blocked, gain and share",
    )


def _at_place(analysis: Analysis, obstacle: int) -> tuple[float, float, str]:
    """Say what part of all effort gets to the place of an obstacle, what passes there, and what people call it."""
    network, flow, names = analysis.snapshot.network, analysis.snapshot.flow, Names(analysis.snapshot.network)
    scale = 1.0 / network.total_effort if network.total_effort > 0 else 0.0
    element, relation = int(network.obstacles.element[obstacle]), int(network.obstacles.relation[obstacle])
    owner = element if element >= 0 else int(network.relations.supplier[relation])
    arriving = float(flow.arrivals[owner]) * scale if analysis.sight.hops[owner] > 0 else 0.0
    if element >= 0:
        return arriving, float(flow.clarity.elements[element]), names.element(element)
    sent = float(network.share[relation] * network.relations.handoff[relation] * flow.clarity.elements[owner])
    return arriving * sent, float(flow.clarity.relations[relation]), f"the way between {names.relation(relation)}"
