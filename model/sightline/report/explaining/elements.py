"""The figures of one element or external customer, explained."""

from __future__ import annotations

import math

import numpy as np

from sightline.phrases import counted
from sightline.pipeline import Analysis
from sightline.report.explaining.explanation import (
    MOST_PARTS,
    Explanation,
    amount_of,
    depth_of,
    explain,
    largest,
    rest_of,
    share_of,
)
from sightline.report.wording import Names


def of_sight(analysis: Analysis, row: int) -> Explanation:
    """Explain the sight of one element by the ways that its work takes."""
    network, flow, names = analysis.snapshot.network, analysis.snapshot.flow, Names(analysis.snapshot.network)
    relations, sight = network.relations, analysis.sight.sight
    if network.elements.is_customer[row]:
        numbers = [f"{names.element(row)} is an external customer: what has arrived here is seen."]
    elif analysis.sight.hops[row] < 0:
        numbers = [f"No chain of work leads from {names.element(row)} to an external customer."]
    else:
        ways = np.flatnonzero((relations.supplier == row) & (relations.volume > 0))
        seen = flow.passing[ways] * sight[relations.customer[ways]]
        named, rest = largest(seen, all_parts=True)
        numbers = [
            f"{share_of(network.share[way])} of its work goes to {names.element(int(relations.customer[way]))};"
            f" {share_of(relations.handoff[way] * flow.clarity.relations[way])} passes on the way, and"
            f" {share_of(sight[relations.customer[way]])} goes on from there to a customer: {share_of(part)}."
            for way, part in zip(ways[named].tolist(), seen[named].tolist(), strict=True)
        ]
        numbers += rest_of(rest, "other way", lambda rows: share_of(seen[rows].sum()))
        own, leaving = float(flow.clarity.elements[row]), float(seen.sum())
        numbers.append(
            f"{names.element(row)} itself lets {share_of(own)} through: {share_of(own)} × {share_of(leaving)}"
            f" = {share_of(sight[row])}."
        )
    return explain(
        "Sight",
        "How much of an element's work can be expected to reach an external customer with nothing in the way, over all"
        " the routes that it takes.",
        r"\text{sight}_v = c_v \sum_{e:\, v \to w} p_e \, c_e \, \text{sight}_w",
        numbers,
        "line of sight",
    )


def of_best_line(analysis: Analysis, row: int) -> Explanation:
    """Explain the best line of one element, step by step."""
    network, clarity, names = (
        analysis.snapshot.network,
        analysis.snapshot.flow.clarity,
        Names(analysis.snapshot.network),
    )
    relations, sight = network.relations, analysis.sight
    numbers, factors, at = [], [], row
    while (step := int(sight.step[at])) >= 0:
        here, way = float(clarity.elements[at]), float(relations.handoff[step] * clarity.relations[step])
        factors.append(here * way)
        after = int(relations.customer[step])
        numbers.append(
            f"{names.element(at)} lets {share_of(here)} through, the way to {names.element(after)} {share_of(way)}."
        )
        at = after
    if len(factors) > 2 * MOST_PARTS:
        left = factors[2 * MOST_PARTS :]
        numbers[2 * MOST_PARTS :] = [f"{counted(len(left), 'further step')} let {share_of(math.prod(left))} through."]
    if factors:
        numbers.append(f"Multiplied: {share_of(float(sight.best_line[row]))}.")
    elif network.elements.is_customer[row]:
        numbers = ["An external customer is where lines end."]
    else:
        numbers = ["There is no line to an external customer."]
    return explain(
        "Best line",
        "The one route to an external customer that lets most through: what every place and every way on it lets"
        " through, multiplied.",
        r"\max_{\text{routes}} \; \prod_{\text{steps } v \to w} c_v \cdot c_{v \to w}",
        numbers,
        "line of sight",
    )


def of_hops(analysis: Analysis, row: int) -> Explanation:
    """Explain the number of steps to the nearest external customer by naming one shortest route."""
    network, hops, names = analysis.snapshot.network, analysis.sight.hops, Names(analysis.snapshot.network)
    relations, numbers, at = network.relations, [], row
    while hops[at] > 0:
        ways = np.flatnonzero((relations.supplier == at) & (relations.volume > 0))
        after = int(next(w for w in relations.customer[ways].tolist() if hops[w] == hops[at] - 1))
        numbers.append(f"{names.element(at)} to {names.element(after)}.")
        at = after
    if len(numbers) > 2 * MOST_PARTS:
        numbers[2 * MOST_PARTS :] = [f"{counted(len(numbers) - 2 * MOST_PARTS, 'further step')}."]
    if hops[row] < 0:
        numbers = ["No chain of work leads from here to an external customer."]
    else:
        numbers.append(f"That makes {counted(int(hops[row]), 'step')}.")
    return explain(
        "Steps to a customer",
        "The fewest relations between an element and any external customer. The clearest route may take more.",
        "",
        numbers,
        "line of sight",
    )


