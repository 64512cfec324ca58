"""How the Python reference shows names: what has fields shows them instead of a constructor, types read short."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import is_dataclass
from typing import Final, TypeGuard

from pydantic import BaseModel
from sphinx.application import Sphinx

ALIASES: Final = {
    **{name: name for name in ("Floats", "Rows", "Codes", "Flags", "Texts")},
    **dict.fromkeys(("Identifier", "Label", "Text"), "str"),
    **dict.fromkeys(("Identifiers", "Labels"), "tuple[str, ...]"),
    **dict.fromkeys(("Amount", "Share", "Rating"), "float"),
    "Day": "datetime.date",
}
"""What is shown for names of types that would be spelled out otherwise."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx show names this way."""
    app.connect("autodoc-process-signature", hide_constructor)
    app.connect("autodoc-process-docstring", name_fields)
    app.connect("warn-missing-reference", is_a_type)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def hide_constructor(
    _app: Sphinx, _what: str, _name: str, subject: object, _options: object, signature: str | None, returned: str | None
) -> tuple[str | None, str | None]:
    """Show what has fields without a constructor: they stand below in its order, with types and defaults."""
    fields = is_dataclass(subject) or _is_record(subject)
    return ("", None) if fields else (signature, returned)


def name_fields(_app: Sphinx, what: str, _name: str, subject: object, _options: object, lines: list[str]) -> None:
    """Name the fields of a record in one line: the description of the organization file tells what each may hold."""
    if what == "class" and _is_record(subject):
        lines += ["Fields: " + ", ".join(f"``{name}``" for name in subject.model_fields) + ".", ""]


def is_a_type(_app: Sphinx, _domain: object, node: Container[str]) -> bool | None:
    """Let a type in a signature have no page of its own; a name in a sentence must have its place."""
    return None if "refwarn" in node else True


def _is_record(subject: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(subject, type) and issubclass(subject, BaseModel)
