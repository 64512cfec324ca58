"""Print docs/file-format.md with its tables made anew from the schema; the prose between them stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sightline.catalogue import OBSTACLE_KINDS
from sightline.document.schema import organization_schema
from sightline.document.vocabulary import RELATION_KINDS, SECTIONS

PAGE = Path(__file__).with_name("file-format.md")
TABLE = re.compile(r"(<!-- table (\w+), made by docs/file_format\.py -->\n).*?(<!-- end of table -->)", re.DOTALL)

Schema = dict[str, Any]

NAMES = {
    "Obstacle": "obstacle", "Evidence": "piece of evidence", "Clearance": "mapping", "Intervention": "mapping",
    "Source": "mapping", "Ratings": "mapping", "Experience": "mapping", "Assumptions": "mapping",
    "Thresholds": "mapping", "Id": "id",
}  # fmt: skip


def render(page: str) -> str:
    """Put fresh tables between the markers of a page."""
    schema: Schema = organization_schema()
    return TABLE.sub(lambda found: f"{found[1]}\n{table(found[2], schema)}\n\n{found[3]}", page)


def table(name: str, schema: Schema) -> str:
    """Make the table of one part: a part of the schema, or `file`, `sections`, `relations`, `kinds`."""
    parts: Schema = schema["$defs"]
    if name == "kinds":
        rows = [(f"`{known.kind}`", known.name, known.area.replace("_", " ")) for known in OBSTACLE_KINDS]
        return grid(("Kind", "Name", "Area"), rows)
    if name == "sections":
        rows = [
            (f"`{section}`", kind, schema["properties"][section]["description"]) for section, kind in SECTIONS.items()
        ]
        return grid(("Section", "Kind", "What stands in it"), rows)
    if name == "relations":
        keys = parts["Element"]["properties"]
        return grid(("Key", "Meaning"), [(f"`{key}`", keys[key]["description"]) for key in RELATION_KINDS])
    if name == "file":
        properties = {key: one for key, one in schema["properties"].items() if key not in SECTIONS}
    else:
        properties = {key: one for key, one in parts[name]["properties"].items() if key not in RELATION_KINDS}
    if name == "Feedback":
        properties = {key: one for key, one in properties.items() if key not in parts["Reporting"]["properties"]}
    required = set(parts.get(name, schema).get("required", ()))
    rows = [
        (f"`{key}`", value(one) + (" (required)" if key in required else default(one)), one["description"])
        for key, one in properties.items()
    ]
    return grid(("Key", "Value", "Meaning"), rows)


def grid(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def value(one: Schema) -> str:
    """Say in words what a schema takes."""
    if "anyOf" in one:
        words = [value(branch) for branch in one["anyOf"] if branch.get("type") != "null"]
        return " or ".join(dict.fromkeys(words))
    if "$ref" in one:
        return NAMES[one["$ref"].rsplit("/", 1)[-1]]
    if "const" in one:
        return f"`{one['const']}`"
    if "enum" in one:
        return "one of " + ", ".join(f"`{word}`" for word in one["enum"])
    match one["type"]:
        case "array":
            return f"list of {plural(value(one['items']))}"
        case "boolean":
            return "`true` or `false`"
        case "string":
            return "date" if one.get("format") == "date" else "text"
        case "number" | "integer" as kind:
            return ("whole number" if kind == "integer" else "number") + bounds(one)
    return "mapping from ids to mappings"


def plural(noun: str) -> str:
    """Make a noun of :func:`value` a plural."""
    return {"piece of evidence": "pieces of evidence"}.get(noun, f"{noun}s")


def bounds(one: Schema) -> str:
    """Say the range of a number; a bound that no organization reaches is left out."""
    least, most = one.get("minimum"), one.get("maximum")
    if most is not None and most <= 100:
        return f" from {least:g} to {most:g}"
    return f", at least {least:g}" if least is not None else ""


def default(one: Schema) -> str:
    """Say what holds where the key is left out."""
    said = one.get("default")
    if said is None or said is False:
        return ""
    return f"; {said:g} if left out" if isinstance(said, int | float) else f"; `{said}` if left out"


if __name__ == "__main__":
    print(render(PAGE.read_text(encoding="utf-8")), end="")