def of_depth(analysis: Analysis, row: int) -> Explanation:
    """Explain the haze that the work at one element or external customer has passed, by where it was picked up."""
    network, names, lens = analysis.snapshot.network, Names(analysis.snapshot.network), analysis.rub_off
    own, depth, inherited = float(lens.lens.own[row]), float(lens.depth[row]), float(lens.inherited[row])
    if math.isnan(depth):
        numbers = [f"No work arrives here. Its own obstacles add {depth_of(own)}."]
    else:
        origins = lens.trail(str(network.elements.ids[row])).obstacles
        named, rest = largest(origins)
        numbers = [f"{names.obstacle(at)}: {depth_of(origins[at])}." for at in named]
        numbers += rest_of(rest, "other obstacle", lambda rows: depth_of(origins[rows].sum()))
        numbers += [
            f"Together {depth_of(depth)}: {depth_of(own)} its own and {depth_of(inherited)} inherited.",
            f"As much as one obstacle that takes {share_of(-math.expm1(-depth))}.",
        ]
    return explain(
        "Haze that rubs off",
        "The haze that each unit of work has come through on its way here, its own obstacles included and handoffs"
        " left out. It is measured in depths, which add up.",
        r"\text{depth} = -\ln(1 - \text{severity}), \qquad \text{depth here} = \text{inherited} + \text{own}",
        numbers,
        "rub-off",
    )


def of_chokepoint(analysis: Analysis, row: int) -> Explanation:
    """Explain how much depends on one element by naming who has no route without it."""
    network, names, found = analysis.snapshot.network, Names(analysis.snapshot.network), analysis.chokepoints
    effort, order = network.elements.effort, found.tree.order
    behind = order[found.tree.stands_before(np.full(len(order), row), order) & (order != row)]
    named, rest = largest(effort[behind], all_parts=True)
    numbers = [f"{names.element(at)}: effort {amount_of(effort[at])}." for at in behind[named].tolist()]
    numbers += rest_of(rest, "other element", lambda rows: f"effort {amount_of(effort[behind[rows]].sum())}")
    depends, total = float(found.depends[row]), network.total_effort
    part = f": {share_of(depends / total)}" if total > 0 else ""
    numbers.append(
        f"Together {counted(len(behind), 'element')} with {amount_of(depends)} of {amount_of(total)} effort{part}."
        if len(behind)
        else "Nobody depends on it: every other element has a route without it, or none at all."
    )
    return explain(
        "Chokepoint",
        "Who has no route to any external customer but through this element. Its own effort is not counted.",
        r"\text{depends}_v = \sum_{u:\, v \text{ on every route of } u} \text{effort}_u",
        numbers,
        "chokepoints",
    )


def of_customer(analysis: Analysis, row: int) -> Explanation:
    """Explain the clarity of one external customer by who serves it. Raises ValueError for any other element."""
    network, flow, names = analysis.snapshot.network, analysis.snapshot.flow, Names(analysis.snapshot.network)
    if not network.elements.is_customer[row]:
        raise ValueError(f"{network.elements.ids[row]} is no external customer")
    relations, sent = network.relations, analysis.snapshot.rub_off.flow
    ways = np.flatnonzero((relations.customer == row) & (relations.volume > 0))
    supplier = relations.supplier[ways]
    arrived = flow.arrivals[supplier] * flow.clarity.elements[supplier] * flow.passing[ways]
    meant = sent[supplier] * network.share[ways]
    named, rest = largest(meant)
    numbers = [
        f"From {names.element(int(supplier[at]))}: {amount_of(arrived[at])} of {amount_of(meant[at])} effort."
        for at in named
    ]
    numbers += rest_of(
        rest, "other supplier", lambda rows: f"{amount_of(arrived[rows].sum())} of {amount_of(meant[rows].sum())}"
    )
    if meant.sum() > 0:
        numbers.append(
            f"Together {amount_of(arrived.sum())} of {amount_of(meant.sum())}: {share_of(arrived.sum() / meant.sum())}."
        )
        numbers.append(
            f"Of all effort, that is {amount_of(arrived.sum())} of {amount_of(network.total_effort)}:"
            f" {share_of(arrived.sum() / network.total_effort)}."
        )
    else:
        numbers = ["Nothing is meant for this customer in the model."]
    return explain(
        "What a customer sees",
        "The effort that arrives at an external customer, over what would arrive if nothing were blocked and nothing"
        " lost in handoffs. A small customer is not a badly seen one.",
        r"\text{clarity} = \frac{\text{arrives}}{\text{meant for it}}",
        numbers,
        "what each external customer sees",
    )
