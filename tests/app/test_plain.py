"""Client text on its way into Markdown is shown letter by letter."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.app.plain import plain
from sightline.phrases import clean
from tests.app.hostile import PAYLOADS

JOINER = "\u2060"
BARE = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]()#<>~:$!|^=@&/]")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_mark_is_left_bare_in_a_payload(payload: str) -> None:
    assert not BARE.search(plain(payload))


@given(st.text(max_size=80))
def test_taking_the_escapes_out_gives_the_clean_text_back(text: str) -> None:
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text).replace(JOINER, "")) == clean(text)


@given(st.sampled_from(["http://", "HTTPS://", "www.", "mailto:me@"]), st.text(max_size=10))
def test_no_address_is_left_whole(beginning: str, before: str) -> None:
    shown = plain(f"{before}{beginning}invalid.example").replace("\\", "")
    assert not re.search(rf"(?<!{JOINER})(?:https?://|www\.)|@(?!{JOINER})", shown, re.IGNORECASE)


@given(st.text(max_size=80))
def test_plain_text_is_one_line(text: str) -> None:
    assert "\n" not in plain(text)


def test_a_long_text_is_cut_before_it_is_escaped() -> None:
    assert plain("*" * 100, 10).count("\\") <= 10
