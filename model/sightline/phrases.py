"""Plain text for people: names that cannot do harm, numbers without long tails, lists with commas and an "and"."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence

NBSP = "\u00a0"
"""Keeps a number and its sign on one line; whoever prints on a terminal turns it into a space after wrapping."""

_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control characters, odd line breaks, signs that turn the direction of writing, and other invisible ones."""

_SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029 ]+")
_ASIDE = re.compile(r"\s*\([^()]*\)$")


def clean(text: str) -> str:
    """Give a text on one line, with every character that could steer a terminal or turn the writing spelled out."""
    return _HARMFUL.sub(_spell, _SPACES.sub(" ", text)).strip()


def spelled(text: str) -> str:
    """Give a text for programs to a file or pipe: as :func:`clean`, but with its line breaks, tabs and spaces."""
    return _HARMFUL.sub(lambda found: found.group() if found.group() in "\t\n\r" else _spell(found), text)


def escaped_json(text: str) -> str:
    """Escape what is invisible or harmful inside a JSON text, which then says the same."""
    return _HARMFUL.sub(lambda found: "\n" if found.group() == "\n" else json.dumps(found.group())[1:-1], text)


def _spell(found: re.Match[str]) -> str:
    point = ord(found.group())
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def cut(text: str, longest: int = 60) -> str:
    """Cut a text that is too long, between words where one ends near the limit."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    if not text[longest - 1].isspace():
        word_end = head.rfind(" ")
        head = head[:word_end] if word_end > longest // 2 else head
    return head.rstrip(" ,;:-") + "…"


def without_aside(name: str) -> str:
    """Leave out what stands in brackets at the end of a name: ``Council (11 vetoes)`` is the ``Council``."""
    return _ASIDE.sub("", name) or name


def percent(share: float | None, digits: int = 0) -> str:
    """Spell a share in per cent; what is not nothing never reads as 0, what is not all never as 100."""
    if share is None or math.isnan(share):
        return "not defined"
    step = 10.0 ** -(digits + 2)
    value = f"{abs(share):.{digits}%}".removesuffix("%")
    if share and not float(value):
        return f"0{NBSP}%" if abs(share) < 1e-9 else f"under {step * 100:g}{NBSP}%"
    if abs(share - 1) < 1e-9:
        return f"100{NBSP}%"
    sign = "-" if share < 0 else ""
    if share < 1 - 1e-9 and value.startswith("100"):
        return f"over {100 - step * 100:g}{NBSP}%"
    return f"{sign}{value}{NBSP}%" if float(value) else f"0{NBSP}%"


def amount(value: float) -> str:
    """Spell an amount of effort or a volume: whole where it is whole, else with one digit, from 1,000 in groups."""
    rounded = round(value, 1)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Spell a number with its noun: ``1 element``, ``1,200 elements``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def is_or_are(number: int) -> str:
    """Give the verb behind a counted noun: ``1 element is``, ``2 elements are``."""
    return "is" if number == 1 else "are"


def listed(items: Sequence[str], most: int | None = None) -> str:
    """Join items with commas and an "and"; beyond ``most`` only count them."""
    shown = list(items[:most])
    if len(shown) < len(items):
        return f"{', '.join(shown)} and {len(items) - len(shown):,} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else "none"
