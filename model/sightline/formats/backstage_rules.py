"""What becomes of each kind of Backstage entity and of each field that names another entity: two tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sightline.document.vocabulary import ElementKind, RelationKind

Becomes = RelationKind | Literal["part_of", "accountable"] | None


@dataclass(frozen=True, slots=True)
class EntityRule:
    """The kind of element that a kind of entity becomes, unless it is an external customer; None: none of ours."""

    kind: str
    becomes: ElementKind | None
    reason: str


ENTITY_RULES: Final = (
    EntityRule("Group", "team", "A unit or a group of people."),
    EntityRule("User", "person", "single persons are read only where asked, and else counted as headcount"),
    EntityRule("Domain", "system", "A frame around systems, without people of its own."),
    EntityRule("System", "system", "A frame around the components that make it up."),
    EntityRule(
        "Component", "system", "Software, whatever its type (service, website, library, ...), which is kept as a tag."
    ),
    EntityRule("API", "system", "What a component offers to others inside; it is not an offer to a customer."),
    EntityRule("Resource", "system", "Infrastructure that software needs: a database, a bucket, a queue."),
    EntityRule("Location", None, "names files, is no part of the organization"),
)

ENTITY_KINDS: Final[Mapping[str, EntityRule]] = {rule.kind.casefold(): rule for rule in ENTITY_RULES}
"""The rules by kind, in small letters."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What a reference in ``spec`` becomes; None: left out.

    ``kinds`` may be meant where the reference names none. ``is_reversed`` tells that our relation goes from the entity
    that is named to the one that names it. Of several wholes for one part, the one of the earlier rule counts.
    """

    field: str
    kinds: tuple[str, ...]
    becomes: Becomes
    reason: str
    is_reversed: bool = False


_SOFTWARE: Final = ("Component", "Resource", "API", "System", "Domain")

FIELD_RULES: Final = (
    FieldRule("parent", ("Group",), "part_of", "Structure: the group is part of its parent."),
    FieldRule("children", ("Group",), "part_of", "Structure, said from above.", is_reversed=True),
    FieldRule("memberOf", ("Group",), "part_of", "Structure: the person is part of the first group named."),
    FieldRule("members", ("User",), "part_of", "Structure, said from above.", is_reversed=True),
    FieldRule("system", ("System",), "part_of", "Structure: the software is part of its system."),
    FieldRule("domain", ("Domain",), "part_of", "Structure: the system is part of its domain."),
    FieldRule("subdomainOf", ("Domain",), "part_of", "Structure: the domain is part of a wider one."),
    FieldRule("owner", ("Group", "User"), "accountable", "Structure: who answers for it. It is no work."),
    FieldRule("subcomponentOf", ("Component",), "supports", "The work of the part goes into the whole."),
    FieldRule("providesApis", ("API",), "supports", "The component brings the interface about."),
    FieldRule("consumesApis", ("API",), "serves", "The interface serves who consumes it.", is_reversed=True),
    FieldRule("dependsOn", _SOFTWARE, "serves", "What is depended on serves who depends.", is_reversed=True),
    FieldRule("dependencyOf", _SOFTWARE, "serves", "The same, said from the other side."),
    FieldRule("apiConsumedBy", ("Component",), None, "not read by Backstage either; `consumesApis` says it"),
)

STRUCTURE: Final = ("part_of", "accountable")
"""What a reference may become that is no work; only the kinds of its rule can be meant by it."""

STANDARD_INPUT: Final = "there is no folder around standard input"
ADDRESS: Final = "an address; nothing is fetched"
OUTSIDE: Final = "outside the folder"
PATTERN: Final = "a pattern of names, which is not followed"
NO_FILE: Final = "no such file"

REPEATED: Final = "described again; the first description counts"
NOWHERE: Final = "leads to no entity of this catalog"
WRONG_KIND: Final = "names a kind of entity that cannot stand there"
NOT_READ: Final = "names an entity that is no part of the organization"
HEADCOUNT: Final = "counted as headcount of the group"
AGAIN: Final = "said elsewhere as well"
OTHER_PARENT: Final = "contradicts the parent that the child itself names"
SECOND_WHOLE: Final = "a further whole for a part"
SECOND_OWNER: Final = "a further owner"
CIRCLE: Final = "closes a circle of parts"
ITSELF: Final = "names itself"
NO_SINGLE_GROUP: Final = "a single person who is not in exactly one group"
WITH_CUSTOMER: Final = "joins an external customer to the structure"
LEAVES_CUSTOMER: Final = "leaves an external customer"
