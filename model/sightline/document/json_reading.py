"""Reads an organization file in JSON (RFC 8259), into a tree that knows its places.

The standard library's reader keeps no places, and takes duplicate keys, ``NaN`` and ``Infinity``; this one does not.
What has no fault is read whole, at the speed of the standard library; only where something is wrong does reading go
step by step, to say what and where. The places of a file without a fault are looked up when they are asked for.
"""

from __future__ import annotations

import json
import math
import re
from enum import Enum, auto

from sightline.document.floods import count_signs
from sightline.document.json_places import JsonPlaces, scan_string
from sightline.document.json_scanning import SoundScanner
from sightline.document.limits import DEFAULT_LIMITS, Limits
from sightline.document.text_decoding import decode_text, shorten
from sightline.document.tree import Tree
from sightline.document.tree_building import Scalar, TreeBuilder
from sightline.errors import InputError, Place

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_COLON = re.compile(r"[ \t\n\r]*:")
_WORD = re.compile(r"[-+]?\w+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity", "+Infinity", "nan", "inf", "-inf", "-NaN"})
_ADVICE = "keep an organization of this size in tables: a folder of CSV files, or Parquet"
# Whole values are tried so many levels down: where each level fails at its very end, each costs a reading.
_WHOLE_LEVELS = 6
_SHORTEST_STRETCH = 256
_LONGEST_STRETCH = 1 << 16


class _State(Enum):
    """What comes next."""

    VALUE = auto()
    FIRST_ITEM = auto()
    KEY = auto()
    FIRST_KEY = auto()
    COMMA = auto()


def read_json(data: bytes, *, file: str | None, limits: Limits = DEFAULT_LIMITS) -> Tree:
    """Read the bytes of a JSON file.

    ``file`` is the name used in places. Raises InputError, and nothing else, with every problem that could be found:
    a syntax error or an exceeded limit ends the reading, all others are collected.
    """
    if 1 + count_signs(data, (b",", b"[", b"{")) > limits.json_values:
        raise InputError.of(f"the file has more than {limits.json_values:,} values; {_ADVICE}", Place(file))
    text = decode_text(data, file=file, largest=limits.json_bytes, advice=_ADVICE)
    builder = TreeBuilder(text, file=file, depth=limits.json_depth, text_characters=limits.text_characters)
    _Reader(text, builder, limits).read()
    return Tree(builder.finish().value, JsonPlaces(text, file), file)


