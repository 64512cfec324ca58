"""The words of format 1: kinds of elements and relations, their sections, families and areas."""

from __future__ import annotations

from typing import Final, Literal, get_args

from sightline.catalogue import Area

ElementKind = Literal["customer", "product", "team", "role", "process", "system", "person"]
ELEMENT_KINDS: Final[tuple[ElementKind, ...]] = get_args(ElementKind)

SECTIONS: Final[dict[str, ElementKind]] = {
    "customers": "customer",
    "products": "product",
    "teams": "team",
    "roles": "role",
    "processes": "process",
    "systems": "system",
    "people": "person",
}
"""The sections of an organization file, in their canonical order, and the kind of the elements in each."""
SECTION_OF: Final[dict[str, str]] = {kind: section for section, kind in SECTIONS.items()}
"""The section of each kind of element."""

RelationKind = Literal["serves", "delivers", "performs", "supports", "reports_to", "feedback"]
CARRYING: Final[tuple[RelationKind, ...]] = ("serves", "delivers", "performs", "supports")
"""Relations along which work goes into its customer's hands; only ``serves`` is a handoff."""
RELATION_KINDS: Final[tuple[RelationKind, ...]] = get_args(RelationKind)

EFFORT_KINDS: Final[tuple[ElementKind, ...]] = ("team", "role", "person")
"""Kinds that carry effort of their own unless the file says otherwise."""

AREA_OF_KIND: Final[dict[ElementKind, Area | None]] = {
    "customer": None,
    "product": "products_services",
    "process": "operations",
    "system": "operations",
    "team": "organization",
    "role": "individuals",
    "person": "individuals",
}
"""The implementation area of each kind of element; external customers lie outside of all four."""

Status = Literal["suspected", "confirmed", "accepted", "in-work", "removed"]
"""The life of an obstacle. A removed one is kept for the record and counts with severity 0."""
