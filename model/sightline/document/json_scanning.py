"""Reads whole JSON values at the speed of the standard library, as long as nothing is wrong with them.

The scanner of the standard library keeps no places, and takes duplicate keys and numbers of any length; this one stops
at them, says nothing, and leaves it to the reader to find what is wrong and where.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from itertools import chain

from sightline.document.limits import Limits
from sightline.document.text_decoding import UNPRINTABLE


class SoundScanner:
    """Reads values out of one text. ``has_escapes``: whether that text can hide characters in escapes."""

    def __init__(self, limits: Limits, *, has_escapes: bool) -> None:
        self._limits = limits
        self._has_escapes = has_escapes
        self._many_digits = 10 ** (limits.number_digits - 1)
        decoder = json.JSONDecoder(
            object_pairs_hook=_read_mapping,
            parse_float=self._read_float,
            parse_constant=_refuse,
        )
        self._scan: Callable[[str, int], tuple[object, int]] = decoder.scan_once  # type: ignore[attr-defined]

    def scan(self, text: str, at: int, levels: int) -> tuple[object, int] | None:
        """Read the value that begins at an offset, with the offset of its end; None where anything is wrong with it.

        ``levels``: how many mappings and lists may stand inside each other in it.
        """
        try:
            value, end = self._scan(text, at)
        except (ValueError, StopIteration, RecursionError):
            return None
        return (value, end) if self._is_sound(value, levels) else None

    def _is_sound(self, value: object, levels: int) -> bool:
        containers = [value]
        for _ in range(levels):
            parts = [part for part in chain.from_iterable(map(_look_into, containers)) if type(part) in _LOOKED_AT]
            if not all(self._is_sound_text(part) for part in parts if type(part) is str):
                return False
            numbers = [part for part in parts if type(part) is int]
            if numbers and (max(numbers) >= self._many_digits or -min(numbers) >= self._many_digits):
                return False
            containers = [part for part in parts if type(part) in _CONTAINERS]
            if not containers:
                return True
        return False

    def _is_sound_text(self, text: str) -> bool:
        if len(text) > self._limits.text_characters:
            return False
        return not self._has_escapes or UNPRINTABLE.search(text) is None

    def _read_float(self, text: str) -> float:
        value = float(text)
        if len(text) > self._limits.number_digits or not math.isfinite(value):
            raise ValueError(text)
        return value


_CONTAINERS = frozenset((dict, list))
_LOOKED_AT = _CONTAINERS | {str, int}


def _look_into(container: object) -> Iterable[object]:
    if isinstance(container, dict):
        return chain(container, container.values())
    return container if isinstance(container, list) else ()


def _read_mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise ValueError
    return mapping


def _refuse(constant: str) -> object:
    raise ValueError(constant)
