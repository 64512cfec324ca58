"""Validation errors in plain words: what was found, what was expected, and what was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from sightline.document.tree import Path

_EXPECTED = {
    "string_type": "text",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "date_type": "a date such as 2026-03-31",
    "finite_number": "a finite number",
    "date_from_datetime_parsing": "a date such as 2026-03-31",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
}
_NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?\s*(%?)")
_LEAST_PER_CENT = 10
_MAX_SHOWN = 80
_LONGEST_MEANT = 200
_MOST_BITS = 10_000


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that was probably meant, None where nothing is near."""
    length = len(word)
    if length > _LONGEST_MEANT:
        return None
    candidates = [other for other in known if abs(len(other) - length) <= max(3, length // 3)]
    close = difflib.get_close_matches(word.lower(), candidates, n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(suggestion: str | None) -> str:
    """Spell a suggestion as the end of a sentence."""
    return f"; did you mean `{suggestion}`?" if suggestion else ""


def show(value: object) -> str:
    """Show an offending value in a message, short and on one line."""
    if isinstance(value, str):
        text = "".join(mark if mark.isprintable() else "�" for mark in value)
        return f"`{text[:_MAX_SHOWN]}{'…' if len(text) > _MAX_SHOWN else ''}`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if value is None:
        return "nothing"
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a number too long to show"
    if isinstance(value, int | float):
        return f"`{value!r}"[:_MAX_SHOWN] + "`"
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else "something else"


def locate(raw: object, location: tuple[int | str, ...]) -> tuple[Path, object]:
    """Follow an error's location into the raw value, passing over the steps that only name a branch of a union."""
    path: list[str | int] = []
    here = raw
    for step in location:
        if isinstance(here, Mapping) and step in here:
            here = here[step]
        elif isinstance(here, list | tuple) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            continue
        path.append(step)
    return tuple(path), here


def explain(
    raw: object, errors: Iterable[ErrorDetails], *, owner: str, keys: Callable[[Path], Iterable[str]]
) -> list[tuple[Path, str, object, str | None]]:
    """Turn validation errors of one record into (path inside it, sentence, offending value, suggestion).

    ``keys`` gives the known keys of the mapping at a path. The branches of a union fail one by one; they become one
    sentence that names every form that would do, or the sentence about the item inside that one branch got to.
    """
    grouped: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        path, _ = locate(raw, error["loc"])
        if error["type"] in ("missing", "extra_forbidden"):
            path = (*path, str(error["loc"][-1])) if path[-1:] != (error["loc"][-1],) else path
        grouped.setdefault(path, []).append(error)
    return [
        _one(raw, path, group, owner, keys)
        for path, group in grouped.items()
        if not (all(error["type"].endswith("_type") for error in group) and _is_inside(path, grouped))
    ]


def _is_inside(path: Path, others: Iterable[Path]) -> bool:
    return any(len(other) > len(path) and other[: len(path)] == path for other in others)


def _one(
    raw: object, path: Path, group: list[ErrorDetails], owner: str, keys: Callable[[Path], Iterable[str]]
) -> tuple[Path, str, object, str | None]:
    first = group[0]
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), owner)
    value: object = locate(raw, path)[1]
    if first["type"] == "missing":
        return path, f"`{name}` is missing from {owner if len(path) == 1 else 'here'}", None, None
    if first["type"] == "extra_forbidden":
        suggestion = nearest(name, keys(path[:-1]))
        return (
            path,
            f"`{name}` is not a key of {owner if len(path) == 1 else 'this'}{did_you_mean(suggestion)}",
            name,
            suggestion,
        )
    expectations = list(dict.fromkeys(_expectation(error) for error in group))
    if any(text.startswith("!") for text in expectations):
        reason = next(text[1:] for text in expectations if text.startswith("!"))
        return path, f"`{name}`: {reason}", value, None
    suggestion = _meant(value, first)
    return (
        path,
        f"`{name}` is {show(value)}; expected {' or '.join(expectations)}{did_you_mean(suggestion)}",
        value,
        suggestion,
    )


def _meant(value: object, error: ErrorDetails) -> str | None:
    """Find the value that was probably meant: a word that is near, or a number as it is written here.

    A share of 40 is 40 %, for nothing is that large otherwise; a share of 5 could come from any scale.
    """
    if isinstance(value, str) and error["type"] == "float_type":
        found = _NUMBER.fullmatch(value.strip())
        if found is None or (len(found[2] or "") == 3 and not found[3]):  # 1,000 may be a thousand
            return None
        number = f"{float(f'{found[1]}.{found[2] or 0}') / (100 if found[3] else 1):.15g}"
        return number if number != value.strip() else None
    if isinstance(value, str):
        return nearest(value, _allowed(error))
    is_share = error["type"] == "less_than_equal" and _context(error)["le"] == 1
    if is_share and isinstance(value, int | float) and _LEAST_PER_CENT < value <= 100:
        return f"{value / 100:.15g}"
    return None


def _allowed(error: ErrorDetails) -> list[str]:
    if error["type"] != "literal_error":
        return []
    return [word.strip("' ") for part in str(error["ctx"]["expected"]).split(",") for word in part.split(" or ")]


def _expectation(error: ErrorDetails) -> str:
    """Say what would have been valid; a leading ``!`` marks a whole sentence of a check of our own."""
    kind, context = error["type"], _context(error)
    if kind in _EXPECTED:
        return _EXPECTED[kind]
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        return f"{words} {context[key]:,.15g}"
    if kind == "literal_error":
        return "one of " + ", ".join(f"`{word}`" for word in _allowed(error))
    if kind == "string_pattern_mismatch":
        return "an id of a-z, 0-9, `.`, `_` and `-` that starts with a letter or digit"
    if kind == "string_too_long":
        return f"at most {context['max_length']} characters"
    if kind == "string_too_short":
        return "some text"
    if kind == "too_long":
        return f"at most {context['max_length']} entries"
    if kind == "value_error":
        return "!" + str(context.get("error", error["msg"]))
    return error["msg"][:1].lower() + error["msg"][1:]


def _context(error: ErrorDetails) -> dict[str, Any]:
    return error.get("ctx", {})
