"""The kinds of obstacles that Sightline knows by name, each with the implementation area it belongs to.

The areas are those of the customer-focus literature: organization, operations, individuals, products and services.
An organization file may use kinds of its own; their area is then that of the element they sit on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Area = Literal["organization", "operations", "individuals", "products_services"]
AREAS: tuple[Area, ...] = get_args(Area)


@dataclass(frozen=True, slots=True)
class ObstacleKind:
    """One kind of obstacle: its hyphenated name, its code, what people call it and its area."""

    kind: str
    code: str
    name: str
    area: Area


OBSTACLE_KINDS: tuple[ObstacleKind, ...] = (
    ObstacleKind("silo-handoff", "O1", "Silo handoff", "organization"),
    ObstacleKind("approval-overload", "O2", "Approval overload", "organization"),
    ObstacleKind("consensus-overload", "O3", 'Consensus overload ("Reply to All")', "organization"),
    ObstacleKind("reluctance-to-empower", "O4", "Reluctance to empower", "organization"),
    ObstacleKind("political-structure", "O5", "Political structure", "organization"),
    ObstacleKind("customer-shell", "O6", "Customer-facing shell", "organization"),
    ObstacleKind("remote-decisions", "O7", "Remote decisions (decision distance)", "organization"),
    ObstacleKind("leader-not-a-customer", "O8", "Decision maker never a customer", "organization"),
    ObstacleKind("cost-only-target", "O9", "Cost-only target", "organization"),
    ObstacleKind("unclear-role", "O10", "Unclear role or decision right", "organization"),
    ObstacleKind("functions-disconnected", "O11", "Sales, marketing and operations disconnected", "organization"),
    ObstacleKind("outsourced-support", "O12", "Outsourced support", "organization"),
    ObstacleKind("turnover", "O13", "High turnover", "organization"),
    ObstacleKind("disrespected-front-line", "O14", "Disrespected front line", "organization"),
    ObstacleKind("inward-unit", "O15", "Inward unit (serves nobody outside)", "organization"),
    ObstacleKind("initiative-churn", "O16", "Initiative churn", "organization"),
    ObstacleKind("misaligned-reward", "O17", "Misaligned reward", "organization"),
    ObstacleKind("unrecognised-internal-customer", "O18", "Internal customer not recognised", "organization"),
    ObstacleKind("inward-process", "P1", "Inward-designed process", "operations"),
    ObstacleKind("blocking-technology", "P2", "Blocking technology", "operations"),
    ObstacleKind("fragmented-data", "P3", "Fragmented customer data", "operations"),
    ObstacleKind("missing-feedback", "P4", "Missing feedback", "operations"),
    ObstacleKind("open-feedback", "P5", "Open or slow feedback loop", "operations"),
    ObstacleKind("survey-only", "P6", "Survey-only knowledge", "operations"),
    ObstacleKind("bottleneck", "P7", "Bottleneck or queue", "operations"),
    ObstacleKind("complaint-dead-end", "P8", "Complaint dead end", "operations"),
    ObstacleKind("failure-demand", "P9", "Failure demand and rework", "operations"),
    ObstacleKind("customer-excluded", "P10", "Customer not involved or in the dark", "operations"),
    ObstacleKind("attitude", "I1", "Customer not seen as my job", "individuals"),
    ObstacleKind("skill-gap", "I2", "Consultative skill gap", "individuals"),
    ObstacleKind("use-knowledge-gap", "I3", "Does not know how customers use it", "individuals"),
    ObstacleKind("no-personal-sight", "I4", "Cannot connect own work to the customer", "individuals"),
    ObstacleKind("overload", "I5", "Overload", "individuals"),
    ObstacleKind("self-protection", "I6", "Self-protection and blame", "individuals"),
    ObstacleKind("projected-dysfunction", "V1", "Projected dysfunction", "products_services"),
    ObstacleKind("intended-use-blindness", "V2", "Built for intended, not actual use", "products_services"),
    ObstacleKind("hard-to-do-business-with", "V3", "Hard to do business with", "products_services"),
    ObstacleKind("unanchored-need", "V4", "Problem solved for the customer is unclear", "products_services"),
    ObstacleKind("overpromise", "V5", "Overpromise", "products_services"),
)

_BY_KIND = {known.kind: known for known in OBSTACLE_KINDS}


def find_obstacle_kind(kind: str) -> ObstacleKind | None:
    """Look a kind up by its hyphenated name; None for a kind of the user's own."""
    return _BY_KIND.get(kind)
