from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document import yaml_reading
from sightline.document.limits import DEFAULT_LIMITS, Limits
from sightline.document.tree import Tree
from sightline.document.tree_building import TreePlaces
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError, Place, Problem
from tests.document.hostile import (
    ALIASES,
    TAGS,
    make_deep_flow,
    make_deep_flow_mapping,
    make_deep_list,
    make_deep_mapping,
    make_merge_bomb,
    make_tag_lines,
)

ORDINARY = """\
sightline: 1
name: Alder & Finch
as_of: 2026-01-01
customers:
  households:
    name: Households (every one of them)
    feedback:
    - {to: call-centre, cadence_days: 1.0, closed: false, channel: call}
products:
  dishwasher: {name: Dishwasher, serves: [households, installers], ratings: {internal: 3.8}}
teams:
  support:
    part_of: engineering   # a comment
    headcount: 9
    country: NO
    evidence: 'sold for fruit; used for herbs
      and by cafes'
processes: {}
people:
"""


def read(text: str | bytes, limits: Limits = DEFAULT_LIMITS) -> Tree:
    return read_yaml(text.encode() if isinstance(text, str) else text, file="org.yaml", limits=limits)


def find_problems(text: str | bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(text, limits)
    assert caught.value.problems
    return caught.value.problems


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with each of PyYAML's two parsers."""
    monkeypatch.setattr(yaml_reading, "_LOADER", yaml.SafeLoader if request.param == "Python" else yaml.CSafeLoader)
    return str(request.param)


@pytest.mark.usefixtures("parser")
def test_an_ordinary_file_reads_with_its_values_and_places() -> None:
    tree = read(ORDINARY)
    assert tree.value == {
        "sightline": 1,
        "name": "Alder & Finch",
        "as_of": "2026-01-01",
        "customers": {
            "households": {
                "name": "Households (every one of them)",
                "feedback": [{"to": "call-centre", "cadence_days": 1.0, "closed": False, "channel": "call"}],
            }
        },
        "products": {
            "dishwasher": {
                "name": "Dishwasher",
                "serves": ["households", "installers"],
                "ratings": {"internal": 3.8},
            }
        },
        "teams": {
            "support": {
                "part_of": "engineering",
                "headcount": 9,
                "country": "NO",
                "evidence": "sold for fruit; used for herbs and by cafes",
            }
        },
        "processes": {},
        "people": None,
    }
    assert tree.notices == ()
    assert tree.places[("name",)] == Place("org.yaml", 2, 7)
    assert tree.places[("customers", "households", "feedback", 0, "to")] == Place("org.yaml", 8, 12)
    assert tree.places[("products", "dishwasher", "serves", 1)] == Place("org.yaml", 10, 55)
    assert tree.places[("teams", "support")] == Place("org.yaml", 13, 5)
    assert tree.place(("teams", "support", "nowhere")) == Place("org.yaml", 13, 5, "teams.support.nowhere")


def test_every_value_has_a_place_and_every_entry_the_place_of_its_key() -> None:
    tree = read(ORDINARY)
    paths = list(tree.places)
    assert len(paths) == len(tree.places) == 29
    assert paths[:3] == [(), ("sightline",), ("name",)]
    assert isinstance(tree.places, TreePlaces)
    assert tree.places.key_place(("teams", "support")) == Place("org.yaml", 12, 3)
    assert tree.places.key_place(("teams", "nobody")) is None
    assert tree.places.key_place(()) is None
    assert ("teams", 0) not in tree.places
    assert ("products", "dishwasher", "serves", -1) not in tree.places


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((text, text) for text in ("NO", "no", "on", "Off", "yes", "y", "tRUE", "nUll", "=", "<<", "1_000", "0b11")),
        *(
            (text, text)
            for text in ("2026-01-01", "12:30:45", "1:30", "1.2.3", "0o8", "0xg", "1e", "+", "-x", ".", "e3")
        ),
        *((text, text) for text in ("-0x1", "1,000", "inf", "nan", "NaN", "x: y".replace(" ", ""), "a#b")),
        *((text, None) for text in ("", "~", "null", "Null", "NULL")),
        *((text, True) for text in ("true", "True", "TRUE")),
        *((text, False) for text in ("false", "False", "FALSE")),
        *((text, 7) for text in ("7", "+7", "007", "0o7", "0x7")),
        *((text, -12) for text in ("-12", "-012")),
        *((text, 1000.0) for text in ("1e3", "1.e3", "+1E+3", "1000.0", "1000.", "01000.0")),
        *((text, 0.5) for text in (".5", "0.5", "+.5", "5e-1")),
        *((text, "7") for text in ("'7'", '"7"', "!!str 7", "! '7'", "|-\n  7")),
        *((text, 7) for text in ("!!int 7", "!!int '7'")),
        *((text, 7.0) for text in ("!!float 7", "!!float 7.0")),
        ("!!bool true", True),
        ("!!null ''", None),
        ("!!seq [1]", [1]),
        ("!!map {a: 1}", {"a": 1}),
        ('"a\\tb\\u00e9"', "a\tbé"),
    ],
)
def test_a_scalar_means_what_the_core_schema_of_yaml_1_2_says(written: str, meant: object) -> None:
    value = read(f"a: {written}\n").value
    assert value == {"a": meant}
    assert isinstance(value, dict)
    assert type(value["a"]) is type(meant)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("number", [".inf", "-.INF", "+.Inf", ".nan", ".NaN", "1e999", "-1e999", "!!float .inf"])
