"""The published JSON Schema of organization files, for editors and for other programs.

It is put together from the models that read a file, in the shape that people write: sections by kind, relations inside
their suppliers. It cannot say everything: references, cycles, ids that stand twice and intervals are checked by
:func:`sightline.document.build_organization` alone. In its turn the schema refuses a little that reading lets pass,
such as an empty list of obstacles on an external customer.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from sightline.catalogue import OBSTACLE_KINDS
from sightline.document.decisions import Decision
from sightline.document.elements import Element
from sightline.document.fields import ID_PATTERN
from sightline.document.meanings import EXAMPLES, MEANINGS, RELATION_MEANINGS, SECTION_MEANINGS
from sightline.document.organization import Organization
from sightline.document.relations import VOICE_KEYS, WORK_KEYS, Relation
from sightline.document.vocabulary import CARRYING, RELATION_KINDS, SECTIONS

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
URN: Final = "urn:sightline:organization:1"

CUSTOMERS_LACK: Final = frozenset(("obstacles", "effort", "headcount", "part_of"))
"""The keys that an external customer may not have, besides the relations that carry work."""

_ENDS = frozenset(("supplier", "customer", "kind"))
_ID: Final = {"$ref": "#/$defs/Id"}
_NOTHING: Final = {"type": "null"}
_ORDER: Final = (
    "$schema", "$id", "title", "description", "$ref", "type", "const", "enum", "anyOf", "oneOf", "required",
    "properties", "propertyNames", "additionalProperties", "items", "uniqueItems", "maxItems", "pattern", "format",
    "minLength", "maxLength", "minimum", "exclusiveMinimum", "maximum", "default", "examples", "$defs",
)  # fmt: skip

_Schema = dict[str, Any]


def organization_schema() -> dict[str, object]:
    """Build the JSON Schema (draft 2020-12) of an organization file, its keys always in the same order."""
    own = Organization.model_json_schema()
    defs: dict[str, _Schema] = own["$defs"]
    head = _properties(Organization, own)
    relation = _properties(Relation, defs.pop("Relation"))
    element = _properties(Element, defs.pop("Element"))
    decision = _properties(Decision, defs.pop("Decision"))

    parts = {model.__name__: (model, defs[model.__name__]) for model in MEANINGS if model.__name__ in defs}
    parts |= {name: (BaseModel, schema) for name, schema in defs.items() if name not in parts}
    made = {name: _record(name, _properties(model, schema), _words(schema)) for name, (model, schema) in parts.items()}
    for name, (_, schema) in parts.items():
        made[name] |= {"required": schema["required"]} if "required" in schema else {}
    made["Obstacle"]["properties"]["kind"] |= {"pattern": ID_PATTERN, "examples": _kinds()}
    made["Clearance"]["oneOf"] = [
        {"required": ["obstacle"], "properties": {"obstacle": _ID, "on": _NOTHING, "kind": _NOTHING}},
        {
            "required": ["on", "kind"],
            "properties": {"obstacle": _NOTHING, "on": {"type": "string"}, "kind": {"type": "string"}},
        },
    ]

    for name, title, lacking in (
        ("Work", "A relation that carries work", _ENDS | VOICE_KEYS),
        ("Feedback", "Feedback", _ENDS | WORK_KEYS),
        ("Reporting", "A reporting line", _ENDS | VOICE_KEYS | WORK_KEYS),
    ):
        end = {"to": {**_ID, "description": "The id of the element that it goes to."}}
        made[name] = _record(title, end | _without(relation, lacking)) | {"required": ["to"]}
        either = [_ID, {"$ref": f"#/$defs/{name}"}]
        made[f"{name}Targets"] = {
            "description": "One id, a list of ids, or a list of mappings with `to` and details.",
            "anyOf": [*either, {"type": "array", "items": {"anyOf": either}}, _NOTHING],
        }
    relations = {kind: {"$ref": f"#/$defs/{_family(kind)}Targets", "description": RELATION_MEANINGS[kind]}
                 for kind in RELATION_KINDS}  # fmt: skip
    made["Element"] = _record("An element", _without(element, {"id", "kind"}) | relations)
    of_customers = _without(element | relations, {"id", "kind", *CUSTOMERS_LACK, *CARRYING})
    made["Customer"] = _record("An external customer", of_customers)
    made["Decision"] = _record("A decision that recurs", _without(decision, {"id"}))
    made["Id"] = {"title": "An id", "type": "string", "pattern": ID_PATTERN, "maxLength": 200,
                  "description": "a-z, 0-9, dot, hyphen, underscore; begins with a letter or digit."}  # fmt: skip

    sections = {
        section: _by_id("Customer" if kind == "customer" else "Element", SECTION_MEANINGS[kind])
        for section, kind in SECTIONS.items()
    }
    properties: _Schema = {"sightline": {"const": 1, "description": "The format of the file."}}
    properties |= {key: head[key] for key in ("name", "as_of", "description")}
    for key in ("assumptions", "thresholds"):
        properties[key] = _or_nothing({"$ref": f"#/$defs/{key.capitalize()}"}, head[key]["description"])
    properties |= sections
    properties["decisions"] = _by_id("Decision", head["decisions"]["description"])
    planned = {"type": "array", "items": {"$ref": "#/$defs/Intervention"}}
    properties["interventions"] = _or_nothing(planned, head["interventions"]["description"])
    schema = _record("An organization, as Sightline reads it", properties)
    schema |= {"$schema": DIALECT, "$id": URN, "description": inspect.cleandoc(__doc__ or "").splitlines()[0]}
    schema |= {"required": ["sightline"], "$defs": dict(sorted(made.items()))}
    return dict(_ordered(schema))


def schema_text() -> str:
    """Give the schema as the text of its file."""
    return json.dumps(organization_schema(), indent=2, ensure_ascii=False) + "\n"


def write_schema(path: Path) -> None:
    """Write the schema to a file."""
    path.write_text(schema_text(), encoding="utf-8", newline="\n")


def _properties(model: type[BaseModel], schema: _Schema) -> dict[str, _Schema]:
    """Take the properties of a model as pydantic describes them, in our words."""
    found: dict[str, _Schema] = {}
    for key, raw in schema.get("properties", {}).items():
        one = _tidied(raw)
        meaning = MEANINGS.get(model, {}).get(key) or one.get("description")
        if meaning:
            one["description"] = meaning
        if (model, key) in EXAMPLES:
            one["examples"] = EXAMPLES[model, key]
        found[key] = one
    return found


def _tidied(raw: _Schema) -> _Schema:
    """Leave out what repeats the key or says nothing, and put limits on length where they belong."""
    one = {key: value for key, value in raw.items() if key != "title"}
    one |= {key: int(one[key]) for key in ("minimum", "maximum") if one.get(key, 0.5) == int(one.get(key, 0.5))}
    if one.get("default", ...) in (None, [], {}) or isinstance(one.get("default"), dict):
        del one["default"]
    if one.get("pattern") == ID_PATTERN:
        one = {key: value for key, value in one.items() if key not in ("type", "pattern", "maxLength", "description")}
        return {**_ID, **one}
    if "anyOf" in one:
        one["anyOf"] = list(_branches(one["anyOf"], one.pop("maxLength", None)))
    if one.get("type") == "array":
        if "maxLength" in one:
            one["maxItems"] = one.pop("maxLength")
        one["items"] = _tidied(one["items"])
        if one["items"] == _ID or one["items"].get("type") == "string":
            one["uniqueItems"] = True
    return one


def _branches(branches: list[_Schema], most: int | None) -> Iterator[_Schema]:
    """Tidy the branches of a choice; a limit on the choice is one on the length of its lists."""
    for branch in branches:
        takes_limit = most is not None and ("anyOf" in branch or branch.get("type") == "array")
        tidied = _tidied({**branch, "maxLength": most} if takes_limit else branch)
        yield from tidied["anyOf"] if set(tidied) == {"anyOf"} else (tidied,)


def _words(schema: _Schema) -> str:
    """Take the first paragraph of a model's docstring."""
    return str(schema.get("description", "")).split("\n\n")[0].replace("``", "`").replace("\n", " ")


