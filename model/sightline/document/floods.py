"""Tells a flood before it is read: how many signs a file has that each begin or end one of its parts.

A file of a few megabytes can hold millions of keys, values or tags; reading them one by one takes seconds, counting
the commas, brackets and line ends between them takes milliseconds. Signs inside texts are counted as well, so limits
on such counts leave room for prose: a real file has a sign in every four to six bytes at most, a flood one in two.
"""

from __future__ import annotations

from collections.abc import Iterable


def count_signs(data: bytes, signs: Iterable[bytes]) -> int:
    """Count how often the signs stand in a file, wherever they stand."""
    return sum(data.count(sign) for sign in signs)


def count_words(data: bytes) -> int:
    """Count about how many words a file has: lines that hold something, and the blanks between words taken once."""
    blanks = data.count(b" ") - data.count(b"  ") - data.count(b"    ")
    return blanks + data.count(b"\t") - data.count(b"\t\t") + data.count(b"\n") - data.count(b"\n ")