def test_a_number_that_is_not_finite_is_refused_at_its_place(number: str) -> None:
    (problem,) = find_problems(f"b: 1\na: {number}\n")[:1]
    assert "not a finite number" in problem.message
    assert (problem.place.line, problem.place.part) == (2, "a")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", ALIASES)
def test_anchors_and_aliases_are_refused(name: str) -> None:
    problems = find_problems(ALIASES[name])
    assert "anchors (`&name`) and aliases (`*name`) are not read" in problems[0].message
    assert problems[0].place.line is not None


@pytest.mark.usefixtures("parser")
def test_merge_keys_are_refused_and_quoted_ones_are_text() -> None:
    assert any("merge keys" in problem.message for problem in find_problems(make_merge_bomb()))
    (problem,) = find_problems("a: {x: 1}\nb:\n  <<: {x: 1}\n")
    assert str(problem).startswith("org.yaml:3:3: b: merge keys (`<<`) are not read")
    assert read('"<<": 1').value == {"<<": 1}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", TAGS)
def test_tags_of_ones_own_are_refused(name: str) -> None:
    (problem,) = find_problems(TAGS[name])
    assert "the tag `!" in problem.message or "the tag `tag:" in problem.message
    assert problem.place.line == 1


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("value", ["!!int x", "!!int 1.5", "!!bool 1", "!!null x", "!!float x"])
def test_a_value_that_does_not_fit_its_tag_is_refused(value: str) -> None:
    (problem,) = find_problems(f"a: {value}")
    assert "does not fit its tag" in problem.message


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_tag_lines_are_refused_wherever_they_stand(line_end: str) -> None:
    (problem,) = find_problems(f"a: 1{line_end}...{line_end}%TAG !x! tag:x{line_end}---{line_end}b: 1")
    assert "%TAG" in problem.message
    assert "%TAG" in find_problems(make_tag_lines(100_000))[0].message


@pytest.mark.usefixtures("parser")
def test_all_duplicate_keys_are_told_with_both_places() -> None:
    problems = find_problems("a: 1\nb: {c: 1, d: 2, c: 3}\nl:\n- {x: 1, 'x': 2}\na: 2\n")
    assert [str(problem) for problem in problems] == [
        "org.yaml:2:17: b: the key `c` stands here again; it stands first in line 2, column 5",
        "org.yaml:4:10: l[0]: the key `x` stands here again; it stands first in line 4, column 4",
        "org.yaml:5:1: the key `a` stands here again; it stands first in line 1, column 1",
    ]