def _record(title: str, properties: _Schema, description: str | None = None) -> _Schema:
    said = {"title": title} if description is None else {"title": title, "description": description}
    return {**said, "type": "object", "properties": properties, "additionalProperties": False}


def _by_id(part: str, description: str) -> _Schema:
    entries = {"anyOf": [{"$ref": f"#/$defs/{part}"}, _NOTHING]}
    return {
        "description": description,
        "type": ["object", "null"],
        "propertyNames": _ID,
        "additionalProperties": entries,
    }


def _or_nothing(schema: _Schema, description: str) -> _Schema:
    return {"description": description, "anyOf": [schema, _NOTHING]}


def _family(kind: str) -> str:
    return "Work" if kind in CARRYING else "Feedback" if kind == "feedback" else "Reporting"


def _without(properties: dict[str, _Schema], keys: Iterable[str]) -> dict[str, _Schema]:
    return {key: schema for key, schema in properties.items() if key not in set(keys)}


def _kinds() -> list[str]:
    return [known.kind for known in OBSTACLE_KINDS]


def _ordered(schema: _Schema) -> _Schema:
    """Put the keywords of a schema in one order, whatever the version of pydantic; properties keep theirs."""
    known = {key: schema[key] for key in _ORDER if key in schema}
    return {key: _ordered_value(key, value) for key, value in (known | schema).items()}


def _ordered_value(key: str, value: object) -> object:
    if key in ("properties", "$defs") and isinstance(value, dict):
        return {name: _ordered(inner) for name, inner in value.items()}
    if key in ("examples", "default", "enum", "required"):
        return value
    if isinstance(value, dict):
        return _ordered(value)
    return [_ordered(item) if isinstance(item, dict) else item for item in value] if isinstance(value, list) else value
