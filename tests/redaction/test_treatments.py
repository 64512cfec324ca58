"""Every text of the document has its treatment: a new field that could hold a name fails here until it has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.document import Organization
from sightline.redaction.treatments import TREATMENTS


def is_free(schema: dict[str, Any]) -> bool:
    """Whether a value of this schema can be any text, alone or in a list; one that stands for a record is none."""
    branches = [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])]
    if any("$ref" in branch.get("items", {}) for branch in branches):
        return False
    return any(map(is_free, branches)) or (
        schema.get("type") == "string" and not {"enum", "const", "format"} & schema.keys()
    )


def free_texts() -> Iterator[tuple[str, str]]:
    """List every record and field of the published schema that can hold any text."""
    own = Organization.model_json_schema()
    for record, schema in {"Organization": own, **own["$defs"]}.items():
        yield from ((record, name) for name, field in schema.get("properties", {}).items() if is_free(field))


def test_every_text_has_a_treatment() -> None:
    treated = {(model.__name__, name) for model, fields in TREATMENTS.items() for name in fields}
    texts = set(free_texts())
    assert {("Element", "name"), ("Obstacle", "themes"), ("Evidence", "text"), ("Clearance", "on")} <= texts
    assert texts - treated == set()


def test_no_treatment_is_for_a_field_that_is_gone() -> None:
    for model, fields in TREATMENTS.items():
        assert fields.keys() <= model.model_fields.keys(), model
