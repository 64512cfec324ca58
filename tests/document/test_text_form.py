from __future__ import annotations

import json
from enum import StrEnum

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sightline.document.json_reading import read_json
from sightline.document.text_form import to_json, to_yaml
from sightline.document.yaml_reading import read_yaml

PRINTABLE = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"
) | st.sampled_from("\t\n\r\x85\xa0\u2028\u2029\u200b\u200d\u202e\u2066\ufeff😀\U0001f468é'\"\\:#-?!&*%@`,[]{}|>=~<. ")
NASTY = st.sampled_from(
    [
        *(
            "NO",
            "no",
            "Yes",
            "on",
            "y",
            "N",
            "true",
            "null",
            "~",
            "",
            "=",
            "<<",
            "!x",
            "&a",
            "*a",
            "- a",
            "? a",
            ": a",
            "%a",
        ),
        *(
            "1",
            "-1",
            "1e3",
            "1.5",
            ".5",
            "0x1F",
            "0o17",
            "017",
            "1_000",
            "12:30",
            "12:30:45",
            "190:20:30.15",
            ".inf",
            "-.INF",
        ),
        *(
            ".nan",
            "2026-01-01",
            "2001-12-14t21:59:43.10-05:00",
            "+1",
            "0b1",
            "1,000",
            "a: b",
            "a #b",
            "a:",
            "#a",
            " a",
            "a ",
        ),
        *(
            "a\nb",
            "a\nb\n",
            "a\n\n",
            "\na",
            " a\nb",
            "a\n b",
            "a\n\nb",
            "a\n \nb",
            "\t\na",
            "a\r\nb",
            "---",
            "...",
            "a\n---\nb",
        ),
        *(
            "@a",
            "`a",
            "'a'",
            '"a"',
            "[a]",
            "{a}",
            "|",
            ">",
            "a\tb",
            "a:\tb",
            "\u202eabc",
            "x" * 1_100,
            "é:",
            "\uff11\uff12",
            "²",
            "½",
        ),
    ]
)
TEXTS = st.text(PRINTABLE, max_size=30) | NASTY
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=20
)


@settings(max_examples=200)
@given(TREES)
@example({"a": 1e-05, "b": [1e16, -0.0, 5e-324, 1.7976931348623157e308, 0.1 + 0.2]})
def test_what_is_written_as_yaml_reads_back_the_same(tree: object) -> None:
    text = to_yaml(tree)
    value = read_yaml(text.encode(), file=None).value
    assert repr(value) == repr(tree)
    assert to_yaml(value) == text


@settings(max_examples=200)
@given(TREES)
def test_what_is_written_as_json_reads_back_the_same(tree: object) -> None:
    text = to_json(tree)
    value = read_json(text.encode(), file=None).value
    assert repr(value) == repr(tree)
    assert repr(json.loads(text)) == repr(tree)
    assert to_json(value) == text


@settings(max_examples=200)
@given(TREES)
def test_readers_of_yaml_1_1_understand_the_same(tree: object) -> None:
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        assert repr(yaml.load(to_yaml(tree), Loader=loader)) == repr(tree)  # noqa: S506, TID251 - another reader's view


def test_the_written_yaml_has_one_fact_on_a_line_in_the_order_given() -> None:
    tree = {
        "sightline": 1,
        "name": "Alder & Finch (the makers), Ltd.",
        "as_of": "2026-01-01",
        "teams": {
            "support-desk": {
                "country": "NO",
                "serves": ["households", {"to": "dealers", "volume": 1e-05, "themes": ["a", "b"]}],
                "evidence": "first line\nsecond: line\n",
                "tags": [],
                "closed": True,
                "effort": None,
            }
        },
        "people": {},
        "matrix": [[1, 2.0], [[]]],
        "notes": ["one\ntwo"],
    }
    assert to_yaml(tree) == (
        "sightline: 1\n"
        "name: Alder & Finch (the makers), Ltd.\n"
        'as_of: "2026-01-01"\n'
        "teams:\n"
        "  support-desk:\n"
        '    country: "NO"\n'
        "    serves:\n"
        "      - households\n"
        "      - to: dealers\n"
        "        volume: 1.0e-05\n"
        "        themes:\n"
        "          - a\n"
        "          - b\n"
        "    evidence: |\n"
        "      first line\n"
        "      second: line\n"
        "    tags: []\n"
        "    closed: true\n"
        "    effort: null\n"
        "people: {}\n"
        "matrix:\n"
        "  - - 1\n"
        "    - 2.0\n"
        "  - - []\n"
        "notes:\n"
        "  - |-\n"
        "    one\n"
        "    two\n"
    )


def test_the_written_json_is_indented_by_two_and_keeps_letters() -> None:
    assert to_json({"b": ["é😀"], "a": {}}) == '{\n  "b": [\n    "é😀"\n  ],\n  "a": {}\n}\n'


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u200f", "\ufeff", "\x85", "\u2028", "\x1b", "\x01", "\ud800", "\x7f"]
)
def test_signs_that_hide_or_turn_text_are_written_as_escapes(sign: str) -> None:
    for text in (to_yaml({"a": f"x{sign}y", f"k{sign}": "x\n" + sign}), to_json({"a": f"x{sign}y", f"k{sign}": 1})):
        assert sign not in text
        assert text.count(f"\\u{ord(sign):04x}") >= 2


class Kind(StrEnum):
    TEAM = "team"


class Figure(float):
    def __repr__(self) -> str:
        return f"Figure({float(self)})"


def test_kinds_of_text_and_number_are_written_as_plain_ones() -> None:
    assert to_yaml({"kind": Kind.TEAM, "figure": Figure(0.5), "pair": (1, 2)}) == (
        "kind: team\nfigure: 0.5\npair:\n  - 1\n  - 2\n"
    )
    assert json.loads(to_json({"kind": Kind.TEAM, "figure": Figure(0.5), "pair": (1, 2)})) == {
        "kind": "team",
        "figure": 0.5,
        "pair": [1, 2],
    }


@pytest.mark.parametrize("write", [to_yaml, to_json])
def test_what_is_no_plain_tree_is_a_programming_error(write: type) -> None:
    for tree in ({1: "a"}, {"a": object()}, [b"a"], {"a": {None: 1}}, {"a": {1, 2}}):
        with pytest.raises(TypeError):
            write(tree)
    for number in (float("inf"), float("-inf"), float("nan")):
        with pytest.raises(ValueError, match="finite"):
            write({"a": [number]})
