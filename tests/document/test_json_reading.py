from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document.json_reading import read_json
from sightline.document.limits import DEFAULT_LIMITS, Limits
from sightline.document.tree import Tree
from sightline.errors import InputError, Place, Problem
from tests.document.hostile import make_deep_flow, make_deep_flow_mapping

ORDINARY = """\
{
  "sightline": 1,
  "name": "Alder \\u0026 Finch \\ud83d\\ude00",
  "teams": {
    "support": {"headcount": 9, "effort": 1.5e-3, "serves": ["households", {"to": "dealers"}], "tags": []}
  },
  "people": {},
  "description": null, "closed": [true, false, -0.5, -7, 0]
}
"""


def read(text: str | bytes, limits: Limits = DEFAULT_LIMITS) -> Tree:
    return read_json(text.encode() if isinstance(text, str) else text, file="org.json", limits=limits)


def find_problems(text: str | bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(text, limits)
    assert caught.value.problems
    return caught.value.problems


def test_an_ordinary_file_reads_as_the_standard_library_reads_it_and_with_places() -> None:
    tree = read(ORDINARY)
    assert tree.value == json.loads(ORDINARY)
    assert tree.places[()] == Place("org.json", 1, 1)
    assert tree.places[("name",)] == Place("org.json", 3, 11)
    assert tree.places[("teams", "support")] == Place("org.json", 5, 16)
    assert tree.places[("teams", "support", "serves", 1, "to")] == Place("org.json", 5, 83)
    assert tree.place(("teams", "support", "nmae")) == Place("org.json", 5, 16, "teams.support.nmae")
    assert len(tree.places) == 20


@pytest.mark.parametrize(
    "text", ["1", " -0.0 ", '"a"', "null", "[]", "{}", "[[],[{}]]", "1E+2", "\ufeff[1]", "12345678901234567890"]
)
def test_any_value_may_stand_at_the_top(text: str) -> None:
    value = read(text).value
    assert repr(value) == repr(json.loads(text.removeprefix("\ufeff")))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e400"])
def test_a_number_that_is_not_finite_is_refused_at_its_place(number: str) -> None:
    (problem,) = find_problems(f'{{"a": [1,\n {number}]}}')
    assert str(problem) == f"org.json:2:2: a[1]: `{number}` is not a finite number"


def test_all_duplicate_keys_are_told_with_both_places() -> None:
    problems = find_problems('{"a": 1, "b": {"c": 1, "\\u0063": 2},\n "a": 3}')
    assert [str(problem) for problem in problems] == [
        "org.json:1:24: b: the key `c` stands here again; it stands first in line 1, column 16",
        "org.json:2:2: the key `a` stands here again; it stands first in line 1, column 2",
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", None, "empty"),
        ('{"a": 1', (1, 8), "ends too early"),
        ("[1, 2", (1, 6), "here must stand a comma or `]`; the file ends too early"),
        ("[1 2]", (1, 4), "a comma or `]`, not `2`"),
        ("[1}", (1, 3), "a comma or `]`, not `}`"),
        ("[1, ]", (1, 5), "the comma before it is one too many"),
        ('{"a": 1, }', (1, 10), "the comma before it is one too many"),
        ('{"a" 1}', (1, 5), "needs a colon"),
        ('{"a": }', (1, 7), "here must stand a value"),
        ("{a: 1}", (1, 2), "a key in double quotation marks, not `a`"),
        ("{'a': 1}", (1, 2), "double quotation marks only"),
        ("{\"a\": 'x'}", (1, 7), "double quotation marks only"),
        ("{} x", (1, 4), "the file goes on after its end"),
        ("[1] // x", (1, 5), "goes on after its end"),
        ("[1, // x\n2]", (1, 5), "JSON has no comments"),
        ("[01]", (1, 2), "here must stand a value, not `01`"),
        ("[.5]", (1, 2), "here must stand a value"),
        ("[1.]", (1, 3), "a comma"),
        ("[+1]", (1, 2), "here must stand a value, not `+1`"),
        ("[0x1]", (1, 2), "not `0x1`"),
        ("[\u0661]", (1, 2), "here must stand a value"),
        ("[True]", (1, 2), "not `True`"),
        ("[nullx]", (1, 2), "not `nullx`"),
        ('["a]', (1, 2), "never closed"),
        ('["a\nb"]', (1, 4), "line end"),
        ('["\\q"]', (1, 3), "backslash"),
        ('["\\u12"]', None, "backslash"),
        ("[-]", (1, 2), "here must stand a value"),
    ],
)
def test_broken_syntax_is_told_in_plain_words(text: str, place: tuple[int, int] | None, words: str) -> None:
    (problem,) = find_problems(text)
    assert words in problem.message
    if place is not None:
        assert (problem.place.line, problem.place.column) == place


