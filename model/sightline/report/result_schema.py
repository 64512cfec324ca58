"""The published JSON Schema of results: what ``sightline analyze FILE --format json`` prints.

What the schema requires is the contract of scripts; everything else is described so that nobody has to guess. More
keys may come. A list about elements, relations or obstacles lacks the columns of an analysis that ``--only`` left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sightline.catalogue import AREAS
from sightline.document.vocabulary import CARRYING, ELEMENT_KINDS
from sightline.report.result_diagnostics import DIAGNOSTICS, Columns

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
URN: Final = "urn:sightline:results:1"

Schema = dict[str, Any]


def result_schema() -> Schema:
    """Build the JSON Schema (draft 2020-12) of a result, its keys always in the same order."""
    figures = {name: _one(*meaning) for name, meaning in FIGURES.items()}
    properties: Schema = {
        "sightline": {"description": "The version of the contract.", "const": 1},
        "organization": _one("text", "The name of the organization."),
        "assumptions": _record({"handoff_clarity": ("share", "What every handoff keeps.")}, "What the figures assume."),
        "counts": {
            "description": "The full sizes, whatever --top cuts.",
            "type": "object",
            "required": ["elements", "relations", "obstacles"],
            "properties": {name: _one("count", meaning) for name, meaning in COUNTS.items()},
        },
        **figures,
    }
    for name, (description, required, columns) in LISTS.items():
        row = _record(columns, None, required=required)
        properties[name] = {"description": description, "type": "array", "items": row}
    properties["notices"] = _one("texts", "What a reader of the figures must know.")
    properties["source"] = _record(SOURCE, "What was read, and what to know of the reading.")
    properties["run"] = _record(RUN, "How this result came to be.", required=("version", "results"))
    return {
        "$schema": DIALECT,
        "$id": URN,
        "title": "The analysis of an organization, as `sightline analyze --format json` prints it",
        "description": "Shares are of the effort of the whole organization; arrivals and depends are in effort units."
        " Null stands for what is not defined.",
        "type": "object",
        "required": REQUIRED,
        "properties": properties,
    }


def result_schema_text() -> str:
    """Give the schema as the text of its file."""
    return json.dumps(result_schema(), indent=2, ensure_ascii=False) + "\n"


_TYPES: Final[Mapping[str, Schema]] = {
    "text": {"type": "string"},
    "text?": {"type": ["string", "null"]},
    "texts": {"type": "array", "items": {"type": "string"}},
    "options": {"type": "object"},
    "inputs": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["file", "sha256"],
            "properties": {"file": {"type": "string"}, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
        },
    },
    "flag": {"type": "boolean"},
    "count": {"type": "integer", "minimum": 0},
    "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
    "count?": {"type": ["integer", "null"], "minimum": 0},
    "number": {"type": "number"},
    "amount": {"type": "number"},
    "amount?": {"type": ["number", "null"]},
    "share": {"type": "number", "minimum": -1e-9, "maximum": 1.000000001},
    "share?": {"type": ["number", "null"], "minimum": -1e-9, "maximum": 1.000000001},
    "kind": {"enum": list(ELEMENT_KINDS)},
    "relation": {"enum": list(CARRYING)},
    "area?": {"enum": [*AREAS, None]},
    "weight": {"enum": ["info", "notice", "warning"]},
}

_BLOCKED: Final = ("share", "The effort that ends there.")
_GAIN: Final = ("share", "How far the index rises if this alone is cleared.")
_EXACT: Final = ("flag", "Whether the gain is exact; if not, it is a lower bound.")
_SHARE: Final = ("share", "Its fair part of all that obstacles cost; over all obstacles: clear_index less index.")
_COST: Final[Columns] = {"blocked": _BLOCKED, "gain": _GAIN, "gain_is_exact": _EXACT, "share": _SHARE}
_GROUP: Final[Columns] = {
    **_COST,
    "gain": ("share", "How far the index rises if all obstacles of the group are cleared at once; no sum."),
    "obstacles": ("count", "How many obstacles are in the group."),
}

FIGURES: Final[Mapping[str, tuple[str, str]]] = {
    "index": (
        "share?",
        "The line-of-sight index: the share of all effort that reaches an external customer unobstructed.",
    ),
    "clear_index": ("share?", "The index if every severity were 0; handoffs stay."),
    "accounting": ("accounting", "Where all effort ends; the four parts add up to 1."),
    "effort": ("amount", "The effort of the whole organization, in its own unit."),
    "coverage": ("share?", "The share of effort whose best line has been looked at."),
    "triad_index": ("count?", "In how many of 6 directions sales, marketing and operations are joined."),
    "busiest_requests": ("share?", "The share of all requests that the busiest teams, roles and persons take."),
    "congruence": ("share?", "Of the pairs of units that need coordination, the share that has it."),
    "crossing_unanswered": ("share?", "The share of relations between units whose receiver gives no feedback."),
    "unit_agreement": ("amount?", "How far units agree with the groups that the work forms; 1 is fully, 0 by chance."),
}
COUNTS: Final[Mapping[str, str]] = {
    "elements": "Elements of all kinds.",
    "relations": "Relations that carry work, as they are stated.",
    "obstacles": "Obstacles.",
    "customers": "External customers.",
    "memberships": "Implied relations of elements that work through the unit they are part of.",
    "findings": "Findings.",
    "feedback": "Relations of feedback; where there is a document.",
    "reports_to": "Reporting lines; where there is a document.",
    "part_of": "Elements with a parent; where there is a document.",
    "decisions": "Decisions; where there is a document.",
}
REQUIRED: Final = [
    "sightline", "organization", "assumptions", "counts", "elements", "relations", "obstacles", "findings", "notices",
]  # fmt: skip

LISTS: Final[Mapping[str, tuple[str, tuple[str, ...], Columns]]] = {
    "elements": (
        "The elements, those with the largest gain first.",
        ("id", "kind"),
        {
            "id": ("text", "The id."),
            "kind": ("kind", "The kind of element."),
            "name": ("text?", "The name."),
            "part_of": ("text?", "The id of the unit it is part of."),
            "hops": ("count?", "Fewest relations to any external customer; null for a stranded element."),
            "handoffs": ("count?", "The handoffs on the best line; null for a stranded element."),
            "best_line": ("share", "The clarity of the clearest route; 0 for a stranded element."),
            "sight": ("share", "The expected clarity over all routes that the work takes; 0 for a stranded element."),
            "arrivals": ("amount", "The effort that arrives here, its own included, in effort units."),
            "effort": ("amount", "The effort of its own, in effort units."),
            "stranded": ("flag", "Whether no route leads to an external customer."),
            "no_route": ("share", "The share of all effort that is counted as having no route here."),
            "route": ("texts", "The ids along the best line; absent in a very large organization."),
            "tied": ("flag", "Whether another line is exactly as clear; absent in a very large organization."),
            **_COST,
            "depth": ("amount?", "The haze that the work leaving here has passed; null where nothing flows."),
            "inherited": ("amount?", "The part of it that came with the work; null where nothing flows."),
            "depends": ("amount", "The effort that has no route without it, in effort units, its own not counted."),
            "stands_before": ("count", "How many elements have no route without it."),
            "assessed": ("flag", "Whether somebody has looked at it."),
            "line_assessed": ("flag", "Whether all of its best line has been looked at."),
            "requests": ("count", "How many others ask it, as a team, role or person, for work or decisions."),
        },
    ),
    "relations": (
        "The relations that carry work, those with the largest gain first.",
        ("from", "to", "kind"),
        {
            "from": ("text", "The id of the supplier."),
            "to": ("text", "The id of its internal or external customer."),
            "kind": ("relation", "The kind of relation."),
            "id": ("text?", "The id, where it has one."),
            "volume": ("amount", "The share of the supplier's output that goes there, in any unit."),
            **_COST,
            "assessed": ("flag", "Whether somebody has looked at it."),
        },
    ),
    "obstacles": (
        "The obstacles, those with the largest gain first.",
        ("id", "on", "kind", "severity"),
        {
            "id": ("text", "The id."),
            "on": ("text", "The id of the element, or the relation as `from -> to`."),
            "kind": ("text", "The kind of obstacle."),
            "area": ("area?", "The implementation area."),
            "themes": ("texts", "The themes."),
            "severity": ("share", "How much it takes away: 0 is nothing, 1 is everything."),
            **_COST,
            "gain_with_effects": (
                "share?",
                "The gain if cleared with all that it causes; null where it causes nothing.",
            ),
            "gain_with_effects_is_exact": ("flag", "Whether that gain is exact; if not, it is a lower bound."),
        },
    ),
    "customers": (
        "What each external customer sees.",
        ("id", "seen", "clarity"),
        {
            "id": ("text", "The id."),
            "name": ("text", "The name."),
            "seen": ("share", "The share of all effort that reaches this customer."),
            "clear_seen": ("share", "The same if every severity were 0."),
            "clarity": ("share?", "What arrives of all that is meant for it; null where nothing is."),
        },
    ),
    "customer_shares": (
        "What each obstacle costs each external customer.",
        ("customer", "obstacle", "share"),
        {
            "id": ("text", "Customer and obstacle."),
            "customer": ("text", "The id of the external customer."),
            "obstacle": ("text", "The id of the obstacle."),
            "share": ("share", "Its fair part of what this customer does not see."),
        },
    ),
    "areas": ("What each implementation area costs.", ("id",), {"id": ("area?", "The area."), **_GROUP}),
    "teams": ("What each team costs.", ("id",), {"id": ("text", "The id of the team."), **_GROUP}),
    "themes": ("What each theme costs; themes overlap.", ("id",), {"id": ("text", "The theme."), **_GROUP}),
    "rub_off": (
        "Where the haze of each product and external customer comes from.",
        ("element", "obstacle", "depth"),
        {
            "id": ("text", "Element and obstacle."),
            "element": ("text", "The id of the product or external customer."),
            "obstacle": ("text", "The id of the obstacle."),
            "area": ("area?", "The obstacle's area."),
            "themes": ("texts", "The obstacle's themes."),
            "depth": ("amount", "Its part of the depth; over all obstacles they add up to it."),
            "part": ("share", "The same as a share of the depth."),
        },
    ),
    "loops": (
        "Sets of elements whose work goes in circles.",
        ("elements", "closed"),
        {
            "id": ("text", "The first elements."),
            "elements": ("texts", "The ids of the elements."),
            "closed": ("flag", "Whether no way leads out to an external customer."),
            "effort": ("amount", "The effort without a route that arrives, or the work above the effort entering."),
        },
    ),
    "units": (
        "How much of each unit somebody has looked at.",
        ("id", "assessed_share"),
        {
            "id": ("text", "The id of the team that others are part of."),
            "assessed_share": ("share", "The assessed share of what is in it."),
        },
    ),
    **DIAGNOSTICS,
    "findings": (
        "What the diagnostics found, warnings first.",
        (
            "code",
            "title",
            "severity",
            "elements",
            "relations",
            "value",
            "threshold",
            "why",
            "evidence_against",
            "action",
        ),
        {
            "code": ("text", "The stable code."),
            "title": ("text", "What was found."),
            "severity": ("weight", "How much it weighs."),
            "elements": ("texts", "The ids of the elements concerned."),
            "relations": ("texts", "The relations concerned."),
            "decisions": ("texts", "The ids of the decisions concerned."),
            "value": ("number", "The figure that fired."),
            "threshold": ("number", "The threshold, in the same unit."),
            "why": ("text", "Why it matters."),
            "evidence_against": ("text", "What speaks against reading too much into it."),
            "action": ("text", "What would clear it."),
        },
    ),
}
SOURCE: Final[Columns] = {
    "file": ("text", "The file or folder, or `standard input`."),
    "format": ("text", "The format that it was read in."),
    "notices": ("texts", "What to know of the reading."),
    "imported": ("imported?", "What a file of another format held in its own terms, and what of it was left out."),
}
_IMPORTED: Final[Columns] = {
    "format": ("text", "The name of that format."),
    "version": ("text", "Its version."),
    "elements": ("count", "All elements in the file."),
    "relations": ("count", "All relations in the file."),
    "by_type": ("counts", "The relations by their type there."),
    "left_out": ("counts", "What was left out, by the reason."),
}
RUN: Final[Columns] = {
    "version": ("text", "The version of Sightline."),
    "results": ("texts", "The analyses that were run."),
    "parameters": ("options", "The options that were chosen."),
    "inputs": ("inputs", "The files that were read, each with the SHA-256 of its content."),
    "organization_sha256": ("text", "The SHA-256 of the organization in its canonical form, whatever its format was."),
}


def _one(kind: str, meaning: str) -> Schema:
    if kind == "accounting":
        parts = ("seen", "blocked", "handoffs", "no_route")
        shares = {part: dict(_TYPES["share?"]) for part in parts}
        return {"description": meaning, "type": "object", "required": list(parts), "properties": shares}
    if kind == "imported?":
        return {"description": meaning, "anyOf": [{"type": "null"}, _record(_IMPORTED, None)]}
    return {"description": meaning, **_TYPES[kind]}


def _record(columns: Columns, meaning: str | None, *, required: tuple[str, ...] | None = None) -> Schema:
    said = {"description": meaning} if meaning is not None else {}
    needed = list(required if required is not None else columns)
    return {**said, "type": "object", "required": needed, "properties": {k: _one(*v) for k, v in columns.items()}}