def test_what_is_told_of_a_file_is_short_however_long_the_file_makes_it() -> None:
    long = "k" * 20_000
    for text in (
        f"? {long}\n: 1\n" * 3,
        f"? {long}\n: .inf",
        f"a: !{long} 1",
        f"a: &{long} 1",
        f"? 0x{'f' * 9_999}\n: 1",
    ):
        assert all(len(str(problem)) < 600 for problem in find_problems(text))
    assert "\n" not in str(find_problems('"a\\nb": 1\n"a\\nb": 1')[0])


def test_reading_stops_after_a_thousand_problems() -> None:
    problems = find_problems("a: 1\n" * 5_000)
    assert len(problems) == 1_001
    assert "reading stops here" in problems[-1].message


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("key", ["1", "1.5", "0x1", ".inf", "null", "~", "true", "FALSE", "9" * 5_000])
def test_a_key_that_is_not_text_is_refused_and_in_quotation_marks_it_is_one(key: str) -> None:
    (problem,) = find_problems(f"? {key}\n: 1\n")
    assert "in quotation marks" in problem.message
    assert problem.place.line == 1
    assert read(f'? "{key}"\n: 1\n').value == {key: 1}


@pytest.mark.parametrize("text", ["? [a]\n: 1", "? {a: 1}\n: 1", "{[a]: 1}", "{: 1}", "? \n: 1"])
def test_a_key_that_is_no_scalar_or_missing_is_refused(text: str) -> None:
    assert "key" in find_problems(text)[0].message


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: b: c", (1, 5), "colon"),
        ("a: [1, 2\nb: 3", (2, 2), "a list in brackets (opened in line 1) is not closed"),
        ("a: {b: 1\n", None, "a mapping in braces (opened in line 1) is not closed"),
        ("x: 1\na: 'x", None, "a quotation mark (opened in line 2) is never closed"),
        ("a: @x", (1, 4), "cannot begin with `@`"),
        ("a:\n\tb: 1", (2, 1), "a tab stands in the indentation"),
        ("a: *", None, "needs quotation marks"),
        ("a: !h!x y", (1, 4), "needs quotation marks"),
        ("a: - b", (1, 4), "list item"),
        ('a: "\\q"', None, "backslash"),
        ("  a: 1\nb: 2", (2, 1), "goes on after its end"),
        ("a: 1\n---\nb: 2", (2, 1), "a second document begins here"),
        ("", None, "empty"),
        (" \n\n", None, "empty"),
        ("# only this\n", None, "only comments"),
    ],
)
def test_broken_syntax_is_told_in_plain_words(text: str, place: tuple[int, int] | None, words: str) -> None:
    problem = find_problems(text)[-1]
    assert words in problem.message
    assert "\n" not in problem.message
    if place is not None:
        assert (problem.place.line, problem.place.column) == place


def test_problems_before_a_syntax_error_are_told_with_it() -> None:
    assert len(find_problems("a: 1\na: 2\nb: [")) == 2


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("escape", ["\\0", "\\e", "\\x7f", "\\uFFFE", "\\ud800", "\\U00110000", "\\UFFFFFFFF"])
def test_escapes_cannot_hide_what_no_text_may_hold(escape: str) -> None:
    assert find_problems(f'x: 1\na: "{escape}"\n')
    assert find_problems(f'x: 1\n"{escape}": 1\n')


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("build", [make_deep_flow, make_deep_flow_mapping, make_deep_list, make_deep_mapping])
def test_depth_64_is_read_and_65_refused(build: Callable[[int], bytes]) -> None:
    assert read(build(64)).value
    (problem,) = find_problems(build(65))
    assert "more than 64 deep" in problem.message
    assert problem.place.line is not None


