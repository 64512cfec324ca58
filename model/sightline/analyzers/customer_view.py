"""The customer's view: processes in which customers have no part, and products whose use nobody has written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from sightline.document import Element, Thresholds
from sightline.findings import Finding, Result, Table
from sightline.phrases import counted, listed, percent
from sightline.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class CustomerView(Result):
    """Processes that miss a part of the customer, and products whose use is unknown: findings only."""

    name: ClassVar[str] = "customer_view"

    @property
    def tables(self) -> tuple[Table, ...]:
        """Nothing beyond the findings."""
        return ()


@dataclass(frozen=True, slots=True)
class CustomerViewAnalyzer:
    """Ask where customers have no part, and whether anybody knows what they use a product for."""

    name: ClassVar[str] = "customer_view"

    def run(self, snapshot: Snapshot) -> CustomerView:
        """Look at what the file records; what it records nowhere was not asked, and is no finding."""
        elements = snapshot.organization.elements if snapshot.organization else ()
        left_out, unknown = _find_left_out(elements, snapshot.thresholds), _find_unknown_use(elements)
        return CustomerView(findings=(*left_out, *unknown))


def _parts(process: Element) -> Mapping[str, float]:
    """Give what is recorded of a customer's part in a process, from 0 to 1 each."""
    said = {
        "involvement": process.customer_involvement,
        "feedback": process.customer_feedback,
        "visibility": process.customer_visibility,
    }
    return {part: value for part, value in said.items() if value is not None}


def _find_left_out(elements: tuple[Element, ...], limits: Thresholds) -> Iterator[Finding]:
    """Tell each process in which a part of the customer is recorded as missing."""
    for process in elements:
        missing = {part: value for part, value in _parts(process).items() if value < limits.customer_part_least}
        if process.kind != "process" or not missing:
            continue
        yield Finding(
            code="customer-left-out",
            title=f"Customers have little {listed(list(missing))} in {process.title}",
            severity="notice",
            value=min(missing.values()),
            threshold=limits.customer_part_least,
            elements=(process.id,),
            why="A process that customers take part in, can answer to and can look into is built around their work; "
            f"here the least of the three stands at {percent(min(missing.values()))}.",
            evidence_against="Law, safety or privacy may keep customers out of some steps.",
            action="Walk the process as a customer would, and open the step where one waits longest in the dark.",
        )


def _find_unknown_use(elements: tuple[Element, ...]) -> Iterator[Finding]:
    """Tell the products without a problem they solve or an observed use, where the file knows it of others."""
    products = [one for one in elements if one.kind == "product"]
    if not any(one.problem_solved or one.observed_use for one in products):
        return
    unknown = [one for one in products if not (one.problem_solved and one.observed_use)]
    if not unknown:
        return
    yield Finding(
        code="use-unknown",
        title=f"Which problem customers solve with {counted(len(unknown), 'product')}, or how, is not written down",
        severity="notice",
        value=float(len(unknown)),
        threshold=0.0,
        elements=tuple(one.id for one in unknown),
        why="Nobody can clear the way to a use that nobody has watched.",
        evidence_against="It may be known and only not written down.",
        action="Watch five customers use each of them, and write down the problem and the use in one sentence each.",
    )
