from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document.floods import count_signs, count_words
from sightline.document.json_reading import read_json
from sightline.document.limits import DEFAULT_LIMITS
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError


def test_signs_are_counted_wherever_they_stand() -> None:
    assert count_signs(b'[1, ",", [2]]', (b",", b"[")) == 5


@given(st.lists(st.sampled_from(["a", "bc", "12"]), max_size=20), st.sampled_from([" ", "\n", "\t", "\n  ", "\n    "]))
def test_words_are_counted_whatever_the_blanks_between_them(words: list[str], blank: str) -> None:
    assert count_words("".join(f"{word}{blank}" for word in words).encode()) == len(words)


def test_floods_are_refused_before_they_are_read() -> None:
    limits = dataclasses.replace(DEFAULT_LIMITS, json_values=100, yaml_events=100)
    for data in (b"[" + b"1," * 100 + b"\xff", b"{" * 101):
        with pytest.raises(InputError, match="more than 100 values"):
            read_json(data, file="a.json", limits=limits)
    for data in (b"- a\n" * 60 + b"\xff", b"a: 1\n" * 60, b"[" + b"1," * 100):
        with pytest.raises(InputError, match="more than 100 keys, values and brackets"):
            read_yaml(data, file="a.yaml", limits=limits)
