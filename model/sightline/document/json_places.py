"""Where everything stands in a JSON text that was read without a fault: looked up when asked for, and then kept.

Nearly all places of a file are never asked for. The entries of a mapping or list are found by going through it once,
passing over each value at the speed of the standard library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping

from sightline.document.text_decoding import Lines
from sightline.document.tree import Path
from sightline.errors import Place

_SPACE = re.compile(r"[ \t\n\r]*")
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_COMMA = re.compile(r"[ \t\n\r]*,?[ \t\n\r]*")

scan_string: Callable[[str, int, bool], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined]
"""Read a string whose opening quotation mark stands before an offset; give it and the offset of its end."""


class JsonPlaces(Mapping[Path, Place]):
    """The place of every value of a JSON text, by path."""

    def __init__(self, text: str, file: str | None) -> None:
        self._text = text
        self._file = file
        self._lines = Lines(text)
        self._scan: Callable[[str, int], tuple[object, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
        self._found: dict[int, tuple[dict[str | int, int], Iterator[tuple[str | int, int]]]] = {}
        """By the offset of a mapping or list: the offsets of its entries found so far, and the search for the rest."""

    def __getitem__(self, path: Path) -> Place:
        offset = self._start()
        for step in path:
            offset = self._look_up(offset, step)
        line, column = self._lines.locate(offset)
        return Place(self._file, line, column)

    def __iter__(self) -> Iterator[Path]:
        waiting: list[tuple[Path, int]] = [((), self._start())]
        while waiting:
            path, offset = waiting.pop()
            yield path
            waiting.extend(((*path, step), inner) for step, inner in reversed(list(self._find_entries(offset))))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _start(self) -> int:
        return self._after(_SPACE, 0)

    def _look_up(self, offset: int, step: str | int) -> int:
        found, rest = self._found.setdefault(offset, ({}, self._find_entries(offset)))
        if step not in found:
            for entry, inner in rest:
                found[entry] = inner
                if entry == step:
                    break
        return found[step]

    def _find_entries(self, offset: int) -> Iterator[tuple[str | int, int]]:
        text = self._text
        if text[offset] not in "[{":
            return
        is_mapping = text[offset] == "{"
        step: str | int
        at, step = self._after(_SPACE, offset + 1), -1
        while text[at] not in "]}":
            if is_mapping:
                step, at = scan_string(text, at + 1, True)
                at = self._after(_COLON, at)
            else:
                step = int(step) + 1
            yield step, at
            at = self._after(_COMMA, self._scan(text, at)[1])

    def _after(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self._text, at)
        assert found is not None  # noqa: S101 - the text was read without a fault
        return found.end()
