"""Conditions of ``--fail-if``: a figure, a comparison and a number, read by a small parser of their own.

index < 0.4        coverage < 50%        findings(stranded) > 0        clarity(shop-owners) <= 0.6
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sightline.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from sightline.pipeline import Analysis

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
FIGURES: Mapping[str, str] = {
    "index": "sight",
    "clear_index": "sight",
    "seen": "sight",
    "blocked": "sight",
    "handoffs": "sight",
    "no_route": "sight",
    "coverage": "coverage",
    "findings": "",
    "warnings": "",
    "clarity": "customers",
}
"""The figures that can be compared, each with the analysis that it comes from (all of them where empty)."""

_CONDITION = re.compile(
    r"\s*(?P<figure>[A-Za-z_][\w-]*)\s*(?:\(\s*(?P<of>[^()]*?)\s*\))?\s*"
    r"(?P<comparison>[<>=!]+)\s*(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?)\s*(?P<percent>%?)\s*",
    re.ASCII,
)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: ``figure`` (of one customer, or of one code of finding), compared with ``number``."""

    text: str
    figure: str
    of: str | None
    comparison: str
    number: float

    @property
    def name(self) -> str:
        """The figure as it was asked for."""
        return self.figure if self.of is None else f"{self.figure}({self.of})"

    def about(self, element: Callable[[str], str]) -> Condition:
        """Give the same condition, with the element that it names under the name that this is found by."""
        return replace(self, of=element(self.of)) if self.figure == "clarity" and self.of is not None else self


def read_conditions(texts: Sequence[str]) -> tuple[Condition, ...]:
    """Read all conditions; raises InputError with every one that makes no sense."""
    conditions, problems = [], []
    for text in texts:
        try:
            conditions.append(_read(text))
        except UsageError as error:
            problems.append(Problem(str(error)))
    if problems:
        raise InputError(problems)
    return tuple(conditions)


def _read(text: str) -> Condition:
    from sightline.document.wording import did_you_mean, nearest, show

    found = _CONDITION.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or found["comparison"] not in COMPARISONS:
        signs = ", ".join(f"`{sign}`" for sign in COMPARISONS)
        raise UsageError(
            f"--fail-if {show(text)} is no condition; write a figure, a comparison ({signs}) and a number,"
            " such as `index < 0.4`"
        )
    figure = found["figure"].lower().replace("-", "_")
    if figure not in FIGURES:
        known = ", ".join(f"`{name}`" for name in FIGURES)
        meant = did_you_mean(nearest(figure, FIGURES))
        raise UsageError(f"--fail-if knows no figure {show(found['figure'])}{meant} (known: {known})")
    if figure == "clarity" and not found["of"]:
        raise UsageError("--fail-if `clarity` needs an external customer, such as `clarity(shop-owners) < 0.5`")
    if found["of"] is not None and figure not in ("clarity", "findings", "warnings"):
        raise UsageError(f"--fail-if `{figure}` is one figure of the whole organization and takes nothing in brackets")
    number = float(found["number"]) / (100 if found["percent"] else 1)
    return Condition(" ".join(text.split()), figure, found["of"] or None, found["comparison"], number)


def find_held(conditions: Sequence[Condition], analysis: Analysis) -> tuple[str, ...]:
    """Tell the conditions that hold, each as a sentence with the value.

    Raises InputError for each whose figure is not defined here, UsageError for one that was not computed.
    """
    held, problems = [], []
    for condition in conditions:
        value = _value(condition, analysis)
        if value is None:
            problems.append(
                Problem(f"--fail-if `{condition.text}`: {condition.name} is not defined here{_why(analysis)}")
            )
        elif COMPARISONS[condition.comparison](value, condition.number):
            held.append(f"Failed: {condition.text} (it is {value:.4g}).")
    if problems:
        raise InputError(problems)
    return tuple(held)


def _why(analysis: Analysis) -> str:
    network = analysis.snapshot.network
    if not len(network.elements):
        return ": the organization has no elements"
    return ": the organization has no effort" if network.total_effort <= 0 else ": no effort is meant for it"


def _value(condition: Condition, analysis: Analysis) -> float | None:
    needed = FIGURES[condition.figure]
    if needed and needed not in analysis.results:
        raise UsageError(f"--fail-if `{condition.text}` needs the analysis `{needed}`: add --only {needed}")
    if condition.figure in ("findings", "warnings"):
        return float(_count_findings(condition, analysis))
    if condition.figure == "clarity":
        return _clarity(str(condition.of), analysis)
    if condition.figure in ("seen", "blocked", "handoffs", "no_route"):
        share: float | None = getattr(analysis.sight.account, condition.figure)
        return share
    value = analysis.figures[condition.figure]
    return float(value) if isinstance(value, int | float) else None


def _count_findings(condition: Condition, analysis: Analysis) -> int:
    wanted = condition.of.replace("_", "-") if condition.of else None
    return sum(
        wanted in (None, finding.code) and (condition.figure == "findings" or finding.severity == "warning")
        for finding in analysis.findings
    )


def _clarity(customer: str, analysis: Analysis) -> float | None:
    from sightline.document.wording import did_you_mean, nearest

    found = analysis.customers
    ids = [str(identifier) for identifier in found.network.elements.ids[found.rows]]
    if customer not in ids:
        raise UsageError(f"`{customer}` is not an external customer{did_you_mean(nearest(customer, ids))}")
    value = float(found.clarity[ids.index(customer)])
    return None if value != value else value  # noqa: PLR0124 - NaN is not equal to itself
