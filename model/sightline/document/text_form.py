"""Writes a plain tree (mappings with text keys, lists, texts, numbers, yes/no, nothing) as YAML or JSON text.

The same tree gives the same bytes, every time: order is kept, one fact stands on a line, nothing is folded. What is
written reads back equal, by our own readers and by any other reader of YAML 1.1 or 1.2: a text that one of them would
take for something else (``NO``, ``1e3``, ``12:30``, ``2026-01-01``) stands in quotation marks. Control characters are
written as escapes, and so are signs that change the direction of writing: a file cannot show other than it says.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]",
)
"""What needs an escape: control characters, odd line breaks, bidirectional signs, halves of surrogate pairs."""

_PLAIN = re.compile(r"[^\W_](?:[^:#\s]|:(?=\S)|(?<=\S)#| (?=\S))*(?<!:)")
"""A text that needs no quotation marks: begins with a letter or digit, has no `: ` and no ` #`, ends visibly."""

_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_NUMBER_LIKE = re.compile(r"[0-9][0-9a-fA-FoOxXeETtZz_:.,+\- ]*")
"""Numbers, dates and times of both versions of YAML, and some texts that only look like one."""

_LONGEST_KEY = 1_000
"""YAML readers look 1,024 characters ahead for the colon of a key; a longer key begins with a question mark."""


def to_yaml(value: object) -> str:
    """Write a plain tree as YAML in block style.

    Raises TypeError for anything but a plain tree, ValueError for a number that is not finite.
    """
    return "\n".join(_lines(value, "")) + "\n"


def to_json(value: object) -> str:
    """Write a plain tree as JSON, indented by two.

    Raises TypeError for anything but a plain tree, ValueError for a number that is not finite.
    """
    _check_plain(value)
    return _escape(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)) + "\n"


def _lines(value: object, indent: str) -> Iterator[str]:
    """Give the lines of a value that begins on a line of its own."""
    if isinstance(value, dict) and value:
        for key, entry in value.items():
            head = _key(key)
            yield from _entry(f"{head}:", entry, indent, deeper=indent + "  ")
    elif isinstance(value, list | tuple) and value:
        for item in value:
            yield from _item(item, indent)
    else:
        first, *rest = _scalar(value)
        yield indent + first
        yield from ((indent or "  ") + line if line else "" for line in rest)


def _entry(head: str, value: object, indent: str, *, deeper: str) -> Iterator[str]:
    if "\n" in head:  # a long key: `? key`, and its colon on the next line
        question, head = head.split("\n")
        yield indent + question
    if isinstance(value, dict | list | tuple) and value:
        yield indent + head
        yield from _lines(value, deeper)
    else:
        first, *rest = _scalar(value)
        yield f"{indent}{head} {first}"
        yield from (deeper + line if line else "" for line in rest)


def _item(item: object, indent: str) -> Iterator[str]:
    """Give the lines of a list item; a container begins on the line of its dash."""
    lines = _lines(item, indent + "  ")
    yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
    yield from lines


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key must be text to be written, not {type(key).__name__}")
    text = _text(key)
    return text if len(text) <= _LONGEST_KEY else f"? {text}\n"


def _scalar(value: object) -> list[str]:
    """Give the first line of a scalar and, for a text of several lines, the lines that follow."""
    if isinstance(value, str):
        if _fits_block(value):
            return ["|" if value.endswith("\n") else "|-", *value.removesuffix("\n").split("\n")]
        return [_text(value)]
    if isinstance(value, dict):
        return ["{}"]
    if isinstance(value, list | tuple):
        return ["[]"]
    if value is None or isinstance(value, bool):
        return [{None: "null", True: "true", False: "false"}[value]]
    if isinstance(value, int):
        return [int.__repr__(value)]
    if isinstance(value, float):
        return [_float(value)]
    raise TypeError(f"{type(value).__name__} is no part of a plain tree")


def _float(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError("a number that is not finite cannot be written")
    text = float.__repr__(value)
    if "e" in text and "." not in text:  # YAML 1.1 takes 1e-05 for a text, and 1.0e-05 for the number
        text = text.replace("e", ".0e")
    return text


def _text(text: str) -> str:
    is_plain = (
        _PLAIN.fullmatch(text) is not None
        and text.lower() not in _WORDS
        and _NUMBER_LIKE.fullmatch(text) is None
        and _INVISIBLE.search(text) is None
    )
    return text if is_plain else _escape(json.dumps(text, ensure_ascii=False))


def _fits_block(text: str) -> bool:
    """Tell whether a text of several lines can stand as a literal block and read back the same."""
    return (
        "\n" in text
        and not text[0].isspace()
        and not text.endswith("\n\n")
        and all(character.isprintable() or character == "\n" for character in text)
        and _INVISIBLE.search(text) is None
    )


def _escape(text: str) -> str:
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _check_plain(value: object) -> None:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            for key in here:
                _key(key)
            waiting.extend(here.values())
        elif isinstance(here, list | tuple):
            waiting.extend(here)
        else:
            _scalar(here)