@pytest.mark.parametrize("build", [make_deep_flow, make_deep_flow_mapping, make_deep_list])
def test_depth_100_000_is_refused(build: Callable[[int], bytes]) -> None:
    assert "more than 64 deep" in find_problems(build(100_000))[0].message
    assert find_problems(build(100_000)[:100_000])


def test_depth_3_000_by_indentation_is_refused() -> None:
    assert "more than 64 deep" in find_problems(make_deep_mapping(3_000))[0].message


def test_every_other_limit_reads_what_fits_and_refuses_one_more() -> None:
    text = "a: xyz\nb: [1, 234]\n"  # 19 bytes, 13 events
    cases = [
        ("yaml_bytes", 19, "19 bytes"),
        ("yaml_events", 13, "keys, values and brackets"),
        ("text_characters", 3, "3 characters"),
        ("number_digits", 3, "3 digits"),
        ("yaml_depth", 2, "deep"),
    ]
    for name, least, words in cases:
        assert read(text, dataclasses.replace(DEFAULT_LIMITS, **{name: least})).value == {"a": "xyz", "b": [1, 234]}
        (problem,) = find_problems(text, dataclasses.replace(DEFAULT_LIMITS, **{name: least - 1}))
        assert words in problem.message
    assert "2 characters" in find_problems("ab: 1", dataclasses.replace(DEFAULT_LIMITS, text_characters=1))[0].message


def test_the_default_lengths_hold() -> None:
    assert read("a: " + "9" * 400).value == {"a": int("9" * 400)}
    assert "401 digits" in find_problems("a: " + "9" * 401)[0].message
    assert read("a: " + "x" * 1_000_000).value == {"a": "x" * 1_000_000}
    assert "1,000,001 characters" in find_problems("a: " + "x" * 1_000_001)[0].message


def test_a_large_file_is_told_to_become_tables() -> None:
    assert read(b"a: 1\n#" + b"x" * 3_999_994).notices == ()
    (notice,) = read(b"a: 1\n#" + b"x" * 3_999_995).notices
    assert "CSV" in notice
    assert "Parquet" in notice
    assert read(b"a: 1\n#" + b"x" * 9_999_994).value == {"a": 1}
    (problem,) = find_problems(b"a: 1\n#" + b"x" * 9_999_995)
    assert "CSV" in problem.message
    assert "10,000,001 bytes" in problem.message


SIGNS = st.sampled_from(
    [*"{}[]&*!|>'\"%@`#,:-?\t\n\r \\<=~.0e+", "- ", ": ", "\n---\n", "\n...\n", "!!int ", "\ufeff", "\x00"]
)


def try_to_read(data: bytes, loader: type[yaml.CSafeLoader | yaml.SafeLoader]) -> Tree | InputError:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reading, "_LOADER", loader)
        try:
            return read(data)
        except InputError as error:
            return error


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """Draw an ordinary file with a few pieces cut out, doubled or replaced."""
    text = ORDINARY
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 20))
        piece = draw(SIGNS | st.text(max_size=5) | st.just(text[start:end] * 2))
        text = text[:start] + piece + text[end:]
    data = text.encode("utf-8", "surrogatepass")
    at = draw(st.integers(0, max(len(data) - 1, 0)))
    return data if draw(st.booleans()) else data[:at] + draw(st.binary(max_size=3)) + data[at + 1 :]


@settings(max_examples=200)
@given(
    damaged_files()
    | st.binary(max_size=200)
    | st.lists(SIGNS | st.just("a"), max_size=30).map(lambda s: "".join(s).encode())
)
def test_whatever_the_bytes_there_is_a_tree_or_an_input_error(data: bytes) -> None:
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        outcome = try_to_read(data, loader)
        if isinstance(outcome, InputError):
            assert outcome.problems
            assert all(problem.place.file == "org.yaml" for problem in outcome.problems)
        else:
            assert all(place.line is not None for place in outcome.places.values())
