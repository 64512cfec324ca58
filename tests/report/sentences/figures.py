"""Reads figures back out of sentences: what a share, a change or a count that is spelled may stand for."""

from __future__ import annotations

import math
import re

_EXACT = 2e-9
_NUMBER = re.compile(r"([+-]?)(\d[\d,]*)(?:\.(\d+))?")


def number(text: str) -> float:
    """Read a number with its groups of thousands."""
    found = _NUMBER.search(text)
    assert found is not None, f"no number in {text!r}"
    return float(found.group().replace(",", ""))


def is_share(text: str, value: float | None) -> bool:
    """Tell whether a share that is spelled stands for a value, to rounding; nothing never for something."""
    said = text.strip().removesuffix(" of").lower()
    if said.startswith("at least "):
        return value is not None and (is_share(said.removeprefix("at least "), value) or value > _share(said))
    if value is None or math.isnan(value):
        return said == "not defined"
    if said in ("none", "0 %"):
        return abs(value) <= _EXACT
    if said in ("all", "100 %"):
        return abs(value - 1) <= _EXACT or (said == "100 %" and 1 < value <= 1.005)
    if said.startswith("under "):
        return 0 < value <= _share(said)
    if said.startswith("over "):
        return _share(said) <= value < 1
    return abs(value - _share(said)) <= _step(said) / 200 + _EXACT


def is_change(text: str, value: float) -> bool:
    """Tell whether a change in points stands for a value."""
    if text == "no change":
        return abs(value) <= _EXACT
    if text == "hardly any change":
        return abs(value) < 1e-6
    assert text.endswith(" points"), text
    return abs(value * 100 - number(text)) <= _step(text) / 2 + _EXACT and value * number(text) > 0


def is_amount(text: str, value: float) -> bool:
    """Tell whether an amount or a count stands for a value."""
    return abs(number(text) - value) <= max(_step(text) / 2, abs(value) * 6e-4) + _EXACT


def _share(text: str) -> float:
    return number(text) / 100


def _step(text: str) -> float:
    """Give one unit of the last digit that is told."""
    found = _NUMBER.search(text)
    assert found is not None
    return float(10.0 ** -len(found.group(3) or ""))
