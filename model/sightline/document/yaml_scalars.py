"""What a plain YAML scalar means: the core schema of YAML 1.2 (section 10.3.2), and nothing of YAML 1.1.

So ``NO``, ``on``, ``yes``, ``2026-01-01`` and ``12:30:45`` are texts; ``0o17`` is 15, ``1e3`` is 1000.0, ``~`` is
nothing. Numbers that are not finite (``.inf``, ``.nan``, ``1e999``) are read as :data:`NOT_FINITE`, for the reader to
refuse.
"""

from __future__ import annotations

import math
import re
from enum import Enum
from typing import Literal


class NotFinite(Enum):
    """The one mark for a number that is not finite."""

    NOT_FINITE = "not a finite number"


NOT_FINITE: Literal[NotFinite.NOT_FINITE] = NotFinite.NOT_FINITE

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBERS_BEGIN = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def is_surely_text(text: str) -> bool:
    """Tell at a glance that a plain scalar is an ordinary text, as nearly all are; False asks for a closer look."""
    return text not in _WORDS and text[0] not in _NUMBERS_BEGIN and text[0] != "<"


def is_number(text: str) -> bool:
    """Tell whether a plain scalar is a number by the core schema, however long."""
    forms = (_INTEGER, _OCTAL, _HEXADECIMAL, _FLOAT, _NOT_FINITE)
    return text[:1] in _NUMBERS_BEGIN and any(form.fullmatch(text) for form in forms)


def resolve_plain(text: str) -> str | int | float | bool | NotFinite | None:
    """Find the value of a plain scalar; the caller has checked that a number is not too long."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBERS_BEGIN:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text, 0)
    if _HEXADECIMAL.fullmatch(text):
        return int(text, 16)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else NOT_FINITE
    return NOT_FINITE if _NOT_FINITE.fullmatch(text) else text