@pytest.mark.parametrize(
    "escape", ["\\ud800", "\\udc00x", "\\ud800\\ud800", "\\u0000", "\\b", "\\u001b", "\\uffff", "\\u007f"]
)
def test_escapes_cannot_hide_what_no_text_may_hold(escape: str) -> None:
    assert "which no text may hold" in find_problems(f'{{"a": "{escape}"}}')[0].message
    assert "which no text may hold" in find_problems(f'{{"{escape}": 1}}')[0].message


@pytest.mark.parametrize("build", [make_deep_flow, make_deep_flow_mapping])
def test_depth_100_is_read_and_more_is_refused(build: Callable[[int], bytes]) -> None:
    assert read(build(100)).value
    assert "more than 100 deep" in find_problems(build(101))[0].message
    assert "more than 100 deep" in find_problems(build(100_000))[0].message
    assert "more than 100 deep" in find_problems(build(100_000)[:100_000])[0].message


def test_every_other_limit_reads_what_fits_and_refuses_one_more() -> None:
    text = '{"a": "xyz", "b": [1, 234]}'  # 27 bytes, 5 values
    cases = [
        ("json_bytes", 27, "27 bytes"),
        ("json_values", 5, "values"),
        ("text_characters", 3, "3 characters"),
        ("number_digits", 3, "3 digits"),
        ("json_depth", 2, "deep"),
    ]
    for name, least, words in cases:
        assert read(text, dataclasses.replace(DEFAULT_LIMITS, **{name: least})).value == {"a": "xyz", "b": [1, 234]}
        (problem,) = find_problems(text, dataclasses.replace(DEFAULT_LIMITS, **{name: least - 1}))
        assert words in problem.message


def test_the_default_lengths_hold() -> None:
    assert read("9" * 400).value == int("9" * 400)
    assert "401 digits" in find_problems("9" * 401)[0].message
    assert "digits" in find_problems("0." + "9" * 100_000)[0].message
    assert read(json.dumps("x" * 1_000_000)).value == "x" * 1_000_000
    assert "1,000,001 characters" in find_problems(json.dumps("x" * 1_000_001))[0].message
    (problem,) = find_problems(b"1" + b" " * 50_000_000)
    assert "Parquet" in problem.message


PIECES = st.sampled_from([*'{}[],:"\\/.-+e01 \n\t', "NaN", "null", "true", '"a":', "\\u", "\\ud800", "\x00", "\ufeff"])


def try_to_read(data: bytes) -> Tree | InputError:
    try:
        return read(data)
    except InputError as error:
        return error


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """Draw an ordinary file with a few pieces cut out, doubled or replaced."""
    text = ORDINARY
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 10))
        text = text[:start] + draw(PIECES | st.text(max_size=3) | st.just(text[start:end] * 2)) + text[end:]
    data = text.encode("utf-8", "surrogatepass")
    at = draw(st.integers(0, max(len(data) - 1, 0)))
    return data if draw(st.booleans()) else data[:at] + draw(st.binary(max_size=3)) + data[at + 1 :]


@settings(max_examples=200)
@given(
    damaged_files()
    | st.binary(max_size=100)
    | st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode())
)
def test_whatever_the_bytes_there_is_what_the_standard_library_reads_or_an_input_error(data: bytes) -> None:
    outcome = try_to_read(data)
    if isinstance(outcome, InputError):
        assert outcome.problems
        assert all(problem.place.file == "org.json" for problem in outcome.problems)
    else:
        assert repr(outcome.value) == repr(json.loads(data))
        assert all(place.line is not None for place in outcome.places.values())