class _Reader:
    """Goes through the text once; the open brackets are a list, not the stack."""

    def __init__(self, text: str, builder: TreeBuilder, limits: Limits) -> None:
        self._text = text
        self._builder = builder
        self._limits = limits
        self._at = 0
        self._closers: list[str] = []
        self._scanner = SoundScanner(limits, has_escapes="\\" in text)
        self._stretch = _LONGEST_STRETCH

    def read(self) -> None:
        """Read one value and the end of the text."""
        state: _State | None = _State.VALUE
        text = self._text
        while state is not None:
            space = _SPACE.match(text, self._at)
            self._at = space.end() if space else self._at
            character = text[self._at : self._at + 1]
            if state is _State.COMMA:
                state = self._read_comma(character)
            elif state is _State.KEY or state is _State.FIRST_KEY:
                state = self._read_key(character, first=state is _State.FIRST_KEY)
            else:
                state = self._read_value(character, first=state is _State.FIRST_ITEM)

    def _read_comma(self, character: str) -> _State | None:
        closer = self._closers[-1] if self._closers else ""
        if character == closer:
            return self._close() if closer else None
        if not closer:
            raise self._failure("the file goes on after its end; a JSON file holds one value")
        if character != ",":
            raise self._failure(f"here must stand a comma or `{closer}`{self._instead(character)}")
        self._at += 1
        return _State.KEY if closer == "}" else _State.VALUE

    def _read_key(self, character: str, *, first: bool) -> _State:
        if character == "}" and first:
            return self._close()
        if character != '"':
            hint = self._hint(character)
            raise self._failure(f"here must stand a key in double quotation marks{self._instead(character)}{hint}")
        start = self._at
        key = self._read_string()
        colon = _COLON.match(self._text, self._at)
        if colon is None:
            raise self._failure("the key before this needs a colon and a value")
        self._at = colon.end()
        self._builder.key(key, start)
        return _State.VALUE

    def _read_value(self, character: str, *, first: bool) -> _State:
        if character == "]" and first:
            return self._close()
        if character in {"{", "["} and self._take_whole():
            return _State.COMMA
        if character == "{":
            self._builder.open_mapping(self._at)
            self._closers.append("}")
            self._at += 1
            return _State.FIRST_KEY
        if character == "[":
            self._builder.open_list(self._at)
            self._closers.append("]")
            self._at += 1
            return _State.FIRST_ITEM
        if self._closers and self._closers[-1] == "]" and self._take_stretch():
            return _State.VALUE
        start = self._at
        value = self._read_string() if character == '"' else self._read_word(character)
        self._builder.put(value, start)
        return _State.COMMA

    def _close(self) -> _State:
        self._builder.close()
        self._closers.pop()
        self._at += 1
        return _State.COMMA

    def _take_whole(self) -> bool:
        """Take the mapping or list that begins here as a whole, if nothing is wrong with it."""
        level = len(self._closers)
        if level > _WHOLE_LEVELS:
            return False
        found = self._scanner.scan(self._text, self._at, self._limits.json_depth - level)
        if found is not None:
            value, end = found
            self._builder.put(value, self._at)
            self._at = end
        return found is not None

    def _take_stretch(self) -> bool:
        """Take the items of this list up to some comma further on at once, if nothing is wrong with them."""
        comma = self._text.rfind(",", self._at, self._at + self._stretch)
        if comma < 0:
            return False
        levels = self._limits.json_depth - len(self._closers) + 1
        found = self._scanner.scan(f"[{self._text[self._at : comma]}]", 0, levels)
        if found is None or not isinstance(found[0], list):
            self._stretch = max(self._stretch // 2, _SHORTEST_STRETCH)
            return False
        self._builder.extend(found[0], self._at)
        self._at = comma + 1
        self._stretch = min(self._stretch * 2, _LONGEST_STRETCH)
        return True

    def _read_string(self) -> str:
        try:
            string, self._at = scan_string(self._text, self._at + 1, True)
        except json.JSONDecodeError as error:
            if "Unterminated" in error.msg:
                raise self._failure("this quotation mark is opened but never closed") from None
            self._at = error.pos
            if "control character" in error.msg:
                raise self._failure("a text cannot go over a line end or hold a tab; write `\\n` or `\\t`") from None
            raise self._failure("a backslash begins an escape; write `\\\\` for a backslash") from None
        return string

    def _read_word(self, character: str) -> Scalar:
        number = _NUMBER.match(self._text, self._at)
        if number is not None and not self._text[number.end() : number.end() + 1].isalnum():
            return self._read_number(number)
        word = _WORD.match(self._text, self._at)
        spelled = shorten(word.group()) if word is not None else character
        if spelled in _WORDS:
            self._at += len(spelled)
            return _WORDS[spelled]
        if spelled in _NOT_FINITE:
            self._builder.refuse(f"`{spelled}` is not a finite number", self._at, value=spelled)
            self._at += len(spelled)
            return None
        raise self._failure(f"here must stand a value{self._instead(spelled)}{self._hint(character)}")

    def _read_number(self, number: re.Match[str]) -> int | float | None:
        text = number.group()
        start, self._at = self._at, number.end()
        if len(text) > self._limits.number_digits:
            most = self._limits.number_digits
            self._builder.refuse(f"this number has {len(text):,} digits; up to {most} are read", start)
            return None
        if number.group(1) is None and number.group(2) is None:
            return int(text)
        value = float(text)
        if not math.isfinite(value):
            self._builder.refuse(f"`{shorten(text)}` is not a finite number", start, value=shorten(text))
            return None
        return value

    def _failure(self, message: str) -> InputError:
        return self._builder.failure(message, self._at)

    @staticmethod
    def _instead(found: str) -> str:
        return f", not `{found}`" if found else "; the file ends too early"

    def _hint(self, character: str) -> str:
        if character in {"/", "#"}:
            return "; JSON has no comments"
        if character == "'":
            return "; JSON has double quotation marks only"
        if character in {"]", "}"}:
            return "; the comma before it is one too many"
        return ""
