"""What becomes of each ArchiMate type: two tables, and the older names of the same types.

Types are named as in ArchiMate 3; :func:`newer_name` turns the names of 2.1 into these. Both tables are shown in
``docs/archimate.md``, which is generated from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sightline.document.vocabulary import ElementKind, RelationKind

Becomes = RelationKind | Literal["part_of"] | None


@dataclass(frozen=True, slots=True)
class ElementRule:
    """The kind that elements of some ArchiMate types become, unless one is an external customer; and why.

    ``acts``: may be an external customer by its name. ``motive``: a reason for work, never a party to it.
    """

    types: tuple[str, ...]
    kind: ElementKind
    reason: str
    acts: bool = False
    motive: bool = False


ELEMENT_RULES: Final = (
    ElementRule(("BusinessRole",), "role", "A responsibility that somebody takes.", acts=True),
    ElementRule(("BusinessActor",), "team", "A unit or a group of people; single persons are rare here.", acts=True),
    ElementRule(("BusinessCollaboration",), "team", "Roles and actors working together; they become its parts."),
    ElementRule(
        ("Stakeholder",),
        "role",
        "People with a concern. Their work is counted where they act as roles or actors, so theirs here is 0.",
        acts=True,
    ),
    ElementRule(
        ("BusinessProcess", "BusinessFunction", "BusinessInteraction", "BusinessEvent", "ImplementationEvent"),
        "process",
        "Work as people do it.",
    ),
    ElementRule(
        ("Capability", "ValueStream", "CourseOfAction", "WorkPackage"), "process", "Work that is planned or grouped."
    ),
    ElementRule(
        ("Junction", "AndJunction", "OrJunction"),
        "process",
        "A point where flows meet; kept, so that they stay joined.",
    ),
    ElementRule(("BusinessService", "Product"), "product", "What is offered to somebody."),
    ElementRule(
        (
            "ApplicationComponent",
            "ApplicationCollaboration",
            "ApplicationInterface",
            "ApplicationFunction",
            "ApplicationInteraction",
            "ApplicationProcess",
            "ApplicationEvent",
            "ApplicationService",
        ),
        "system",
        "Software and what it does. An application service serves inside; it is not an offer to a customer.",
    ),
    ElementRule(
        (
            "Node",
            "Device",
            "SystemSoftware",
            "TechnologyCollaboration",
            "TechnologyInterface",
            "TechnologyFunction",
            "TechnologyProcess",
            "TechnologyInteraction",
            "TechnologyEvent",
            "TechnologyService",
            "Path",
            "CommunicationNetwork",
            "Artifact",
            "Equipment",
            "Facility",
            "DistributionNetwork",
            "Material",
        ),
        "system",
        "Infrastructure and what it does.",
    ),
    ElementRule(("BusinessInterface",), "system", "A channel through which a service is reached: a desk, phone, mail."),
    ElementRule(
        ("BusinessObject", "Contract", "Representation", "DataObject", "Deliverable"),
        "system",
        "A thing that is worked on; it carries work from who writes it to who reads it.",
    ),
    ElementRule(("Resource",), "system", "An asset that work uses."),
    ElementRule(
        ("Grouping", "Location", "Plateau", "Gap"),
        "system",
        "A frame around other elements, without people of its own.",
    ),
    ElementRule(
        (
            "Driver",
            "Assessment",
            "Goal",
            "Outcome",
            "Principle",
            "Requirement",
            "Constraint",
            "Meaning",
            "Value",
        ),
        "system",
        "A reason for work, not a party to it. Kept with its parts, but no work enters or leaves it.",
        motive=True,
    ),
)

ELEMENT_KINDS: Final[Mapping[str, ElementKind]] = {name: rule.kind for rule in ELEMENT_RULES for name in rule.types}
"""Every readable ArchiMate element type and the kind it becomes."""
ACTING_TYPES: Final = frozenset(name for rule in ELEMENT_RULES if rule.acts for name in rule.types)
MOTIVE_TYPES: Final = frozenset(name for rule in ELEMENT_RULES if rule.motive for name in rule.types)
FRAME_TYPES: Final = frozenset(("Grouping", "Location", "Plateau"))
"""Types that gather parts from outside: as wholes, they come after any other."""


@dataclass(frozen=True, slots=True)
class RelationRule:
    """What relationships of one ArchiMate type become; None: left out. The first rule that fits counts.

    ``access`` and ``into`` narrow a rule to some access types and to a kind of target. ``is_reversed`` tells that our
    relation goes from the ArchiMate target to the ArchiMate source.
    """

    type: str
    becomes: Becomes
    reason: str
    access: frozenset[str] | None = None
    into: ElementKind | None = None
    is_reversed: bool = False


ACCESS_TYPES: Final = frozenset(("Access", "Read", "Write", "ReadWrite"))
"""The spellings of ``accessType``; ``Access``, or none at all, says that the direction was not specified."""

RELATION_RULES: Final = (
    RelationRule("Serving", "serves", "The source does something for the target. `UsedBy` in 2.1, drawn the same way."),
    RelationRule("Flow", "serves", "Something is handed over; the name of the flow becomes the `output`."),
    RelationRule("Triggering", "serves", "The target goes on where the source stops: a handoff."),
    RelationRule("Assignment", "performs", "The source does the work of the target."),
    RelationRule("Realization", "delivers", "The source brings the service or product about.", into="product"),
    RelationRule("Realization", "supports", "The source brings the target about."),
    RelationRule(
        "Access",
        "supports",
        "Work comes out of the object: it supports who reads it.",
        access=frozenset(("Read",)),
        is_reversed=True,
    ),
    RelationRule(
        "Access",
        "supports",
        "Work goes into the object. Reading and writing counts as writing (both ways would be a loop that nobody"
        " drew), and so does an access without a type: it is drawn towards the object, writing is what drawing tools"
        " assume, and most 2.1 files name no type.",
    ),
    RelationRule("Composition", "part_of", "Structure: the target is part of the source.", is_reversed=True),
    RelationRule(
        "Aggregation", "part_of", "Structure, where no composition names another whole for the part.", is_reversed=True
    ),
    RelationRule("Association", None, "not said to be work"),
    RelationRule("Specialization", None, "a kind of the other, not work"),
    RelationRule("Influence", None, "bears on a motive, not work"),
)

RELATION_TYPES: Final = frozenset(rule.type for rule in RELATION_RULES)

LEAVES_CUSTOMER: Final = "leaving an external customer"
PLAYS_CUSTOMER: Final = "assigned to an external customer"
PART_AND_CUSTOMER: Final = "with an external customer as part or whole"
TOUCHES_MOTIVE: Final = "to or from a motive (goal, requirement, ...)"
BETWEEN_RELATIONS: Final = "with another relationship at one end"
SECOND_WHOLE: Final = "naming a further whole for a part"
OWN_PART: Final = "naming an element as its own part"
CIRCLE_OF_PARTS: Final = "closing a circle of parts"

LEFT_OUT: Final[Mapping[str, str]] = {
    LEAVES_CUSTOMER: "A customer receives. What comes back is orders and money, not the organization's work.",
    PLAYS_CUSTOMER: "An actor that takes the role of a customer is that customer; it does not work for it.",
    PART_AND_CUSTOMER: "An external customer is no part of the organization, and has no parts in it.",
    TOUCHES_MOTIVE: "Work that realizes a goal is not handed over to the goal; it would end there.",
    BETWEEN_RELATIONS: "A relation joins two elements.",
    SECOND_WHOLE: "An element is part of one whole: composition before aggregation, a whole of its own world before a"
    " grouping, location or plateau, then the first in the file.",
    OWN_PART: "Nothing is a part of itself. (Work for oneself is kept.)",
    CIRCLE_OF_PARTS: "Parts form a tree; the relationship that would close a circle is cut.",
}
"""Why a relationship may be left out, whatever its type."""

_OLDER_ELEMENTS: Final[Mapping[str, str]] = {
    "CommunicationPath": "Path",
    "InfrastructureFunction": "TechnologyFunction",
    "InfrastructureInterface": "TechnologyInterface",
    "InfrastructureService": "TechnologyService",
    "Network": "CommunicationNetwork",
}
_OLDER_RELATIONS: Final[Mapping[str, str]] = {
    "UsedBy": "Serving",
    "Realisation": "Realization",
    "Specialisation": "Specialization",
}


def newer_name(type_name: str) -> str:
    """Name a type as ArchiMate 3 does, whichever version and whichever prefix of its namespace it came with."""
    name = type_name.strip().rpartition(":")[2]
    bare = name.removesuffix("Relationship")
    relation = _OLDER_RELATIONS.get(bare, bare)
    return relation if relation in RELATION_TYPES else _OLDER_ELEMENTS.get(name, name)


def find_rule(type_name: str, *, access: str | None, into: ElementKind) -> RelationRule:
    """Find the rule for a relationship of a known type, by its access type and the kind that its target became."""
    return next(
        rule
        for rule in RELATION_RULES
        if rule.type == type_name
        and (rule.access is None or access in rule.access)
        and (rule.into is None or rule.into == into)
    )
