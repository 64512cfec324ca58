"""What becomes of each part of a BPMN diagram: which types are steps of work, which only lead on, what is left out.

A pool is a participant: an organization, or a unit of one. A lane "is often used for such things as internal roles,
systems or an internal department" (BPMN 2.0.2, 10.8), and in practice for roles; one that is divided into further lanes
stands for the unit of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sightline.document.vocabulary import ElementKind


@dataclass(frozen=True, slots=True)
class PartRule:
    """What BPMN elements of some types become, and why; ``kind`` is None for what only leads on to the next step."""

    types: tuple[str, ...]
    kind: ElementKind | None
    reason: str


PART_RULES: Final = (
    PartRule(("participant",), "team", "A pool: an organization or a unit of one, unless it is an external customer."),
    PartRule(("process",), "team", "A process without a pool stands for those who do it."),
    PartRule(("lane",), "role", "Who does the steps in it; a team where it is divided into further lanes."),
    PartRule(
        (
            "task",
            "businessRuleTask",
            "manualTask",
            "receiveTask",
            "scriptTask",
            "sendTask",
            "serviceTask",
            "userTask",
            "subProcess",
            "adHocSubProcess",
            "transaction",
            "callActivity",
        ),
        "process",
        "A step of work, done by its lane or pool; an element of its own only where the finest parts are asked for.",
    ),
    PartRule(
        (
            "startEvent",
            "endEvent",
            "event",
            "boundaryEvent",
            "implicitThrowEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
        ),
        None,
        "It leads on to the next step, unless a message flow begins or ends at it: then somebody acts there.",
    ),
    PartRule(
        ("complexGateway", "eventBasedGateway", "exclusiveGateway", "gateway", "inclusiveGateway", "parallelGateway"),
        None,
        "It leads on to the next steps, in whichever lane it is drawn.",
    ),
)

NODE_TYPES: Final = frozenset(name for rule in PART_RULES if rule.kind in ("process", None) for name in rule.types)
"""What a sequence flow may join."""
ACTIVITY_TYPES: Final = frozenset(name for rule in PART_RULES if rule.kind == "process" for name in rule.types)
CONTAINER_TYPES: Final = frozenset(("process", "subProcess", "adHocSubProcess", "transaction"))
"""What has steps, flows and lanes inside."""
COLLABORATION_TYPES: Final = frozenset(("collaboration", "choreography", "globalConversation"))
"""What has pools and message flows inside."""

INSIDE: Final = "between steps of the same lane or pool"
FOLLOWED: Final = "at a gateway or event, followed through to the next step"
DEMAND: Final = "leaving an external customer"
ELSEWHERE: Final = "with an end outside this file"

LEFT_OUT: Final[Mapping[str, str]] = {
    INSIDE: "Work stays in the same hands; with the finest parts, it goes from step to step.",
    FOLLOWED: "A gateway or an event in another lane is no handoff by itself; the step behind it is.",
    DEMAND: "What comes from a customer is demand (orders, questions, money), not the organization's work.",
    ELSEWHERE: "The standard lets a message flow end in another file.",
}
"""Why a flow may be left out."""

NOT_READ: Final[Mapping[str, str]] = {
    "association": "association",
    "choreographyTask": "choreography task",
    "conversation": "conversation",
    "dataObject": "data object",
    "dataStoreReference": "data store",
    "group": "group",
    "subConversation": "conversation",
    "textAnnotation": "annotation",
}
"""Parts of a diagram that are neither somebody nor work; they are counted."""
