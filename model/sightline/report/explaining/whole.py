"""The figures of the whole organization, explained: index, sight account, coverage."""

from __future__ import annotations

from sightline.phrases import counted
from sightline.pipeline import Analysis
from sightline.report.explaining.explanation import (
    Explanation,
    amount_of,
    explain,
    largest,
    rest_of,
    share_of,
)
from sightline.report.wording import Names


def of_index(analysis: Analysis) -> Explanation:
    """Explain the line-of-sight index by the elements that bring most to it."""
    sight, elements, names = analysis.sight, analysis.snapshot.network.elements, Names(analysis.snapshot.network)
    reaching = elements.effort * sight.sight
    named, rest = largest(reaching)
    numbers = [
        f"{names.element(row)}: effort {amount_of(elements.effort[row])} × sight {share_of(sight.sight[row])}"
        f" = {amount_of(reaching[row])}."
        for row in named
    ]
    numbers += rest_of(rest, "other element", lambda rows: amount_of(reaching[rows].sum()))
    if sight.index is None:
        numbers = ["No effort is recorded, so there is no index."]
    else:
        numbers.append(
            f"Together {amount_of(reaching.sum())} of {amount_of(elements.effort.sum())}: {share_of(sight.index)}."
        )
    return explain(
        "Line-of-sight index",
        "The share of all effort that reaches an external customer with nothing in the way. Every element counts by"
        " its effort, however many boxes it is drawn as.",
        r"L = \frac{\sum_v \text{effort}_v \cdot \text{sight}_v}{\sum_v \text{effort}_v}",
        numbers,
        "line of sight",
    )


def of_account(analysis: Analysis) -> Explanation:
    """Explain the sight account: its four parts, which add up to all effort."""
    account = analysis.sight.account
    parts = (
        ("Seen by external customers", account.seen),
        ("Blocked by obstacles", account.blocked),
        ("Lost in handoffs", account.handoffs),
        ("Without a route to a customer", account.no_route),
    )
    numbers = [f"{title}: {share_of(part)}." for title, part in parts if part is not None]
    if numbers:
        numbers.append(f"Together: {share_of(sum(part or 0.0 for _, part in parts))}.")
    return explain(
        "Sight account",
        "Every unit of effort is followed from where it starts to the one place where it ends. Nothing is counted"
        " twice and nothing is left out.",
        r"\text{seen} + \text{blocked} + \text{handoffs} + \text{no route} = 1",
        numbers or ["No effort is recorded, so there is no account."],
        "the sight account",
    )


def of_coverage(analysis: Analysis) -> Explanation:
    """Explain coverage: whose whole best line somebody has looked at."""
    found, effort = analysis.coverage, analysis.snapshot.network.elements.effort
    working = effort > 0
    known, unknown = working & found.lines, working & ~found.lines
    numbers = [
        f"Assessed all along: {counted(int(known.sum()), 'element')}, effort {amount_of(effort[known].sum())}.",
        f"Not: {counted(int(unknown.sum()), 'element')}, effort {amount_of(effort[unknown].sum())}.",
    ]
    if found.coverage is not None:
        numbers.append(f"{amount_of(effort[known].sum())} of {amount_of(effort.sum())} are {share_of(found.coverage)}.")
    return explain(
        "Coverage",
        "The share of effort that goes by a line of which somebody has looked at every step. What nobody has looked"
        " at is unknown, and not clear.",
        r"\frac{\text{effort whose best line is assessed}}{\text{all effort}}",
        numbers,
        "coverage",
    )
