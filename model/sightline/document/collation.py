"""The order in which ids and words stand where nothing else decides: by their spelling, or by what they stand for.

Lines that are equal otherwise, and the search for groups, go by the order of ids, so that the order of a file does not
matter. Made-up names are spelled otherwise than the real ones: after :func:`stand_for` they keep the order of what
they stand for, and every choice falls as it did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import Final

_MEANT: Final[ContextVar[Mapping[str, str]]] = ContextVar("what made-up words stand for")


def stand_for(meant: Mapping[str, str]) -> None:
    """Let made-up words stand in the order of the real ones, from here to the end of the context (one command)."""
    _MEANT.set({**_MEANT.get({}), **meant})


def sort_key(word: str) -> str:
    """Give what a word is sorted by."""
    return _MEANT.get({}).get(word, word)


def sort_keys(words: Iterable[str]) -> list[str]:
    """Give what words are sorted by."""
    meant = _MEANT.get({})
    return [meant.get(word, word) for word in words]
