"""What is known of each kind of obstacle: where it sits, what shows it, how bad is how bad, and what removes it.

The sources are the claims of five articles on customer focus ("Who You Are Affects Customer Focus", "Implementing
Customer Focus", "Developing Customer Focus - Inside Out", a category page of theirs, J. Hunter's "Customer Focus";
``S0`` to ``S4``, ``X`` for articles they link to) and the literature named beside. Anchors are proposals of experts,
not validated norms: users extend and override them with a file of their own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from sightline.catalogue.obstacle_kinds import AREAS, OBSTACLE_KINDS, Area, ObstacleKind

Audience = Literal["external-customer", "internal-customer", "supplier", "decision-maker", "front-line"]
"""Who is asked: a customer outside; a receiver inside about its supplier; a supplier about itself; who decides; who
meets customers."""
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
Effort = Literal["S", "M", "L", "XL"]
Aim = Literal["cause", "symptom", "training", "front", "gesture"]
"""What a remedy works on: the cause, what shows of it, people's skills, the front alone, or goodwill."""
Place = Literal[
    "team", "role", "person", "process", "product", "system", "serves", "delivers", "performs", "supports", "feedback",
    "reports_to", "decision",
]  # fmt: skip
"""What a kind applies to: kinds of elements and of relations, and decisions."""

POINTS: Final[Mapping[Effort, int]] = {"S": 1, "M": 3, "L": 8, "XL": 20}
"""Effort in points, relative to each other and not money: days to weeks in one team; one to three months in two; half a
year to a year across units; several years."""
ANCHORS: Final = (0.2, 0.5, 0.8)
"""The severities that have a description each."""


@dataclass(frozen=True, slots=True)
class Item:
    """One closed question: ``+`` where agreeing is good, ``-`` where it names the obstacle. ``id`` is stable."""

    id: str
    audience: Audience
    sign: Literal["+", "-"]
    text: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that helps, with its effort and what it works on."""

    text: str
    effort: Effort
    aim: Aim = "cause"

    @property
    def points(self) -> int:
        """The effort in points."""
        return POINTS[self.effort]


@dataclass(frozen=True, slots=True)
class KindDetails:
    """Everything about one kind. ``causes`` are kinds that often stand behind it: offered, never applied silently."""

    kind: ObstacleKind
    where: str
    applies_to: tuple[Place, ...]
    evidence: str
    anchors: Mapping[float, str]
    items: tuple[Item, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    causes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    literature: str | None = None


Catalogue = Mapping[str, KindDetails]
"""Kinds by their hyphenated name, in the order of their codes."""


@cache
def catalogue() -> Catalogue:
    """Give the catalogue that comes with Sightline."""
    kinds: dict[str, KindDetails] = {}
    light = {one.kind: one for one in OBSTACLE_KINDS}
    folder = resources.files("sightline.catalogue") / "kinds"
    for area in AREAS:
        for raw in tomllib.loads((folder / f"{area}.toml").read_text(encoding="utf-8"))["kind"]:
            kinds[raw["kind"]] = build_details(light[raw["kind"]], raw)
    return MappingProxyType({one.kind: kinds[one.kind] for one in OBSTACLE_KINDS})


def extended(base: Catalogue, entries: Sequence[Mapping[str, Any]]) -> Catalogue:
    """Give a catalogue with kinds of a user's own: a known kind is overridden in what an entry says, others are new.

    An entry has the keys of the package's own data, and ``name``, ``area`` and ``code`` as well; a new kind needs a
    name and an area.
    """
    kinds = dict(base)
    for entry in entries:
        known = kinds.get(entry["kind"])
        if known is None:
            light = ObstacleKind(entry["kind"], entry.get("code", "own"), entry["name"], entry["area"])
            kinds[light.kind] = build_details(light, entry)
        else:
            light = ObstacleKind(
                known.kind.kind,
                entry.get("code", known.kind.code),
                entry.get("name", known.kind.name),
                entry.get("area", known.kind.area),
            )
            kinds[light.kind] = build_details(light, entry, known)
    return MappingProxyType(kinds)


def build_details(kind: ObstacleKind, raw: Mapping[str, Any], base: KindDetails | None = None) -> KindDetails:
    """Build the details of a kind from plain values; what these leave out is taken from ``base``."""
    base = base or KindDetails(kind, "", (), "", {})
    anchors = dict(base.anchors)
    for severity, name in zip(ANCHORS, ("light", "middling", "heavy"), strict=True):
        if name in raw:
            anchors[severity] = raw[name]
    items = base.items
    if "items" in raw:
        items = tuple(
            Item(f"{kind.kind}-{number}", one["audience"], one["sign"], one["text"])
            for number, one in enumerate(raw["items"], start=1)
        )
    remedies = base.remedies
    if "remedies" in raw:
        remedies = tuple(Remedy(one["text"], one["effort"], one.get("aim", "cause")) for one in raw["remedies"])
    return KindDetails(
        kind,
        raw.get("where", base.where),
        tuple(raw.get("applies_to", base.applies_to)),
        " ".join(raw.get("evidence", base.evidence).split()),
        MappingProxyType(anchors),
        items,
        remedies,
        tuple(raw.get("causes", base.causes)),
        tuple(raw.get("themes", base.themes)),
        tuple(raw.get("source", base.source)),
        raw.get("literature", base.literature),
    )


def area_name(area: Area) -> str:
    """Spell an area for people."""
    return "products and services" if area == "products_services" else area
