"""Client text on its way into Markdown is shown letter by letter."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sightline.app.plain import plain
from sightline.phrases import clean
from tests.app.hostile import PAYLOADS

JOINER = "\u2060"
BARE = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>~:$|&]|^(?:[-+#=>]|\d{1,2}[.)])|--")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_mark_is_left_bare_in_a_payload(payload: str) -> None:
    assert not BARE.search(plain(payload))


@pytest.mark.parametrize("name", ["Inward-designed process (old)", "Level 2.1, north", "a/b"])
def test_an_ordinary_name_is_left_alone_so_that_it_can_be_read_out(name: str) -> None:
    assert plain(name) == name


@pytest.mark.parametrize("text", ["# one", "- one", "+ one", "1. one", "12) one", "> one", "=== one"])
def test_what_begins_a_heading_or_a_list_is_escaped_at_the_beginning(text: str) -> None:
    assert "\\" in plain(text)[:4]


@given(st.text(max_size=80))
@example("1. one")
@example("123456789) one -- two")
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
